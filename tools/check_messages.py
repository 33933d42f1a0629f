#!/usr/bin/env python3
"""Every code that a person may meet has its Vietnamese sentence in catalogue/messages/vi.toml."""
import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parent.parent
tables, table = {}, None
for line in (root / "catalogue/messages/vi.toml").read_text().splitlines():
    if match := re.match(r"\[(\w+)\]", line):
        table = tables.setdefault(match[1], set())
    elif match := re.match(r"(\w+)\s*=", line):
        table.add(match[1])

code = r'"([a-z][a-z0-9_]+)"'
patterns = [
    ("refusal", re.compile(r"Refusal\(Reason::\w+,\s*" + code)),
    ("field", re.compile(r"bad_field\([^,;]+?,\s*" + code)),
    ("field", re.compile(r"push_back\(\{(?:at\(\"\w+\"\)|[^{}]*?),\s*" + code + r"(?:,\s*\{|\}\))")),
    ("notification", re.compile(r"\bnotify\(\w+,\s*" + code)),
]
faults, seen = [], 0
for path in sorted((root / "src").rglob("*.cpp")):
    if path.name.endswith("_test.cpp"):
        continue
    text = path.read_text()
    for kind, pattern in patterns:
        for match in pattern.finditer(text):
            seen += 1
            known = tables["notification"] if kind == "notification" else tables["refusal"] | tables["field"]
            if match[1] not in known:
                line = text.count("\n", 0, match.start()) + 1
                faults.append(f"{path.relative_to(root)}:{line}: the {kind} code {match[1]} has no sentence in catalogue/messages/vi.toml")
for fault in faults:
    print(fault)
print(f"messages: {seen} uses, {len(faults)} faults")
sys.exit(1 if faults or seen < 100 else 0)
