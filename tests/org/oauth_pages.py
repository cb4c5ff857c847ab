# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""The unknown-client procedure on the pages: who logs in, who is asked, who may decide, and what comes
of it (S4, S12, S15, S17, S22 to S25, S27, S28, S30)."""

import itertools
import os
import re
import resource
import threading
import time
import urllib.parse

from api_tokens import query as query_database
from oauth_codes import VERIFIER, post, set_secret
from org_process import Folder, Organization, Tap, expect, wait_for
from page_browser import (ARCHITECT, ARCHITECT_URI, BRIDGE, BRIDGE_URI, CONSOLE, CONSOLE_URI, MIRROR,
                          MIRROR_URI, PHONE, PHONE_URI, QUALITY, QUALITY_URI, SHIFT, SHIFT_URI, SPEECH, SPEECH_URI,
                          SURVEY, SURVEY_URI, Browser, approve, query, revoke, state_of)

ASKED = ["analytics:readonly", "presence:readonly", "routing", "user-basic-info", "users:readonly"]
REQUIRED = "An administrator is required to approve this application"


def redeem(organization, client, uri, code):
    answer = post(organization, "/oauth/token", {
        "grant_type": "authorization_code", "client_id": client, "code": code,
        "redirect_uri": uri, "code_verifier": VERIFIER})
    expect(answer.status == 200, answer.status, answer.body)
    return answer.json()


def index_of(page, scope):
    """The place of a scope in the form, by the text that stands beside its box."""
    names = [known["name"] for tag, known in page.tags
             if tag == "input" and known["type"] == "checkbox" and known["name"].startswith("s")]
    shown = [scope for scope in re.findall(r"[a-z-]+(?::readonly)?", page.text) if scope in ASKED]
    expect(sorted(shown) == sorted(ASKED), shown)
    return names[shown.index(scope)][1:]


def administrator_allows(organization):
    browser = Browser(organization)
    browser.launch()
    expect(browser.answer.status == 200 and browser.page.actions == ["/login"], browser.answer.body)
    browser.log_in("admin")
    text = browser.page.text
    for said in ("Queue Console", CONSOLE, "one of this organization’s clients", "Acme Care",
                 "console.acme-care.example", "8 hours", "Dana Reyes", "Revoke Authorization",
                 "Change queues and skills", "Can change data", "Read-only"):
        expect(said in text, said, text)
    expect(browser.page.buttons == ["deny", "allow", "switch"], browser.page.buttons)
    expect([on for name, on in browser.page.ticked.items() if name[0] == "s"] == [True] * 5)
    expect(state_of(organization, CONSOLE)["state"] == "Unauthorized", "before anybody decided")
    unwanted, narrowed = index_of(browser.page, "users:readonly"), index_of(browser.page, "routing")
    browser.decide("allow", **{f"s{unwanted}": None, f"r{narrowed}": "1"})
    tokens = redeem(organization, CONSOLE, CONSOLE_URI, browser.came_with_code(CONSOLE_URI))
    found = state_of(organization, CONSOLE)
    expect(found["state"] == "Authorized" and found["createdBy"]["name"] == "Dana Reyes", found)
    granted = ["analytics:readonly", "presence:readonly", "routing:readonly", "user-basic-info"]
    expect(sorted(found["scope"]) == granted, found["scope"])
    expect(sorted(tokens.get("scope", " ".join(granted)).split()) == granted, tokens)


def allow_is_recorded(folder, organization):
    """After the organization has ended: a record of each, as of a PUT."""
    rows = query_database(folder.database,
                          "SELECT a.action, p.user_name, a.through_client, a.state_before,"
                          " a.state_after, a.scopes_after FROM audit AS a JOIN clients AS c"
                          " ON c.number = a.client LEFT JOIN people AS p ON p.number = a.person"
                          f" WHERE c.id = '{CONSOLE}' ORDER BY a.sequence")
    expect(rows == [("Authorize", "admin", None, "Unauthorized", "Authorized",
                     "analytics:readonly presence:readonly routing:readonly user-basic-info")], rows)


def nothing_ticked(organization):
    browser = Browser(organization)
    browser.launch(client_id=BRIDGE, redirect_uri=BRIDGE_URI)
    browser.log_in("admin")
    expect("not one of this organization’s clients" in browser.page.text, browser.page.text)
    browser.decide("allow", **{name: None for name in browser.page.ticked})
    expect(browser.answer.status == 400, browser.answer.status)
    expect("at least one scope" in browser.page.text, browser.page.text)
    fieldset = next(known for tag, known in browser.page.tags if tag == "fieldset")
    expect("scopes-error" in fieldset["aria-describedby"], fieldset)
    expect(state_of(organization, BRIDGE)["state"] == "Requested", "it was granted nothing")
    browser.decide("allow", s0="1")
    browser.came_with_code(BRIDGE_URI)
    expect(len(state_of(organization, BRIDGE)["scope"]) == 1, "one scope")


def unread(organization):
    """Allow does nothing before the page could be read, says so, and leaves the ticks as they are."""
    browser = Browser(organization)
    browser.launch(client_id=SHIFT, redirect_uri=SHIFT_URI)
    browser.log_in("admin")
    before = state_of(organization, SHIFT)
    left_out = next(name for name in browser.page.ticked if name[0] == "s")
    kept = {name: on and name != left_out for name, on in browser.page.ticked.items()}
    for _ in range(3):
        browser.decide_unread("allow", **{left_out: None})
        expect(browser.answer.status == 400, browser.answer.status, browser.answer.headers)
        expect("before this page could be read" in browser.page.text, browser.page.text)
        expect("at least one scope" not in browser.page.text, browser.page.text)
        expect(browser.page.ticked == kept, browser.page.ticked)
        expect(state_of(organization, SHIFT) == before, "it was allowed unread")
    browser.decide("deny")
    browser.came_with_error(SHIFT_URI, "access_denied")
    browser.launch(client_id=SURVEY, redirect_uri=SURVEY_URI)
    expect("Continue to Survey Mailer?" in browser.page.text, browser.page.text)
    browser.decide_unread("allow")
    expect(browser.answer.status == 400, browser.answer.status, browser.answer.headers)
    expect("before this page could be read" in browser.page.text, browser.page.text)
    browser.decide("allow")
    browser.came_with_code(SURVEY_URI)


def focus_on_login(organization):
    """What is typed at once lands in the field that is empty, a password never in the user name."""
    def focused(browser):
        return [known["name"] for tag, known in browser.page.tags
                if tag == "input" and "autofocus" in known]

    browser = Browser(organization)
    browser.launch()
    expect(focused(browser) == ["username"], focused(browser))
    browser.log_in("admin", "not the password")
    expect(focused(browser) == ["password"], focused(browser))
    browser.launch(login_hint="admin")
    expect(focused(browser) == ["password"], focused(browser))


def deny(organization):
    browser = Browser(organization)
    browser.launch(client_id=SHIFT, redirect_uri=SHIFT_URI)
    browser.log_in("admin")
    expect("acme-shifts:" in browser.answer.headers["content-security-policy"])
    expect("an application on this device" in browser.page.text, browser.page.text)
    browser.decide("deny")
    browser.came_with_error(SHIFT_URI, "access_denied")
    expect(state_of(organization, SHIFT)["state"] == "Unauthorized", "it was only not allowed")


def decisions(organization):
    """Only the literal `allow` gives anything (H61)."""
    for decision in ("ALLOW", "allow ", " allow", "Allow", "1", "yes", "on", "", "allow\x00"):
        browser = Browser(organization)
        browser.launch(client_id=SHIFT, redirect_uri=SHIFT_URI)
        browser.log_in("admin")
        browser.decide(decision)
        if decision == "allow\x00":
            browser.is_error_page(400)
        else:
            browser.came_with_error(SHIFT_URI, "access_denied")
    browser.launch(client_id=SHIFT, redirect_uri=SHIFT_URI)
    browser.ask("POST", "/consent", browser.page.form())
    browser.is_error_page(400)
    expect(state_of(organization, SHIFT)["state"] == "Unauthorized", "nobody allowed it")


def without_permission(organization):
    for name in ("agent", "reviewer", "agent"):
        browser = Browser(organization)
        browser.launch()
        browser.log_in(name)
        expect(browser.answer.status == 403, browser.answer.status)
        expect(REQUIRED in browser.page.text and "oauth:client:authorize" in browser.page.text)
        expect(CONSOLE in browser.page.text and "allow" not in browser.page.buttons)
        expect("Change queues" not in browser.page.text, "it shows what is asked")
        found = state_of(organization, CONSOLE)
        expect(found["state"] == "Requested" and found["pending"], found)
        expect(found["createdBy"]["name"] == "Tomás Oliveira", found)
        browser.decide("allow")
        told = browser.came_with_error(CONSOLE_URI, "access_denied")
        expect(told["error_description"].startswith(REQUIRED), told)
    entities = organization.call("GET", "/api/v2/oauth/authorizations").json()["entities"]
    mine = [entity for entity in entities if entity["client"]["id"] == CONSOLE]
    expect(len(mine) == 1 and mine[0]["scope"] == [], mine)


def approved_meanwhile(organization):
    """The page that refused leads on once it is approved; the next launch does, too."""
    browser = Browser(organization)
    browser.launch()
    browser.log_in("agent")
    handle = browser.page.fields["request"]
    approve(organization, CONSOLE, ["user-basic-info"])
    browser.ask("GET", f"/consent?request={handle}")
    expect("Continue to Queue Console?" in browser.page.text, browser.page.text)
    browser.decide("allow")
    browser.came_with_code(CONSOLE_URI)
    browser.launch()
    expect("Continue to Queue Console?" in browser.page.text, browser.page.text)
    browser.decide("allow")
    browser.came_with_code(CONSOLE_URI)


def page_of_yesterday(organization):
    """An answer to a page that is no longer true shows the page that is."""
    browser = Browser(organization)
    browser.launch(client_id=SURVEY, redirect_uri=SURVEY_URI)
    browser.log_in("agent")
    expect("Continue to Survey Mailer?" in browser.page.text, browser.page.text)
    before = state_of(organization, SURVEY)["scope"]
    revoke(organization, SURVEY)
    browser.decide("allow")
    expect(browser.answer.status == 403 and REQUIRED in browser.page.text, browser.answer.body)
    expect("revoked the authorization" in browser.page.text, browser.page.text)
    browser.decide("back")
    browser.came_with_error(SURVEY_URI, "access_denied")
    expect(state_of(organization, SURVEY)["state"] == "Revoked", "it stays what was decided")
    approve(organization, SURVEY, before)


def revoked(organization):
    """Whoever may authorize may do so again, but not a built-in client: that is switched off."""
    agent = Browser(organization)
    agent.launch(client_id=SPEECH, redirect_uri=SPEECH_URI)
    agent.log_in("agent")
    expect(agent.answer.status == 403 and "revoked" in agent.page.text, agent.page.text)
    expect(state_of(organization, SPEECH)["state"] == "Revoked", "a launch does not undo it")
    before = sorted(state_of(organization, SPEECH)["roles"])
    admin = Browser(organization)
    admin.launch(client_id=SPEECH, redirect_uri=SPEECH_URI)
    admin.log_in("admin")
    expect("was revoked" in admin.page.text, admin.page.text)
    admin.decide("allow")
    found = state_of(organization, SPEECH)
    expect(found["state"] == "Authorized", found)
    expect(before and sorted(found["roles"]) == before, "its roles stay")
    admin.came_with_error(SPEECH_URI, "access_denied")
    revoke(organization, ARCHITECT)
    for name in ("admin", "agent"):
        browser = Browser(organization)
        browser.launch(client_id=ARCHITECT, redirect_uri=ARCHITECT_URI)
        browser.log_in(name)
        expect(browser.answer.status == 403, browser.answer.status)
        expect("This application is switched off" in browser.page.text, browser.page.text)
        browser.decide("allow", s0="1")
        browser.came_with_error(ARCHITECT_URI, "access_denied")
        expect(state_of(organization, ARCHITECT)["state"] == "Revoked", "it is authorized again")


def roles(organization):
    for name, enters in (("agent", False), ("admin", False), ("greta.kowalczyk", True)):
        browser = Browser(organization)
        browser.launch(client_id=MIRROR, redirect_uri=MIRROR_URI)
        browser.log_in(name)
        if enters:
            expect("Continue to Knowledge Mirror?" in browser.page.text, browser.page.text)
            browser.decide("allow")
            browser.came_with_code(MIRROR_URI)
        else:
            expect("Your roles do not include" in browser.page.text, browser.page.text)
            browser.decide("allow")
            browser.came_with_error(MIRROR_URI, "access_denied")


def remembered(organization):
    """Confidential clients go through, unless another site leads there; public ones are asked."""
    browser = Browser(organization)
    browser.launch(client_id=QUALITY, redirect_uri=QUALITY_URI)
    browser.log_in("agent")
    browser.came_with_code(QUALITY_URI)
    for site in (None, "none", "same-origin"):
        browser.launch(client_id=QUALITY, redirect_uri=QUALITY_URI,
                       headers={"Sec-Fetch-Site": site})
        browser.came_with_code(QUALITY_URI)
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
                    {"Origin": "http://127.0.7.2:1"}):
        browser.launch(client_id=QUALITY, redirect_uri=QUALITY_URI, headers=headers)
        expect("Continue to Quality Insights?" in browser.page.text, browser.answer.status)
        browser.decide("allow")
        browser.came_with_code(QUALITY_URI)
    browser.launch(client_id=SURVEY, redirect_uri=SURVEY_URI)
    expect("Continue to Survey Mailer?" in browser.page.text, browser.page.text)
    browser.launch(client_id=QUALITY, redirect_uri=QUALITY_URI, prompt="login",
                   login_hint="reviewer")
    expect(browser.page.fields["username"] == "reviewer", browser.page.fields)
    browser.log_in("admin")
    browser.came_with_code(QUALITY_URI)


def narrower(organization):
    """A request may ask for less; what it asks for is what the page offers."""
    browser = Browser(organization)
    browser.launch(client_id=SHIFT, redirect_uri=SHIFT_URI, scope="users:readonly notifications")
    browser.log_in("admin")
    expect(len(browser.page.ticked) == 2, browser.page.ticked)
    browser.decide("allow", s2="1", s3="1")
    browser.came_with_code(SHIFT_URI)
    expect(sorted(state_of(organization, SHIFT)["scope"]) == ["notifications", "users:readonly"],
           "more than was asked")
    revoke(organization, SHIFT)
    browser.launch(client_id=SHIFT, redirect_uri=SHIFT_URI)
    wide = [name[1:] for name in browser.page.ticked if name[0] == "r"]
    expect(len(wide) == 1, browser.page.ticked)
    browser.decide("allow", **{name: None for name in browser.page.ticked} | {f"r{wide[0]}": "1"})
    browser.came_with_code(SHIFT_URI)
    expect(state_of(organization, SHIFT)["scope"] == ["workforce-management:readonly"],
           "read-only instead")
    approve(organization, SHIFT, ["notifications", "users:readonly"])
    browser.launch(client_id=SHIFT, redirect_uri=SHIFT_URI, scope="workforce-management")
    browser.came_with_error(SHIFT_URI, "invalid_scope")


def wrong_password(organization):
    """The same words for somebody who is not there; a wrong password is no use afterwards."""
    pages = []
    for name in ("agent", "nobody", "owen.griffiths"):
        browser = Browser(organization)
        browser.launch()
        browser.log_in(name, "not the password")
        expect(browser.answer.status == 403 and "do not match" in browser.page.text)
        expect(browser.session_name not in browser.cookies, browser.cookies)
        expect(browser.page.fields["username"] == name and not browser.page.fields["password"])
        body = browser.answer.body.decode()
        for value in (browser.page.fields["request"], browser.page.fields["token"], name):
            body = body.replace(value, "…")
        pages.append(body)
    expect(pages[0] == pages[1] == pages[2], "one can tell")
    browser.log_in("AGENT@acme-care.example")
    expect(browser.answer.status == 403 and REQUIRED in browser.page.text, browser.answer.status)


def switch_person(organization):
    browser = Browser(organization)
    browser.launch(client_id=SHIFT, redirect_uri=SHIFT_URI)
    browser.log_in("agent")
    session = dict(browser.cookies)
    browser.decide("switch")
    expect(browser.answer.status == 200 and browser.page.fields["username"] == "")
    expect(browser.session_name not in browser.cookies, browser.cookies)
    other = Browser(organization)
    other.cookies = session
    other.launch()
    expect("password" in other.page.fields, "the session lives on")
    browser.log_in("admin")
    expect("Dana Reyes" in browser.page.text, browser.page.text)


def throttling(folder):
    port = None
    with Organization(folder.data) as organization:
        port = organization.port
        browser = Browser(organization)
        browser.launch()
        for _ in range(5):
            browser.log_in("agent", "wrong")
            expect(browser.answer.status == 403, browser.answer.status)
        for _ in range(3):
            if browser.answer.status == 403:
                browser.log_in("agent", "wrong")
        waits(browser, 4)
        browser.log_in("agent")
        waits(browser, 4)
        browser.log_in("agent@acme-care.example")
        waits(browser, 4)
        other = Browser(organization)
        other.launch()
        other.log_in("admin")
        expect("Dana Reyes" in other.page.text, "others do not wait")
    with Organization(folder.data, "--port", str(port)) as organization:
        browser = Browser(organization)
        browser.launch()
        deadline = time.monotonic() + 20
        answer = browser.log_in("agent", "wrong")
        while answer.status == 429 and time.monotonic() < deadline:
            threading.Event().wait(0.1)
            answer = browser.log_in("agent", "wrong")
        expect(answer.status == 403, answer.status)
        browser.log_in("agent", "wrong")
        waits(browser, 8)
        while browser.answer.status == 429 and time.monotonic() < deadline:
            threading.Event().wait(0.1)
            browser.log_in("agent")
        expect(browser.answer.status == 403 and REQUIRED in browser.page.text, "locked out")


def clock_set_back(folder):
    """What had run out does not live again when the clock is set back: the files say that it was later
    once, so everybody signs in again, and nobody waits longer for it (K12)."""
    hour_s = 3600
    with Organization(folder.data) as organization:
        port, token = organization.port, organization.token
        browser = Browser(organization)
        browser.launch(client_id=SURVEY, redirect_uri=SURVEY_URI)
        browser.log_in("agent")
    modified = os.stat(folder.database).st_mtime
    expect(abs(modified - time.time()) < 60, "the end is not noted", modified)
    for ahead_s, lives in ((10, True), (30 * 24 * hour_s, False), (-30 * 24 * hour_s, True)):
        os.utime(folder.database, (time.time() + ahead_s,) * 2)
        with Organization(folder.data, "--port", str(port)) as organization:
            browser.organization = organization
            browser.launch(client_id=SURVEY, redirect_uri=SURVEY_URI)
            expect(("Continue to Survey Mailer?" in browser.page.text) == lives, ahead_s,
                   browser.page.text)
            answer = organization.call("GET", "/api/v2/tokens/me", token=token)
            expect(answer.status == (200 if lives else 401), ahead_s, answer.status)
            expect(("clock was set back" in organization.log()) != lives, organization.log())
            if not lives:
                browser.log_in("agent")
                expect("Continue to Survey Mailer?" in browser.page.text, browser.page.text)
                token = organization.token


def edited_password(folder):
    """What the password file says is announced and in force: the password before it is none, and whoever
    logged in with that one is logged out (S30). What cannot be a password stops the start."""
    path = os.path.join(folder.data, "password")
    with Organization(folder.data) as organization:
        port, before = organization.port, organization.ready["password"]
        browser = Browser(organization)
        browser.launch(client_id=QUALITY, redirect_uri=QUALITY_URI)
        browser.log_in("agent")
    edited = "another-password-of-mine"
    with open(path, "w", encoding="ascii") as file:
        file.write(edited + "\n")
    for _ in range(2):
        with Organization(folder.data, "--port", str(port)) as organization:
            expect(organization.ready["password"] == edited, "announced", organization.ready)
            other = Browser(organization)
            other.launch(client_id=QUALITY, redirect_uri=QUALITY_URI)
            other.log_in("agent", before)
            expect(other.answer.status == 403, "the old password is good", other.answer.status)
            other.log_in("agent", edited)
            other.decide("allow")
            other.came_with_code(QUALITY_URI)
            browser.organization = organization
            browser.launch(client_id=QUALITY, redirect_uri=QUALITY_URI)
            expect("password" in browser.page.fields, "the old session is good")
        browser = other
        browser.cookies.pop(browser.session_name)
    for unusable in ("short", "two words of it", "ümlaute-gehen-nicht", "x" * 129, ""):
        with open(path, "w", encoding="utf-8") as file:
            file.write(unusable + "\n")
        _, message = Organization(folder.data).refuses()
        expect(path in message and "8 to 128 characters" in message, unusable, message)
        expect("What stands in the file" in message and
               message.rstrip().endswith("Correct the file, or delete it to get a new password."),
               unusable, message)


def flood(organization, stop, names):
    """Wrong passwords, as fast as they are taken."""
    while not stop.is_set():
        browser = Browser(organization)
        browser.launch()
        for _ in range(4):
            browser.log_in(next(names), "wrong")
            browser.ask("GET", "/oauth/authorize?" + query())


def guessing_of_others(organization):
    """The right password of somebody who is not guessing gets in while others guess: with many names,
    and with that person's own where they have logged in before."""
    here = Browser(organization)
    here.launch(client_id=SURVEY, redirect_uri=SURVEY_URI)
    here.log_in("agent")
    expect("Continue to Survey Mailer?" in here.page.text, here.page.text)
    for names in ((f"nobody.{number}" for number in itertools.count()), itertools.repeat("agent")):
        stop, before = threading.Event(), count_guesses(organization)
        threads = [threading.Thread(target=flood, args=(organization, stop, Locked(names)))
                   for _ in range(3)]
        for thread in threads:
            thread.start()
        try:
            wait_for(lambda: count_guesses(organization) > before + 30, 60, "it floods")
            for name, known in (("admin", False), ("agent", True)):
                browser = here if known else Browser(organization)
                browser.launch(client_id=SURVEY, redirect_uri=SURVEY_URI, prompt="login")
                browser.log_in(name)
                expect("Continue to Survey Mailer?" in browser.page.text, name, browser.page.text)
        finally:
            stop.set()
            for thread in threads:
                thread.join()


