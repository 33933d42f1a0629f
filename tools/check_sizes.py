#!/usr/bin/env python3
"""Holds the house's sizes: no file over 500 lines, no function over 80, and the words that have no place here."""
import pathlib
import re
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parent.parent
faults = []
tracked = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True, check=True).stdout.split("\n")
kinds = (".cpp", ".hpp", ".ts", ".tsx", ".py", ".mjs")
generated = re.compile(r"schema\.d\.ts$|package-lock\.json$")
files = [f for f in tracked if f.endswith(kinds) and not generated.search(f) and (root / f).exists()]


def functions(lines):
    """Start line and length of each C++ function body: a line that ends a signature and a brace in the first column."""
    start = None
    for number, line in enumerate(lines, 1):
        if line == "{" or line == "try {":
            start = number
        elif start and (line == "}" or line.startswith("} catch")):
            yield start, number - start + 1
            start = None


for name in files:
    lines = (root / name).read_text().splitlines()
    if len(lines) > 500:
        faults.append(f"{name}: {len(lines)} lines; 500 are the limit")
    if name.endswith((".cpp", ".hpp")) and not name.endswith("testing.hpp"):
        for start, length in functions(lines):
            if length > 80:
                faults.append(f"{name}:{start}: a function of {length} lines; 80 are the limit")
    if name.startswith("tools/check_sizes"):
        continue
    for number, line in enumerate(lines, 1):
        if re.search(r"\b(TODO|FIXME|XXX|HACK)\b", line):
            faults.append(f"{name}:{number}: something is left open")
        if name.startswith("src/") and "system_clock::now" in line.split("//")[0] and name != "src/platform/clock.cpp":
            faults.append(f"{name}:{number}: only Clock knows the time")

for fault in faults:
    print(fault)
print(f"sizes: {len(files)} files, {len(faults)} faults")
sys.exit(1 if faults else 0)
