# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Every route of the REST API × every kind of token that can come with it (S51): a
generated matrix over HTTP, and that no refused call has changed anything."""

import json

from api_tokens import add_tokens, find_client
from org_process import Folder, Organization, Tap, expect

AUTHORIZATION = "/api/v2/oauth/authorizations/{client}"
UNKNOWN = "00000000-0000-4000-8000-000000000000"

# method, path, body, needs a permission, its 404 (path, code)
ROUTES = [
    ("GET", "/api/v2/oauth/authorizations", None, "oauth:client:authorize", None),
    ("GET", AUTHORIZATION, None, "oauth:client:authorize", "not.found"),
    ("PUT", AUTHORIZATION, {"scope": ["user-basic-info"]}, "oauth:client:authorize", "not.found"),
    ("DELETE", AUTHORIZATION, None, "oauth:client:authorize", "not.found"),
    ("GET", "/api/v2/oauth/clients", None, "oauth:client:view", None),
    ("GET", "/api/v2/oauth/clients/{client}", None, "oauth:client:view", "client.not.found"),
    ("GET", "/api/v2/oauth/scopes", None, None, None),
    ("GET", "/api/v2/oauth/scopes/oauth%3Areadonly", None, None, None),
    ("GET", "/api/v2/authorization/roles", None, "authorization:role:view", None),
    ("GET", "/api/v2/authorization/roles/{role}", None, "authorization:role:view", "not.found"),
    ("GET", "/api/v2/authorization/roles/{role}/users", None, None, "not.found"),
    ("GET", "/api/v2/users", None, None, None),
    ("GET", "/api/v2/users/{person}", None, None, "not.found"),
    ("GET", "/api/v2/users/me", None, None, None),
    ("GET", "/api/v2/organizations/me", None, None, None),
    ("GET", "/api/v2/tokens/me", None, None, None),
    ("HEAD", "/api/v2/tokens/me", None, None, None),
    ("POST", "/api/v2/oauth/clients/{client}/secret", None, "oauth:client:edit",
     "client.not.found"),
    # Last, because it ends the tokens that may do it.
    ("DELETE", "/api/v2/tokens/me", None, None, None),
]

# Who comes: the name of a token, and status and code that it meets; None is the right one.
CALLERS = [
    ("none", 401, "authentication.required"),
    ("garbage", 401, "bad.credentials"),
    ("bad", 401, "bad.credentials"),
    ("expired", 401, "bad.credentials"),
    ("ended", 401, "bad.credentials"),
    ("revoked", 401, "bad.credentials"),
    ("never authorized", 401, "bad.credentials"),
    ("client inactive", 401, "bad.credentials"),
    ("person inactive", 401, "bad.credentials"),
    ("role missing", 401, "bad.credentials"),
    ("no scope", 403, "app.not.authorized.for.scope"),
    ("read only", 403, "app.not.authorized.for.scope"),
    ("no permission", 403, "missing.any.permissions"),
    ("right", None, None),
]


def make_tokens(folder, organization_token):
    """(client, person, rest) each; the scopes are asked for whatever the client is granted."""
    everything = "authorization oauth organization user-basic-info users"
    tokens = add_tokens(folder.database, {
        "expired": ("Gatehouse", "admin", {"expires_ms": 2, "issued_ms": 1}),
        "ended": ("Gatehouse", "admin", {"ended_ms": 5}),
        "revoked": ("Speech Lab Pilot", "admin", {}),
        "never authorized": ("Queue Console", "admin", {}),
        "client inactive": ("Legacy Dialer Link", "admin", {}),
        "person inactive": ("Gatehouse", "owen.griffiths", {}),
        "role missing": ("Agent Scripts Sync", "admin", {}),
        "no scope": ("Wallboard TV", "admin", {"scopes": everything}),
        "read only": ("Gatehouse", "admin", {"scopes": "oauth:readonly"}),
        "no permission": ("Gatehouse", "agent", {}),
    })
    tokens["none"] = None
    tokens["garbage"] = "gate_a_ä".encode().decode("latin-1")
    tokens["bad"] = organization_token[:-1] + ("A" if organization_token[-1] != "A" else "B")
    tokens["right"] = organization_token
    return tokens


def fill(path, names):
    for name, value in names.items():
        path = path.replace("{" + name + "}", value)
    return path


def check_headers(answer, what):
    expect(answer.headers.get("inin-correlation-id", "").count("-") == 4, what, answer.headers)
    for name in ("count", "allowed", "reset"):
        expect(answer.headers.get(f"inin-ratelimit-{name}", "").isdigit(), what, answer.headers)
    expect("access-control-allow-origin" not in answer.headers, what, answer.headers)


def check_refusal(answer, status, code, permission, method):
    expect(answer.status == status, answer.status, answer.body)
    challenge = answer.headers.get("www-authenticate")
    expect(challenge == {"authentication.required": "Bearer",
                         "bad.credentials": 'Bearer error="invalid_token"'}.get(code), challenge)
    check_headers(answer, code)
    if method == "HEAD":
        expect(answer.body == b"", answer.body)
        return
    problem = answer.json()
    expect(problem["code"] == code and problem["status"] == status, problem)
    expect(problem["contextId"] == answer.headers["inin-correlation-id"], problem)
    expect(answer.headers["content-type"].startswith("application/json"), answer.headers)
    if code == "missing.any.permissions":
        expect(problem["message"].endswith(f"[{permission}]"), problem)
        expect(problem["messageParams"]["permissions"] == permission, problem)


def meets(caller, method, path, permission):
    """What this caller meets on this route; None is the answer of the route itself."""
    name, status, code = caller
    if name == "no permission" and permission is None:
        return None, None
    if name == "read only" and method == "GET" and "/oauth/" in path:
        return None, None
    return status, code


def snapshot(organization):
    return organization.call("GET", "/api/v2/oauth/authorizations").body


def one_route(organization, tokens, names, method, path, body, permission, missing):
    target = fill(path, names)
    before = snapshot(organization)
    for caller in CALLERS:
        status, code = meets(caller, method, path, permission)
        if status is None:
            continue
        answer = organization.call(method, target, body, token=tokens[caller[0]])
        try:
            check_refusal(answer, status, code, permission, method)
        except AssertionError as failure:
            raise AssertionError(f"{caller[0]}: {failure}") from failure
    expect(snapshot(organization) == before, "a refused call changed something")
    if missing is not None:
        nothing = organization.call(method, fill(path, dict.fromkeys(names, UNKNOWN)), body)
        expect(nothing.status == 404 and nothing.code == missing, nothing.status, nothing.body)
    for caller in CALLERS:
        if meets(caller, method, path, permission)[0] is None:
            answer = organization.call(method, target, body, token=tokens[caller[0]])
            expect(answer.status == 200, caller[0], answer.status, answer.body)
            check_headers(answer, caller[0])
            expect(method in ("DELETE", "HEAD") or json.loads(answer.body), answer.body)


def other_methods(organization):
    """Exact routing: a method that a path does not have, a path that is nearly one."""
    for method, path, status in [
            ("POST", "/api/v2/oauth/authorizations", 405),
            ("DELETE", "/api/v2/oauth/clients", 405),
            ("PUT", "/api/v2/users/me", 405),
            ("GET", "/api/v2/oauth/authorizations/", 404),
            ("GET", "/api/v2/oauth", 404),
            ("GET", "/api/v2/oauth/Authorizations", 404),
            ("GET", "/api/v3/oauth/authorizations", 404),
            ("GET", "/oauth/authorizations", 404)]:
        answer = organization.call(method, path, b"{}" if method in ("POST", "PUT") else None)
        expect(answer.status == status, method, path, answer.status, answer.body)
        expect(status != 405 or answer.headers.get("allow"), path, answer.headers)


def main():
    tap = Tap()
    with Folder() as folder:
        with Organization(folder.data) as organization:
            token = organization.token
        tokens = make_tokens(folder, token)
        names = find_client(folder.database, "Survey Mailer")
        own = find_client(folder.database, "Quality Insights")
        with Organization(folder.data, populate=None, sign_in=None,
                          rate_limit="100000") as organization:
            organization.token = token
            for method, path, body, permission, missing in ROUTES:
                tap.run(f"{method} {path}", one_route, organization, tokens,
                        own if "/clients" in path else names, method, path, body, permission,
                        missing)
            tap.run("exact routing", other_methods, organization)
    tap.end()


main()
