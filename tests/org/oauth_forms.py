# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""What no browser and no application sends: bent requests, bent forms, other people's handles, other
origins; and the headers of every answer (S2 to S4, S6 to S14, S16, S18 to S21, H7, H8,
H41 to H64)."""

import os
import re
import urllib.parse

from api_tokens import connect
from oauth_codes import CHALLENGE, set_secret
from org_process import Folder, Organization, Tap, expect, split_answers, read_answers
from page_browser import (CONSOLE, CONSOLE_URI, PHONE, PHONE_URI, QUALITY, QUALITY_URI, SHIFT,
                          SHIFT_URI, STATE, SURVEY, SURVEY_URI, Browser, query, state_of)

LOOPBACK = "8d0c1f4e-6f7b-4a55-9d0e-3a1f6b1f2a01"
LOOPBACK_URI = "http://127.0.0.1/back?from=here"
NASTY = "d3b07384-d9a0-4c9b-8f5e-2b7c1a9e4f10"
MANY = "0b9c7f0e-54f1-4b7e-a0a3-3c5d2e8f7a66"
NASTY_NAME = "\"><script>alert(1)</script>\u202e<b>'&amp;"
HEADERS = {
    "x-frame-options": "DENY", "x-content-type-options": "nosniff", "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin", "cross-origin-resource-policy": "same-origin"}


def add_clients(database):
    """A native application, and one whose name is no name."""
    connection = connect(database)
    with connection:
        for client, name, uri in ((LOOPBACK, "Native", LOOPBACK_URI),
                                  (NASTY, NASTY_NAME, "https://nasty.example/"),
                                  (MANY, "Many", "https://many.example/0")):
            connection.execute(
                "INSERT INTO clients (id, owner, name, description, grant_type, token_lifetime_s,"
                " state, created_ms, modified_ms) SELECT ?, number, ?, ?, 'CODE', 300, 'active', 1, 1"
                " FROM organizations WHERE kind = 'own'", (client, name, name))
            connection.execute(
                "INSERT INTO client_redirect_uris (client, position, uri) SELECT number, 0, ?"
                " FROM clients WHERE id = ?", (uri, client))
            connection.execute("INSERT INTO client_scopes (client, scope) SELECT number, ?"
                               " FROM clients WHERE id = ?", ("users<script>", client))
        for position in range(1, 25):
            connection.execute(
                "INSERT INTO client_redirect_uris (client, position, uri) SELECT number, ?, ?"
                " FROM clients WHERE id = ?",
                (position, f"https://many.example/{position}", MANY))
    connection.close()


def clients(organization):
    """H48 and H49: never a redirect, always the same words; what came, and what is registered."""
    browser = Browser(organization)
    texts = set()
    for client in (None, "", "x", CONSOLE + " ", "a" * 2000, "' OR 1=1 --", "%00",
                   "b4f81ba5-e051-43a6-9538-f17a646e6af4", "a77145d2-da6e-496e-8a3d-3ce3b81d6b25"):
        browser.launch(client_id=client)
        browser.is_error_page(400)
        expect((client or "none")[:36] in browser.page.text, client, browser.page.text)
        expect(len(browser.page.text) < 1000, browser.page.text)
        texts.add(browser.page.text.partition("Client ID")[0])
    expect(len(texts) == 1 and "is not known, or not active" in texts.pop(), texts)
    for uri in (None, "", CONSOLE_URI + "/", CONSOLE_URI + "?a=b", CONSOLE_URI + "#x", SURVEY_URI,
                "https://console.acme-care.example", "javascript:alert(1)", "//evil.example/",
                "https://evil.example/", "a" * 5000):
        browser.launch(redirect_uri=uri)
        browser.is_error_page(400)
        came, _, registered = browser.page.text.partition("Registered addresses")
        expect((uri or "none")[:100] in came.partition("asked for")[2], uri, came)
        expect(registered.strip().startswith(CONSOLE_URI), registered)
        expect(len(browser.page.text) < 1000 and "href=" not in re.sub(
            "<link [^>]*>", "", browser.answer.body.decode()), browser.page.text)
        texts.add(came.partition("Client ID")[0])
    expect(len(texts) == 1 and "Queue Console wants you sent to an address" in texts.pop(), texts)
    browser.launch(client_id=NASTY, redirect_uri="https://nasty.example/<script>alert(2)</script>")
    browser.is_error_page(400)
    expect(b"<script" not in browser.answer.body and "alert(2)" in browser.page.text)
    browser.launch(client_id=MANY, redirect_uri="https://many.example/no")
    browser.is_error_page(400)
    shown = re.findall(r"https://many\.example/\d+", browser.page.text)
    expect(shown == [f"https://many.example/{n}" for n in range(10)], shown)
    expect("and 15 more" in browser.page.text, browser.page.text)
    browser.launch(client_id="51d934e1-7ba0-45d3-a2ce-0edd18e9e858")
    expect(browser.page.text.partition("Registered addresses")[2].split()[0] == "none")
    browser.launch(redirect_uri=CONSOLE_URI + "\r\nSet-Cookie: a=b")
    browser.is_error_page(400)
    for repeated in (f"client_id={CONSOLE}", "redirect_uri=" + urllib.parse.quote(CONSOLE_URI, ""),
                     "client_id=other", "redirect_uri=https%3A%2F%2Fevil.example", "state=%ff",
                     "state=%00", "state=%zz", "a=1&a=2", "&".join(f"p{n}=1" for n in range(120))):
        browser.ask("GET", f"/oauth/authorize?{query()}&{repeated}")
        browser.is_error_page(400)


def loopback(organization):
    """RFC 8252: any port, and nothing else may differ."""
    browser = Browser(organization)
    for port in (":1", ":41234", ":65535", ""):
        uri = f"http://127.0.0.1{port}/back?from=here"
        browser.launch(client_id=LOOPBACK, redirect_uri=uri)
        expect(browser.answer.status == 200, uri, browser.answer.status)
        policy = browser.answer.headers["content-security-policy"]
        expect(f"form-action 'self' http://127.0.0.1{port};" in policy, policy)
    for uri in ("http://127.0.0.1:0/back?from=here", "http://127.0.0.1:65536/back?from=here",
                "http://127.0.0.2:1/back?from=here", "http://localhost:1/back?from=here",
                "http://[::1]:1/back?from=here", "http://127.0.0.1:1@evil/back?from=here",
                "http://127.1:1/back?from=here", "https://127.0.0.1:1/back?from=here",
                "http://127.0.0.1:1/back?from=there", "http://127.0.0.1:1/back"):
        browser.launch(client_id=LOOPBACK, redirect_uri=uri)
        browser.is_error_page(400)


def errors(organization):
    """Every other error is told to the application, with state and iss."""
    browser = Browser(organization)
    for error, parameters in (
            ("invalid_request", {"response_type": None}),
            ("unsupported_response_type", {"response_type": "token"}),
            ("unsupported_response_type", {"response_type": "code token"}),
            ("invalid_request", {"response_mode": "form_post"}),
            ("invalid_request", {"code_challenge": None, "code_challenge_method": None}),
            ("invalid_request", {"code_challenge_method": "plain"}),
            ("invalid_request", {"code_challenge": CHALLENGE + "="}),
            ("invalid_request", {"prompt": "none"}),
            ("invalid_request", {"org": "acme-care"}),
            ("invalid_request", {"target": "elsewhere"}),
            ("invalid_scope", {"scope": "oauth"}),
            ("invalid_scope", {"scope": '"'}),
            ("invalid_scope", {"scope": " ".join(["users:readonly"] * 9 + ["moon"])}),
            ("request_not_supported", {"request": "x"}),
            ("request_uri_not_supported", {"request_uri": "http://127.0.0.1:1/"})):
        browser.launch(**parameters)
        described = browser.came_with_error(CONSOLE_URI, error)["error_description"]
        named = [name for name in parameters if f": {name}" in described]
        expect(named, parameters, described)
        value = parameters[named[0]]
        expect(value is None or described.endswith(f"={value}".replace('"', "?")) or " " in value,
               described)
    browser.launch(client_id="cbba0703-ced2-43a1-aa29-3897d7954eb9",
                   redirect_uri="https://kiosk.acme-care.example/callback")
    browser.came_with_error("https://kiosk.acme-care.example/callback", "unauthorized_client")
    for name in ("response_type", "code_challenge", "code_challenge_method", "scope", "prompt"):
        value = {"response_type": "code", "code_challenge": CHALLENGE,
                 "code_challenge_method": "S256", "scope": "users:readonly", "prompt": "login"}[name]
        more = f"&{name}={value}" * (2 if name in ("scope", "prompt") else 1)
        browser.ask("GET", f"/oauth/authorize?{query()}{more}")
        browser.came_with_error(CONSOLE_URI, "invalid_request")
    browser.ask("GET", f"/oauth/authorize?{query()}&state=other")
    browser.came_with_error(CONSOLE_URI, "invalid_request", None)
    for state in ("ä", "x" * 4097):
        browser.launch(state=state)
        browser.came_with_error(CONSOLE_URI, "invalid_request", None)
    for bent in ("state=a%0d%0ab", "login_hint=a%0ab"):
        form = f"{query()}&{bent}".replace(f"state={urllib.parse.quote_plus(STATE)}&", "", 1)
        browser.ask("POST", "/oauth/authorize", form.encode())
        browser.came_with_error(CONSOLE_URI, "invalid_request", None)
    for state in (None, "<script>&\"'#%0d", "x" * 4096):
        browser.launch(state=state, response_type="token")
        browser.came_with_error(CONSOLE_URI, "unsupported_response_type", state)
    expect(browser.answer.headers["referrer-policy"] == "no-referrer", browser.answer.headers)


def media_types(organization):
    """H57, and forms that are none."""
    browser = Browser(organization)
    for kind in ("application/json", "multipart/form-data; boundary=x", None, "text/plain",
                 "application/x-www-form-urlencoded; charset=utf-7"):
        browser.ask("POST", "/oauth/authorize", query().encode(), {"Content-Type": kind})
        browser.is_error_page(415)
        browser.launch()
        browser.ask("POST", "/login", b"x=y", {"Content-Type": kind})
        browser.is_error_page(415)
    browser.ask("POST", "/oauth/authorize?" + query(), query().encode())
    browser.is_error_page(400)
    for path in ("/login", "/pages.css", "/consent", "/logout", "/oauth/authorize"):
        for method in ("PUT", "DELETE"):
            browser.ask(method, path, b"")
            expect(browser.answer.status == 405 and browser.answer.headers["allow"], path)
    browser.ask("GET", "/login")
    browser.is_error_page(405)


def login_fields(organization):
    """H58 and H59: missing, repeated, oversized and unreadable fields change nothing."""
    browser = Browser(organization)
    browser.launch()
    form = browser.page.form(username="agent", password=browser.password)
    encoded = urllib.parse.urlencode(form)
    for bent in ([{name: value for name, value in form.items() if name != missing}
                  for missing in form] + [
            encoded + "&username=admin", encoded + "&password=x", encoded + "&token=x",
            encoded + "&request=x", encoded.replace("agent", "%ff"), encoded.replace("agent", "%00"),
            encoded.replace("agent", "a%0ab"), encoded.replace("agent", "%zz"),
            {**form, "username": "a" * 321}, {**form, "password": "p" * 129},
            {**form, "password": "ü" * 129}, {**form, "password": "a" * 50000}, b"", b"&&&",
            b"\xff\xfe", encoded + "&" * 200 + "a=1", encoded + "&x=1" * 120]):
        body = bent.encode() if isinstance(bent, str) else bent
        browser.ask("POST", "/login", body)
        browser.is_error_page(400)
        expect(browser.session_name not in browser.cookies, bent)
    browser.ask("POST", "/login", b"a" * 70000)
    browser.is_error_page(413)
    for username, password, fields in (("", "x", ["username"]), ("agent", "", ["password"]),
                                       (" ", "", ["password", "username"])):
        browser.launch()
        browser.ask("POST", "/login", browser.page.form(username=username, password=password))
        expect(browser.answer.status == 400, browser.answer.status)
        invalid = {known["name"]: known["aria-describedby"] for tag, known in browser.page.tags
                   if tag == "input" and known.get("aria-invalid") == "true"}
        expect(sorted(invalid) == fields, invalid)
        there = [known.get("id") for _, known in browser.page.tags]
        expect(all(error in there for error in invalid.values()), invalid)
    for password in ("p" * 128, "ü" * 128):
        browser.launch()
        browser.log_in("nobody", password)
        expect(browser.answer.status == 403, "an acceptable length", browser.answer.status)


def consent_fields(organization):
    browser = Browser(organization)
    browser.launch(client_id=SHIFT, redirect_uri=SHIFT_URI)
    browser.log_in("admin")
    page = browser.page
    form = page.form(decision="allow")
    encoded = urllib.parse.urlencode(form)
    for bent in ([{name: value for name, value in form.items() if name != missing}
                  for missing in ("request", "token", "decision")] + [
            encoded + "&decision=deny", encoded + "&s0=1", encoded.replace("s0=1", "s0=2"),
            encoded.replace("s0=1", "s0="), encoded.replace("s0=1", "s0=%ff"),
            encoded + "&r1=x"]):
        browser.ask("POST", "/consent", bent.encode() if isinstance(bent, str) else bent)
        browser.is_error_page(400)
    expect(state_of(organization, SHIFT)["state"] == "Unauthorized", "a bent form did something")
    browser.page = page
    # As many fields as a client that asks for every scope would have, and no more than that counts.
    many = {f"{kind}{n}": "1" for kind in "sr" for n in range(99, 233)}
    browser.decide("allow", **many, scope="oauth", client_id=SURVEY, redirect_uri="http://evil/")
    browser.came_with_code(SHIFT_URI)
    expect("oauth" not in state_of(organization, SHIFT)["scope"], "more than was asked")


def handles(organization):
    """Tampered, foreign, reused, of another session; a token of another page."""
    browser = Browser(organization)
    browser.launch(client_id=SURVEY, redirect_uri=SURVEY_URI)
    login_token = browser.page.fields["token"]
    browser.log_in("agent")
    form = browser.page.form(decision="allow")
    handle = form["request"]
    other = Browser(organization)
    other.launch(client_id=SURVEY, redirect_uri=SURVEY_URI)
    other.log_in("agent")
    theirs = other.page.form(decision="allow")
    stranger = Browser(organization)
    for cookies, bent, status in (
            (browser.cookies, form | {"request": handle[:-1] + ("A" if handle[-1] != "A" else "B")}, 400),
            (browser.cookies, form | {"request": ""}, 400),
            (browser.cookies, form | {"request": theirs["request"]}, 400),
            (browser.cookies, theirs, 400),
            (browser.cookies, form | {"token": theirs["token"]}, 403),
            (browser.cookies, form | {"token": login_token}, 403),
            (browser.cookies, form | {"token": ""}, 403),
            ({}, form, 400),
            (other.cookies, form, 400),
            ({browser.browser_name: browser.cookies[browser.browser_name]}, form, 400),
            ({browser.session_name: browser.cookies[browser.session_name]}, form, 400),
            (browser.cookies | {browser.session_name: other.cookies[other.session_name]}, form, 400)):
        stranger.cookies = dict(cookies)
        stranger.ask("POST", "/consent", bent)
        stranger.is_error_page(status)
        stranger.cookies = dict(cookies)
        if bent["request"] != handle or cookies != browser.cookies:
            stranger.ask("GET", f"/consent?request={bent['request']}")
            stranger.is_error_page(400)
    browser.read()
    browser.ask("POST", "/consent", form)
    browser.came_with_code(SURVEY_URI)
    for _ in range(2):
        browser.ask("POST", "/consent", form)
        expect(browser.answer.status == 200 and "is approved" in browser.page.text, "a second code")
    browser.ask("POST", "/consent", browser.page.form(decision="allow"))
    expect(browser.answer.status == 400 and "could be read" in browser.page.text, "a second code")
    for query_string in ("", "?request=", "?request=x", "?request=a&request=b", "?request=%ff"):
        browser.ask("GET", "/consent" + query_string)
        browser.is_error_page(400)
    other.ask("GET", "/logout")
    other.ask("POST", "/consent", theirs)
    other.is_error_page(400)


def from_elsewhere(organization):
    """H7 and H8: a form that another page sent is refused, whatever cookies come with it."""
    port = organization.port
    for headers in ({"Origin": None}, {"Origin": None, "Sec-Fetch-Site": None}, {"Origin": "null"},
                    {"Origin": f"http://127.0.7.1:{port + 1}"}, {"Origin": "http://127.0.0.1:1"},
                    {"Origin": "https://evil.example"},
                    {"Origin": f"https://{organization.authority}"},
                    {"Origin": f"http://{organization.authority}.evil"},
                    {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "cross-site"},
                    {"Sec-Fetch-Site": "none"}, {"Sec-Fetch-Site": "x"}):
        browser = Browser(organization)
        browser.launch(client_id=PHONE, redirect_uri=PHONE_URI)
        form = browser.page.form(username="admin", password=browser.password)
        browser.ask("POST", "/login", form, headers)
        browser.is_error_page(403)
        expect(browser.session_name not in browser.cookies, headers)
        browser.ask("POST", "/login", form)
        browser.ask("GET", browser.answer.headers["location"])
        form = browser.page.form(decision="allow")
        browser.ask("POST", "/consent", form, headers)
        browser.is_error_page(403)
        expect(state_of(organization, PHONE)["state"] == "Unauthorized", headers)
    browser.read()
    browser.ask("POST", "/consent", form, {"Sec-Fetch-Site": None})
    browser.came_with_code(PHONE_URI)


def hostile_texts(organization):
    """What others wrote does no harm on any page (S21)."""
    browser = Browser(organization)
    for hint in ("\"><script>alert(1)</script>", "' onfocus='alert(1)", "\u202eevil", "<b>", "&lt;"):
        browser.launch(client_id=NASTY, redirect_uri="https://nasty.example/", login_hint=hint)
        check_harmless(browser)
        expect(browser.page.fields["username"] == hint.replace("\u202e", "\ufffd"),
               browser.page.fields)
        browser.log_in("<script>alert(2)</script>\u2028", "x")
        check_harmless(browser)
    for name in ("agent", "admin"):
        browser.launch(client_id=NASTY, redirect_uri="https://nasty.example/", prompt="login")
        browser.log_in(name)
        check_harmless(browser)
    browser.decide("allow")
    browser.came_with_code("https://nasty.example/")
    browser.launch(client_id=NASTY, redirect_uri="https://nasty.example/")
    check_harmless(browser)
    expect("Continue to" in browser.page.text, browser.page.text)
    browser.ask("GET", "/consent?request=" + urllib.parse.quote("<script>"))
    check_harmless(browser)


def check_harmless(browser):
    expect(browser.page is not None, browser.answer.status, browser.answer.headers)
    tags = {tag for tag, _ in browser.page.tags}
    expect(not tags & {"script", "b", "img", "style", "iframe", "a"}, tags)
    for _, attributes in browser.page.tags:
        expect(not [name for name in attributes if name.startswith("on") or name == "style"],
               attributes)
    expect("\u202e" not in browser.answer.body.decode(), "a direction that leaks")


def check_answer(answer, kind, path):
    for name, value in HEADERS.items():
        expect(answer.headers.get(name) == value, path, name, answer.headers.get(name))
    policy = answer.headers["content-security-policy"]
    expect("frame-ancestors 'none'" in policy and "default-src 'none'" in policy, path, policy)
    expect("unsafe" not in policy and "*" not in policy and "script-src" not in policy, policy)
    if kind == "form":
        expect(answer.headers["referrer-policy"] == "same-origin", path)
        expect("form-action 'self' " in policy and "style-src 'self'" in policy, policy)
    else:
        expect(answer.headers["referrer-policy"] == "no-referrer", path)
        expect("form-action 'self'" not in policy, policy)
    expect(not [name for name in answer.headers if name.startswith("access-control")], path)


def header_matrix(organization):
    """Every route, every kind of answer, and what the gate refuses before there is one."""
    browser = Browser(organization)
    login = browser.launch()
    check_answer(login, "form", "login")
    browser.log_in("nobody", "wrong")
    check_answer(browser.answer, "form", "wrong login")
    browser.log_in("agent")
    check_answer(browser.answer, "form", "permission page")
    browser.decide("back")
    check_answer(browser.answer, "redirect", "access_denied")
    browser.launch(client_id=SURVEY, redirect_uri=SURVEY_URI)
    check_answer(browser.answer, "form", "confirmation")
    browser.decide("allow")
    check_answer(browser.answer, "redirect", "code")
    browser.launch(client_id=QUALITY, redirect_uri=QUALITY_URI, prompt="login")
    browser.ask("POST", "/login", browser.page.form(username="admin", password=browser.password))
    check_answer(browser.answer, "redirect", "after login")
    for method, path in (
            ("GET", "/oauth/authorize"), ("HEAD", "/oauth/authorize"), ("POST", "/oauth/authorize"),
            ("PUT", "/oauth/authorize"), ("POST", "/login"), ("GET", "/login"), ("GET", "/consent"),
            ("POST", "/consent"), ("GET", "/logout"), ("GET", "/logout?redirect_uri=x"),
            ("GET", "/pages.css"), ("HEAD", "/pages.css"), ("GET", "/health"), ("GET", "/favicon.ico"),
            ("GET", "/.well-known/oauth-authorization-server"), ("POST", "/oauth/token"),
            ("GET", "/oauth/token"), ("POST", "/oauth/revoke"), ("POST", "/oauth/introspect"),
            ("GET", "/api/v2/oauth/authorizations"), ("GET", "/api/v2/nothing"),
            ("OPTIONS", "/oauth/authorize"), ("FOO", "/login"), ("GET", "/" + "a" * 9000),
            ("GET", "/a b")):
        check_answer(raw(organization, method, path), "plain", f"{method} {path[:40]}")
    check_answer(raw(organization, "POST", "/login", length="70000"), "plain", "too long a form")
    check_answer(raw(organization, "POST", "/login", length="x"), "plain", "no length")
    check_answer(raw(organization, "GET", "/login", host="evil.example"), "plain", "another host")


def raw(organization, method, path, length="0", host=None):
    peer = organization.connect()
    with peer:
        peer.sendall((f"{method} {path} HTTP/1.1\r\nHost: {host or organization.authority}\r\n"
                      f"Content-Length: {length}\r\nConnection: close\r\n\r\n").encode())
        data = read_answers(peer)
    if method == "HEAD":
        data = re.sub(rb"(?i)content-length: \d+", b"content-length: 0", data)
    return split_answers(data)[0]


def refusals_are_pages(organization):
    """What the gate refuses at the door of people is a page that says what to do."""
    browser = Browser(organization)
    browser.ask("POST", "/consent", b"a" * 70000)
    browser.is_error_page(413)
    expect("What was sent is too long" in browser.page.text, browser.page.text)
    browser.ask("GET", "/oauth/authorize?state=%ff")
    browser.is_error_page(400)
    answer = raw(organization, "POST", "/login", length="70000")
    expect("style-src 'self'" in answer.headers["content-security-policy"], answer.headers)


def login_bytes(organization):
    browser = Browser(organization)
    browser.launch()
    form = urllib.parse.urlencode(browser.page.form(username="agent", password=browser.password))
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    return (f"POST /login HTTP/1.1\r\nHost: {organization.authority}\r\nOrigin: {browser.origin}\r\n"
            f"Cookie: {cookies}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(form)}\r\n\r\n{form}").encode()


def vanish(organization):
    """H86: whoever goes while the password is checked is not missed."""
    for _ in range(12):
        with organization.connect() as peer:
            peer.sendall(login_bytes(organization))
    for _ in range(20):
        organization.is_alive()


def stop_while_hashing(folder):
    """H87: it ends cleanly with logins under way, with and without somebody waiting for them."""
    for keeps in (True, False):
        with Organization(folder.data) as organization:
            requests = [login_bytes(organization) for _ in range(6)]
            peers = [organization.connect() for _ in requests]
            for peer, request in zip(peers, requests):
                peer.sendall(request)
                if not keeps:
                    peer.close()
            organization.is_alive()
            organization.end()
            for peer in peers:
                peer.close()
        organization.process.wait()


def memory(process):
    with open(f"/proc/{process.pid}/status") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read())[1])


def flood(organization):
    """Requests that nobody answers do not pile up, and HEAD makes none."""
    browser = Browser(organization)
    browser.launch()
    first = browser.page
    target = f"/oauth/authorize?{query(state='s' * 4000)}"
    for _ in range(1100):
        browser.ask("HEAD", target)
    browser.page = first
    browser.log_in("agent")
    expect(browser.answer.status == 403, "HEAD pushed it out", browser.answer.status)
    for _ in range(1100):
        browser.ask("GET", target)
    before = memory(organization.process)
    browser.page = first
    browser.ask("POST", "/login", first.form(username="agent", password=browser.password))
    browser.is_error_page(400)
    for _ in range(2000):
        browser.ask("GET", target)
    after = memory(organization.process)
    expect(after < before + 8000, "memory grows", before, after)


def training_faults(folder):
    with Organization(folder.data, "--faults") as organization:
        browser = Browser(organization)
        for path in ("/oauth/authorize?" + query(), "/oauth/authorize", "/logout"):
            browser.ask("GET", path)
            expect("Training faults can be switched on" in browser.page.text, browser.page.text)


def main():
    tap = Tap()
    with Folder() as folder:
        tap.run("pages say that faults can be switched on", training_faults, folder)
        add_clients(folder.database)
        set_secret(folder.database, "Quality Insights", "gate_s_test")
        with Organization(folder.data) as organization:
            for name, function in (
                    ("bad clients and redirect URIs", clients), ("loopback redirects", loopback),
                    ("errors go back", errors), ("media types and methods", media_types),
                    ("fields of the login", login_fields), ("fields of the consent", consent_fields),
                    ("handles and tokens", handles), ("forms from elsewhere", from_elsewhere),
                    ("hostile texts", hostile_texts), ("headers of every answer", header_matrix),
                    ("refusals at the gate", refusals_are_pages),
                    ("somebody who does not wait", vanish)):
                tap.run(name, function, organization)
            tap.run("it is alive", organization.is_alive)
        tap.run("the end while passwords are checked", stop_while_hashing, folder)
        # Else the sanitizer keeps what has been freed.
        os.environ["ASAN_OPTIONS"] = os.environ.get("ASAN_OPTIONS", "") + ":quarantine_size_mb=1"
        with Organization(folder.data) as organization:
            tap.run("a flood of requests", flood, organization)
    tap.end()


if __name__ == "__main__":
    main()
