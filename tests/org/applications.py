#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""The external applications that come with the organization: who is announced, what they send to the
authorization server, and which answers of it they believe (RFC 6749, 4.1.2; RFC 9207; F20, F21)."""

import http.client
import re
import socket
import threading
import urllib.parse

from org_process import Answer, Folder, Organization, Tap, expect
from page_browser import Browser, approve

APPS = {"/translation-desk/": "355b9f23-538f-40c2-b613-9260206030dc",
        "/crm-screen-pop/": "2d8e1d13-a439-4923-8580-5a5d14bb3ae7"}


def send(url, method="GET", headers=None, body=None):
    address = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=20)
    target = address.path + (f"?{address.query}" if address.query else "")
    connection.request(method, target, body, headers or {})
    answer = connection.getresponse()
    result = Answer(answer.status, answer.getheaders(), answer.read())
    connection.close()
    return result


class Visit:
    """One browser at one application."""

    def __init__(self, url):
        self.url = url
        answer = send(url + "sign-in")
        expect(answer.status == 303, answer.status)
        self.cookie = answer.headers["set-cookie"]
        self.asked = dict(urllib.parse.parse_qsl(
            urllib.parse.urlsplit(answer.headers["location"]).query))
        self.location = answer.headers["location"]

    def sign_in(self, organization, name="agent"):
        """Through the pages of the organization, and back; gives the last answer."""
        answer = self.come_back(self.ask_organization(organization, name))
        expect(answer.status == 303 and answer.headers["location"] == self.url, answer.headers)
        self.cookie = answer.headers.get("set-cookie", self.cookie)

    def ask_organization(self, organization, name="agent"):
        """The address to come back to, which has the code."""
        browser = Browser(organization)
        browser.ask("GET", self.location.removeprefix(organization.ready["login"]))
        browser.log_in(name)
        if browser.answer.status == 200:
            browser.decide("allow")
        return browser.answer.headers["location"]

    def come_back(self, address):
        return self.get(address.removeprefix(self.url))

    def press(self, action):
        return send(self.url + action, "POST", {"Cookie": self.cookie.split(";")[0],
                                                "Sec-Fetch-Site": "same-origin"}, b"")

    def press_together(self, *actions):
        """At once, each on a connection of its own."""
        threads = [threading.Thread(target=self.press, args=(action,)) for action in actions]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def get(self, rest="", **query):
        more = "?" + urllib.parse.urlencode(query) if query else ""
        return send(self.url + rest + more, headers={"Cookie": self.cookie.split(";")[0]})


def urls(organization):
    return [each["url"] for each in organization.ready["applications"]]


def announced(folder):
    with Organization(folder.data) as organization:
        for each in organization.ready["applications"]:
            address = urllib.parse.urlsplit(each["url"])
            expect(address.hostname == "127.0.7.2", each)
            expect(APPS[address.path] == each["clientId"], each)
            page = send(each["url"])
            expect(page.status == 200 and b"Sign In" in page.body, page.body)
        expect(len(organization.ready["applications"]) == 2, organization.ready)
        first = urllib.parse.urlsplit(urls(organization)[0])
    try:
        socket.create_connection((first.hostname, first.port), 5).close()
        raise AssertionError("they outlive the organization")
    except ConnectionRefusedError:
        pass
    with Organization(folder.data, "--address", "127.0.7.2") as organization:
        expect(all("//127.0.7.3:" in url for url in urls(organization)), urls(organization))
        expect("127.0.7.3" in Visit(urls(organization)[0]).asked["redirect_uri"], "redirect_uri")


def none_elsewhere(folder):
    for number, populate in enumerate(("none", "generated:20,4,9")):
        with Organization(f"{folder.path}/{number}", populate=populate, sign_in=None) as organization:
            expect(organization.ready["applications"] == [], organization.ready)


def headers(organization):
    for url in urls(organization):
        root = url.rsplit("/", 2)[0]
        for path in (url, f"{root}/", f"{root}/style.css", f"{root}/nothing", url + "sign-in"):
            found = send(path).headers
            expect("default-src 'none'" in found["content-security-policy"], path, found)
            expect("frame-ancestors 'none'" in found["content-security-policy"], path, found)
            expect(found["x-frame-options"] == "DENY", path, found)
            expect(found["cache-control"] == "no-store", path, found)
            expect(found["x-content-type-options"] == "nosniff", path, found)
            expect(found["referrer-policy"] == "same-origin", path, found)
        expect(send(url, "PUT", body=b"x").status == 405, "PUT")
        expect(send(url + "%ff").status == 400 or send(url + "%ff").status == 404, "not UTF-8")


def asks(organization):
    for url, client in zip(urls(organization), APPS.values()):
        first, second = Visit(url), Visit(url)
        expect(first.location.startswith(organization.ready["login"] + "/oauth/authorize?"))
        expect(first.asked["client_id"] == client and first.asked["response_type"] == "code")
        expect(first.asked["redirect_uri"] == url + "callback", first.asked)
        expect(first.asked["code_challenge_method"] == "S256", first.asked)
        expect(re.fullmatch(r"[\w-]{43}", first.asked["code_challenge"]), first.asked)
        expect(first.asked["state"] != second.asked["state"], "state twice")
        expect(first.asked["code_challenge"] != second.asked["code_challenge"], "challenge twice")
        for word in ("HttpOnly", "SameSite=Lax", f"Path={urllib.parse.urlsplit(url).path}"):
            expect(word in first.cookie, first.cookie)
        expect("prompt=login" in send(url + "sign-in?prompt=login").headers["location"], "prompt")


def answers_not_believed(organization):
    issuer = organization.ready["login"]
    for url in urls(organization):
        visit, other = Visit(url), Visit(url)
        state = visit.asked["state"]
        for query in ({"code": "c"}, {"code": "c", "state": "", "iss": issuer},
                      {"code": "c", "state": other.asked["state"], "iss": issuer},
                      {"error": "access_denied", "state": state[:-1], "iss": issuer}):
            expect(visit.get("callback", **query).status == 400, query)
        expect(send(f"{url}callback?code=c&state={state}&iss={issuer}").status == 400, "no cookie")
        twice = visit.get(f"callback?code=c&state={state}&iss={issuer}&state={state}")
        expect(twice.status == 400, twice.status)
        # None of that ended the sign-in; an answer of somebody else does.
        answer = visit.get("callback", code="c", state=state, iss=issuer + "/")
        expect(answer.status == 303 and answer.headers["location"] == url, answer.headers)
        expect(b"not from the issuer" in visit.get().body, visit.get().body)
        again = visit.get("callback", code="c", state=state, iss=issuer)
        expect(again.status == 303 and again.headers["location"] == url, "again", again.status)
        expect(b"not from the issuer" in visit.get().body, "an answer counted twice")


def strays(organization):
    """However many wrong answers come, the right one is taken (C4)."""
    for url in urls(organization):
        visit = Visit(url)
        for _ in range(30):
            expect(visit.get("callback", code="c", state="stray").status == 400, "a stray")
        late = visit.get("callback", code="c", state=visit.asked["state"],
                         iss=organization.ready["login"])
        expect(late.status == 303, late.status)


def refusals_shown(organization):
    issuer = organization.ready["login"]
    for url in urls(organization):
        visit = Visit(url)
        answer = visit.get("callback", error="access_denied", state=visit.asked["state"],
                           error_description="<script>\u202e&", iss=issuer)
        expect(answer.status == 303 and answer.headers["location"] == url, answer.headers)
        page = visit.get().body.decode()
        expect("access_denied" in page and "&lt;script&gt;" in page, page)
        expect("<script" not in page and "\u202e" not in page, page)
        visit = Visit(url)
        answer = visit.get("callback", code="gate_c_nothing", state=visit.asked["state"], iss=issuer)
        expect(answer.status == 303 and answer.headers["location"] == url, answer.status, answer.body)
        page = visit.get().body
        expect(b"invalid_grant" in page and b"Sign In" in page, page)


def led_here(organization):
    """What a browser says of itself when the organization sends it back: it comes from elsewhere."""
    for url in urls(organization):
        visit = Visit(url)
        query = urllib.parse.urlencode({"error": "access_denied", "state": visit.asked["state"],
                                        "iss": organization.ready["login"]})
        answer = send(f"{url}callback?{query}", headers={
            "Cookie": visit.cookie.split(";")[0], "Sec-Fetch-Site": "cross-site", "Origin": "null"})
        expect(answer.status == 303, answer.status, answer.body)


def tabs(organization):
    """Each tab's sign-in is answered, in any order; of too many the oldest is forgotten."""
    issuer = organization.ready["login"]
    for url in urls(organization):
        visit = Visit(url)
        states = [visit.asked["state"]]
        for _ in range(4):
            location = visit.get("sign-in").headers["location"]
            states += urllib.parse.parse_qs(urllib.parse.urlsplit(location).query)["state"]
        expect(len(set(states)) == 5, states)
        for state in states[1:3] + states[:2:-1]:
            answer = visit.get("callback", error=f"e{state[:4]}", state=state, iss=issuer)
            expect(answer.status == 303, answer.status)
            expect(f"e{state[:4]}".encode() in visit.get().body, visit.get().body)
        expect(visit.get("callback", error="x", state=states[0], iss=issuer).status == 400, "oldest")


