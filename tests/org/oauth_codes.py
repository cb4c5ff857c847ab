# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Codes and client secrets that no page gave: put into the database while the organization is stopped.
And the forms that a client sends."""

import base64
import hashlib
import secrets
import time
import urllib.parse

from api_tokens import connect

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
REDIRECT_URI = "http://127.0.7.2:4711/callback?from=here"
FORM = "application/x-www-form-urlencoded"
HOUR_MS = 3600000


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def set_secret(database, client, secret):
    connection = connect(database)
    with connection:
        added = connection.execute(
            "INSERT INTO client_secrets (hash, client, created_ms) SELECT ?, number, 1"
            " FROM clients WHERE name = ?", (sha256(secret), client))
        assert added.rowcount == 1, client
    connection.close()


def client_id(database, client):
    connection = connect(database)
    found, = connection.execute("SELECT id FROM clients WHERE name = ?", (client,)).fetchone()
    connection.close()
    return found


def add_codes(database, wanted):
    """NAME: (client name, user name, columns that differ). Gives NAME: code, good for an hour."""
    now_ms = int(time.time() * 1000)
    codes = {}
    connection = connect(database)
    with connection:
        for name, (client, person, columns) in wanted.items():
            code = "gate_c_" + secrets.token_urlsafe(32)
            row = {"hash": sha256(code), "redirect_uri": REDIRECT_URI, "challenge": CHALLENGE,
                   "issued_ms": now_ms + HOUR_MS, "expires_ms": now_ms + HOUR_MS + 60000,
                   "scopes": "user-basic-info", "client": client, "person": person} | columns
            added = connection.execute(
                "INSERT INTO codes (hash, client, person, redirect_uri, challenge, scopes,"
                " issued_ms, expires_ms) SELECT :hash, c.number, p.number, :redirect_uri,"
                " :challenge, :scopes, :issued_ms, :expires_ms FROM clients AS c, people AS p"
                " WHERE c.name = :client AND p.user_name = :person", row)
            assert added.rowcount == 1, (client, person)
            codes[name] = code
    connection.close()
    return codes


def encode(parameters):
    if not isinstance(parameters, (dict, list)):
        return parameters if isinstance(parameters, bytes) else parameters.encode()
    pairs = parameters.items() if isinstance(parameters, dict) else parameters
    return urllib.parse.urlencode([pair for pair in pairs if pair[1] is not None]).encode()


def basic(client, secret):
    pair = f"{urllib.parse.quote_plus(client)}:{urllib.parse.quote_plus(secret)}"
    return "Basic " + base64.b64encode(pair.encode()).decode()


def post(organization, path, parameters, headers=None, content_type=FORM, method="POST"):
    sent = dict(headers or {})
    if content_type is not None:
        sent["Content-Type"] = content_type
    return organization.call(method, path, encode(parameters), sent, token=None)
