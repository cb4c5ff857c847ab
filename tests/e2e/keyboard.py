#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Everything by keyboard alone: keys go to the display, nothing is clicked or set from outside."""

import contextlib
import re

from harness import run, wait

MANY_TABS = 60
MOVES_WITHIN_S = 2
ARCHITECT = "c4b5e8d0-6f3f-4c7b-8a54-3d6c0a6c1f11"


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
        if before is not None:
            # Two places may have the same name, and then nothing seems to move.
            with contextlib.suppress(AssertionError):
                wait("the keyboard to move", lambda: focused(window) != before, MOVES_WITHIN_S)
    raise AssertionError(f"{key} does not lead to {name!r} but to {passed}")


def see_selected(window, name):
    window.see("heading", name)


def look_up(window, client_id):
    window.press("ctrl+n")
    window.see_text("Enter the client ID of the application.")
    window.write(client_id)
    window.press("Return")
    window.see_ready("Approve")


def approve_and_undo(org, window):
    """Authorizing by keyboard: Return leaves a scope out, Ctrl+Return approves, Undo takes it back"""
    window.see("list item", re.compile("^Phone Bridge"))
    client = org.unapproved_client()
    look_up(window, client["id"])
    first = wait("the first scope to have the keyboard", lambda: focused(window))
    left_out = first[1].split(", ")[0]
    assert left_out in client["scope"], first
    window.press("Return")
    wait("the scope to be left out",
         lambda: not window.is_checked(window.see("check box", left_out)))
    assert org.unapproved_client()["id"] == client["id"]
    window.press("ctrl+Return")
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
    """Authorizing by keyboard: Tab reaches the buttons that choose scopes, and Approve"""
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


def first_stops(org, window):
    """The list begins with an application, not with a heading; a scope is one stop of Tab"""
    window.see("list item", re.compile("^Phone Bridge"))
    window.focus()
    wait(lambda: f"the first application to have the keyboard, not {focused(window)}",
         lambda: (focused(window) or ("", ""))[1].startswith("Phone Bridge"))
    tab_to(window, "Revoked", "shift+Tab")
    window.press("Tab")
    wait(lambda: f"the first application to have the keyboard, not {focused(window)}",
         lambda: (focused(window) or ("", ""))[1].startswith("Phone Bridge"))
    window.press("ctrl+f")
    window.write("quality insights")
    window.press("Return")
    see_selected(window, "Quality Insights")
    boxes = [box.get_name() for box in window.find_all("check box")]
    assert len(boxes) > 3, boxes
    tab_to(window, "None")
    passed = [press_and_look(window, "Tab") for _ in boxes]
    assert [name.split(", ")[0] for name in passed] == boxes, (passed, boxes)
    ticked = passed[-1].rpartition(", ")[2]
    assert ticked in ("Selected", "Not selected"), passed
    window.press("space")
    wait("a screen reader to be told of the tick",
         lambda: focused(window)[1].rpartition(", ")[2] not in ("", ticked))
    back = [press_and_look(window, "shift+Tab") for _ in boxes[1:]]
    assert [name.split(", ")[0] for name in back] == boxes[-2::-1], (back, boxes)


def press_and_look(window, key):
    """The name of what has the keyboard after KEY; something else must have it then."""
    before = focused(window)
    window.press(key)
    return wait(lambda: f"{key} to lead on from {before}",
                lambda: focused(window) not in (None, before) and focused(window))[1]


def choose_roles(window, *names):
    """In the dialog of the roles: searches, ticks and takes over."""
    window.see_text("No roles chosen")
    for number, name in enumerate(names, 1):
        if number > 1:
            tab_to(window, "Search roles", "shift+Tab")
            window.press("ctrl+a")
        window.write(name.lower())
        wait(f"{name} alone to be found",
             lambda: [one for one in ROLE_NAMES if window.find("check box", one)] == [name])
        window.press("Tab")
        window.press("space")
        window.see_text(f"{number} role{'s' if number > 1 else ''} chosen")
    tab_to(window, "OK", "shift+Tab")
    window.press("Return")
    window.see_no("push button", "OK")


ROLE_NAMES = ("Supervisor", "Billing", "Architect Flow Author")


def roles_of_architect(org):
    return sorted(role["id"] if isinstance(role, dict) else role
                  for role in org.authorization(ARCHITECT)["roles"])


def role_id(org, name):
    status, answer = org.ask("GET", "/api/v2/authorization/roles?pageSize=100")
    assert status == 200, answer
    return next(role["id"] for role in answer["entities"] if role["name"] == name)


def give_two_roles(org, window):
    """Roles by keyboard: two roles are searched, ticked and saved for Architect; one is taken away"""
    supervisor, billing = role_id(org, "Supervisor"), role_id(org, "Billing")
    window.see("list item", re.compile("^Phone Bridge"))
    window.press("ctrl+f")
    window.write("architect")
    window.press("Return")
    see_selected(window, "Architect")
    tab_to(window, "Roles")
    window.press("Return")
    window.see("label", "Roles with access")
    tab_to(window, "Add Roles…")
    window.press("Return")
    choose_roles(window, "Supervisor", "Billing")
    tab_to(window, "Save")
    assert roles_of_architect(org) == []
    window.press("Return")
    wait("both roles in the organization",
         lambda: roles_of_architect(org) == sorted([supervisor, billing]))
    window.see_no("push button", "Save")
    tab_to(window, "Remove Billing")
    window.press("Return")
    window.see("push button", "Keep Billing")
    window.press("ctrl+s")
    wait("one role in the organization", lambda: roles_of_architect(org) == [supervisor])


def scope_and_role_by_id(org, window):
    """Roles by keyboard: Architect by client ID, with one scope changed and one role"""
    asked = set(org.authorization(ARCHITECT)["scope"])
    author = role_id(org, "Architect Flow Author")
    status, _ = org.ask("DELETE", f"/api/v2/oauth/authorizations/{ARCHITECT}")
    assert status in (200, 202, 204), status
    window.see("list item", re.compile("^Phone Bridge"))
    window.press("F5")
    window.see("list item", re.compile("^Architect, Revoked"))
    window.press("ctrl+n")
    window.see_text("Enter the client ID of the application.")
    window.write(ARCHITECT)
    window.press("Return")
    window.see_text("was revoked.")
    tab_to(window, "Authorize Again…")
    window.press("Return")
    window.see_text("Users that can use this application")
    first = wait("the first scope to have the keyboard", lambda: focused(window))
    left_out = first[1].split(", ")[0]
    assert left_out in asked, first
    window.press("space")
    wait("the scope to be left out",
         lambda: not window.is_checked(window.see("check box", left_out)))
    tab_to(window, "Add Roles…")
    window.press("Return")
    choose_roles(window, "Architect Flow Author")
    window.see("push button", "Remove Architect Flow Author")
    tab_to(window, "Approve")
    window.press("Return")
    record = wait("the approval in the organization", lambda: approved(org, ARCHITECT))
    assert set(record["scope"]) == asked - {left_out}, record
    assert roles_of_architect(org) == [author]
    see_selected(window, "Architect")


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
    run(approve_and_undo, approve_by_button, leave_the_dialog, search_and_list, first_stops,
        give_two_roles, scope_and_role_by_id, reload)
