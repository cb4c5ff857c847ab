# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""What the command line switches: --rate-limit, --public-api-only, --faults; and addresses and
parameters that no client sends (S50, S58, S63, H77 and H82 to H84)."""

import http.client
import time

from org_process import Folder, Organization, Tap, expect

LIST = "/api/v2/oauth/authorizations"


def rate_limit(folder):
    with Organization(folder.data, rate_limit="5") as organization:
        for count in range(1, 6):
            headers = organization.call("GET", "/api/v2/tokens/me").headers
            expect(headers["inin-ratelimit-count"] == str(count), headers)
            expect(headers["inin-ratelimit-allowed"] == "5", headers)
            expect(1 <= int(headers["inin-ratelimit-reset"]) <= 60, headers)
        for method, path in [("GET", LIST), ("HEAD", "/api/v2/tokens/me"),
                             ("DELETE", LIST + "/x")]:
            answer = organization.call(method, path)
            expect(answer.status == 429, method, answer.status)
            expect(1 <= int(answer.headers["retry-after"]) <= 60, answer.headers)
            expect(answer.headers["inin-ratelimit-count"] == "5", answer.headers)
            if answer.body:
                expect(answer.code == "too.many.requests.retry.after", answer.body)
                expect(answer.headers["retry-after"] in answer.json()["message"], answer.body)
        expect(organization.call("GET", LIST, token="wrong").status == 401, "an unknown token")
        expect(organization.call("GET", LIST, token=None).status == 401, "no token")
        for _ in range(20):
            organization.is_alive()


def default_limit(folder):
    with Organization(folder.data, rate_limit=None) as organization:
        answer = organization.call("GET", "/api/v2/tokens/me")
        expect(answer.headers["inin-ratelimit-allowed"] == "300", answer.headers)


def no_limit(folder):
    with Organization(folder.data, rate_limit="0") as organization:
        for _ in range(400):
            answer = organization.call("HEAD", "/api/v2/tokens/me")
            expect(answer.status == 200, answer.status)
        expect("inin-ratelimit-allowed" not in answer.headers, answer.headers)


def public_api_only(folder):
    with Organization(folder.data, "--public-api-only") as organization:
        entities = organization.call("GET", LIST).json()["entities"]
        path = f"{LIST}/{entities[0]['client']['id']}"
        before = organization.call("GET", path).json()
        for method, body in (("PUT", {"scope": ["oauth"], "roles": []}), ("DELETE", None)):
            for token in (True, None):
                answer = organization.call(method, path, body, token=token)
                expect(answer.status == 405 and answer.code == "method.not.allowed", answer.body)
                expect(answer.headers["allow"] == "GET, HEAD", answer.headers)
        expect(organization.call("GET", path).json() == before, "it was changed")


def turn(organization, token=None, **fault):
    return organization.call("POST", "/faults", fault, token=token or organization.ready["faults"])


def faults(folder):
    with Organization(folder.data, "--faults") as organization:
        expect(organization.ready["faults"] not in (organization.token, ""), "a token of its own")
        for status in (401, 403, 429, 500, 503):
            expect(turn(organization, fault=str(status), count=2).status == 204, status)
            for _ in range(2):
                answer = organization.call("GET", LIST)
                expect(answer.status == status and answer.code, answer.status)
                expect(("retry-after" in answer.headers) == (status == 429), answer.headers)
            expect(organization.call("GET", LIST).status == 200, "no more than two")
            organization.is_alive()
        slow(organization)
        close(organization)
        refused_faults(organization)
        turn(organization, fault="503", count=3)
        organization.is_alive()
        turn(organization, fault="503", count=0)
        expect(organization.call("GET", LIST).status == 200, "switched off")


def slow(organization):
    turn(organization, fault="slow", ms=700)
    started = time.monotonic()
    expect(organization.call("GET", LIST).status == 200, "late, but right")
    expect(0.6 < time.monotonic() - started < 5, time.monotonic() - started)
    turn(organization, fault="slow", ms=5000)
    try:
        organization.call("GET", LIST, timeout=0.3)
        raise AssertionError("it was not slow")
    except TimeoutError:
        organization.is_alive()


def close(organization):
    turn(organization, fault="close")
    try:
        organization.call("GET", LIST)
        raise AssertionError("it was answered")
    except (http.client.RemoteDisconnected, ConnectionResetError):
        organization.is_alive()


def refused_faults(organization):
    for token in ("wrong", organization.token):
        expect(turn(organization, token, fault="503").status == 401, "a foreign token")
    for fault in ({}, {"fault": "tea"}, {"fault": 503}, {"fault": "503", "count": -1},
                  {"fault": "503", "count": 1e9}, {"fault": "slow", "ms": 3600000}):
        expect(turn(organization, **fault).status == 400, fault)
    expect(organization.call("GET", "/faults", token=organization.ready["faults"]).status != 204,
           "GET turns nothing")
    expect(organization.call("GET", LIST).status == 200, "nothing was switched on")


def no_faults(folder):
    with Organization(folder.data) as organization:
        expect("faults" not in organization.ready, organization.ready)
        expect(turn(organization, "x", fault="503").status == 404, "there is no such address")
        expect(organization.call("GET", LIST).status == 200, "nothing was switched on")


def odd_addresses(organization):
    """77: whatever stands for an ID is unknown, and nothing else happens."""
    for name in ("x", "0", "-", "null", "a" * 8000, "'%20OR%201=1--", "%27;DROP%20TABLE%20clients",
                 "%E2%80%AE", "..%2E", "00000000-0000-4000-8000-000000000000",
                 "%7BclientId%7D", "{clientId}", "*"):
        for method, body in (("GET", None), ("DELETE", None), ("PUT", {"scope": ["oauth"]})):
            answer = organization.call(method, f"{LIST}/{name}", body)
            expect(answer.status in (400, 404), method, name[:40], answer.status)
            expect(answer.code, answer.body)
    expect(organization.call("GET", LIST).status == 200, "still there")


def odd_parameters(organization):
    for query in ("a", "a=%", "pageSize=%00", "pageNumber=%ff", "pageSize=1&pageSize=1", "%zz=1",
                  "&".join(f"a{number}=1" for number in range(101))):
        answer = organization.call("GET", f"/api/v2/users?{query}")
        expect(answer.status == 400 and answer.code == "bad.request", query, answer.status)
    for value in ("0", "-1", "2147483648", "1000000000", "abc", "", "1.5", "0x10", "%2B1",
                  "99999999999999999999"):
        for name in ("pageSize", "pageNumber"):
            answer = organization.call("GET", f"/api/v2/users?{name}={value}")
            expect(answer.status in (200, 400), name, value, answer.status)
            if answer.status == 200:
                expect(answer.json()["pageSize"] <= 500, answer.json()["pageSize"])
    for query in ("a=1", "expand=authorization&expand=organization", "unknown=%20"):
        expect(organization.call("GET", f"/api/v2/users/me?{query}").status == 200, query)


def odd_headers(organization):
    for name, value, status in [
            ("Accept-Language", "x" * 8000, 200), ("Accept-Language", "de;q=NaN, en;q=-1", 200),
            ("Accept-Language", "", 200), ("Accept", "*/*;q=x", 200),
            ("Accept-Encoding", "gzip;q=9", 200), ("If-None-Match", "*", 200),
            ("If-Modified-Since", "never", 200), ("Cookie", "a=" + "b" * 8000, 200),
            ("Authorization", "", 401), ("Authorization", "Bearer", 401),
            ("Authorization", "Bearer ", 401), ("Authorization", "Basic YTpi", 401),
            ("Authorization", "Bearer " + "a" * 8000, 401), ("Authorization", "Bearer a b", 401),
            ("Authorization", f"Bearer {organization.token}, Bearer x", 401),
            ("Authorization", f"bearer {organization.token}", 200),
            ("Authorization", f"Bearer {organization.token}x", 401)]:
        answer = organization.call("GET", "/api/v2/oauth/scopes", headers={name: value})
        expect(answer.status == status, name, value[:40], answer.status)
    answer = organization.call("GET", f"/api/v2/oauth/scopes?access_token={organization.token}",
                               token=None)
    expect(answer.status in (400, 401), "a token in the address", answer.status)
    for kind in ("text/plain", "application/xml", "application/json;charset=latin1",
                 "multipart/form-data; boundary=x", 'application/json; charset="utf-8',
                 "application/x-www-form-urlencoded", "application/json" + ";a=b" * 1000):
        answer = organization.call("PUT", f"{LIST}/x", b"{}", {"Content-Type": kind})
        expect(answer.status == 415, kind[:40], answer.status)


def main():
    tap = Tap()
    for name, function in (("--rate-limit 5", rate_limit), ("the usual limit", default_limit),
                           ("--rate-limit 0", no_limit), ("--public-api-only", public_api_only),
                           ("--faults", faults), ("without --faults", no_faults)):
        with Folder() as folder:
            tap.run(name, function, folder)
    with Folder() as folder, Organization(folder.data) as organization:
        tap.run("77 odd addresses", odd_addresses, organization)
        tap.run("82 odd parameters", odd_parameters, organization)
        tap.run("83, 84 odd headers", odd_headers, organization)
    tap.end()


main()