def count_guesses(organization):
    return len(re.findall("login failed|login throttled", organization.log()))


class Locked:
    """A generator for several threads."""

    def __init__(self, names):
        self.names = names
        self.lock = threading.Lock()

    def __next__(self):
        with self.lock:
            return next(self.names)


def address_space(organization):
    """In bytes, of its process."""
    with open(f"/proc/{organization.process.pid}/status", encoding="utf-8") as status:
        return 1024 * int(re.search(r"VmSize:\s+(\d+) kB", status.read()).group(1))


def no_memory(organization):
    """A password that cannot be checked is not called wrong, and the attempt is not counted."""
    browser = Browser(organization)
    browser.launch(client_id=SHIFT, redirect_uri=SHIFT_URI)
    browser.log_in("admin")
    browser.launch(client_id=SHIFT, redirect_uri=SHIFT_URI, prompt="login")
    login = browser.page
    limits = resource.prlimit(organization.process.pid, resource.RLIMIT_AS)
    resource.prlimit(organization.process.pid, resource.RLIMIT_AS,
                     (address_space(organization) + (40 << 20), limits[1]))
    for name in ("admin", "agent") * 8:
        browser.page = login
        browser.log_in(name)
        expect(browser.answer.status == 503, browser.answer.status, browser.page.text)
        expect(int(browser.answer.headers["retry-after"]) > 0, browser.answer.headers)
        expect("not enough memory" in browser.page.text, browser.page.text)
        expect("do not match" not in browser.page.text, browser.page.text)
    resource.prlimit(organization.process.pid, resource.RLIMIT_AS, limits)
    for _ in range(5):
        browser.page = login
        browser.log_in("agent", "wrong")
        expect(browser.answer.status == 403, "an attempt was counted", browser.answer.status)
    browser.page = login
    browser.log_in("admin")
    expect("Dana Reyes" in browser.page.text, browser.page.text)


