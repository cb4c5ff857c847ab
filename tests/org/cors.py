# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Pages of other origins (S55): those of a client read what programs read, all others nothing; the
pages for people are for no script."""

from api_tokens import connect
from org_process import Folder, Organization, Tap, expect

CONSOLE = "https://console.acme-care.example"   # where an active client is registered
LOOPBACK = "http://127.0.7.2:4711"              # registered without a port
NATIVE = "acme-shifts://callback"
AUTHORIZATIONS = "/api/v2/oauth/authorizations"
METADATA = "/.well-known/oauth-authorization-server"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PROGRAMS = [("GET", METADATA, None, 200), ("POST", "/oauth/token", b"", 400),
            ("POST", "/oauth/revoke", b"", 400), ("GET", "/api/v2/users/me", None, 200),
            ("GET", AUTHORIZATIONS, None, 200), ("GET", "/api/v2/nothing", None, 404),
            ("POST", "/api/v2/users/me", b"", 405)]
PEOPLE = ["/oauth/authorize", "/consent?request=x", "/logout", "/pages.css"]


def ask(organization, method, path, origin, body=None, token=True, **more):
    headers = {"Origin": origin} if origin is not None else {}
    headers |= {"Sec-Fetch-Site": "cross-site"} | more
    headers |= FORM if path.startswith("/oauth/") and body is not None else {}
    return organization.call(method, path, body, headers, token=token)


def prepare(organization, path, origin, method="PUT", fields="authorization,purecloud-sdk"):
    return ask(organization, "OPTIONS", path, origin, token=None,
               **{"Access-Control-Request-Method": method,
                  "Access-Control-Request-Headers": fields})


def permissions(answer):
    return {name for name in answer.headers if name.startswith("access-control-")}


def may_read(answer, origin, *more):
    expect(answer.headers.get("access-control-allow-origin") == origin, answer.headers)
    expect(answer.headers.get("vary") == "Origin", answer.headers)
    exposed = answer.headers["access-control-expose-headers"].lower().split(", ")
    expect({"inin-correlation-id", "retry-after", "inin-ratelimit-count", "www-authenticate"}
           <= set(exposed), exposed)
    expect(permissions(answer) == {"access-control-allow-origin", "access-control-expose-headers",
                                   *more}, answer.headers)


def of_a_client(organization):
    for origin in (CONSOLE, LOOPBACK, "http://127.0.7.2", "http://localhost"):
        for method, path, body, status in PROGRAMS:
            answer = ask(organization, method, path, origin, body, token=path.startswith("/api/"))
            expect(answer.status == status, origin, method, path, answer.status, answer.body)
            may_read(answer, origin)
    refused = ask(organization, "GET", "/api/v2/users/me", CONSOLE, token="wrong")
    expect(refused.status == 401, refused.status)
    may_read(refused, CONSOLE)


def of_others(organization):
    before = organization.call("GET", AUTHORIZATIONS).body
    for origin in ("https://evil.example", CONSOLE + ".evil.example", CONSOLE + "/", CONSOLE + ":444",
                   CONSOLE.replace("https", "http"), CONSOLE.upper(), "http://127.0.7.4:4711",
                   "https://127.0.7.2:4711", LOOPBACK + "/", NATIVE, "acme-shifts:", "null", "*", "",
                   None):
        for method, path, body, _ in PROGRAMS:
            answer = ask(organization, method, path, origin, body)
            expect(answer.status == 403, origin, method, path, answer.status)
            expect(not permissions(answer), answer.headers)
            expect(answer.headers.get("vary") == "Origin", answer.headers)
        client = organization.ready["applications"][0]["clientId"]
        answer = prepare(organization, f"{AUTHORIZATIONS}/{client}", origin)
        expect(answer.status == 403 and not permissions(answer), origin, answer.headers)
        answer = ask(organization, "DELETE", f"{AUTHORIZATIONS}/{client}", origin)
        expect(answer.status == 403, origin, answer.status)
    expect(organization.call("GET", AUTHORIZATIONS).body == before, "a refused call had an effect")


def preflight(organization):
    client = organization.ready["applications"][0]["clientId"]
    for path, methods in ((f"{AUTHORIZATIONS}/{client}", "GET, HEAD, PUT, DELETE"),
                          ("/api/v2/users/me", "GET, HEAD"), ("/oauth/token", "POST"),
                          (METADATA, "GET, HEAD")):
        answer = prepare(organization, path, CONSOLE)
        expect(answer.status == 204 and answer.body == b"", path, answer.status)
        may_read(answer, CONSOLE, "access-control-allow-methods", "access-control-allow-headers",
                 "access-control-max-age")
        expect(answer.headers["access-control-allow-methods"] == methods, answer.headers)
        expect(answer.headers["access-control-allow-headers"] == "Authorization, *", answer.headers)
        expect(0 < int(answer.headers["access-control-max-age"]) <= 7200, answer.headers)
    answer = prepare(organization, "/api/v2/nothing", CONSOLE)
    expect(answer.status == 404, answer.status)
    plain = organization.call("OPTIONS", "/api/v2/users/me", token=None)
    expect(plain.status == 405 and plain.headers["allow"] == "GET, HEAD", plain.headers)
    expect(not permissions(plain), plain.headers)


def for_people(organization):
    for path in PEOPLE:
        for method in ("GET", "OPTIONS"):
            answer = ask(organization, method, path, CONSOLE, token=None)
            expect(not permissions(answer), path, answer.headers)
            expect(method == "GET" or answer.status == 405, path, answer.status)


def of_ours(organization):
    for headers in ({}, {"Origin": f"http://{organization.authority}"}):
        answer = organization.call("GET", "/api/v2/users/me", headers=headers)
        expect(answer.status == 200 and not permissions(answer), answer.headers)
        expect(answer.headers["vary"] == "Origin", answer.headers)


def faults(organization):
    """A fault of the API can be read; a preflight takes none away."""
    token = organization.ready["faults"]
    answer = organization.call("POST", "/faults", {"fault": "429"}, token=token)
    expect(answer.status == 204, answer.status, answer.body)
    expect(prepare(organization, "/api/v2/users/me", CONSOLE).status == 204, "a fault for a preflight")
    answer = ask(organization, "GET", "/api/v2/users/me", CONSOLE)
    expect(answer.status == 429 and answer.headers["retry-after"], answer.status)
    may_read(answer, CONSOLE)


def inactive(folder):
    """A client that is switched off has no pages."""
    connection = connect(folder.database)
    with connection:
        connection.execute("UPDATE clients SET state = 'inactive' WHERE name = 'Queue Console'")
    connection.close()
    with Organization(folder.data, populate=None) as organization:
        answer = ask(organization, "GET", METADATA, CONSOLE)
        expect(answer.status == 403 and not permissions(answer), answer.status, answer.headers)
        may_read(ask(organization, "GET", METADATA, LOOPBACK), LOOPBACK)


def main():
    tap = Tap()
    with Folder() as folder:
        with Organization(folder.data, "--faults") as organization:
            for name, function in (("pages of a client", of_a_client), ("pages of others", of_others),
                                   ("a preflight", preflight), ("pages for people", for_people),
                                   ("pages of ours", of_ours), ("training faults", faults)):
                tap.run(name, function, organization)
        tap.run("an inactive client", inactive, folder)
    tap.end()


if __name__ == "__main__":
    main()
