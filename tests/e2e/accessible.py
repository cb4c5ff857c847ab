#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""What a screen reader gets: every control of every page and dialog has a name, and no two of one
page have the same role and name, unless they are rows."""

import collections
import re

from harness import Organization, Window, run
from hostile_server import LIST, HostileServer, entities

CONTROLS = ("push button", "toggle button", "check box", "radio button", "entry", "text",
            "list item", "menu item", "check menu item", "radio menu item", "combo box",
            "page tab", "switch", "link")
SEARCH = "Search name, client ID or scope"
SWITCH = ("push button", "toggle button")
# GTK 4.8 says the class of a widget for want of a name.
CLASS_NAME = re.compile("^(Gtk|Adw|Gate)[A-Z][A-Za-z]+$")


def controls_of(window):
    """Role, name and parent of each control of the topmost window."""
    application = window.application
    top = application.get_child_at_index(application.get_child_count() - 1)
    for node in window.everything(top):
        role = window.role_of(node)
        if role in CONTROLS:
            yield role, window.name_of(node), node.get_parent()


def check(window, page, least, platform=()):
    """PAGE has at least LEAST controls, well named; PLATFORM are names the libraries gave."""
    counted = collections.Counter()
    for role, name, parent in controls_of(window):
        place = f"{page}: a {role} in a {window.role_of(parent)} “{parent.get_name()}”"
        assert name.strip(), f"{place} has no name"
        assert name in platform or not CLASS_NAME.match(name), f"{place} is called {name}"
        # The button inside a menu button is the same control.
        inner = window.role_of(parent) == role and parent.get_name() == name
        if role != "list item" and not inner and name not in platform:
            counted[role, name] += 1
    assert sum(counted.values()) >= least, f"{page}: {counted}"
    twice = [control for control, n in counted.items() if n > 1]
    assert not twice, f"{page}: more than one {twice}"


def check_foreign(window, page):
    """A window that comes whole from the libraries: what it holds is named, however clumsily."""
    found = list(controls_of(window))
    assert found, f"{page} has no controls"
    for role, name, _ in found:
        assert name.strip(), f"{page}: a {role} has no name"


def first_run(cleanup):
    """First run, and the form that connects to Genesys Cloud"""
    window = Window()
    cleanup.append(window)
    window.see("push button", "Try the Local Organization")
    check(window, "welcome", 3)
    window.click("Connect to Genesys Cloud")
    window.see_text("Still needed: region, client ID, use")
    check(window, "connect", 10)


def applications(org, window):
    """The list, no match, and Scopes and Details of an application of each state"""
    window.see_text("Phone Bridge")
    check(window, "applications", 8)
    for name in ("Phone Bridge", "Architect", "Quality Insights", "Legacy Dialer Link"):
        window.select_row(name)
        window.see("heading", name)
        window.click("Scopes", SWITCH)
        window.see("entry", "Filter scopes")
        check(window, f"scopes of {name}", 10)
        window.click("Details", SWITCH)
        window.see("list item", re.compile("^Grant type: "))
        check(window, f"details of {name}", 10)
    window.type_into(SEARCH, "no such application")
    window.see("push button", "Clear Search")
    check(window, "no match", 9)


def menus_and_help(org, window):
    """The two menus, the shortcuts and the about window"""
    window.see_text("Phone Bridge")
    window.click("Main Menu")
    window.see("menu item", "About Gatehouse")
    check(window, "main menu", 12)
    window.click("About Gatehouse")
    window.see_text("The Gatehouse authors")
    check_foreign(window, "about")
    window.press("Escape")
    window.see_no("label", "The Gatehouse authors")
    window.press("ctrl+question")
    window.see_text("Authorize a client")
    check_foreign(window, "shortcuts")
    window.press("Escape")
    window.see_no("label", "Authorize a client")
    window.click(re.compile("^Account: "))
    window.see("menu item", "Close Organization")
    check(window, "account menu", 10)


def authorize(org, window):
    """Both pages of the dialog, a refusal, and the message with Undo"""
    window.see_text("Phone Bridge")
    client = org.unapproved_client()
    window.click("Authorize a Client")
    window.see_text("Enter the client ID of the application.")
    check(window, "client ID", 4)
    window.type_into("Client ID", "nonsense")
    window.click("Authorize Client")
    window.see_text("not a client ID")
    check(window, "refusal", 4)
    window.type_into("Client ID", client["id"])
    window.click("Authorize Client")
    window.see_text("Scopes it asks for")
    check(window, "scopes to approve", 6 + len(client["scope"]))
    for scope in client["scope"]:
        window.see("check box", scope)
    window.click("Approve")
    window.see_text(f"{client['name']} is approved.")
    check(window, "approved", 12, ("GtkImage",))


def other_pages(cleanup):
    """Permission page and Switch Account…, empty list, offline, and what cannot be shown"""
    agent = Organization(sign_in="agent")
    cleanup.append(agent)
    window = Window.at(agent)
    cleanup.append(window)
    window.see("push button", "Copy Request for an Administrator")
    check(window, "denied", 4)
    window.click("Switch Account…", "push button")
    window.see_text("This account came with a token")
    server = HostileServer()
    cleanup.append(server)
    server.script(LIST, entities())
    window = Window.at(server)
    cleanup.append(window)
    window.see_text("No Applications Yet")
    # The header offers the same as the page, as long as there is nothing else.
    for _, name, _ in controls_of(window):
        assert name.strip(), "empty: a control has no name"
    server.script(LIST, b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n")
    window.press("F5")
    window.see("push button", "Try Again")
    late = Window.at(server)
    cleanup.append(late)
    late.see_text("The Applications Cannot Be Shown")
    check(late, "cannot be shown", 4)


if __name__ == "__main__":
    run(first_run, applications, menus_and_help, authorize, other_pages)
