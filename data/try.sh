#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
#
# From a fresh checkout to a window: installs what is missing, builds, and opens Gatehouse with the
# local organization. Without a display it draws the window into build/gatehouse.png instead.

set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/data/packages.sh"

build="$root/build/try"
picture="$root/build/gatehouse.png"

has_display ()
{
    [ -n "${WAYLAND_DISPLAY:-}" ] || [ -n "${DISPLAY:-}" ]
}

# shellcheck disable=SC2154
if has_display; then
    need_packages "$debian_build" "$fedora_build" "$arch_build" "$suse_build"
else
    need_packages "$debian_build $debian_headless" "$fedora_build $fedora_headless" \
        "$arch_build $arch_headless" "$suse_build $suse_headless"
fi

mkdir -p "$root/build"
log="$root/build/try.log"
say "Building in build/try …"
{
    [ -f "$build/build.ninja" ] || meson setup "$build" "$root" --buildtype=release
    meson compile -C "$build"
} > "$log" 2>&1 || {
    tail -n 40 "$log"
    say "The build failed; all of its output is in build/try.log."
    exit 1
}

# The build is not installed: the settings' schema lies beside it.
GSETTINGS_SCHEMA_DIR="$build/data"
export GSETTINGS_SCHEMA_DIR

if has_display; then
    # Without a session bus GTK would complain that it finds no assistive technologies.
    [ -n "${DBUS_SESSION_BUS_ADDRESS:-}" ] || [ -S "${XDG_RUNTIME_DIR:-}/bus" ] ||
        { GTK_A11Y=none && export GTK_A11Y; }
    exec "$build/src/ui/gatehouse" --local "$@"
fi

# Without any locale only ASCII could be printed.
[ -n "${LC_ALL:-}${LC_CTYPE:-}${LANG:-}" ] || { LC_ALL=C.UTF-8 && export LC_ALL; }
say "There is no display here, so the window is drawn into a picture."
rm -f "$picture"
xvfb-run -a -s '-screen 0 1280x800x24' \
    env GDK_BACKEND=x11 GSK_RENDERER=cairo GTK_A11Y=none \
    "$build/src/ui/gatehouse" --local --picture "$picture" "$@" 2> "$root/build/run.log" || {
    tail -n 20 "$root/build/run.log"
    exit 1
}
[ -s "$picture" ] || { say "No picture was written."; exit 1; }
say "The picture: $picture"
