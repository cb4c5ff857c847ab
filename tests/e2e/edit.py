#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Editing what is approved, in the real window; every outcome is read from the organization."""

import re
import signal

from harness import run, wait

NAME = "Quality Insights"
SPEECH = "speech-and-text-analytics"


def client_id(org, name=NAME):
    for entity in org.authorizations():
        if entity["client"]["name"] == name:
            return entity["client"]["id"]
    raise AssertionError(f"no authorization of {name}")


def scopes(org, which):
    return set(org.authorization(which)["scope"])


def put(org, which, **changes):
    """The change of another person"""
    now = org.authorization(which)
    body = {"scope": now["scope"], "roles": now["roles"], **changes}
    status, answer = org.ask("PUT", f"/api/v2/oauth/authorizations/{which}", body)
    assert status == 200, answer


def show(org, window):
    """Selects the application; returns its client ID and its scopes"""
    which = client_id(org)
    window.select_row(NAME)
    window.see_text(which)
    return which, scopes(org, which)


def save(org, window, wanted, button="Save"):
    """Saves, and waits until the organization has just these scopes"""
    window.click(button)
    wait("the change in the organization", lambda: scopes(org, client_id(org)) == wanted)


def tick_and_save(org, window):
    """Scopes are unticked and ticked, saved, and given back by Undo"""
    which, before = show(org, window)
    assert {"routing", "users"} <= before and SPEECH not in before
    assert not window.find("push button", "Save")
    window.toggle("users")
    window.see_text("− users")
    window.toggle(SPEECH)
    window.see_text(f"+ {SPEECH}")
    window.screenshot("edit-unsaved")
    assert scopes(org, which) == before
    save(org, window, before - {"users"} | {SPEECH})
    window.see_no("push button", "Save")
    window.see_text(f"Saved {NAME}.")
    window.click("Undo")
    wait("the change to be taken back", lambda: scopes(org, which) == before)
    wait("the tick to come back", lambda: window.is_checked(window.see("check box", "users")))


def badges(org, window):
    """New request is only what came after the decision; what was refused is Not granted"""
    which, _ = show(org, window)
    record = org.authorization(which)
    assert record["client"]["dateModified"] > record["dateModified"]
    window.see("list item", f"{SPEECH}, Can change data, Not selected, New request")
    window.screenshot("badge-new")
    window.toggle("quality")
    window.see("list item", "quality, Can change data, Not selected")
    window.click("Save")
    wait("the refusal in the organization", lambda: "quality" not in scopes(org, which))
    for scope in ("quality", SPEECH):
        window.see("list item", f"{scope}, Can change data, Not selected, Not granted")
    window.see("label", "Not granted")
    assert not window._has_text(re.compile("New request"))
    window.screenshot("badge-not-granted")
    window.toggle("quality")
    window.see("list item", "quality, Can change data, Selected")
    window.click("Discard")
    window.select_row("CRM Screen Pop")
    window.see("list item", "routing:readonly, Read-only, Not selected, Not granted")
    assert not window._has_text(re.compile("New request"))
    window.screenshot("badge-crm")


def undo_the_last(org, window):
    """Of two changes of one application the last can be taken back, and nothing older is offered"""
    which, before = show(org, window)
    window.toggle("users")
    save(org, window, before - {"users"})
    window.see("push button", "Undo")
    window.toggle("routing")
    save(org, window, before - {"users", "routing"})
    window.see_no("push button", "Save")
    window.click("Undo")
    wait("the second change to be taken back", lambda: scopes(org, which) == before - {"users"})
    window.see_no("push button", "Undo")


def refuse_none(org, window):
    """Without any scope it cannot be saved, and says why; the three buttons; Discard"""
    which, before = show(org, window)
    asked = {"analytics:readonly", "quality", "recordings:readonly", SPEECH}
    window.click("None")
    window.see_text("Select at least one scope, or revoke the authorization")
    assert not window.is_sensitive(window.see("push button", "Save"))
    window.click("Only Requested")
    wait("what is asked for to be ticked", lambda: all(
        window.is_checked(window.see("check box", scope)) for scope in asked))
    assert not window.is_checked(window.see("check box", "users"))
    window.click("Discard")
    window.see_no("push button", "Discard")
    assert window.is_checked(window.see("check box", "users"))
    assert scopes(org, which) == before
    window.click("Read-Only Where Possible")
    save(org, window, {"analytics:readonly", "quality:readonly", "recordings:readonly",
                       f"{SPEECH}:readonly"})


def buttons_under_filter(org, window):
    """With a filter the three buttons change only what is in sight, say so, and stay in place"""
    _, before = show(org, window)
    kept = {scope for scope in before if "users" not in scope}
    note = "The buttons change only the scopes that the filter shows."
    assert "quality" in kept and kept != before and not window.find("label", note)
    window.type_into("Filter scopes", "users")
    window.see("label", note)
    window.see_no("check box", "quality")
    button = window.see("push button", "None")
    assert "the filter shows" in button.get_description(), button.get_description()
    place = window.center_of(button)
    window.click("None")
    wait("users to be unticked", lambda: not window.is_checked(window.see("check box", "users")))
    assert window.center_of(button) == place
    save(org, window, kept)
    window.type_into("Filter scopes", "quality")
    window.see("check box", "quality:readonly")
    for name, wanted in (("Read-Only Where Possible", kept - {"quality"} | {"quality:readonly"}),
                         ("Only Requested", kept)):
        window.click(name)
        save(org, window, wanted)
        window.see_no("push button", "Save")
    window.type_into("Filter scopes", "")
    window.see_no("label", note)
    assert "the filter shows" not in button.get_description(), button.get_description()
    window.click("None")
    wait("all to be unticked", lambda: not any(
        window.is_checked(box) for box in window.find_all("check box")))


