#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Where the keyboard is after what took away what had it: dialogs, decisions, Undo, rows that go.
Keys alone; the next key must find something sensible."""

import re

from harness import Window, run, wait
from hostile_server import LIST, HostileServer, authorization, entities
from keyboard import ARCHITECT, focused, see_selected, tab_to

SEARCH = "Search name, client ID or scope"


def show(window, name):
    """Finds and selects the application, by keyboard."""
    window.see("list item", re.compile("^" + re.escape(name)))
    window.press_until("ctrl+f", "the keyboard in the search", lambda: is_at(window, SEARCH))
    window.press("ctrl+a")
    window.write(name)
    window.see("list item", re.compile("^" + re.escape(name)))
    window.press("Return")
    see_selected(window, name)


def is_at(window, name):
    found = focused(window)
    pattern = name if isinstance(name, re.Pattern) else re.compile(f"^(?:{re.escape(name)} ?)+$")
    return found is not None and pattern.search(found[1])


def see_focus(window, *names):
    """Waits until one of NAMES has the keyboard, once dialogs have gone."""
    window.focus()
    wait(lambda: f"the keyboard on {names}, not on {focused(window)}",
         lambda: any(is_at(window, name) for name in names))


def row(name):
    return re.compile("^" + re.escape(name) + ", ")


def dialogs_given_up(org, window):
    """A dialog that is left gives the keyboard back to what opened it"""
    show(window, "Architect")
    for opener, inside in (("Revoke Authorization…", "Revoke Authorization"),
                           ("Authorize a Client", "Authorize Client")):
        tab_to(window, opener, "shift+Tab")
        window.press("Return")
        window.see("push button", inside)
        window.press("Escape")
        window.see_no("push button", inside)
        see_focus(window, opener)
    tab_to(window, "Roles")
    window.press("Return")
    window.see("label", "Roles with access")
    tab_to(window, "Add Roles…")
    window.press("Return")
    window.see_text("No roles chosen")
    window.press("Escape")
    window.see_no("push button", "OK")
    see_focus(window, "Add Roles…")


def decisions(org, window):
    """After Approve its detail has the keyboard, after Revoke its row"""
    show(window, "Phone Bridge")
    tab_to(window, "Approve…", "shift+Tab")
    window.press("Return")
    window.see_ready("Approve")
    see_focus(window, re.compile(", Selected$"))
    window.press("ctrl+Return")
    window.see_text("Phone Bridge is approved.")
    see_focus(window, "Scopes", row("Phone Bridge"))
    window.press("ctrl+shift+Delete")
    window.see_ready("Revoke Authorization")
    window.press("Tab", "Return")
    window.see_text("Phone Bridge is revoked.")
    see_focus(window, row("Phone Bridge"))


def deny(org, window):
    """After Deny Request the row has the keyboard"""
    show(window, "Phone Bridge")
    tab_to(window, "Deny Request…", "shift+Tab")
    window.press("Return")
    window.see_ready("Deny Request")
    window.press("Tab", "Return")
    window.see_text("The request of Phone Bridge is denied.")
    see_focus(window, row("Phone Bridge"))


def undo(org, window):
    """After Undo was pressed the row has the keyboard, not the header"""
    show(window, "Quality Insights")
    window.press("ctrl+shift+Delete")
    window.see_ready("Revoke Authorization")
    window.press("Tab", "Return")
    window.see_text("Quality Insights is revoked.")
    see_focus(window, row("Quality Insights"))
    window.press("shift+Tab", "shift+Tab", "shift+Tab", "shift+Tab")
    tab_to(window, "Undo", "shift+Tab")
    window.press("Return")
    window.see("list item", re.compile("^Quality Insights, Approved"))
    window.see_no("push button", "Undo")
    see_focus(window, row("Quality Insights"))


def edits(org, window):
    """After Save, Discard and a role that was taken away the keyboard stays in the detail"""
    show(window, "Architect")
    tab_to(window, "None")
    window.press("Tab", "space")
    window.see("push button", "Save")
    tab_to(window, "Discard")
    window.press("Return")
    window.see_no("push button", "Discard")
    see_focus(window, "Scopes")
    tab_to(window, "Only Requested")
    window.press("Tab", "Tab", "Tab", "space")
    window.see("push button", "Save")
    tab_to(window, "Save")
    window.press("Return")
    window.see_text("Saved Architect.")
    see_focus(window, "Scopes")


def roles(org, window):
    """A role that is added and taken back leaves the keyboard beside the roles"""
    status, answer = org.ask("GET", "/api/v2/authorization/roles?pageSize=100")
    assert status == 200, answer
    ids = {role["name"]: role["id"] for role in answer["entities"]}
    status, answer = org.ask("PUT", f"/api/v2/oauth/authorizations/{ARCHITECT}",
                             {"roles": [ids["Agent"], ids["Billing"]]})
    assert status == 200, answer
    window.see("list item", re.compile("^Architect, "))
    window.press("F5")
    window.see("list item", re.compile("^Architect, Approved, 2 roles"))
    show(window, "Architect")
    tab_to(window, "Roles")
    window.press("Return")
    tab_to(window, "Remove Billing")
    window.press("Return")
    see_focus(window, "Keep Billing")
    window.press("shift+Tab")
    see_focus(window, "Remove Agent")
    window.press("shift+Tab")
    see_focus(window, "Add Roles…")
    tab_to(window, "Save")
    window.press("Return")
    window.see("list item", re.compile("^Architect, Approved, 1 role"))
    window.see_no("push button", "Save")
    see_focus(window, "Scopes", "Roles")


def rows_that_go(cleanup):
    """An application that is gone after a reload leaves the keyboard in the list"""
    server = HostileServer()
    cleanup.append(server)
    several = [authorization(number, f"Ledger {number}") for number in range(1, 5)]
    server.script(LIST, entities(*several))
    window = Window.at(server)
    cleanup.append(window)
    show(window, "Ledger 3")
    window.press("Escape")
    window.see("list item", re.compile("^Ledger 1"))
    see_focus(window, row("Ledger 3"))
    server.script(LIST, entities(several[0], several[1], several[3]))
    window.press("F5")
    window.see_no("list item", re.compile("^Ledger 3"))
    see_focus(window, row("Ledger 1"), row("Ledger 2"), row("Ledger 4"), SEARCH)
    server.script(LIST, entities(*several))
    window.press("F5")
    show(window, "Ledger 2")
    tab_to(window, "Details")
    window.press("Return")
    server.script(LIST, entities(several[0], several[3]))
    window.press("F5")
    window.see_no("heading", "Ledger 2")
    see_focus(window, row("Ledger 1"), row("Ledger 4"), SEARCH)


def leave(org, window):
    """Close Organization gives the keyboard to what one can begin with"""
    window.see("list item", re.compile("^Phone Bridge"))
    window.click(re.compile("^Account: "))
    window.click("Close Organization")
    window.see("push button", "Try the Local Organization")
    see_focus(window, "Try the Local Organization")


if __name__ == "__main__":
    run(dialogs_given_up, decisions, deny, undo, edits, roles, rows_that_go, leave)