def waits(browser, at_most):
    expect(browser.answer.status == 429, browser.answer.status)
    expect(1 <= int(browser.answer.headers["retry-after"]) <= at_most, browser.answer.headers)
    expect("too many failed attempts" in browser.page.text, browser.page.text)
    expect(browser.session_name not in browser.cookies, browser.cookies)


def sessions(organization):
    browser = Browser(organization)
    browser.launch(client_id=SURVEY, redirect_uri=SURVEY_URI)
    fixed = "f" * 43
    browser.cookies[browser.session_name] = fixed
    before = browser.cookies[browser.browser_name]
    browser.log_in("agent")
    session = browser.cookies[browser.session_name]
    expect(session != fixed and re.fullmatch(r"[A-Za-z0-9_-]{43}", session), session)
    expect(browser.cookies[browser.browser_name] == before)
    browser.launch(client_id=QUALITY, redirect_uri=QUALITY_URI, prompt="login")
    browser.log_in("agent")
    expect(browser.cookies[browser.session_name] != session, "the same after another login")
    for name, value in ((browser.session_name, session), (browser.session_name, fixed)):
        other = Browser(organization)
        other.cookies[name] = value
        other.launch()
        expect("password" in other.page.fields, "an old or invented session")
    browser.ask("GET", "/logout")
    expect(browser.answer.status == 200 and "Logged Out" in browser.page.text, browser.page.text)
    expect(browser.session_name not in browser.cookies, browser.cookies)


