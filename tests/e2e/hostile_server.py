# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""An organization that answers what the test tells it to, byte for byte, right or wrong.

A script for a path is what to answer: bytes are sent as they are; a function gets the connection's
socket and does as it likes. A list of scripts is used up one by one, the last one again and again.
A script for a method and a path, such as "PUT /api/v2/…", comes before one for the path alone.
The paths that a window needs beside the list have sensible answers unless a test scripts them."""

import json
import pathlib
import shutil
import socket
import tempfile
import threading

LIST = "/api/v2/oauth/authorizations"
HOME = {"id": "04fc5538-5c5e-43ae-b192-42eb4edf07b2", "name": "Hostile"}
SCOPES = ["authorization:readonly", "oauth", "organization:readonly", "user-basic-info"]
ME = "/api/v2/users/me"
PERMISSIONS = ["oauth:client:authorize", "oauth:client:view", "authorization:role:view"]


def raw(status, body, *headers):
    """An HTTP answer with these header lines; the length is right, and the connection stays."""
    body = body if isinstance(body, bytes) else body.encode()
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


def answer(value, status="200 OK", *headers):
    return raw(status, json.dumps(value), "Content-Type: application/json", *headers)


def problem(status, code, message="no"):
    return answer({"message": message, "code": code, "status": int(status.split()[0]),
                   "messageParams": {}, "contextId": "c0ffee00-0000-4000-8000-000000000000"}, status)


def entities(*values, **more):
    return answer({"entities": list(values), "total": len(values), "selfUri": LIST, **more})


def client_id(number):
    return f"00000000-0000-4000-8000-{number:012d}"


def authorization(number, name="Honest", state="Authorized", **more):
    """An entity that is right in every member; MORE replaces some."""
    return {"client": {"id": client_id(number), "name": name, "description": "Says what it is.",
                       "authorizedGrantType": "CODE", "scope": ["users:readonly"],
                       "accessTokenValiditySeconds": 3600, "state": "active",
                       "registeredRedirectUri": ["https://app.example/callback"]},
            "scope": ["users:readonly"], "roles": [], "pending": state == "Requested",
            "dateCreated": "2026-01-02T03:04:05.678Z", "dateModified": "2026-01-02T03:04:05.678Z",
            "createdBy": {"id": client_id(900), "name": "Dana Reyes"},
            "modifiedBy": {"id": client_id(900), "name": "Dana Reyes"},
            "state": state, **more}


def person(*permissions):
    """The answer about the person who is signed in, with these permissions."""
    return answer({"id": client_id(900), "name": "Dana Reyes", "email": "dana@hostile.example",
                   "state": "active",
                   "authorization": {"roles": [], "permissions": list(permissions)}})


class HostileServer:
    """Has what Window.at() asks of an organization."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="gatehouse-hostile-")
        self.token_file = pathlib.Path(self.folder) / "token"
        self.token_file.touch(0o600)
        self.token_file.write_text("a-token-that-nobody-checks")
        self.scripts = {
            ME: person(*PERMISSIONS),
            "/api/v2/organizations/me": answer(HOME),
            "/api/v2/tokens/me": answer({
                "organization": HOME, "homeOrganization": HOME, "authorizedScope": SCOPES,
                "OAuthClient": {"id": client_id(901), "name": "Gatehouse", "organization": HOME}}),
            "/api/v2/oauth/scopes": answer({"entities": [], "total": 0}),
            "/api/v2/users": answer({"entities": [], "total": 0, "pageSize": 1}),
            "/api/v2/oauth/clients": answer({"entities": [], "total": 0, "pageSize": 0}),
            "/api/v2/authorization/roles": answer({"entities": [], "total": 0, "pageSize": 0}),
        }
        self.requests = []
        self.ended = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.ready = {"api": address, "login": address}
        self.accepting = threading.Thread(target=self._accept, daemon=True)
        self.accepting.start()

    def close(self):
        self.ended.set()
        # A close alone leaves the socket to the thread that waits in accept(): it answered windows
        # of later tests.
        self.listener.shutdown(socket.SHUT_RDWR)
        self.accepting.join()
        self.listener.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def script(self, path, *scripts):
        self.scripts[path] = list(scripts)

    def count(self, method, path):
        return self.requests.count((method, path))

    def _next(self, method, path):
        script = self.scripts.get(f"{method} {path}") or self.scripts.get(
            path, problem("404 Not Found", "not.found"))
        if isinstance(script, list):
            script = script.pop(0) if len(script) > 1 else script[0]
        return script

    def _accept(self):
        while not self.ended.is_set():
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=[connection], daemon=True).start()

    def _serve(self, connection):
        with connection, connection.makefile("rb") as stream:
            try:
                while self._serve_one(connection, stream):
                    pass
            except OSError:
                pass

    def _serve_one(self, connection, stream):
        line = stream.readline().decode("latin-1").split()
        if len(line) != 3:
            return False
        length = 0
        for header in iter(stream.readline, b"\r\n"):
            if header == b"":
                return False
            name, _, value = header.decode("latin-1").partition(":")
            if name.lower() == "content-length":
                length = int(value)
        stream.read(length)
        path = line[1].partition("?")[0]
        self.requests.append((line[0], path))
        script = self._next(line[0], path)
        if callable(script):
            return bool(script(connection))
        connection.sendall(script)
        return True
