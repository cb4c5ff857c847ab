#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""P5, editing what is approved, in the real window; every outcome is read from the organization."""

from harness import run, wait

NAME = "Quality Insights"


def client_id(org, name=NAME):
    for entity in org.authorizations():
        if entity["client"]["name"] == name:
            return entity["client"]["id"]
    raise AssertionError(f"no authorization of {name}")


def scopes(org, which):
    return set(org.authorization(which)["scope"])


def put(org, which, **changes):
    """Somebody else's change."""
    now = org.authorization(which)
    body = {"scope": now["scope"], "roles": now["roles"], **changes}
    status, answer = org.ask("PUT", f"/api/v2/oauth/authorizations/{which}", body)
    assert status == 200, answer


def show(org, window, name=NAME):
    window.select_row(name)
    window.see_text(client_id(org, name))


def tick_and_save(org, window):
    """P5: scopes are unticked and ticked, saved, and given back by Undo"""
    which = client_id(org)
    before = scopes(org, which)
    assert {"routing", "users"} <= before and "speech-and-text-analytics" not in before
    show(org, window)
    assert not window.find("push button", "Save")
    window.toggle("users")
    window.see_text("− users")
    window.toggle("speech-and-text-analytics")
    window.see_text("+ speech-and-text-analytics")
    window.screenshot("edit-unsaved")
    assert scopes(org, which) == before
    window.click("Save")
    wanted = before - {"users"} | {"speech-and-text-analytics"}
    wait("the change in the organization", lambda: scopes(org, which) == wanted)
    window.see_no("push button", "Save")
    window.see_text(f"Saved {NAME}.")
    window.click("Undo")
    wait("the change to be taken back", lambda: scopes(org, which) == before)
    wait("the tick to come back", lambda: window.is_checked(window.see("check box", "users")))


if __name__ == "__main__":
    run(tick_and_save)
