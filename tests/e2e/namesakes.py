#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""A name is not an identity: rows that look the same by name carry the end of their client ID, a
request says that another application of its name is approved, and a client that is disabled or
deleted says so beside Approved."""

import re

from harness import TALL, Window, run, wait
from hostile_server import LIST, HostileServer, answer, authorization, entities

LOOKALIKE = "\u0410rchitect"  # with a Cyrillic letter
NARROW = ("--size", "360x900")


def serve(cleanup, *applications, size=TALL, more=()):
    server = HostileServer()
    cleanup.append(server)
    tell(server, *applications)
    window = Window.at(server, *size, *more)
    cleanup.append(window)
    return server, window


def tell(server, *applications):
    server.script(LIST, entities(*applications))
    for entity in applications:
        server.script(f"{LIST}/{entity['client']['id']}", answer(entity))


def in_state(number, name, state):
    entity = authorization(number, name)
    entity["client"]["state"] = state
    return entity


def see_row(window, pattern):
    return window.see("list item", re.compile(f"^{pattern}"))


def reload(server, window):
    before = server.count("GET", LIST)
    window.press_until("F5", "the list to be asked for", lambda: server.count("GET", LIST) > before)


def two_of_a_name(cleanup):
    """Two Architects: neither is built in, both carry the end of the ID; one goes, the other is"""
    plain = authorization(1, "Architect")
    other = authorization(2, "Architect", scope=["oauth"])
    server, window = serve(cleanup, plain, other, authorization(3, "Payroll"))
    see_row(window, "Architect, client ID ends in 00000001, Approved, ")
    see_row(window, "Architect, client ID ends in 00000002, Approved, ")
    see_row(window, "Payroll, Approved, ")
    assert window.find("list item", "Applications")
    assert not window.find("list item", "Built-in clients")
    window.see_text("ID …00000002 · ")
    tell(server, plain, authorization(3, "Payroll"))
    reload(server, window)
    see_row(window, "Architect, Approved, ")
    see_row(window, "Built-in clients$")


def lookalike(cleanup):
    """A letter of another script: both rows are marked, and only the real one is built in"""
    _, window = serve(cleanup, authorization(1, "Architect"), authorization(2, LOOKALIKE))
    see_row(window, f"{LOOKALIKE}, client ID ends in 00000002, ")
    see_row(window, "Architect, client ID ends in 00000001, ")
    names = window.rows()
    assert names.index("Built-in clients") < names.index("Applications") < next(
        i for i, name in enumerate(names) if name.startswith(LOOKALIKE)), names


def request(cleanup):
    """A request of an approved application's name says so, in the pane and in the sheet"""
    warning = ("Another application is approved whose name is the same or looks like it, such as the "
               "one whose client ID ends in 00000001.")
    _, window = serve(cleanup, authorization(1, "Phone Bridge"),
                      authorization(2, "phone  bridge", "Requested"))
    see_row(window, "phone  bridge, client ID ends in 00000002, Pending")
    window.select_row("phone  bridge")
    window.see_text(warning)
    window.screenshot("namesakes-request")
    window.click("Approve…")
    sheet = wait("the sheet", lambda: window.application.get_child_count() > 1 and
                 window.application.get_child_at_index(1))
    wait("the sheet to say so", lambda: next(window.find_each(
        "label", re.compile(re.escape(warning)), sheet), None))
    window.screenshot("namesakes-approve")


def ended_client(cleanup):
    """Disabled and deleted clients say so beside Approved: row, header and Details"""
    _, window = serve(cleanup, in_state(1, "Old Dialer", "disabled"),
                      in_state(2, "Gone Reports", "deleted"), in_state(3, "Alive", "active"))
    see_row(window, "Old Dialer, Approved · Client disabled, ")
    see_row(window, "Gone Reports, Approved · Client deleted, ")
    see_row(window, "Alive, Approved, ")
    window.select_row("Gone Reports")
    window.see("label", "Approved · Client deleted")
    window.screenshot("namesakes-deleted")


def pictures(cleanup):
    """Alike rows, light, dark, and in a window of 360 px"""
    rows = [authorization(1, "Architect"), authorization(2, "Architect", scope=["oauth"]),
            authorization(3, LOOKALIKE, scope=["users"] * 1),
            authorization(4, "Phone Bridge"), authorization(5, "phone bridge", "Requested"),
            in_state(6, "Old Dialer", "disabled"), authorization(7, "Payroll", "Revoked"),
            authorization(8, "PAYR0LL")]
    for name, size, more in (("light", TALL, ()), ("dark", TALL, ("--dark",)),
                             ("narrow", NARROW, ()), ("narrow-dark", NARROW, ("--dark",))):
        _, window = serve(cleanup, *rows, size=size, more=more)
        see_row(window, "Architect, client ID ends in 00000001")
        window.screenshot(f"namesakes-{name}")


if __name__ == "__main__":
    run(two_of_a_name, lookalike, request, ended_client, pictures)