def forms(organization):
    for url in urls(organization):
        for action in ("again", "refresh", "sign-out"):
            for site in ("cross-site", "same-site"):
                answer = send(url + action, "POST", {"Sec-Fetch-Site": site}, b"")
                expect(answer.status == 403, action, site, answer.status)
            answer = send(url + action, "POST", {"Origin": "null"}, b"")
            expect(answer.status == 403, action, answer.status)
            answer = send(url + action, "POST", {"Sec-Fetch-Site": "same-origin"}, b"")
            expect(answer.status == 303 and answer.headers["location"] == url, answer.status)


def footer(organization):
    """Of Sign Out it speaks only where the button is, and a time has its zone."""
    url = urls(organization)[0]
    visit = Visit(url)
    expect(b"Sign Out ends" not in send(url).body, "signed out")
    visit.sign_in(organization, "admin")
    page = visit.get().body.decode()
    expect("Sign Out ends" in page, page[-600:])
    expect(re.search(r"<time>\d{4}-\d\d-\d\d \d\d:\d\d \S+</time>", page), page)


def languages(organization):
    for wanted, language in (("de", "de"), ("de-AT,en;q=0.5", "de"), ("en,de", "en"), ("fr", "en"),
                             ("de;q=0.2,en;q=0.9", "en"), ("*", "en"), (";;;,,q=", "en")):
        page = send(urls(organization)[0], headers={"Accept-Language": wanted}).body.decode()
        expect(f'<html lang="{language}">' in page, wanted, page[:80])


