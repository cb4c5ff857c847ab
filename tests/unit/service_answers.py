#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Whether each of J1 to J82, what a service may answer, has a test of its number, as TAP. Run with the
test programs, which are asked what they test: a name in a comment counts for nothing."""

import os
import re
import subprocess
import sys

ROWS = range(1, 83)
ROW = re.compile(r"^(?:.*\s)?/\S*/row-(\d+)(?:[/\s]|$)")


def list_tests(program):
    # To list tests ends the program before it frees what the tests would have had.
    environment = dict(os.environ, ASAN_OPTIONS="detect_leaks=0")
    return subprocess.run([program, "-l"], check=True, capture_output=True, text=True,
                          env=environment).stdout.splitlines()


def main():
    found = {}
    for program in sys.argv[1:]:
        for line in list_tests(program):
            if match := ROW.match(line):
                found.setdefault(int(match.group(1)), []).append(line)
    print(f"1..{len(ROWS) + 1}")
    for number, row in enumerate(ROWS, 1):
        cases = found.get(row, [])
        print(f"{'ok' if cases else 'not ok'} {number} - row {row}: {len(cases)} tests")
    strange = sorted(set(found) - set(ROWS))
    for row in strange:
        print(f"# {found[row][0]}")
    print(f"{'not ok' if strange else 'ok'} {len(ROWS) + 1} - no row that the table has not")
    return 1 if strange or len(set(found) & set(ROWS)) < len(ROWS) else 0


if __name__ == "__main__":
    sys.exit(main())
