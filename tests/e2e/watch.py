#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""What the window learns by itself, how it tells the desktop of it, and what it opens there."""

import os
import pathlib
import re
import shutil
import tempfile

from harness import Window, run, wait
from hostile_server import LIST, HostileServer, authorization, client_id, entities
from notifications import Service

NAME = "Quality Insights"
LAST = "Wallboard TV"
# A poll comes every five seconds while one looks, and the machine may be slow.
INTERVAL_S = 20


def focused(window):
    for node in window.everything():
        if window.is_focused(node) and window.role_of(node) not in ("frame", "window"):
            return window.role_of(node), node.get_name()
    return None


def pick(org, name):
    for entity in org.authorizations():
        if entity["client"]["name"] == name:
            return entity["client"]["id"]
    raise AssertionError(f"no authorization of {name}")


def quiet(window):
    """Nothing on the screen tells of a load."""
    assert not window.find(None, "Loading…")
    assert not window.find("progress bar", None)


def appears_by_itself(org, window):
    """What was approved elsewhere appears; selection, focus and an unsaved edit stay"""
    which = pick(org, NAME)
    window.select_row(NAME)
    window.see_text(which)
    window.toggle("users")
    window.see_text("− users")
    window.focus()
    before = wait("the focus", lambda: focused(window))
    client = org.unapproved_client()
    assert not any(name.startswith(client["name"]) for name in window.rows())
    status, answer = org.ask("PUT", f"/api/v2/oauth/authorizations/{client['id']}",
                             {"scope": client["scope"][:1], "roles": []})
    assert status == 200, answer
    wait("the new row", lambda: any(name.startswith(client["name"]) for name in window.rows()),
         INTERVAL_S)
    quiet(window)
    window.see_text(which)
    window.see_text("− users")
    assert not window.is_checked(window.see("check box", "users"))
    assert window.is_sensitive(window.see("push button", "Save"))
    assert focused(window) == before, f"the focus went from {before} to {focused(window)}"


def row_keeps_the_keyboard(org, window):
    """A row that comes above the one that has the keyboard does not take it away"""
    window.select_row(LAST)
    window.see("heading", LAST)
    window.press_until("ctrl+f", "the search", lambda: focused(window) == (
        "entry", "Search name, client ID or scope"))
    window.press_until("Down", "the row", lambda: (focused(window) or ("", ""))[1].startswith(LAST))
    before = focused(window)
    client = org.unapproved_client()
    assert client["name"] < LAST
    status, answer = org.ask("PUT", f"/api/v2/oauth/authorizations/{client['id']}",
                             {"scope": client["scope"][:1], "roles": []})
    assert status == 200, answer
    wait("the new row", lambda: any(name.startswith(client["name"]) for name in window.rows()),
         INTERVAL_S)
    wait(lambda: f"the keyboard to stay at {before}, not {focused(window)}",
         lambda: focused(window) == before)
    window.press("Up")
    wait("the row above", lambda: (focused(window) or before) != before)
    assert focused(window)[0] == "list item", focused(window)
    assert not window.find("heading", LAST)


def changed_by_itself(org, window):
    """What was changed elsewhere is shown; beside unsaved changes of one's own it is told"""
    which = pick(org, NAME)
    scopes = set(org.authorization(which)["scope"])
    window.select_row(NAME)
    window.see_text(which)
    window.focus()

    def put(wanted):
        status, answer = org.ask("PUT", f"/api/v2/oauth/authorizations/{which}",
                                 {"scope": sorted(wanted), "roles": []})
        assert status == 200, answer

    assert window.is_checked(window.see("check box", "quality"))
    put(scopes - {"quality"})
    wait("the tick to go", lambda: not window.is_checked(window.see("check box", "quality")),
         INTERVAL_S)
    assert not window.find("push button", "Save")
    window.toggle("quality")
    window.see_text("+ quality")
    put(scopes - {"quality", "routing"})
    window.see("push button", "Compare…", patience_s=INTERVAL_S)
    assert window.is_checked(window.see("check box", "quality"))
    assert set(org.authorization(which)["scope"]) == scopes - {"quality", "routing"}


