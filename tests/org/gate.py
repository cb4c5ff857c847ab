# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Hostile HTTP on raw sockets against the real program (H1 to H40, H86, H88, H90);
the name of a case begins with the number of its row.

After every row the organization is alive and answers at once. A row that was not refused by the
gate is answered exactly as many times as it says, and the connection is closed when it says so."""

import os
import resource
import socket
import time

from org_process import (Folder, Organization, Tap, expect, read_answers, split_answers, wait_for)

A = "{authority}"
HOST = f"Host: {A}\r\n"
HEALTH = f"GET /health HTTP/1.1\r\n{HOST}\r\n"
LAST = f"GET /health HTTP/1.1\r\n{HOST}Connection: close\r\n\r\n"
PUT = f"PUT /api/v2/oauth/authorizations/x HTTP/1.1\r\n{HOST}Authorization: Bearer {{token}}\r\n"
JSON = "Content-Type: application/json\r\n"
CRLF = "\r\n"


def get(target="/health", extra="", version="HTTP/1.1", method="GET", host=HOST):
    return f"{method} {target} {version}\r\n{host}{extra}\r\n"


# Name, what is sent, the statuses that may be answered. An answer other than 200 ends the
# connection; None: it is closed without an answer.
ROWS = [
    ("1 no Host", get(host=""), [400]),
    ("2 two Hosts", get(host=HOST + "Host: evil.example\r\n"), [400]),
    ("2 two equal Hosts", get(host=HOST + HOST), [400]),
    ("3 rebinding", get(host="Host: evil.example\r\n"), [421]),
    ("3 rebinding with our port", get(host="Host: evil.example:{port}\r\n"), [421]),
    ("4 other port", get(host="Host: {host}:1\r\n"), [421]),
    ("4 no port", get(host="Host: {host}\r\n"), [421]),
    ("4 trailing dot", get(host="Host: {host}.:{port}\r\n"), [421]),
    ("4 short form", get(host="Host: 127.7.1:{port}\r\n"), [421]),
    ("4 hexadecimal", get(host="Host: 0x7f000701:{port}\r\n"), [421]),
    ("4 mapped", get(host="Host: [::ffff:127.0.7.1]:{port}\r\n"), [421]),
    ("4 localhost", get(host="Host: localhost:{port}\r\n"), [421]),
    ("5 absolute form, other authority", get("http://evil.example/health"), [421]),
    ("5 absolute form, ours", get(f"http://{A}/health", "Connection: close\r\n"), [200]),
    ("5 absolute form, userinfo", get(f"http://{A}@evil/health"), [421]),
    ("6 forwarded", get(extra="X-Forwarded-Host: evil\r\nForwarded: host=evil\r\n"
                        "Connection: close\r\n"), [200]),
    ("7 Origin null", get(extra="Origin: null\r\nConnection: close\r\n"), [403]),
    ("7 Origin on another port", get(extra="Origin: http://{host}:1\r\nConnection: close\r\n"),
     [403]),
    ("7 Origin on another address", get(extra="Origin: http://127.0.0.1:{port}\r\n"
                                        "Connection: close\r\n"), [403]),
    ("7 Origin of ours", get(extra=f"Origin: http://{A}\r\nConnection: close\r\n"), [200]),
    ("8 same-site", get(extra="Sec-Fetch-Site: same-site\r\nConnection: close\r\n"), [403]),
    ("8 cross-site", get(extra="Sec-Fetch-Site: cross-site\r\nConnection: close\r\n"), [403]),
    ("8 same-origin", get(extra="Sec-Fetch-Site: same-origin\r\nConnection: close\r\n"), [200]),
    ("9 HTTP/0.9", "GET /health\r\n", [400]),
    ("9 HTTP/2.0", get(version="HTTP/2.0"), [505]),
    ("9 preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [505]),
    ("9 TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + os.urandom(64), [400]),
    ("9 garbage", b"\x00\xff\x80garbage\r\n\r\n", [400]),
    ("9 SSH", "SSH-2.0-OpenSSH\r\n", [400]),
    ("10 HTTP/1.0 without Host", get(version="HTTP/1.0", host=""), [400]),
    ("10 HTTP/1.0", get(version="HTTP/1.0"), [200]),
    ("11 lower case method", get(method="get"), [501]),
    ("11 method with brackets", get(method="FOO<>"), [400]),
    ("11 method of 10 kB", get(method="A" * 10000), [400]),
    ("12 CONNECT", get(A, method="CONNECT"), [405]),
    ("12 TRACE", get(method="TRACE"), [405]),
    ("12 OPTIONS *", get("*", method="OPTIONS"), [405]),
    ("12 preflight", get(extra="Origin: http://evil\r\nAccess-Control-Request-Method: PUT\r\n"
                         "Connection: close\r\n", method="OPTIONS"), [403]),
    ("13 NUL in the request line", b"GET /\0 HTTP/1.1\r\n", [400]),
    ("13 NUL in a header", get(extra="A: \0\r\n"), [400]),
    ("14 raw byte in the path", b"GET /\xff HTTP/1.1\r\nHost: x\r\n\r\n", [400]),
    ("15 %ff", get("/%ff"), [400]),
    ("15 overlong", get("/%c0%af"), [400]),
    ("16 %00", get("/health%00"), [400]),
    ("17 %zz", get("/%zz"), [400]),
    ("17 lone %", get("/a%"), [400]),
    ("18 dot segments", get("/a/../health", "Connection: close\r\n"), [404]),
    ("18 escaped dot segments", get("/a/%2e%2e/health", "Connection: close\r\n"), [404]),
    ("18 double solidus", get("//health", "Connection: close\r\n"), [404]),
    ("18 single dot", get("/./health", "Connection: close\r\n"), [404]),
    ("19 %2f in an ID", get("/api/v2/oauth/authorizations/a%2fb", "Connection: close\r\n"), [404]),
    ("20 path parameter", get("/health;x", "Connection: close\r\n"), [404]),
    ("20 trailing dot", get("/health.", "Connection: close\r\n"), [404]),
    ("20 trailing solidus", get("/health/", "Connection: close\r\n"), [404]),
    ("20 upper case", get("/HEALTH", "Connection: close\r\n"), [404]),
    ("21 space in the target", get("/a b"), [400]),
    ("21 tab in the target", get("/a\tb"), [400]),
    ("22 fragment", get("/health#a"), [400]),
    ("23 target of 64 kB", get("/" + "a" * 65536), [414]),
    ("24 target of 200 kB", get("/" + "a" * 200000), [414, None]),
    ("24 header of 100 kB", get(extra="A: " + "b" * 100000 + CRLF), [431, None]),
    ("25 10,000 headers", get(extra="a: b" * 1 + CRLF + "a:b\r\n" * 9999), [431]),
    ("26 folded header", get(extra="A: b\r\n c\r\n"), [400]),
    ("26 space before the colon", get(extra="A : b\r\n"), [400]),
    ("26 no colon", get(extra="A\r\n"), [400]),
    ("26 no name", get(extra=": b\r\n"), [400]),
    ("27 bare LF", HEALTH.replace(CRLF, "\n"), [400]),
    ("27 bare LF hides a request", get(extra=f"A: b\n\n{HEALTH}"), [400]),
    ("28 header that is not UTF-8", b"GET /health HTTP/1.1\r\nA: \xff\r\n\r\n", [400]),
    ("29 equal lengths twice", PUT + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{{}}", [400]),
    ("29 two lengths", PUT + "Content-Length: 2\r\nContent-Length: 9\r\n\r\n{{}}", [400]),
    *[(f"30 length {value!r}", PUT + f"Content-Length: {value}\r\n\r\n{{{{}}}}", [status])
      for value, status in [("3, 5", 400), ("+3", 400), ("0x3", 400), ("-1", 400), ("", 400),
                            ("1 1", 400), ("99999999999999999999", 413),
                            ("9223372036854775807", 413), ("65537", 413)]],
    ("31 length and chunks", PUT + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
     "0\r\n\r\n" + HEALTH, [411]),
    *[(f"32 {coding!r}", PUT + f"Transfer-Encoding: {coding}\r\n\r\n0\r\n\r\n", [411])
      for coding in ["xchunked", "chunked, chunked", "identity", "\tchunked", "CHUNKED", ""]],
    *[(f"33 chunk {chunk!r}", PUT + f"Transfer-Encoding: chunked\r\n\r\n{chunk}", [411])
      for chunk in ["ZZ\r\n", "-1\r\n", "F" * 17 + "\r\n", "1;a\nb\r\nx\r\n", "1\r\nxx"]],
    ("37 100-continue with a bad header", PUT + "Content-Length: 2\r\nExpect: 100-continue\r\n"
     "A : b\r\n\r\n", [400]),
    ("37 unknown expectation", PUT + "Content-Length: 2\r\nExpect: tea\r\n\r\n", [417]),
    ("38 upgrade to h2c", get(extra="Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"
                              "Connection: close, Upgrade\r\n"), [200]),
    ("38 websocket", get(extra="Upgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                         "Sec-WebSocket-Version: 13\r\nConnection: close\r\n"), [200]),
    *[(f"39 {ranges[:30]}", get(extra=f"Range: {ranges}\r\nConnection: close\r\n"), [200])
      for ranges in ["bytes=0-1", "bytes=0-1,3-4", "bytes=99999999999999999999-", "bytes=9999-",
                     "bytes=" + ",".join(["0-9"] * 1000)]],
    ("40 encoded body", PUT + JSON + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{{}}",
     [415]),
    ("73 two Authorization headers", get("/api/v2/tokens/me", "Authorization: Bearer a\r\n"
                                         "Authorization: Bearer b\r\n"), [400]),
    ("90 method override", get(extra="X-HTTP-Method-Override: DELETE\r\nConnection: close\r\n"),
     [200]),
    ("90 method parameter", get("/health?_method=DELETE", "Connection: close\r\n"), [200]),
    ("91 favicon", get("/favicon.ico", "Connection: close\r\n"), [404]),
    ("S53 PUT without a length", PUT + JSON + CRLF, [411]),
    ("S58 101 parameters", get("/api/v2/oauth/scopes?" + "&".join(f"a{n}=1" for n in range(101)),
                               "Connection: close\r\n"), [400]),
    ("leading line break", CRLF + HEALTH, [400]),
]


def fill(organization, text):
    if isinstance(text, bytes):
        return text
    text = (text.replace("{authority}", organization.authority)
            .replace("{host}", organization.host).replace("{port}", str(organization.port))
            .replace("{token}", organization.token).replace("{{", "{").replace("}}", "}"))
    return text.encode()


def send(peer, data):
    """Sends as much as the other side takes."""
    try:
        peer.sendall(data)
    except (BrokenPipeError, ConnectionResetError):
        pass


def exchange(organization, text, seconds=8):
    with organization.connect() as peer:
        send(peer, fill(organization, text))
        return split_answers(read_answers(peer, seconds))


def check_error(answer):
    expect(answer.headers.get("content-type") == "application/json", answer.headers)
    expect(answer.headers.get("cache-control") == "no-store", answer.headers)
    expect(answer.headers.get("x-content-type-options") == "nosniff", answer.headers)
    problem = answer.json()
    expect(problem["status"] == answer.status and problem["code"], problem)
    expect(problem["contextId"] == answer.headers["inin-correlation-id"], problem)


def row(organization, text, statuses):
    started = time.monotonic()
    answers = exchange(organization, text)
    expect(time.monotonic() - started < 4, "it took too long to close")
    if not answers:
        expect(None in statuses, "closed without an answer")
    else:
        expect(len(answers) == 1, [answer.status for answer in answers])
        expect(answers[0].status in statuses, answers[0].status, answers[0].body)
        if answers[0].status != 200:
            check_error(answers[0])
    expect(organization.is_alive() < 1, "slow afterwards")


def keep_alive(organization):
    with organization.connect() as peer:
        for _ in range(50):
            peer.sendall(fill(organization, HEALTH))
            data = b""
            while b'{"status":"ok"}' not in data:
                data += peer.recv(65536)
        peer.sendall(fill(organization, LAST))
        answers = split_answers(read_answers(peer))
    expect(len(answers) == 1 and answers[0].headers["connection"] == "close", answers)


def pipelined(organization, count):
    """34: one is answered, then it closes."""
    answers = exchange(organization, HEALTH * count)
    expect(len(answers) == 1 and answers[0].status == 200, len(answers))
    expect(answers[0].headers.get("connection") == "close", answers[0].headers)


def byte_by_byte(organization):
    with organization.connect() as peer:
        for byte in fill(organization, LAST):
            peer.sendall(bytes([byte]))
        answers = split_answers(read_answers(peer))
    expect(len(answers) == 1 and answers[0].status == 200, answers)


def short_body(organization):
    """35: the body ends before its length: no effect, no answer to wait for."""
    client_id = list_authorizations(organization)[0]["client"]["id"]
    before = organization.call("GET", f"/api/v2/oauth/authorizations/{client_id}").json()
    with organization.connect() as peer:
        peer.sendall(fill(organization, PUT.replace("/x", f"/{client_id}") + JSON +
                          "Content-Length: 100\r\n\r\n") + b'{"scope":["oauth"]}')
        peer.shutdown(socket.SHUT_WR)
        expect(read_answers(peer, 5) == b"", "it was answered")
    after = organization.call("GET", f"/api/v2/oauth/authorizations/{client_id}").json()
    expect(before == after, "it had an effect")


def list_authorizations(organization):
    return organization.call("GET", "/api/v2/oauth/authorizations").json()["entities"]


def resident_kib(organization):
    with open(f"/proc/{organization.process.pid}/status", encoding="ascii") as status:
        return int(next(line for line in status if line.startswith("VmRSS")).split()[1])


def huge_body(organization):
    """36: a gigabyte announced and sent; the refusal comes, the memory does not grow."""
    before = resident_kib(organization)
    chunk = b"x" * 1048576
    with organization.connect() as peer:
        peer.sendall(fill(organization, PUT + JSON + "Content-Length: 1073741824\r\n\r\n"))
        sent = 0
        try:
            while sent < 1024:
                peer.sendall(chunk)
                sent += 1
        except (BrokenPipeError, ConnectionResetError):
            pass
        expect(sent < 64, "it took", sent, "MiB")
    expect(resident_kib(organization) - before < 20480, "memory grew")
    answers = exchange(organization, PUT + JSON + "Content-Length: 1073741824\r\n\r\n")
    expect([answer.status for answer in answers] == [413], answers)


def expect_continue(organization):
    with organization.connect() as peer:
        peer.sendall(fill(organization, PUT + JSON + "Content-Length: 2\r\nConnection: close\r\n"
                                                     "Expect: 100-continue\r\n\r\n"))
        expect(peer.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n", "no word to go on")
        peer.sendall(b"{}")
        answers = split_answers(read_answers(peer))
    expect(len(answers) == 1 and answers[0].status in (400, 404), answers)


def vanish(organization):
    """86: the client goes away before, in and after its answer."""
    for bytes_read in (0, 1, 100, 4096):
        with organization.connect() as peer:
            peer.sendall(fill(organization, get("/api/v2/oauth/authorizations",
                                                "Authorization: Bearer {token}\r\n")))
            if bytes_read:
                peer.recv(bytes_read)
            peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    with organization.connect() as peer:
        peer.sendall(b"GET / HT")


def headers_of_every_answer(organization):
    for method, path, token, status in [
            ("GET", "/health", None, 200), ("HEAD", "/health", None, 200),
            ("GET", "/nothing", None, 404), ("GET", "/api/v2/tokens/me", None, 401),
            ("GET", "/api/v2/tokens/me", "wrong", 401), ("GET", "/api/v2/tokens/me", True, 200),
            ("HEAD", "/api/v2/tokens/me", True, 200), ("HEAD", "/api/v2/oauth/scopes", True, 200),
            ("POST", "/api/v2/oauth/scopes", True, 405), ("PUT", "/health", None, 405),
            ("POST", "/health", None, 405), ("DELETE", "/health", None, 405),
            ("DELETE", "/api/v2/users/me", True, 405)]:
        answer = organization.call(method, path, b"" if method in ("POST", "PUT") else None, token=token)
        headers = answer.headers
        expect(answer.status == status, method, path, answer.status)
        expect(headers["cache-control"] == "no-store", headers)
        expect(headers["x-content-type-options"] == "nosniff", headers)
        expect(len(headers["inin-correlation-id"]) == 36, headers)
        expect("server" not in headers and "access-control-allow-origin" not in headers, headers)
        if answer.body:
            expect(headers["content-type"] == "application/json", headers)
        if method == "HEAD":
            expect(answer.body == b"", "HEAD with a body")
        if status == 401:
            expect(headers["www-authenticate"] == ('Bearer error="invalid_token"' if token
                                                   else "Bearer"), headers)
        if status == 405:
            expect("GET" in headers["allow"] and method not in headers["allow"], headers)


def few_descriptors():
    """88: with 32 descriptors it refuses what is too much, and recovers."""
    def limit():
        resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))

    with Folder() as folder, Organization(folder.data, preexec=limit) as organization:
        peers = [organization.connect() for _ in range(60)]
        for peer in peers:
            peer.close()
        wait_for(lambda: is_fine(organization), 15, "it recovers")


def is_fine(organization):
    try:
        return organization.call("GET", "/api/v2/tokens/me").status == 200
    except OSError:
        return False


def main():
    tap = Tap()
    with Folder() as folder, Organization(folder.data) as organization:
        rows_before = list_authorizations(organization)
        for name, text, statuses in ROWS:
            tap.run(name, row, organization, text, statuses)
        tap.run("keep-alive", keep_alive, organization)
        tap.run("34 three pipelined", pipelined, organization, 3)
        tap.run("34 1,000 pipelined", pipelined, organization, 1000)
        tap.run("byte by byte", byte_by_byte, organization)
        tap.run("35 short body, then the end", short_body, organization)
        tap.run("36 a gigabyte", huge_body, organization)
        tap.run("37 100-continue", expect_continue, organization)
        tap.run("86 clients that vanish", vanish, organization)
        tap.run("headers of every answer", headers_of_every_answer, organization)
        tap.run("nothing changed", lambda: expect(list_authorizations(organization) == rows_before))
        tap.run("the log has one line each and no secret", check_log, organization)
    tap.run("88 few descriptors", few_descriptors)
    tap.end()


def check_log(organization):
    log = organization.log()
    expect(organization.token not in log and organization.ready["password"] not in log, "a secret")
    for line in log.splitlines():
        expect(line.startswith("20") and " id=" in line, line)
        expect(line.isprintable(), line)


main()
