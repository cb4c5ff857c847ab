#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
#
# on-display.sh PROGRAM: runs a test that opens windows on a display of its own. Where there can be
# none, it says so as a skipped test.

command -v xvfb-run > /dev/null || {
    echo "1..0 # SKIP xvfb-run is not installed"
    exit 0
}
exec xvfb-run -a --server-args='-screen 0 1480x1024x24' "$@"
