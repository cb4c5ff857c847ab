# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""F3: a long list from the organization to rows, against json-glib with the same bytes at once."""

import http.client
import json
import os
import pathlib
import subprocess
import tempfile
import urllib.parse

import figures
import harness


def populate(size):
    """What an organization is filled with that has SIZE applications."""
    return f"generated:{size},{max(50, size // 50)},{max(500, size // 5)}"


def save_list(org, path):
    address = urllib.parse.urlsplit(org.ready["api"])
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=120)
    connection.request("GET", "/api/v2/oauth/authorizations",
                       headers={"Authorization": f"Bearer {org.token}"})
    answer = connection.getresponse()
    assert answer.status == 200, answer.status
    path.write_bytes(answer.read())
    connection.close()


def run(name, *arguments):
    program = pathlib.Path(os.environ["GATEHOUSE_BUILD"]) / "tests/bench" / name
    done = subprocess.run([program, *map(str, arguments)], stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def collect(runs, field, unit, divisor):
    digits = 1 if unit == "MB" else 0
    return figures.Figure(unit, [one[field] / divisor for one in runs], digits=digits)


def tell(table, ours, plain):
    def compare(measure, field, peer_field, unit, divisor, target=None):
        table.compare(measure, collect(ours, field, unit, divisor),
                      collect(plain, peer_field, unit, divisor), target)

    compare("F3 last byte read to rows", "after_last_us", "wall_us", "ms", 1000, 1.2)
    compare("F3 peak memory", "peak_kb", "peak_kb", "MB", 1024, 1 / 3)
    table.absolute_twice("F3 longest stall of the main loop",
                         collect(ours, "stall_us", "ms", 1000),
                         collect(ours, "stall_cpu_us", "ms", 1000), 16, "ms")
    compare("   all of it in processor time, HTTP included", "cpu_us", "cpu_us", "ms", 1000)
    compare("   first byte read to rows, at the organization’s pace", "reading_us", "wall_us",
            "ms", 1000)


def measure_size(table, size, rounds):
    org = harness.Organization(populate(size))
    path = pathlib.Path(tempfile.gettempdir()) / f"list-{size}.json"
    ours, plain = [], []
    try:
        save_list(org, path)
        for _ in range(rounds):
            ours.append(run("list-load", org.ready["api"], org.token_file))
            plain.append(run("plain-json", path))
            assert ours[-1]["rows"] == plain[-1]["rows"] >= size
        table.note(f"Lists, {ours[-1]['rows']:,} authorizations, "
                   f"{plain[-1]['bytes'] / 1e6:.1f} MB of JSON; the peer is plain json-glib")
        tell(table, ours, plain)
    finally:
        org.close()
        path.unlink(missing_ok=True)


def measure(table, options):
    for size in options.sizes:
        measure_size(table, size, options.rounds)
