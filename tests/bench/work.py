# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""F4 and F5: what a person does in the window with a long list, against the same with a hundred
applications: the longest turn of the main loop, painting included, and the rows that are alive."""

import json
import os
import pathlib
import subprocess

import figures
import harness
import lists

FEW = 100


def run(org):
    program = pathlib.Path(os.environ["GATEHOUSE_BUILD"]) / "tests/bench/window-work"
    done = subprocess.run([program, org.ready["api"], org.token_file], stdout=subprocess.PIPE,
                          check=True, env=dict(os.environ, GTK_A11Y="none"))
    return json.loads(done.stdout)


def collect(runs, field):
    return figures.Figure("ms", [one[field] / 1000 for one in runs], digits=1)


def both(runs, field):
    return collect(runs, f"{field}_us"), collect(runs, f"{field}_cpu_us")


def tell(table, many, few):
    for name, field, target in (("F4 a keystroke in the search", "typing", 20),
                                ("F4 clearing the search", "clearing", 50)):
        wall, processor = both(many, field)
        peer_wall, peer_processor = both(few, field)
        table.absolute_twice(f"{name}, longest frame", wall, processor, target, "ms")
        table.compare_twice(f"{name}, against {FEW} applications", (wall, peer_wall),
                            (processor, peer_processor), 4)
    rows = figures.Figure("", [one["row_widgets"] for one in many])
    table.absolute("F5 row widgets alive while scrolling", rows, 210, "")
    for name, field, target in (("scrolling through all", "scrolling", None),
                                ("until the list is shown", "loading", 16),
                                ("selecting one", "selecting", None),
                                ("Show All Scopes", "all_scopes", 50)):
        wall, processor = both(many, field)
        if target is None:
            table.absolute(f"   {name}, longest frame", wall, None, "ms")
        else:
            table.absolute_twice(f"   {name}, longest frame", wall, processor, target, "ms")


def measure(table, options):
    organizations = [harness.Organization(lists.populate(size))
                     for size in (*options.work_sizes, FEW)]
    try:
        runs = [[] for _ in organizations]
        for _ in range(options.rounds):
            for some, org in zip(runs, organizations):
                some.append(run(org))
        for many in runs[:-1]:
            table.note(f"The window at work, an organization with {many[0]['rows']:,} applications")
            tell(table, many, runs[-1])
    finally:
        for org in organizations:
            org.close()
