# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""From the first page into an organization by the form, to another account and back, and out: with
the real authorization server, and a browser that is driven by hand."""

import re

from connect import open_form, tick
from harness import run, wait
from keyboard import tab_to
from sign_in import client_id, log_in, opened_address
from watch import Browser

ACCOUNT = "Account: Acme Care"


def fill_in(window, org, client):
    tab_to(window, "Region")
    window.press("space")
    tab_to(window, "Other Addresses…, A gateway, a private cloud or a test server")
    window.press("Return")
    window.type_into("API address", org.ready["api"])
    window.type_into("Login address", org.ready["login"])
    window.type_into("Client ID", client)


def with_browser(org, cleanup):
    """Filled in, denied and tried again with everything kept, signed in, out, and in again"""
    browser = Browser()
    window = open_form(cleanup)
    fill_in(window, org, client_id(org))
    tick(window, "Practice")
    window.click("Sign In")
    log_in(org, opened_address(browser)).press("Deny")
    window.see_text("Access was denied.")
    window.screenshot("connect-denied")
    window.click("OK")
    window.see_text("Connect to Genesys Cloud")
    window.click("Sign In")
    web = log_in(org, opened_address(browser, 2))
    web.press("Allow")
    window.see_text("Quality Insights")
    window.see_text("until Gatehouse closes")
    window.screenshot("connected")
    window.click(ACCOUNT)
    window.see("menu item", re.compile("^Acme Care"))
    window.screenshot("account-menu")
    window.click("Sign Out", "menu item")
    window.see_text("You are signed out.")
    window.see("push button", "Try the Local Organization")
    assert org.ask("GET", "/api/v2/tokens/me")[0] == 200


def as_client(org, cleanup):
    """A client that signs in by itself, with its secret"""
    client = next(client for client in org.clients()
                  if client["authorizedGrantType"] == "CLIENT-CREDENTIALS"
                  and org.authorization(client["id"])["state"] == "Authorized")
    status, answer = org.ask("POST", f"/api/v2/oauth/clients/{client['id']}/secret")
    assert status == 200, answer
    window = open_form(cleanup)
    fill_in(window, org, client["id"])
    tick(window, "Client credentials", "shift+Tab")
    tab_to(window, "Client Secret")
    window.write(answer["secret"])
    tick(window, "Practice")
    window.click("Sign In")
    window.see_text("An administrator is required to approve this application")
    window.screenshot("connected-as-client")
    assert answer["secret"] not in window.output()


if __name__ == "__main__":
    run(with_browser, as_client)
