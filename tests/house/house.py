#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Rules of the house that can be read off the sources, as TAP. Run with the source root."""

import pathlib
import re
import sys

from checks import run_checks
from layout import check_layout
import rooms

LAYERS = {
    "base": set(),
    "model": {"base"},
    "wire": {"base", "model"},
    "net": {"base"},
    "auth": {"base", "wire", "net"},
    "api": {"base", "model", "wire", "net", "auth"},
    "session": {"base", "model", "wire", "net", "auth", "api"},
    "ui": {"base", "model", "session"},
    "org": {"base", "model", "wire"},
}
# What the local organization uses of auth: the half of OAuth that has no connection; the clients that
# come with it use the client's side of it too. The programs of others that the conformance tests let
# in see to it that both sides are not wrong in the same way.
PURE_OAUTH = {"gate-pkce.h"}
PURE_OAUTH_CLIENT = {"gate-oauth-attempt.h", "gate-oauth-redirect.h", "gate-token.h", "gate-wipe.h"}
# Which outside headers stay behind which files.
FENCES = {
    r"<json-glib/": r"^src/wire/json/gate-json[a-z-]*\.c$",
    r"<libsoup/": r"^src/(net|org)/",
    r"<libsecret/": r"^src/session/account/",
    r"<sqlite3\.h>": r"^src/org/",
    r"<(gtk/|adwaita\.h)": r"^src/ui/",
    r"<sodium\.h>": r"^src/(auth|org)/|^src/base/gate-(hash|wipe)\.c$",
}
TOP_LEVEL = {"meson.build", "src", "data", "po", "tests", "README.md", "LICENSE", "build"}
MAX_LINES = 700
MAX_FUNCTION_LINES = 60
INCLUDE = re.compile(r'^\s*#\s*include\s+(?:"([^"]+)"|(<[^>]+>))', re.M)
MARKED = re.compile(r'\b(?:N?C?_|ngettext|dcgettext|g_dngettext|g_dpgettext2)\s*\(\s*"')


def sources(root, *suffixes):
    for path in sorted((root / "src").rglob("*")):
        if path.suffix in suffixes:
            yield path


def layer_of(root, path):
    return path.relative_to(root / "src").parts[0]


def check_layers(root):
    home = {path.name: layer_of(root, path) for path in sources(root, ".h")}
    problems = []
    seen = 0
    for path in sources(root, ".c", ".h"):
        layer = layer_of(root, path)
        if layer not in LAYERS:
            problems.append(f"{path}: not in a layer")
            continue
        # The main program wires everything of the client together; the organization's knows its own.
        allowed = set(LAYERS) - {"org"} if path.name == "main.c" else LAYERS[layer] | {layer}
        pure = PURE_OAUTH if layer == "org" else set()
        if path.parent == root / "src" / "org" / "sample":
            pure = PURE_OAUTH_CLIENT
        for own, _ in INCLUDE.findall(path.read_text()):
            if not own or own not in home:
                continue
            seen += 1
            if home[own] not in allowed and own not in pure:
                problems.append(f"{path.relative_to(root)}: {layer} may not include {home[own]} ({own})")
    if seen < 50:
        problems.append(f"only {seen} includes of ours were found: the check reads nothing")
    return problems


def check_rooms(root):
    home = {}
    problems = []
    for path in sources(root, ".h"):
        name = str(path.relative_to(root / "src"))
        if path.name in home:
            problems.append(f"{name}: includes are by bare name, and {home[path.name]} has it too")
        home[path.name] = name
    includes = {str(path.relative_to(root / "src")):
                [home[own] for own, _ in INCLUDE.findall(path.read_text()) if own in home]
                for path in sources(root, ".c", ".h")}
    return problems + rooms.check_rooms(root, includes)


def check_fences(root):
    problems = []
    for path in sources(root, ".c", ".h"):
        name = str(path.relative_to(root))
        for _, outside in INCLUDE.findall(path.read_text()):
            for header, where in FENCES.items():
                if outside and re.match(header, outside) and not re.match(where, name):
                    problems.append(f"{name}: {outside} belongs elsewhere")
    return problems


def translatable(root):
    for path in sources(root, ".c", ".h"):
        if MARKED.search(path.read_text()):
            yield path
    for path in sources(root, ".ui"):
        if 'translatable="yes"' in path.read_text():
            yield path
    for path in sorted((root / "data").glob("*.in")):
        yield path
    for path in sorted((root / "data").glob("*.gschema.xml")):
        yield path


