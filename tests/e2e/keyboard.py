#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Everything by keyboard alone: keys go to the display, nothing is clicked or set from outside."""

import re

from harness import run, wait

MANY_TABS = 40


def focused(window):
    """Role and name of what has the keyboard, as far as GTK tells, or None."""
    for node in window.everything():
        if window.is_focused(node):
            return window.role_of(node), node.get_name()
    return None


def tab_to(window, name, key="Tab"):
    """Presses Tab until what is called NAME has the keyboard, as somebody would who looks."""
    passed = []
    for _ in range(MANY_TABS):
        before = focused(window)
        if before is not None and before[1] in (name, f"{name} {name}"):
            return
        passed.append(before)
        window.press(key)
    raise AssertionError(f"{key} does not lead to {name!r} but to {passed}")


def see_selected(window, name):
    window.see("heading", name)


def look_up(window, client_id):
    window.press("ctrl+n")
    window.see_text("Enter the client ID of the application.")
    window.write(client_id)
    window.press("Return")
    window.see("push button", "Approve")


def approve_and_undo(org, window):
    """P1 by keyboard: one scope is left out, Return approves, Undo takes it back"""
    window.see("list item", re.compile("^Phone Bridge"))
    client = org.unapproved_client()
    look_up(window, client["id"])
    first = wait("the first scope to have the keyboard", lambda: focused(window))
    left_out = first[1].split(", ")[0]
    assert left_out in client["scope"], first
    window.press("space")
    wait("the scope to be left out",
         lambda: not window.is_checked(window.see("check box", left_out)))
    window.press("Return")
    record = wait("the approval in the organization", lambda: approved(org, client["id"]))
    assert sorted(record["scope"]) == sorted(set(client["scope"]) - {left_out})
    see_selected(window, client["name"])
    window.see("push button", "Undo")
    # The message stays for ten seconds, which somebody who looks after each key may need.
    window.press(*["shift+Tab"] * 8)
    tab_to(window, "Undo", "shift+Tab")
    window.press("Return")
    wait("the approval to be taken back",
         lambda: org.authorization(client["id"])["state"] != "Authorized")


def approved(org, client_id):
    record = org.authorization(client_id)
    return record if record["state"] == "Authorized" else None


def approve_by_button(org, window):
    """P1 by keyboard: Tab reaches the buttons that choose scopes, and Approve"""
    window.see("list item", re.compile("^Phone Bridge"))
    client = org.unapproved_client()
    look_up(window, client["id"])
    tab_to(window, "None", "shift+Tab")
    window.press("space")
    window.see_text("Select at least one scope.")
    tab_to(window, "Read-Only Where Possible", "shift+Tab")
    window.press("space")
    wait("Approve to be sensitive",
         lambda: window.is_sensitive(window.see("push button", "Approve")))
    tab_to(window, "Approve")
    window.press("space")
    record = wait("the approval in the organization", lambda: approved(org, client["id"]))
    assert record["scope"] and set(record["scope"]) < set(client["scope"]) | {
        f"{scope}:readonly" for scope in client["scope"]}


def leave_the_dialog(org, window):
    """Escape closes the dialog and changes nothing; a wrong ID is told without a mouse"""
    window.see("list item", re.compile("^Phone Bridge"))
    before = org.authorizations()
    window.press("ctrl+n")
    window.see_text("Enter the client ID of the application.")
    window.write("nonsense")
    window.press("Return")
    window.see_text("not a client ID")
    window.press("Escape")
    window.see_no("push button", "Authorize Client")
    look_up(window, org.unapproved_client()["id"])
    window.press("Escape")
    window.see_no("push button", "Approve")
    assert org.authorizations() == before


def search_and_list(org, window):
    """Ctrl+F searches, Return and Down select, Escape clears; Tab goes round the whole window"""
    window.see("list item", re.compile("^Phone Bridge"))
    window.press("ctrl+f")
    window.write("payroll")
    window.see_no("list item", re.compile("^Phone Bridge"))
    window.press("Return")
    see_selected(window, "Payroll Export")
    window.press("ctrl+f")
    window.press("Escape")
    window.see("list item", re.compile("^Phone Bridge"))
    seen = set()
    for _ in range(MANY_TABS):
        window.press("Tab")
        seen.add((focused(window) or ("", ""))[1])
    for name in ("Authorize a Client", "Main Menu", "All", "Revoked", "Copy Client ID", "Details"):
        assert name in seen, f"Tab does not reach {name!r} but {seen}"
    names = [row.split(", ")[0] for row in window.rows() if ", " in row]
    tab_to(window, next(row for row in window.rows() if row.startswith("Payroll Export")))
    window.press("Down")
    see_selected(window, names[names.index("Payroll Export") + 1])
    window.press("Up", "Up")
    see_selected(window, names[names.index("Payroll Export") - 1])


def reload(org, window):
    """F5 loads what has changed in the organization"""
    window.see("list item", re.compile("^Phone Bridge"))
    client = org.unapproved_client()
    status, _ = org.ask("PUT", f"/api/v2/oauth/authorizations/{client['id']}",
                        {"scope": client["scope"][:1], "roles": []})
    assert status == 200, status
    assert not window.find("list item", re.compile("^" + re.escape(client["name"])))
    window.press("F5")
    window.see("list item", re.compile("^" + re.escape(client["name"])))


if __name__ == "__main__":
    run(approve_and_undo, approve_by_button, leave_the_dialog, search_and_list, reload)
