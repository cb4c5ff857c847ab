# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Runs checks of the sources and reports them as TAP."""


def run_checks(checks, *arguments):
    """Each check is a title and a function that returns a list of problems. Returns 1 if any failed."""
    failed = False
    print(f"1..{len(checks)}")
    for number, (title, check) in enumerate(checks, 1):
        problems = check(*arguments)
        failed = failed or bool(problems)
        for problem in dict.fromkeys(problems):
            print(f"# {problem}")
        print(f"{'not ok' if problems else 'ok'} {number} - {title}")
    return 1 if failed else 0
