# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""A browser without a window: cookies, and forms as the pages have them. What it sends can be bent."""

import html.parser
import http.client
import time
import urllib.parse

from oauth_codes import CHALLENGE, FORM
from org_process import Answer, expect, read_page

CONSOLE = "bb481051-67e0-43a9-a53d-3d07b0f994df"       # own, public, no record
CONSOLE_URI = "https://console.acme-care.example/callback"
BRIDGE = "1a73764e-9d2b-49a6-bb2e-017349e5c949"        # foreign, Requested
BRIDGE_URI = "https://bridge.brightline.example/oauth/return"
QUALITY = "5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d42"       # own, authorized, with a secret in the tests
QUALITY_URI = "https://insights.acme-care.example/auth/callback"
SURVEY = "cb166213-080f-41d7-b488-f38b1de443ae"        # foreign, public, authorized
SURVEY_URI = "https://mailer.hearsay.example/genesys/callback"
SPEECH = "7709ccc4-3b6d-47e4-92a2-40797728c725"        # foreign, Revoked
SPEECH_URI = "https://lab.northlight.example/pilot/callback"
ARCHITECT = "c4b5e8d0-6f3f-4c7b-8a54-3d6c0a6c1f11"     # built-in
ARCHITECT_URI = "https://apps.example/architect"
MIRROR = "ea0f8ec9-4254-4b98-885b-d6ac2c4c3d5a"        # foreign, authorized for three roles
MIRROR_URI = "https://mirror.papertrail.example/connect"
PHONE = "856b89c1-a28b-4866-94ff-88169ac6d818"         # foreign, no record
PHONE_URI = "brightline-softphone://signed-in"
SHIFT = "df708155-a769-4841-bb9a-23ce8c53cb3b"         # own, two addresses, one with its own scheme
SHIFT_URI = "acme-shifts://callback"
STATE = "st&te <x>"
AUTHORIZATIONS = "/api/v2/oauth/authorizations/"


class Page(html.parser.HTMLParser):
    """What a page says and asks."""

    def __init__(self, text):
        super().__init__()
        self.fields = {}
        self.ticked = {}
        self.buttons = []
        self.actions = []
        self.tags = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        known = dict(attributes)
        self.tags.append((tag, known))
        if tag == "form":
            self.actions.append(known["action"])
        elif tag == "button":
            self.buttons.append(known.get("value"))
        elif tag == "input" and known["type"] == "checkbox":
            self.ticked[known["name"]] = "checked" in known
        elif tag == "input":
            self.fields[known["name"]] = known.get("value", "")

    def handle_data(self, data):
        self.text += data

    def form(self, **more):
        """All that a browser would send, less what is None."""
        sent = dict(self.fields) | {name: "1" for name, on in self.ticked.items() if on} | more
        return {name: value for name, value in sent.items() if value is not None}


def query(**parameters):
    sent = {"response_type": "code", "state": STATE, "code_challenge": CHALLENGE,
            "code_challenge_method": "S256", "client_id": CONSOLE, "redirect_uri": CONSOLE_URI}
    sent |= parameters
    return urllib.parse.urlencode({name: value for name, value in sent.items()
                                   if value is not None})


class Browser:
    def __init__(self, organization, language=None):
        self.organization = organization
        self.language = language
        self.cookies = {}
        self.answer = None
        self.page = None
        self.page_came = 0

    def ask(self, method, path, body=None, headers=None):
        sent = {"Accept-Language": self.language} if self.language else {}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if method == "POST":
            sent |= {"Origin": self.origin, "Sec-Fetch-Site": "same-origin", "Content-Type": FORM}
        sent |= headers or {}
        sent = {name: value for name, value in sent.items() if value is not None}
        if isinstance(body, (dict, list)):
            body = urllib.parse.urlencode(body).encode()
        connection = http.client.HTTPConnection(self.organization.host, self.organization.port,
                                                timeout=30)
        try:
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            self.answer = Answer(answer.status, answer.getheaders(), answer.read())
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    self.take_cookie(value)
        finally:
            connection.close()
        kind = self.answer.headers.get("content-type", "")
        self.page = Page(self.answer.body.decode()) if kind.startswith("text/html") else None
        self.page_came = time.monotonic()
        return self.answer

    def take_cookie(self, header):
        name, _, value = header.partition(";")[0].partition("=")
        if "Max-Age=0" in header:
            self.cookies.pop(name, None)
        else:
            self.cookies[name] = value

    @property
    def origin(self):
        return f"http://{self.organization.authority}"

    @property
    def session_name(self):
        return f"gatehouse-session-{self.organization.port}"

    @property
    def browser_name(self):
        return f"gatehouse-browser-{self.organization.port}"

    @property
    def password(self):
        return self.organization.ready["password"]

    def launch(self, headers=None, **parameters):
        return self.ask("GET", "/oauth/authorize?" + query(**parameters), headers=headers)

    def log_in(self, name, password=None):
        """Types both, and follows to the page behind."""
        expect("password" in self.page.fields, self.answer.status, self.answer.body)
        form = self.page.form(username=name, password=password or self.password)
        self.ask("POST", "/login", form)
        place = self.answer.headers.get("location", "")
        if place.startswith("/consent?request="):
            expect(self.answer.status == 303, self.answer.status)
            self.ask("GET", place)
        return self.answer

    def decide(self, decision, **more):
        """Reads the page, then presses a button of it."""
        if decision == "allow":
            self.read()
        return self.decide_unread(decision, **more)

    def read(self):
        """Takes the time that the page has to be there before Allow is taken for an answer."""
        read_page(self.page_came)

    def decide_unread(self, decision, **more):
        return self.ask("POST", "/consent", self.page.form(decision=decision, **more))

    def came_back(self, uri):
        """The parameters that the application gets."""
        expect(self.answer.status == 303, self.answer.status, self.answer.body[-600:])
        place = self.answer.headers["location"]
        expect(place.startswith(uri + "?"), place)
        pairs = urllib.parse.parse_qsl(place[len(uri) + 1:], keep_blank_values=True,
                                       strict_parsing=True)
        told = dict(pairs)
        expect(len(told) == len(pairs), "a parameter twice", place)
        expect(told["iss"] == self.origin, told)
        return told

    def came_with_code(self, uri, state=STATE):
        told = self.came_back(uri)
        expect(set(told) == {"code", "state", "iss"} and told["state"] == state, told)
        return told["code"]

    def came_with_error(self, uri, error, state=STATE):
        told = self.came_back(uri)
        expect(told["error"] == error and told.get("state") == state, told)
        description = told["error_description"]
        expect(description and all(32 <= ord(c) < 127 and c not in '"\\' for c in description),
               description)
        return told

    def is_error_page(self, *statuses):
        expect(self.answer.status in (statuses or (400,)), self.answer.status, self.answer.body)
        expect("location" not in self.answer.headers, "it leads somewhere", self.answer.headers)
        expect(self.page is not None and not self.page.actions, self.answer.body)
        expect("start again" in self.page.text or "noch einmal" in self.page.text, self.page.text)


def state_of(organization, client):
    return organization.call("GET", AUTHORIZATIONS + client).json()


def approve(organization, client, scopes, roles=()):
    answer = organization.call("PUT", AUTHORIZATIONS + client,
                               {"scope": list(scopes), "roles": list(roles)})
    expect(answer.status == 200, answer.status, answer.body)


def revoke(organization, client):
    answer = organization.call("DELETE", AUTHORIZATIONS + client)
    expect(answer.status in (200, 204), answer.status, answer.body)