def cookie_attributes(organization):
    browser = Browser(organization)
    browser.launch(client_id=QUALITY, redirect_uri=QUALITY_URI)
    cookies = [browser.answer.headers["set-cookie"]]
    browser.log_in("agent")
    cookies.append(browser.answer.headers["set-cookie"])
    for cookie in cookies:
        name, *attributes = cookie.split("; ")
        expect(f"-{organization.port}=" in name, name)
        expect(sorted(attributes) == ["HttpOnly", "Path=/", "SameSite=Lax"], attributes)
    browser.launch(client_id=SURVEY, redirect_uri=SURVEY_URI)
    expect("set-cookie" not in browser.answer.headers, browser.answer.headers)


def odd_cookies(organization):
    browser = Browser(organization)
    browser.launch(client_id=QUALITY, redirect_uri=QUALITY_URI)
    browser.log_in("agent")
    session = f"{browser.session_name}={browser.cookies[browser.session_name]}"
    for cookie in ("", "x", "=", ";;;", f'{browser.session_name}="{"a" * 43}"',
                   f"{browser.session_name}={'a' * 8000}", f"{session}; {session}",
                   session.replace("session", "SESSION"), "; ".join(f"c{n}=1" for n in range(99)),
                   session.replace(str(organization.port), "1")):
        other = Browser(organization)
        other.launch(headers={"Cookie": cookie})
        expect(other.answer.status == 200 and "password" in other.page.fields, cookie)


