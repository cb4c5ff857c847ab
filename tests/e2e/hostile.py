#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""The real window against an organization that answers nonsense: each time a sentence, the rest of
the list, and never a complaint of the program's (the harness looks for those when it ends)."""

import re
import threading

from harness import TALL, Window, run, wait
from hostile_server import (LIST, HostileServer, answer, authorization, client_id, entities,
                            problem, raw)

HONEST = [authorization(1, "Honest Ledger"), authorization(2, "Honest Mail")]
ROLES = "/api/v2/authorization/roles"
NOT_IN_FORM = "is not in the form it should have"
LONGEST_NAME = 100
TROUBLE = "has trouble answering"
WEB_PAGE = "A web page of 127.0.0.1 answered"


def serve(cleanup, *lists):
    """A window that shows the answers of a scripted server to the request for the list."""
    server = HostileServer()
    cleanup.append(server)
    server.script(LIST, *lists)
    window = Window.at(server)
    cleanup.append(window)
    return server, window


def see_rows(window, *names):
    """Waits until the list shows the applications of these names and no others."""
    wanted = sorted(names)

    def shown():
        rows = [row for row in window.rows() if row not in ("Pending", "Applications",
                                                            "Built-in clients")]
        return sorted(row.split(", ")[0] for row in rows)

    wait(lambda: f"the rows {wanted}; seen: {shown()}", lambda: shown() == wanted)


def reload(server, window, *scripts):
    """Has the window load the list again with these answers."""
    server.script(LIST, *scripts)
    before = server.count("GET", LIST)
    window.press_until("F5", "the list to be asked for",
                       lambda: server.count("GET", LIST) > before)


def see_problem(window, name, place):
    """The application called NAME is shown, and its details say what of it could not be read; its
    row says that there is something."""
    window.see("list item", re.compile(f"^{name}, .*, Not read completely$"))
    window.select_row(name)
    window.see("heading", name)
    window.click("Details", ("push button", "toggle button"))
    window.see_text("What could not be read")
    window.see_text(place)


def bad_members(cleanup):
    """A member that is wrong-typed, missing, null, huge or unknown costs that member only"""
    bad = {
        "Scope Number": ({"scope": 7}, "scope: "),
        "Scope Mixed": ({"scope": ["users", 8, None, "a b"]}, "scope: has entries"),
        "Scope Null": ({"scope": None}, "scope: not told"),
        "Roles Object": ({"roles": {"a": 1}}, "roles: "),
        "State Number": ({"state": 7}, "state: "),
        "Date Nonsense": ({"dateModified": "yesterday"}, "dateModified: "),
        "Date Huge": ({"dateCreated": "9" * 2000}, "dateCreated: "),
        "Creator Text": ({"createdBy": "me"}, "createdBy: "),
        "Unknown Member": ({"surprise": [[[{"x": "y"}]]], "pending": False}, None),
    }
    several = [authorization(10 + number, name, **more)
               for number, (name, (more, _)) in enumerate(bad.items())]
    _, window = serve(cleanup, entities(*HONEST, *several))
    see_rows(window, "Honest Ledger", "Honest Mail", *bad)
    for name, (_, place) in bad.items():
        if place is not None:
            see_problem(window, name, place)
    assert not window.find("label", re.compile("could not be read:"))
    window.screenshot("hostile-members")
    window.select_row("Honest Ledger")
    window.see("heading", "Honest Ledger")
    assert not window.find(None, "What could not be read")
    assert not window.find("list item", re.compile("^Honest .*Not read completely"))


def bad_entities(cleanup):
    """An entry that names no client, or is too large, is counted and named; the rest is shown"""
    nameless = authorization(20, "Nameless")
    del nameless["client"]["id"]
    odd = authorization(21, "Odd ID")
    odd["client"]["id"] = "../../v2/users"
    large = authorization(22, "Large")
    large["client"]["description"] = "d" * 200_000
    _, window = serve(cleanup, entities(
        HONEST[0], nameless, odd, 5, None, "text", [], {}, {"client": None}, large, HONEST[1]))
    see_rows(window, "Honest Ledger", "Honest Mail")
    window.see_text("9 entries of the answer could not be read: entities[1]")


