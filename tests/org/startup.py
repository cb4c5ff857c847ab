# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Command lines and data folders, good and bad: what cannot be served is refused with a message and
a status, nothing is lost and nothing is made anew (S56, S60, K7, K8)."""

import os
import re
import socket
import sqlite3
import stat
import struct
import subprocess
import threading
import time

from org_process import PROGRAM, Folder, Organization, Skip, Tap, expect

NOBODY = 65534
PARALLEL_STARTS = 20


def run(*arguments):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, timeout=20, check=False,
                          stdin=subprocess.DEVNULL)
    expect(done.stdout == b"", done.stdout)
    expect(b"Sanitizer" not in done.stderr and b"WARNING" not in done.stderr, done.stderr)
    return done.returncode, done.stderr.decode()


def bad_command_lines():
    with Folder() as folder:
        data = ("--data", folder.data)
        for arguments, word in [
                ((), "--data"), (("--data", ""), "--data"), (("--data",), "--data"),
                ((*data, "--nonsense"), "--nonsense"), ((*data, "extra"), "argument"),
                ((*data, "--address", "0.0.0.0"), "127.0.0.0/8"),
                ((*data, "--address", "192.168.1.1"), "127.0.0.0/8"),
                ((*data, "--address", "localhost"), "127.0.0.0/8"),
                ((*data, "--address", "::1"), "127.0.0.0/8"),
                ((*data, "--address", "127.1"), "127.0.0.0/8"),
                ((*data, "--address", "128.0.0.1"), "127.0.0.0/8"),
                ((*data, "--address", ""), "127.0.0.0/8"),
                ((*data, "--port", "-1"), "--port"), ((*data, "--port", "65536"), "--port"),
                ((*data, "--port", "x"), "--port"), ((*data, "--port", "1e3"), "--port"),
                ((*data, "--rate-limit", "-1"), "--rate-limit"),
                ((*data, "--rate-limit", "x"), "--rate-limit"),
                ((*data, "--populate", "everything"), "--populate"),
                ((*data, "--populate", "generated:1,2"), "generated"),
                ((*data, "--populate", "generated:-1,2,3"), "generated"),
                ((*data, "--sign-in", ""), "--sign-in")]:
            status, message = run(*arguments)
            expect(status == 2, arguments, status, message)
            expect(word in message, arguments, message)
            expect(not os.path.exists(folder.data), "a folder was made")


def unknown_person():
    with Folder() as folder:
        status, message = run("--data", folder.data, "--sign-in", "nobody-of-that-name")
        expect(status == 1 and "nobody-of-that-name" in message, status, message)
        with Organization(folder.data) as organization:
            organization.is_alive()


def first_start():
    with Folder() as folder:
        umask = os.umask(0)
        try:
            with Organization(folder.data) as organization:
                ready = organization.ready
                expect(set(ready) == {"api", "login", "password", "token", "applications"}, ready)
                expect(re.fullmatch(r"http://127\.0\.7\.1:\d+", ready["api"]), ready)
                check_modes(folder)
        finally:
            os.umask(umask)
        check_modes(folder)
        with Organization(folder.data, "--address", "127.9.8.7", sign_in=None) as again:
            expect(again.ready["password"] == ready["password"], "another password")
            expect("token" not in again.ready, again.ready)
            expect(again.host == "127.9.8.7", again.host)
            again.token = ready["token"]
            expect(again.call("GET", "/api/v2/tokens/me").status == 200, "the token is gone")
        with Folder() as other, Organization(other.data) as organization:
            expect(organization.ready["password"] != ready["password"], "the same password")


def check_modes(folder):
    expect(stat.S_IMODE(os.stat(folder.data).st_mode) == 0o700, "folder")
    for name in os.listdir(folder.data):
        mode = stat.S_IMODE(os.stat(os.path.join(folder.data, name)).st_mode)
        expect(mode == 0o600, name, oct(mode))


def shut_out():
    """It writes no core, and no other process of its user looks into it: the files of its memory are the
    kernel's. Ours are not."""
    def become_nobody():
        if os.getuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)

    with Folder() as folder:
        if os.getuid() == 0:
            os.chown(folder.path, NOBODY, NOBODY)
        with Organization(folder.data, preexec=become_nobody) as organization:
            proc = f"/proc/{organization.process.pid}"
            with open(f"{proc}/limits", encoding="ascii") as limits:
                core = next(line for line in limits if line.startswith("Max core file size"))
            expect(core.split()[4] == "0", core)
            expect(os.stat(f"{proc}/environ").st_uid == 0, "others look in")
    other = subprocess.Popen(["sleep", "60"], preexec_fn=become_nobody)
    try:
        expect(os.stat(f"/proc/{other.pid}/environ").st_uid != 0, "the check says nothing")
    finally:
        other.kill()
        other.wait()


