# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""F6: how many round trips in series the list takes, and the detail. Nothing here depends on a
clock: a proxy holds every answer back until the window can do nothing more without one, lets all of
them go at once, and counts how often it had to."""

import http.client
import http.server
import os
import threading
import time
import urllib.parse

import figures
import harness

LIST = "/api/v2/oauth/authorizations"
# Long after the window has sent what it can send; only ever makes a run longer.
QUIET_S = 1.5
PATIENCE_S = 60


class Proxy(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, api):
        super().__init__(("127.0.0.1", 0), Handler)
        self.upstream = urllib.parse.urlsplit(api)
        self.changed = threading.Condition()
        self.waves = []      # of paths that were answered together
        self.held = []       # paths whose answers wait
        self.wave = 0        # how many waves were let go
        self.only = None     # a path that alone is answered, or None for all
        self.last_request = time.monotonic()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"

    def hold(self, path):
        with self.changed:
            self.last_request = time.monotonic()
            self.held.append(path)
            wave = self.wave
            self.changed.wait_for(
                lambda: self.wave > wave and self.only in (None, path), timeout=PATIENCE_S * 2)

    def let_go(self):
        with self.changed:
            going = [path for path in self.held if self.only in (None, path)]
            self.held = [path for path in self.held if path not in going]
            self.waves.append(going)
            self.wave += 1
            self.changed.notify_all()

    def is_quiet(self):
        with self.changed:
            return bool(self.held) and time.monotonic() - self.last_request > QUIET_S


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        upstream = http.client.HTTPConnection(self.server.upstream.hostname,
                                              self.server.upstream.port, timeout=PATIENCE_S)
        upstream.request("GET", self.path, headers={
            name: value for name, value in self.headers.items()
            if name.lower() in ("authorization", "accept", "accept-language", "user-agent")})
        answer = upstream.getresponse()
        body = answer.read()
        upstream.close()
        self.server.hold(urllib.parse.urlsplit(self.path).path)
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.getheader("Content-Type", "application/json"))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


def open_window(proxy, org):
    return harness.Window("--api", proxy.address, "--login", proxy.address,
                          "--token-file", org.token_file, "--tell-shown")


def is_shown(window):
    return "window-probe: list-shown" in window.output()


def select(window, name):
    for node in window.everything(showing=False):
        if (node.get_role_name() == "list item" and (node.get_name() or "").startswith(name + ",")
                and "Selection" in (node.get_parent().get_interfaces() or [])):
            return harness.Atspi.Selection.select_child(node.get_parent(),
                                                        node.get_index_in_parent())
    return False


def has_label(window, text):
    return any(node.get_role_name() == "label" and node.get_name() == text
               for node in window.everything(showing=False))


def count_waves(org):
    """Everything is answered, wave by wave."""
    proxy = Proxy(org.ready["api"])
    window = open_window(proxy, org)
    try:
        end = time.monotonic() + PATIENCE_S
        while not is_shown(window):
            assert time.monotonic() < end, f"the list was not shown; waves: {proxy.waves}"
            if proxy.is_quiet():
                proxy.let_go()
                # The next wave is only counted when the list does not come of this one.
                settle = time.monotonic() + QUIET_S
                while time.monotonic() < settle and not is_shown(window):
                    time.sleep(0.02)
            time.sleep(0.02)
        return list(proxy.waves)
    finally:
        window.close()
        proxy.shutdown()


def count_for_detail(org):
    """Only the list is ever answered, so whatever else a detail needed could not be there."""
    proxy = Proxy(org.ready["api"])
    proxy.only = LIST
    window = open_window(proxy, org)
    try:
        harness.wait("the request for the list", lambda: LIST in proxy.held)
        proxy.let_go()
        harness.wait("the list with nothing but its own answer", lambda: is_shown(window))
        client = next(one["client"] for one in org.authorizations() if one["pending"])
        before = len(proxy.held)
        assert not has_label(window, client["id"]), "the detail is there too early"
        harness.wait("the row of the pending client", lambda: select(window, client["name"]))
        harness.wait("its detail", lambda: has_label(window, client["id"]))
        return len(proxy.held) - before
    finally:
        window.close()
        proxy.shutdown()


def measure(table, options):
    import gi
    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi, GLib
    harness.Atspi, harness.GLib = Atspi, GLib
    Atspi.init()
    org = harness.Organization("sample")
    try:
        waves = count_waves(org)
        table.note("Round trips in series: "
                   + "; then ".join(f"{len(wave)} requests together" for wave in waves))
        table.absolute("F6 signed in to list shown", figures.Figure("trips", [len(waves)]), 1,
                       "trip")
        table.absolute("F6 list shown to detail shown, all else unanswered",
                       figures.Figure("trips", [count_for_detail(org)]), 0, "trips")
    finally:
        org.close()
