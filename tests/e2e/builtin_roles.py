#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Built-in clients and their roles, in the real window; every outcome is read from the
organization."""

import re

from harness import Window, run, wait
from hostile_server import LIST, HostileServer, answer, authorization, entities, problem
from keyboard import tab_to

ARCHITECT = "c4b5e8d0-6f3f-4c7b-8a54-3d6c0a6c1f11"


def roles_of(org):
    status, answer = org.ask("GET", "/api/v2/authorization/roles?pageSize=100&userCount=true")
    assert status == 200, answer
    return {role["name"]: role for role in answer["entities"]}


def record(org):
    return org.authorization(ARCHITECT)


def role_ids(org):
    return sorted(role["id"] if isinstance(role, dict) else role for role in record(org)["roles"])


def put(org, roles, scopes=None):
    """Gives Architect to ROLES (IDs) past the window."""
    body = {"state": "Authorized", "roles": roles,
            "scope": record(org)["scope"] if scopes is None else scopes}
    status, answer = org.ask("PUT", f"/api/v2/oauth/authorizations/{ARCHITECT}", body)
    assert status == 200, answer


def revoke(org):
    status, answer = org.ask("DELETE", f"/api/v2/oauth/authorizations/{ARCHITECT}")
    assert status in (200, 202, 204), answer


def reload(window, wanted):
    """Has a loaded window load again, after which Architect's row says what is WANTED."""
    window.see("list item", re.compile("^Architect, "))
    window.press("F5")
    window.see("list item", re.compile(f"^Architect, {wanted}"))


def show_roles(window):
    window.select_row("Architect")
    window.see_text(ARCHITECT)
    window.click("Roles")
    window.see("label", "Roles with access")


def add_roles(window, *names):
    window.click("Add Roles…")
    window.see_text("No roles chosen")
    assert not window.is_sensitive(window.see("push button", "OK"))
    for name in names:
        window.type_into("Search roles", name)
        window.toggle(name)
    window.type_into("Search roles", "")
    window.see_text(f"{len(names)} role{'s' if len(names) > 1 else ''} chosen")


def two_roles(org, window):
    """Two roles to Architect from the sidebar; Undo gives it back to All Roles"""
    roles = roles_of(org)
    wanted = sorted(roles[name]["id"] for name in ("Supervisor", "Agent"))
    n_people = sum(org.n_active(roles[name]["id"]) for name in ("Supervisor", "Agent"))
    assert role_ids(org) == []
    show_roles(window)
    window.see_text("Everybody: All Roles")
    window.screenshot("roles-all")
    add_roles(window, "Supervisor", "Agent")
    window.see_text(f"2 roles chosen · at most {n_people} people")
    window.screenshot("add-roles")
    window.click("OK")
    window.see_text("Unsaved changes")
    window.see("label", "Adding")
    window.see("label", "Removing")
    window.see_text(f"at most {n_people}")
    window.see_text("You lose access yourself when you save.")
    window.screenshot("roles-adding")
    assert role_ids(org) == []
    window.click("Save")
    wait("the roles in the organization", lambda: role_ids(org) == wanted)
    assert record(org)["state"] == "Authorized"
    window.see_no("label", "Adding")
    window.see_no("label", "Everybody: All Roles")
    window.see("list item", re.compile("^Architect, Approved, 2 roles"))
    window.click("Undo")
    wait("All Roles in the organization", lambda: role_ids(org) == [])


def active_people(org, window):
    """Every count is of active people, with the others named apart; no number has a sign"""
    employee = roles_of(org)["Employee"]
    n_active = org.n_active(employee["id"])
    n_all = org.n_active()
    assert n_active < employee["userCount"] and n_active < n_all
    show_roles(window)
    window.see_text(f"{n_all} people · 3 inactive")
    add_roles(window, "Employee")
    window.see_text(f"1 role chosen · {n_active} people")
    window.click("OK")
    window.see_text(f"{n_active} people · {employee['userCount'] - n_active} inactive")
    lost = window.see("label", str(n_all - n_active))
    assert lost.get_name() == str(n_all - n_active)
    window.see_text("person loses access when you save")
    assert not window.find("label", re.compile("^(at least |at most )?[-−+][0-9]"))
    window.screenshot("roles-active")
    add_roles(window, "Supervisor")
    window.click("OK")
    assert not window.find("label", re.compile("at least [-−0]"))
    window.click("Discard")


