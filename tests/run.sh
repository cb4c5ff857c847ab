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

# npm may come from elsewhere than the distribution.
# shellcheck disable=SC2154
command -v npm > /dev/null 2>&1 && debian_npm=
# shellcheck disable=SC2154
need_packages \
    "$debian_build $debian_headless $debian_opengl dbus gnome-keyring gir1.2-secret-1 at-spi2-core
     gir1.2-atspi-2.0 python3 python3-gi xdotool appstream openssl $debian_browser
     $debian_npm $debian_fuzz" \
    "$fedora_build $fedora_headless $fedora_opengl dbus-daemon gnome-keyring at-spi2-core
     python3-gobject xdotool appstream openssl libasan libubsan $fedora_browser
     $fedora_npm $fedora_fuzz" \
    "$arch_build $arch_headless $arch_opengl gnome-keyring at-spi2-core python-gobject xdotool
     appstream openssl $arch_browser $arch_npm $arch_fuzz" \
    "$suse_build $suse_headless $suse_opengl /usr/bin/dbus-run-session gnome-keyring
     typelib-1_0-Secret-1 at-spi2-core typelib-1_0-Atspi-2_0 python3-gobject xdotool AppStream
     openssl $suse_browser $suse_npm $suse_fuzz"

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

if command -v clang > /dev/null 2>&1; then
    say "Building the fuzz targets in build/fuzz …"
    sh "$root/tests/fuzz/run.sh" 0 > "$root/build/fuzz.log" 2>&1 || {
        tail -n 60 "$root/build/fuzz.log"
        say "The build failed; all of its output is in build/fuzz.log."
        say "0 passed, 1 failed, 0 skipped"
        exit 1
    }
fi

say "Installing the foreign clients in build/tests …"
sh "$root/tests/conformance/install.sh" "$build/tests/conformance" "$root/build/npm" \
    > "$root/build/npm.log" 2>&1 || {
    tail -n 20 "$root/build/npm.log"
    say "Installing failed; all of its output is in build/npm.log."
    say "0 passed, 1 failed, 0 skipped"
    exit 1
}

# Nothing of the person's desktop reaches the tests, and nothing of the tests stays behind.
private=$(mktemp -d "${TMPDIR:-/tmp}/gatehouse-tests.XXXXXX")
trap 'rm -rf "$private"' EXIT
# Some tests give up root, and still have to get at their files.
chmod 711 "$private"
trap 'exit 130' INT
trap 'exit 143' TERM
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS LANGUAGE GTK_THEME G_MESSAGES_DEBUG \
    XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME
HOME="$private"
TMPDIR="$private"
GATEHOUSE_SCREENSHOTS="$root/build/screenshots"
PYTHONDONTWRITEBYTECODE=1
export HOME TMPDIR GATEHOUSE_SCREENSHOTS PYTHONDONTWRITEBYTECODE

results="$build/meson-logs/testlog.json"
rm -f "$results"
status=0
meson test -C "$build" --no-rebuild --print-errorlogs "$@" || status=$?
/usr/bin/python3 "$root/tests/count.py" "$results" || status=1
exit "$status"
