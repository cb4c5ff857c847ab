# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Whom a call is about: IDs in capitals are the same IDs wherever they stand, and a body that says
something else than its path is refused (S53)."""

from api_tokens import find_client
from oauth_codes import VERIFIER, basic, post, set_secret
from org_process import Folder, Organization, Tap, expect
from page_browser import (CONSOLE, CONSOLE_URI, QUALITY, QUALITY_URI, SPEECH, SURVEY,
                          SURVEY_URI, Browser)

AUTHORIZATIONS = "/api/v2/oauth/authorizations/"
SECRET = "gate_s_test"
CAPITALS = "5D1F6B0A-2C5E-4E0C-9A64-7F0E3C1B9D42"


def contradictions(organization):
    """400 that names the member, and no effect."""
    before = organization.call("GET", AUTHORIZATIONS + QUALITY)
    scope = {"scope": ["quality"]}
    for body, named in (
            (scope | {"client": {"id": SURVEY}}, "client.id"),
            (scope | {"client": {"id": ""}}, "client.id"),
            (scope | {"client": {"id": QUALITY + "x"}}, "client.id"),
            (scope | {"client": {"id": 7}}, "client.id"),
            (scope | {"client": QUALITY}, "client"),
            (before.json() | {"client": {"id": SURVEY, "name": "Quality Insights"}}, "client.id"),
            (scope | {"state": "Revoked"}, "state"), (scope | {"state": "REVOKED"}, "state"),
            (scope | {"state": 1}, "state"), (before.json() | {"state": "Revoked"}, "state"),
            ({"state": "Revoked"}, "state")):
        answer = organization.call("PUT", AUTHORIZATIONS + QUALITY, body)
        expect(answer.status == 400 and answer.code == "invalid.value", body, answer.body)
        problem = answer.json()
        expect(f"[body.{named}: " in problem["message"], problem)
        expect(problem["messageParams"]["value"].startswith(f"body.{named}: "), problem)
        expect(problem["contextId"] == answer.headers["inin-correlation-id"], problem)
        expect(organization.call("GET", AUTHORIZATIONS + QUALITY).body == before.body, body)


def read_and_written(organization):
    """A whole authorization as it was read can be written back, whatever its state but Revoked."""
    for client, state in ((QUALITY, "Authorized"), (CONSOLE, "Unauthorized"),
                          ("1a73764e-9d2b-49a6-bb2e-017349e5c949", "Requested"), (SPEECH, "Revoked")):
        read = organization.call("GET", AUTHORIZATIONS + client).json()
        expect(read["state"] == state, client, read["state"])
        read["scope"] = read["scope"] or read["client"]["scope"][:1]
        answer = organization.call("PUT", AUTHORIZATIONS + client, read)
        expect(answer.status == (400 if state == "Revoked" else 200), state, answer.body)
        expect(state == "Revoked" or answer.json()["state"] == "Authorized", answer.body)


def capitals_in_the_api(organization, names):
    """Paths, lists and bodies; what is answered has the ID as it is."""
    for path, name in ((AUTHORIZATIONS, "client"), ("/api/v2/oauth/clients/", "own"),
                       ("/api/v2/authorization/roles/", "role"), ("/api/v2/users/", "person")):
        answer = organization.call("GET", path + names[name].upper())
        expect(answer.status == 200, path, answer.status, answer.body)
        expect(answer.body == organization.call("GET", path + names[name]).body, path)
    ids = f"{names['person'].upper()},{names['person'].title()}, {names['person']}"
    found = organization.call("GET", "/api/v2/users?state=any&id=" + ids.replace(" ", "+")).json()
    expect([each["id"] for each in found["entities"]] == [names["person"]], found)
    body = {"client": {"id": QUALITY.upper()}, "scope": ["quality"], "roles": [names["role"].upper()]}
    answer = organization.call("PUT", AUTHORIZATIONS + QUALITY.upper(), body)
    expect(answer.status == 200 and answer.json()["roles"] == [names["role"]], answer.body)
    expect(answer.json()["client"]["id"] == QUALITY, answer.body)
    answer = organization.call("DELETE", AUTHORIZATIONS + QUALITY.upper())
    expect(answer.status == 200, answer.status)
    expect(organization.call("GET", AUTHORIZATIONS + QUALITY).json()["state"] == "Revoked")
    body = {"scope": ["quality", "analytics:readonly"], "roles": []}
    expect(organization.call("PUT", AUTHORIZATIONS + QUALITY, body).status == 200)
    for bad in (QUALITY.upper() + "A", "{" + QUALITY.upper() + "}", QUALITY.upper().replace("-", "")):
        answer = organization.call("GET", AUTHORIZATIONS + bad)
        expect(answer.status == 400 and answer.code == "invalid.value", bad, answer.status)


def capitals_in_oauth(organization):
    """Client and organization are found; a state that looks like an ID comes back as it went."""
    here = organization.call("GET", "/api/v2/organizations/me").json()["id"]
    browser = Browser(organization)
    browser.launch(client_id=SURVEY.upper(), redirect_uri=SURVEY_URI, state=CAPITALS,
                   target=here.upper())
    browser.log_in("agent")
    browser.decide("allow")
    code = browser.came_with_code(SURVEY_URI, CAPITALS)
    form = {"grant_type": "authorization_code", "client_id": SURVEY.upper(), "code": code,
            "redirect_uri": SURVEY_URI, "code_verifier": VERIFIER}
    answer = post(organization, "/oauth/token", form)
    expect(answer.status == 200, answer.status, answer.body)
    browser.launch(client_id=QUALITY.upper(), redirect_uri=QUALITY_URI)
    form |= {"code": browser.came_with_code(QUALITY_URI), "redirect_uri": QUALITY_URI}
    form.pop("client_id")
    answer = post(organization, "/oauth/token", form,
                  {"Authorization": basic(QUALITY.upper(), SECRET)})
    expect(answer.status == 200, answer.status, answer.body)
    browser.ask("GET", f"/logout?client_id={CONSOLE.upper()}&redirect_uri={CONSOLE_URI}")
    expect(browser.answer.status == 303, browser.answer.status)


def main():
    tap = Tap()
    with Folder() as folder:
        with Organization(folder.data):
            pass
        names = find_client(folder.database, "Survey Mailer") | {"own": QUALITY}
        set_secret(folder.database, "Quality Insights", SECRET)
        with Organization(folder.data, populate=None) as organization:
            tap.run("a body that contradicts its path", contradictions, organization)
            tap.run("IDs in capitals in the API", capitals_in_the_api, organization, names)
            tap.run("IDs in capitals in OAuth", capitals_in_oauth, organization)
            tap.run("what was read can be written", read_and_written, organization)
    tap.end()


main()