def grant_another(org, window):
    """A scope that is not asked for is found with Show All Scopes and granted"""
    _, before = show(org, window)
    assert not window.find("check box", "outbound")
    window.click("Show All Scopes")
    window.type_into("Filter scopes", "outbound")
    window.see_no("check box", "quality")
    window.toggle("outbound")
    window.screenshot("edit-all-scopes")
    save(org, window, before | {"outbound"})
    window.see_no("push button", "Save")


def leave(org, window):
    """Another row, another account and closing ask first; Keep Editing, Discard and Save"""
    which, before = show(org, window)
    window.toggle("users")
    window.see_text("− users")
    window.select_row("Callback Kiosk")
    window.see_text(f"Save Changes to {NAME}?")
    window.screenshot("edit-leave")
    window.press("Escape")
    window.see_no(None, "Keep Editing")
    window.see_text("− users")
    window.see_text(which)
    window.select_row("Callback Kiosk")
    window.click("Discard", root=window.see("dialog", None))
    window.see_text(client_id(org, "Callback Kiosk"))
    assert scopes(org, which) == before
    show(org, window)
    assert window.is_checked(window.see("check box", "users"))
    window.toggle("users")
    window.select_row("Callback Kiosk")
    window.click("Save", root=window.see("dialog", None))
    wait("the change in the organization", lambda: scopes(org, which) == before - {"users"})
    window.see_text(client_id(org, "Callback Kiosk"))
    show(org, window)
    window.toggle("routing")
    window.press("ctrl+q")
    window.click("Keep Editing")
    window.see_text("− routing")


def make_conflict(org, window):
    """Two people at once: one trades users for speech, the other routing for alerting"""
    which, before = show(org, window)
    window.toggle("users")
    window.toggle(SPEECH)
    window.see_text(f"+ {SPEECH}")
    theirs = before - {"routing"} | {"alerting"}
    window.look_away()
    put(org, which, scope=sorted(theirs))
    window.click("Save")
    window.see_text("It was changed in your name meanwhile")
    assert scopes(org, which) == theirs
    window.click("Compare…")
    window.see_text("Compare Changes")
    window.see("list item", "users: yours removed, theirs granted, merged removed")
    window.see("list item", "alerting: yours not granted, theirs added, merged added")
    return which, before, theirs


def keep_mine(org, window):
    """Somebody else's change in between: Keep Mine"""
    which, before, _ = make_conflict(org, window)
    window.screenshot("edit-conflict")
    window.click("Keep Mine")
    wait("mine in the organization",
         lambda: scopes(org, which) == before - {"users"} | {SPEECH})
    window.see_text(f"Saved {NAME}.")
    window.see_no("push button", "Discard")


def take_theirs(org, window):
    """Somebody else's change in between: Take Theirs"""
    which, _, theirs = make_conflict(org, window)
    window.click("Take Theirs")
    window.see_no("push button", "Discard")
    wait("theirs in the window", lambda: window.is_checked(window.see("check box", "alerting")))
    assert scopes(org, which) == theirs


def merge(org, window):
    """Somebody else's change in between: Merge"""
    which, before, _ = make_conflict(org, window)
    window.click("Merge")
    wait("both changes in the organization", lambda: scopes(org, which) ==
         before - {"users", "routing"} | {SPEECH, "alerting"})
    window.see_no("push button", "Discard")


def conflict_on_reload(org, window):
    """A reload brings somebody else's change, one that changes nothing keeps the edit; revoked"""
    which, before = show(org, window)
    window.toggle("users")
    window.press("F5")
    window.see_text("− users")
    assert not window.find("push button", "Compare…")
    put(org, which, scope=sorted(before - {"routing"}))
    window.press("F5")
    window.see_text("It was changed in your name meanwhile")
    status, _ = org.ask("DELETE", f"/api/v2/oauth/authorizations/{which}")
    assert status == 200
    window.press("F5")
    window.see_text("It was revoked in your name meanwhile")
    window.click("Compare…")
    window.see_text("Nobody can use it now.")
    assert not window.find("push button", "Merge")
    window.screenshot("edit-conflict-revoked")
    window.click("Keep Mine")
    wait("it to be authorized again", lambda: scopes(org, which) == before - {"users"} and
         org.authorization(which)["state"] == "Authorized")
    window.see_text(f"Saved {NAME}.")


def stopped(org, window):
    """The organization is stopped: the edit stays, says why, and is saved by Try Again"""
    _, before = show(org, window)
    window.toggle("users")
    org.stop()
    window.click("Save")
    window.see_text("cannot be reached")
    window.screenshot("edit-failed")
    assert not window.is_checked(window.see("check box", "users"))
    org.start()
    save(org, window, before - {"users"}, button="Try Again")
    window.see_no("push button", "Discard")


def slow(org, window):
    """An organization that does not answer: progress, Cancel, and one can look elsewhere"""
    which, before = show(org, window)
    window.toggle("users")
    org.process.send_signal(signal.SIGSTOP)
    window.press("ctrl+s")
    window.see_text("Saving…")
    window.click("Cancel")
    window.see_text("Unsaved changes")
    window.click("Save")
    window.see_text("Saving…")
    window.select_row("Callback Kiosk")
    window.see("push button", "Only Requested")
    window.see_no("push button", "Cancel")
    org.process.kill()
    org.process.wait()
    window.see_text(f"{NAME} could not be saved.")
    org.start()
    show(org, window)
    window.see_text("− users")
    assert scopes(org, which) == before
    save(org, window, before - {"users"}, button="Try Again")


if __name__ == "__main__":
    run(tick_and_save, badges, undo_the_last, refuse_none, buttons_under_filter, grant_another,
        leave, keep_mine, take_theirs, merge, conflict_on_reload, stopped, slow)
