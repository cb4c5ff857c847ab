#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Nothing is approved, revoked, denied or saved by a press that comes before the question could be
seen. Keys and the mouse press at once, as a hand that is too fast does; every outcome is read from
the organization."""

import re
import subprocess

from harness import run, wait
from revoke import client_named, is_in_state, select, state_of
from edit import NAME, client_id, put, scopes, show

PAUSES_MS = (12, 80, 200)
# As slow as two clicks may be that are one double click for GTK.
DOUBLE_CLICK_MS = 400


def press_at(place, times=1, pause_ms=PAUSES_MS[0]):
    """Presses the mouse there, as often and as fast as told."""
    subprocess.run(["xdotool", "mousemove", *map(str, place), "click", "--repeat", str(times),
                    "--delay", str(pause_ms), "1"], check=True)


def state_or_none(org, client_id):
    """Of a client that may have no authorization at all."""
    for entity in org.authorizations():
        if entity["client"]["id"] == client_id:
            return entity["state"]
    return None


def is_untouched(org, window, client, pause_ms):
    """Neither is anything approved nor is a scope unticked."""
    assert state_or_none(org, client["id"]) is None, f"approved after {pause_ms} ms"
    for scope in client["scope"]:
        assert window.is_checked(window.see("check box", scope)), (scope, pause_ms)


def enter_twice(org, window):
    """Enter and Enter again on a client ID approve nothing; Ctrl+Enter on the page does"""
    window.see("list item", re.compile("^Phone Bridge"))
    client = org.unapproved_client()
    for pause_ms in PAUSES_MS:
        window.press("ctrl+n")
        window.see_text("Enter the client ID of the application.")
        window.write(client["id"])
        window.focus()
        subprocess.run(["xdotool", "key", "--delay", str(pause_ms), "Return", "Return"], check=True)
        button = window.see_ready("Approve")
        assert "Ctrl+Enter" in button.get_description(), button.get_description()
        is_untouched(org, window, client, pause_ms)
        window.press("Escape")
        window.see_no("push button", "Approve")
    window.press("ctrl+n")
    window.see_text("Enter the client ID of the application.")
    window.write(client["id"])
    window.press("Return")
    window.see_ready("Approve")
    window.press("ctrl+Return")
    wait("the approval", lambda: state_or_none(org, client["id"]) == "Authorized")


def double_click(org, window):
    """A double click on Authorize Client looks the client up and approves nothing"""
    window.see("list item", re.compile("^Phone Bridge"))
    client = org.unapproved_client()
    for pause_ms in (*PAUSES_MS, DOUBLE_CLICK_MS):
        window.click("Authorize a Client")
        window.type_into("Client ID", client["id"])
        button = window.see_ready("Authorize Client")
        press_at(window.center_of(button), 2, pause_ms)
        window.see_ready("Approve")
        is_untouched(org, window, client, pause_ms)
        window.press("Escape")
        window.see_no("push button", "Approve")
    window.click("Authorize a Client")
    window.type_into("Client ID", client["id"])
    window.click("Authorize Client")
    press_at(window.center_of(window.see_ready("Approve")))
    wait("the approval", lambda: state_or_none(org, client["id"]) == "Authorized")


def double_click_on_client(org, window):
    """A double click on a client of the list unticks none of its scopes"""
    window.see("list item", re.compile("^Phone Bridge"))
    client = org.unapproved_client()
    for pause_ms in (PAUSES_MS[1], DOUBLE_CLICK_MS):
        window.click("Authorize a Client")
        window.type_into("Search OAuth clients", client["name"])
        row = re.compile("^" + re.escape(client["name"]))
        wait("this client alone", lambda: len(
            [1 for name in window.rows() if client["id"] in name]) == 1)
        press_at(window.center_of(window.see("list item", row)), 4, pause_ms)
        window.see_ready("Approve")
        is_untouched(org, window, client, pause_ms)
        window.press("Escape")
        window.see_no("push button", "Approve")


def close_dialog(window):
    """With Escape. It can be told of for a moment after it is gone from the display, and its button
    was ready: who does not wait takes it for that of the next dialog."""
    n_windows = window.application.get_child_count()
    window.press("Escape")
    wait("the dialog to close", lambda: window.application.get_child_count() < n_windows)


def press_too_soon(window, name, open_it, untouched, pauses_ms=PAUSES_MS):
    """Opens a dialog and presses where its button NAME will stand before anybody could see it.

    Leaves the dialog open, and its button ready."""
    place = None
    for pause_ms in (None, *pauses_ms):
        below = window.surface()[0]
        open_it()
        wait("the dialog", lambda: window.surface()[0] != below)
        if place is not None:
            press_at(place, 3, pause_ms)
        button = window.see_ready(name)
        place = place or window.press_place(button)
        assert untouched(), f"{name} was pressed after {pause_ms} ms"
        if pause_ms != pauses_ms[-1]:
            close_dialog(window)
    # One press is enough once a person can see that the button is ready, though the pointer rests.
    window.still_picture()
    return place


def revoke(org, window):
    """Revoke Authorization does nothing before the sheet could be seen"""
    which = client_named(org, NAME)
    select(window, NAME)
    place = press_too_soon(window, "Revoke Authorization",
                           lambda: window.click("Revoke Authorization…"),
                           lambda: state_of(org, which) == "Authorized")
    press_at(place)
    wait("the revocation", lambda: is_in_state(org, which, "Revoked"))


def deny(org, window):
    """Deny Request does nothing before the sheet could be seen"""
    which = client_named(org, "Phone Bridge")
    select(window, "Phone Bridge")
    place = press_too_soon(window, "Deny Request", lambda: window.click("Deny Request…"),
                           lambda: state_of(org, which) == "Requested")
    press_at(place)
    wait("the denial", lambda: is_in_state(org, which, "Revoked"))


def compare(org, window):
    """Merge does nothing before both versions could be seen"""
    which = client_id(org)
    before = scopes(org, which)
    theirs = before - {"routing"} | {"alerting"}
    show(org, window)
    window.toggle("users")
    put(org, which, scope=sorted(theirs))
    window.press("F5")
    window.see_text("It was changed in your name meanwhile")
    place = press_too_soon(window, "Merge", lambda: window.click("Compare…"),
                           lambda: scopes(org, which) == theirs, PAUSES_MS[1:2])
    press_at(place)
    wait("both changes in the organization", lambda: scopes(org, which) ==
         before - {"users", "routing"} | {"alerting"})


def leave(org, window):
    """Neither Discard nor Save does anything before the question could be seen"""
    which = client_id(org)
    before = scopes(org, which)
    show(org, window)
    window.toggle("users")
    for name in ("Discard", "Save"):
        place = press_too_soon(window, name, lambda: window.select_row("Callback Kiosk"),
                               lambda: scopes(org, which) == before and
                               not window.is_checked(window.see("check box", "users")),
                               PAUSES_MS[1:2])
        if name == "Discard":
            close_dialog(window)
    press_at(place)
    wait("the change in the organization", lambda: scopes(org, which) == before - {"users"})


if __name__ == "__main__":
    run(enter_twice, double_click, double_click_on_client, revoke, deny, compare, leave)
