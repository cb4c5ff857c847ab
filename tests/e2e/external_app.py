#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""An unknown client ID, with the window open: an external application is launched, asked for,
approved, used and revoked; every outcome is read from the application and from the organization."""

import pathlib
import re

from harness import PATIENCE_S, Window, run, wait
from local import open_local
from notifications import Service
from watch import Browser
from web import WebBrowser

NAME = "Translation Desk"
CLIENT_ID = "355b9f23-538f-40c2-b613-9260206030dc"
CRM_NAME = "CRM Screen Pop"
CRM_ID = "2d8e1d13-a439-4923-8580-5a5d14bb3ae7"
# The window looks every five seconds, and the machine may be slow.
# The watch asks less often where loading takes long, as it does where drawing is slow.
INTERVAL_S = 30 if PATIENCE_S == 30 else 120


def url_of(org, client_id):
    return next(each["url"] for each in org.ready["applications"] if each["clientId"] == client_id)


def state_of(org, client_id):
    status, answer = org.ask("GET", f"/api/v2/oauth/authorizations/{client_id}")
    return answer.get("state") if status == 200 else None


def open_window(org, cleanup):
    window = Window.at(org)
    cleanup.append(window)
    window.see("list item", None)
    window.focus()
    return window


def revoke(org, window, name, client_id):
    window.select_row(name)
    window.see("heading", name)
    window.click("Revoke Authorization…")
    window.click("Revoke Authorization")
    wait("the revocation", lambda: state_of(org, client_id) == "Revoked")


def open_applications(window):
    window.click(re.compile("^Account: "))
    window.click("External Applications…", "menu item")
    window.see("push button", f"Launch {NAME}")


def requested(org, cleanup):
    """Asked for by a person, notified, approved, used; and revoked, which ends it at once"""
    service = Service()
    cleanup.append(service)
    window = open_window(org, cleanup)
    web = WebBrowser()
    page = web.launch(url_of(org, CLIENT_ID), "agent", org.ready["password"])
    assert page.status == 403 and "An administrator is required" in page.text, page.text
    assert "oauth:client:authorize" in page.text, page.text
    assert state_of(org, CLIENT_ID) == "Requested"
    assert "access_denied" in web.press("Back to the Application").text
    told = wait("the notification", lambda: service.shown, INTERVAL_S)[0]
    assert told["summary"] == f"{NAME} asks to be approved", told
    service.press(told)
    window.see_text(CLIENT_ID)
    window.screenshot("external-app-pending")
    window.click("Approve…")
    window.see_text("Scopes it asks for")
    window.click("Approve")
    wait("the approval", lambda: state_of(org, CLIENT_ID) == "Authorized")
    web.launch(url_of(org, CLIENT_ID), "agent", org.ready["password"])
    page = web.press("Allow")
    assert "Signed in as Tomás Oliveira" in page.text, page.text
    assert "user-basic-info" in page.text, page.text
    window.see("push button", "Revoke Authorization…")
    revoke(org, window, NAME, CLIENT_ID)
    page = web.press("Call Again")
    assert "users/me 401" in page.text, page.text
    page = web.launch(url_of(org, CLIENT_ID), "agent", org.ready["password"])
    assert "An administrator" in page.text and "Allow" not in page.buttons(), page.text


def revoked_with_refresh(org, cleanup):
    """An application that may refresh is revoked: neither its call nor its refresh works"""
    web = WebBrowser()
    page = web.launch(url_of(org, CRM_ID), "agent", org.ready["password"])
    if "Allow" in page.buttons():
        page = web.press("Allow")
    assert "Signed in as Tomás Oliveira" in page.text, page.text
    assert "Times refreshed 1" in web.press("Refresh Tokens").text
    window = open_window(org, cleanup)
    revoke(org, window, CRM_NAME, CRM_ID)
    assert "users/me 401" in web.press("Call Again").text
    page = web.press("Refresh Tokens")
    assert "invalid_grant" in page.text, page.text


def allowed_in_browser(org, cleanup):
    """An administrator allows it in the browser; the window shows it without being told"""
    window = open_window(org, cleanup)
    assert not any(name.startswith(NAME) for name in window.rows())
    web = WebBrowser()
    page = web.launch(url_of(org, CLIENT_ID), "admin", org.ready["password"])
    assert f"{NAME} asks for access to Acme Care" in page.text, page.text
    assert "Signed in as Dana Reyes" in web.press("Allow").text, web.page.text
    assert state_of(org, CLIENT_ID) == "Authorized"
    wait("the new row", lambda: any(name.startswith(NAME) for name in window.rows()), INTERVAL_S)


def launched_from_window(cleanup):
    """As a new user tries it: Launch, refused, approve in the window, Launch again, it works"""
    browser = Browser()
    cleanup.append(Service())
    window, data = open_local(cleanup)
    window.see_text("Quality Insights")
    open_applications(window)
    window.click(f"Launch {NAME}")
    count, url = wait("the browser", browser.opened)
    assert count == "1" and url.startswith("http://127.0.7.2:"), (count, url)
    window.press("Escape")
    password = pathlib.Path(data, "password").read_text().strip()
    web = WebBrowser()
    page = web.launch(url, "agent", password)
    assert "An administrator is required" in page.text, page.text
    web.press("Back to the Application")
    window.focus()
    wait("the new row", lambda: any(name.startswith(NAME) for name in window.rows()), INTERVAL_S)
    window.select_row(NAME)
    window.see("heading", NAME)
    window.click("Approve…")
    window.click("Approve")
    window.see("push button", "Revoke Authorization…")
    window.click("Launch")
    wait("the browser again", lambda: len(browser.opened()) == 4)
    assert browser.opened()[3] == url, browser.opened()
    web.launch(url, "agent", password)
    assert "Signed in as Tomás Oliveira" in web.press("Allow").text, web.page.text


if __name__ == "__main__":
    run(requested, revoked_with_refresh, allowed_in_browser, launched_from_window)
