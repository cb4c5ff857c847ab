# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Signing in with the browser, from the command line to the list: the real window, the real
authorization server, and a browser in between that is driven by hand."""

import http.client
import urllib.parse

from harness import Organization, Window, run, wait
from watch import Browser
from web import WebBrowser

CLIENT = "Gatehouse"


def client_id(org):
    return next(client["id"] for client in org.clients() if client["name"] == CLIENT)


def open_window(org, cleanup, client=None, login=None, **more):
    window = Window("--api", org.ready["api"], "--login", login or org.ready["login"],
                    "--client-id", client or client_id(org), **more)
    cleanup.append(window)
    return window


def opened_address(browser, n=1):
    wait("the browser", lambda: len(browser.opened()) == 2 * n)
    return browser.opened()[-1]


def query_of(address):
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))


def log_in(org, address, who="admin"):
    web = WebBrowser()
    web.go(address)
    web.log_in(who, org.ready["password"])
    return web


def ask_listener(address, target, method="GET"):
    """What a stranger of this computer gets from the port of the redirect address."""
    port = urllib.parse.urlsplit(query_of(address)["redirect_uri"]).port
    connection = http.client.HTTPConnection("localhost", port, timeout=10)
    connection.request(method, target, headers={"Host": f"localhost:{port}"})
    status = connection.getresponse().status
    connection.close()
    return status


def signed_in(org, cleanup):
    """A person signs in with the browser, strangers knock meanwhile, and the list is there"""
    browser = Browser()
    window = open_window(org, cleanup)
    address = opened_address(browser)
    asked = query_of(address)
    assert asked["response_type"] == "code" and asked["code_challenge_method"] == "S256", asked
    assert "scope" not in asked and asked["client_id"] == client_id(org), asked
    assert asked["redirect_uri"].startswith("http://localhost:"), asked
    window.see_text("Continue in your browser")
    window.see_text(urllib.parse.urlsplit(address).hostname)
    window.screenshot("sign-in")
    for target in ("/favicon.ico", "/", "/?code=x&state=forged", "/other?code=x"):
        assert ask_listener(address, target) in (400, 404), target
    for method in ("HEAD", "OPTIONS", "POST"):
        assert ask_listener(address, f"/?code=x&state={asked['state']}", method) == 405, method
    web = log_in(org, address)
    web.press("Allow")
    assert "Go back to Gatehouse" in web.page.text, web.page.text
    assert web.page.url.endswith("/taken"), web.page.url
    window.see_text("Quality Insights")
    window.see_no("label", "Continue in your browser")


def denied(org, cleanup):
    """Who presses Deny is told why nobody is signed in, and can try again with one press"""
    browser = Browser()
    window = open_window(org, cleanup)
    web = log_in(org, opened_address(browser))
    web.press("Deny")
    assert "You are not signed in" in web.page.text, web.page.text
    window.see_text("Access was denied.")
    window.screenshot("sign-in-denied")
    window.click("Try Again")
    web = log_in(org, opened_address(browser, 2))
    web.press("Allow")
    window.see_text("Quality Insights")


def cancelled(org, cleanup):
    """Cancel closes the port and goes back to the first page"""
    browser = Browser()
    window = open_window(org, cleanup)
    address = opened_address(browser)
    window.click("Open Again")
    assert opened_address(browser, 2) == address
    window.click("Cancel")
    window.see("push button", "Try the Local Organization")
    try:
        ask_listener(address, "/")
    except ConnectionRefusedError:
        pass
    else:
        raise AssertionError("the port is still open")


def ended(cleanup):
    """A token that ends is replaced by signing in again; the list and the selection stay"""
    org = Organization(extra=["--faults"])
    cleanup.append(org)
    browser = Browser()
    window = open_window(org, cleanup)
    web = log_in(org, opened_address(browser))
    web.press("Allow")
    window.select_row("Quality Insights")
    window.see("heading", "Quality Insights")
    org.turn_fault("401", count=1000)
    window.press("F5")
    window.see_text("Your sign-in has ended. Sign in again to go on. This list is from")
    window.screenshot("sign-in-ended")
    org.turn_fault("401", count=0)
    window.click("Sign In Again")
    again = opened_address(browser, 2)
    window.see("heading", "Quality Insights")
    web.go(again)
    web.press("Allow")
    window.see_no("push button", "Sign In Again")
    window.see("heading", "Quality Insights")
    assert not any(code in window.output() for code in ("code=", "code_verifier")), window.output()


def wrong_client(org, cleanup):
    """A client that the region does not know is named; no port stays open"""
    browser = Browser()
    window = open_window(org, cleanup, client="00000000-0000-4000-8000-000000000000")
    web = WebBrowser()
    page = web.go(opened_address(browser))
    assert page.status == 400, page.text
    window.click("Cancel")
    window.see("push button", "Try the Local Organization")


if __name__ == "__main__":
    run(signed_in, denied, cancelled, ended, wrong_client)
