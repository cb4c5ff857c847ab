#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
#
# The one command for the tests: installs what they need, builds with the sanitizers, runs all of
# them without a display, and ends with a line "N passed, N failed, N skipped".
# Arguments go to meson test, e.g. `sh tests/run.sh --suite wire`.

set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/data/packages.sh"

debian_tests='xvfb xauth dbus at-spi2-core gir1.2-atspi-2.0 python3 python3-gi xdotool x11-utils
x11-apps imagemagick fonts-cantarell fonts-noto-core fonts-noto-mono appstream libasan8 libubsan1
sqlite3 openssl procps'
# shellcheck disable=SC2154
need_packages "$debian_build $debian_tests" \
    "$fedora_build xorg-x11-server-Xvfb dbus-daemon at-spi2-core python3-gobject xdotool ImageMagick appstream libasan libubsan" \
    "$arch_build xorg-server-xvfb at-spi2-core python-gobject xdotool imagemagick appstream" \
    "$suse_build xvfb-run at-spi2-core python3-gobject xdotool ImageMagick appstream"

build="$root/build/tests"
mkdir -p "$root/build/screenshots"
log="$root/build/tests-build.log"
say "Building in build/tests with the sanitizers …"
{
    [ -f "$build/build.ninja" ] || meson setup "$build" "$root" --werror \
        -Dbuildtype=debugoptimized -Db_sanitize=address,undefined -Db_lundef=false
    meson compile -C "$build"
} > "$log" 2>&1 || {
    tail -n 60 "$log"
    say "The build failed; all of its output is in build/tests-build.log."
    say "0 passed, 1 failed, 0 skipped"
    exit 1
}

GATEHOUSE_SCREENSHOTS="$root/build/screenshots"
export GATEHOUSE_SCREENSHOTS
status=0
meson test -C "$build" --no-rebuild --print-errorlogs "$@" || status=$?
/usr/bin/python3 "$root/tests/count.py" "$build/meson-logs/testlog.junit.xml" || status=1
exit "$status"