def logout(organization):
    for uri, status in ((QUALITY_URI, 303), (QUALITY_URI + "/", 400), ("https://evil.example/", 400),
                        ("javascript:alert(1)", 400), (SURVEY_URI, 400), (None, 200), ("", 200)):
        browser = Browser(organization)
        browser.launch(client_id=QUALITY, redirect_uri=QUALITY_URI)
        browser.log_in("agent")
        browser.ask("HEAD", "/logout")
        expect(browser.session_name in browser.cookies, "HEAD did something")
        session = dict(browser.cookies)
        parameters = {"client_id": QUALITY} | ({"redirect_uri": uri} if uri is not None else {})
        browser.ask("GET", "/logout?" + urllib.parse.urlencode(parameters))
        expect(browser.answer.status == status, uri, browser.answer.status)
        expect(browser.answer.headers.get("location") == (uri if status == 303 else None))
        browser.cookies = session
        browser.launch()
        expect("password" in browser.page.fields, "the session lives on")


def two_tabs(organization):
    """Two launches in one browser are two requests; either login form still works afterwards."""
    browser = Browser(organization)
    browser.launch(client_id=SURVEY, redirect_uri=SURVEY_URI)
    first = browser.page
    browser.launch(client_id=SHIFT, redirect_uri=SHIFT_URI)
    browser.log_in("agent")
    expect(REQUIRED in browser.page.text, browser.page.text)
    browser.page = first
    browser.log_in("admin")
    expect("Continue to Survey Mailer?" in browser.page.text, browser.page.text)
    browser.decide("allow")
    browser.came_with_code(SURVEY_URI)


