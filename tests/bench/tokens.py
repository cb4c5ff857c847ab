# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""F8, the half that writes: tokens per second, against oidc-provider, which keeps its tokens in memory
and forgets them when it ends; ours are on the disk before they are shown."""

import http.client
import json
import os
import pathlib
import subprocess
import urllib.parse

import harness
import serving

NIGHTLY = "51d934e1-7ba0-45d3-a2ce-0edd18e9e858"
TOKENS = 2000
SECRET = "a-secret-of-the-peer-that-is-long-enough"


def form(client, secret):
    return urllib.parse.urlencode({"grant_type": "client_credentials", "client_id": client,
                                   "client_secret": secret})


def make_secret(org):
    address = urllib.parse.urlsplit(org.ready["api"])
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=30)
    connection.request("POST", f"/api/v2/oauth/clients/{NIGHTLY}/secret",
                       headers={"Authorization": f"Bearer {org.token}"})
    secret = json.load(connection.getresponse())["secret"]
    connection.close()
    return secret


def start_peer():
    """The process and its address; None when npm did not bring it."""
    folder = pathlib.Path(os.environ["GATEHOUSE_BUILD"]) / "peer"
    nodes = sorted(folder.glob("node_modules/node-linux-*/bin/node"))
    if not nodes:
        return None, None
    peer = subprocess.Popen([nodes[0], "--no-warnings", folder / "server.mjs", SECRET],
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    for line in peer.stdout:
        if line.strip().isdigit():
            return peer, f"127.0.0.1:{int(line)}"
    peer.wait()
    return None, None


def measure(table, options):
    peer, peer_address = start_peer()
    if peer is None:
        table.note("Tokens: oidc-provider is not installed, because there is no npm")
        return
    org = harness.Organization("sample")
    try:
        ours_form, peer_form = form(NIGHTLY, make_secret(org)), form("bench", SECRET)
        address = urllib.parse.urlsplit(org.ready["login"]).netloc
        for number in range(options.rounds + 1):
            if number <= 1:
                ours, others = serving.Rates(), serving.Rates()
            ours.measure(org.process.pid, address, "/oauth/token", ours_form, TOKENS)
            others.measure(peer.pid, peer_address, "/token", peer_form, TOKENS)
        table.note("The local organization as an authorization server; the peer is oidc-provider")
        table.at_least("F8 tokens for clients by themselves, per second", ours.per_s,
                       others.per_s, 3)
        table.compare("   processor time of the server for each", ours.cpu_us, others.cpu_us, 1)
    finally:
        org.close()
        peer.kill()
        peer.wait()
        peer.stdout.close()
