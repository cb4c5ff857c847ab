#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""A known client ID, in the real window; every outcome is read from the organization."""

from harness import Organization, Window, is_animated, run, wait

UNKNOWN_ID = "00000000-1111-4222-8333-444444444444"


def open_dialog(window):
    window.click("Authorize a Client")
    window.see(("text", "entry"), None)


def look_up(window, client_id):
    open_dialog(window)
    window.type_into("Client ID", client_id)
    window.click("Authorize Client")


def name_of_state(org, state):
    for entity in org.authorizations():
        if entity["state"] == state:
            return entity["client"]
    raise AssertionError(f"no client is {state}")


def approve_one_scope(org, window):
    """Approving with one of the asked scopes only, and Undo"""
    client = org.unapproved_client()
    asked = client["scope"]
    assert len(asked) > 1, client
    kept = sorted(asked)[0]
    look_up(window, client["id"])
    window.see_text("Scopes it asks for")
    window.see_text("One of this organization’s clients")
    for scope in asked:
        assert window.is_checked(window.see("check box", scope)), scope
        if scope != kept:
            window.toggle(scope)
    window.screenshot("authorize-scopes")
    window.click("Approve")
    record = wait("the approval in the organization", lambda: approved(org, client["id"]))
    assert record["scope"] == [kept], record["scope"]
    window.see_text(f"{client['name']} is approved.")
    window.screenshot("applications-approved")
    window.click("Undo")
    wait("the approval to be taken back",
         lambda: org.authorization(client["id"])["state"] != "Authorized")


def approved(org, client_id):
    record = org.authorization(client_id)
    return record if record["state"] == "Authorized" else None


def approve_all(org, window):
    """Approving with everything that is asked for; the new authorization is selected"""
    client = org.unapproved_client()
    look_up(window, client["id"])
    window.click("Approve")
    record = wait("the approval in the organization", lambda: approved(org, client["id"]))
    assert sorted(record["scope"]) == sorted(client["scope"])
    window.see_no("push button", "Approve")
    window.see_text(client["id"])


def approve_read_only(org, window):
    """Approving with Read-Only Where Possible grants read-only forms only; None cannot be approved"""
    client = org.unapproved_client()
    look_up(window, client["id"])
    window.see_text("Scopes it asks for")
    window.click("None")
    window.see_text("Select at least one scope.")
    assert not window.is_sensitive(window.see("push button", "Approve"))
    window.click("Read-Only Where Possible")
    window.click("Approve")
    record = wait("the approval in the organization", lambda: approved(org, client["id"]))
    fine = {"user-basic-info", "notifications"}
    assert record["scope"] and all(
        scope.endswith(":readonly") or scope in fine for scope in record["scope"]), record["scope"]


def refused_ids(org, window):
    """Malformed, unknown, approved and revoked IDs: each its own sentence, what was typed stays"""
    before = org.authorizations()
    good = name_of_state(org, "Authorized")
    revoked = name_of_state(org, "Revoked")
    open_dialog(window)
    for typed, sentence in (
            ("not-an-id", "not a client ID"),
            (f"{good['id']} {revoked['id']}", "more than one client ID"),
            (UNKNOWN_ID, "No application has this client ID"),
            (f"client_id={good['id'].upper()},", "is already approved."),
            (revoked["id"], "was revoked.")):
        entry = window.type_into("Client ID", typed)
        window.click("Authorize Client")
        window.see_text(sentence)
        assert window.text_of(entry) == typed
    window.screenshot("authorize-refused")
    window.see("push button", "Authorize Again…")
    assert org.authorizations() == before


def show_approved(org, window):
    """An ID that is approved already leads to its authorization"""
    good = name_of_state(org, "Authorized")
    look_up(window, good["id"])
    window.click("Show It")
    window.see_no("push button", "Show It")
    window.see_text(good["id"])


def without_permission(cleanup):
    """A person without the permission sees the permission page and none of the data"""
    org = Organization(sign_in="agent")
    cleanup.append(org)
    window = Window.at(org)
    cleanup.append(window)
    window.see_text("An administrator is required")
    window.see_text("oauth:client:authorize")
    window.see("push button", "Switch Account…")
    window.see("push button", "Copy Request for an Administrator")
    window.screenshot("denied")
    assert not window.find(None, "Quality Insights")
    assert not window.find("push button", "Authorize a Client") or not window.is_sensitive(
        window.find("push button", "Authorize a Client"))


def stopped_and_started(org, window):
    """The organization stops and starts again while the window is open"""
    window.see_text("Agent Scripts Sync")
    org.stop()
    window.press("F5")
    window.see_text("Try Again")
    window.see_text("Agent Scripts Sync")
    window.screenshot("offline")
    org.start()
    window.click("Try Again")
    window.see_no("push button", "Try Again")
    client = org.unapproved_client()
    look_up(window, client["id"])
    window.click("Approve")
    wait("the approval in the organization", lambda: approved(org, client["id"]))


def stopped_in_the_dialog(org, window):
    """The organization stops while the dialog is open: a sentence, and what was chosen stays"""
    client = org.unapproved_client()
    look_up(window, client["id"])
    window.see_text("Scopes it asks for")
    scope = sorted(client["scope"])[0]
    window.toggle(scope)
    org.stop()
    window.click("Approve")
    window.see_text("cannot be reached")
    assert not window.is_checked(window.see("check box", scope))
    org.start()
    window.click("Approve")
    record = wait("the approval in the organization", lambda: approved(org, client["id"]))
    assert scope not in record["scope"]


if __name__ == "__main__":
    # Where drawing is slow, only what it could starve.
    run(approve_one_scope, refused_ids, stopped_and_started, stopped_in_the_dialog,
        *([] if is_animated() else [approve_all, approve_read_only, show_approved,
                                    without_permission]))
