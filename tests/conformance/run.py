#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""run.py FOLDER TEST: runs a test in JavaScript with the Node that install.sh put into FOLDER."""

import os
import pathlib
import sys


def main():
    folder, test = pathlib.Path(sys.argv[1]), sys.argv[2]
    missing = folder / "missing"
    if missing.exists():
        print(f"1..0 # SKIP {missing.read_text().strip()}")
        return 0
    nodes = sorted(folder.glob("node_modules/node-linux-*/bin/node"))
    if not (folder / "installed.json").exists():
        print("1..0 # SKIP the foreign clients are not installed (tests/run.sh does it)")
        return 0
    if not nodes:
        print(f"1..0 # SKIP there is no Node for {os.uname().machine}")
        return 0
    os.execv(nodes[0], [nodes[0], "--no-warnings", folder / test])
    return 1


if __name__ == "__main__":
    sys.exit(main())
