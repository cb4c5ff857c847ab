#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Every requirement of the authorization server has a test, as TAP. Run with the source root.

tests/requirements.txt has a line for each: its number, a file, and a name that stands in it."""

import pathlib
import re
import sys

NUMBERS = range(1, 65)
LINE = re.compile(r"^S([0-9]+) (tests/[a-zA-Z0-9_./-]+):(\S+)$")
CASE = {".c": r"^{}\b", ".py": r"^(?:def|class) {}\b", ".mjs": r"\b{}\b"}
# Text of SQL is never put together at run time; what is run whole has no values in it.
ONLY_IN = {
    r"\bsqlite3_exec\b": {"gate-org-database.c"},
    r"\bsqlite3_prepare": {"gate-org-database.c", "gate-org-store.c"},
    r"\bsqlite3_(?:mprintf|snprintf|load_extension)\b": set(),
}


def read_lines(root):
    return (root / "tests/requirements.txt").read_text().splitlines()


def find(root, file, name):
    path = root / file
    if not path.is_file():
        return f"{file} is not there"
    pattern = CASE.get(path.suffix)
    text = path.read_text()
    found = re.search(pattern.format(re.escape(name)), text, re.M) if pattern else name in text
    return None if found else f"{name} is not in {file}"


def check_lines(root):
    problems = []
    order = []
    for line in read_lines(root):
        match = LINE.match(line)
        if match is None:
            problems.append(f"cannot be read: {line}")
            continue
        order.append(int(match[1]))
        problem = find(root, match[2], match[3])
        if problem:
            problems.append(f"S{match[1]}: {problem}")
    if order != sorted(order):
        problems.append("not sorted by number")
    return problems


def check_all_there(root):
    there = {int(match[1]) for match in map(LINE.match, read_lines(root)) if match}
    return [f"S{number} has no test" for number in NUMBERS if number not in there] + \
        [f"there is no S{number}" for number in sorted(there) if number not in NUMBERS]


def check_statements(root):
    problems = []
    for path in sorted((root / "src").rglob("*.c")):
        text = path.read_text()
        for pattern, files in ONLY_IN.items():
            if re.search(pattern, text) and path.name not in files:
                problems.append(f"{path.name}: {pattern}")
        for call in re.findall(r"gate_org_store_prepare \(([^;]*?)\);", text, re.S):
            if "printf" in call or "g_strconcat" in call:
                problems.append(f"{path.name}: a statement put together: {call[:60]}")
    return problems


def main():
    root = pathlib.Path(sys.argv[1])
    checks = [("every line names a test", check_lines), ("every requirement", check_all_there),
              ("statements are prepared, with values bound", check_statements)]
    failed = False
    print(f"1..{len(checks)}")
    for number, (name, check) in enumerate(checks, 1):
        problems = check(root)
        failed |= bool(problems)
        for problem in problems:
            print(f"# {problem}")
        print(f"{'not ok' if problems else 'ok'} {number} - {name}")
    sys.exit(failed)


main()