def huge_name(cleanup):
    """A name of ten megabytes is one entry that could not be read"""
    server, window = serve(cleanup, entities(*HONEST))
    see_rows(window, "Honest Ledger", "Honest Mail")
    reload(server, window, entities(HONEST[0], authorization(30, "N" * 10_000_000)))
    window.see_text("1 entry of the answer could not be read: entities[1]")
    see_rows(window, "Honest Ledger")


def cut_list(cleanup):
    """A list that lacks entries says so, counts at least, and is not taken for empty"""
    server, window = serve(cleanup, entities(HONEST[0], total=5000))
    see_rows(window, "Honest Ledger")
    window.see_text("Applications: The organization says that there are 5000; 1 was delivered.")
    window.see("label", "1+")
    window.screenshot("applications-cut")
    reload(server, window, entities(total=5))
    window.see_text("it delivered none of them")
    see_rows(window, "Honest Ledger")
    window.screenshot("applications-not-delivered")


def without(entity, *members):
    """ENTITY as a service sends it that leaves these members out."""
    return {name: value for name, value in entity.items() if name not in members}


def absent_roles(cleanup):
    """Roles that the answer does not tell are not All Roles, and no way leads to a write of them"""
    shown = without(authorization(41, "Quiet Roles"), "roles")
    server, window = serve(cleanup, entities(shown, HONEST[0]))
    window.see("list item", re.compile("^Quiet Roles, .*The organization did not tell its roles"))
    window.select_row("Quiet Roles")
    window.see("heading", "Quiet Roles")
    window.see_text("it can only be revoked here")
    assert not window.find("check box", "users:readonly")
    window.screenshot("hostile-absent-scopes")
    window.click("Roles", ("push button", "toggle button"))
    window.see_text("Saving it could open it to everybody")
    assert not window.find(None, "All Roles")
    window.screenshot("hostile-absent-roles")
    window.click("Revoke Authorization…")
    window.see_text("so Gatehouse cannot bring it back")
    window.screenshot("hostile-absent-revoke")
    window.press("Escape")
    assert server.count("PUT", f"{LIST}/{client_id(41)}") == 0


def unknown_request(cleanup):
    """A request that does not say what it asks for can be approved with scopes chosen by hand"""
    asking = without(authorization(42, "Silent", "Requested"), "scope", "roles")
    del asking["client"]["scope"]
    one = f"{LIST}/{client_id(42)}"
    approved = authorization(42, "Silent", scope=["analytics:readonly"])
    server, window = serve(cleanup, entities(asking, HONEST[0]))
    server.script(one, answer(asking))
    server.script(f"PUT {one}", answer(approved))
    window.see("list item", re.compile("^Silent, .*Asks for unknown scopes"))
    window.select_row("Silent")
    window.see_text("What it asks for is not known.")
    window.screenshot("hostile-unknown-request")
    window.click("Approve…")
    window.see_text("Select at least one scope.")
    window.screenshot("hostile-unknown-approve")
    window.toggle("analytics:readonly")
    window.click("Approve")
    window.see_text("Silent is approved")
    assert server.count("PUT", one) == 1


def other_ids(cleanup):
    """An approved client whose ID is no client ID stays in sight, to be read only"""
    word = authorization(43, "Worded")
    word["client"]["id"] = "purecloud-architect"
    server, window = serve(cleanup, entities(word, HONEST[0]))
    see_rows(window, "Honest Ledger", "Worded")
    window.select_row("Worded")
    window.see_text("so it can only be looked at here")
    assert not window.find("push button", "Revoke Authorization…")
    window.screenshot("hostile-other-id")
    window.press("ctrl+shift+Delete")
    window.click("Details", ("push button", "toggle button"))
    window.see_text("client.id: not a client ID")
    assert not window.find("push button", "Revoke Authorization")
    assert server.count("DELETE", f"{LIST}/purecloud-architect") == 0