def many_visits(organization):
    url = urls(organization)[0]
    first = Visit(url)
    for _ in range(80):
        last = Visit(url)
    issuer = organization.ready["login"]
    gone = first.get("callback", error="x", state=first.asked["state"], iss=issuer)
    expect(gone.status == 400, gone.status)
    kept = last.get("callback", error="x", state=last.asked["state"], iss=issuer)
    expect(kept.status == 303, kept.status)


def cookie_at_sign_in(organization):
    """Whoever knows the cookie from before a sign-in is not signed in by it (session fixation)."""
    for url, client in zip(urls(organization), APPS.values()):
        approve(organization, client, ["user-basic-info"])
        visit, before = Visit(url), Visit(url)
        before.cookie = planted = visit.cookie
        visit.sign_in(organization)
        expect(visit.cookie.split(";")[0] != planted.split(";")[0], "the same cookie")
        expect(visit.cookie.split(";")[1:] == planted.split(";")[1:], visit.cookie)
        expect(b"Tom\xc3\xa1s Oliveira" in visit.get().body, visit.get().body)
        expect(b"Oliveira" not in before.get().body, "the old cookie is signed in")


def refresh_at_once(organization):
    """A double click refreshes once, and ends nothing."""
    url = urls(organization)[1]
    approve(organization, APPS["/crm-screen-pop/"], ["user-basic-info"])
    visit = Visit(url)
    visit.sign_in(organization)
    for number in range(1, 9):
        visit.press_together("refresh", "refresh", "refresh")
        page = visit.get().body.decode()
        expect("What went wrong" not in page, number, page)
        expect("Refresh Tokens" in page and "Oliveira" in page, number, page)
    organization.is_alive()


def sign_out_wins(organization):
    """A late answer signs nobody in again."""
    url = urls(organization)[1]
    approve(organization, APPS["/crm-screen-pop/"], ["user-basic-info"])
    for number in range(12):
        visit = Visit(url)
        visit.sign_in(organization)
        visit.press_together("refresh", "sign-out")
        visit.press("again")
        expect(b"Refresh Tokens" not in visit.get().body, number, visit.get().body)
    for number in range(6):
        visit = Visit(url)
        visit.sign_in(organization)
        visit.press_together("again", "sign-out")
        expect(b"Oliveira" not in visit.get().body, number, visit.get().body)


def secret_in_memory_only(folder):
    """Each start makes another secret; the database knows its hash alone."""
    with Organization(folder.data) as organization:
        visit = Visit(urls(organization)[1])
        visit.get("callback", code="c", state=visit.asked["state"], iss=organization.ready["login"])
        expect(b"invalid_grant" in visit.get().body, "the client was not let in:", visit.get().body)
        log = organization.log()
    with open(folder.database, "rb") as database:
        expect(b"gate_s_" not in database.read(), "a secret in the database")
    expect("gate_s_" not in log, "a secret in the log")


def main():
    tap = Tap()
    with Folder() as folder:
        tap.run("announced, on an address of their own", announced, folder)
        tap.run("none where the organization does not know them", none_elsewhere, folder)
        tap.run("a secret lives in memory only", secret_in_memory_only, folder)
    with Folder() as folder, Organization(folder.data) as organization:
        tap.run("every answer wears its armour", headers, organization)
        tap.run("asks with state and PKCE", asks, organization)
        tap.run("answers that are not believed", answers_not_believed, organization)
        tap.run("many answers from elsewhere", strays, organization)
        tap.run("refusals are shown as they came, escaped", refusals_shown, organization)
        tap.run("led here by the organization", led_here, organization)
        tap.run("several tabs", tabs, organization)
        tap.run("forms of other sites", forms, organization)
        tap.run("the footer", footer, organization)
        tap.run("English and German", languages, organization)
        tap.run("a browser too many", many_visits, organization)
        tap.run("another cookie at the sign-in", cookie_at_sign_in, organization)
        tap.run("refreshes at once", refresh_at_once, organization)
        tap.run("a sign-out while a refresh is under way", sign_out_wins, organization)
    tap.end()


if __name__ == "__main__":
    main()