def check_potfiles(root):
    listed = [line for line in (root / "po" / "POTFILES").read_text().splitlines()
              if line and not line.startswith("#")]
    wanted = {str(path.relative_to(root)) for path in translatable(root)}
    problems = [f"po/POTFILES lacks {name}" for name in sorted(wanted - set(listed))]
    problems += [f"po/POTFILES names {name}, which has nothing to translate"
                 for name in sorted(set(listed) - wanted)]
    problems += [f"po/POTFILES is not sorted at {b}" for a, b in zip(listed, listed[1:]) if a >= b]
    return problems


def check_top_level(root):
    return [f"{path.name} does not belong at the top" for path in sorted(root.iterdir())
            if not path.name.startswith(".") and path.name not in TOP_LEVEL]


def function_lengths(text):
    """Yields (name, lines) of each function: a brace in column 0 opens it, another closes it."""
    lines = text.splitlines()
    start = None
    for number, line in enumerate(lines):
        if line == "{":
            start = number
        elif line == "}" and start is not None:
            name = next((m.group(1) for back in range(start - 1, max(start - 14, -1), -1)
                         if (m := re.match(r"(\w+) \(", lines[back]))), "?")
            yield name, number - start - 1
            start = None


def check_sizes(root):
    problems = []
    for path in sources(root, ".c", ".h"):
        text = path.read_text()
        name = path.relative_to(root)
        if len(text.splitlines()) > MAX_LINES and "table" not in path.name:
            problems.append(f"{name}: {len(text.splitlines())} lines")
        problems += [f"{name}: {function} has {length} lines"
                     for function, length in function_lengths(text) if length > MAX_FUNCTION_LINES]
    return problems


def check_licences(root):
    return [f"{path.relative_to(root)}: no SPDX line" for path in sources(root, ".c", ".h")
            if "SPDX-License-Identifier: GPL-3.0-or-later" not in path.read_text()[:200]]


FORBIDDEN = {
    r"\bg_input_stream_skip\b": "crashes on a chunked body",
    r"\bsoup_form_decode\b": "drops pairs silently (F12)",
    r"\baccept-certificate\b": "no certificate is ever waved through",
    r"\bg_usleep\b|\bsleep \(": "nothing sleeps",
    r"\bsqlite3_mprintf\b": "SQL only with bound values",
    r"(?<!correlation_id = )(?<!\[MEMBER_ID\] = )\bg_uuid_string_random\b|\bg_rand_\w+ \(":
        "randomness that somebody could guess is for IDs that are no secret, and waiting times only",
    r"\bcapture_backtrace": "no deprecation is waved through",
}

# What is newer than our floor of GTK counts as deprecated, too: one file asks for such a function.
WAVES_THROUGH = r"\bG_GNUC_BEGIN_IGNORE_DEPRECATIONS\b"
NEWER_THAN_THE_FLOOR = "src/ui/widgets/gtk48/gate-live-region.c"


# Below the frames a source starves where drawing is slow, so everything there goes through one file.
MAY_STARVE = r"\bG_PRIORITY_(?:LOW|DEFAULT_IDLE|HIGH_IDLE)\b|\bg_idle_(?:add|add_once|source_new) \("
KEEPS_FROM_STARVING = "src/base/gate-idle.c"

# GLib's randomness can be guessed: it is for waiting times and hash tables.
GUESSABLE = r"\bg_random_\w+ \("
MAY_BE_GUESSED = {"src/net/gate-wait.c", "src/base/gate-hash.c"}

# Somebody else may have put a file there, so the window reads all of them in one way.
READS_FILE = (r"\bg_file_(?:get_contents|load_contents|load_contents_async|read|read_async) \("
              r"|\bg_key_file_load_from_file\b|\bf?open \(")
MAY_READ_FILES = {"src/base/gate-file.c"}

# Texts from outside can be made to collide in GLib's hash. No table has a colour for its key.
COLLIDES = r"\bg_str_hash\b|\bg_ref_string_new_intern\b"
MAY_COLLIDE = {"src/ui/widgets/gate-avatar.c"}