def scopes_and_role_by_id(org, window):
    """Architect by client ID, revoked before, with one scope changed and one role"""
    role = roles_of(org)["Architect Flow Author"]
    asked = sorted(record(org)["client"]["scope"])
    revoke(org)
    reload(window, "Revoked, No access")
    window.click("Authorize a Client")
    window.type_into("Client ID", ARCHITECT)
    window.click("Authorize Client")
    window.see_text("was revoked.")
    window.click("Authorize Again…")
    window.see_text("Users that can use this application")
    window.see_text("Everybody: All Roles")
    for scope in asked:
        box = window.see("check box", scope)
        if window.is_checked(box) == (scope == "routing"):
            window.toggle(scope)
    add_roles(window, "Architect Flow Author")
    window.click("OK")
    window.see("push button", "Remove Architect Flow Author")
    assert not window.find("label", "Adding")
    window.screenshot("approve-roles")
    window.click("Approve")
    wait("the approval in the organization", lambda: record(org)["state"] == "Authorized")
    assert role_ids(org) == [role["id"]], record(org)
    assert record(org)["scope"] == [scope for scope in asked if scope != "routing"], record(org)


def none_chosen(org, window):
    """In the dialog the last role taken away cannot be approved, All Roles can"""
    put(org, [roles_of(org)["Agent"]["id"]])
    revoke(org)
    reload(window, "Revoked, No access")
    window.select_row("Architect")
    window.click("Authorize Again…")
    window.see_text("Users that can use this application")
    window.click("Remove Agent")
    window.see_text("Choose All Roles or at least one role")
    assert not window.is_sensitive(window.see("push button", "Approve"))
    window.click("All Roles")
    window.see_text("Everybody: All Roles")
    window.click("Approve")
    wait("the approval in the organization", lambda: record(org)["state"] == "Authorized")
    assert role_ids(org) == []


def last_role(org, window):
    """The last role taken away cannot be saved; All Roles gives it back to everybody"""
    roles = roles_of(org)
    given = [roles["Agent"]["id"], roles["Supervisor"]["id"]]
    put(org, given)
    reload(window, "Approved, 2 roles")
    show_roles(window)
    window.click("Remove Agent")
    window.see("push button", "Keep Agent")
    window.see("label", "Removing")
    assert window.is_sensitive(window.see("push button", "Save"))
    window.screenshot("roles-removing")
    window.click("Remove Supervisor")
    window.see_text("Choose All Roles or revoke")
    wait("Save to be refused", lambda: not window.is_sensitive(window.see("push button", "Save")))
    window.screenshot("roles-none")
    window.click("Keep Agent")
    wait("Save", lambda: window.is_sensitive(window.see("push button", "Save")))
    window.click("Remove Agent")
    assert role_ids(org) == sorted(given)
    window.click("All Roles")
    window.see_text("Everybody: All Roles")
    window.click("Save")
    wait("All Roles in the organization", lambda: role_ids(org) == [])
    assert record(org)["state"] == "Authorized"
    window.see("list item", re.compile("^Architect, Approved, All Roles"))


def by_keyboard(org, window):
    """A role is searched for and added by keyboard alone"""
    role = roles_of(org)["Billing"]
    show_roles(window)
    window.see("push button", "Add Roles…")
    tab_to(window, "Add Roles…")
    window.press("Return")
    window.see_text("No roles chosen")
    window.write("usage")
    window.see_no("check box", "Agent")
    window.press("Tab")
    window.press("space")
    window.see_text("1 role chosen")
    window.press("space")
    window.see_text("No roles chosen")
    window.press("Return")
    window.see_text("1 role chosen")
    window.press("shift+Tab", "Return")
    window.see_text("No roles chosen")
    window.press("Return")
    window.see_text("1 role chosen")
    window.press("shift+Tab", "Return")
    window.see("push button", "Remove Billing")
    window.click("Save")
    wait("the role in the organization", lambda: role_ids(org) == [role["id"]])


ROLES = "/api/v2/authorization/roles"


def role(number, name, **more):
    return {"id": f"role-{number}", "name": name, "description": f"Number {number}",
            "userCount": number, **more}


def open_strange(cleanup, listed, *roles):
    """A window that shows the roles of an application of a scripted organization."""
    server = HostileServer()
    cleanup.append(server)
    server.script(LIST, entities(authorization(1, "Strange", roles=listed)))
    server.script(ROLES, *roles)
    server.script("/api/v2/users", answer({"entities": [], "total": 20000, "pageSize": 1}))
    window = Window.at(server)
    cleanup.append(window)
    window.select_row("Strange")
    window.click("Roles")
    window.see("label", "Roles with access")
    return server, window


