#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
#
# debian.sh RELEASE [ARGUMENT…]: makes a minimal Debian 12 or 13 in build/debian-RELEASE and runs
# the README's two commands there, on a clean copy of the last commit. With arguments it runs only
# tests/run.sh, with these arguments, e.g. `sh tests/debian.sh 13 e2e-revoke`. A later run uses the
# same system and compiles only what changed; remove the folder to begin again.
#
# The system gets its packages from where apt and npm of this machine get theirs.

set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/data/packages.sh"

# The Debian archives that apt of this machine uses, as lines of a sources.list for release $1.
sources_for ()
{
    # shellcheck disable=SC2016
    apt-get indextargets --format '$(ORIGIN) $(COMPONENT) $(REPO_URI) $(CODENAME)' \
        'Created-By: Packages' | awk -v release="$1" '
        $1 == "Debian" && $2 == "main" && $4 ~ /^[a-z]+(-updates|-security)?$/ {
            sub (/^[a-z]+/, release, $4)
            print "deb", $3, $4, $2
        }' | sort -u
}

# Keeps of the environment only what does not belong to the desktop or the tools of this machine.
clear_environment ()
{
    for name in $(env | sed -n 's/^\([A-Za-z_][A-Za-z0-9_]*\)=.*/\1/p'); do
        case $name in
            PATH | PWD | TERM | CI | *_proxy | *_PROXY | npm_config_* | NODE_EXTRA_CA_CERTS) ;;
            *) unset "$name" ;;
        esac
    done
    HOME=/root
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
    export HOME PATH
}

# Runs "$@" so that whatever it mounts or leaves running is gone when it ends, however it ends: the
# mounts are never visible outside, so removing the folder of the system cannot reach through them.
alone ()
{
    unshare --mount --pid --fork --kill-child -- "$@"
}

# Makes the system of release $1 in folder $2.
make_system ()
{
    sources=$(sources_for "$1")
    mirror=$(say "$sources" | awk -v release="$1" '$3 == release { print $2; exit }')
    [ -n "$mirror" ] || {
        say "apt of this machine knows no archive of Debian to take the system from. Where its"
        say "sources are Debian's, apt-get update helps."
        exit 1
    }
    say "Making a minimal Debian ($1) in ${2#"$root/"} …"
    log="$root/build/debootstrap.log"
    # What is half made is not used.
    trap 'rm -rf "$2.part"' EXIT
    rm -rf "$2.part"
    eval "$(apt-config shell http_proxy Acquire::http::Proxy https_proxy Acquire::https::Proxy)"
    [ -z "${http_proxy:-}" ] || export http_proxy
    [ -z "${https_proxy:-}" ] || export https_proxy
    alone debootstrap --variant=minbase --include=ca-certificates "$1" "$2.part" "$mirror" \
        > "$log" 2>&1 || {
        tail -n 20 "$log"
        say "debootstrap failed; all of its output is in build/debootstrap.log."
        exit 1
    }
    say "$sources" > "$2.part/etc/apt/sources.list"
    # The system may be made again at any time, so dpkg need not wait for the disk.
    say force-unsafe-io > "$2.part/etc/dpkg/dpkg.cfg.d/unsafe"
    mv "$2.part" "$2"
    trap - EXIT
}

# Lets apt and npm in the system of folder $1 reach what they reach on this machine.
connect_system ()
{
    cp -L /etc/resolv.conf /etc/hosts "$1/etc/"
    apt-config dump --format '%F "%v";%n' Acquire |
        grep -E '^Acquire::(https?|Check|Retries|Force)' > "$1/etc/apt/apt.conf.d/99machine" || true
    chmod 600 "$1/etc/apt/apt.conf.d/99machine"
    for certificate in /usr/local/share/ca-certificates/*.crt; do
        [ ! -f "$certificate" ] || cp -L "$certificate" "$1/usr/local/share/ca-certificates/"
    done
    chroot "$1" update-ca-certificates > /dev/null 2>&1
    mkdir -p "$1/etc/apt/auth.conf.d"
    : > "$1/root/.npmrc"
    : > "$1/etc/npmrc"
}

# What runs in a namespace of its own before "$@" of the system in folder $1. Files of this machine
# that hold passwords are mounted, never copied.
# shellcheck disable=SC2016
enter='
    system=$1
    shift
    mount -t proc proc "$system/proc"
    mount -t sysfs -o ro sysfs "$system/sys"
    mount -t devpts -o newinstance,ptmxmode=0666 devpts "$system/dev/pts"
    mount -t tmpfs tmpfs "$system/dev/shm"
    borrow () { [ ! -e "$1" ] || mount --bind -o ro "$1" "$system$2"; }
    borrow /etc/apt/auth.conf.d /etc/apt/auth.conf.d
    borrow "$npm_of_user" /root/.npmrc
    borrow "$npm_of_all" /etc/npmrc
    unset npm_of_user npm_of_all
    chroot "$system" "$@"
'

# Runs "$@" on the copy in the system of folder $1.
run_in_system ()
{
    (
        npm_of_user="$HOME/.npmrc"
        npm_of_all=$(npm config get globalconfig 2> /dev/null || say /etc/npmrc)
        folder=$1
        shift
        clear_environment
        npm_config_globalconfig=/etc/npmrc
        export npm_of_user npm_of_all npm_config_globalconfig
        # shellcheck disable=SC2016
        alone sh -euc "$enter" sh "$folder" sh -c 'cd /gatehouse && exec "$@"' sh "$@"
    )
}

# Puts the last commit into the system of folder $1; build/ of the copy stays for the next time.
copy_sources ()
{
    copy="$1/gatehouse"
    git init -q "$copy"
    git -C "$copy" fetch -q "$root" HEAD
    git -C "$copy" checkout -q --force --detach FETCH_HEAD
    git -C "$copy" clean -q -d --force
}

case ${1:-} in
    12) release=bookworm ;;
    13) release=trixie ;;
    *)
        say "usage: sh tests/debian.sh 12|13 [ARGUMENT of tests/run.sh…]"
        exit 2
        ;;
esac
system="$root/build/debian-$1"
shift

[ "$(id -u)" -eq 0 ] || {
    say "Only root can make and enter a Debian of its own (debootstrap, chroot, mount). Run this as"
    say "root."
    exit 1
}
need_packages 'debootstrap git util-linux' 'debootstrap git util-linux apt' \
    'debootstrap git util-linux apt' 'debootstrap git util-linux apt'

mkdir -p "$root/build"
[ -d "$system" ] || make_system "$release" "$system"
connect_system "$system"
copy_sources "$system"

status=0
[ $# -gt 0 ] || run_in_system "$system" sh data/try.sh || status=$?
run_in_system "$system" sh tests/run.sh "$@" || status=$?
exit "$status"
