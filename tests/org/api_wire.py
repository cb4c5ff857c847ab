# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""The REST API as it is on the wire (genesys-api.md 3 and 4): the members of every entity,
paging, bodies that are refused, many changes at once, and what a restart keeps."""

import re
import threading

from api_tokens import query
from org_process import Folder, Organization, Tap, expect

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
DATE = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"
TEXT = r".+"
AUTHORIZATIONS = "/api/v2/oauth/authorizations"
N_EACH = 25


def reference(path):
    return {"id": UUID, "name?": TEXT, "selfUri": f"/api/v2/{path}/{UUID}"}


CLIENT = {
    "id": UUID, "name": TEXT, "description": TEXT, "scope": [r"[a-z:-]+"],
    "authorizedGrantType": "CODE|TOKEN|SAML2-BEARER|PASSWORD|CLIENT-CREDENTIALS",
    "accessTokenValiditySeconds": int, "registeredRedirectUri": [r"[a-z-]+://.+"],
    "state": "active|inactive|disabled", "dateCreated": DATE, "dateModified": DATE,
    "roleDivisions?": [{"roleId": UUID, "divisionId": r"\*"}],
    "selfUri": f"/api/v2/oauth/clients/{UUID}",
}
AUTHORIZATION = {
    "client": CLIENT, "scope": [r"[a-z:-]+"], "roles": [UUID],
    "resourceOwner": reference("organizations"), "dateCreated": DATE, "dateModified": DATE,
    "createdBy?": reference("users"), "modifiedBy?": reference("users"), "pending": bool,
    "state": "Requested|Authorized|Revoked", "selfUri": f"{AUTHORIZATIONS}/{UUID}",
}
UNAUTHORIZED = {name: shape for name, shape in AUTHORIZATION.items()
                if not name.startswith(("date", "created", "modified"))} | {"state": "Unauthorized"}
SCOPE = {"id": r"[a-z:-]+", "description": TEXT, "selfUri": r"/api/v2/oauth/scopes/[a-z%3A-]+"}
PERMISSION = r"[A-Za-z]+:[A-Za-z*]+:[A-Za-z*]+"
ROLE = {
    "id": UUID, "name": TEXT, "description": TEXT, "defaultRoleId?": r"[A-Za-z]+",
    "permissions": [PERMISSION], "userCount?": int, "default": bool,
    "selfUri": f"/api/v2/authorization/roles/{UUID}",
}
PERSON = {
    "id": UUID, "name": TEXT, "email": r"[a-z.-]+@acme-care\.example",
    "username": r"[a-z.-]+@acme-care\.example", "state": "active|inactive|deleted",
    "version": int, "selfUri": f"/api/v2/users/{UUID}",
}
ME = PERSON | {"authorization": {"roles": [{"id": UUID, "name?": TEXT}],
                                 "permissions": [PERMISSION]}}
PROBLEM = {
    "message": TEXT, "code": r"[a-z.]+", "status": int, "messageWithParams": TEXT,
    "messageParams": dict, "contextId": UUID, "details": [TEXT], "errors": [TEXT],
}


def listing(entity):
    return {"entities": [entity], "total": int, "selfUri": r"/api/v2/[a-z/]+"}


def page(entity):
    uri = r"/api/v2/[a-z/]+\?.*pageSize=\d+&pageNumber=\d+"
    return {"entities": [entity], "total": int, "pageSize": int, "pageNumber": int,
            "pageCount": int, "firstUri": uri, "lastUri": uri, "selfUri": uri,
            "nextUri?": uri, "previousUri?": uri}


def check_members(value, shape, place):
    expect(isinstance(value, dict), place, value)
    names = {name.rstrip("?"): inner for name, inner in shape.items()}
    needed = {name for name in shape if not name.endswith("?")}
    expect(set(value) <= set(names), place, "has", set(value) - set(names))
    expect(needed <= set(value), place, "lacks", needed - set(value))
    for name in value:
        check(value[name], names[name], f"{place}.{name}")


def check(value, shape, place="answer"):
    """VALUE has exactly the members of SHAPE; a name ending in ? may be missing."""
    if isinstance(shape, str):
        expect(isinstance(value, str) and re.fullmatch(shape, value, re.S), place, value)
    elif isinstance(shape, type):
        expect(type(value) is shape, place, value)
    elif isinstance(shape, list):
        expect(isinstance(value, list), place, value)
        for index, element in enumerate(value):
            check(element, shape[0], f"{place}[{index}]")
    else:
        check_members(value, shape, place)


def get(organization, path, shape):
    answer = organization.call("GET", path)
    expect(answer.status == 200, path, answer.status, answer.body)
    check(answer.json(), shape, path)
    return answer.json()


def client_id(organization, name):
    clients = organization.call("GET", "/api/v2/oauth/clients").json()["entities"]
    return next(client["id"] for client in clients if client["name"] == name)


def shapes(organization):
    found = get(organization, AUTHORIZATIONS, listing(AUTHORIZATION))
    expect(found["total"] == len(found["entities"]) == 18, found["total"])
    expect([entity["pending"] for entity in found["entities"]].count(True) == 1)
    console = client_id(organization, "Queue Console")
    get(organization, f"{AUTHORIZATIONS}/{console}", UNAUTHORIZED)
    get(organization, "/api/v2/oauth/clients", page(CLIENT))
    get(organization, f"/api/v2/oauth/clients/{console}", CLIENT)
    expect(get(organization, "/api/v2/oauth/scopes", listing(SCOPE))["total"] == 134)
    get(organization, "/api/v2/oauth/scopes/user-basic-info", SCOPE)
    role = get(organization, "/api/v2/authorization/roles", page(ROLE))["entities"][0]["id"]
    expect("userCount" not in get(
        organization, f"/api/v2/authorization/roles/{role}?userCount=false", ROLE))
    person = get(organization, "/api/v2/users?state=any", page(PERSON))["entities"][0]["id"]
    get(organization, f"/api/v2/users/{person}", PERSON)
    get(organization, "/api/v2/users/me", PERSON)
    get(organization, "/api/v2/users/me?expand=authorization", ME)
    get(organization, "/api/v2/users/me?expand=organization&expand=authorization", ME)


def me(organization):
    here = organization.call("GET", "/api/v2/organizations/me").json()
    expect(here["name"] == "Acme Care" and here["thirdPartyOrgName"] == "acme-care", here)
    expect(here["state"] == "active" and isinstance(here["version"], int), here)
    token = organization.call("GET", "/api/v2/tokens/me").json()
    expect(token["organization"] == {"id": here["id"], "name": "Acme Care"}, token)
    expect(token["OAuthClient"]["name"] == "Gatehouse", token)
    expect(token["OAuthClient"]["organization"]["id"] == here["id"], token)
    expect("oauth" in token["authorizedScope"], token)


def follow(organization, path):
    """All entities of a list, by the addresses that its pages give, and its last page."""
    entities = []
    for _ in range(100):
        found = organization.call("GET", path).json()
        entities += found["entities"]
        if "nextUri" not in found:
            return entities, found
        path = found["nextUri"]
    raise AssertionError("the list has no end")


def paging(organization):
    everything, _ = follow(organization, "/api/v2/authorization/roles?pageSize=100")
    expect(len(everything) == 18, len(everything))
    for size in (1, 7, 9, 18):
        some, last = follow(organization, f"/api/v2/authorization/roles?pageSize={size}")
        expect(some == everything, size, len(some))
        expect(last["pageCount"] == -(-len(everything) // size), last["pageCount"])
        expect(last["pageNumber"] == last["pageCount"], last)
        expect(("previousUri" in last) == (size < 18), last)
    named, _ = follow(organization,
                      "/api/v2/authorization/roles?name=*a*&pageSize=2&userCount=false")
    expect(named and all("a" in role["name"].lower() for role in named), named)
    expect(all("userCount" not in role for role in named), "a page after the first counts")


def people(organization):
    found, _ = follow(organization, "/api/v2/users?state=any&pageSize=10")
    expect(len({person["id"] for person in found}) == len(found) == 68, len(found))
    ids = [person["id"] for person in found[:4]]
    commas = organization.call("GET", f"/api/v2/users?state=any&id={','.join(ids)}").json()
    repeated = organization.call("GET", "/api/v2/users?state=any&id=" + "&id=".join(ids)).json()
    expect(commas["entities"] == repeated["entities"] == found[:4], commas)
    twice = organization.call("GET", "/api/v2/users?pageSize=1&pageSize=2")
    expect(twice.status == 400, twice.status)
    many = organization.call("GET", "/api/v2/users?id=" + ",".join(ids * 26))
    expect(many.status == 400, many.status)


def refused_bodies(organization):
    path = f"{AUTHORIZATIONS}/{client_id(organization, 'Quality Insights')}"
    before = organization.call("GET", path).body
    json_type = {"Content-Type": "application/json"}
    uuids = [f"00000000-0000-4000-8000-{number:012d}" for number in range(10000)]
    deep = b'{"scope":' + b"[" * 100 + b"]" * 100 + b"}"
    for body, headers, statuses in [
            (b"", json_type, {400}),
            (b"null", json_type, {400}),
            (b"[]", json_type, {400}),
            (b"{}", json_type, {400}),
            (deep, json_type, {400}),
            (b'{"scope":["\xff"]}', json_type, {400}),
            (b'{"scope":["users"],"scope":["quality"]}', json_type, {400}),
            (b'{"scope":["users"]}', {"Content-Type": "text/plain"}, {415}),
            (b'{"scope":["users"]}', {"Content-Type": "application/json" + ";a=b" * 1000}, {415}),
            (b'{"scope":["users"]' + b" " * 65520 + b"}", json_type, {413}),
            ({"roles": uuids}, json_type, {413}),
            ({"roles": uuids[:1500]}, json_type, {400})]:
        shown = str(body)[:60]
        try:
            answer = organization.call("PUT", path, body, headers)
        except (BrokenPipeError, ConnectionResetError):
            # It refused and closed while the body was still on its way.
            expect(413 in statuses, shown)
        else:
            expect(answer.status in statuses, shown, answer.status, answer.body)
            check(answer.json(), PROBLEM, shown)
        expect(organization.call("GET", path).body == before, shown, "changed something")


def if_match(organization):
    """80: a change that is meant for another state than the one there is, is none."""
    path = f"{AUTHORIZATIONS}/{client_id(organization, 'Payroll Export')}"
    wanted = {"scope": ["users:readonly"]}

    def ask(method, tag, target=path):
        return organization.call(method, target, wanted if method == "PUT" else
                                 b"" if method == "POST" else None, {"If-Match": tag} if tag else {})

    for method in ("PUT", "DELETE"):
        before = organization.call("GET", path)
        current = before.headers["etag"]
        expect(ask("PUT", current).headers["etag"] == organization.call("GET", path).headers["etag"])
        before = organization.call("GET", path)
        for stale in (current, '"another"', f'"a", {current}', f"W/{before.headers['etag']}", "", "x"):
            answer = ask(method, stale)
            if stale == "":
                expect(answer.status == 200, "none was sent")
                before = organization.call("GET", path)
                continue
            expect(answer.status == 412, method, stale, answer.status)
            check(answer.json(), PROBLEM, stale)
            expect(organization.call("GET", path).body == before.body, method, stale, "it changed")
        fresh = before.headers["etag"]
        expect(ask(method, f'"a" , {fresh}').status == 200, method, fresh)
        expect(ask(method, fresh).status == 412, method, "the same twice")
        expect(ask(method, "*").status == 200, method, "any state")
    secret = f"/api/v2/oauth/clients/{client_id(organization, 'Quality Insights')}/secret"
    expect(ask("POST", '"a"', secret).status == 412, "a secret has no state to match")
    expect(ask("DELETE", '"a"', "/api/v2/tokens/me").status == 412, "nor has a token")
    expect(organization.call("GET", "/api/v2/tokens/me").status == 200, "the token was ended")


def parallel(organization, client):
    """PUT and DELETE of one authorization from eight sides at once: each is answered."""
    path = f"{AUTHORIZATIONS}/{client}"
    statuses = []

    def work(number):
        for turn in range(N_EACH):
            if (number + turn) % 2:
                answer = organization.call("DELETE", path)
            else:
                answer = organization.call("PUT", path, {"scope": ["users:readonly"]})
            statuses.append(answer.status)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expect(statuses == [200] * (8 * N_EACH), statuses)
    answer = organization.call("DELETE", path)
    expect(answer.status == 200 and answer.body == b"", answer.status, answer.body)


def recorded(folder):
    """A record for each answered change, without gaps, each going on from the one before."""
    rows = query(folder.database,
                 "SELECT sequence, action, state_before, scopes_before, roles_before, state_after,"
                 " scopes_after, roles_after FROM audit ORDER BY sequence")
    expect([row[0] for row in rows] == list(range(1, 8 * N_EACH + 2)), len(rows))
    for before, after in zip(rows, rows[1:]):
        expect(before[5:] == after[2:5], before, after)
    for row in rows:
        expect(row[5] == {"Authorize": "Authorized", "Deauthorize": "Revoked"}[row[1]], row)


def restarted(folder, client, token):
    with Organization(folder.data, populate=None, sign_in=None) as organization:
        organization.token = token
        found = organization.call("GET", f"{AUTHORIZATIONS}/{client}").json()
        expect(found["state"] == "Revoked" and found["scope"] == ["users:readonly"], found)
        own = f"{AUTHORIZATIONS}/{client_id(organization, 'Gatehouse')}"
        expect(organization.call("DELETE", own).status == 200)
        expect(organization.call("GET", own).status == 401)
    with Organization(folder.data, populate=None, sign_in="admin") as organization:
        for dead in (token, organization.token):
            answer = organization.call("GET", "/api/v2/tokens/me", token=dead)
            expect(answer.status == 401, "a revocation came back", answer.status)


def generated():
    with Folder() as folder:
        with Organization(folder.data, populate="generated:2000,50,500") as organization:
            found = organization.call("GET", AUTHORIZATIONS).json()
            expect(found["total"] == len(found["entities"]) == 2000, found["total"])
            for entity in found["entities"]:
                check(entity, AUTHORIZATION)
            roles, _ = follow(organization, "/api/v2/authorization/roles?pageSize=20")
            expect(len(roles) == 50 and all(role["userCount"] >= 0 for role in roles), len(roles))


def main():
    tap = Tap()
    with Folder() as folder:
        with Organization(folder.data) as organization:
            token = organization.token
            client = client_id(organization, "Payroll Export")
            tap.run("the members of every entity", shapes, organization)
            tap.run("organization and token", me, organization)
            tap.run("pages", paging, organization)
            tap.run("people by state and by their IDs", people, organization)
            tap.run("refused bodies change nothing", refused_bodies, organization)
            tap.run("changes from eight sides", parallel, organization, client)
        tap.run("a record of each change", recorded, folder)
        tap.run("what a restart keeps", restarted, folder, client, token)
    with Folder() as folder, Organization(folder.data) as organization:
        tap.run("If-Match", if_match, organization)
    tap.run("a generated organization", generated)
    tap.end()


main()
