#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Pictures of every page and dialog for people to look at, each taken while the words that belong
there are on the screen, and each checked for its size, its colors and its brightness."""

import re
import signal
import subprocess
import sys
import tempfile

from harness import Window, run, wait
from hostile_server import LIST, HostileServer, entities

UNKNOWN_ID = "00000000-1111-4222-8333-444444444444"
NARROW = 360
SEARCH = "Search name, client ID or scope"
SWITCH = ("push button", "toggle button")


class Camera:
    """Takes the pictures of one way to show the window, and checks each."""

    def __init__(self, mode, *arguments):
        self.mode = mode
        self.arguments = arguments
        self.narrow = mode == "narrow"
        # Text of twice the size leaves room for one column only.
        self.folds = mode in ("narrow", "large")

    def window(self, org=None, *arguments):
        if org is None:
            return Window(*self.arguments, *arguments)
        return Window.at(org, *self.arguments, *arguments)

    def shoot(self, window, name, text):
        window.see_text(text)
        if self.narrow:
            self.make_narrow(window)
        picture = window.screenshot(f"{name}-{self.mode}")
        check(picture, self.mode == "dark", NARROW if self.narrow else None)

    @staticmethod
    def make_narrow(window):
        """What a small screen does to a dialog that would like to be wider."""
        number, width, height, *_ = wait("a window on the display", window.surface)
        if width > NARROW:
            subprocess.run(["xdotool", "windowsize", str(number), str(NARROW), str(height)],
                           check=True)
            wait("the dialog to be narrow", lambda: window.surface()[1] == NARROW)


def check(picture, dark, width):
    """The picture has a sensible size, shows something, and is dark or light."""
    size = (picture.width, picture.height)
    assert size[0] >= 300 and size[1] >= 150, f"{picture.path}: {size}"
    assert width is None or size[0] <= width, f"{picture.path}: {size}"
    shades = picture.grays()
    assert len(set(shades)) >= 12, f"{picture.path} shows next to nothing"
    mean = sum(shades) / len(shades)
    assert mean < 90 if dark else mean > 170, f"{picture.path}: brightness {mean:.0f}"


def see_welcome(camera, cleanup):
    window = camera.window()
    cleanup.append(window)
    camera.shoot(window, "welcome", "Try the Local Organization")
    window.click("Connect to Genesys Cloud")
    camera.shoot(window, "welcome-connect", "comes with the next version")


def see_denied(camera, cleanup):
    folder = tempfile.TemporaryDirectory(prefix="gatehouse-pictures-")
    window = camera.window(None, "--local", "--sign-in", "agent", "--data", folder.name)
    cleanup.append(window)
    camera.shoot(window, "denied", "oauth:client:authorize")
    window.click("Switch Account…", "push button")
    camera.shoot(window, "account-local", "Sign in to the local organization as somebody else.")
    window.click("Cancel")


def see_empty(camera, cleanup):
    server = HostileServer()
    cleanup.append(server)
    server.script(LIST, entities())
    window = camera.window(server)
    cleanup.append(window)
    camera.shoot(window, "empty", "No Applications Yet")


def see_loading(camera, org, cleanup):
    """Returns the window, loaded at last."""
    org.process.send_signal(signal.SIGSTOP)
    try:
        window = camera.window(org)
        cleanup.append(window)
        camera.shoot(window, "loading", "Loading…")
    finally:
        org.process.send_signal(signal.SIGCONT)
    return window


def show(camera, window, name):
    if camera.folds:
        window.press("ctrl+f")
        window.type_into(SEARCH, name)
        window.see_no("list item", re.compile("^Survey Mailer"))
        window.press("Return")
    else:
        window.select_row(name)


def see_applications(camera, org, window):
    camera.shoot(window, "applications", "Phone Bridge")
    for state, name in (("pending", "Phone Bridge"), ("built-in", "Architect"),
                        ("approved", "Quality Insights"), ("revoked", "Legacy Dialer Link")):
        show(camera, window, name)
        window.click("Scopes", SWITCH)
        camera.shoot(window, f"{state}-scopes", "Filter scopes")
        window.click("Details", SWITCH)
        camera.shoot(window, f"{state}-details", "Grant type")
        if camera.folds:
            window.press("alt+Left")
            window.type_into(SEARCH, "")


def see_search(camera, window):
    window.type_into(SEARCH, "no such application")
    camera.shoot(window, "no-match", "No Matches")
    window.click("Clear Search")
    window.see_no("push button", "Clear Search")


def see_menu(camera, window):
    window.click("Main Menu")
    window.click("About Gatehouse")
    camera.shoot(window, "about", "The Gatehouse authors")
    window.press("Escape")
    window.see_no("label", "The Gatehouse authors")
    if not camera.narrow:
        # GTK's own overlay cannot be that narrow.
        window.press("ctrl+question")
        camera.shoot(window, "shortcuts", "Authorize a client")
        window.press("Escape")
        window.see_no("label", "Authorize a client")


def see_authorize(camera, org, window):
    states = {entity["state"]: entity["client"]["id"] for entity in org.authorizations()}
    own = org.unapproved_client()
    window.press("ctrl+n")
    camera.shoot(window, "authorize", "Authorize Client")
    for name, typed, text in (
            ("malformed", "not-an-id", "not a client ID"),
            ("unknown", UNKNOWN_ID, "No application has this client ID"),
            ("approved", states["Authorized"], "is already approved."),
            ("revoked", states["Revoked"], "was revoked.")):
        window.type_into("Client ID", typed)
        window.click("Authorize Client")
        camera.shoot(window, f"authorize-{name}", text)
    for name, typed, text in (
            ("foreign", states["Requested"], "Not one of this organization’s clients"),
            ("own", own["id"], "One of this organization’s clients")):
        window.type_into("Client ID", typed)
        window.click("Authorize Client")
        camera.shoot(window, f"authorize-{name}", text)
        window.click("Back to the Client ID")
    window.press("Escape")
    window.see_no("push button", "Authorize Client")


def see_edit(camera, org, window):
    """What is unsaved, the question about it, and somebody else's change"""
    name = "Quality Insights"
    which = next(entity["client"]["id"] for entity in org.authorizations()
                 if entity["client"]["name"] == name)
    scopes = org.authorization(which)["scope"]
    roles = org.ask("GET", "/api/v2/authorization/roles?pageSize=25")[1]["entities"]
    show(camera, window, name)
    window.click("Scopes", SWITCH)
    window.toggle("users")
    window.toggle("speech-and-text-analytics")
    camera.shoot(window, "edit", "Unsaved changes")
    window.press("ctrl+w")
    camera.shoot(window, "edit-leave", f"Save Changes to {name}?")
    window.press("Escape")
    window.see_no(None, "Keep Editing")
    status, _ = org.ask("PUT", f"/api/v2/oauth/authorizations/{which}",
                        {"scope": [scope for scope in scopes if scope != "routing"],
                         "roles": [roles[0]["id"]]})
    assert status == 200
    window.press("F5")
    camera.shoot(window, "edit-conflict", "It was changed in your name meanwhile")
    window.click("Compare…")
    camera.shoot(window, "edit-compare", "Compare Changes")
    window.click("Take Theirs")
    window.see_no("push button", "Discard")
    window.click("None")
    camera.shoot(window, "edit-refused", "Select at least one scope")
    window.click("Discard")
    window.see_no("push button", "Discard")
    if camera.folds:
        window.press("alt+Left")
        window.type_into(SEARCH, "")


