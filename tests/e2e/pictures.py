#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Pictures of every page and dialog for people to look at, each taken while the words that belong
there are on the screen, and each checked for its size, its colors and its brightness, and for words
that are cut."""

import re
import signal
import subprocess
import sys
import tempfile
import threading

import harness
from harness import Window, run, wait
from hostile_server import (LIST, ME, HostileServer, answer, authorization, entities, person,
                            problem, raw)
from keyboard import tab_to

UNKNOWN_ID = "00000000-1111-4222-8333-444444444444"
NARROW = 360
# Widths between those of the other pictures; the columns fold between the first and the second.
WIDTHS = (700, 760, 860, 940)
SEARCH = "Search name, client ID or scope"
SWITCH = ("push button", "toggle button")
CLIENTS = "/api/v2/oauth/clients"
ROLES = "/api/v2/authorization/roles"
MAIN_CLIENT = "Directory Web Client"
EDITED = "Quality Insights"
HTML = "Content-Type: text/html"


class Camera:
    """Takes the pictures of one way to show the window, and checks each."""

    def __init__(self, mode, *arguments, env=None):
        self.mode = mode
        self.arguments = ("--tell-cut", *arguments)
        self.env = env
        self.narrow = mode == "narrow"
        # Text of twice the size leaves room for one column only.
        self.folds = mode in ("narrow", "large")

    def window(self, org=None, *arguments):
        if org is None:
            return Window(*self.arguments, *arguments, env=self.env, own_size=True)
        return Window.at(org, *self.arguments, *arguments, env=self.env, own_size=True)

    def shoot(self, window, name, text, foreign=False):
        """FOREIGN is a window that comes whole from the libraries: it is as wide as it is."""
        window.see_text(text)
        if self.narrow and foreign:
            self.make_narrow(window)
        picture = window.screenshot(f"{name}-{self.mode}")
        check(picture, self.mode == "dark", NARROW if self.narrow else None)
        if not foreign:
            self.check_words(window, picture)
        if self.narrow and not foreign:
            number = wait("a window on the display", window.surface)[0]
            least = window.screen.minimum(number)[0]
            assert least <= NARROW, f"{picture.path}: cannot be narrower than {least}"

    @staticmethod
    def make_narrow(window):
        """What a small screen does to a window that would like to be wider."""
        number, width, height, *_ = wait("a window on the display", window.surface)
        if width > NARROW:
            subprocess.run(["xdotool", "windowsize", str(number), str(NARROW), str(height)],
                           check=True)
            wait("the window to be narrow", lambda: window.surface()[1] == NARROW)

    @staticmethod
    def check_words(window, picture):
        """Only what came from the organization may be cut, and the title beside the buttons."""
        lines = [line for line in window.output().splitlines()
                 if line.startswith("window-probe: cut")]
        assert lines, "the window probe tells nothing of words that are cut"
        cut = lines[-1].split("\t")[1:]
        assert not cut, f"{picture.path}: cut: {cut}"


def check(picture, dark, width):
    """The picture has a sensible size, shows something, and is dark or light."""
    size = (picture.width, picture.height)
    assert size[0] >= 300 and size[1] >= 150, f"{picture.path}: {size}"
    assert width is None or size[0] <= width, f"{picture.path}: {size}"
    shades = picture.grays()
    assert len(set(shades)) >= 12, f"{picture.path} shows next to nothing"
    mean = sum(shades) / len(shades)
    assert mean < 90 if dark else mean > 170, f"{picture.path}: brightness {mean:.0f}"


def show(camera, window, name):
    if camera.folds:
        window.press("ctrl+f")
        window.type_into(SEARCH, name)
        window.see("list item", re.compile("^" + re.escape(name)))
        window.see_no("list item", re.compile("^Survey Mailer"))
        window.press("Return")
        window.see("heading", name)
        return
    # In a list that is scrolled newer GTK selects another row than the one that is asked for.
    window.type_into(SEARCH, name)
    window.see_no("list item", re.compile("^(Survey Mailer|Wallboard TV)"))
    window.select_row(name)
    window.see("heading", name)
    window.type_into(SEARCH, "")


def go_back(camera, window):
    if camera.folds:
        window.press("alt+Left")
        window.type_into(SEARCH, "")


def see_welcome(camera, cleanup):
    window = camera.window()
    cleanup.append(window)
    camera.shoot(window, "welcome", "Try the Local Organization")
    window.click("Connect to Genesys Cloud")
    camera.shoot(window, "connect", "Still needed: region, client ID, use")
    if camera.mode in ("light", "narrow"):
        see_connect(camera, window)


def see_connect(camera, window):
    """The form that connects: what opens in it, and what is wrong with it"""
    tab_to(window, "Region")
    window.press("space")
    camera.shoot(window, "connect-regions", "US East (N. Virginia)")
    tab_to(window, "Search regions")
    window.write("germany")
    window.press("Return")
    tab_to(window, "Client credentials")
    window.press("space")
    tab_to(window, "Client Secret")
    window.write("two words")
    window.type_into("Client ID", "123")
    camera.shoot(window, "connect-errors", "A client secret has no spaces.")
    tab_to(window, "How to create this client")
    window.press("space", *["Tab"] * 6)
    camera.shoot(window, "connect-steps-client", "Roles with these permissions")
    tab_to(window, "Sign in with the browser", "shift+Tab")
    window.press("space")
    tab_to(window, "Single sign-on")
    window.press("space")
    window.type_into("Organization short name", "acme")
    camera.shoot(window, "connect-provider", "Choose the identity provider too")
    tab_to(window, "How to create this client")
    window.press(*["Tab"] * 12)
    camera.shoot(window, "connect-steps", "Scopes to administer")
    tab_to(window, "Practice")
    window.press("space")
    window.type_into("Name (optional)", "n" * 61)
    window.press("Tab", "Tab", "Tab")
    camera.shoot(window, "connect-name", "This name is too long.")


def see_denied(camera, cleanup):
    folder = tempfile.TemporaryDirectory(prefix="gatehouse-pictures-")
    window = camera.window(None, "--local", "--sign-in", "agent", "--data", folder.name)
    cleanup.append(window)
    camera.shoot(window, "denied", "oauth:client:authorize")
    window.click("Switch Account…", "push button")
    camera.shoot(window, "account-local", "Sign in to the local organization as somebody else.")
    window.click("Cancel")


def see_launch(camera, cleanup):
    """What only the local organization has"""
    folder = tempfile.TemporaryDirectory(prefix="gatehouse-pictures-")
    window = camera.window(None, "--local", "--data", folder.name)
    cleanup.append(window)
    window.see_text("Phone Bridge")
    window.focus()
    window.click(re.compile("^Account: "))
    window.click("External Applications…", "menu item")
    camera.shoot(window, "launch", "These programs come with the local organization")
    window.press("Escape")
    window.see_no(None, re.compile("These programs"))
    show(camera, window, "CRM Screen Pop")
    camera.shoot(window, "launch-detail", "CRM Screen Pop")
    window.click("Sign in as…")
    camera.shoot(window, "launch-people", "Copy Password")
    # What pops up has the keyboard of the whole display.
    window.press("Escape")
    window.see_no("push button", "Copy Password")


def see_troubles(camera, cleanup):
    """What an organization shows that has nothing, or does not answer, or answers nonsense."""
    wanted = threading.Event()

    def late(connection):
        wanted.wait(harness.PATIENCE_S)
        connection.sendall(problem("400 Bad Request", "bad.request"))
        return True

    server = HostileServer()
    cleanup.append(server)
    server.script(LIST, entities(), entities(authorization(1, "Strange", roles=["role-3"]), {}))
    server.script(CLIENTS, late, problem("403 Forbidden", "missing.any.permissions"),
                  answer({"entities": [], "total": 0}))
    server.script(ME, person("oauth:client:authorize", "authorization:role:view"))
    server.script(ROLES, problem("500 Internal Server Error", "internal"))
    window = camera.window(server)
    cleanup.append(window)
    camera.shoot(window, "empty", "No Applications Yet")
    window.press("alt+2")
    camera.shoot(window, "clients-loading", "Loading OAuth clients…")
    wanted.set()
    camera.shoot(window, "clients-error", "The OAuth Clients Cannot Be Shown")
    window.click("Try Again")
    camera.shoot(window, "clients-denied", "You need OAuth › Client › View.")
    window.press("F5")
    camera.shoot(window, "clients-empty", "No OAuth Clients")
    window.press("alt+1")
    show(camera, window, "Strange")
    window.click("Roles", SWITCH)
    camera.shoot(window, "roles-not-loaded", "1 entry of the answer could not be read")
    window.click("Add Roles…")
    camera.shoot(window, "add-roles-error", "could not be loaded")


def new_unknown():
    """What of applications is not known, or looks like another."""
    quiet = authorization(2, "Quiet Roles")
    del quiet["roles"]
    silent = authorization(3, "Silent", "Requested")
    del silent["client"]["scope"]
    worded = authorization(4, "Worded")
    worded["client"]["id"] = "purecloud-architect"
    disabled = authorization(7, "Switched Off")
    disabled["client"]["state"] = "disabled"
    return [quiet, silent, worded, authorization(5, "Architect"), authorization(6, "Architect"),
            disabled]


def serve_unknown(cleanup):
    server = HostileServer()
    cleanup.append(server)
    unknown = new_unknown()
    server.script(LIST, entities(*unknown))
    for entity in unknown:
        server.script(f"{LIST}/{entity['client']['id']}", answer(entity))
    return server


def see_unknown(camera, cleanup):
    """What the window says of what it does not know."""
    window = camera.window(serve_unknown(cleanup))
    cleanup.append(window)
    camera.shoot(window, "unknown-rows", "The organization did not tell its roles")
    for name, text, picture in (
            ("Quiet Roles", "so it can only be revoked here", "unknown-roles"),
            ("Worded", "so it can only be looked at here", "unknown-id"),
            ("Switched Off", "Client disabled", "client-disabled"),
            ("Silent", "What it asks for is not known.", "unknown-request")):
        window.press("ctrl+f")
        window.type_into(SEARCH, name)
        window.see("list item", re.compile(f"^{name}"))
        window.press("Return")
        window.see("heading", name)
        camera.shoot(window, picture, text)
        if name != "Silent":
            go_back(camera, window)
    window.click("Approve…")
    camera.shoot(window, "unknown-approve", "Select at least one scope.")


BLOCK_PAGE = raw("403 Forbidden", "<h1>no</h1>", HTML, "CF-RAY: 8f1c2d3e4f5a6b7c-FRA")


def see_refusals(camera, cleanup):
    """Refusals that a status alone does not explain."""
    server = HostileServer()
    cleanup.append(server)
    server.script(LIST, BLOCK_PAGE,
                  problem("403 Forbidden", "not.authorized",
                          "Unable to perform the requested action."),
                  raw("200 OK", "<h1>Welcome to our WLAN</h1>", HTML))
    window = camera.window(server)
    cleanup.append(window)
    camera.shoot(window, "refused-between", "Something between you and the organization")
    window.click("Try Again")
    camera.shoot(window, "refused-contradiction", "it also says that you have the permission")
    window.click("Try Again")
    camera.shoot(window, "refused-web-page", "A web page of 127.0.0.1 answered")


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


def see_applications(camera, window):
    camera.shoot(window, "applications", "Phone Bridge")
    for state, name in (("pending", "Phone Bridge"), ("built-in", "Architect"),
                        ("approved", EDITED), ("revoked", "Legacy Dialer Link")):
        show(camera, window, name)
        window.click("Scopes", SWITCH)
        camera.shoot(window, f"{state}-scopes", "Filter scopes")
        window.click("Details", SWITCH)
        camera.shoot(window, f"{state}-details", "Grant type")
        go_back(camera, window)


def see_search(camera, window):
    window.type_into(SEARCH, "no such application")
    camera.shoot(window, "no-match", "No Matches")
    window.click("Clear Search")
    window.see_no("push button", "Clear Search")


def see_menus(camera, window):
    window.click("Main Menu")
    camera.shoot(window, "main-menu", "About Gatehouse")
    window.click("About Gatehouse")
    camera.shoot(window, "about", "The Gatehouse authors", foreign=True)
    window.press("Escape")
    window.see_no("label", "The Gatehouse authors")
    if not camera.narrow:
        # GTK's own overlay cannot be that narrow.
        window.press("ctrl+question")
        camera.shoot(window, "shortcuts", "Authorize a client", foreign=True)
        window.press("Escape")
        window.see_no("label", "Authorize a client")
    window.click(re.compile("^Account: "))
    camera.shoot(window, "account-menu", "Close Organization")
    window.click("Switch Account…")
    camera.shoot(window, "account-token", "This account came with a token")
    window.press("Escape")
    window.see_no(None, "Keep Account")


def see_clients(camera, window):
    window.press("alt+2")
    camera.shoot(window, "clients", "Search name or client ID")
    window.click(re.compile("^Sort By"))
    camera.shoot(window, "clients-order", "Newest First")
    window.press("Escape")
    window.type_into("Search name or client ID", "no such client")
    camera.shoot(window, "clients-no-match", "No OAuth client matches")
    window.click("Clear Search")
    window.press("alt+1")


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
    which = next(entity["client"]["id"] for entity in org.authorizations()
                 if entity["client"]["name"] == EDITED)
    scopes = org.authorization(which)["scope"]
    roles = org.ask("GET", ROLES + "?pageSize=25")[1]["entities"]
    show(camera, window, EDITED)
    window.click("Scopes", SWITCH)
    window.toggle("users")
    window.toggle("speech-and-text-analytics")
    camera.shoot(window, "edit", "Discard")
    window.press("ctrl+w")
    camera.shoot(window, "edit-leave", f"Save Changes to {EDITED}?")
    window.press("Escape")
    window.see_no(None, "Keep Editing")
    status, _ = org.ask("PUT", f"{LIST}/{which}",
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
    go_back(camera, window)


def see_revoke(camera, window):
    """The sheets, and the message with Undo"""
    for name, button, picture, text in (
            (MAIN_CLIENT, "Revoke Authorization…", "revoke-confirm", "I understand that nobody"),
            ("Gatehouse", "Revoke Authorization…", "revoke-own", "without its own approval"),
            ("Phone Bridge", "Deny Request…", "deny", "gives it no access: it becomes Revoked"),
            (EDITED, "Revoke Authorization…", "revoke", "Who loses access")):
        show(camera, window, name)
        window.click(button)
        camera.shoot(window, picture, text)
        if name != EDITED:
            window.press("Escape")
            window.see_no(None, re.compile(text))
            go_back(camera, window)
    window.click("Revoke Authorization")
    camera.shoot(window, "revoke-done", f"{EDITED} is revoked.")
    window.click("Undo")
    window.see("push button", "Revoke Authorization…")
    camera.shoot(window, "revoke-undone", "People must sign in again.")
    go_back(camera, window)


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
    status, _ = org.ask("DELETE", f"{LIST}/{which}")
    assert status in (200, 202, 204), status
    window.press("F5")
    camera.shoot(window, "roles-revoked", "Authorize Again…")
    window.click("Authorize Again…")
    camera.shoot(window, "authorize-built-in", "Users that can use this application")
    window.click("None")
    camera.shoot(window, "authorize-none", "Select at least one scope")
    window.press("Escape")
    window.see_no("push button", "Approve")
    go_back(camera, window)


def see_offline(camera, org, window):
    """Both windows give up after the same seconds, so they wait side by side."""
    show(camera, window, "Callback Kiosk")
    window.click("Scopes", SWITCH)
    window.click("None")
    window.click("Only Requested")
    window.click("Read-Only Where Possible")
    window.see("push button", "Discard")
    org.stop()
    late = camera.window(org)
    try:
        wait("the other window", late.surface)
        window.screen.lift(window.surface()[0])
        window.click("Save")
        camera.shoot(window, "edit-failed", "cannot be reached")
        window.click("Discard")
        window.see_no("push button", "Discard")
        window.press("F5")
        camera.shoot(window, "offline", "This list is from")
        late.screen.lift(late.surface()[0])
        camera.shoot(late, "unreachable", "The Applications Cannot Be Shown")
    finally:
        late.close()


def make_wide(camera, window, width):
    number, _, height, *_ = wait("a window on the display", window.surface)
    subprocess.run(["xdotool", "windowsize", str(number), str(width), str(height)], check=True)
    wait(f"the window to be {width} wide", lambda: window.surface()[1] == width)
    camera.folds = width == WIDTHS[0]


def see_troubled_widths(camera, cleanup):
    server = serve_unknown(cleanup)
    window = camera.window(server)
    cleanup.append(window)
    window.see_text("Quiet Roles")
    for width in reversed(WIDTHS):
        make_wide(camera, window, width)
        camera.shoot(window, f"unknown-rows-{width}", "The organization did not tell its roles")
        show(camera, window, "Quiet Roles")
        camera.shoot(window, f"unknown-roles-{width}", "so it can only be revoked here")
        go_back(camera, window)
    server.script(LIST, BLOCK_PAGE)
    window.press("F5")
    camera.shoot(window, "refused-reload", "Something between you and the organization")


def see_widths(camera, org, cleanup):
    """The pages that change with the width of the window"""
    window = camera.window(org)
    cleanup.append(window)
    window.see_text("Phone Bridge")
    for width in reversed(WIDTHS):
        make_wide(camera, window, width)
        camera.shoot(window, f"applications-{width}", "Phone Bridge")
        show(camera, window, "Nightly Report Export")
        assert bool(window.find("push button", "Back")) == camera.folds
        camera.shoot(window, f"detail-{width}", "Revoke Authorization…")
        go_back(camera, window)
        show(camera, window, EDITED)
        window.click("Scopes", SWITCH)
        window.click("None")
        camera.shoot(window, f"refused-{width}", "Select at least one scope")
        window.click("Discard")
        window.see_no("push button", "Discard")
        go_back(camera, window)
        window.press("alt+2")
        camera.shoot(window, f"clients-{width}", "Search name or client ID")
        window.press("alt+1")
        window.see_text(SEARCH)


def see_all(camera, org, cleanup):
    see_welcome(camera, cleanup)
    see_denied(camera, cleanup)
    see_launch(camera, cleanup)
    see_troubles(camera, cleanup)
    see_unknown(camera, cleanup)
    see_refusals(camera, cleanup)
    window = see_loading(camera, org, cleanup)
    see_applications(camera, window)
    see_search(camera, window)
    see_menus(camera, window)
    see_clients(camera, window)
    see_authorize(camera, org, window)
    see_edit(camera, org, window)
    see_revoke(camera, window)
    see_roles(camera, org, window)
    see_offline(camera, org, window)


def light(org, cleanup):
    """Every page and dialog in light colors"""
    see_all(Camera("light"), org, cleanup)


def see_colors(camera, org, cleanup):
    """The pages and dialogs with colors that mean something."""
    see_unknown(camera, cleanup)
    window = see_loading(camera, org, cleanup)
    see_applications(camera, window)
    see_authorize(camera, org, window)
    see_revoke(camera, window)


def dark(org, cleanup):
    """The first page, the form that connects, and colors that mean something, in dark colors"""
    camera = Camera("dark", "--dark")
    see_welcome(camera, cleanup)
    see_colors(camera, org, cleanup)


def contrast(org, cleanup):
    """The pages and dialogs with colors that mean something, in high contrast"""
    see_colors(Camera("contrast", env={"ADW_DEBUG_HIGH_CONTRAST": "1"}), org, cleanup)


def narrow(org, cleanup):
    """Every page and dialog 360 pixels wide"""
    see_all(Camera("narrow", "--size", f"{NARROW}x640"), org, cleanup)


def right_to_left(org, cleanup):
    """Every page and dialog from right to left"""
    see_all(Camera("rtl", "--rtl"), org, cleanup)


def large_text(org, cleanup):
    """Every page and dialog with text of twice the size"""
    see_all(Camera("large", "--large-text"), org, cleanup)


def widths(org, cleanup):
    """The pages at widths in between"""
    see_widths(Camera("light"), org, cleanup)
    see_troubled_widths(Camera("light"), cleanup)


MODES = {"light": light, "dark": dark, "contrast": contrast, "narrow": narrow,
         "rtl": right_to_left, "large": large_text, "widths": widths}

if __name__ == "__main__":
    run(*(MODES[mode] for mode in sys.argv[1:] or MODES))
