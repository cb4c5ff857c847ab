#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""A refusal has a cause: what stands between, what contradicts itself, a network that wants a sign-in
and a wrong address are each told as what they are, with the words of whoever answered."""

import re

from harness import Window, run
from hostile_server import (LIST, ME, HostileServer, answer, authorization, client_id, entities,
                            person, problem, raw)

NARROW = ("--size", "360x640")
HTML = "Content-Type: text/html; charset=UTF-8"
PAGE = "<html><h1>Sorry, you have been blocked</h1>"
BLOCKED = raw("403 Forbidden", PAGE, HTML, "CF-RAY: 8f1c2d3e4f5a6b7c-FRA")
BETWEEN = "Something between you and the organization refused the request"
ROLES = "/api/v2/authorization/roles"
DENIED = "An administrator is required"
HONEST = authorization(1, "Honest Ledger")


def serve(cleanup, *scripts, size=NARROW):
    server = HostileServer()
    cleanup.append(server)
    server.script(LIST, *scripts)
    window = Window.at(server, *size)
    cleanup.append(window)
    return server, window


def look_again(server, window):
    """Try Again shows the list as soon as it is delivered."""
    server.script(LIST, entities(HONEST))
    window.click("Try Again")
    window.see("list item", re.compile("^Honest Ledger"))


def block_page(cleanup):
    """A block page is no refusal of the organization: its ray ID, and Try Again"""
    server, window = serve(cleanup, BLOCKED)
    window.see_text(BETWEEN)
    window.see_text("CF-RAY: 8f1c2d3e4f5a6b7c-FRA")
    assert not window.find(None, re.compile(DENIED))
    window.screenshot("refused-block-page")
    look_again(server, window)


def block_page_on_write(cleanup):
    """A change that a block page refused is not taken for one that the organization does not offer"""
    wanted = authorization(2, "Wanted", "Requested")
    one = f"{LIST}/{client_id(2)}"
    server, window = serve(cleanup, entities(wanted), size=())
    server.script(one, answer(wanted))
    server.script(f"PUT {one}", BLOCKED)
    window.see("list item", re.compile("^Wanted"))
    window.press("ctrl+n")
    window.type_into("Client ID", client_id(2))
    window.click("Authorize Client")
    window.click("Approve")
    window.see_text(BETWEEN)
    window.see_text("CF-RAY: 8f1c2d3e4f5a6b7c-FRA")
    assert not window.find(None, re.compile("does not offer"))
    window.screenshot("refused-block-page-on-write")


def contradiction(cleanup):
    """403 while users/me lists the permission is no case for the permission page"""
    server, window = serve(cleanup, problem("403 Forbidden", "not.authorized",
                                            "Unable to perform the <b>requested</b> action."))
    window.see_text("it also says that you have the permission: oauth:client:authorize.")
    window.see_text("The organization says: Unable to perform the <b>requested</b> action.")
    assert not window.find(None, re.compile(DENIED))
    window.screenshot("refused-contradiction")
    look_again(server, window)


def permission(cleanup):
    """403 where users/me does not list the permission is the permission page"""
    server, window = serve(cleanup, entities(HONEST))
    window.see("list item", re.compile("^Honest Ledger"))
    server.script(ME, person("oauth:client:view"))
    server.script(LIST, problem("403 Forbidden", "not.authorized"))
    window.press("F5")
    window.see_text(DENIED)
    assert not window.find("list item", re.compile("^Honest"))


def captive_portal(cleanup):
    """A web page in place of the organization names its host"""
    server, window = serve(cleanup, raw("200 OK", "<html>Welcome to our WLAN</html>", HTML))
    window.see_text("A web page of 127.0.0.1 answered, not the organization.")
    window.screenshot("refused-captive-portal")
    server.script(LIST, raw("307 Temporary Redirect", "", "Location: https://login.hotel.example/"))
    window.click("Try Again")
    window.see_text("A web page of login.hotel.example answered, not the organization.")
    look_again(server, window)


def wrong_address(cleanup):
    """An address without the API is said to have none"""
    server = HostileServer()
    cleanup.append(server)
    nothing = raw("404 Not Found", "<html>404</html>", HTML)
    server.scripts = {path: nothing for path in [*server.scripts, LIST]}
    window = Window.at(server, *NARROW)
    cleanup.append(window)
    window.see_text("There is no Genesys API at this address (127.0.0.1).")
    assert not window.find(None, re.compile("removed meanwhile"))
    window.screenshot("refused-wrong-address")


def scope(cleanup):
    """Of several scopes one is enough, and another account may have it"""
    _, window = serve(cleanup, problem("403 Forbidden", "app.not.authorized.for.scope",
                                       "App not authorized to use scope [x:readonly, x]"))
    window.see_text("one of them is enough: x:readonly, x.")
    window.see_text("The organization says: App not authorized to use scope [x:readonly, x]")
    window.see("push button", "Switch Account…")
    window.screenshot("refused-scope")


def scope_not_valid(cleanup):
    """A scope that the organization refuses is named, and its row is marked while it is ticked"""
    shown = authorization(3, "Widened")
    shown["client"]["scope"] = ["analytics:readonly", "users:readonly"]
    wanted = authorization(4, "Wanted", "Requested")
    server, window = serve(cleanup, entities(shown, wanted), size=())
    for entity in (shown, wanted):
        one = f"{LIST}/{entity['client']['id']}"
        server.script(one, answer(entity))
        server.script(f"PUT {one}", problem("400 Bad Request", "auth.invalid.scope",
                                            "Invalid scope [analytics:readonly, users:readonly]"))
    window.select_row("Widened")
    window.toggle("analytics:readonly")
    window.click("Save")
    window.see_text("refused a scope as not valid: analytics:readonly, users:readonly")
    window.see("list item", re.compile("^analytics:readonly, .*, Refused$"))
    window.screenshot("refused-scope-not-valid")
    window.toggle("analytics:readonly")
    window.see_no("list item", re.compile("^analytics:readonly, .*, Refused$"))
    window.select_row("Wanted")
    window.click("Approve…")
    window.click("Approve")
    window.see_text("refused a scope as not valid")
    window.see("list item", re.compile("^users:readonly, .*, Refused$"))
    window.screenshot("refused-scope-not-valid-approve")


def network_address(cleanup):
    """A network address that is not allowed is no end of the sign-in"""
    server, window = serve(cleanup, entities(HONEST), size=())
    window.see("list item", re.compile("^Honest Ledger"))
    before = server.count("GET", LIST)
    server.script(LIST, problem("401 Unauthorized", "ip.not.authorized",
                                "Requests originating from this IP address are not authorized"))
    window.press("F5")
    window.see_text(re.compile("^Hostile does not accept connections from your network address"))
    window.see_text(re.compile("The organization says: Requests originating from this IP address"))
    window.screenshot("refused-network-address")
    assert server.count("GET", LIST) == before + 1


def roles(cleanup):
    """What the organization says of its roles stands below their notice"""
    architect = authorization(3, "Architect")
    server, window = serve(cleanup, entities(architect), size=())
    server.script(f"{LIST}/{client_id(3)}", answer(architect))
    window.select_row("Architect")
    window.see("heading", "Architect")
    server.script(ROLES, problem("500 Internal Server Error", "internal.error", "Roles rest today."))
    window.press("F5")
    window.click("Roles", ("push button", "toggle button"))
    window.see_text(re.compile("^The roles’ names and sizes could not be loaded."))
    window.see_text(re.compile("The organization says: Roles rest today."))
    window.screenshot("refused-roles")


if __name__ == "__main__":
    run(block_page, block_page_on_write, contradiction, permission, captive_portal, wrong_address,
        scope, scope_not_valid, network_address, roles)
