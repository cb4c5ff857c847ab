#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
#
# The one command for the measurements: a release build of its own, then every figure side by side
# with its peer, as ratios. Writes only below build/. Arguments go to bench.py, e.g.
# `sh tests/bench/run.sh --only lists --sizes 1000,100000 --rounds 3`.

set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/data/packages.sh"

# shellcheck disable=SC2154
need_packages "$debian_build xvfb dbus at-spi2-core gir1.2-atspi-2.0 python3 python3-gi" \
    "$fedora_build xorg-x11-server-Xvfb dbus-daemon at-spi2-core python3-gobject" \
    "$arch_build xorg-server-xvfb at-spi2-core python-gobject" \
    "$suse_build xvfb-run at-spi2-core python3-gobject"

build="$root/build/bench"
log="$root/build/bench-build.log"
mkdir -p "$root/build"
say "Building a release in build/bench …"
{
    [ -f "$build/build.ninja" ] || meson setup "$build" "$root" --buildtype=release
    ninja -j2 -C "$build" bench-programs
} > "$log" 2>&1 || {
    tail -n 60 "$log"
    say "The build failed; all of its output is in build/bench-build.log."
    exit 1
}

# What npm brings: the server that tokens are measured against, and the Node that runs it.
peer="$build/peer"
mkdir -p "$peer"
cp "$root/tests/bench/peer/server.mjs" "$peer/"
if command -v npm > /dev/null 2>&1 &&
    ! cmp -s "$root/tests/bench/peer/package-lock.json" "$peer/installed.json"; then
    say "Installing the peer of the token figures in build/bench/peer …"
    cp "$root/tests/bench/peer/package.json" "$root/tests/bench/peer/package-lock.json" "$peer/"
    (cd "$peer" && npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier \
        --loglevel=error --cache "$root/build/npm" && cp package-lock.json installed.json)
fi

mkdir -p "$build/tmp"
TMPDIR="$build/tmp"
GATEHOUSE_BUILD="$build"
GSETTINGS_SCHEMA_DIR="$build/data"
PYTHONDONTWRITEBYTECODE=1
export TMPDIR GATEHOUSE_BUILD GSETTINGS_SCHEMA_DIR PYTHONDONTWRITEBYTECODE
exec /usr/bin/python3 "$root/tests/bench/bench.py" "$@"