def see_roles(camera, org, window):
    """Who can use a built-in client: everybody, roles to be added and removed, nobody, a choice"""
    which = next(entity["client"]["id"] for entity in org.authorizations()
                 if entity["client"]["name"] == "Architect")
    show(camera, window, "Architect")
    window.click("Roles", SWITCH)
    camera.shoot(window, "roles-all", "Everybody: All Roles")
    window.click("Add Roles…")
    camera.shoot(window, "add-roles", "No roles chosen")
    window.toggle("Agent")
    window.toggle("Architect Flow Author")
    camera.shoot(window, "add-roles-chosen", "2 roles chosen")
    window.type_into("Search roles", "no such role")
    camera.shoot(window, "add-roles-none", "No Role Matches")
    window.click("OK")
    camera.shoot(window, "roles-adding", "people lose access when you save")
    window.click("Remove Agent")
    window.click("Remove Architect Flow Author")
    camera.shoot(window, "roles-nobody", "Choose All Roles or revoke")
    window.click("Discard")
    window.see_no("push button", "Discard")
    status, _ = org.ask("DELETE", f"/api/v2/oauth/authorizations/{which}")
    assert status in (200, 202, 204), status
    window.press("F5")
    camera.shoot(window, "roles-revoked", "Authorize Again…")
    window.click("Authorize Again…")
    camera.shoot(window, "authorize-built-in", "Users that can use this application")
    window.press("Escape")
    window.see_no("push button", "Approve")
    if camera.folds:
        window.press("alt+Left")
        window.type_into(SEARCH, "")


def see_offline(camera, org, window):
    """Both windows give up after the same seconds, so they wait side by side."""
    org.stop()
    window.press("F5")
    late = camera.window(org)
    try:
        camera.shoot(late, "unreachable", "The Applications Cannot Be Shown")
    finally:
        late.close()
    camera.shoot(window, "offline", "This list is from")


def see_all(camera, org, cleanup):
    see_welcome(camera, cleanup)
    see_denied(camera, cleanup)
    see_empty(camera, cleanup)
    window = see_loading(camera, org, cleanup)
    see_applications(camera, org, window)
    see_search(camera, window)
    see_menu(camera, window)
    see_authorize(camera, org, window)
    see_edit(camera, org, window)
    see_roles(camera, org, window)
    see_offline(camera, org, window)


def light(org, cleanup):
    """Every page and dialog in light colors"""
    see_all(Camera("light"), org, cleanup)


def dark(org, cleanup):
    """Every page and dialog in dark colors"""
    see_all(Camera("dark", "--dark"), org, cleanup)


def narrow(org, cleanup):
    """Every page and dialog 360 pixels wide"""
    see_all(Camera("narrow", "--size", f"{NARROW}x640"), org, cleanup)


def right_to_left(org, cleanup):
    """Every page and dialog from right to left"""
    see_all(Camera("rtl", "--rtl"), org, cleanup)


def large_text(org, cleanup):
    """Every page and dialog with text of twice the size"""
    see_all(Camera("large", "--large-text"), org, cleanup)


MODES = {"light": light, "dark": dark, "narrow": narrow, "rtl": right_to_left,
         "large": large_text}

if __name__ == "__main__":
    run(*(MODES[mode] for mode in sys.argv[1:] or MODES))