def double_submit(organization):
    browser = Browser(organization)
    browser.launch(client_id=SURVEY, redirect_uri=SURVEY_URI)
    browser.log_in("agent")
    form = browser.page.form(decision="allow")
    browser.read()
    answers = []

    def press():
        one = Browser(organization)
        one.cookies = dict(browser.cookies)
        one.ask("POST", "/consent", form)
        answers.append(one)

    threads = [threading.Thread(target=press) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    went = [one for one in answers if one.answer.status == 303]
    expect(len(answers) == 8 and len(went) == 1, [one.answer.status for one in answers])
    went[0].came_with_code(SURVEY_URI)
    for one in answers:
        if one is not went[0]:
            expect("Survey Mailer is approved" in one.page.text, one.page.text)


def is_good(organization, client, uri, code):
    return post(organization, "/oauth/token", {
        "grant_type": "authorization_code", "client_id": client, "code": code,
        "redirect_uri": uri, "code_verifier": VERIFIER}).status == 200


def second_press(organization):
    """Allow on a page that was answered leads to what is true now, and from there to a code that takes
    the place of the one before."""
    browser = Browser(organization)
    browser.launch(client_id=SHIFT, redirect_uri=SHIFT_URI)
    browser.log_in("admin")
    consent = browser.page
    browser.decide("allow")
    lost = browser.came_with_code(SHIFT_URI)
    before = state_of(organization, SHIFT)
    for _ in range(2):
        browser.page = consent
        browser.decide("allow")
        expect(browser.answer.status == 200, browser.answer.status, browser.answer.body)
        expect("Shift Swap is approved in Acme Care" in browser.page.text, browser.page.text)
        browser.decide("allow")
        kept = browser.came_with_code(SHIFT_URI)
    expect(state_of(organization, SHIFT) == before, "it was authorized twice")
    expect(not is_good(organization, SHIFT, SHIFT_URI, lost), "two codes are good")
    expect(is_good(organization, SHIFT, SHIFT_URI, kept), "the last code is not good")
    browser.page = consent
    browser.decide("allow")
    browser.decide("deny")
    browser.came_with_error(SHIFT_URI, "access_denied")
    browser.page = consent
    revoke(organization, SHIFT)
    browser.decide("allow")
    expect("was revoked" in browser.page.text and "Allow" in browser.page.text, browser.page.text)
    expect(state_of(organization, SHIFT)["state"] == "Revoked", "an old page undid it")


def deny_after_allow(organization):
    """Deny on a page that led to a code ends the code, and says that the approval stays."""
    browser = Browser(organization)
    browser.launch(client_id=BRIDGE, redirect_uri=BRIDGE_URI)
    browser.log_in("admin")
    expect("the request stays pending" in browser.page.text, browser.page.text)
    browser.decide("deny")
    browser.came_with_error(BRIDGE_URI, "access_denied")
    expect(state_of(organization, BRIDGE)["state"] == "Requested", "Deny did more than it says")
    browser.launch(client_id=BRIDGE, redirect_uri=BRIDGE_URI)
    consent = browser.page
    browser.decide("allow")
    code = browser.came_with_code(BRIDGE_URI)
    browser.page = consent
    browser.decide("deny")
    expect(browser.answer.status == 409, browser.answer.status, browser.answer.headers)
    expect("approved before Deny was pressed" in browser.page.text, browser.page.text)
    expect(state_of(organization, BRIDGE)["state"] == "Authorized", "the approval is gone")
    expect(not is_good(organization, BRIDGE, BRIDGE_URI, code), "the code is good after Deny")
    revoke(organization, BRIDGE)


def decided_by_another(organization):
    """What somebody else decided while a page was open is shown first, and is not undone by a press
    on that page: a state, scopes, roles, and a decision that was taken back."""
    def opened(client, uri):
        browser = Browser(organization)
        browser.launch(client_id=client, redirect_uri=uri)
        browser.log_in("greta.kowalczyk" if client == MIRROR else "admin")
        return browser

    def is_told(browser, client, *said):
        now = state_of(organization, client)
        browser.decide("allow")
        expect(browser.answer.status in (200, 409), browser.answer.status, browser.answer.headers)
        expect(state_of(organization, client) == now, "an old page undid it")
        for each in ("was changed while this page was open", "Changed by Dana Reyes") + said:
            expect(each in browser.page.text, each, browser.page.text)
        browser.decide_unread("allow")
        expect("before this page could be read" in browser.page.text, browser.page.text)
        expect("was changed while" not in browser.page.text, "told twice", browser.page.text)

    browser = opened(BRIDGE, BRIDGE_URI)
    expect("was changed" not in browser.page.text, browser.page.text)
    left_out = next(name for name in browser.page.ticked if name[0] == "s")
    browser.page.ticked[left_out] = False
    revoke(organization, BRIDGE)
    is_told(browser, BRIDGE, "It was requested and is now revoked")
    expect(browser.page.ticked[left_out] is False, "what was left out is ticked again")
    approve(organization, BRIDGE, ["users:readonly"])
    is_told(browser, BRIDGE, "It was revoked and is now authorized", "Scopes added: users:readonly")
    approve(organization, BRIDGE, ["user-basic-info"])
    is_told(browser, BRIDGE, "Scopes added: user-basic-info", "Scopes removed: users:readonly")
    browser.decide("allow")
    browser.came_with_code(BRIDGE_URI)
    browser = opened(SPEECH, SPEECH_URI)
    before = state_of(organization, SPEECH)
    approve(organization, SPEECH, before["scope"], before["roles"])
    revoke(organization, SPEECH)
    is_told(browser, SPEECH)
    browser = opened(MIRROR, MIRROR_URI)
    before = state_of(organization, MIRROR)
    approve(organization, MIRROR, before["scope"], before["roles"][1:])
    browser.decide("allow")
    name = organization.call("GET", "/api/v2/authorization/roles/" + before["roles"][0]).json()["name"]
    expect(f"Roles removed: {name}" in browser.page.text, browser.page.text)
    approve(organization, MIRROR, before["scope"], before["roles"])
    agent = Browser(organization)
    agent.launch()
    agent.log_in("agent")
    agent.decide("again")
    expect("Nothing has changed yet" in agent.page.text, agent.page.text)
    revoke(organization, CONSOLE)
    agent.decide("again")
    expect("It was requested and is now revoked" in agent.page.text, agent.page.text)
    expect("Nothing has changed" not in agent.page.text, agent.page.text)


def two_pages(organization):
    """A press counts for what its own page showed, whatever another page of the request shows."""
    browser = Browser(organization)
    browser.launch(client_id=BRIDGE, redirect_uri=BRIDGE_URI)
    browser.log_in("admin")
    before = state_of(organization, BRIDGE)
    approve(organization, BRIDGE, ["users:readonly"])
    revoke(organization, BRIDGE)
    browser.ask("GET", "/consent?request=" + browser.page.fields["request"])
    old = browser.page
    approve(organization, BRIDGE, ["users:readonly"])
    revoke(organization, BRIDGE)
    browser.ask("GET", "/consent?request=" + old.fields["request"])
    new = browser.page
    expect(old.fields["token"] != new.fields["token"], "one token for two pages")
    for form in (old.form(decision="allow", shown=new.fields["shown"]),
                 old.form(decision="allow", shown=None)):
        browser.ask("POST", "/consent", form)
        browser.is_error_page(400, 403)
    browser.page = old
    browser.decide("allow")
    expect(browser.answer.status == 409, browser.answer.status, browser.answer.headers)
    expect("was changed while this page was open" in browser.page.text, browser.page.text)
    expect(state_of(organization, BRIDGE)["state"] == "Revoked", "an old page undid it")
    browser.page = new
    browser.decide("allow")
    browser.came_with_code(BRIDGE_URI)
    approve(organization, BRIDGE, before["scope"] or ["users:readonly"], before["roles"])


def asking(organization):
    """A page that somebody who is logged in is led to leaves no request in their name: they log in for
    it or press Ask an Administrator."""
    def state():
        return state_of(organization, CONSOLE)["state"]

    browser = Browser(organization)
    browser.launch(client_id=SURVEY, redirect_uri=SURVEY_URI)
    browser.log_in("agent")
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "none"}, {}):
        browser.launch(headers=headers)
        expect(browser.answer.status == 403 and REQUIRED in browser.page.text, browser.page.text)
        expect(browser.page.buttons == ["back", "ask", "switch"], browser.page.buttons)
        expect("Your request is noted" not in browser.page.text, browser.page.text)
        browser.ask("GET", "/consent?request=" + browser.page.fields["request"])
        browser.decide("again")
        expect(state() == "Unauthorized", headers, state())
    browser.decide("ask")
    expect(browser.answer.status == 403 and "Your request is noted" in browser.page.text)
    expect("was changed" not in browser.page.text, browser.page.text)
    expect(browser.page.buttons == ["back", "again", "switch"], browser.page.buttons)
    found = state_of(organization, CONSOLE)
    expect(found["state"] == "Requested" and found["createdBy"]["name"] == "Tomás Oliveira", found)
    for _ in range(2):
        browser.decide("ask")
        expect(state_of(organization, CONSOLE) == found, "asked twice")
    browser.launch(client_id=SHIFT, redirect_uri=SHIFT_URI)
    revoke_page = browser.page
    approve(organization, SHIFT, ["users:readonly"])
    browser.page = revoke_page
    browser.decide("ask")
    expect("Continue to Shift Swap?" in browser.page.text, browser.page.text)
    browser.launch(client_id=PHONE, redirect_uri=PHONE_URI, prompt="login",
                   headers={"Sec-Fetch-Site": "cross-site"})
    browser.log_in("agent")
    expect("Your request is noted" in browser.page.text, browser.page.text)
    expect(state_of(organization, PHONE)["state"] == "Requested", "logged in for it")


