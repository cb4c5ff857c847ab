# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""The endpoints for programs over HTTP: what is issued, and every refusal (S32 to S49;
H65 to H76). The codes are laid into the database; the pages have tests of their own."""

import os
import re
import threading
import time
import urllib.parse

from api_tokens import query
from oauth_codes import (CHALLENGE, FORM, REDIRECT_URI, VERIFIER, add_codes, basic, client_id, post,
                         set_secret)
from org_process import Folder, Organization, Tap, expect, read_answers, split_answers

PUBLIC = "Directory Web Client"
CONFIDENTIAL = "Gatehouse"
ALONE = "Nightly Report Export"
SECRET = "gate_s_canary-of-a-secret"
ODD_SECRET = "a+b c:%&=/?#ä~"
PARALLEL = 16
ROUNDS = 200


class Bench:
    """A running organization, the codes in its database, and every secret that it has seen."""

    def __init__(self, organization, ids, codes):
        self.organization = organization
        self.codes = codes
        self.public, self.confidential, self.alone = ids
        self.seen = [SECRET, organization.token] + list(codes.values())

    def token(self, parameters, headers=None, **more):
        answer = post(self.organization, "/oauth/token", parameters, headers, **more)
        check_answer(answer)
        if answer.status == 200:
            tokens = answer.json()
            self.seen += [tokens[name] for name in ("access_token", "refresh_token")
                          if name in tokens]
        return answer

    def public_form(self, name, **changes):
        return {"grant_type": "authorization_code", "client_id": self.public,
                "code": self.codes.get(name, name), "redirect_uri": REDIRECT_URI,
                "code_verifier": VERIFIER} | changes

    def secret_form(self, name, **changes):
        return self.public_form(name, client_id=self.confidential, client_secret=SECRET) | changes

    def refresh_form(self, token, **changes):
        return {"grant_type": "refresh_token", "client_id": self.confidential,
                "client_secret": SECRET, "refresh_token": token} | changes

    def redeem(self, parameters):
        answer = self.token(parameters)
        expect(answer.status == 200, answer.status, answer.body)
        return answer.json()

    def works(self, token):
        return self.organization.call("GET", "/api/v2/users/me", token=token).status == 200


def check_answer(answer):
    """The form of every answer of the token endpoint (S43, S44)."""
    expect(answer.headers.get("cache-control") == "no-store", answer.headers)
    expect(answer.headers.get("content-type") == "application/json", answer.headers)
    expect("access-control-allow-origin" not in answer.headers, answer.headers)
    body = answer.json()
    if answer.status == 200:
        expect(answer.headers.get("pragma") == "no-cache", answer.headers)
        expect(set(body) - {"refresh_token"} ==
               {"access_token", "token_type", "expires_in", "scope"}, body)
        expect(body["token_type"] == "bearer" and type(body["expires_in"]) is int, body)
    else:
        expect(set(body) == {"error", "error_description", "description"}, body)
        expect(body["description"] == body["error_description"], body)
        for word in ("sql", "SELECT", "/home", ".c:", "gate-org", "constraint"):
            expect(word not in str(body), body)


def refused(answer, error="invalid_grant", status=400, about=""):
    found = answer.json().get("error")
    expect(answer.status == status and found == error, answer.status, answer.body)
    described = answer.json()["error_description"]
    expect(described.endswith(about) and re.fullmatch(r"[ !#-\[\]-~]{1,200}", described), described)


def challenged(answer):
    refused(answer, "invalid_client", 401)
    expect(answer.headers.get("www-authenticate", "").startswith("Basic "), answer.headers)


def public_code(bench):
    tokens = bench.redeem(bench.public_form("public"))
    expect(tokens["expires_in"] == 86400 and tokens["scope"] == "user-basic-info", tokens)
    expect("refresh_token" not in tokens, "a client without a secret got a refresh token")
    expect(tokens["access_token"].startswith("gate_a_") and len(tokens["access_token"]) >= 50,
           tokens)
    expect(bench.works(tokens["access_token"]), "the token does not work")


def confidential_code(bench):
    answer = bench.token({"grant_type": "authorization_code", "code": bench.codes["basic"],
                          "redirect_uri": REDIRECT_URI, "code_verifier": VERIFIER},
                         {"Authorization": basic(bench.confidential, SECRET)})
    tokens = answer.json()
    expect(answer.status == 200 and tokens["refresh_token"].startswith("gate_r_"), answer.body)
    expect(tokens["expires_in"] == 28800, tokens)


def replayed_code(bench):
    tokens = bench.redeem(bench.secret_form("replay"))
    # Somebody who cannot prove anything ends nothing.
    refused(bench.token(bench.secret_form("replay", code_verifier=CHALLENGE)))
    refused(bench.token(bench.public_form("replay")))
    expect(bench.works(tokens["access_token"]), "a wrong replay ended the tokens")
    refused(bench.token(bench.secret_form("replay")))
    expect(not bench.works(tokens["access_token"]), "the tokens of a replayed code live on")
    refused(bench.token(bench.refresh_form(tokens["refresh_token"])))


def wrong_verifier(bench):
    """Three tries, and the code is used up."""
    for verifier in ["a" * 42, "a" * 129, VERIFIER[:-1] + "!"]:
        refused(bench.token(bench.public_form("verifier", code_verifier=verifier)))
    refused(bench.token(bench.public_form("verifier")))


def verifier_grammar(bench):
    for number, verifier in enumerate([VERIFIER[:-1] + "+", VERIFIER[:-1] + "=", "ä" * 43, None, ""]):
        refused(bench.token(bench.public_form(f"grammar {number}", code_verifier=verifier)))
        bench.redeem(bench.public_form(f"grammar {number}"))


def plain_challenge(bench):
    refused(bench.token(bench.public_form("plain", code_verifier=CHALLENGE)))


def downgrade(bench):
    refused(bench.token(bench.secret_form("no challenge")))
    bench.redeem(bench.secret_form("no challenge", code_verifier=None))
    refused(bench.token(bench.secret_form("challenge", code_verifier=None)))
    bench.redeem(bench.secret_form("challenge"))


def other_redirect(bench):
    for uri in ["http://127.0.7.2:4712/callback?from=here", REDIRECT_URI + "&x=y"]:
        refused(bench.token(bench.public_form("redirect", redirect_uri=uri)))
    bench.redeem(bench.public_form("redirect"))
    for number, uri in enumerate([None, "", REDIRECT_URI.upper()]):
        refused(bench.token(bench.public_form(f"redirect {number}", redirect_uri=uri)))


def other_client(bench):
    refused(bench.token(bench.secret_form("foreign")))
    bench.redeem(bench.public_form("foreign"))


def odd_codes(bench):
    for code in ["nothing", "gate_c_" + "A" * 43, "A" * 60000, "' OR 1=1 --", "ä", "%00".encode()]:
        refused(bench.token(bench.public_form(code)))
    for code in [None, ""]:
        refused(bench.token(bench.public_form(code, code=code)), "invalid_request")
    raw = b"grant_type=authorization_code&client_id=" + bench.public.encode()
    for tail in [b"&code=%00", b"&code=%ff", b"&code=%zz", b"&code=a\0b", b"&code=\xff",
                 b"&code=a&code=a", b"&code=a&client_id=" + bench.public.encode(), b"&&", b"&=",
                 b"&x=1" * 101]:
        refused(bench.token(raw + tail), "invalid_request")


def expired_code(bench):
    refused(bench.token(bench.public_form("expired")))


def together(count, function):
    """All at once; gives what each gave."""
    answers = [None] * count
    barrier = threading.Barrier(count)

    def run(number):
        barrier.wait()
        answers[number] = function()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def parallel_codes(bench):
    for number in range(ROUNDS):
        answers = together(PARALLEL, lambda n=number: bench.token(bench.public_form(f"race {n}")))
        winners = [answer for answer in answers if answer.status == 200]
        expect(len(winners) == 1, [answer.status for answer in answers])
        for answer in answers:
            if answer.status != 200:
                refused(answer)
        # The others have shown it a second time.
        expect(not bench.works(winners[0].json()["access_token"]), "the tokens live on")


def rotation(bench):
    first = bench.redeem(bench.secret_form("rotate"))
    second = bench.redeem(bench.refresh_form(first["refresh_token"]))
    third = bench.redeem(bench.refresh_form(second["refresh_token"]))
    expect(len({first["refresh_token"], second["refresh_token"], third["refresh_token"]}) == 3,
           "a refresh token came again")
    expect(bench.works(first["access_token"]) and bench.works(third["access_token"]), "ended")
    expect(not bench.works(third["refresh_token"]), "a refresh token opens the API")


def reused_refresh(bench):
    first = bench.redeem(bench.secret_form("reuse"))
    second = bench.redeem(bench.refresh_form(first["refresh_token"]))
    refused(bench.token(bench.refresh_form(first["refresh_token"])))
    for tokens in (first, second):
        expect(not bench.works(tokens["access_token"]), "a token of the family lives on")
        refused(bench.token(bench.refresh_form(tokens["refresh_token"])))


def parallel_refresh(bench):
    tokens = bench.redeem(bench.secret_form("refresh race"))
    answers = together(PARALLEL, lambda: bench.token(bench.refresh_form(tokens["refresh_token"])))
    winners = [answer.json() for answer in answers if answer.status == 200]
    expect(len(winners) <= 1, [answer.status for answer in answers])
    for winner in winners:
        refused(bench.token(bench.refresh_form(winner["refresh_token"])))


def refresh_refusals(bench):
    tokens = bench.redeem(bench.secret_form("refusals"))
    refused(bench.token(bench.refresh_form(tokens["access_token"])))
    refused(bench.token(bench.refresh_form(None)), "invalid_request")
    refused(bench.token(bench.refresh_form(tokens["refresh_token"], scope="user-basic-info oauth")),
            "invalid_scope", about=": scope=user-basic-info oauth")
    refused(bench.token(bench.refresh_form(tokens["refresh_token"], client_id=bench.public,
                                           client_secret=None)), "unauthorized_client")
    refused(bench.token(bench.refresh_form(tokens["refresh_token"], client_secret=None)),
            "invalid_client")
    bench.redeem(bench.refresh_form(tokens["refresh_token"], scope=""))


def client_credentials(bench):
    form = {"grant_type": "client_credentials"}
    header = {"Authorization": basic(bench.alone, ODD_SECRET)}
    answer = bench.token(form, header)
    expect(answer.status == 200 and "refresh_token" not in answer.json(), answer.body)
    challenged(bench.token(form, {"Authorization": basic(bench.alone, SECRET)}))
    refused(bench.token(form | {"client_id": bench.confidential, "client_secret": SECRET}),
            "unauthorized_client")
    refused(bench.token(form | {"client_id": bench.public}), "unauthorized_client")


def grant_types(bench):
    for name in ["password", "implicit", "AUTHORIZATION_CODE", "token",
                 "urn:ietf:params:oauth:grant-type:saml2-bearer"]:
        refused(bench.token(bench.secret_form("unused", grant_type=name)), "unsupported_grant_type",
                about=f": grant_type={name}")
    refused(bench.token(bench.secret_form("unused", grant_type="\"\\ä\n" + "a" * 9999)),
            "unsupported_grant_type", about=": grant_type=????" + "a" * 56 + "...")
    for name in [None, ""]:
        refused(bench.token(bench.secret_form("unused", grant_type=name)), "invalid_request")
    refused(bench.token([("grant_type", "password"), ("grant_type", "password")]),
            "invalid_request", about=": grant_type")


def authentication(bench):
    """Over HTTP what the unit tests list case by case."""
    form = {"grant_type": "authorization_code", "code": "x", "redirect_uri": "x"}
    for header in ["Basic", "Basic ****", "Bearer x", basic(bench.confidential, "wrong"),
                   basic(bench.confidential, ""), basic(bench.public, ""), basic("nobody", "x")]:
        challenged(bench.token(form, {"Authorization": header}))
    right = {"Authorization": basic(bench.confidential, SECRET)}
    refused(bench.token(form, right))
    refused(bench.token(form | {"client_secret": SECRET}, right), "invalid_request")
    refused(bench.token(form | {"client_id": bench.public}, right), "invalid_request")
    refused(bench.token(form), "invalid_client")
    twice = raw(bench, f"Authorization: {right['Authorization']}\r\n" * 2, b"grant_type=x")
    expect(twice.status == 400, twice.status, twice.body)


def raw(bench, headers, body, method="POST", path="/oauth/token"):
    with bench.organization.connect() as peer:
        peer.sendall(f"{method} {path} HTTP/1.1\r\nHost: {bench.organization.authority}\r\n"
                     f"Content-Type: {FORM}\r\nContent-Length: {len(body)}\r\n{headers}"
                     "Connection: close\r\n\r\n".encode() + body)
        return split_answers(read_answers(peer))[0]


def methods_and_types(bench):
    for path in ["/oauth/token", "/oauth/revoke", "/oauth/introspect"]:
        for method in ["GET", "PUT", "DELETE", "HEAD"]:
            answer = post(bench.organization, path, b"x=y" if method == "PUT" else b"",
                          method=method)
            expect(answer.status == 405 and answer.headers.get("allow") == "POST",
                   path, method, answer.status, answer.headers)
        for content_type in ["application/json", "multipart/form-data; boundary=x", "text/plain",
                             FORM + "; charset=utf-7", None]:
            answer = post(bench.organization, path, b"token=x", content_type=content_type)
            refused(answer, "invalid_request", 415)
        for query_text in ["client_id=x", "client_secret=x", "token=x", "x=y"]:
            answer = post(bench.organization, f"{path}?{query_text}", b"token=x")
            refused(answer, "invalid_request")
        for header in [{"Origin": "http://127.0.7.4:1"}, {"Sec-Fetch-Site": "cross-site"},
                       {"Sec-Fetch-Site": "same-site"}, {"Origin": "null"}]:
            answer = post(bench.organization, path, b"token=x", header)
            expect(answer.status == 403, header, answer.status)
        answer = post(bench.organization, path, b"a" * 65537)
        expect(answer.status == 413, answer.status)


def revocation(bench):
    """(token, hint): 200 and nothing said, whatever it is; own tokens end."""
    tokens = bench.redeem(bench.secret_form("revoke"))
    foreign = bench.redeem(bench.public_form("revoke foreign"))
    client = {"client_id": bench.confidential, "client_secret": SECRET}

    def revoke(token, **more):
        answer = post(bench.organization, "/oauth/revoke", client | {"token": token} | more)
        expect(answer.status == 200 and answer.body == b"", answer.status, answer.body)

    revoke("unknown")
    revoke("A" * 60000)
    revoke(foreign["access_token"])
    expect(bench.works(foreign["access_token"]), "a foreign token ended")
    revoke(tokens["access_token"], token_type_hint="refresh_token")
    expect(not bench.works(tokens["access_token"]), "the token lives on")
    revoke(tokens["access_token"], token_type_hint="odd")
    again = bench.redeem(bench.refresh_form(tokens["refresh_token"]))
    revoke(again["refresh_token"])
    expect(not bench.works(again["access_token"]), "the family lives on")
    refused(bench.token(bench.refresh_form(again["refresh_token"])))
    for parameters, error in [(client, "invalid_request"),
                              (client | {"token": ""}, "invalid_request"),
                              (client | {"client_secret": None, "token": "x"}, "invalid_client"),
                              (client | {"token": bench.codes["unused"]},
                               "unsupported_token_type")]:
        refused(post(bench.organization, "/oauth/revoke", parameters), error)
    challenged(post(bench.organization, "/oauth/revoke", {"token": "x"},
                    {"Authorization": basic(bench.confidential, "wrong")}))
    mine = {"client_id": bench.public, "token": foreign["access_token"]}
    expect(post(bench.organization, "/oauth/revoke", mine).status == 200, "public client")
    expect(not bench.works(foreign["access_token"]), "the public client's token lives on")


def introspection(bench):
    tokens = bench.redeem(bench.secret_form("introspect"))
    foreign = bench.redeem(bench.public_form("introspect foreign"))
    header = {"Authorization": basic(bench.confidential, SECRET)}

    def ask(token, headers=None):
        answer = post(bench.organization, "/oauth/introspect", {"token": token}, headers or header)
        expect(answer.status == 200, answer.status, answer.body)
        expect(answer.headers.get("cache-control") == "no-store", answer.headers)
        return answer

    told = ask(tokens["access_token"]).json()
    expect(told["active"] is True and told["client_id"] == bench.confidential, told)
    expect(told["iss"] == f"http://{bench.organization.authority}", told)
    expect(abs(told["exp"] - told["iat"] - 28800) <= 1 and abs(told["iat"] - time.time()) < 60,
           told)
    expect(told["scope"] == "user-basic-info" and told["token_type"] == "bearer", told)
    for token in ["unknown", foreign["access_token"], bench.codes["unused"], "A" * 60000, SECRET]:
        expect(ask(token).body == b'{"active":false}', token[:20])
    as_admin = {"Authorization": f"Bearer {bench.organization.token}"}
    expect(ask(foreign["access_token"], as_admin).json()["active"] is True, "admin")
    expect(ask("unknown", as_admin).body == b'{"active":false}', "admin")
    refused(post(bench.organization, "/oauth/introspect", {"token": "x"}), "invalid_client")
    refused(post(bench.organization, "/oauth/introspect",
                 {"token": "x", "client_id": bench.public}), "invalid_client")
    challenged(post(bench.organization, "/oauth/introspect", {"token": "x"},
                    {"Authorization": basic(bench.confidential, "wrong")}))
    weak = {"Authorization": f"Bearer {tokens['access_token']}"}
    answer = post(bench.organization, "/oauth/introspect", {"token": "x"}, weak)
    expect(answer.status == 403, answer.status)


def metadata(bench):
    """What is advertised is served, and nothing hangs on Host."""
    answer = bench.organization.call("GET", "/.well-known/oauth-authorization-server", token=None)
    document = answer.json()
    origin = f"http://{bench.organization.authority}"
    expect(answer.status == 200 and document["issuer"] == origin, answer.body)
    for name, address in document.items():
        if name.endswith("_endpoint") and name != "authorization_endpoint":
            expect(address.startswith(origin + "/"), address)
            served = post(bench.organization, urllib.parse.urlparse(address).path, b"x=y")
            expect(served.status == 400, name, served.status, served.body)
    for grant in document["grant_types_supported"]:
        answer = bench.token({"grant_type": grant, "client_id": bench.confidential,
                              "client_secret": SECRET})
        expect(answer.json()["error"] != "unsupported_grant_type", grant)
    expect("password" not in document["grant_types_supported"], document)
    place = "/.well-known/oauth-authorization-server"
    for method, path, status in [("POST", place, 405), ("GET", place + "/x", 404),
                                 ("GET", place + "?issuer=http://evil.example", 200),
                                 ("GET", "/.well-known/openid-configuration", 404)]:
        found = bench.organization.call(method, path, headers={
            "X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}, token=None)
        expect(found.status == status, method, path, found.status)
        expect(status != 200 or found.json() == document, found.body)
    expect(document["code_challenge_methods_supported"] == ["S256"], document)


def revoked_client(bench):
    """Revoking reaches what was issued, and codes on their way (S41, S52)."""
    tokens = bench.redeem(bench.public_form("revoked client"))
    path = f"/api/v2/oauth/authorizations/{bench.public}"
    expect(bench.organization.call("DELETE", path).status == 200, "revoke")
    expect(not bench.works(tokens["access_token"]), "a token of a revoked client works")
    refused(bench.token(bench.public_form("revoked client too")))
    answer = bench.organization.call("PUT", path, {"scope": ["user-basic-info"], "roles": []})
    expect(answer.status == 200, answer.body)
    expect(not bench.works(tokens["access_token"]), "a token came back")
    refused(bench.token(bench.public_form("revoked client too")))


def narrowed_client(bench):
    tokens = bench.redeem(bench.public_form("narrowed"))
    path = f"/api/v2/oauth/authorizations/{bench.public}"
    bench.organization.call("PUT", path, {"scope": ["presence"], "roles": []})
    answer = bench.organization.call("GET", "/api/v2/users/me", token=tokens["access_token"])
    expect(answer.status == 403 and answer.code == "app.not.authorized.for.scope", answer.body)
    refused(bench.token(bench.public_form("narrowed too")))
    bench.organization.call("PUT", path, {"scope": ["user-basic-info"], "roles": []})
    expect(bench.works(tokens["access_token"]), "the scope is back")


def new_secret(bench):
    path = f"/api/v2/oauth/clients/{bench.alone}/secret"
    answer = bench.organization.call("POST", path)
    secret = answer.json()["secret"]
    bench.seen.append(secret)
    expect(answer.status == 200 and secret.startswith("gate_s_"), answer.status)
    form = {"grant_type": "client_credentials", "client_id": bench.alone}
    for shown in (secret, ODD_SECRET):
        expect(bench.token(form | {"client_secret": shown}).status == 200, "it does not work")
    listed = bench.organization.call("GET", f"/api/v2/oauth/clients/{bench.alone}").json()
    expect("secret" not in listed, listed)


def own_end(bench):
    tokens = bench.redeem(bench.public_form("own end"))
    answer = bench.organization.call("DELETE", "/api/v2/tokens/me", token=tokens["access_token"])
    expect(answer.status == 200 and not bench.works(tokens["access_token"]), answer.status)


def survives(folder, ids, codes):
    """Killed after the answer: the code stays used, the tokens stay good, and what ended stays so."""
    organization = Organization(folder.data, populate=None).wait_ready()
    bench = Bench(organization, ids, codes)
    tokens = bench.redeem(bench.secret_form("kill"))
    ended = bench.redeem(bench.secret_form("kill too"))
    client = {"client_id": bench.confidential, "client_secret": SECRET}
    post(organization, "/oauth/revoke", client | {"token": ended["refresh_token"]})
    shown = organization.call("POST", f"/api/v2/oauth/clients/{bench.alone}/secret").json()
    organization.kill()
    with Organization(folder.data, populate=None) as organization:
        bench = Bench(organization, ids, codes)
        expect(bench.works(tokens["access_token"]), "an answered token is gone")
        expect(not bench.works(ended["access_token"]), "an ended token is back")
        successor = bench.redeem(bench.refresh_form(tokens["refresh_token"]))
        refused(bench.token(bench.secret_form("kill")))
        expect(not bench.works(successor["access_token"]), "the replay ended nothing")
        answer = bench.token({"grant_type": "client_credentials", "client_id": bench.alone,
                              "client_secret": shown["secret"]})
        expect(answer.status == 200, "a secret that was shown does not work")


def no_secret_is_kept(folder, bench, log):
    """Neither in the log nor in the database, its log, or what lies beside them (S46, S61)."""
    kept = {"standard error": log.encode()}
    for name in os.listdir(folder.data):
        path = os.path.join(folder.data, name)
        if name.startswith("organization.db") and os.path.isfile(path):
            with open(path, "rb") as file:
                kept[name] = file.read()
    for secret in bench.seen + [ODD_SECRET, VERIFIER]:
        for name, content in kept.items():
            expect(secret.encode() not in content, "a secret is in", name)
    expect(b"code redeemed" in kept["standard error"] and
           b"invalid_grant: used before" in kept["standard error"], "the log tells too little")


def audit(folder):
    actions = [row[0] for row in query(folder.database, "SELECT action FROM audit")]
    expect(actions.count("Reuse") >= 3 + ROUNDS, actions)
    expect(actions.count("NewSecret") == 1, actions)


TESTS = [public_code, confidential_code, replayed_code, wrong_verifier, verifier_grammar,
         plain_challenge, downgrade, other_redirect, other_client, odd_codes, expired_code,
         parallel_codes, rotation, reused_refresh, parallel_refresh, refresh_refusals,
         client_credentials, grant_types, authentication, methods_and_types, revocation,
         introspection, metadata, narrowed_client, new_secret, own_end, revoked_client]

PUBLIC_CODES = ["public", "verifier", "plain", "redirect", "foreign", "revoke foreign",
                "introspect foreign", "narrowed", "narrowed too", "own end",
                "revoked client", "revoked client too"]
SECRET_CODES = ["basic", "replay", "challenge", "rotate", "reuse", "refresh race", "refusals",
                "unused", "revoke", "introspect", "kill", "kill too"]


def wanted_codes():
    wanted = {name: (PUBLIC, "agent", {}) for name in PUBLIC_CODES}
    wanted |= {name: (CONFIDENTIAL, "agent", {}) for name in SECRET_CODES}
    wanted |= {f"grammar {number}": (PUBLIC, "agent", {}) for number in range(5)}
    wanted |= {f"redirect {number}": (PUBLIC, "agent", {}) for number in range(3)}
    wanted |= {f"race {number}": (PUBLIC, "agent", {}) for number in range(ROUNDS)}
    wanted["no challenge"] = (CONFIDENTIAL, "agent", {"challenge": None})
    wanted["expired"] = (PUBLIC, "agent", {"issued_ms": 1, "expires_ms": 60001})
    return wanted


def main():
    tap = Tap()
    with Folder() as folder:
        with Organization(folder.data):
            pass
        set_secret(folder.database, CONFIDENTIAL, SECRET)
        set_secret(folder.database, ALONE, ODD_SECRET)
        codes = add_codes(folder.database, wanted_codes())
        ids = [client_id(folder.database, name) for name in (PUBLIC, CONFIDENTIAL, ALONE)]
        with Organization(folder.data, populate=None) as organization:
            bench = Bench(organization, ids, codes)
            for test in TESTS:
                tap.run(test.__name__, test, bench)
            tap.run("is_alive", organization.is_alive)
        tap.run("no_secret_is_kept", no_secret_is_kept, folder, bench, organization.log())
        tap.run("audit", audit, folder)
        tap.run("survives", survives, folder, ids, codes)
    tap.end()


main()
