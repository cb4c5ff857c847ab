#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Access is never opened by accident: what could not be read is said and never written, the
application that Gatehouse may be is not revoked in passing, and a lost answer is looked into."""

import re
import threading

from harness import TALL, Window, run, wait
from hostile_server import (HOME, LIST, SCOPES, HostileServer, answer, authorization, client_id,
                            entities, raw)

ROLES = [{"name": client_id(700)}]
UNREAD = "Its roles could not be read"
N_LOOKS = 6
LOOKING_S = 60
DONE = raw("204 No Content", "")


def hang_up(connection):
    """A script that takes the request and closes the connection without an answer."""
    return False


def hold(text, released):
    """A script that waits until it may answer."""
    def send(connection):
        released.wait(60)
        connection.sendall(text)
        return True
    return send


def serve(cleanup, *applications):
    server = HostileServer()
    cleanup.append(server)
    server.script(LIST, entities(*applications))
    for entity in applications:
        server.script(path_of(entity), answer(entity))
    window = Window.at(server, *TALL)
    cleanup.append(window)
    return server, window


def path_of(entity):
    return f"{LIST}/{entity['client']['id']}"


def select(window, name):
    window.see("list item", re.compile(f"^{re.escape(name)}, "))
    window.select_row(name)
    window.see("heading", name)


def nothing_written(server):
    assert not [request for request in server.requests if request[0] == "PUT"], server.requests


def revoke(window):
    window.click("Revoke Authorization…")
    window.see_text("Afterwards")
    window.click("Revoke Authorization")


def shown_everywhere(cleanup):
    """Roles that are objects: said in row, panes, sheet and toast; revoked, and no way back offered"""
    architect = authorization(1, "Architect", roles=ROLES)
    revoked = authorization(1, "Architect", "Revoked")
    server, window = serve(cleanup, architect)
    window.see("list item", re.compile(f"^Architect, Approved, {UNREAD}, Not read completely$"))
    select(window, "Architect")
    window.see_text(f"{UNREAD}. Saving it could open it to everybody, so it can only be revoked")
    assert not window.find("check box", "users:readonly")
    window.click("Roles", ("push button", "toggle button"))
    window.see_text(f"{UNREAD}. Saving it could open it to everybody")
    assert not window.find(None, "Everybody: All Roles")
    window.screenshot("unread-roles")
    server.script(path_of(architect), answer(architect), answer(revoked))
    server.script(f"DELETE {path_of(architect)}", DONE)
    window.click("Revoke Authorization…")
    window.see_text(f"{UNREAD}, so Gatehouse cannot bring it back: there is no Undo")
    window.see_text("Everybody who holds one of them loses access")
    assert not window.find(None, re.compile("^All Roles"))
    window.screenshot("unread-sheet")
    window.click("Revoke Authorization")
    window.see_text(f"Architect is revoked. {UNREAD}, so this cannot be undone here.")
    assert not window.find("push button", "Undo")
    window.screenshot("unread-toast")
    nothing_written(server)


def not_again(cleanup):
    """What is revoked or pending and cannot be read is not approved, from wherever one comes"""
    ended = authorization(2, "Ended", "Revoked", roles="everybody")
    asking = authorization(3, "Asking", "Requested", scope=["users", 7])
    server, window = serve(cleanup, ended, asking)
    select(window, "Ended")
    window.see_text(f"{UNREAD}. Approving it could open it to everybody, so that is not offered")
    assert not window.find("push button", "Authorize Again…")
    select(window, "Asking")
    window.see_text("Not all of its scopes could be read. Approving it would take away")
    window.see("push button", "Deny Request…")
    assert not window.find("push button", "Approve…")
    window.press("ctrl+n")
    window.type_into("Client ID", ended["client"]["id"])
    window.click("Authorize Client")
    window.see_text(f"The authorization of Ended was revoked. {UNREAD}.")
    assert not window.find("push button", "Authorize Again…")
    window.screenshot("unread-revoked")
    window.type_into("Client ID", asking["client"]["id"])
    window.click("Authorize Client")
    window.see_text("Not all of its scopes could be read. Approving it would take away")
    assert not window.is_sensitive(window.see("push button", "Approve"))
    window.screenshot("unread-approve")
    nothing_written(server)


def conflict(cleanup):
    """Somebody made it unreadable meanwhile: neither Keep Mine nor Merge is offered"""
    mine = authorization(4, "Shared", scope=["users:readonly", "oauth"])
    theirs = authorization(4, "Shared", scope=["users:readonly", "oauth"], roles=ROLES)
    server, window = serve(cleanup, mine)
    select(window, "Shared")
    window.toggle("users:readonly")
    server.script(path_of(mine), answer(theirs))
    server.script(LIST, entities(theirs))
    window.click("Save")
    window.click("Compare…")
    window.see_text(f"{UNREAD}, so neither saving your version nor merging is offered")
    assert not window.find("push button", "Keep Mine")
    assert not window.find("push button", "Merge")
    window.screenshot("unread-conflict")
    window.click("Take Theirs")
    window.see_no("push button", "Take Theirs")
    window.see_text(f"{UNREAD}. Saving it could open it to everybody")
    nothing_written(server)


def maybe_own(cleanup):
    """An organization that does not tell Gatehouse's client: its name is typed before a revoke"""
    mine = authorization(5, "Perhaps Gatehouse")
    robot = authorization(6, "Night Robot")
    robot["client"]["authorizedGrantType"] = "CLIENT-CREDENTIALS"
    architect = authorization(7, "Architect")
    server, window = serve(cleanup, mine, robot, architect)
    server.script("/api/v2/tokens/me", answer({
        "organization": HOME, "homeOrganization": HOME, "authorizedScope": SCOPES}))
    before = server.count("GET", LIST)
    window.press_until("F5", "the list to be asked for", lambda: server.count("GET", LIST) > before)
    for name in ("Night Robot", "Architect"):
        select(window, name)
        window.click("Revoke Authorization…")
        button = window.see("push button", "Revoke Authorization")
        wait("the button to be sensitive", lambda: window.is_sensitive(button))
        assert not window.find(None, f"Type “{name}” to go on")
        window.press("Escape")
        window.see_no("push button", "Revoke Authorization")
    select(window, "Perhaps Gatehouse")
    window.click("Revoke Authorization…")
    window.see_text("The organization does not say which application Gatehouse signs in with.")
    button = window.see("push button", "Revoke Authorization")
    assert not window.is_sensitive(button)
    prompt = "Type “Perhaps Gatehouse” to go on"
    window.type_into(prompt, "Perhaps")
    assert not window.is_sensitive(button)
    window.screenshot("unread-maybe-own")
    # By keyboard: the entry comes after Cancel, and Enter leads on to the button.
    window.type_into(prompt, "")
    window.press("Tab")
    window.write("perhaps gatehouse")
    wait("the button to be sensitive", lambda: window.is_sensitive(button))
    assert server.count("DELETE", path_of(mine)) == 0
    window.press("Return")
    wait("the button to have the keyboard", lambda: window.is_focused(button))
    assert server.count("DELETE", path_of(mine)) == 0
    server.script(path_of(mine), answer(mine), answer(authorization(5, mine["client"]["name"],
                                                                    "Revoked")))
    server.script(f"DELETE {path_of(mine)}", DONE)
    window.press("Return")
    window.see_text("Perhaps Gatehouse is revoked.")