def logout_from_elsewhere(organization):
    """Another site's link ends no session: the person is asked, and goes on where they were to go."""
    for uri in (QUALITY_URI, None, "https://evil.example/?a=%22%3E"):
        browser = Browser(organization)
        browser.launch(client_id=QUALITY, redirect_uri=QUALITY_URI)
        browser.log_in("agent")
        session = dict(browser.cookies)
        given = {"client_id": QUALITY} | ({"redirect_uri": uri} if uri else {})
        for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}):
            browser.ask("GET", "/logout?" + urllib.parse.urlencode(given), headers=headers)
            expect(browser.answer.status == 200 and browser.cookies == session, browser.answer.headers)
            expect("Log Out" in browser.page.text and browser.page.actions == ["/logout"])
            expect(browser.page.fields == given, browser.page.fields)
        policy = browser.answer.headers["content-security-policy"]
        expect(("insights.acme-care" in policy) == (uri == QUALITY_URI), policy)
        expect("evil" not in policy, policy)
        browser.launch(client_id=SURVEY, redirect_uri=SURVEY_URI)
        expect("Continue to Survey Mailer?" in browser.page.text, "the session has ended")
        browser.ask("GET", "/logout?" + urllib.parse.urlencode(given),
                    headers={"Sec-Fetch-Site": "same-origin"})
        expect(browser.session_name not in browser.cookies, browser.cookies)
        expect(browser.answer.headers.get("location") == (uri if uri == QUALITY_URI else None))


def denied_twice(organization):
    browser = Browser(organization)
    browser.launch(client_id=SURVEY, redirect_uri=SURVEY_URI)
    browser.log_in("agent")
    page = browser.page
    for _ in range(2):
        browser.page = page
        browser.decide("deny")
        browser.came_with_error(SURVEY_URI, "access_denied")


def try_again(organization):
    """The page that refuses says so again, and goes on when somebody has approved meanwhile."""
    for client, uri, name, scopes in ((SPEECH, SPEECH_URI, "Speech Lab Pilot", ["user-basic-info"]),
                                      (QUALITY, QUALITY_URI, "Quality Insights", ["quality"])):
        before = state_of(organization, client)
        if before["state"] == "Authorized":
            revoke(organization, client)
        browser = Browser(organization)
        browser.launch(client_id=client, redirect_uri=uri)
        browser.log_in("agent")
        expect(REQUIRED in browser.page.text and "Nothing has changed" not in browser.page.text)
        expect(browser.page.buttons == ["back", "again", "switch"], browser.page.buttons)
        for _ in range(2):
            browser.decide("again")
            expect(browser.answer.status == 403 and REQUIRED in browser.page.text)
            expect("Nothing has changed yet." in browser.page.text, browser.page.text)
        approve(organization, client, scopes)
        browser.decide("again")
        if client == SPEECH:
            expect(f"Continue to {name}?" in browser.page.text, browser.page.text)
            browser.decide("allow")
        browser.came_with_code(uri)
        approve(organization, client, before["scope"] or scopes, before["roles"])
    browser = Browser(organization)
    browser.launch(client_id=MIRROR, redirect_uri=MIRROR_URI)
    browser.log_in("agent")
    browser.decide("again")
    expect("Nothing has changed yet." in browser.page.text, browser.page.text)
    expect("Your roles do not include" in browser.page.text, browser.page.text)
    for client, uri in ((SURVEY, SURVEY_URI), (QUALITY, QUALITY_URI)):
        browser.launch(client_id=client, redirect_uri=uri, headers={"Sec-Fetch-Site": "cross-site"})
        for _ in range(2):
            browser.decide("again")
            expect("Continue to " in browser.page.text, client, "it is no press of Allow")


