#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""The organization's OAuth clients, in the real window; every outcome is read from the
organization."""

import re

import threading

import harness
from harness import Organization, Window, run, wait
from hostile_server import (LIST, ME, HostileServer, answer, authorization, client_id, entities,
                            person, problem)

CLIENTS = "/api/v2/oauth/clients"

UNAPPROVED = "Queue Console"


def states(org):
    """What was decided about each of the organization's own clients, by client ID."""
    decided = {entity["client"]["id"]: entity["state"] for entity in org.authorizations()}
    return {client["id"]: decided.get(client["id"]) for client in org.clients()}


def expected_counts(org):
    known = list(states(org).values())
    return {"All": len(known), "Not Authorized": known.count(None) + known.count("Requested"),
            "Approved": known.count("Authorized"), "Revoked": known.count("Revoked")}


def open_clients(window):
    window.click(re.compile("^OAuth Clients"), ("page tab", "toggle button", "radio button"))
    window.see(("text", "entry"), "Search name or client ID")


def rows(window):
    """What a screen reader says for the rows of clients, from the top. A row may go meanwhile."""
    names = []
    for node in window.find_each("list item", re.compile("[0-9a-f]{8}-")):
        try:
            names.append(node.get_name())
        except harness.GLib.Error:
            continue
    return names


def shown_names(window):
    return [name.split(",")[0] for name in rows(window)]


def see_rows(window, names):
    wait(lambda: f"the rows {names}; seen: {shown_names(window)}",
         lambda: shown_names(window) == names)


def find_and_copy(org, window):
    """A client's ID is found by its name, copied with one press, and can be pasted"""
    client = next(client for client in org.clients() if client["name"] == UNAPPROVED)
    open_clients(window)
    window.type_into("Search name or client ID", "queue con")
    see_rows(window, [UNAPPROVED])
    row = rows(window)[0]
    assert client["id"] in row, row
    assert "Code authorization" in row and "Active" in row and "Not Authorized" in row, row
    window.screenshot("clients-search")
    window.click(f"Copy Client ID of {UNAPPROVED}")
    window.see_text("Copied")
    window.click("Authorize a Client")
    entry = wait("the entry for a client ID", lambda: window._find_entry("Client ID"))
    window.press("ctrl+v")
    wait("the client ID to be pasted", lambda: window.text_of(entry) == client["id"])


def authorize_from_row(org, window):
    """A client is authorized from its row; the page stays, and its row can be shown"""
    client = next(client for client in org.clients() if client["name"] == UNAPPROVED)
    open_clients(window)
    window.click("Not Authorized")
    window.click(f"Authorize {UNAPPROVED}…")
    window.see_text("Scopes it asks for")
    window.see_text("One of this organization’s clients")
    window.click("Approve")
    record = wait("the approval in the organization",
                  lambda: (record := org.authorization(client["id"]))["state"] == "Authorized"
                  and record)
    assert sorted(record["scope"]) == sorted(client["scope"])
    window.see_no("push button", f"Authorize {UNAPPROVED}…")
    window.see(("text", "entry"), "Search name or client ID")
    window.click("Approved", ("push button", "toggle button"))
    window.see("list item", re.compile(
        f"^{UNAPPROVED}, Approved with {len(client['scope'])} scopes"))
    window.screenshot("clients-approved")
    window.click(f"Show {UNAPPROVED}")
    window.see("heading", UNAPPROVED)
    window.see_text(client["id"])
    window.see_no("text", "Search name or client ID")