def unknown_state(cleanup):
    """A state that nobody knows is neither access nor none, and nothing is decided from it"""
    paused = authorization(44, "Paused", "Suspended")
    one = f"{LIST}/{client_id(44)}"
    server, window = serve(cleanup, entities(paused, HONEST[0]))
    server.script(one, answer(paused))
    window.select_row("Paused")
    window.see_text("Gatehouse does not know its state, so it can only be looked at here.")
    window.screenshot("hostile-unknown-state")
    window.click("Details", ("push button", "toggle button"))
    window.see_text("Access not known")
    window.press("ctrl+n")
    window.type_into("Client ID", client_id(44))
    window.click("Authorize Client")
    window.see_text("Gatehouse does not know its state")
    assert not window.find("push button", "Approve")
    assert server.count("PUT", one) == server.count("DELETE", one) == 0


def duplicates(cleanup):
    """A client that comes twice is one row"""
    _, window = serve(cleanup, entities(*HONEST, HONEST[0], HONEST[0]))
    see_rows(window, "Honest Ledger", "Honest Mail")
    window.see(("push button", "toggle button"), "All")
    window.see_text(re.compile("^2$"))
    see_problem(window, "Honest Ledger", "more than once")
    assert not window.find("list item", re.compile("^Honest Mail.*Not read completely"))


def deceptive_names(cleanup):
    """Markup, bidi and control characters, no name and a name of 300 characters stay text"""
    names = {
        "<b>Bold</b> & <a href='x'>co": "<b>Bold</b> & <a href='x'>co",
        "Left\u202etfeL": "Left\ufffdtfeL",
        "Bell\u0007 rings": "Bell\ufffd rings",
        "Line\nbreak": "Line break",
        "%s%n%x": "%s%n%x",
        "عربي": "عربي",
        "L" * 300: "L" * LONGEST_NAME + "…",
    }
    entries = [authorization(40 + number, name) for number, name in enumerate(names)]
    _, window = serve(cleanup, entities(*entries, authorization(60, ""), authorization(61, None)))
    see_rows(window, *names.values(), client_id(60), client_id(61))
    for shown in names.values():
        window.select_row(shown)
        window.see("heading", shown)
    window.screenshot("hostile-names")


def short_names(cleanup):
    """Names that are narrower than the mark of a cut are drawn without a complaint of GTK's"""
    short = ["s1", "zz", "11", "i"]
    request = authorization(3, "Asks For Short Ones", "Requested")
    request["client"]["scope"] = short
    built_in = authorization(4, "Architect", scope=short,
                             roles=[client_id(500 + n) for n in range(len(short))])
    server = HostileServer()
    cleanup.append(server)
    server.script(LIST, entities(request, built_in))
    for entity in (request, built_in):
        server.script(f"{LIST}/{entity['client']['id']}", answer(entity))
    server.script(ROLES, entities(*({"id": client_id(500 + n), "name": name, "userCount": n}
                                    for n, name in enumerate(short))))
    window = Window.at(server, *TALL)
    cleanup.append(window)
    window.select_row("Architect")
    window.see("list item", re.compile("^s1, "))
    window.click("Roles", ("push button", "toggle button"))
    window.see("list item", re.compile("^zz, "))
    window.select_row("Asks For Short Ones")
    window.click("Approve…")
    window.see_ready("Approve")
    window.screenshot("short-names")


def markup_in_messages(cleanup):
    """A name with markup is plain text in the dialog's message and in the toast too"""
    name = "<b>Bold</b> & co"
    wanted = authorization(70, name, "Requested")
    done = authorization(70, name, "Authorized")
    one = f"{LIST}/{client_id(70)}"
    server, window = serve(cleanup, entities(done))
    server.script(one, answer(done), answer(wanted), answer(wanted), answer(done))
    window.see("list item", re.compile("^<b>Bold"))
    window.click("Authorize a Client")
    window.type_into("Client ID", client_id(70))
    window.click("Authorize Client")
    window.see_text(f"{name} is already approved.")
    window.click("Authorize Client")
    window.click("Approve")
    window.see_text(f"{name} is approved.")
    assert server.count("PUT", one) == 1


