#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Counts what meson wrote down of a test run (testlog.json) and prints the closing line.

Every TAP point counts, not every program. A program that meson calls failed without a failed point
(it crashed, ran out of time, or stopped short of its plan) is one failure more."""

import json
import re
import sys

POINT = re.compile(r"^(not )?ok\b\s*(.*?)(?:\s+#\s*(skip|todo)\b\s*(.*))?$", re.I)
SKIPPED_WHOLE = re.compile(r"^1\.\.0\s*#\s*skip\S*\s*(.*)$", re.I)
FINE = {"OK", "EXPECTEDFAIL"}


class Count:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def fail(self, program, what):
        self.failed += 1
        print(f"failed: {program}: {what}")

    def skip(self, program, what):
        self.skipped += 1
        print(f"skipped: {program}: {what}")

    def add_points(self, program, output):
        """Counts the points of one program; returns how many there were."""
        points = 0
        for line in output.splitlines():
            whole = SKIPPED_WHOLE.match(line)
            point = POINT.match(line)
            if whole:
                self.skip(program, whole.group(1))
            elif point and point.group(3):
                self.skip(program, f"{point.group(2)}: {point.group(4)}")
            elif point and point.group(1):
                self.fail(program, point.group(2))
            elif point:
                self.passed += 1
            points += bool(whole or point)
        return points

    def add_program(self, record):
        program, result = record["name"], record["result"]
        failed_before = self.failed
        points = self.add_points(program, record.get("stdout") or "")
        if result not in FINE | {"SKIP"}:
            if self.failed == failed_before:
                self.fail(program, f"{result}, exit status {record['returncode']}, "
                                   f"behind {points} points")
        elif points == 0 and result == "SKIP":
            self.skip(program, "no reason given")
        elif points == 0:
            self.passed += 1


def main():
    count = Count()
    try:
        with open(sys.argv[1], encoding="utf-8") as log:
            for line in log:
                count.add_program(json.loads(line))
    except (OSError, ValueError, KeyError) as error:
        count.fail("the results", f"cannot be read: {error}")
    print(f"{count.passed} passed, {count.failed} failed, {count.skipped} skipped")
    return 1 if count.failed or not count.passed else 0


if __name__ == "__main__":
    sys.exit(main())