def acts_alone(org, window):
    """A client that signs in by itself says with which roles it acts, and can be authorized"""
    alone = next(client for client in org.clients() if client["name"] == "Nightly Report Export")
    assert [pair["divisionId"] for pair in alone["roleDivisions"]] == ["*", "*"]
    window.select_row("Nightly Report Export, Approved, Acts as Supervisor and Billing")
    window.see_text(re.compile("^Acts as Supervisor and Billing · approved by"))
    window.see_text("Scopes do not limit this client")
    assert not window.find("push button", re.compile("^Launch"))
    assert not window.find(("text", "entry"), "Filter scopes")
    window.screenshot("alone")
    window.click("Details")
    window.see_text("It works on its own: nobody signs in to it")
    window.screenshot("alone-details")
    status, _ = org.ask("DELETE", f"/api/v2/oauth/authorizations/{alone['id']}")
    assert status in (200, 204), status
    window.press("F5")
    window.see("list item", re.compile("^Nightly Report Export, Revoked, Would act as Supervisor"))
    open_clients(window)
    window.see("list item", re.compile(
        "^Nightly Report Export, Revoked, Client credentials · Would act as Supervisor and Billing"))
    window.screenshot("clients-alone")
    window.click("Authorize Nightly Report Export…")
    window.see_text("What it may do")
    window.see_text("Would act as Supervisor and Billing. Scopes do not limit this client")
    assert not window.find("push button", "Only Requested")
    window.screenshot("authorize-alone")
    window.click("Approve")
    wait("the approval in the organization",
         lambda: org.authorization(alone["id"])["state"] == "Authorized")
    window.see("list item", re.compile("^Nightly Report Export, Approved, Client credentials · Acts"))


def disabled_alone(org, window):
    """A client that is disabled says so before, and why it was refused after"""
    roster = next(client for client in org.clients() if client["name"] == "Roster Import")
    open_clients(window)
    window.click("Authorize Roster Import…")
    window.see_text("Would act as Workforce Planner")
    window.see_text("The client itself is disabled or inactive, so the organization may refuse")
    window.screenshot("authorize-disabled")
    window.click("Approve")
    window.see_text("The client itself is disabled or inactive, so it cannot be authorized.")
    window.screenshot("authorize-disabled-refused")
    assert org.authorization(roster["id"])["state"] == "Unauthorized"


def filters_and_orders(org, window):
    """Filters count, and orders sort, what the organization answers"""
    clients = org.clients()
    decided = states(org)
    counts = expected_counts(org)
    open_clients(window)
    for name, count in counts.items():
        button = window.click(name, ("push button", "toggle button"))
        wait(f"{count} rows for {name}; {shown_names(window)}",
             lambda: len(shown_names(window)) == count)
        wait(f"the count of {name}",
             lambda: (button.get_description() or "").startswith(str(count)))
    window.click("All", ("push button", "toggle button"))

    def key(client):
        return client["name"].lower()

    ranks = {"Requested": 0, None: 1, "Authorized": 3, "Revoked": 4}
    see_rows(window, [client["name"] for client in sorted(clients, key=key)])
    for label, order in (
            ("Newest First", lambda: sorted(clients, key=lambda c: c["dateCreated"], reverse=True)),
            ("Oldest First", lambda: sorted(clients, key=lambda c: c["dateCreated"])),
            ("Authorization", lambda: sorted(clients, key=lambda c: (ranks[decided[c["id"]]],
                                                                     key(c))))):
        window.click(re.compile("^Sort By"), ("push button", "toggle button"))
        window.click(label, ("menu item", "radio menu item", "radio button", "check menu item"))
        see_rows(window, [client["name"] for client in order()])
    window.screenshot("clients-sorted")


def by_keyboard(org, window):
    """Alt+2 and Alt+1 change the page, Ctrl+F searches it, Tab leaves the list"""
    window.see_text("Quality Insights")
    window.press("alt+2")
    window.see(("text", "entry"), "Search name or client ID")
    window.press("ctrl+f")
    window.press("s", "h", "i", "f", "t")
    see_rows(window, ["Shift Swap"])
    window.press("Return")
    wait("the row to have the focus", lambda: focused(window, re.compile("^Shift Swap,")))
    window.press("Tab")
    wait("the copy button", lambda: focused(window, "Copy Client ID of Shift Swap"))
    window.press("Tab")
    wait("the action", lambda: focused(window, "Authorize Shift Swap…"))
    window.press("Return")
    window.see_text("Scopes it asks for")
    window.press("Escape")
    window.see_no("push button", "Approve")
    window.press("alt+1")
    window.see(("text", "entry"), "Search name, client ID or scope")


def focused(window, name):
    for node in window.find_each(None, name):
        if node.get_state_set().contains(harness.Atspi.StateType.FOCUSED):
            return node
    return None


