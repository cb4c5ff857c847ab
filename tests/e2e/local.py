#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""The local organization as the window starts it, from the first press to everything that can be
wrong with its program, its process and its folder; and the command line."""

import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time

import harness
from harness import Organization, Window, program_environment, programs, run, wait

PATIENCE_S = 60


class Folder:
    """A temporary folder that a test may put under its cleanup."""

    def __init__(self, cleanup):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="gatehouse-local-"))
        cleanup.append(self)

    def close(self):
        shutil.rmtree(self.path, ignore_errors=True)


def open_local(cleanup, *arguments, **more):
    folder = Folder(cleanup)
    window = Window("--local", "--data", folder.path / "org", *arguments, **more)
    cleanup.append(window)
    return window, folder.path / "org"


def children_of(pid):
    """The processes started by PID that still run."""
    found = []
    for status in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = status.read_text().rpartition(") ")
        except OSError:
            continue
        state, parent, *_ = rest.split()
        if int(parent) == pid and state != "Z":
            found.append(int(name.split()[0]))
    return found


def is_running(pid):
    try:
        state = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def organization_of(window):
    children = wait("the organization's process", lambda: children_of(window.process.pid))
    assert len(children) == 1, children
    return children[0]


def writes_no_core(pid):
    limits = pathlib.Path(f"/proc/{pid}/limits").read_text().splitlines()
    return next(line.split()[4] for line in limits if line.startswith("Max core file size")) == "0"


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def first_run(cleanup):
    """First run: Try the Local Organization shows its applications; closing it ends its process"""
    home = Folder(cleanup)
    window = Window(env={"XDG_DATA_HOME": str(home.path)})
    cleanup.append(window)
    window.click("Try the Local Organization")
    window.see("list item", None)
    window.see_text("Quality Insights")
    organization = organization_of(window)
    assert writes_no_core(window.process.pid) and writes_no_core(organization)
    assert (home.path / "gatehouse/organization").stat().st_mode & 0o077 == 0
    window.click("Account: Acme Care")
    window.click("Close Organization")
    window.see("push button", "Try the Local Organization")
    wait("the organization to end", lambda: not is_running(organization))
    window.click("Try the Local Organization")
    window.see_text("Quality Insights")


def ends_with_the_window(cleanup):
    """The organization cannot outlive the window, not even one that is killed"""
    window, _ = open_local(cleanup)
    window.see_text("Quality Insights")
    organization = organization_of(window)
    os.kill(window.process.pid, signal.SIGKILL)
    wait("the organization to end", lambda: not is_running(organization))
    cleanup.remove(window)
    window.process.wait()
    assert "ERROR" not in window.output()
    os.unlink(window.log.name)


STOPPED = re.compile(r"^The local organization has stopped\. This list is from [0-9:]+\.$")


def start_again(window, before):
    window.see_text("Quality Insights")
    window.click("Start It Again")
    window.see_no("push button", "Start It Again")
    window.see_text("Quality Insights")
    assert organization_of(window) != before


def child_is_killed(cleanup):
    """A killed organization is told of, the list stays; Details say why, Start It Again does so"""
    window, _ = open_local(cleanup)
    window.see_text("Quality Insights")
    first = organization_of(window)
    os.kill(first, signal.SIGKILL)
    window.see_text(STOPPED)
    assert not window._has_text(re.compile("A signal ended it"))
    window.screenshot("local-stopped")
    window.click("Details", ("push button", "toggle button"))
    window.see_text("A signal ended it: 9 (Killed).")
    window.screenshot("local-stopped-details")
    start_again(window, first)


def data_is_deleted(cleanup):
    """The data folder is deleted: it is said at once, nothing can be changed, and Start It Again helps"""
    window, folder = open_local(cleanup)
    window.see_text("Quality Insights")
    first = organization_of(window)
    window.select_row("Phone Bridge")
    window.see("push button", "Approve…")
    shutil.rmtree(folder)
    window.press("F5")
    pressed = time.monotonic()
    window.see_text(STOPPED)
    assert time.monotonic() - pressed < 5, "it was asked again"
    assert not window.is_sensitive(window.see("push button", "Approve…"))
    window.screenshot("local-data-deleted")
    window.click("Details", ("push button", "toggle button"))
    window.see_text(re.compile("its data was moved or deleted while it ran"))
    start_again(window, first)


def child_ends(cleanup):
    """An organization that ends in good order has no last words, and none are shown"""
    window, _ = open_local(cleanup)
    window.see_text("Quality Insights")
    first = organization_of(window)
    os.kill(first, signal.SIGTERM)
    window.see_text(STOPPED)
    assert not [node for node in window.find_all(("push button", "toggle button"), "Details")
                if node.get_state_set().contains(harness.Atspi.StateType.SHOWING)]
    assert not window._has_text(re.compile(r"127\.0"))
    start_again(window, first)


def no_answer(cleanup):
    """An organization that does not answer is called by its name, not by an address"""
    window, _ = open_local(cleanup)
    window.see_text("Quality Insights")
    organization = organization_of(window)
    os.kill(organization, signal.SIGSTOP)
    try:
        window.press("F5")
        wait("the name of what does not answer",
             lambda: window._has_text(re.compile("^Acme Care did not answer in time")), 90)
        assert not window._has_text(re.compile(r"127\.0"))
        window.screenshot("local-no-answer")
    finally:
        os.kill(organization, signal.SIGCONT)
    window.click("Try Again")
    window.see_no("push button", "Try Again")


def second_window(cleanup):
    """A second gatehouse --local shows the window that is open, also one that `gatehouse` opened"""
    window, folder = open_local(cleanup)
    window.see_text("Quality Insights")
    organization = organization_of(window)
    link = folder.parent / "link"
    link.symlink_to(folder)
    for again in (folder, link, f"{folder}/../org"):
        for more in ((), ("--sign-in", "agent")):
            status, said, problem = command("--local", "--data", again, *more)
            assert (status, said, problem) == (0, "", ""), (status, said, problem)
    assert organization_of(window) == organization
    window.see_text("Quality Insights")
    other, _ = open_local(cleanup)
    other.see_text("Quality Insights")
    assert organization_of(other) != organization
    window.click("Account: Acme Care")
    window.click("Close Organization")
    window.see("push button", "Try the Local Organization")
    assert command("--local", "--data", folder) == (0, "", "")
    window.see_text("Quality Insights")

    home = Folder(cleanup)
    plain = Window(env={"XDG_DATA_HOME": str(home.path)})
    cleanup.append(plain)
    plain.see("push button", "Try the Local Organization")
    assert command("--local", env={"XDG_DATA_HOME": str(home.path)}) == (0, "", "")
    plain.see_text("Quality Insights")
    assert command("--local", env={"XDG_DATA_HOME": str(home.path)}) == (0, "", "")


def second_elsewhere(cleanup):
    """--api and --picture are given a window of their own beside --local"""
    window, folder = open_local(cleanup)
    window.see_text("Quality Insights")
    org = Organization()
    cleanup.append(org)
    other = Window.at(org)
    cleanup.append(other)
    other.see_text("Quality Insights")
    assert not children_of(other.process.pid)
    status, _, problem = command("--local", "--data", folder, "--picture",
                                 folder.parent / "one.png")
    assert status != 0 and "in use" in problem, problem


def refused(cleanup, folder, sentence):
    """A window on this folder says SENTENCE, and leaves everything in the folder as it was."""
    before = contents(folder)
    window = Window("--local", "--data", folder)
    cleanup.append(window)
    window.see_text("The Applications Cannot Be Shown")
    window.see_text(sentence)
    window.see("push button", "Try Again")
    after = contents(folder)
    assert {name: after.get(name) for name in before} == before
    # SQLite may leave an empty log beside what it could not open.
    assert not any(after[name] for name in set(after) - set(before))


def make_folder(cleanup):
    """A data folder that has been used and left in good order."""
    org = Organization()
    cleanup.append(org)
    org.stop()
    return pathlib.Path(org.folder) / "data"


def database_of(folder):
    return next(path for path in sorted(folder.iterdir())
                if path.is_file() and path.read_bytes()[:6] == b"SQLite")


def damaged_folder(cleanup):
    """A damaged database: a sentence, nothing lost, nothing made anew"""
    folder = make_folder(cleanup)
    database = database_of(folder)
    raw = bytearray(database.read_bytes())
    raw[100:len(raw) // 2] = os.urandom(len(raw) // 2 - 100)
    database.write_bytes(raw)
    refused(cleanup, folder, "damaged")


def newer_folder(cleanup):
    """A database of a newer version: a sentence, nothing lost"""
    folder = make_folder(cleanup)
    with sqlite3.connect(database_of(folder)) as connection:
        connection.execute("PRAGMA user_version = 1000000")
    connection.close()
    refused(cleanup, folder, "newer")


def held_folder(cleanup):
    """A folder that another organization uses: a sentence; once it is free, Try Again works"""
    org = Organization()
    cleanup.append(org)
    window = Window("--local", "--data", pathlib.Path(org.folder) / "data")
    cleanup.append(window)
    window.see_text("The Applications Cannot Be Shown")
    window.see_text("The local organization does not run.")
    window.see_text("in use")
    assert org.authorizations()
    org.stop()
    window.click("Try Again")
    window.see_text("Quality Insights")


def program_is_missing(cleanup):
    """Without gatehouse-org the window says so"""
    program, _ = programs()
    place = Folder(cleanup).path
    copy = place / "gatehouse"
    shutil.copy2(program, copy)
    window = Window("--local", "--data", place / "data", program=copy, own_size=True)
    cleanup.append(window)
    window.see_text("The program gatehouse-org cannot be started. Is it installed?")
    window.see("push button", "Try Again")


def other_person(cleanup):
    """--sign-in agent meets the permission page; Switch Account… to admin gets in"""
    window, _ = open_local(cleanup, "--sign-in", "agent")
    window.see_text("An administrator is required")
    assert not window.find("list item", None)
    window.click("Switch Account…", "push button")
    window.see_text("Sign in to the local organization as somebody else.")
    assert window.is_checked(window.see(("check box", "radio button"), "agent"))
    window.type_into("Another name", "admin")
    window.click("Sign In")
    window.see_text("Quality Insights")


def nobody_of_that_name(cleanup):
    """--sign-in with a name that nobody has: a sentence"""
    window, _ = open_local(cleanup, "--sign-in", "nobody-at-all")
    window.see_text("The Applications Cannot Be Shown")
    window.see_text("no person with the user name “nobody-at-all”")


def command(*arguments, env=None):
    """Status, standard output and standard error of one run of the program."""
    program, _ = programs()
    ended = subprocess.run([program, *map(str, arguments)], stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE, text=True, timeout=PATIENCE_S,
                           env=program_environment(env), check=False)
    for bad in ("CRITICAL **", "WARNING **", "AddressSanitizer", "runtime error:"):
        assert bad not in ended.stderr, ended.stderr
    return ended.returncode, ended.stdout, ended.stderr


def picture(cleanup):
    """--picture draws the window, prints the list it shows, and ends with 0"""
    folder = Folder(cleanup).path
    status, said, _ = command("--local", "--data", folder / "org", "--picture",
                              folder / "window.png")
    assert status == 0, status
    lines = said.splitlines()
    assert "Quality Insights\tApproved\t5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d42" in lines, said
    assert lines.index("Pending") < lines.index("Built-in clients") < lines.index("Applications")
    assert (folder / "window.png").read_bytes()[1:4] == b"PNG"


def picture_of_nothing(cleanup):
    """--picture of an organization that is not there, or into no folder, fails with a message"""
    org = Organization()
    cleanup.append(org)
    where = ("--api", org.ready["api"], "--login", org.ready["login"], "--token-file",
             org.token_file)
    status, _, problem = command(*where, "--picture", pathlib.Path(org.folder) / "no/such.png")
    assert status != 0 and "gatehouse: " in problem, problem
    org.stop()
    status, _, problem = command(*where, "--picture", pathlib.Path(org.folder) / "one.png")
    assert status != 0 and "cannot be reached" in problem, problem


def bad_command_lines(cleanup):
    """What the command line cannot mean ends with a message and a status that is not 0"""
    folder = Folder(cleanup).path
    token = folder / "token"
    token.write_text("a token")
    token.chmod(0o600)
    api = ("--api", "http://127.0.0.1:9", "--login", "http://127.0.0.1:9")
    for arguments, word in ((["--no-such-option"], "--no-such-option"),
                            (api, "--token-file"),
                            (["--token-file", token], "--api"),
                            ([*api, "--token-file", token, "--local"], "--local"),
                            (["--local", "a-word"], "a-word")):
        status, _, problem = command(*arguments)
        assert status != 0, arguments
        assert word in problem, (arguments, problem)
    status, said, _ = command("--version")
    assert status == 0 and said.startswith("gatehouse ")


def bad_token_files(cleanup):
    """A token file that others may read, or that is not there, is refused before anything is sent"""
    folder = Folder(cleanup).path
    readable = folder / "readable"
    readable.write_text("a token")
    readable.chmod(0o644)
    for path, wanted in ((readable, "readable by you alone"), (folder / "none", "is not there")):
        status, _, problem = command("--api", "http://127.0.0.1:9", "--login", "http://127.0.0.1:9",
                                     "--token-file", path, "--picture", folder / "one.png")
        assert status != 0 and wanted in problem, problem


if __name__ == "__main__":
    run(first_run, ends_with_the_window, child_is_killed, data_is_deleted, child_ends, no_answer,
        second_window, second_elsewhere, damaged_folder, newer_folder, held_folder, program_is_missing,
        other_person, nobody_of_that_name, picture, picture_of_nothing, bad_command_lines,
        bad_token_files)