def check_forbidden(root):
    problems = []
    for path in sources(root, ".c", ".h"):
        text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
        problems += [f"{path.relative_to(root)}: {match.group(0)}: {why}"
                     for pattern, why in FORBIDDEN.items() for match in re.finditer(pattern, text)]
        if re.search(GUESSABLE, text) and str(path.relative_to(root)) not in MAY_BE_GUESSED:
            problems.append(f"{path.relative_to(root)}: g_random_: secrets come from libsodium")
        if re.search(COLLIDES, text) and str(path.relative_to(root)) not in MAY_COLLIDE:
            problems.append(f"{path.relative_to(root)}: g_str_hash: use gate_text_hash()")
        if (re.search(READS_FILE, text) and layer_of(root, path) != "org"
                and str(path.relative_to(root)) not in MAY_READ_FILES):
            problems.append(f"{path.relative_to(root)}: use gate_file_read_async()")
        if re.search(WAVES_THROUGH, text) and str(path.relative_to(root)) != NEWER_THAN_THE_FLOOR:
            problems.append(f"{path.relative_to(root)}: no deprecation is waved through")
        starving = re.search(MAY_STARVE, text)
        if starving and str(path.relative_to(root)) != KEEPS_FROM_STARVING:
            problems.append(f"{path.relative_to(root)}: {starving.group(0)}: use gate_idle_add()")
    return problems


def check_suppressions(root):
    lines = [line for line in (root / "tests" / "lsan.supp").read_text().splitlines()
             if line and not line.startswith("#")]
    problems = [f"tests/lsan.supp names our code: {line}" for line in lines if "gate" in line]
    if len(lines) > 16:
        problems.append(f"tests/lsan.supp grew to {len(lines)} lines")
    return problems


def everything(root):
    """All files of the checkout; the folder is walked, for git may be missing or refuse to read it."""
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if parts[0] not in {".git", "build"} and "__pycache__" not in parts and path.is_file():
            yield path


def check_templates(root):
    """A template that names a type of ours before anybody else has used it does not find it."""
    problems = []
    everywhere = "".join(path.read_text() for path in sources(root, ".c"))
    for template in sources(root, ".ui"):
        code = template.with_suffix(".c")
        text = code.read_text() if code.exists() else everywhere
        for name in sorted(set(re.findall(r'<object class="Gate(\w+)"', template.read_text()))):
            macro = "GATE_TYPE_" + re.sub(r"(?<!^)(?=[A-Z])", "_", name).upper()
            if f"g_type_ensure ({macro})" not in text:
                problems.append(f"{template.relative_to(root)}: no g_type_ensure ({macro})")
    return problems


def check_names_no_machine(root):
    """No path of a machine and no registry's host name in the checkout."""
    problems = []
    seen = 0
    for path in everything(root):
        name = str(path.relative_to(root))
        if path.suffix in {".png", ".svg"} or name == "tests/house/house.py":
            continue
        seen += 1
        text = path.read_text(errors="replace")
        problems += [f"{name}: {match.group(0)}" for match in
                     re.finditer(r"/tmp/build-|/work/|registry\.npmjs|deb\.debian\.org", text)]
    if seen < 100:
        problems.append(f"only {seen} files were found: the check reads nothing")
    return problems


CAUSES = "src/doc/causes.md"


def check_causes(root):
    """Each cause of a refusal stands in the document, with its next step."""
    listed = re.findall(r"^  (GATE_CAUSE_\w+),", (root / "src/base/gate-cause.h").read_text(), re.M)
    rows = {cells[0].strip(): cells[-1].strip() for line in (root / CAUSES).read_text().splitlines()
            if len(cells := line.strip("|").split("|")) == 4}
    coded = {}
    for cause, nick, step in re.findall(
            r'\[(GATE_CAUSE_\w+)\] = \{\s*"([a-z-]+)",\s*GATE_ERROR_\w+,\s*GATE_NEXT_(\w+)',
            (root / "src/base/gate-cause.c").read_text()):
        coded[cause] = (nick, step.lower().replace("_", " "))
    problems = [f"{cause} has no row in gate-cause.c" for cause in listed if cause not in coded]
    problems += [f"{CAUSES} lacks {nick}, next step: {step}" for nick, step in coded.values()
                 if rows.get(nick) != step]
    nicks = {nick for nick, _ in coded.values()} | {"cause", "---"}
    return problems + [f"{CAUSES} has a cause that is none: {name}" for name in rows.keys() - nicks]


CHECKS = [
    ("layers include only what the matrix allows", check_layers),
    ("rooms include only what stands below them", check_rooms),
    ("outside libraries stay behind their files", check_fences),
    ("every string is extracted", check_potfiles),
    ("nothing strange at the top level", check_top_level),
    ("files and functions are short", check_sizes),
    ("every file has its licence", check_licences),
    ("nothing forbidden is called", check_forbidden),
    ("leak suppressions name libraries only", check_suppressions),
    ("no machine is named", check_names_no_machine),
    ("templates find the types they name", check_templates),
    ("every cause of a refusal is documented", check_causes),
    ("the code is laid out as everywhere", check_layout),
]


def main():
    return run_checks(CHECKS, pathlib.Path(sys.argv[1]).resolve())


if __name__ == "__main__":
    sys.exit(main())
