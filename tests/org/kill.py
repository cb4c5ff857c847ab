# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""K1: thirty random SIGKILLs under a load of approvals and revocations.

A ledger holds what was sent and what was acknowledged, that is, whose status line was read. After
each kill the organization starts by itself, and every authorization is as its last acknowledged
change left it, or as the one change that was under way would have (D1, D2); the token works (D5);
there is one audit record per acknowledged change and the sequence has no gap (D6); the database is
whole (D8) and serves at once (D9)."""

import http.client
import json
import os
import random
import shutil
import sqlite3
import threading
import time

from org_process import START_S, Folder, Organization, Tap, expect

KILLS = 30
WORKERS = 4
SEED = 20240503
INVARIANTS = [
    "SELECT count(*) FROM authorizations WHERE modified_ms < created_ms",
    "SELECT count(*) FROM tokens JOIN authorizations USING (client) "
    "WHERE ended_ms IS NULL AND state = 'Revoked'",
]


class Ledger:
    """What one client's authorization may look like: the outcomes that are possible now."""

    def __init__(self, client_id, outcome):
        self.client_id = client_id
        self.possible = [outcome]
        self.acknowledged = 0
        self.unknown = 0

    def send(self, outcome):
        self.possible.append(outcome)
        self.unknown += 1

    def acknowledge(self):
        self.possible = self.possible[-1:]
        self.unknown -= 1
        self.acknowledged += 1

    def settle(self, seen):
        expect(seen in self.possible, self.client_id, "is", seen, "but may be", self.possible)
        self.possible = [seen]


def outcome_of(authorization):
    return authorization["state"], tuple(sorted(authorization["scope"]))


def choose(ledger, asked, rng):
    """A change that can be told from what is there: method, body, outcome."""
    state, scopes = ledger.possible[-1]
    if state == "Authorized" and rng.random() < 0.4:
        return "DELETE", None, ("Revoked", scopes)
    wanted = sorted(rng.sample(asked, rng.randint(1, len(asked))))
    return "PUT", {"scope": wanted, "roles": []}, ("Authorized", tuple(wanted))


def work(organization, ledgers, asked, rng, stop):
    connection = http.client.HTTPConnection(organization.host, organization.port, timeout=20)
    headers = {"Authorization": f"Bearer {organization.token}", "Content-Type": "application/json"}
    while not stop.is_set():
        ledger = rng.choice(ledgers)
        method, body, outcome = choose(ledger, asked[ledger.client_id], rng)
        ledger.send(outcome)
        try:
            connection.request(method, f"/api/v2/oauth/authorizations/{ledger.client_id}",
                               json.dumps(body) if body else None, headers)
            status = connection.getresponse()
        except (OSError, http.client.HTTPException):
            return
        expect(status.status == 200, method, status.status)
        ledger.acknowledge()
        try:
            status.read()
        except (OSError, http.client.HTTPException):
            return


def under_load(organization, ledgers, asked, rng):
    stop = threading.Event()
    failures = []

    def run(share, seed):
        try:
            work(organization, share, asked, random.Random(seed), stop)
        except Exception as failure:
            failures.append(failure)

    threads = [threading.Thread(target=run, args=(ledgers[n::WORKERS], rng.random()))
               for n in range(WORKERS)]
    for thread in threads:
        thread.start()
    threading.Event().wait(rng.uniform(0.02, 0.4))
    organization.kill()
    stop.set()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def check_database(folder, ledgers):
    """Looks at a copy, so that it is the organization that recovers."""
    copy = os.path.join(folder.path, "copy")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder.data, copy)
    database = sqlite3.connect(os.path.join(copy, "organization.db"))
    expect(database.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "integrity")
    expect(database.execute("PRAGMA foreign_key_check").fetchall() == [], "foreign keys")
    for query in INVARIANTS:
        expect(database.execute(query).fetchone() == (0,), query)
    count, last = database.execute("SELECT count(*), coalesce(max(sequence), 0) FROM audit"
                                   ).fetchone()
    expect(count == last, "a gap in the audit sequence")
    records = dict(database.execute("SELECT id, count(*) FROM audit JOIN clients "
                                    "ON clients.number = audit.client GROUP BY id"))
    for ledger in ledgers:
        found = records.get(ledger.client_id, 0) - ledger.before
        expect(ledger.acknowledged <= found <= ledger.acknowledged + ledger.unknown,
               "audit records:", found, "acknowledged:", ledger.acknowledged)
        ledger.acknowledged, ledger.unknown = found, 0
    database.close()


