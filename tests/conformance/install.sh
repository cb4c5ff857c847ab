#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
#
# install.sh FOLDER CACHE: puts the foreign clients of package-lock.json, and the Node that runs
# them, into FOLDER, which is the folder of these tests in a build. Does nothing when they are there.

set -eu

here=$(cd "$(dirname "$0")" && pwd)
folder=$1
cache=$2

mkdir -p "$folder" "$cache"
command -v npm > /dev/null 2>&1 || {
    echo "npm is not installed" > "$folder/missing"
    exit 0
}
rm -f "$folder/missing"
if [ -f "$folder/installed.json" ] && cmp -s "$here/package-lock.json" "$folder/installed.json"; then
    exit 0
fi
rm -f "$folder/installed.json"
cp "$here/package.json" "$here/package-lock.json" "$folder/"
cd "$folder"
npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error --cache "$cache"
cp package-lock.json installed.json
