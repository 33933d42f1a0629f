#!/usr/bin/env python3
"""Holds the direction of dependencies: which room may include which. See docs/architecture.md.

The list of features and what each may call is read from src/CMakeLists.txt, so there is one truth."""
import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parent.parent
source = root / "src"
faults = []

# Headers that may stand in one room only: heavy ones stay behind a small header of ours.
heavy = {
    "boost/beast": ["platform/http"], "boost/asio": ["platform/http"], "boost/json": ["platform/json"], "sqlite3.h": ["platform/db"],
    "libpq-fe.h": ["platform/db"], "toml++": ["platform/config"], "pango": ["platform/pdf"], "cairo": ["platform/pdf"],
    "qrencode": ["platform/pdf"], "xlsxwriter": ["platform/xlsx"], "unicode/": ["platform/text"], "sodium.h": ["platform/crypto"],
    "openssl": ["platform/crypto", "platform/oidc", "platform/sign"], "curl/": ["platform/net", "platform/mail"],
}
# What others may include of a feature: <name>/<name>.hpp and what that includes of its own folder, and these doors of the one
# feature that is the heart: reading lists, one dossier, the register, the proof. The app wires everything and may include any.
doors = {"dossiers": {"detail.hpp", "listing.hpp", "own.hpp", "register.hpp", "totals.hpp", "tracking.hpp", "verify.hpp"}}


def opened(feature: str) -> set:
    """The headers that <name>.hpp brings along."""
    found, todo = set(), [f"{feature}.hpp"]
    while todo:
        name = todo.pop()
        if name in found or not (source / "features" / feature / name).exists():
            continue
        found.add(name)
        todo += re.findall(rf'#include "features/{feature}/([\w.]+)"', (source / "features" / feature / name).read_text())
    return found | doors.get(feature, set())


public = {}

cmake = (source / "CMakeLists.txt").read_text()
allowed = {name: set(rest.split()) for name, rest in re.findall(r"^add_feature\((\w+)([^)]*)\)", cmake, re.M)}
order = list(allowed)
for name, uses in allowed.items():
    for used in uses:
        if used not in allowed:
            faults.append(f"src/CMakeLists.txt: {name} uses {used}, which is no feature")
        elif order.index(used) > order.index(name):
            faults.append(f"src/CMakeLists.txt: {name} stands before {used}, which it uses")


def room_of(path: str) -> str:
    parts = path.split("/")
    return "/".join(parts[:2]) if parts[0] in ("features", "platform") else parts[0]


def check(path: pathlib.Path) -> None:
    here = path.relative_to(source).as_posix()
    room = room_of(here)
    is_test = here.endswith("_test.cpp") or here.endswith("testing.hpp")
    for number, line in enumerate(path.read_text().splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*["<]([^">]+)[">]', line)
        if not match:
            continue
        header = match[1]
        where = f"src/{here}:{number}"
        for prefix, rooms in heavy.items():
            if header.startswith(prefix) and not any(here.startswith(r) for r in rooms):
                faults.append(f"{where}: <{header}> may be included in {', '.join(rooms)} only")
        top = header.split("/")[0]
        if top not in ("app", "features", "platform", "domain") or room == "app":
            continue
        if top == "app":
            faults.append(f"{where}: nothing includes the app")
        elif here.startswith("domain/") and top != "domain":
            faults.append(f"{where}: domain includes nothing but domain")
        elif here.startswith("platform/") and top == "features":
            faults.append(f"{where}: platform knows no feature")
        elif top == "features" and here.startswith("features/"):
            mine, theirs = here.split("/")[1], header.split("/")[1]
            if mine == theirs or is_test:
                continue
            if theirs not in allowed.get(mine, set()):
                faults.append(f"{where}: {mine} may not use {theirs}; src/CMakeLists.txt says what it may")
            elif header.split("/", 2)[2] not in public.setdefault(theirs, opened(theirs)):
                faults.append(f"{where}: of {theirs} only {', '.join(sorted(public[theirs]))} may be included from outside")


files = sorted(p for p in source.rglob("*") if p.suffix in (".hpp", ".cpp"))
for file in files:
    check(file)
for fault in faults:
    print(fault)
print(f"layers: {len(files)} files, {len(faults)} faults")
sys.exit(1 if faults else 0)
