#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
#
# run.sh [SECONDS [TARGET…]]: builds the fuzz targets in build/fuzz with clang, and runs each for so
# many seconds, by default 300. What was found to be interesting stays in build/fuzz/corpus, an input
# that breaks something in build/fuzz/broken. run.sh 0 only builds.
#
# run.sh --built SECONDS TARGET: runs what was built, from our own corpus alone, as a test does.

set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
here="$root/tests/fuzz"
build="$root/build/fuzz"

build_targets ()
{
    [ -f "$build/build.ninja" ] ||
        CC=clang meson setup "$build" "$root" -Dbuildtype=debugoptimized \
            -Db_sanitize=address,undefined -Db_lundef=false -Dc_args='-fsanitize=fuzzer-no-link -Wno-unused-variable' \
            > /dev/null
    ninja -C "$build" fuzzers
}

# Runs target $1 for $2 seconds; what it finds goes to folder $3.
run_target ()
{
    mkdir -p "$3" "$build/broken"
    words=
    [ ! -f "$here/$1.dict" ] || words="-dict=$here/$1.dict"
    G_DEBUG=fatal-warnings "$build/tests/fuzz/fuzz-$1" -max_total_time="$2" -max_len=65536 \
        -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -verbosity=0 ${words:+"$words"} \
        -artifact_prefix="$build/broken/$1-" "$3" "$here/corpus/$1"
}

if [ "${1-}" = --built ]; then
    [ -x "$build/tests/fuzz/fuzz-$3" ] || {
        echo "There is no clang to build it; see tests/fuzz/run.sh."
        exit 77
    }
    found=$(mktemp -d)
    trap 'rm -rf "$found"' EXIT
    run_target "$3" "$2" "$found"
    exit
fi

seconds=${1-300}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- json wire redirect rate head attempt
build_targets
[ "$seconds" -gt 0 ] || exit 0
for target; do
    echo "== $target"
    run_target "$target" "$seconds" "$build/corpus/$target"
done
