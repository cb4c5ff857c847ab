#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Connect to Genesys Cloud from the first-run page: by keyboard, with every sentence about what is
wrong, and with what the copy buttons copy."""

import re

from focus import see_focus
from harness import Organization, Window, run, wait
from keyboard import tab_to

CLIENT_ID = "dbbf16aa-6045-4b1d-8f56-913ba045e5fb"
SECRET = "Canary-5f1d_never-read-out"
PAGE = "https://apps.mypurecloud.de/directory/#/admin/integrations/oauth"


def open_form(cleanup):
    window = Window()
    cleanup.append(window)
    window.see_text("Try the Local Organization")
    tab_to(window, "Connect to Genesys Cloud")
    window.press("Return")
    window.see_text("Still needed: region, client ID, use")
    return window


def choose(window, words, key="Tab"):
    """Opens the list of regions, and takes what the search finds first."""
    tab_to(window, "Region", key)
    window.press("space")
    window.see("list item", re.compile("^Frankfurt, "))
    tab_to(window, "Search regions")
    window.write(words)
    window.press("Return")
    window.see_no("list item", re.compile("^Frankfurt, "))


def tick(window, name, key="Tab"):
    tab_to(window, name, key)
    window.press("space")
    wait(f"{name} to be chosen",
         lambda: window.is_checked(window.see(("check box", "radio button"), name)))


def can_sign_in(window):
    return window.is_sensitive(window.see("push button", "Sign In"))


def regions(cleanup):
    """A region is found by place and by name, and the focus stays on the choice"""
    window = open_form(cleanup)
    for words, shown in (("frankf", "Frankfurt — mypurecloud.de"),
                         ("PURECLOUD.JP", "Tokyo — mypurecloud.jp"),
                         ("sa_east", "São Paulo — sae1.pure.cloud")):
        choose(window, words)
        window.see_text(shown)
        see_focus(window, "Region")
    window.press("Escape")
    window.see_no("push button", "Sign In")
    see_focus(window, "Connect to Genesys Cloud")


def wrong(cleanup):
    """What is wrong is said beside its field at once, and Sign In waits until nothing is"""
    window = open_form(cleanup)
    # With words that no region has, what comes first is Other Environment….
    choose(window, "nowhere")
    for entry, typed, sentence, right in (
            ("Environment", "login.mypurecloud.de", "Type only what the addresses have in common",
             "new1.pure.cloud"),
            ("Client ID", "123", "That is not a client ID.", f"the client {CLIENT_ID}, please"),
            ("Name (optional)", "n" * 61, "This name is too long.", "Acme"),
            ("Organization short name", "acme care", "This has to be one word.", "acme")):
        if entry == "Organization short name":
            tab_to(window, "Single sign-on")
            window.press("space")
        window.type_into(entry, typed)
        window.see("alert", re.compile("^" + re.escape(sentence)))
        assert not can_sign_in(window)
        window.type_into(entry, right)
        window.see_no("alert", re.compile("^" + re.escape(sentence)))
    window.see("alert", re.compile("^Choose the identity provider too"))
    tick(window, "Test")
    window.see_text("Put right what is marked above.")
    window.type_into("Organization short name", "")
    wait("nothing to be missing", lambda: can_sign_in(window))
    assert not window.find("alert")


def other_addresses(cleanup):
    """Two addresses in place of a region: https, or http on this computer"""
    window = open_form(cleanup)
    tab_to(window, "Region")
    window.press("space")
    tab_to(window, "Other Addresses…, A gateway, a private cloud or a test server")
    window.press("Return")
    window.see_text("Still needed: API address, login address, client ID, use")
    for entry in ("API address", "Login address"):
        for typed, sentence in (("gateway.example", "Type a whole address"),
                                ("http://gateway.example", "An address must begin with https://"),
                                ("https://gateway.example/?x", "Type only the beginning"),
                                ("http://127.0.0.1:8080", None)):
            window.type_into(entry, typed)
            if sentence is not None:
                window.see("alert", re.compile("^" + re.escape(sentence)))
        wait("no alert", lambda: not window.find("alert"))
    window.see_text("Still needed: client ID, use")


def kept(cleanup):
    """A secret is not read out; what was typed is there again after a change of mind"""
    window = open_form(cleanup)
    choose(window, "sydney")
    tick(window, "Client credentials")
    window.see_text("Still needed: client ID, client secret, use")
    tab_to(window, "Client Secret")
    window.write("two words")
    window.see("alert", re.compile("^A client secret has no spaces."))
    window.press("ctrl+a")
    window.write(SECRET)
    window.type_into("Client ID", CLIENT_ID)
    window.see_text("Still needed: use")
    for node in window.everything(showing=False):
        text = window.name_of(node) + (node.get_description() or "")
        if "Text" in (node.get_interfaces() or []):
            text += window.text_of(node) or ""
        assert SECRET not in text, window.role_of(node)
    tick(window, "Sign in with the browser", "shift+Tab")
    assert not window.find("text", "Client Secret")
    tick(window, "Client credentials")
    tick(window, "Practice")
    wait("nothing to be missing", lambda: can_sign_in(window))
    assert SECRET not in window.output()


def copied(cleanup):
    """Every step copies what has to be typed there; the scopes are those of our own client"""
    org = Organization()
    cleanup.append(org)
    window = open_form(cleanup)
    choose(window, "frankfurt")
    tab_to(window, "How to create this client")
    window.press("space")
    window.see("push button", "Open Admin › Integrations › OAuth")
    window.press("shift+Tab")
    entry = window._find_entry("Client ID")

    def copy(button, is_right):
        """A button does what it does a moment after it was pressed through AT-SPI."""
        def is_pasted():
            window.press("ctrl+a", "ctrl+v")
            return is_right(window.text_of(entry))

        window.click(button)
        window.see_text("Copied")
        wait(f"{button} to be pasted", is_pasted)

    for button, text in (("Copy Grant type", "Code Authorization"),
                         ("Copy Authorized redirect URI", "http://localhost"),
                         ("Copy users:readonly", "users:readonly"),
                         ("Copy OAuth › Client › Authorize", "OAuth › Client › Authorize")):
        copy(button, lambda pasted, text=text: pasted == text)
    client = next(client for client in org.clients() if client["name"] == "Gatehouse")
    copy("Copy Scopes to administer",
         lambda pasted: sorted(pasted.split(", ")) == sorted(client["scope"]))
    copy("Copy as Text", lambda pasted: all(part in pasted for part in (
        PAGE, "2. Grant type: Code Authorization", "http://localhost (without a port)",
        "6. Pass the client ID on", *client["scope"])))


if __name__ == "__main__":
    run(regions, wrong, other_addresses, kept, copied)
