# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""K7: thirty kinds of damage. The organization refuses with a message, or
works on a database that is whole; it never crashes and never starts anew over what was there."""

import os
import random
import shutil
import sqlite3
import subprocess

from org_process import Folder, Organization, Tap, expect

SEED = 20240504
PAGE = 4096


def read(path):
    with open(path, "rb") as file:
        return bytearray(file.read())


def write(path, contents):
    with open(path, "wb") as file:
        file.write(contents)
    os.chmod(path, 0o600)


def flip(path, rng, count=1, first=0):
    contents = read(path)
    for _ in range(count):
        contents[rng.randrange(first, len(contents))] ^= 1 << rng.randrange(8)
    write(path, contents)


def cut(path, rng):
    contents = read(path)
    write(path, contents[:rng.randrange(1, len(contents))])


def zero_page(path, rng):
    contents = read(path)
    page = rng.randrange(len(contents) // PAGE)
    contents[page * PAGE:(page + 1) * PAGE] = bytes(PAGE)
    write(path, contents)


def swap_pages(path, rng):
    contents = read(path)
    first, second = rng.sample(range(1, len(contents) // PAGE), 2)
    saved = contents[first * PAGE:(first + 1) * PAGE]
    contents[first * PAGE:(first + 1) * PAGE] = contents[second * PAGE:(second + 1) * PAGE]
    contents[second * PAGE:(second + 1) * PAGE] = saved
    write(path, contents)


def noise_page(path, rng):
    contents = read(path)
    page = rng.randrange(1, len(contents) // PAGE)
    contents[page * PAGE:(page + 1) * PAGE] = rng.randbytes(PAGE)
    write(path, contents)


def grow(path, rng):
    write(path, read(path) + rng.randbytes(3000))


def log_of_another(path, rng):
    """The log of a database of another program, of the same page size."""
    other = path + ".other"
    database = sqlite3.connect(other, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("CREATE TABLE things (id TEXT)")
    database.execute("INSERT INTO things VALUES ('a')")
    shutil.copy(other + "-wal", path + "-wal")
    database.close()
    os.chmod(path + "-wal", 0o600)
    os.unlink(other)


# On the database after a clean end, and with its log after a kill.
AFTER_END = (
    [("a bit", lambda path, rng: flip(path, rng))] * 3 +
    [("a bit in the header", lambda path, rng: flip_header(path, rng))] * 3 +
    [("twenty bits", lambda path, rng: flip(path, rng, 20, PAGE))] * 2 +
    [("cut", cut)] * 3 + [("a zeroed page", zero_page)] * 3 +
    [("swapped pages", swap_pages)] * 2 + [("a page of noise", noise_page)] * 2 +
    [("bytes behind the end", grow), ("the log of another", log_of_another),
     ("a log of noise", lambda path, rng: write(path + "-wal", rng.randbytes(9000))),
     ("a journal of noise", lambda path, rng: write(path + "-journal", rng.randbytes(9000))),
     ("empty", lambda path, rng: write(path, b"")),
     ("missing", lambda path, rng: os.unlink(path))])
AFTER_KILL = [
    ("log deleted", lambda path, rng: os.unlink(path + "-wal")),
    ("log emptied", lambda path, rng: write(path + "-wal", b"")),
    ("log cut", lambda path, rng: cut(path + "-wal", rng)),
    ("a bit in the log", lambda path, rng: flip(path + "-wal", rng)),
    ("twenty bits in the log", lambda path, rng: flip(path + "-wal", rng, 20)),
    ("the log of another", log_of_another),
]


def flip_header(path, rng):
    contents = read(path)
    contents[rng.randrange(100)] ^= 1 << rng.randrange(8)
    write(path, contents)


def change_something(organization):
    entities = organization.call("GET", "/api/v2/oauth/authorizations").json()["entities"]
    entity = next(entity for entity in entities if entity["state"] == "Authorized" and
                  entity["client"].get("scope") and entity["client"]["name"] != "Gatehouse")
    path = f"/api/v2/oauth/authorizations/{entity['client']['id']}"
    answer = organization.call("PUT", path, {"scope": entity["client"]["scope"][:1], "roles": []})
    expect(answer.status == 200, answer.body)


def make(folder, killed):
    organization = Organization(folder.data).wait_ready()
    change_something(organization)
    if killed:
        organization.kill()
    else:
        organization.end()
    with open(os.path.join(folder.data, "password"), encoding="ascii") as file:
        return file.read()


def damaged(original, damage, rng, tally):
    with Folder() as folder:
        shutil.copytree(original.data, folder.data)
        damage(folder.database, rng)
        existed = os.path.exists(folder.database)
        organization = Organization(folder.data, sign_in=None)
        line = organization.read_line(20)
        if not line:
            organization.process.stdout.close()
            status = organization.process.wait(20)
            log = organization.log()
            organization.check_log(log)
            expect(status == 1, "status", status, log)
            expect("organization.db" in log, log)
            expect(os.path.exists(folder.database) == existed, "made anew or removed")
            tally["refused"] += 1
            return
        tally["works"] += 1
        organization.end()
        with open(os.path.join(folder.data, "password"), encoding="ascii") as file:
            expect(file.read() == original.password, "another password")
        database = sqlite3.connect(folder.database)
        expect(database.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "integrity")
        expect(database.execute("SELECT count(*) FROM people").fetchone()[0] >= 60, "made anew")
        database.close()


def gone(remove):
    """The data is taken away while the organization runs: nothing is answered 200 any more, and each
    answer says why. Once it is back where it was, all is well again."""
    why = "moved or deleted"
    calls = (("GET", "/health"), ("GET", "/api/v2/oauth/authorizations"), ("GET", "/api/v2/tokens/me"),
             ("GET", "/oauth/authorize"), ("GET", "/logout"), ("POST", "/oauth/token"),
             ("GET", "/.well-known/oauth-authorization-server"))
    with Folder() as folder, Organization(folder.data) as organization:
        aside = folder.data + "-aside"
        expect(organization.call("GET", "/health").status == 200, "before")
        remove(folder, aside)
        for method, path in calls:
            answer = organization.call(method, path)
            expect(answer.status in (500, 503), path, answer.status, answer.body)
            expect(why in answer.body.decode(), path, answer.body)
            expect("start again from there" not in answer.body.decode(), path, answer.body)
            expect(folder.data.encode() not in answer.body, path, answer.body)
        expect(organization.call("GET", "/pages.css").status == 200, "the page has a style")
        expect(why in organization.log(), organization.log())
        if os.path.exists(aside):
            os.rename(aside, folder.data)
            organization.is_alive()
            expect(organization.call("GET", "/api/v2/tokens/me").status == 200, "back again")


def gone_while_followed():
    """Whoever follows it is told why, and then it ends, to be started again."""
    with Folder() as folder:
        organization = Organization(folder.data, "--follow-stdin", stdin=subprocess.PIPE)
        organization.wait_ready()
        shutil.rmtree(folder.data)
        answer = organization.call("GET", "/api/v2/oauth/authorizations")
        expect(answer.status == 500, answer.status, answer.body)
        expect(answer.json()["code"] == "organization.data.gone", answer.body)
        expect(organization.process.wait(10) == 1, organization.process.returncode)
        expect("moved or deleted while it ran" in organization.log(), organization.log())


def main():
    tap = Tap()
    tap.run("the folder is deleted", gone, lambda folder, aside: shutil.rmtree(folder.data))
    tap.run("the folder is deleted under one that is followed", gone_while_followed)
    tap.run("the folder is moved", gone, lambda folder, aside: os.rename(folder.data, aside))
    tap.run("the database is deleted", gone, lambda folder, aside: os.unlink(folder.database))
    rng = random.Random(SEED)
    tally = {"refused": 0, "works": 0}
    with Folder() as ended, Folder() as killed:
        ended.password = make(ended, False)
        killed.password = make(killed, True)
        for original, damages in ((ended, AFTER_END), (killed, AFTER_KILL)):
            for name, damage in damages:
                tap.run(f"K7 {name}", damaged, original, damage, rng, tally)
    print(f"# {tally['refused']} refused, {tally['works']} work")
    tap.run("both happen", lambda: expect(tally["refused"] > 8 and tally["works"] > 4, tally))
    tap.end()


main()
