# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""The order of files inside a layer: which folder may include which, and no circle anywhere.

A file is named by its path below src, as in "org/store/gate-org-store.c".
"""

import posixpath

# The rooms (sub-folders) of each layer in groups, lowest first; "." is the layer's own folder. A file
# may include its own room and the rooms of lower groups. A layer that is missing here has no rooms.
ROOMS = {
    "wire": [["json"], ["."]],
    "ui": [["widgets/gtk48"], ["text"], ["widgets"], ["choosers"], ["launch", "revoke"],
           ["accounts", "applications", "clients", "authorize"], ["window"], ["."]],
    "session": [["account", "lists"], ["resources"], ["changes"], ["."]],
    "org": [["store"], ["http"], ["oauth"], ["sign-in"], ["api", "sample"], ["."]],
}
MAX_ENTRIES = 46
# To be mended; an entry that is no longer needed fails, so the lists only get shorter.
KNOWN_CROWDED = set()
KNOWN_CIRCLES = set()


def split(name):
    """The layer of a file and its room."""
    layer, _, rest = name.partition("/")
    return layer, posixpath.dirname(rest) or "."


def module_of(name):
    """The .c, the .h and the -private.h of one name are one module."""
    return posixpath.splitext(name)[0].removesuffix("-private")


def levels_of(rooms, layer):
    return {room: level for level, group in enumerate(rooms.get(layer, [["."]])) for room in group}


def check_arrows(includes, rooms):
    """includes: file -> the files of ours that it includes."""
    problems = []
    seen = {layer: {"."} for layer in rooms}
    for name, targets in sorted(includes.items()):
        layer, room = split(name)
        levels = levels_of(rooms, layer)
        seen.setdefault(layer, set()).add(room)
        if room not in levels:
            problems.append(f"{name}: the table of rooms does not name {layer}/{room}")
            continue
        for target in targets:
            other_layer, other = split(target)
            if other_layer == layer and other != room and levels.get(other, -1) >= levels[room]:
                problems.append(f"{name}: {room} may not include {other} ({target})")
    problems += [f"the table of rooms names {layer}/{room}, which has no files"
                 for layer in rooms for room in levels_of(rooms, layer) if room not in seen[layer]]
    return problems


def find_circles(includes):
    """The strongly connected components of more than one module (Tarjan), each sorted."""
    graph = {}
    for name, targets in includes.items():
        wanted = graph.setdefault(module_of(name), set())
        wanted |= {module_of(target) for target in targets} - {module_of(name)}
    index, low, stack, circles = {}, {}, [], []

    def visit(module):
        index[module] = low[module] = len(index)
        stack.append(module)
        for other in sorted(graph.get(module, ())):
            if other not in index:
                visit(other)
                low[module] = min(low[module], low[other])
            elif other in stack:
                low[module] = min(low[module], index[other])
        if low[module] == index[module]:
            start = stack.index(module)
            if len(stack) - start > 1:
                circles.append(sorted(stack[start:]))
            del stack[start:]

    for module in sorted(graph):
        if module not in index:
            visit(module)
    return circles


def check_circles(includes, known):
    found = {" ".join(circle) for circle in find_circles(includes)}
    return [f"include each other in a circle: {circle}" for circle in sorted(found - known)] + \
           [f"no circle any more, take it off the list: {circle}" for circle in sorted(known - found)]


def check_crowds(src, known):
    problems = []
    crowded = {str(folder.relative_to(src)): count for folder in sorted(src.rglob("*"))
               if folder.is_dir() and (count := len(list(folder.iterdir()))) > MAX_ENTRIES}
    problems += [f"src/{name} has {count} entries, more than {MAX_ENTRIES}: it needs rooms"
                 for name, count in crowded.items() if name not in known]
    problems += [f"src/{name} is not crowded any more, take it off the list"
                 for name in sorted(known - set(crowded))]
    return problems


def check_itself():
    """Each rule has to find the fault that was put there for it, so no rule falls silent."""
    rooms = {"a": [["low"], ["left", "right"], ["."]]}
    good = {"a/low/x.h": [], "a/low/x.c": ["a/low/x.h"], "a/left/l.h": ["a/low/x.h"],
            "a/right/r.h": ["a/low/x.h"], "a/top.c": ["a/left/l.h", "a/right/r.h"], "b/y.h": []}
    wrong = [({"a/low/x.c": ["a/top.h"], "a/top.h": []}, "up"),
             ({"a/low/x.c": ["a/left/l.h"]}, "up a room"),
             ({"a/left/l.c": ["a/right/r.h"]}, "sideways"),
             ({"a/new/n.c": []}, "a room that is not in the table"),
             ({"b/new/n.c": []}, "a room in a layer without rooms")]
    problems = [f"finds a fault where none is: {problem}" for problem in check_arrows(good, rooms)]
    problems += [f"does not find: {what}" for extra, what in wrong
                 if len(check_arrows(good | extra, rooms)) != 1]
    circle = good | {"b/y.c": ["b/z.h"], "b/z-private.h": ["b/w.h"], "b/w.h": ["b/y.h"], "b/z.h": []}
    if find_circles(good) or find_circles(circle) != [["b/w", "b/y", "b/z"]]:
        problems.append("does not find the circle")
    return problems


def check_rooms(root, includes):
    return check_itself() + check_arrows(includes, ROOMS) + check_circles(includes, KNOWN_CIRCLES) + \
        check_crowds(root / "src", KNOWN_CROWDED)