def audit_before(folder, ledgers):
    database = sqlite3.connect(folder.database)
    records = dict(database.execute("SELECT id, count(*) FROM audit JOIN clients "
                                    "ON clients.number = audit.client GROUP BY id"))
    database.close()
    for ledger in ledgers:
        ledger.before = records.get(ledger.client_id, 0)


def settle(organization, ledgers):
    seen = {entity["client"]["id"]: outcome_of(entity) for entity in
            organization.call("GET", "/api/v2/oauth/authorizations").json()["entities"]}
    for ledger in ledgers:
        ledger.settle(seen[ledger.client_id])


def prepare(folder):
    with Organization(folder.data) as organization:
        entities = organization.call("GET", "/api/v2/oauth/authorizations").json()["entities"]
        mine = organization.call("GET", "/api/v2/tokens/me").json()["OAuthClient"]["id"]
        token = organization.token
    entities = [entity for entity in entities if entity["client"].get("scope") and
                entity["client"]["id"] != mine and entity["client"].get("state") == "active" and
                entity["state"] in ("Authorized", "Revoked")]
    ledgers = [Ledger(entity["client"]["id"], outcome_of(entity)) for entity in entities]
    asked = {entity["client"]["id"]: entity["client"]["scope"] for entity in entities}
    expect(len(ledgers) >= 2 * WORKERS, "authorizations:", len(ledgers))
    audit_before(folder, ledgers)
    return ledgers, asked, token, mine


def restart(folder, token):
    started = time.monotonic()
    organization = Organization(folder.data, populate=None, sign_in=None).wait_ready()
    organization.token = token
    organization.is_alive()
    return organization, time.monotonic() - started


def kills(folder, ledgers, asked, token):
    rng = random.Random(SEED)
    slowest = 0
    for _ in range(KILLS):
        organization, seconds = restart(folder, token)
        slowest = max(slowest, seconds)
        settle(organization, ledgers)
        under_load(organization, ledgers, asked, rng)
        check_database(folder, ledgers)
    acknowledged = sum(ledger.acknowledged for ledger in ledgers)
    print(f"# {KILLS} kills, {acknowledged} changes, slowest restart {slowest:.2f} s")
    # How much a machine does in a fraction of a second says nothing; some work there has to be.
    expect(acknowledged > 2 * KILLS, "too little load:", acknowledged)
    expect(slowest < START_S, "restart took", slowest)
    organization, _ = restart(folder, token)
    settle(organization, ledgers)
    organization.end()


def revoked_token(folder, token, mine):
    """D2: a revocation that was read never comes back, for the token either."""
    organization, _ = restart(folder, token)
    expect(organization.call("GET", "/api/v2/tokens/me").status == 200, "the token works")
    expect(organization.call("DELETE", f"/api/v2/oauth/authorizations/{mine}").status == 200,
           "revoked")
    organization.kill()
    organization, _ = restart(folder, token)
    expect(organization.call("GET", "/api/v2/tokens/me").status == 401, "the token came back")
    organization.end()


def main():
    tap = Tap()
    with Folder() as folder:
        ledgers, asked, token, mine = prepare(folder)
        tap.run("K1 thirty kills", kills, folder, ledgers, asked, token)
        tap.run("D2 a revoked token", revoked_token, folder, token, mine)
    tap.end()


main()
