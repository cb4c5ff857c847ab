#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""An organization that asks to wait: how long stands on whatever waits, with Cancel, and what a
person pressed goes before what runs by itself."""

import re

from harness import TALL, Window, run, wait
from hostile_server import LIST, HostileServer, answer, authorization, client_id, entities

ASKS = "The organization asks to wait:"
TIME = re.compile(r"^4:[0-5]\d$")
NAME = "Phone Bridge"
ONE = f"{LIST}/{client_id(1)}"
LATER = answer({"message": "slow down", "code": "too.many.requests", "status": 429},
               "429 Too Many Requests", "Retry-After: 299")
LATER_HERE = answer({"message": "slow down", "code": "too.many.requests", "status": 429},
                    "429 Too Many Requests", "Retry-After: 299", "inin-ratelimit-count: 5",
                    "inin-ratelimit-allowed: 300", "inin-ratelimit-reset: 60")
SOON = answer({"message": "slow down", "code": "too.many.requests", "status": 429},
              "429 Too Many Requests", "Retry-After: 4")


def serve(cleanup, *scripts, size=TALL, state="Requested"):
    server = HostileServer()
    cleanup.append(server)
    it = authorization(1, NAME, state)
    server.script(LIST, *scripts, entities(it))
    server.script(ONE, answer(it))
    window = Window.at(server, *size)
    cleanup.append(window)
    return server, window


def see_wait(window, picture):
    window.see_text(ASKS)
    window.see("label", TIME)
    window.screenshot(picture)


def first_load(cleanup):
    """At the start: how long, and Cancel leads back to the first page"""
    server, window = serve(cleanup, LATER)
    see_wait(window, "limited-start")
    window.click("Cancel", last_first=True)
    window.see_text("Welcome to Gatehouse")


def reload(cleanup):
    """A reload: Cancel keeps the list, and nothing is asked for any more"""
    server, window = serve(cleanup)
    window.see("list item", re.compile(f"^{NAME}"))
    server.script(LIST, LATER)
    window.press("F5")
    see_wait(window, "limited-reload")
    window.click("Cancel")
    window.see_no(None, ASKS)
    window.see("list item", re.compile(f"^{NAME}"))


def approve(cleanup):
    """An approval: the dialog says how long, and goes on by itself"""
    server, window = serve(cleanup)
    window.select_row(NAME)
    window.click("Approve…")
    window.see_ready("Approve")
    server.script(ONE, LATER)
    window.click("Approve", last_first=True)
    see_wait(window, "limited-approve")
    window.click("Cancel", last_first=True)
    window.see_text(f"Cancelled. {NAME} is as it was.")
    assert server.count("PUT", ONE) == 0


def revoke(cleanup):
    """A revocation: Cancel says that nothing was done"""
    server, window = serve(cleanup, state="Authorized")
    window.select_row(NAME)
    window.click("Revoke Authorization…")
    window.see_ready("Revoke Authorization")
    server.script(ONE, LATER)
    window.click("Revoke Authorization", last_first=True)
    see_wait(window, "limited-revoke")
    window.click("Cancel", last_first=True)
    window.see_text(f"Cancelled. {NAME} is as it was.")
    assert server.count("DELETE", ONE) == 0


def of_another(cleanup):
    """A list that waits for a limit of its own: the dialog does not tell of it, and goes on"""
    server, window = serve(cleanup)
    window.see("list item", re.compile(f"^{NAME}"))
    server.script(LIST, LATER_HERE)
    window.press("F5")
    window.see_text(ASKS)
    window.select_row(NAME)
    window.click("Approve…")
    dialog = window.see_ready("Approve")
    while dialog.get_parent() != window.application:
        dialog = dialog.get_parent()
    window.screenshot("limited-of-another")
    assert window.find(None, ASKS, root=dialog) is None, "the dialog tells of another wait"
    server.script(f"PUT {ONE}", answer(authorization(1, NAME, "Authorized")))
    window.click("Approve", last_first=True)
    window.see_text(re.compile(f"^{NAME} is approved"))


def decided_meanwhile(cleanup):
    """Somebody else decides while an approval waits: it is not sent again"""
    server, window = serve(cleanup)
    window.select_row(NAME)
    window.click("Approve…")
    window.see_ready("Approve")
    server.script(f"PUT {ONE}", SOON, answer(authorization(1, NAME, "Authorized")))
    window.click("Approve", last_first=True)
    window.see_text(ASKS)
    server.script(ONE, answer(authorization(1, NAME, "Revoked")))
    window.see_text("It was changed meanwhile.")
    window.screenshot("limited-decided-meanwhile")
    assert server.count("PUT", ONE) == 1


def goes_on(cleanup):
    """A short wait ends by itself"""
    server, window = serve(cleanup, SOON)
    window.see_text(ASKS)
    window.see("list item", re.compile(f"^{NAME}"))
    window.see_no(None, ASKS)
    assert server.count("GET", LIST) == 2


def narrow(cleanup):
    """In a narrow window the time is not cut"""
    server, window = serve(cleanup, LATER, size=("--size", "360x640"))
    see_wait(window, "limited-narrow")


if __name__ == "__main__":
    run(first_load, reload, approve, revoke, of_another, decided_meanwhile, goes_on, narrow)