def no_secret_in_the_database():
    with Folder() as folder:
        with Organization(folder.data) as organization:
            organization.call("GET", "/api/v2/tokens/me")
            token, password = organization.token, organization.ready["password"]
        for name in os.listdir(folder.data):
            with open(os.path.join(folder.data, name), "rb") as file:
                contents = file.read()
            expect(token.encode() not in contents, "the token is in", name)
            expect(password.encode() not in contents or name == "password", name)


def make(folder):
    with Organization(folder.data) as organization:
        return organization.call("GET", "/api/v2/oauth/authorizations").json()["total"]


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, contents, mode=0o600):
    with open(path, "wb") as file:
        file.write(contents)
    os.chmod(path, mode)


def foreign_database(path):
    os.unlink(path)
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE things (id TEXT)")
    database.execute("PRAGMA application_id = 7")
    database.commit()
    database.close()
    os.chmod(path, 0o600)


def newer_version(path):
    contents = bytearray(read(path))
    contents[60:64] = struct.pack(">I", 4711)
    write(path, contents)


def zeroed_pages(path):
    contents = bytearray(read(path))
    for page in range(2, len(contents) // 4096, 2):
        contents[page * 4096:(page + 1) * 4096] = bytes(4096)
    write(path, contents)


BAD_DATABASES = [
    ("garbage", lambda path: write(path, b"garbage" * 1000), "not a database"),
    ("empty", lambda path: write(path, b""), "empty"),
    ("cut in the header", lambda path: write(path, read(path)[:50]), "not a database"),
    ("cut in half", lambda path: write(path, read(path)[:len(read(path)) // 2 + 100]), "damaged"),
    ("another program's", foreign_database, "another program"),
    ("a newer version's", newer_version, "newer version"),
    ("zeroed pages", zeroed_pages, "damaged"),
    ("readable by others", lambda path: os.chmod(path, 0o644), "readable by others"),
    ("readable by the group", lambda path: os.chmod(path, 0o640), "readable by others"),
    ("a symbolic link", lambda path: (os.rename(path, path + ".real"),
                                      os.symlink(path + ".real", path)), "symbolic link"),
    ("a dangling link", lambda path: (os.unlink(path), os.symlink("nowhere", path)),
     "symbolic link"),
    ("a folder", lambda path: (os.unlink(path), os.mkdir(path, 0o700)), "not a regular file"),
    ("a pipe", lambda path: (os.unlink(path), os.mkfifo(path, 0o600)), "not a regular file"),
    ("missing", os.unlink, "missing"),
    ("a log that is a link", lambda path: os.symlink("nowhere", path + "-wal"), "symbolic link"),
    ("an empty password", lambda path: write(os.path.join(os.path.dirname(path), "password"), b""),
     "password"),
]


def password_of(path):
    return os.path.join(os.path.dirname(path), "password")


def replaced(make_other):
    """Something else in place of the password."""
    return lambda path: (os.rename(password_of(path), password_of(path) + ".real"),
                         make_other(password_of(path)))


def sparse(path):
    """A gibibyte of nothing."""
    with open(path, "wb") as file:
        file.truncate(1 << 30)
    os.chmod(path, 0o600)


BAD_PASSWORDS = [
    ("a link", replaced(lambda path: os.symlink(path + ".real", path)), "symbolic link"),
    ("a link to a device", replaced(lambda path: os.symlink("/dev/zero", path)), "symbolic link"),
    ("a pipe", replaced(lambda path: os.mkfifo(path, 0o600)), "not a regular file"),
    ("a folder", replaced(lambda path: os.mkdir(path, 0o700)), "not a regular file"),
    ("readable by others", lambda path: os.chmod(password_of(path), 0o644), "readable by others"),
    ("a gibibyte", replaced(sparse), "more than 1024 bytes"),
]


def bad_password(damage, word):
    with Folder() as folder:
        make(folder)
        damage(folder.database)
        status, message = Organization(folder.data).refuses()
        expect(status == 1 and word in message and "/password:" in message, status, message)


def snapshot(folder):
    found = {}
    for name in sorted(os.listdir(folder.data)):
        path = os.path.join(folder.data, name)
        status = os.lstat(path)
        found[name] = (status.st_mode, read(path) if stat.S_ISREG(status.st_mode) else None)
    return found


def bad_database(damage, word):
    with Folder() as folder:
        make(folder)
        damage(folder.database)
        before = snapshot(folder)
        status, message = Organization(folder.data).refuses()
        expect(status == 1, status)
        expect(word in message and "organization.db" in message or word == "password" in message,
               message)
        after = snapshot(folder)
        # SQLite lays an empty log beside a database to look into it; it holds nothing.
        if after.get("organization.db-wal", (0, None))[1] == b"":
            del after["organization.db-wal"]
        expect(after == before, "something was changed:", set(after) ^ set(before))


def as_nobody(folder):
    """Root may read everything: the refusal of a permission needs somebody else."""
    if os.geteuid() != 0:
        return None
    for root, _, files in os.walk(folder.path):
        for name in [root] + [os.path.join(root, file) for file in files]:
            os.chown(name, NOBODY, NOBODY, follow_symlinks=False)
    return lambda: os.setuid(NOBODY)


def read_only_folder():
    with Folder() as folder:
        make(folder)
        preexec = as_nobody(folder)
        os.chmod(folder.data, 0o500)
        _, message = Organization(folder.data, preexec=preexec).refuses()
        expect(folder.data in message, message)
        os.chmod(folder.data, 0o700)


def read_only_file():
    with Folder() as folder:
        make(folder)
        preexec = as_nobody(folder)
        os.chmod(folder.database, 0o400)
        _, message = Organization(folder.data, preexec=preexec).refuses()
        expect("organization.db" in message, message)


def folder_cannot_be_made():
    with Folder() as folder:
        preexec = as_nobody(folder)
        os.chmod(folder.path, 0o500)
        _, message = Organization(folder.data, preexec=preexec).refuses()
        expect(folder.data in message, message)
        os.chmod(folder.path, 0o700)


def folder_of_another_user():
    if os.geteuid() != 0:
        raise Skip("needs root")
    with Folder() as folder:
        make(folder)
        os.chown(folder.data, NOBODY, NOBODY)
        _, message = Organization(folder.data).refuses()
        expect("another user" in message, message)
        os.chown(folder.data, 0, 0)
        os.chown(folder.database, NOBODY, NOBODY)
        _, message = Organization(folder.data).refuses()
        expect("another user" in message, message)


def folder_is_a_file():
    with Folder() as folder:
        write(folder.data, b"")
        _, message = Organization(folder.data).refuses()
        expect(folder.data in message, message)
        os.unlink(folder.data)
        os.mkdir(folder.data, 0o700)
        os.chmod(folder.data, 0o777)
        _, message = Organization(folder.data).refuses()
        expect("others may write" in message, message)


def in_use():
    with Folder() as folder, Organization(folder.data) as organization:
        started = time.monotonic()
        status, message = Organization(folder.data).refuses()
        expect(status == 1 and "already in use by another instance" in message, message)
        expect(time.monotonic() - started < 3, "it took", time.monotonic() - started)
        organization.is_alive()


def held_by_another_program():
    with Folder() as folder:
        make(folder)
        other = sqlite3.connect(folder.database, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        _, message = Organization(folder.data).refuses()
        expect("organization.db" in message and "in use by another program" in message, message)
        other.execute("ROLLBACK")
        other.close()


def many_starts(prepare):
    """K8: exactly one of twenty wins, the others say why; a second wave finds it whole."""
    with Folder() as folder:
        prepare(folder)
        for _ in range(2):
            starts = [Organization(folder.data) for _ in range(PARALLEL_STARTS)]
            lines = {}
            threads = [threading.Thread(target=lambda o=start: lines.update({o: o.read_line(30)}))
                       for start in starts]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            winners = [start for start in starts if lines[start]]
            expect(len(winners) == 1, "winners:", len(winners))
            for start in starts:
                if start not in winners:
                    expect(start.process.wait(20) == 1, start.log())
                    expect("already in use by another instance" in start.log(), start.log())
            winners[0].end()
        with Organization(folder.data) as organization:
            expect(organization.call("GET", "/api/v2/oauth/authorizations").json()["total"] > 5,
                   "it is not whole")


def port_in_use():
    with Folder() as folder, socket.socket() as other:
        other.bind(("127.0.7.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        status, message = Organization(folder.data, "--port", port).refuses()
        expect(status == 1 and port in message and "in use" in message, message)
        other.close()
        with Organization(folder.data, "--port", port) as organization:
            expect(str(organization.port) == port, organization.port)
            organization.is_alive()


def first_start_cut_short():
    """Killed at any moment of its first start, the next one is a first start or a whole one."""
    for delay in (0, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.15):
        with Folder() as folder:
            start = Organization(folder.data)
            threading.Event().wait(delay)
            start.kill()
            with Organization(folder.data) as organization:
                total = organization.call("GET", "/api/v2/oauth/authorizations").json()["total"]
                expect(total > 5, total)
            check_modes(folder)


def no_output():
    """Whoever started it must learn that it listens, else it must not."""
    with Folder() as folder, open("/dev/full", "wb") as full:
        done = subprocess.run([PROGRAM, "--data", folder.data], stdout=full, timeout=20,
                              stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, check=False)
        expect(done.returncode == 1 and b"standard output" in done.stderr, done)


def main():
    tap = Tap()
    tap.run("bad command lines", bad_command_lines)
    tap.run("an unknown person", unknown_person)
    tap.run("first and second start", first_start)
    tap.run("no secret in the database", no_secret_in_the_database)
    tap.run("nobody looks into its memory", shut_out)
    for name, damage, word in BAD_DATABASES:
        tap.run(f"database: {name}", bad_database, damage, word)
    for name, damage, word in BAD_PASSWORDS:
        tap.run(f"password: {name}", bad_password, damage, word)
    tap.run("a read-only folder", read_only_folder)
    tap.run("a read-only database", read_only_file)
    tap.run("a folder that cannot be made", folder_cannot_be_made)
    tap.run("a folder of another user", folder_of_another_user)
    tap.run("a file instead of a folder", folder_is_a_file)
    tap.run("in use by another instance", in_use)
    tap.run("held by another program", held_by_another_program)
    tap.run("K8 twenty starts on nothing", many_starts, lambda folder: None)
    tap.run("K8 twenty starts on one", many_starts, make)
    tap.run("a port in use", port_in_use)
    tap.run("a first start cut short", first_start_cut_short)
    tap.run("no standard output", no_output)
    tap.end()


main()