def never_sees_it(cleanup):
    """A person who may not authorize never sees the page"""
    org = Organization(sign_in="reviewer")
    cleanup.append(org)
    window = Window.at(org)
    cleanup.append(window)
    window.see_text("An administrator is required")
    window.press("alt+2")
    window.see_text("oauth:client:authorize")
    assert not window.find(("text", "entry"), "Search name or client ID")
    assert not window.find(None, "OAuth Clients")
    assert not window.find(None, re.compile(UNAPPROVED))


def many(cleanup):
    """Ten thousand clients: found at once by their name"""
    org = Organization(populate="generated:10000,20,20")
    cleanup.append(org)
    window = Window.at(org)
    cleanup.append(window)
    window.see("page tab", "OAuth Clients", patience_s=2 * harness.PATIENCE_S)
    open_clients(window)
    client = org.clients()[-1]
    window.type_into("Search name or client ID", client["id"])
    wait("the row", lambda: any(client["id"] in name for name in rows(window)))


def serve(cleanup, *scripts, me=None):
    """An organization with one authorization, which answers so when asked for its clients, and ME
    when asked for the person."""
    server = HostileServer()
    cleanup.append(server)
    if me is not None:
        server.script(ME, me)
    server.script(LIST, entities(authorization(1)))
    server.script(CLIENTS, *scripts)
    window = Window.at(server)
    cleanup.append(window)
    window.see_text("Honest")
    window.click("OAuth Clients", ("page tab",))
    return server, window


def own_client(number, name, **more):
    return {"id": client_id(number), "name": name, "authorizedGrantType": "CODE",
            "dateCreated": "2026-01-02T03:04:05.678Z", "state": "active", **more}


def without_permission_to_view(cleanup):
    """Who may authorize but not view clients is told which permission is missing"""
    _, window = serve(cleanup, problem("403 Forbidden", "missing.any.permissions"),
                      me=person("oauth:client:authorize"))
    window.see_text("You need OAuth › Client › View.")
    window.see("push button", "Switch Account…")
    window.screenshot("clients-denied")
    assert not window.find(("text", "entry"), "Search name or client ID")


def fails_then_works(cleanup):
    """A failed list says why, with its correlation ID; Try Again shows it"""
    _, window = serve(cleanup, problem("400 Bad Request", "bad.request"),
                      answer({"entities": [], "total": 0}))
    window.see_text("The OAuth Clients Cannot Be Shown")
    window.screenshot("clients-error")
    window.click("Try Again")
    window.see_text("No OAuth Clients")
    window.screenshot("clients-empty")
    window.see("push button", "Authorize by Client ID…")


def slow_clients(cleanup):
    """Clients that are long in coming are waited for, and the other page works meanwhile"""
    wanted = threading.Event()

    def late(connection):
        wanted.wait(harness.PATIENCE_S)
        connection.sendall(entities(own_client(1, "Honest")))
        return True

    _, window = serve(cleanup, late)
    window.see_text("Loading OAuth clients…")
    window.screenshot("clients-loading")
    window.press("alt+1")
    window.select_row("Honest,")
    window.see("heading", "Honest")
    window.press("alt+2")
    wanted.set()
    wait("the row", lambda: shown_names(window) == ["Honest"])


def odd_clients(cleanup):
    """States and grant types that nobody knows, long names, markup and bidi controls, twice one ID"""
    _, window = serve(cleanup, entities(
        own_client(1, "Aged", state="deleted"),
        own_client(2, "Bold <b>&amp;</b>", state="disabled", authorizedGrantType="MAGIC"),
        own_client(3, "C\u202eevil\u0007", state=None),
        own_client(4, "D" * 300),
        own_client(1, "Double")))
    wait("four rows", lambda: len(rows(window)) == 4)
    aged, bold, evil, long_name = rows(window)
    assert re.match("^(Aged|Double), Approved with 1 scope, ", aged), aged
    assert "Deleted" in aged or aged.startswith("Double"), aged
    assert bold.startswith("Bold <b>&amp;</b>, Not Authorized, MAGIC · Disabled"), bold
    assert "\u202e" not in evil and "\u0007" not in evil, evil
    assert long_name.startswith("DDDD"), long_name
    window.screenshot("clients-odd")


if __name__ == "__main__":
    run(find_and_copy, authorize_from_row, acts_alone, disabled_alone, filters_and_orders,
        by_keyboard, never_sees_it, many,
        without_permission_to_view, fails_then_works, slow_clients, odd_clients)
