# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
#
# Sourced by data/try.sh and tests/run.sh: what Gatehouse needs on a machine, and how it gets there.

# What the two programs are built from and run with.
debian_build='gcc libc6-dev meson ninja-build pkg-config gettext libgtk-4-dev libadwaita-1-dev
libsoup-3.0-dev libjson-glib-dev libsqlite3-dev libsodium-dev libsecret-1-dev libglib2.0-bin
libglib2.0-dev-bin desktop-file-utils adwaita-icon-theme librsvg2-common ca-certificates'
fedora_build='gcc meson ninja-build pkgconf-pkg-config gettext gtk4-devel libadwaita-devel
libsoup3-devel json-glib-devel sqlite-devel libsodium-devel libsecret-devel glib2-devel
desktop-file-utils adwaita-icon-theme librsvg2'
arch_build='gcc meson ninja pkgconf gettext gtk4 libadwaita libsoup3 json-glib sqlite libsodium
libsecret glib2-devel desktop-file-utils adwaita-icon-theme librsvg'
suse_build='gcc meson ninja pkg-config gettext-tools gtk4-devel libadwaita-devel libsoup-devel
json-glib-devel sqlite3-devel libsodium-devel libsecret-devel glib2-devel desktop-file-utils
adwaita-icon-theme gdk-pixbuf-loader-rsvg'

# A display for where there is none, and letters to draw on it.
debian_headless='xvfb xauth fonts-cantarell fonts-noto-core fonts-noto-mono'
fedora_headless='xorg-x11-server-Xvfb'
arch_headless='xorg-server-xvfb noto-fonts'
suse_headless='xvfb-run dejavu-fonts'

# A driver that draws with OpenGL where there is no GPU.
debian_opengl='libegl1 libgl1-mesa-dri'
fedora_opengl='mesa-dri-drivers mesa-libEGL'
arch_opengl='mesa'
suse_opengl='Mesa-dri Mesa-libEGL1'

# What the foreign clients of tests/conformance come with, and the browser that they drive.
debian_npm='nodejs npm'
fedora_npm='nodejs-npm'
arch_npm='npm'
suse_npm='npm-default'
debian_browser='chromium'
fedora_browser='chromium'
arch_browser='chromium'
suse_browser='chromium'

# The engine of tests/fuzz.
debian_fuzz='clang libclang-rt-dev'
fedora_fuzz='clang compiler-rt'
arch_fuzz='clang compiler-rt'
suse_fuzz='clang'

say ()
{
    printf '%s\n' "$*"
}

# The packages among "$@" that dpkg does not have installed, one a line.
missing_debian ()
{
    for package in "$@"; do
        dpkg-query -W -f '${db:Status-Status}\n' "$package" 2> /dev/null | grep -qx installed ||
            say "$package"
    done
}

# Installs "$@" with apt: as root when we are root, with sudo otherwise. What apt says is kept in
# build/packages.log and shown when it fails.
install_debian ()
{
    sudo=
    if [ "$(id -u)" -ne 0 ]; then
        sudo=sudo
        command -v sudo > /dev/null 2>&1 || {
            say "Installing needs root, and there is no sudo here. Run this as root:"
            say "  apt-get update && apt-get install --no-install-recommends $*"
            say "Then start this script again."
            return 1
        }
    fi
    # shellcheck disable=SC2154
    mkdir -p "$root/build"
    log="$root/build/packages.log"
    {
        $sudo apt-get update -q &&
            $sudo env DEBIAN_FRONTEND=noninteractive \
                apt-get install -q -y --no-install-recommends "$@"
    } > "$log" 2>&1 || {
        tail -n 20 "$log"
        say "Installing failed; all of apt's output is in build/packages.log."
        return 1
    }
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
        # shellcheck disable=SC2086
        install_debian $missing
        return
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
