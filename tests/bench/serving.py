# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""F8, the half that reads: requests per second of the local organization, against a SoupServer that
does nothing but answer as many bytes."""

import http.client
import os
import pathlib
import subprocess
import urllib.parse

import figures
import harness
import windows

PATHS = {
    "one scope": ("/api/v2/oauth/scopes/quality", 2000),
    "the list of the sample": ("/api/v2/oauth/authorizations", 500),
}


def program(name):
    return pathlib.Path(os.environ["GATEHOUSE_BUILD"]) / "tests/bench" / name


def body_length(org, path):
    address = urllib.parse.urlsplit(org.ready["api"])
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=30)
    connection.request("GET", path, headers={"Authorization": f"Bearer {org.token}"})
    length = len(connection.getresponse().read())
    connection.close()
    return length


class Rates:
    """What one server did in each round: answers per second, and processor time for each."""

    def __init__(self):
        self.per_s = figures.Figure("/s")
        self.cpu_us = figures.Figure("µs")

    def measure(self, pid, address, path, token, n):
        before = windows.processor_s(pid)
        took = subprocess.run([program("http-load"), address, path, token, str(n)], check=True,
                              stdout=subprocess.PIPE).stdout
        self.per_s.add(n * 1e6 / int(took))
        self.cpu_us.add((windows.processor_s(pid) - before) * 1e6 / n)


def measure_path(table, org, name, path, n, rounds):
    length = body_length(org, path)
    floor = subprocess.Popen([program("empty-server"), str(length)], stdout=subprocess.PIPE)
    try:
        floor_address = f"127.0.0.1:{int(floor.stdout.readline())}"
        ours, peer = Rates(), Rates()
        for number in range(rounds + 1):
            if number == 1:
                ours, peer = Rates(), Rates()
            ours.measure(org.process.pid, urllib.parse.urlsplit(org.ready["api"]).netloc, path,
                         org.token, n)
            peer.measure(floor.pid, floor_address, path, "-", n)
        table.at_least(f"F8 {name}, {length:,} bytes, answers per second", ours.per_s, peer.per_s,
                       0.5)
        table.compare("   processor time of the server for each", ours.cpu_us, peer.cpu_us, 2)
        table.agree()
    finally:
        floor.kill()
        floor.wait()
        floor.stdout.close()


def measure(table, options):
    org = harness.Organization("sample")
    try:
        table.note("The local organization as a server; the peer is a SoupServer without a thought")
        for name, (path, n) in PATHS.items():
            measure_path(table, org, name, path, n, options.rounds)
    finally:
        org.close()
