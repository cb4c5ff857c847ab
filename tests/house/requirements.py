#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Every requirement of the authorization server has a test that runs, as TAP. Run with the source
root and the build root.

tests/requirements.txt has lines of a number, a file, and a test in that file. Meson must run the file,
and the file must hand the test to whatever runs its tests: a helper, however much it checks, proves
nothing by being there. Requirements of the window may stand there, too, with tests that need no
display."""

import ast
import json
import pathlib
import re
import sys

from checks import run_checks
from citations import SECURITY, anchors

LINE = re.compile(r"^([SC][0-9]+) (tests/[a-zA-Z0-9_./-]+):(\w+)$")
# Requirements of which each must have a test.
DEMANDED = re.compile(r"^s[0-9]+$")
# Text of SQL is never put together at run time; what is run whole has no values in it.
ONLY_IN = {
    r"\bsqlite3_exec\b": {"gate-org-database.c"},
    r"\bsqlite3_prepare": {"gate-org-database.c", "gate-org-store.c"},
    r"\bsqlite3_(?:mprintf|snprintf|load_extension)\b": set(),
}


def read_lines(root):
    return (root / "tests/requirements.txt").read_text().splitlines()


def read_numbers(root):
    return {match[1] for match in map(LINE.match, read_lines(root)) if match}


def has_c_test(text, name):
    return re.search(rf"^ +(?:\w*test_add\w*|add|\w*ADD\w*) \([^;]*\b{name}\b", text, re.M)


def has_javascript_test(text, name):
    return re.search(rf"^  \['[^\n]*', (?:\(\) => )?{name}\b", text, re.M)


def has_python_test(text, name):
    """Whether the function is handed over in main() or in a table of the module, not only called."""
    tree = ast.parse(text)
    if not any(isinstance(node, ast.FunctionDef) and node.name == name for node in tree.body):
        return False
    places = [node for node in tree.body if isinstance(node, (ast.Assign, ast.Expr, ast.If)) or
              isinstance(node, ast.FunctionDef) and node.name == "main"]
    nodes = [node for place in places for node in ast.walk(place)]
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    return any(isinstance(node, ast.Name) and node.id == name and id(node) not in called
               for node in nodes)


HAS_TEST = {".c": has_c_test, ".mjs": has_javascript_test, ".py": has_python_test}


def read_commands(build):
    """Of each test that meson runs: its arguments, and what its program is made of."""
    info = build / "meson-info"
    sources = {}
    for target in json.loads((info / "intro-targets.json").read_text()):
        for name in target["filename"]:
            sources[name] = [source for part in target["target_sources"]
                             for source in part.get("sources", [])]
    for test in json.loads((info / "intro-tests.json").read_text()):
        yield test["cmd"], sources.get(test["cmd"][0], [])


def read_programs(root, build):
    """The files of tests/ that meson runs: scripts, sources of programs, and what run.py is told."""
    files = set()
    for command, sources in read_commands(build):
        paths = [pathlib.Path(text).resolve() for text in [*command, *sources]]
        files |= {path for path in paths if path.is_relative_to(root)}
        files |= {path.parent / argument for path in paths if path.name == "run.py"
                  for argument in command if argument.endswith(".mjs")}
    return {str(path.relative_to(root)) for path in files}


def find(root, programs, file, name):
    path = root / file
    if not path.is_file():
        return f"{file} is not there"
    if file not in programs:
        return f"{file} is not run by meson"
    has_test = HAS_TEST.get(path.suffix)
    if has_test is None or not has_test(path.read_text(), name):
        return f"{name} is no test of {file}"
    return None


def check_lines(root, build):
    programs = read_programs(root, build)
    problems = []
    lines = read_lines(root)
    for line in lines:
        match = LINE.match(line)
        problem = find(root, programs, match[2], match[3]) if match else f"cannot be read: {line}"
        if problem:
            problems.append(f"{match[1]}: {problem}" if match else problem)
    order = [(match[1][0], int(match[1][1:])) for match in map(LINE.match, lines) if match]
    if order != sorted(order):
        problems.append("not sorted by number")
    if len(lines) != len(set(lines)):
        problems.append("a line stands there twice")
    return problems


def check_all_there(root, _build):
    tested = {number.lower() for number in read_numbers(root)}
    required = anchors(root, SECURITY)
    return [f"{anchor.upper()} has no test" for anchor in required
            if DEMANDED.match(anchor) and anchor not in tested] + \
        [f"{SECURITY} has no {number}" for number in sorted(tested) if number not in required]


def check_statements(root, _build):
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


def check_sanitizers(root, _build):
    """The command for the tests builds with both, and a leak of a test of a layer is a failure."""
    wanted = {"tests/run.sh": "-Db_sanitize=address,undefined", "tests/meson.build": "detect_leaks=1",
              "tests/conformance/meson.build": "detect_leaks=1"}
    return [f"{file} lacks {text}" for file, text in wanted.items()
            if text not in (root / file).read_text()]


CHECKS = [
    ("every line names a test that runs", check_lines),
    ("every requirement", check_all_there),
    ("statements are prepared, with values bound", check_statements),
    ("tests run under the sanitizers", check_sanitizers),
]


def main():
    root, build = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    return run_checks(CHECKS, root, build)


if __name__ == "__main__":
    sys.exit(main())
