#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""An organization with a thousand applications, or as many as the argument says: nothing is missing,
and what is found and counted is what the organization says. With a hundred thousand (a release
build, by hand) it takes minutes."""

import re
import sys

from harness import Organization, Window, run, wait

SIZE = int(sys.argv[1]) if sys.argv[1:] else 1000
SEARCH = "Search name, client ID or scope"
STATES = {"Pending": "Requested", "Approved": "Authorized", "Revoked": "Revoked"}


def open_large(cleanup):
    org = Organization(populate=f"generated:{SIZE},{max(50, SIZE // 500)},{max(500, SIZE // 20)}")
    cleanup.append(org)
    window = Window.at(org)
    cleanup.append(window)
    return org, window, org.authorizations()


def count_of(window, name):
    """The number beside the name of a filter."""
    def read():
        button = window.find(("push button", "toggle button"), name)
        for label in window.find_each("label", root=button) if button else ():
            if label.get_name().replace(",", "").isdigit():
                return label.get_name().replace(",", "")
        return None
    return int(wait(f"the count of {name}", read))


def names_in_rows(window):
    """The application of each row that is there, without the headings. Of names that look alike
    each carries the end of its client ID."""
    return {re.sub(", client ID ends in [0-9a-f]+$", "", row.rpartition(", ")[0].rpartition(", ")[0])
            for row in window.rows() if row.count(", ") >= 2}


def matches(entity, word):
    client = entity["client"]
    scopes = set(entity.get("scope") or ()) | set(client.get("scope") or ())
    texts = [client.get("name") or "", client["id"], *scopes]
    return any(word.lower() in text.lower() for text in texts)


def see_only(window, wanted):
    wait(lambda: f"the rows {sorted(wanted)}; seen: {sorted(names_in_rows(window))}",
         lambda: names_in_rows(window) == wanted)


def counts(cleanup):
    """Every application is in the list, counted by state, and a filter shows those of one state"""
    _, window, entities = open_large(cleanup)
    assert len(entities) == SIZE, len(entities)
    wait("all of them to be counted", lambda: count_of(window, "All") == len(entities))
    for shown, state in STATES.items():
        wanted = sum(entity["state"] == state for entity in entities)
        assert count_of(window, shown) == wanted, shown
    for shown, state in STATES.items():
        window.click(shown)
        names = {entity["client"]["name"] for entity in entities if entity["state"] == state}
        wait(f"rows of {shown} only",
             lambda: names_in_rows(window) and names_in_rows(window) <= names)


def search(cleanup):
    """Search by name, client ID and scope finds what the organization's answer says, alone"""
    _, window, entities = open_large(cleanup)
    window.see("list item")
    some = sorted(entities, key=lambda entity: entity["client"]["id"])[len(entities) // 2]
    words = [some["client"]["id"], some["client"]["id"][:6], some["client"]["name"]]
    scopes = {scope for entity in entities for scope in entity.get("scope") or ()}
    rare = sorted(scopes, key=lambda scope: (sum(matches(one, scope) for one in entities), scope))
    for word in [*words, rare[0]]:
        wanted = {one["client"]["name"] for one in entities if matches(one, word)}
        assert wanted, word
        window.type_into(SEARCH, word)
        if len(wanted) <= 8:
            see_only(window, wanted)
        else:
            wait(f"rows that match {word!r}",
                 lambda: names_in_rows(window) and names_in_rows(window) <= wanted)
    window.type_into(SEARCH, "")
    wait("the list to be long again", lambda: len(names_in_rows(window)) > 5)


def approve_one(cleanup):
    """One of the many is approved by its ID, and is selected in the list"""
    org, window, entities = open_large(cleanup)
    window.see("list item")
    pending = next(one["client"] for one in entities if one["state"] == "Requested")
    window.click("Authorize a Client")
    window.type_into("Client ID", pending["id"])
    window.click("Authorize Client")
    window.click("Approve")
    wait("the approval in the organization",
         lambda: org.authorization(pending["id"])["state"] == "Authorized")
    assert sorted(org.authorization(pending["id"])["scope"]) == sorted(pending["scope"])
    window.see("heading", pending["name"])
    window.see("list item", re.compile("^" + re.escape(pending["name"]) + ", Approved, "))
    wait("one fewer to be pending", lambda: count_of(window, "Pending") == sum(
        one["state"] == "Requested" for one in entities) - 1)


if __name__ == "__main__":
    run(counts, search, approve_one)