def lost_answers(cleanup):
    """A change whose answer breaks off, or is refused, is a sentence, and the scopes stay"""
    one = f"{LIST}/{client_id(80)}"
    wanted = answer(authorization(80, "Wanted", "Requested"))
    server, window = serve(cleanup, entities(authorization(80, "Wanted", "Requested")))
    window.see("list item", re.compile("^Wanted"))
    for refusal, sentence in (
            (problem("403 Forbidden", "missing.permission"), "You do not have the permission"),
            (problem("405 Method Not Allowed", "method.not.allowed"), "does not offer this"),
            (raw("500 Internal Server Error", "<h1>oops</h1>"), TROUBLE)):
        server.script(one, wanted, wanted, refusal, wanted)
        window.press("ctrl+n")
        window.type_into("Client ID", client_id(80))
        window.click("Authorize Client")
        window.click("Approve")
        window.see_text(sentence)
        assert window.is_checked(window.see("check box", "users:readonly"))
        window.press("Escape")
        window.see_no("push button", "Approve")


def gone_meanwhile(cleanup):
    """A scope that is gone is kept; a client that is deleted meanwhile is a sentence each time"""
    one = f"{LIST}/{client_id(81)}"
    gone = problem("404 Not Found", "not.found")
    shown = authorization(81, "Leaving", scope=["users:readonly", "no-such-scope"])
    wanted = authorization(82, "Coming", "Requested")
    server, window = serve(cleanup, entities(shown, wanted))
    server.script(one, gone)
    server.script(f"{LIST}/{client_id(82)}", gone)
    window.select_row("Leaving")
    window.see("heading", "Leaving")
    assert window.is_checked(window.see("check box", "no-such-scope"))
    window.see_text("Unknown scope")
    window.toggle("users:readonly")
    window.click("Save")
    window.see_text("removed meanwhile")
    assert not window.is_checked(window.see("check box", "users:readonly"))
    window.screenshot("hostile-gone")
    window.click("Discard")
    window.see_no("push button", "Discard")
    window.click("Revoke Authorization…")
    window.click("Revoke Authorization")
    window.see_text("removed meanwhile")
    window.press("Escape")
    window.see_no("push button", "Revoke Authorization")
    window.select_row("Coming")
    window.click("Approve…")
    window.click("Approve")
    window.see_text("removed meanwhile")
    assert window.is_checked(window.see("check box", "users:readonly"))
    assert server.count("PUT", one) == server.count("DELETE", one) == 0