def roles_fail(cleanup):
    """Without the list of roles the rest works; Try Again reads it; a role that is gone is kept"""
    server, window = open_strange(
        cleanup, ["role-3", "role-gone"],
        problem("500 Internal Server Error", "internal"),
        entities(role(3, "<b>Markup</b>"), role(4, "Fourth")))
    window.see_text("The roles’ names and sizes could not be loaded.")
    window.see("push button", "Remove role-3")
    window.screenshot("roles-not-loaded")
    # The watch may ask for the authorizations meanwhile; whatever loads everything asks for scopes.
    before = server.count("GET", "/api/v2/oauth/scopes")
    window.click("Try Again")
    window.see("label", "<b>Markup</b>")
    window.see("label", "Unknown role")
    window.see("label", "role-gone")
    window.see_no("push button", "Try Again")
    assert server.count("GET", "/api/v2/oauth/scopes") == before
    window.screenshot("roles-unknown")
    window.click("Remove <b>Markup</b>")
    window.see("push button", "Remove Unknown role, role-gone")
    wait("Save", lambda: window.is_sensitive(window.see("push button", "Save")))
    window.click("Remove Unknown role, role-gone")
    window.see_text("Choose All Roles or revoke")


def namesakes(cleanup):
    """Roles of one name, and roles that are gone, have names of their own wherever they are chosen"""
    twins = [role(1, "Twin", description="For the north"), role(2, "Twin", description="For the south"),
             role(3, "Twin", description="Same"), role(4, "Twin", description="Same"),
             role(5, "Alone"), role(6, "Bidi\u202etfel\u0007")]
    _, window = open_strange(cleanup, ["role-1", "role-3", "role-4", "role-gone", "role-lost"],
                             entities(*twins))
    for name in ("Twin, For the north", "Twin, role-3", "Twin, role-4", "Unknown role, role-gone",
                 "Unknown role, role-lost"):
        window.see("push button", f"Remove {name}")
    window.see("label", "Same · role-4")
    window.click("Remove Twin, role-4")
    window.see("push button", "Keep Twin, role-4")
    window.see("push button", "Remove Twin, role-3")
    window.click("Add Roles…")
    window.see("check box", "Alone")
    boxes = sorted(box.get_name() for box in window.find_all("check box")
                   if re.match("Twin|Alone", box.get_name()))
    assert boxes == ["Alone", "Twin, For the north", "Twin, For the south", "Twin, role-3",
                     "Twin, role-4"], boxes
    window.see("check box", "Bidi\ufffdtfel\ufffd")
    window.toggle("Twin, For the south")
    window.click("OK")
    window.see("push button", "Remove Twin, For the south")


def ten_thousand_roles(cleanup):
    """Ten thousand roles, one with a name of 300 characters: found, ticked, added"""
    pages = []
    for page in range(100):
        some = [role(page * 100 + i, f"Role {page * 100 + i:05}") for i in range(100)]
        if page == 99:
            some[-1] = role(9999, "Very " + "long " * 59)
        pages.append(answer({"entities": some, "total": 10000, "pageSize": 100,
                             "pageNumber": page + 1, "pageCount": 100}))
    server, window = open_strange(cleanup, ["role-7"], *pages)
    wait(lambda: f"all roles to be read, {server.count('GET', ROLES)} pages of 100",
         lambda: server.count("GET", ROLES) >= 100, 120)
    window.see("push button", "Remove Role 00007")
    window.click("Add Roles…")
    window.see("check box", "Role 00000")
    assert len(window.find_all("check box")) < 400
    listed = window.see("check box", "Role 00007")
    assert window.is_checked(listed) and not window.is_sensitive(listed)
    window.type_into("Search roles", "role 07777")
    window.see_no("check box", "Role 00000")
    window.toggle("Role 07777")
    window.type_into("Search roles", "number 9999")
    box = window.see("check box", re.compile("^Very long"))
    assert len(box.get_name()) <= 101
    window.toggle(box.get_name())
    window.screenshot("add-roles-long")
    window.type_into("Search roles", "no such role")
    window.see_text("No Role Matches")
    window.see_text("2 roles chosen · at most 17776 people")
    window.click("OK")
    window.see("push button", "Remove Role 07777")
    window.screenshot("roles-long")


if __name__ == "__main__":
    run(two_roles, active_people, scopes_and_role_by_id, none_chosen, last_role, by_keyboard,
        roles_fail, namesakes, ten_thousand_roles)