def served(cleanup, *later):
    """A window on an organization that has one application, and LATER, one list after another."""
    server = HostileServer()
    cleanup.append(server)
    known = authorization(1, "Known", state="Requested")
    server.script(LIST, entities(known), *(entities(known, *more) for more in later))
    service = Service()
    cleanup.append(service)
    window = Window.at(server)
    cleanup.append(window)
    window.see("list item", None)
    window.focus()
    return server, service, window


def one_request(cleanup):
    """A new request is told once, its name made harmless; a press leads to it"""
    name = "Dial\u202eer <b>& co</b>\n" + "x" * 300
    new = authorization(2, name, state="Requested")
    server, service, window = served(cleanup, [new])
    wait("a notification", lambda: service.shown, INTERVAL_S)
    told = service.shown[0]
    assert told["summary"].startswith("Dial\ufffder <b>& co</b> xxx"), told
    assert told["summary"].endswith(" asks to be approved"), told
    assert len(told["summary"]) < 100, told
    assert told["body"] == "Nobody has decided about this request yet.", told
    assert told["actions"][0] == "default", told
    assert server.token_file.read_text() not in str(told)
    polls = server.count("GET", LIST)
    wait("two more polls", lambda: server.count("GET", LIST) >= polls + 2, 2 * INTERVAL_S)
    assert len(service.shown) == 1
    window.select_row("Known")
    window.see_text(client_id(1))
    service.press(told)
    window.see_text(client_id(2))
    window.see("push button", "Approve…")


def several_requests(cleanup):
    """Several at once are one notification; a press leads to what is pending"""
    approved = authorization(4, "Approved")
    new = [authorization(2, "Dialer", state="Requested"),
           authorization(3, "Kiosk", state="Requested")]
    _, service, window = served(cleanup, [approved], [approved, *new])
    wait("a notification", lambda: service.shown, 2 * INTERVAL_S)
    told = service.shown[0]
    assert told["summary"] == "2 applications ask to be approved", told
    assert len(service.shown) == 1
    window.see("list item", None)
    wait("the row of what is approved", lambda: any(
        name.startswith("Approved,") for name in window.rows()))
    service.press(told)
    wait("only what is pending", lambda: not any(
        name.startswith("Approved,") for name in window.rows()))
    assert any(name.startswith("Dialer") for name in window.rows())


class Browser:
    """The default browser of this desktop: writes down what it is started with."""

    def __init__(self):
        home = pathlib.Path(os.environ["HOME"])
        self.log = home / "browser.log"
        self.log.unlink(missing_ok=True)
        program = home / "browser"
        program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$#" "$@" >> "{self.log}"\n')
        program.chmod(0o700)
        data = pathlib.Path(os.environ["XDG_DATA_HOME"]) / "applications"
        data.mkdir(parents=True, exist_ok=True)
        (data / "test-browser.desktop").write_text(
            f"[Desktop Entry]\nType=Application\nName=Browser\nExec={program} %u\n"
            "MimeType=x-scheme-handler/http;x-scheme-handler/https;\n")
        config = pathlib.Path(os.environ["XDG_CONFIG_HOME"])
        config.mkdir(parents=True, exist_ok=True)
        (config / "mimeapps.list").write_text(
            "[Default Applications]\nx-scheme-handler/http=test-browser.desktop\n"
            "x-scheme-handler/https=test-browser.desktop\n")

    def opened(self):
        return self.log.read_text().splitlines() if self.log.exists() else []


def type_address(window, text):
    window.type_into("Launch Address", text)
    window.click("Apply")


def launch(org, cleanup):
    """A launch address is typed, refused, kept, opened as one word, and taken away"""
    browser = Browser()
    window = Window.at(org)
    cleanup.append(window)
    window.select_row(NAME)
    window.see_text(pick(org, NAME))
    assert not window.find("push button", "Launch")
    window.click("Details")
    type_address(window, "javascript:alert(1)")
    window.see_text("Type a whole address that begins with https://.")
    assert window.text_of(window._find_entry("Launch Address")) == "javascript:alert(1)"
    assert not window.find("push button", "Launch")
    type_address(window, "http://127.0.0.1:9/a;b?$(c)='d'&e=%20#f")
    window.click("Launch")
    wait("the browser", browser.opened)
    assert browser.opened() == ["1", "http://127.0.0.1:9/a;b?$(c)='d'&e=%20#f"], browser.opened()
    assert not window.find("push button", "Sign in as…")
    window.close()
    cleanup.remove(window)
    window = Window.at(org)
    cleanup.append(window)
    window.select_row(NAME)
    window.see("push button", "Launch")
    window.click("Details")
    type_address(window, "")
    window.see_no("push button", "Launch")