def double_login(organization):
    """A login form that is sent twice leads to the page behind it both times."""
    browser = Browser(organization)
    browser.launch(client_id=SURVEY, redirect_uri=SURVEY_URI)
    page = browser.page
    for _ in range(2):
        browser.page = page
        browser.log_in("agent")
        expect("Continue to Survey Mailer?" in browser.page.text, browser.answer.status)
    browser.decide("allow")
    browser.came_with_code(SURVEY_URI)


def many_logins(organization):
    """Ten at once wait for each other and not the rest of the world for them (S26)."""
    done = []

    def log_in():
        browser = Browser(organization)
        browser.launch(client_id=QUALITY, redirect_uri=QUALITY_URI)
        browser.log_in("agent")
        browser.came_with_code(QUALITY_URI)
        done.append(browser)

    threads = [threading.Thread(target=log_in) for _ in range(10)]
    for thread in threads:
        thread.start()
    slowest = 0
    while any(thread.is_alive() for thread in threads):
        slowest = max(slowest, organization.is_alive())
        threading.Event().wait(0.01)
    for thread in threads:
        thread.join()
    expect(len(done) == 10, len(done), "got in")
    expect(slowest < 1, "others waited", slowest)


def by_post(organization):
    browser = Browser(organization)
    browser.ask("POST", "/oauth/authorize", query(client_id=SURVEY, redirect_uri=SURVEY_URI).encode(),
                {"Origin": "https://mailer.hearsay.example", "Sec-Fetch-Site": "cross-site"})
    expect(browser.answer.status == 200 and "password" in browser.page.fields, browser.answer.body)
    browser.log_in("agent")
    browser.decide("allow")
    browser.came_with_code(SURVEY_URI)


def german(organization):
    browser = Browser(organization, "de-AT,de;q=0.9,en;q=0.5")
    browser.launch(client_id=PHONE, redirect_uri=PHONE_URI)
    expect(browser.answer.headers["content-language"] == "de", browser.answer.headers)
    expect(("html", {"lang": "de"}) in browser.page.tags, browser.page.tags[:3])
    expect("Anmelden" in browser.page.text and "Log In" not in browser.page.text)
    browser.log_in("admin")
    for said in ("Erlauben", "Ablehnen", "Kann Daten ändern", "Telefone von Agenten zuweisen",
                 "1 Tag", "Nur lesen"):
        expect(said in browser.page.text, said, browser.page.text)
    browser.decide("deny")
    browser.came_with_error(PHONE_URI, "access_denied")
    browser.ask("GET", "/oauth/authorize")
    browser.is_error_page(400)


def log_is_silent(organization, secrets):
    log = organization.log()
    for secret in secrets:
        expect(secret not in log, "the log tells", secret)
    for said in ("logged in for client", "login failed", "consent given", "authorization requested",
                 "code issued", "access_denied"):
        expect(said in log, "the log does not say", said)
    for line in log.splitlines():
        expect(re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z ", line), "without time:", line)
    expect(len({line[20:23] for line in log.splitlines()}) > 10, "the milliseconds are made up")


def collect_secrets(secrets):
    """Remembers all that must not be told, from every browser."""
    ask = Browser.ask

    def asking(self, *arguments, **named):
        answer = ask(self, *arguments, **named)
        secrets.update(self.cookies.values())
        secrets.add(self.password)
        if self.page:
            secrets.update(self.page.fields[name] for name in ("request", "token")
                           if name in self.page.fields)
        place = answer.headers.get("location", "")
        secrets.update(re.findall(r"code=([^&]+)", place))
        return answer

    Browser.ask = asking


def main():
    tap = Tap()
    secrets = set()
    collect_secrets(secrets)
    with Folder() as folder:
        with Organization(folder.data) as organization:
            tap.run("an administrator selects scopes and allows", administrator_allows, organization)
        tap.run("and there is a record of it", allow_is_recorded, folder, organization)
    with Folder() as folder, Organization(folder.data) as organization:
        tap.run("a request is left by who wants it", asking, organization)
        tap.run("logging out from elsewhere", logout_from_elsewhere, organization)
        tap.run("what somebody else decided meanwhile", decided_by_another, organization)
        tap.run("two pages of one request", two_pages, organization)
    with Folder() as folder, Organization(folder.data) as organization:
        tap.run("Deny after Allow", deny_after_allow, organization)
        tap.run("no memory for a hash", no_memory, organization)
    with Folder() as folder, Organization(folder.data) as organization:
        tap.run("while others guess", guessing_of_others, organization)
    with Folder() as folder:
        tap.run("an edited password file", edited_password, folder)
    with Folder() as folder:
        tap.run("the clock was set back", clock_set_back, folder)
    with Folder() as folder:
        tap.run("guessing gets slower, restarts included", throttling, folder)
    with Folder() as folder:
        with Organization(folder.data):
            pass
        set_secret(folder.database, "Quality Insights", "gate_s_test")
        with Organization(folder.data) as organization:
            for name, function in (
                    ("a wrong password, and somebody unknown", wrong_password),
                    ("the keyboard on the login page", focus_on_login),
                    ("allow before it could be read", unread),
                    ("deny", deny), ("only the literal allow", decisions),
                    ("without the permission: one request", without_permission),
                    ("approved while somebody looks", approved_meanwhile),
                    ("nothing ticked", nothing_ticked),
                    ("a page that is no longer true", page_of_yesterday),
                    ("revoked clients", revoked), ("clients limited to roles", roles),
                    ("what is remembered", remembered), ("another person", switch_person),
                    ("sessions", sessions), ("cookies", cookie_attributes),
                    ("odd cookies", odd_cookies), ("logout", logout), ("two tabs", two_tabs),
                    ("double submit", double_submit), ("double login", double_login),
                    ("a second press of Allow", second_press), ("Deny twice", denied_twice),
                    ("Try Again", try_again),
                    ("many logins at once", many_logins), ("a request by POST", by_post),
                    ("in German", german), ("fewer scopes", narrower)):
                tap.run(name, function, organization)
            for browser_value in list(secrets):
                if len(browser_value) < 16:
                    secrets.discard(browser_value)
            tap.run("the log tells all of it and no secret", log_is_silent, organization, secrets)
    tap.end()


if __name__ == "__main__":
    main()
