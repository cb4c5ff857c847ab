#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Toasts, notices and problems reach a screen reader: each is a status or an alert, and an event
tells of its sentence, whatever has the keyboard."""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

from harness import TALL, Window, run, wait
from hostile_server import LIST, HostileServer, answer, authorization, entities, problem, raw

ALERT = ("alert", "notification")
STATUS = ("status", "status bar")
CORRELATION_ID = "c0ffee00"
NAME = "Phone Bridge"
ONE = f"{LIST}/{authorization(1)['client']['id']}"


class Ears:
    """Somebody who listens and does not look."""

    def __init__(self):
        self.log = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen([sys.executable, pathlib.Path(__file__).parent / "ears.py"],
                                        stdin=subprocess.PIPE, stdout=self.log)
        wait("the listener", lambda: self.said("listening", ""))

    def said(self, role, text):
        """How many events of that role had TEXT in the name, or announced it."""
        self.log.seek(0)
        lines = [json.loads(line) for line in self.log if line.endswith("\n")]
        roles = (*role, "announced") if isinstance(role, tuple) else (role,)
        return len([line for line in lines if line["role"] in roles and text in line["name"]])

    def hear(self, role, text, times=1):
        def heard():
            self.log.seek(0)
            return f"{text!r} to be said {times} times; heard: {self.log.read()[-3000:]}"

        wait(heard, lambda: self.said(role, text) >= times, 15)

    def close(self):
        self.process.stdin.close()
        self.process.wait(10)
        self.log.close()


def serve(cleanup, state="Authorized"):
    ears = Ears()
    cleanup.append(ears)
    server = HostileServer()
    cleanup.append(server)
    it = authorization(1, NAME, state)
    server.script(LIST, entities(it))
    server.script(ONE, answer(it))
    window = Window.at(server, *TALL)
    cleanup.append(window)
    window.select_row(NAME)
    window.see("heading", NAME)
    return ears, server, window


def toast(cleanup):
    """The toast of a revoked application, with Undo"""
    ears, server, window = serve(cleanup)
    server.script(f"DELETE {ONE}", raw("204 No Content", ""))
    server.script(ONE, answer(authorization(1, NAME)), answer(authorization(1, NAME, "Revoked")))
    window.click("Revoke Authorization…")
    window.see_ready("Revoke Authorization")
    window.click("Revoke Authorization")
    ears.hear(STATUS, f"{NAME} is revoked.")


def notice(cleanup):
    """The notice that a list could not be loaded again, each time that it comes"""
    ears, server, window = serve(cleanup)
    sentence = "The organization has trouble answering"
    for times in (1, 2):
        server.script(LIST, problem("500 Internal Server Error", "internal.server.error"))
        window.press("F5")
        window.see_text(sentence)
        ears.hear(ALERT, sentence, times)
        server.script(LIST, entities(authorization(1, NAME)))
        before = server.count("GET", LIST)
        window.press_until("F5", "the list to be asked for",
                           lambda: server.count("GET", LIST) > before)
        wait("the notice to go", lambda: not window.find(ALERT, re.compile(sentence)))


def typed(cleanup):
    """What is wrong with a client ID that was typed"""
    ears, _, window = serve(cleanup)
    window.press("ctrl+n")
    window.type_into("Client ID", "nonsense")
    window.click("Authorize Client")
    ears.hear(ALERT, "client ID")


def refused(cleanup):
    """Why an application was not approved"""
    ears, server, window = serve(cleanup, "Requested")
    server.script(f"PUT {ONE}", problem("400 Bad Request", "bad.request", "It does not like that."))
    window.click("Approve…")
    window.see_ready("Approve")
    window.click("Approve", last_first=True)
    ears.hear(ALERT, CORRELATION_ID)


def not_saved(cleanup):
    """Why a change was not saved"""
    ears, server, window = serve(cleanup)
    two = authorization(1, NAME, scope=["users:readonly", "oauth"])
    server.script(LIST, entities(two))
    server.script(ONE, answer(two))
    before = server.count("GET", LIST)
    window.press_until("F5", "the list to be asked for", lambda: server.count("GET", LIST) > before)
    window.see("check box", "oauth")
    server.script(f"PUT {ONE}", problem("409 Conflict", "conflict", "Not now."))
    window.toggle("oauth")
    ears.hear(STATUS, "Unsaved changes")
    window.click("Save")
    ears.hear(ALERT, CORRELATION_ID)


def launch_address(cleanup):
    """What is wrong with a launch address"""
    ears, _, window = serve(cleanup)
    window.click("Details", ("push button", "toggle button"))
    window.type_into("Launch Address", "ftp://somewhere")
    window.click("Apply")
    ears.hear(ALERT, "Type a whole address that begins with https://.")


if __name__ == "__main__":
    run(toast, notice, typed, refused, not_saved, launch_address)