def without_browser(folder):
    """The environment of a desktop that has everything but applications."""
    share = pathlib.Path(folder, "share")
    share.mkdir()
    for each in pathlib.Path("/usr/share").iterdir():
        if each.name != "applications":
            (share / each.name).symlink_to(each)
    return {"XDG_DATA_DIRS": str(share), "XDG_DATA_HOME": f"{folder}/data",
            "XDG_CONFIG_HOME": f"{folder}/config"}


def no_browser(org, cleanup):
    """Where no browser opens, the launch address stands there, to be selected and copied"""
    folder = tempfile.mkdtemp(prefix="gatehouse-no-browser-")
    window = Window.at(org, env=without_browser(folder))
    cleanup.append(window)
    window.select_row(NAME)
    window.see_text(pick(org, NAME))
    window.click("Details")
    address = "https://wallboard.example.com/start?floor=2&name=%3Cb%3E"
    type_address(window, address)
    window.click("Launch")
    window.see_text("The launch address could not be opened.")
    shown = window.see("label", address)
    assert window.text_of(shown) == address
    from gi.repository import Atspi
    assert shown.get_state_set().contains(Atspi.StateType.FOCUSABLE), "it cannot be selected"
    window.screenshot("no-browser")
    window.see_ready("Copy Address")
    window.click("Copy Address")
    window.see_text("Copied")
    window.press("ctrl+f")
    window.press("ctrl+v")
    search = window._find_entry("Search name, client ID or scope")
    wait("the address in the search", lambda: window.text_of(search) == address)
    window.close()
    cleanup.remove(window)
    shutil.rmtree(folder)


def seek(window, text):
    """What a screen reader could get TEXT from: any name, description or text."""
    from gi.repository import GLib
    for node in window.everything(showing=False):
        try:
            texts = [node.get_name(), node.get_description()]
            if "Text" in (node.get_interfaces() or []):
                texts.append(window.text_of(node))
            if any(text in (one or "") for one in texts):
                return f"{window.role_of(node)} {node.get_name()!r}"
        except GLib.Error:
            continue
    return None


def external_applications(cleanup):
    """What comes with the local organization is launched; the password is copied, never told"""
    browser = Browser()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="gatehouse-launch-"))
    window = Window("--local", "--data", folder / "org")
    cleanup.append(window)
    window.select_row("CRM Screen Pop")
    window.click("Launch")
    wait("the browser", browser.opened)
    address = browser.opened()[1]
    assert re.fullmatch(r"http://127\.0\.7\.2:\d+/crm-screen-pop/", address), address
    window.click("Details")
    window.see_text(address)
    window.click("Sign in as…")
    window.see_text("Has no OAuth permission")
    password = (folder / "org" / "password").read_text().strip()
    assert len(password) >= 8
    assert not seek(window, password), seek(window, password)
    window.screenshot("launch-people")
    window.click("Show Password")
    wait("the password", lambda: seek(window, password) == "text 'Password'")
    window.click("Show Password")
    wait("the password to go", lambda: not seek(window, password))
    window.click("Copy Password")
    window.see_text("Password copied.")
    assert not seek(window, password), seek(window, password)
    window.press("Escape")
    window.press("ctrl+f")
    window.press("ctrl+v")
    search = window._find_entry("Search name, client ID or scope")
    wait("the password in the search", lambda: window.text_of(search) == password)
    window.type_into("Search name, client ID or scope", "")

    window.click(re.compile("^Account: "))
    window.click("External Applications…", "menu item")
    window.see("push button", "Launch Translation Desk")
    window.screenshot("launch-applications")
    window.click("Launch Translation Desk")
    wait("the browser", lambda: len(browser.opened()) == 4)
    assert browser.opened()[3].endswith("/translation-desk/"), browser.opened()
    assert not seek(window, password), seek(window, password)
    window.close()
    cleanup.remove(window)
    shutil.rmtree(folder)


if __name__ == "__main__":
    run(appears_by_itself, row_keeps_the_keyboard, changed_by_itself, one_request,
        several_requests, launch, no_browser, external_applications)