def drip(text, gap_s, server):
    """A script that sends TEXT piece by piece with pauses."""
    def send(connection):
        head, _, body = text.partition(b"\r\n\r\n")
        connection.sendall(head + b"\r\n\r\n")
        step = max(1, len(body) // 12)
        for start in range(0, len(body), step):
            connection.sendall(body[start:start + step])
            server.ended.wait(gap_s)
        return True
    return send


def hang_up(text):
    """A script that sends TEXT and closes the connection."""
    def send(connection):
        connection.sendall(text)
        return False
    return send


def whole_answers(cleanup):
    """An answer that is no list is a sentence above the list that was there before"""
    server, window = serve(cleanup, entities(*HONEST))
    see_rows(window, "Honest Ledger", "Honest Mail")
    json_type = "Content-Type: application/json"
    for script, sentence in (
            (raw("200 OK", '{"entities":[{"client":', json_type),
             f"{NOT_IN_FORM} (byte 23: expected more, the document is not complete)."),
            (raw("200 OK", "not JSON at all", json_type), f"{NOT_IN_FORM} (byte "),
            (raw("200 OK", "\xff\xfe{}".encode("latin-1"), json_type), f"{NOT_IN_FORM} (byte "),
            (raw("200 OK", "<html>log in here</html>", "Content-Type: text/html"), WEB_PAGE),
            (entities(authorization(9, "A\0B")), f"{NOT_IN_FORM} (byte "),
            (answer([]), f"{NOT_IN_FORM} ("),
            (answer({"entities": "none"}), f"{NOT_IN_FORM} (entities: "),
            (answer({"entities": None}), f"{NOT_IN_FORM} (entities: "),
            (answer({}), f"{NOT_IN_FORM} (entities: missing)."),
            (raw("200 OK", "[" * 100_000, json_type),
             "is larger than any answer should be (byte "),
            (raw("302 Found", "", "Location: http://127.0.0.1:9/"), WEB_PAGE),
            (hang_up(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\n{}xxxxx"),
             NOT_IN_FORM),
            (hang_up(b"\x16\x03\x01 this is not HTTP\r\n\r\n"), "does not speak HTTP"),
            (raw("500 Internal Server Error", "<h1>oops</h1>"), TROUBLE)):
        reload(server, window, script)
        window.see_text(re.compile(re.escape(sentence) + r".* This list is from "))
        see_rows(window, "Honest Ledger", "Honest Mail")
        reload(server, window, entities(*HONEST))
        window.see_no("push button", "Try Again")


def broken_off(cleanup):
    """A gateway's error page and a list that breaks off are asked for again, then a sentence"""
    server, window = serve(cleanup, entities(*HONEST))
    see_rows(window, "Honest Ledger", "Honest Mail")
    whole = entities(*HONEST, *(authorization(100 + n, f"Many {n}") for n in range(20)))
    reload(server, window, hang_up(whole[:-500]), hang_up(whole[:-900]), entities(HONEST[0]))
    see_rows(window, "Honest Ledger")
    assert server.count("GET", LIST) == 4, server.count("GET", LIST)
    reload(server, window, raw("502 Bad Gateway", "<html>gateway</html>"))
    window.see_text(re.compile(TROUBLE + r".* This list is from "))
    see_rows(window, "Honest Ledger")


def too_often(cleanup):
    """429 with Retry-After is waited for and asked again, without a word"""
    limited = problem("429 Too Many Requests", "rate.limit.exceeded")
    head, _, body = limited.partition(b"\r\n\r\n")
    server, window = serve(cleanup, head + b"\r\nRetry-After: 1\r\n\r\n" + body,
                           entities(*HONEST))
    see_rows(window, "Honest Ledger", "Honest Mail")
    assert server.count("GET", LIST) == 2
    assert not window.find("push button", "Try Again")


def slow_list(cleanup):
    """A list that drips in is shown whole"""
    server, window = serve(cleanup, entities(HONEST[0]))
    see_rows(window, "Honest Ledger")
    many = [authorization(100 + number, f"Many {number:02}") for number in range(6)]
    reload(server, window, drip(entities(*many), 0.1, server))
    see_rows(window, *(one["client"]["name"] for one in many))


def signed_out(cleanup):
    """401 says that the sign-in has ended; what is shown stays, and cannot be changed"""
    server, window = serve(cleanup, entities(*HONEST))
    see_rows(window, "Honest Ledger", "Honest Mail")
    reload(server, window, problem("401 Unauthorized", "bad.credentials"))
    window.see_text("Your sign-in has ended. Sign in again to go on. This list is from")
    see_rows(window, "Honest Ledger", "Honest Mail")
    assert not window.is_sensitive(window.see("push button", "Authorize a Client"))


def late_answer(cleanup):
    """A late answer never overwrites a newer one"""
    server, window = serve(cleanup, entities(HONEST[0]))
    see_rows(window, "Honest Ledger")
    held, released, gone = threading.Event(), threading.Event(), threading.Event()

    def slow(connection):
        late = entities(authorization(90, "Late"), authorization(91, "Later"))
        connection.sendall(late[:len(late) // 2])
        held.set()
        released.wait(60)
        try:
            connection.sendall(late[len(late) // 2:])
        finally:
            gone.set()
        return True

    server.script(LIST, slow, entities(authorization(92, "Newest")))
    window.press("F5")
    assert held.wait(30)
    window.press("F5")
    see_rows(window, "Newest")
    released.set()
    assert gone.wait(30)
    # Another whole round trip, so that whatever the late answer did would have been drawn.
    reload(server, window, entities(authorization(92, "Newest"), HONEST[1]))
    see_rows(window, "Newest", "Honest Mail")
    assert not window.find("list item", re.compile("^Late"))


if __name__ == "__main__":
    run(bad_members, bad_entities, huge_name, cut_list, absent_roles, unknown_request, other_ids,
        unknown_state, duplicates, deceptive_names, short_names, markup_in_messages, gone_meanwhile,
        lost_answers, whole_answers, broken_off, too_often, slow_list, signed_out,
        late_answer)
