# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""What of the layout of the code can be judged line by line; src/HACKING.md says the rest."""

import re

MAX_COLUMNS = 100
MAX_COLUMNS_OF_TEST_TEXT = 110
LITERAL = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|/\*.*?\*/', re.S)
DEFINE = re.compile(r"^\s*#\s*define\s+\w+\(")
HEAD = re.compile(r"^(\w+) \(")
HEAD_WITH_TYPE = re.compile(r"^[A-Za-z_][\w *]*[ *]\w+ \([^()]*\)$")
# Each line has one fault, which has to be found: so no rule falls silent.
BAD = """\
static void
good (int a,
      int b)
{
  call (a)\t;
  call (b);\x20
  call(a);
  /* %s */
}

static void
packed (int a, int b)
{
}

static void
askew (int a,
     int b)
{
}

static void beside (int a)
{
}


""" % ("x" * MAX_COLUMNS)
BAD_LINES = [5, 6, 7, 8, 12, 18, 22, 26]


def blank_out(text):
    """The text with nothing in its literals and comments, every character in its place."""
    return LITERAL.sub(lambda match: re.sub(r"[^\n]", " " if match[0][0] == "/" else "_", match[0]),
                       text)


def find_end_of_head(lines, start):
    """The line in which the parenthesis of a definition closes, None if it is no definition."""
    depth = 0
    for number in range(start, min(start + 40, len(lines) - 1)):
        depth += lines[number].count("(") - lines[number].count(")")
        if depth == 0:
            return number if lines[number + 1] == "{" else None
    return None


def has_several(parameters):
    depth = 0
    for position, char in enumerate(parameters):
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
        if char == "," and depth == 0 and parameters[position + 1:].strip():
            return True
    return False


def check_heads(lines):
    for start, line in enumerate(lines[:-1]):
        if HEAD_WITH_TYPE.match(line) and lines[start + 1] == "{" and not HEAD.match(line):
            yield start + 1, "the return type has a line of its own"
        match = HEAD.match(line)
        end = find_end_of_head(lines, start) if match else None
        if end is None:
            continue
        column = match.end()
        for number in range(start, end + 1):
            indent = len(lines[number]) - len(lines[number].lstrip())
            if number > start and indent != column:
                yield number + 1, "parameters stand under each other"
            elif has_several(lines[number][column:]):
                yield number + 1, "one parameter a line"


def check_lines(text, max_columns, max_columns_of_text):
    bare = blank_out(text)
    for number, (line, code) in enumerate(zip(text.splitlines(), bare.splitlines()), 1):
        limit = max_columns_of_text if '"' in line else max_columns
        if len(line) > limit:
            yield number, f"{len(line)} columns"
        if "\t" in line:
            yield number, "a tab"
        if line != line.rstrip():
            yield number, "blanks at the end"
        if re.search(r"\w\(", DEFINE.sub("", code)):
            yield number, "no space before a parenthesis"
    if not text.endswith("\n") or text.endswith("\n\n"):
        yield len(text.splitlines()), "the file ends with one newline"
    yield from check_heads(bare.splitlines())


def check_layout(root):
    found = sorted({number for number, _ in check_lines(BAD, MAX_COLUMNS, MAX_COLUMNS)})
    problems = [] if found == BAD_LINES else [f"faults are found in the lines {found}"]
    for top, limit in (("src", MAX_COLUMNS), ("tests", MAX_COLUMNS_OF_TEST_TEXT)):
        for path in sorted((root / top).rglob("*.[ch]")):
            problems += [f"{path.relative_to(root)}:{number}: {what}" for number, what in
                         check_lines(path.read_text(), MAX_COLUMNS, limit)]
    return problems