def lost_save(cleanup):
    """A save without an answer: looked into by itself, and what is true is said"""
    shown = authorization(8, "Unlucky", scope=["users:readonly", "oauth"])
    saved = authorization(8, "Unlucky", scope=["oauth"])
    looking = "The answer got lost. It is not known whether Unlucky was saved. Looking…"
    server, window = serve(cleanup, shown)
    one = path_of(shown)
    select(window, "Unlucky")
    window.toggle("users:readonly")
    server.script(f"PUT {one}", hang_up)
    released = threading.Event()
    server.script(one, answer(shown), answer(shown), hold(answer(saved), released))
    server.script(LIST, entities(saved))
    window.click("Save")
    window.see_text(looking)
    window.see("push button", "Cancel")
    window.screenshot("unread-looking")
    released.set()
    window.see_text("Saved Unlucky.")
    assert server.count("PUT", one) == 1

    window.toggle("oauth")
    window.toggle("users:readonly")
    server.script(one, answer(saved))
    before = server.count("GET", one)
    window.click("Save")
    window.see_text(looking)
    wait("the last look", lambda: server.count("GET", one) == before + 1 + N_LOOKS, LOOKING_S)
    window.see_text("Asked again, the organization says that the change did not take place.")
    window.see("push button", "Try Again")
    assert server.count("PUT", one) == 2


def lost_for_good(cleanup):
    """A revoke without an answer, given up while it is looked into: not known is said"""
    shown = authorization(9, "Vanishing")
    server, window = serve(cleanup, shown)
    one = path_of(shown)
    select(window, "Vanishing")
    server.script(f"DELETE {one}", hang_up)
    server.script(one, answer(shown))
    revoke(window)
    window.see_text("It is not known whether Vanishing was revoked. Looking…")
    window.screenshot("unread-looking-sheet")
    window.click("Cancel")
    window.see_text("The answer got lost. It is not known whether the change took place.")
    window.screenshot("unread-not-known")
    assert server.count("DELETE", one) == 1


def request_back(cleanup):
    """Undo of an approved request: said before that it revokes, and after that it did"""
    asking = authorization(10, "Hasty", "Requested", scope=[])
    approved = authorization(10, "Hasty")
    server, window = serve(cleanup, asking)
    one = path_of(asking)
    server.script(one, answer(asking), answer(approved))
    server.script(f"PUT {one}", answer(approved))
    select(window, "Hasty")
    window.click("Approve…")
    window.click("Approve")
    window.see_text("Hasty is approved. Undo revokes it; the request does not come back.")
    window.screenshot("unread-approved")
    server.script(one, answer(approved), answer(authorization(10, "Hasty", "Revoked")))
    server.script(f"DELETE {one}", DONE)
    window.click("Undo")
    window.see_text("Hasty is revoked now; it does not wait for a decision again.")


if __name__ == "__main__":
    run(shown_everywhere, not_again, conflict, maybe_own, lost_save, lost_for_good, request_back)
