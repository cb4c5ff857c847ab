#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Revoking, undoing, denying, authorizing again, in the real window; every outcome is
read from the organization."""

import re
import signal

from harness import Organization, Window, is_animated, run, wait

# Longer than it takes to look through the window once, also where drawing is slow.
SLOW_MS = 3000

OWN_NAME = "Gatehouse"
MAIN_CLIENT = "Directory Web Client"


def client_named(org, name):
    for entity in org.authorizations():
        if entity["client"]["name"] == name:
            return entity["client"]["id"]
    raise AssertionError(f"no client is named {name}")


def select(window, name):
    """Selects the application and waits until its detail is shown."""
    window.select_row(name + ",")
    window.see("heading", name)


def reload(window):
    """Once there is something to load again."""
    window.see_text("Quality Insights")
    window.press("F5")


def state_of(org, client_id):
    return org.authorization(client_id)["state"]


def is_in_state(org, client_id, state):
    record = org.authorization(client_id)
    return record if record["state"] == state else None


def what_was_decided(record):
    return record["state"], sorted(record["scope"]), sorted(record["roles"])


def open_sheet(window, name, button="Revoke Authorization…"):
    select(window, name)
    window.click(button)
    window.see("push button", button.rstrip("…"))


def revoke_and_undo(org, window, name):
    client_id = client_named(org, name)
    before = what_was_decided(org.authorization(client_id))
    open_sheet(window, name)
    window.click("Revoke Authorization")
    wait("the revocation", lambda: is_in_state(org, client_id, "Revoked"))
    window.see_text(f"{name} is revoked.")
    window.see_no("push button", "Revoke Authorization")
    window.see("push button", "Authorize Again…")
    window.screenshot(f"applications-revoked-{name.split()[0].lower()}")
    window.click("Undo")
    record = wait("the authorization to be back",
                  lambda: is_in_state(org, client_id, "Authorized"))
    assert what_was_decided(record) == before, (record, before)
    window.see_text("People must sign in again.")
    window.see("push button", "Revoke Authorization…")


def application(org, window):
    """Revoke and Undo give an application back its scopes, which are not all it asks for"""
    client_id = client_named(org, "Quality Insights")
    kept = sorted(org.authorization(client_id)["scope"])[:2]
    status, answer = org.ask("PUT", f"/api/v2/oauth/authorizations/{client_id}", {"scope": kept})
    assert status == 200, answer
    reload(window)
    window.see_text("2 scopes")
    revoke_and_undo(org, window, "Quality Insights")
    assert sorted(org.authorization(client_id)["scope"]) == kept


def built_in_with_roles(org, window):
    """Revoke and Undo give a built-in client back its two roles; the sheet counts them"""
    client_id = client_named(org, "Architect")
    status, answer = org.ask("GET", "/api/v2/authorization/roles?pageSize=100")
    assert status == 200, answer
    roles = sorted(answer["entities"], key=lambda role: -role["userCount"])[1:3]
    status, answer = org.ask("PUT", f"/api/v2/oauth/authorizations/{client_id}",
                             {"roles": [role["id"] for role in roles]})
    assert status == 200, answer
    reload(window)
    window.see_text("2 roles")
    open_sheet(window, "Architect")
    window.see_text("Revoking disables Architect for every role, administrators included.")
    people = {role["name"]: org.n_active(role["id"]) for role in roles}
    window.see_text(f"At most {sum(people.values())}")
    window.see_text("roles lose access")
    for name, n_people in people.items():
        window.see_text(f"{name}, {n_people} people")
    window.screenshot("revoke")
    window.click("Cancel")
    window.see_no("push button", "Revoke Authorization")
    assert state_of(org, client_id) == "Authorized"
    revoke_and_undo(org, window, "Architect")
    assert sorted(org.authorization(client_id)["roles"]) == sorted(role["id"] for role in roles)


def own_client(org, window):
    """Gatehouse itself is refused with the reason, and is as it was"""
    client_id = client_named(org, OWN_NAME)
    before = org.authorization(client_id)
    select(window, OWN_NAME)
    window.click("Revoke Authorization…")
    sheet = window.see_text("without its own approval it could not give it back")
    while sheet.get_parent() != window.application:
        sheet = sheet.get_parent()
    assert window.find("push button", "Revoke Authorization") is None
    window.screenshot("revoke-own")
    # The window behind has a Close of its own.
    window.click("Close", root=sheet)
    window.see_no(None, re.compile("without its own approval"))
    assert org.authorization(client_id) == before


def toggle_confirmation(window):
    box = window.see("check box", re.compile("^I understand"))
    row = box
    while "confirm.toggle" not in [row.get_action_name(i) for i in range(row.get_n_actions())]:
        row = row.get_parent()
    for index in range(row.get_n_actions()):
        if row.get_action_name(index) == "confirm.toggle":
            assert row.do_action(index)
    wait("the confirmation", lambda: window.is_checked(box))


def main_client(org, window):
    """What locks everybody out has to be confirmed before it can be revoked"""
    client_id = client_named(org, MAIN_CLIENT)
    open_sheet(window, MAIN_CLIENT)
    window.see_text("I understand that nobody, I included, can work in Genesys Cloud")
    button = window.see("push button", "Revoke Authorization")
    assert not window.is_sensitive(button)
    window.screenshot("revoke-confirm")
    toggle_confirmation(window)
    wait("the button", lambda: window.is_sensitive(button))
    window.click("Revoke Authorization")
    wait("the revocation", lambda: is_in_state(org, client_id, "Revoked"))
    window.click("Undo")
    wait("the authorization to be back", lambda: is_in_state(org, client_id, "Authorized"))


def deny_and_authorize(org, window):
    """A request is denied, which cannot be undone, then the application is approved after all"""
    client_id = client_named(org, "Phone Bridge")
    asked = org.authorization(client_id)["client"]["scope"]
    assert state_of(org, client_id) == "Requested"
    select(window, "Phone Bridge")
    window.see("push button", "Approve…")
    window.click("Deny Request…")
    window.see_text("Denying the request of Phone Bridge gives it no access: it becomes Revoked.")
    window.type_into("Reason (optional)", "It asks for more than it needs.")
    window.see_ready("Deny Request")
    window.screenshot("deny")
    window.click("Deny Request")
    wait("the denial", lambda: is_in_state(org, client_id, "Revoked"))
    window.see_text("The request of Phone Bridge is denied.")
    window.see_no("push button", "Deny Request")
    assert window.find("push button", "Undo") is None
    window.screenshot("applications-denied")
    window.click("Copy Message")
    window.see_text("Copied")
    window.press("ctrl+n")
    window.see_text("Enter the client ID of the application.")
    window.press("ctrl+v")
    window.see_text(f"(client ID {client_id}) in Acme Care was denied.")
    window.see_text("Reason: It asks for more than it needs.")
    window.press("Escape")
    window.see_no("push button", "Authorize Client")
    window.click("Authorize Again…")
    window.see_text("Scopes it asks for")
    window.click("Approve")
    record = wait("the approval", lambda: is_in_state(org, client_id, "Authorized"))
    assert sorted(record["scope"]) == sorted(asked)


def authorize_again(org, window):
    """Authorize Again offers what was granted before, and no more"""
    client_id = client_named(org, "Quality Insights")
    asked = org.authorization(client_id)["client"]["scope"]
    kept = sorted(asked)[:2]
    path = f"/api/v2/oauth/authorizations/{client_id}"
    assert org.ask("PUT", path, {"scope": kept})[0] == 200
    assert org.ask("DELETE", path)[0] == 200
    reload(window)
    window.see("list item", re.compile("^Quality Insights, Revoked, "))
    select(window, "Quality Insights")
    window.click("Authorize Again…")
    window.see_text("2 were granted before")
    for scope in asked:
        assert window.is_checked(window.see("check box", scope)) == (scope in kept), scope
    window.screenshot("authorize-again")
    window.click("Approve")
    record = wait("the approval", lambda: is_in_state(org, client_id, "Authorized"))
    assert sorted(record["scope"]) == kept


def by_keyboard(org, window):
    """Revoked by keyboard alone; Cancel has the focus first, afterwards the row has it"""
    client_id = client_named(org, "Quality Insights")
    select(window, "Quality Insights")
    window.press("ctrl+shift+Delete")
    wait("the focus on Cancel", lambda: window.is_focused(window.see("push button", "Cancel")))
    button = window.see_ready("Revoke Authorization")
    window.press("Tab")
    wait("the focus on Revoke Authorization", lambda: window.is_focused(button))
    window.press("Return")
    wait("the revocation", lambda: is_in_state(org, client_id, "Revoked"))
    row = window.see("list item", re.compile("^Quality Insights, Revoked, "))
    window.see_no("push button", "Revoke Authorization")
    window.focus()
    wait("the focus on the row", lambda: window.is_focused(row))


def cancelled(org, window):
    """An answer that takes long shows that it does, and can be done without"""
    client_id = client_named(org, "Quality Insights")
    open_sheet(window, "Quality Insights")
    org.process.send_signal(signal.SIGSTOP)
    window.click("Revoke Authorization")
    window.see(None, "Waiting for the organization")
    window.click("Cancel")
    window.see_no("push button", "Revoke Authorization")
    org.process.send_signal(signal.SIGCONT)
    assert state_of(org, client_id) == "Authorized"
    window.see("push button", "Revoke Authorization…")


def stopped_in_the_middle(org, window):
    """The organization ends in the middle of a revoke: a sentence; started again, it works"""
    client_id = client_named(org, "Quality Insights")
    open_sheet(window, "Quality Insights")
    org.process.send_signal(signal.SIGSTOP)
    window.click("Revoke Authorization")
    window.see(None, "Waiting for the organization")
    org.process.kill()
    org.process.wait()
    window.see_text(re.compile("cannot be reached|did not answer in time"))
    window.screenshot("revoke-failed")
    org.start()
    assert state_of(org, client_id) == "Authorized"
    window.click("Revoke Authorization")
    wait("the revocation", lambda: is_in_state(org, client_id, "Revoked"))
    window.see_text("Quality Insights is revoked.")


def changed_meanwhile(org, window):
    """Somebody else changes it while the sheet is open: told, then it can be revoked as it is now"""
    client_id = client_named(org, "Quality Insights")
    open_sheet(window, "Quality Insights")
    scope = sorted(org.authorization(client_id)["scope"])[:1]
    window.look_away()
    assert org.ask("PUT", f"/api/v2/oauth/authorizations/{client_id}", {"scope": scope})[0] == 200
    window.click("Revoke Authorization")
    window.see_text("It was changed meanwhile.")
    assert state_of(org, client_id) == "Authorized"
    window.click("Revoke Authorization")
    record = wait("the revocation", lambda: is_in_state(org, client_id, "Revoked"))
    assert record["scope"] == scope


def undo(window):
    """Presses Undo before the toast is gone."""
    window.click("Undo", last_first=True)


def several_at_once(cleanup):
    """With a slow organization one is approved while another is undone, and both Undos work"""
    org = Organization(extra=["--faults"])
    cleanup.append(org)
    window = Window.at(org)
    cleanup.append(window)
    insights, bridge = (client_named(org, name) for name in ("Quality Insights", "Phone Bridge"))
    kept = what_was_decided(org.authorization(insights))
    open_sheet(window, "Quality Insights")
    window.click("Revoke Authorization")
    window.see_text("Quality Insights is revoked.")
    org.turn_fault("slow", count=1000, ms=SLOW_MS)
    undo(window)
    window.see_text("Undoing the change of Quality Insights…")
    select(window, "Phone Bridge")
    window.click("Approve…")
    window.click("Approve")
    wait("the authorization to be back", lambda: is_in_state(org, insights, "Authorized"))
    assert what_was_decided(org.authorization(insights)) == kept
    # What takes long in the window comes before the toast, which stands for ten seconds.
    open_sheet(window, "Quality Insights")
    wait("the approval", lambda: is_in_state(org, bridge, "Authorized"))
    window.see_text("Phone Bridge is approved.")

    org.turn_fault("slow", count=0, ms=0)
    window.click("Revoke Authorization", last_first=True)
    wait("the revocation", lambda: is_in_state(org, insights, "Revoked"))
    org.turn_fault("slow", count=1000, ms=SLOW_MS)
    # Of Phone Bridge, whose toast came first.
    undo(window)
    window.see_text("Quality Insights is revoked.")
    undo(window)
    window.see_text("Changing 2 applications…")
    wait("the authorization to be back", lambda: is_in_state(org, insights, "Authorized"))
    wait("the approval to be taken back", lambda: is_in_state(org, bridge, "Revoked"))
    assert what_was_decided(org.authorization(insights)) == kept
    org.turn_fault("slow", count=0, ms=0)
    window.see_no(None, re.compile("^(Undoing|Changing)"))


def read_only(cleanup):
    """Who may only look can press none of it, and is told why"""
    org = Organization()
    cleanup.append(org)
    own = client_named(org, OWN_NAME)
    status, answer = org.ask("PUT", f"/api/v2/oauth/authorizations/{own}",
                             {"scope": ["oauth:readonly", "user-basic-info",
                                        "authorization:readonly"]})
    assert status == 200, answer
    window = Window.at(org)
    cleanup.append(window)
    before = org.authorizations()
    for name, buttons in (("Quality Insights", ["Revoke Authorization…"]),
                          ("Phone Bridge", ["Approve…", "Deny Request…"]),
                          ("Speech Lab Pilot", ["Authorize Again…"])):
        select(window, name)
        for button in buttons:
            node = window.see("push button", button)
            assert not window.is_sensitive(node), button
            assert "oauth:readonly" in node.get_description(), node.get_description()
    window.see_text("Your sign-in carries only the scope oauth:readonly")
    window.press("ctrl+shift+Delete")
    assert window.find("push button", "Revoke Authorization") is None
    assert org.authorizations() == before


if __name__ == "__main__":
    # Where drawing is slow, one look through a window with a spinner takes 36 s, a toast stands
    # 10 s: there only what drawing could starve.
    run(application, by_keyboard, cancelled, stopped_in_the_middle,
        *([] if is_animated() else [built_in_with_roles, own_client, main_client,
                                    deny_and_authorize, authorize_again, changed_meanwhile,
                                    read_only, several_at_once]))
