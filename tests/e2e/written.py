#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""After a write the answer counts: what is not visible yet is said and waited for, what was kept of
a change is named, and a client without an authorization is approved from the list."""

import re
import threading

from harness import run, wait
from hostile_server import LIST, answer, authorization, client_id, entities, problem
from unread import DONE, hold, path_of, revoke, select, serve

NOT_VISIBLE = "The organization accepted the change of {}; it is not visible there yet."
NOT_KNOWN = "The organization accepted the change of {}. Whether it is visible there yet is not known."
CLIENTS = "/api/v2/oauth/clients"
LATER = "2026-01-02T04:00:00.000Z"


def reload(server, window, *applications):
    """Has the window load the list with these applications."""
    server.script(LIST, entities(*applications))
    before = server.count("GET", LIST)
    window.press_until("F5", "the list to be asked for", lambda: server.count("GET", LIST) > before)


def not_visible(cleanup):
    """A revoke that reading does not show yet: said, waited for, then done with Undo"""
    shown = authorization(1, "Slowly Gone")
    revoked = authorization(1, "Slowly Gone", "Revoked", dateModified=LATER)
    again = authorization(1, "Slowly Gone", dateModified="2026-01-02T05:00:00.000Z")
    server, window = serve(cleanup, shown)
    one = path_of(shown)
    released = threading.Event()
    select(window, "Slowly Gone")
    server.script(f"DELETE {one}", DONE)
    server.script(one, answer(shown), answer(shown), answer(shown), hold(answer(revoked), released))
    revoke(window)
    window.see_text(NOT_VISIBLE.format("Slowly Gone"))
    assert not window.find(None, "Somebody else")
    window.screenshot("written-not-visible")
    released.set()
    window.see_text("Slowly Gone is revoked.")
    window.screenshot("written-visible")
    server.script(f"PUT {one}", answer(again))
    server.script(one, answer(shown))
    window.click("Undo")
    wait("the undo to be sent", lambda: server.count("PUT", one) == 1)
    assert server.count("DELETE", one) == 1


def given_up(cleanup):
    """A person who does not wait for it is told what the organization answered, and can undo it"""
    shown = authorization(2, "Never Gone")
    server, window = serve(cleanup, shown)
    one = path_of(shown)
    select(window, "Never Gone")
    server.script(f"DELETE {one}", DONE)
    revoke(window)
    window.see_text(NOT_VISIBLE.format("Never Gone"))
    window.click("Cancel")
    window.see_no("push button", "Cancel")
    window.see_text(NOT_KNOWN.format("Never Gone"))
    window.see("push button", "Undo")
    window.screenshot("written-given-up")
    # A list from before the change does not turn the row back without a word.
    reload(server, window, shown)
    window.see_text("Revoked")


def kept(cleanup):
    """A change of which the organization keeps a part: the rest is named, and is not unsaved"""
    shown = authorization(3, "Modest", scope=["analytics", "oauth", "users:readonly"])
    answered = authorization(3, "Modest", scope=["oauth"], dateModified=LATER)
    asking = authorization(4, "Hopeful", "Requested", scope=[])
    asking["client"]["scope"] = ["analytics", "oauth"]
    granted = authorization(4, "Hopeful", scope=["oauth"], dateModified=LATER)
    server, window = serve(cleanup, shown, asking)
    select(window, "Modest")
    window.toggle("users:readonly")
    server.script(f"PUT {path_of(shown)}", answer(answered))
    window.click("Save")
    window.see_text("Saved Modest. The organization kept only oauth; analytics was not granted.")
    window.see_no("push button", "Save")
    window.see("push button", "Undo")
    window.screenshot("written-kept")
    select(window, "Hopeful")
    server.script(f"PUT {path_of(asking)}", answer(granted))
    window.click("Approve…")
    window.click("Approve")
    window.see_text("The organization kept only oauth; analytics was not granted.")
    window.screenshot("written-kept-approved")


def not_authorized(cleanup):
    """An own client without an authorization: Authorize a Client finds and approves it"""
    own = {"id": client_id(5), "name": "Fresh", "description": "Says what it is.",
           "authorizedGrantType": "CODE", "scope": ["users:readonly"], "state": "active"}
    server, window = serve(cleanup, authorization(6, "Other"))
    server.script(CLIENTS, answer({"entities": [own], "total": 1, "pageCount": 1}))
    reload(server, window, authorization(6, "Other"))
    one = f"{LIST}/{client_id(5)}"
    server.script(one, problem("404 Not Found", "not.found"))
    server.script(f"PUT {one}", answer(authorization(5, "Fresh")))
    window.press("ctrl+n")
    window.type_into("Client ID", client_id(5))
    window.click("Authorize Client")
    window.see("check box", "users:readonly")
    window.screenshot("written-not-authorized")
    window.click("Approve")
    window.see_text("Fresh is approved. Undo revokes it.")
    # The list does not have it yet, and it stays.
    reload(server, window, authorization(6, "Other"))
    window.see("list item", re.compile("^Fresh, "))


if __name__ == "__main__":
    run(not_visible, given_up, kept, not_authorized)
