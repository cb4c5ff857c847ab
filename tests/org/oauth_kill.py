# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Killed while codes are redeemed and tokens refreshed (D1 to D8): what was answered
holds afterwards (D2, D5), no code gives tokens twice (D3), no refresh token that was answered for is
good again (D4), and every record of the audit is there (D6, D8)."""

import json
import random
import sqlite3
import threading

from oauth_codes import REDIRECT_URI, VERIFIER, add_codes, client_id, post, set_secret
from org_process import Folder, Organization, Tap, expect

KILLS = 12
WORKERS = 4
CODES = 25
SEED = 7009
CLIENT = "Gatehouse"
SECRET = "gate_s_for-the-kills"
INVARIANTS = [
    "SELECT count(*) FROM (SELECT family FROM refresh_tokens WHERE spent_ms IS NULL"
    " GROUP BY family HAVING count(*) > 1)",
    "SELECT count(*) FROM codes WHERE family IS NOT NULL AND used_ms IS NULL",
    "SELECT count(*) FROM tokens JOIN families ON number = family"
    " WHERE families.ended_ms IS NOT NULL AND tokens.ended_ms IS NULL",
    "SELECT count(*) FROM families WHERE number NOT IN"
    " (SELECT family FROM codes WHERE family IS NOT NULL)",
    "SELECT (SELECT count(*) FROM families) - (SELECT count(*) FROM refresh_tokens"
    " WHERE spent_ms IS NULL) - (SELECT count(*) FROM families WHERE ended_ms IS NOT NULL"
    " AND number NOT IN (SELECT family FROM refresh_tokens WHERE spent_ms IS NULL))",
]


class Story:
    """One code and what came of it: the answers whose status line and body were read."""

    def __init__(self, code):
        self.code = code
        self.answered = []
        self.asked = 0
        self.revoked = False


def client_form(identity, **rest):
    return {"client_id": identity, "client_secret": SECRET} | rest


def code_form(identity, code):
    return client_form(identity, grant_type="authorization_code", code=code,
                       redirect_uri=REDIRECT_URI, code_verifier=VERIFIER)


def refresh_form(identity, token):
    return client_form(identity, grant_type="refresh_token", refresh_token=token)


def live(organization, identity, story, rng, stop):
    """Redeems, refreshes, and now and then revokes, until the end."""
    form = code_form(identity, story.code)
    while not stop.is_set():
        story.asked += 1
        try:
            answer = post(organization, "/oauth/token", form)
            if answer.status != 200:
                return
            story.answered.append(json.loads(answer.body))
            if rng.random() < 0.15:
                story.asked += 1
                token = story.answered[-1]["refresh_token"]
                ended = post(organization, "/oauth/revoke", client_form(identity, token=token))
                story.revoked = ended.status == 200
                return
        except Exception:
            return
        form = refresh_form(identity, story.answered[-1]["refresh_token"])


def run_until_killed(organization, identity, stories, rng):
    stop = threading.Event()

    def work(share, seed):
        choice = random.Random(seed)
        for story in share:
            if stop.is_set():
                return
            live(organization, identity, story, choice, stop_soon(stop, choice))

    threads = [threading.Thread(target=work, args=(stories[n::WORKERS], rng.random()))
               for n in range(WORKERS)]
    for thread in threads:
        thread.start()
    threading.Event().wait(rng.uniform(0.02, 0.3))
    organization.kill()
    stop.set()
    for thread in threads:
        thread.join()


class stop_soon:
    """A story ends with the organization, or after a few chapters."""

    def __init__(self, stop, rng):
        self.stop = stop
        self.left = rng.randint(1, 6)

    def is_set(self):
        self.left -= 1
        return self.left < 0 or self.stop.is_set()


def works(organization, token):
    return organization.call("GET", "/api/v2/users/me", token=token).status == 200


def check_story(organization, identity, story):
    last = len(story.answered)
    if story.revoked:
        for tokens in story.answered:
            expect(not works(organization, tokens["access_token"]), "a revoked token is back")
        return
    if last == story.asked:
        for tokens in story.answered:
            expect(works(organization, tokens["access_token"]), "an answered token is gone")
    # The one that was under way is done or not done; what was answered before is spent.
    for number, tokens in enumerate(story.answered[:-1]):
        answer = post(organization, "/oauth/token",
                      refresh_form(identity, tokens["refresh_token"]))
        expect(answer.status == 400, "a spent token was good again", number)
    if last > 0:
        answer = post(organization, "/oauth/token", code_form(identity, story.code))
        expect(answer.status == 400, "a code was good again")
        for tokens in story.answered:
            expect(not works(organization, tokens["access_token"]), "the replay ended nothing")


def check_database(folder):
    database = sqlite3.connect(folder.database)
    expect(database.execute("PRAGMA integrity_check").fetchone() == ("ok",), "integrity")
    expect(database.execute("PRAGMA foreign_key_check").fetchall() == [], "foreign keys")
    for invariant in INVARIANTS:
        expect(database.execute(invariant).fetchone() == (0,), invariant)
    count, last = database.execute("SELECT count(*), coalesce(max(sequence), 0) FROM audit"
                                   ).fetchone()
    expect(count == last, "a gap in the audit sequence")
    database.close()


def one_kill(folder, identity, rng, counts):
    codes = add_codes(folder.database, {str(n): (CLIENT, "agent", {}) for n in range(CODES)})
    stories = [Story(code) for code in codes.values()]
    organization = Organization(folder.data, populate=None).wait_ready()
    run_until_killed(organization, identity, stories, rng)
    with Organization(folder.data, populate=None) as organization:
        for story in stories:
            check_story(organization, identity, story)
    check_database(folder)
    counts.append(sum(len(story.answered) for story in stories))


def main():
    tap = Tap()
    rng = random.Random(SEED)
    counts = []
    with Folder() as folder:
        with Organization(folder.data):
            pass
        set_secret(folder.database, CLIENT, SECRET)
        identity = client_id(folder.database, CLIENT)
        for number in range(KILLS):
            tap.run(f"kill {number + 1}", one_kill, folder, identity, rng, counts)
        print(f"# {KILLS} kills, {sum(counts)} answers", flush=True)
        tap.run("something was answered", expect, sum(counts) > KILLS)
    tap.end()


main()
