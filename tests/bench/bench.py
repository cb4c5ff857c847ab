#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Every figure of the performance targets that can be had today, side by side with its peer, in
one table: median (smallest–largest) of rounds in which the programs took turns. Started by run.sh.
The ratios are what counts; a time by itself says more about the machine than about the program."""

import argparse
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "e2e"))

import figures
import harness
import lists
import serving
import tokens
import trips
import windows
import work

MEASURES = {"windows": windows.measure, "lists": lists.measure, "trips": trips.measure,
            "serving": serving.measure, "tokens": tokens.measure, "work": work.measure}


def sizes(text):
    return [int(part) for part in text.split(",")]


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=sorted(MEASURES), help="one kind of measure")
    parser.add_argument("--rounds", type=int, default=7, help="rounds that count (7)")
    parser.add_argument("--sizes", type=sizes, default=[1000, 10000],
                        help="lengths of the lists, e.g. 1000,100000")
    parser.add_argument("--window-sizes", type=sizes, default=[1000],
                        help="lengths of the lists that windows show")
    parser.add_argument("--work-sizes", type=sizes, default=[10000],
                        help="lengths of the lists that are worked with in the window")
    return parser.parse_args()


def main():
    options = parse()
    os.environ.setdefault("GSK_RENDERER", "cairo")
    os.environ.setdefault("GSETTINGS_BACKEND", "memory")
    harness.enter_desktop()
    table = figures.Table()
    for name, measure in MEASURES.items():
        if options.only in (None, name):
            print(f"Measuring {name} …", flush=True)
            measure(table, options)
    print(f"\nmedian (smallest–largest) of {options.rounds} rounds; the load of the machine was "
          f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    table.print()


if __name__ == "__main__":
    main()
