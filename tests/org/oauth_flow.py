# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""From the first page to the last call, without a browser: somebody logs in, allows, and the client
redeems what it got; and what becomes of it when a decision or a session ends in between
(S34, S41, S52, S61)."""

import html.parser
import time
import urllib.parse

from oauth_codes import CHALLENGE, FORM, VERIFIER, basic, encode, post
from org_process import Folder, Organization, Tap, expect, read_page

MAILER = "cb166213-080f-41d7-b488-f38b1de443ae"
MAILER_URI = "https://mailer.hearsay.example/genesys/callback"
BRIDGE = "1a73764e-9d2b-49a6-bb2e-017349e5c949"
BRIDGE_URI = "https://bridge.brightline.example/oauth/return"
CONSOLE = "bb481051-67e0-43a9-a53d-3d07b0f994df"
CONSOLE_URI = "https://console.acme-care.example/callback"


class Forms(html.parser.HTMLParser):
    """The forms of a page: where they go, and what is in them; buttons with a name count too."""

    def __init__(self, page):
        super().__init__()
        self.forms = []
        self.feed(page.decode())

    def handle_starttag(self, tag, attributes):
        known = dict(attributes)
        if tag == "form":
            self.forms.append((known["action"], [], []))
        elif not self.forms or "name" not in known:
            return
        elif tag == "button":
            self.forms[-1][2].append((known["name"], known.get("value", "")))
        elif tag == "input" and (known.get("type") != "checkbox" or "checked" in known):
            self.forms[-1][1].append((known["name"], known.get("value", "")))


class Visitor:
    """Somebody with a browser that keeps cookies and follows what stays on the site."""

    def __init__(self, organization, name):
        self.organization = organization
        self.name = name
        self.cookies = {}
        self.answer = None
        self.page_came = 0

    def ask(self, method, path, fields=None):
        headers = {"Sec-Fetch-Site": "same-origin"} if method == "POST" else {}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if method == "POST":
            headers |= {"Origin": f"http://{self.organization.authority}", "Content-Type": FORM}
        self.answer = self.organization.call(method, path, encode(fields) if fields else None,
                                             headers, token=None)
        self.page_came = time.monotonic()
        cookie = self.answer.headers.get("set-cookie")
        if cookie:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        place = self.answer.headers.get("location", "")
        if self.answer.status == 303 and place.startswith(("/", self.origin())):
            self.ask("GET", place.removeprefix(self.origin()))

    def origin(self):
        return f"http://{self.organization.authority}"

    def launch(self, client_id, redirect_uri, **more):
        self.ask("GET", "/oauth/authorize?" + urllib.parse.urlencode(
            {"response_type": "code", "client_id": client_id, "redirect_uri": redirect_uri,
             "state": "st:te", "code_challenge": CHALLENGE, "code_challenge_method": "S256"} | more))
        if b'name="password"' in self.answer.body:
            action, fields, _ = Forms(self.answer.body).forms[0]
            self.ask("POST", action, dict(fields) | {
                "username": self.name, "password": self.organization.ready["password"]})

    def press(self, value):
        """The button of that value, in whichever form it is, after reading the page."""
        read_page(self.page_came)
        for action, fields, buttons in Forms(self.answer.body).forms:
            for name, found in buttons:
                if found == value:
                    self.ask("POST", action, fields + [(name, value)])
                    return
        raise AssertionError(f"no button {value}: {self.answer.status} {self.answer.body}")

    def came_back(self, redirect_uri):
        """What the client reads off the address it is sent back to."""
        expect(self.answer.status == 303, self.answer.status, self.answer.body)
        place = self.answer.headers["location"]
        expect(place.startswith(redirect_uri + "?"), place)
        told = dict(urllib.parse.parse_qsl(place.partition("?")[2], strict_parsing=True))
        expect(told["iss"] == self.origin() and told["state"] == "st:te", told)
        return told


def redeem(organization, client_id, redirect_uri, code, headers=None, **more):
    form = {"grant_type": "authorization_code", "client_id": client_id, "code": code,
            "redirect_uri": redirect_uri, "code_verifier": VERIFIER} | more
    return post(organization, "/oauth/token", form, headers)


def works(organization, token):
    return organization.call("HEAD", "/api/v2/tokens/me", token=token).status != 401


def public_client(organization):
    visitor = Visitor(organization, "agent")
    visitor.launch(MAILER, MAILER_URI)
    visitor.press("allow")
    answer = redeem(organization, MAILER, MAILER_URI, visitor.came_back(MAILER_URI)["code"])
    expect(answer.status == 200, answer.body)
    tokens = answer.json()
    expect("quality:readonly" in tokens["scope"].split(), tokens)
    expect("quality" not in tokens["scope"].split(), "more than was granted")
    expect(works(organization, tokens["access_token"]), "the token")


def logged_out_between(organization):
    visitor = Visitor(organization, "agent")
    visitor.launch(MAILER, MAILER_URI)
    visitor.press("allow")
    code = visitor.came_back(MAILER_URI)["code"]
    visitor.ask("GET", "/logout")
    if visitor.answer.status == 200 and Forms(visitor.answer.body).forms:
        action, fields, buttons = Forms(visitor.answer.body).forms[0]
        visitor.ask("POST", action, fields + buttons[:1])
    answer = redeem(organization, MAILER, MAILER_URI, code)
    expect(answer.status == 400 and answer.json()["error"] == "invalid_grant", answer.body)


def asked_approved_revoked(organization):
    """An unknown client: refused, approved in the window, in, and out again."""
    visitor = Visitor(organization, "agent")
    visitor.launch(CONSOLE, CONSOLE_URI)
    expect(visitor.answer.status in (200, 403), visitor.answer.status)
    path = f"/api/v2/oauth/authorizations/{CONSOLE}"
    found = organization.call("GET", path).json()
    expect(found["state"] == "Requested", found)
    wanted = {"scope": ["user-basic-info", "users:readonly"], "roles": []}
    expect(organization.call("PUT", path, wanted).status == 200, "approve")
    again = Visitor(organization, "agent")
    again.launch(CONSOLE, CONSOLE_URI)
    again.press("allow")
    answer = redeem(organization, CONSOLE, CONSOLE_URI, again.came_back(CONSOLE_URI)["code"])
    tokens = answer.json()
    expect(tokens["scope"] == "user-basic-info users:readonly", tokens)
    me = organization.call("GET", "/api/v2/users/me", token=tokens["access_token"])
    expect(me.status == 200 and me.json()["username"].startswith("agent"), me.body)
    expect(organization.call("DELETE", path).status == 200, "revoke")
    expect(not works(organization, tokens["access_token"]), "the token of a revoked client")


def consent_of_less(organization):
    """An administrator allows what is left ticked, and a client with a secret refreshes it."""
    answer = organization.call("POST", f"/api/v2/oauth/clients/{CONSOLE}/secret")
    secret = {"Authorization": basic(CONSOLE, answer.json()["secret"])}
    visitor = Visitor(organization, "admin")
    visitor.launch(CONSOLE, CONSOLE_URI)
    visitor.press("allow")
    answer = redeem(organization, CONSOLE, CONSOLE_URI, visitor.came_back(CONSOLE_URI)["code"],
                    secret)
    tokens = answer.json()
    expect(answer.status == 200 and tokens["refresh_token"], answer.body)
    refresh = {"grant_type": "refresh_token", "refresh_token": tokens["refresh_token"]}
    fresh = post(organization, "/oauth/token", refresh, secret)
    expect(fresh.status == 200, fresh.body)
    path = f"/api/v2/oauth/authorizations/{CONSOLE}"
    expect(organization.call("DELETE", path).status == 200, "revoke")
    refresh["refresh_token"] = fresh.json()["refresh_token"]
    refused = post(organization, "/oauth/token", refresh, secret)
    expect(refused.status == 400 and refused.json()["error"] == "invalid_grant", refused.body)
    expect(not works(organization, fresh.json()["access_token"]), "the token of a revoked client")


def refused_on_the_page(organization):
    visitor = Visitor(organization, "agent")
    visitor.launch(BRIDGE, BRIDGE_URI)
    expect("location" not in visitor.answer.headers, visitor.answer.headers)
    expect(b"administrator" in visitor.answer.body, visitor.answer.body)


def main():
    tap = Tap()
    with Folder() as folder:
        with Organization(folder.data) as organization:
            for test in [public_client, logged_out_between, refused_on_the_page,
                         asked_approved_revoked, consent_of_less]:
                tap.run(test.__name__, test, organization)
            log = organization.log()
            tap.run("the log tells", expect, log.count("code redeemed") == 3, log)
            tap.run("the log keeps secrets", expect, "gate_" not in log.replace("gate_org", "") and
                    organization.ready["password"] not in log, log)
    tap.end()


main()
