# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
#
# Sourced by data/try.sh and tests/run.sh: what Gatehouse needs on a machine, and how it gets there.

# What the two programs are built from and run with.
debian_build='gcc libc6-dev meson ninja-build pkg-config gettext libgtk-4-dev libadwaita-1-dev
libsoup-3.0-dev libjson-glib-dev libsqlite3-dev libsodium-dev libglib2.0-bin libglib2.0-dev-bin
desktop-file-utils adwaita-icon-theme librsvg2-common'
fedora_build='gcc meson ninja-build pkgconf-pkg-config gettext gtk4-devel libadwaita-devel
libsoup3-devel json-glib-devel sqlite-devel libsodium-devel glib2-devel desktop-file-utils
adwaita-icon-theme librsvg2'
arch_build='gcc meson ninja pkgconf gettext gtk4 libadwaita libsoup3 json-glib sqlite libsodium
glib2-devel desktop-file-utils adwaita-icon-theme librsvg'
suse_build='gcc meson ninja pkgconf gettext-tools gtk4-devel libadwaita-devel libsoup-devel
json-glib-devel sqlite3-devel libsodium-devel glib2-devel desktop-file-utils adwaita-icon-theme
gdk-pixbuf-loader-rsvg'

say ()
{
    printf '%s\n' "$*"
}

# The packages among "$@" that dpkg does not have installed, one a line.
missing_debian ()
{
    for package in "$@"; do
        status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null || true)
        [ "$status" = installed ] || say "$package"
    done
}

# Runs a command as root: as it is when we are root, with sudo otherwise.
as_root ()
{
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo > /dev/null 2>&1; then
        sudo "$@"
    else
        say "This needs root: $*"
        say "Run it as root, then start this script again."
        return 1
    fi
}

# need_packages DEBIAN FEDORA ARCH SUSE: installs what is missing where there is apt; elsewhere it
# names the packages and goes on when the build tools are there.
need_packages ()
{
    if command -v apt-get > /dev/null 2>&1; then
        # shellcheck disable=SC2086
        missing=$(missing_debian $1 | tr '\n' ' ')
        [ -n "$missing" ] || return 0
        say "Installing from the distribution's packages: $missing"
        as_root apt-get update -q > /dev/null || return 1
        # shellcheck disable=SC2086
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends \
            $missing > /dev/null || return 1
        return 0
    fi
    if command -v dnf > /dev/null 2>&1; then
        how="dnf install $2"
    elif command -v pacman > /dev/null 2>&1; then
        how="pacman -S --needed $3"
    elif command -v zypper > /dev/null 2>&1; then
        how="zypper install $4"
    else
        how="(your package manager) $1"
    fi
    say "This script installs by itself only where there is apt. If the build below fails, install"
    say "these packages as root and start it again:"
    # shellcheck disable=SC2086
    say "  " $how
}
