#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Every citation in the sources and tests leads to an anchor in src/doc, as TAP. Run with the
source root.

A requirement is cited by its letter and number alone, a decision as `decision` and its number, a
section of the other document by that document's name and the number of the section."""

import functools
import pathlib
import re
import sys

from checks import run_checks

SECURITY = "src/doc/security.md"
GENESYS = "src/doc/genesys-api.md"
SUFFIXES = {".build", ".c", ".css", ".h", ".in", ".md", ".mjs", ".py", ".sh", ".supp", ".txt", ".ui",
            ".xml"}
# The figures of the benches have numbers of their own.
OTHER_NUMBERS = "tests/bench/"

ANCHOR = re.compile(r'<a id="([^"]+)"></a>')
LINK = re.compile(r"\]\(([a-z-]*(?:\.md)?)#([^)]+)\)")
NUMBERS = r"\d[\d.]*\d|\d"
# Not the bytes of "%C3%A4", and no key of the keyboard.
REQUIREMENT = re.compile(r"(?<![%\w\\#.-])([SCFDKNJH][0-9]{1,2})(?![\w%-])")
DECISION = re.compile(r"\bdecisions? (\d+)(?: (?:and|to) (\d+))?")
SECTION = re.compile(rf"genesys-api\.md\b(?: ({NUMBERS})((?:(?:,| and| to) (?:{NUMBERS}))*))?")
DOCUMENT = re.compile(r"(?<![\w/*-])([\w-]+\.md)\b")
OTHER_FORMS = {
    r"\bsecurity\.md,": "the letter and the number say where: (S12)",
    r"\bgenesys-api\.md,": "without a comma: genesys-api.md 3.1",
    r"\bsecurity design\b|\bfault matrix\b": "name the row: N61, J61, H61",
    r"\b[Rr]ows? \d+ (?:to|and) \d+\b|\bc[12],? rows?\b|\bsection c[12]\b|[(*] ?Rows? \d+\b":
        "name the row by its letter: N61, J61, H61",
}


@functools.cache
def texts(root):
    """Name and text of each file that may cite, with the marks of comments taken off."""
    found = []
    for folder in ("src", "tests"):
        for path in sorted((root / folder).rglob("*")):
            name = str(path.relative_to(root))
            if path.suffix not in SUFFIXES or name == "tests/house/citations.py" or \
                    "corpus" in path.parts or "__pycache__" in path.parts:
                continue
            found.append((name, re.sub(r"\n[ \t]*(?:\*(?!/)|//|#)?[ \t]*", " ", path.read_text())))
    return found


def anchors(root, document):
    return ANCHOR.findall((root / document).read_text())


def requirements_in(name, text):
    for match in REQUIREMENT.finditer(text):
        if text[match.start() - 1:match.start()] != '"' or text[match.end():match.end() + 1] != '"':
            if match[1][0] != "F" or not name.startswith(OTHER_NUMBERS):
                yield match[1]


def check_anchors(root):
    problems = []
    for document in (SECURITY, GENESYS):
        found = anchors(root, document)
        problems += [f"{document}: two anchors {name}" for name in sorted(set(found))
                     if found.count(name) > 1]
    return problems


def check_links(root):
    problems = []
    for document in (SECURITY, GENESYS):
        for target, anchor in LINK.findall((root / document).read_text()):
            other = f"src/doc/{target}" if target else document
            if anchor not in anchors(root, other):
                problems.append(f"{document}: no anchor {target}#{anchor}")
    return problems


def follow(root, document, cited, at_least):
    """CITED: pairs of a file and of what it cites. One that cites nothing has None."""
    there = set(anchors(root, document))
    problems = [f"{name}: {document} has no {number}" if number else f"{name}: where in {document}?"
                for name, number in cited if number not in there]
    if len(cited) < at_least:
        problems.append(f"only {len(cited)} citations were found: the check reads nothing")
    return problems


def check_requirements(root):
    cited = []
    for name, text in texts(root):
        cited += [(name, number.lower()) for number in requirements_in(name, text)]
        cited += [(name, f"decision-{number}") for match in DECISION.finditer(text)
                  for number in match.groups() if number]
    return follow(root, SECURITY, cited, 200)


def check_sections(root):
    cited = []
    for name, text in texts(root):
        for match in () if name.endswith(".md") else SECTION.finditer(text):
            numbers = re.findall(NUMBERS, match[0].removeprefix("genesys-api.md"))
            cited += [(name, number) for number in numbers or [None]]
    return follow(root, GENESYS, cited, 30)


def check_documents(root):
    there = {path.name for folder in ("src", "tests") for path in (root / folder).rglob("*.md")}
    there |= {path.name for path in root.glob("*.md")}
    return [f"{name}: there is no {document}" for name, text in texts(root)
            for document in DOCUMENT.findall(text) if document not in there]


def check_form(root):
    return [f"{name}: {match[0]}: {why}" for name, text in texts(root)
            for pattern, why in OTHER_FORMS.items() for match in re.finditer(pattern, text)]


CHECKS = [
    ("no anchor twice", check_anchors),
    ("links between the documents", check_links),
    ("cited requirements", check_requirements),
    ("cited sections", check_sections),
    ("every document that is named is here", check_documents),
    ("citations have one form", check_form),
]


def main():
    return run_checks(CHECKS, pathlib.Path(sys.argv[1]).resolve())


if __name__ == "__main__":
    sys.exit(main())
