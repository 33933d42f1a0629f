"""The results of the sections as one table in Markdown."""
import json
import os
import pathlib
import platform
import sys

folder = pathlib.Path(__file__).resolve().parents[2] / "build/bench"


def number(value):
    return "" if value is None else f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


print(f"{os.cpu_count()} processors, {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') // 2**30} GiB, {platform.freedesktop_os_release()['PRETTY_NAME']}\n")
print("| section | what | ours | beside | ratio | goal |\n|---|---|---|---|---|---|")
for name in sys.argv[1:]:
    path = folder / f"{name}.json"
    if path.exists():
        for line in json.loads(path.read_text())["lines"]:
            beside = f"{line['peer_name']} {number(line['peer'])}" if line["peer"] else ""
            ratio = "" if line["ratio"] is None else f"{line['ratio']:.2f}"
            print(f"| {name} | {line['what']} | {number(line['ours'])} {line['unit']} | {beside} | {ratio} | {line['goal']} |")
