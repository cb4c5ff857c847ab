# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""K6: no room left, by a limit on the size of files and, where one may mount, on a small disk:
changes are answered 507 and leave nothing behind, reading goes on, and with room again changes go
through."""

import os
import resource
import sqlite3
import subprocess

from org_process import PROGRAM, Folder, Organization, Skip, Tap, expect


def limit_files(organization, size):
    resource.prlimit(organization.process.pid, resource.RLIMIT_FSIZE,
                     (size, resource.RLIM_INFINITY))


def pick(organization):
    """An authorization other than our own, and two different grants for it."""
    entities = organization.call("GET", "/api/v2/oauth/authorizations").json()["entities"]
    entity = next(entity for entity in entities if entity["state"] == "Authorized" and
                  len(entity["client"].get("scope", [])) > 1 and
                  entity["client"]["name"] != "Gatehouse")
    scopes = entity["client"]["scope"]
    return f"/api/v2/oauth/authorizations/{entity['client']['id']}", scopes[:1], scopes[1:2]


def put(organization, path, scopes):
    return organization.call("PUT", path, {"scope": scopes, "roles": []})


def full(folder):
    with Organization(folder.data) as organization:
        path, first, second = pick(organization)
        expect(put(organization, path, first).status == 200, "with room")
        size = os.path.getsize(folder.database + "-wal")
        for slack in (0, 100, 4096, 5000):
            limit_files(organization, size + slack)
            refused = 0
            for number in range(40):
                wanted = second if number % 2 else first
                before = organization.call("GET", path).json()
                answer = put(organization, path, wanted)
                after = organization.call("GET", path).json()
                if answer.status == 200:
                    expect(after["scope"] == wanted, "acknowledged, but not there")
                    continue
                refused += 1
                expect(answer.status == 507, answer.status, answer.body)
                expect(answer.code == "insufficient.storage", answer.body)
                expect(after == before, "half a change")
                answer = organization.call("DELETE", path)
                expect(answer.status == 507, answer.status)
                expect(organization.call("GET", path).json() == before, "half a revocation")
            expect(refused > 10, "it was never full")
            organization.is_alive()
            limit_files(organization, resource.RLIM_INFINITY)
            expect(put(organization, path, second).status == 200, "with room again")
            size = os.path.getsize(folder.database + "-wal")
        expect("no room left" in organization.log(), "the log says nothing")
    with Organization(folder.data) as organization:
        expect(organization.call("GET", path).json()["scope"] == second, "lost")
    database = sqlite3.connect(folder.database)
    expect(database.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "integrity")
    count, last = database.execute("SELECT count(*), max(sequence) FROM audit").fetchone()
    expect(count == last, "audit")
    database.close()


def full_at_first_start(folder):
    """The first start has no room for its contents: a message, and the next one starts anew."""
    for size in (0, 2048, 4096, 20000, 60000):
        def limit(size=size):
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

        done = subprocess.run([PROGRAM, "--data", folder.data], capture_output=True, timeout=20,
                              stdin=subprocess.DEVNULL, check=False, preexec_fn=limit)
        expect(done.returncode == 1 and done.stdout == b"", done)
        expect(b"no room left" in done.stderr and b"Sanitizer" not in done.stderr, done.stderr)
    with Organization(folder.data) as organization:
        expect(organization.call("GET", "/api/v2/oauth/authorizations").json()["total"] > 5, "half")


class SmallDisk:
    """A disk of a megabyte; mounting one takes root and a kernel that lets it."""

    def __init__(self, path):
        self.path = path

    def __enter__(self):
        os.mkdir(self.path, 0o700)
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m,mode=0700", "tmpfs",
                               self.path], capture_output=True, check=False)
        if done.returncode != 0:
            raise Skip("cannot mount a small disk")
        return self

    def __exit__(self, *ignored):
        subprocess.run(["umount", self.path], check=True)


def small_disk(folder):
    with SmallDisk(folder.data), Organization(folder.data) as organization:
        path, first, second = pick(organization)
        filler = os.path.join(folder.data, "filler")
        fill(filler)
        statuses = [put(organization, path, (first, second)[number % 2]).status
                    for number in range(30)]
        expect(statuses[-1] == 507 and set(statuses) <= {200, 507}, statuses)
        organization.is_alive()
        os.unlink(filler)
        expect(put(organization, path, first).status == 200, "with room again")
        expect(organization.call("GET", path).json()["scope"] == first, "not there")
        organization.kill()
        with Organization(folder.data) as again:
            expect(again.call("GET", path).json()["scope"] == first, "lost")
        organization.end = lambda: None


def fill(path):
    with open(path, "wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass


def main():
    tap = Tap()
    for name, function in (("K6 full while it serves", full),
                           ("K6 a small disk", small_disk),
                           ("full at the first start", full_at_first_start)):
        with Folder() as folder:
            tap.run(name, function, folder)
    tap.end()


main()
