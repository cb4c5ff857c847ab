# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Tokens that no sign-in would give: put into the database while the organization is stopped."""

import hashlib
import secrets
import sqlite3
import time


def connect(database):
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def add_tokens(database, wanted):
    """NAME: (client name, user name, columns that differ). Gives NAME: token."""
    now_ms = int(time.time() * 1000)
    tokens = {}
    connection = connect(database)
    with connection:
        for name, (client, person, columns) in wanted.items():
            token = "gate_a_" + secrets.token_urlsafe(32)
            scopes, = connection.execute(
                "SELECT coalesce (group_concat (scope, ' '), '') FROM client_scopes AS s"
                " JOIN clients AS c ON c.number = s.client WHERE c.name = ?", (client,)).fetchone()
            row = {"hash": hashlib.sha256(token.encode()).hexdigest(), "scopes": scopes,
                   "issued_ms": now_ms, "expires_ms": now_ms + 3600000, "ended_ms": None} | columns
            added = connection.execute(
                "INSERT INTO tokens (hash, client, person, scopes, issued_ms, expires_ms, ended_ms)"
                " SELECT :hash, c.number, p.number, :scopes, :issued_ms, :expires_ms, :ended_ms"
                " FROM clients AS c, people AS p WHERE c.name = :client"
                " AND p.user_name = :person", row | {"client": client, "person": person})
            assert added.rowcount == 1, (client, person)
            tokens[name] = token
    connection.close()
    return tokens


def find_client(database, name):
    """What stands for {client}, {role} and {person} in the path of a route."""
    connection = connect(database)
    client, = connection.execute("SELECT id FROM clients WHERE name = ?", (name,)).fetchone()
    role, = connection.execute("SELECT id FROM roles WHERE name = 'Agent'").fetchone()
    person, = connection.execute("SELECT id FROM people WHERE user_name = 'agent'").fetchone()
    connection.close()
    return {"client": client, "role": role, "person": person}


def query(database, sql):
    connection = connect(database)
    rows = connection.execute(sql).fetchall()
    connection.close()
    return rows
