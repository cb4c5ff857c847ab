# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Clients that are slow or silent (H35, H85 and H87, decision 13): ten seconds
without a byte, thirty for a whole request, 64 at a time, and an honest client gets its turn."""

import selectors
import signal
import socket
import subprocess
import time

from org_process import (Folder, Organization, Tap, expect, read_answers, split_answers, wait_for)

MAX_PEERS = 64
# A peer that makes no room keeps its place for ten seconds.
HELD_S = 8
PATIENCE_S = 30


def until_closed(peer, seconds):
    """Seconds until the other side closes, and what came before."""
    started = time.monotonic()
    data = read_answers(peer, seconds)
    return time.monotonic() - started, data


def request(organization, path="/health", extra=""):
    return (f"GET {path} HTTP/1.1\r\nHost: {organization.authority}\r\n{extra}\r\n").encode()


def silent(organization, first, statuses):
    with organization.connect() as peer:
        peer.sendall(first)
        seconds, data = until_closed(peer, 15)
    expect(9 < seconds < 15, "closed after", seconds)
    expect([answer.status for answer in split_answers(data)] == statuses, data)


def drip(organization):
    """One byte a second is never ten seconds of silence; the whole request has thirty."""
    started = time.monotonic()
    with organization.connect() as peer, selectors.DefaultSelector() as selector:
        selector.register(peer, selectors.EVENT_READ)
        peer.sendall(request(organization)[:-2])
        while not selector.select(1):
            expect(time.monotonic() - started < 40, "it drips for ever")
            peer.sendall(b"a")
        answers = split_answers(read_answers(peer))
    expect(29 < time.monotonic() - started < 38, time.monotonic() - started)
    expect([answer.status for answer in answers] == [408], answers)


def crowd(organization, first):
    """200 clients that say no more than FIRST: the cap holds, and ten seconds later it is over."""
    peers = []
    for _ in range(200):
        peer = organization.connect()
        peers.append(peer)
        try:
            peer.sendall(first)
        except (BrokenPipeError, ConnectionResetError):
            pass
    try:
        # While one makes room for another the table of the kernel may show both.
        wait_for(lambda: count_sockets(organization) <= MAX_PEERS + 4, PATIENCE_S, "the cap holds")
        wait_for(lambda: is_served(organization), PATIENCE_S, "an honest client is served")
        # Those that were still waiting to be accepted take the places of those that were cut.
        wait_for(lambda: count_sockets(organization) < 10, PATIENCE_S, "the crowd is gone")
        expect(organization.is_alive() < HELD_S, "slow afterwards")
    finally:
        for peer in peers:
            peer.close()


def hold_places(organization, first):
    """One process that says no more than FIRST, over and over, keeps nobody else out for a moment."""
    peers = []
    try:
        for number in range(240):
            peer = organization.connect()
            peers.append(peer)
            try:
                peer.sendall(first)
            except (BrokenPipeError, ConnectionResetError):
                pass
            if number > MAX_PEERS and number % 20 == 0:
                expect(organization.is_alive() < HELD_S, "it takes long", number)
        wait_for(lambda: count_sockets(organization) <= MAX_PEERS + 4, PATIENCE_S, "the cap holds")
    finally:
        for peer in peers:
            peer.close()


def is_served(organization):
    try:
        return organization.call("GET", "/health", token=None).status == 200
    except OSError:
        return False


def count_sockets(organization):
    """Those that it has accepted: of one that still waits for that the kernel names no inode."""
    local = f"{int.from_bytes(socket.inet_aton(organization.host), 'little'):08X}:{organization.port:04X}"
    with open("/proc/net/tcp", encoding="ascii") as table:
        return sum(fields[1] == local and fields[9] != "0" for fields in map(str.split, table))


def slow_readers(organization):
    """64 clients that ask for a long list and do not read it stop nobody for long."""
    peers = []
    for _ in range(MAX_PEERS - 2):
        peer = socket.socket()
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        peer.settimeout(20)
        peer.connect((organization.host, organization.port))
        peer.sendall(request(organization, "/api/v2/oauth/authorizations",
                             f"Authorization: Bearer {organization.token}\r\n"))
        peers.append(peer)
    try:
        wait_for(lambda: is_served(organization), 10, "an honest client is served")
        wait_for(lambda: count_sockets(organization) < 10, 20, "the slow ones are cut")
    finally:
        for peer in peers:
            peer.close()


def end_while(organization, first):
    """87: the end does not wait for what is not whole, nor for who does not read."""
    with organization.connect() as peer:
        peer.sendall(first)
        organization.is_alive()
        started = time.monotonic()
        organization.process.send_signal(signal.SIGTERM)
        expect(organization.process.wait(10) == 0, "status")
        expect(time.monotonic() - started < 6, "it took", time.monotonic() - started)


def end_phases():
    for first in (b"", b"GET /he", "list"):
        with Folder() as folder:
            organization = Organization(folder.data, populate="generated:2000,10,20").wait_ready()
            if first == "list":
                first = request(organization, "/api/v2/oauth/authorizations",
                                f"Authorization: Bearer {organization.token}\r\n")
            end_while(organization, first)
            organization.check_log(organization.log())
            with Organization(folder.data, populate=None) as again:
                again.is_alive()


def end_of_input():
    with Folder() as folder:
        organization = Organization(folder.data, "--follow-stdin", stdin=subprocess.PIPE)
        organization.wait_ready()
        organization.process.stdin.write(b"ignored\n")
        organization.process.stdin.flush()
        organization.is_alive()
        organization.process.stdin.close()
        expect(organization.process.wait(10) == 0, organization.log())
        organization.check_log(organization.log())


def interrupted():
    with Folder() as folder:
        for how in (signal.SIGINT, signal.SIGHUP):
            Organization(folder.data).wait_ready().end(how)


def with_organization(function, *arguments):
    with Folder() as folder, \
            Organization(folder.data, populate="generated:500,10,20") as organization:
        function(organization, *[argument(organization) if callable(argument) else argument
                                 for argument in arguments])


def half_a_head(organization):
    return request(organization)[:-2]


def half_a_body(organization):
    return (f"PUT /x HTTP/1.1\r\nHost: {organization.authority}\r\nContent-Length: 9\r\n\r\n1"
            ).encode()


def main():
    tap = Tap()
    tap.run_together(
        ("87 the end in each phase", end_phases),
        ("--follow-stdin", end_of_input),
        ("SIGINT and SIGHUP", interrupted),
        ("silence from the start", with_organization, silent, b"", []),
        ("silence in a header", with_organization, silent, half_a_head, [408]),
        ("35 silence in a body", with_organization, silent, half_a_body, [408]),
        ("silence after an answer", with_organization, silent, request, [200]),
        ("a byte a second", with_organization, drip),
        ("85 200 half-open clients", with_organization, crowd, b""),
        ("85 200 with half a head", with_organization, crowd, half_a_head),
        ("85 all places held in silence", with_organization, hold_places, b""),
        ("85 all places held with half a body", with_organization, hold_places, half_a_body),
        ("85 clients that do not read", with_organization, slow_readers))
    tap.end()


main()
