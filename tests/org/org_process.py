# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Starts the local organization as a process of its own, talks to it, and reports in TAP."""

import http.client
import json
import os
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback

PROGRAM = os.environ.get("GATEHOUSE_ORG") or (sys.argv[1] if len(sys.argv) > 1 else None)
START_S = 60
END_S = 20
# Allow does nothing before its page was there for so long.
READING_TIME_S = 0.7
BAD_WORDS = ("Sanitizer", "runtime error:", "CRITICAL", "WARNING **")


def read_page(came):
    """Takes the time to read a page that came at that monotonic time."""
    threading.Event().wait(max(0, came + READING_TIME_S - time.monotonic()))


class Tap:
    """Counts checks; a test is a function that raises when it fails."""

    def __init__(self):
        self.count = 0
        self.failed = 0

    def run(self, name, function, *args):
        self.count += 1
        try:
            function(*args)
            print(f"ok {self.count} - {name}", flush=True)
        except Skip as reason:
            print(f"ok {self.count} - {name} # SKIP {reason}", flush=True)
        except Exception:
            self.failed += 1
            # Of a failed test meson shows what comes on the standard error.
            traceback.print_exc()
            print(f"not ok {self.count} - {name}", flush=True)

    def run_together(self, *tests):
        """Each (name, function, arguments…) in a thread of its own: they wait, they do not work."""
        failures = {}

        def run_one(number, function, arguments):
            try:
                function(*arguments)
            except Exception as failure:
                failures[number] = failure

        threads = [threading.Thread(target=run_one, args=(number, function, arguments))
                   for number, (name, function, *arguments) in enumerate(tests)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for number, (name, *_) in enumerate(tests):
            self.run(name, raise_if_any, failures.get(number))

    def end(self):
        print(f"1..{self.count}", flush=True)
        sys.exit(1 if self.failed else 0)


class Skip(Exception):
    pass


def raise_if_any(failure):
    if failure is not None:
        raise failure


def expect(condition, *words):
    if not condition:
        raise AssertionError(" ".join(str(word) for word in words))


def wait_for(predicate, seconds, what):
    """Until the predicate holds; the poll is short, the deadline is what counts."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        value = predicate()
        if value:
            return value
        threading.Event().wait(0.02)
    raise AssertionError(f"not within {seconds} s: {what}")


class Folder:
    """A folder of its own that is gone afterwards."""

    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix="gate-org-")
        self.data = os.path.join(self.path, "data")
        self.database = os.path.join(self.data, "organization.db")
        return self

    def __exit__(self, *ignored):
        shutil.rmtree(self.path, ignore_errors=True)


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = {name.lower(): value for name, value in headers}
        self.body = body

    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        return self.json().get("code") if self.body else None


class Organization:
    """One process; `with` ends it and demands a clean end."""

    def __init__(self, data, *options, preexec=None, populate="sample", sign_in="admin",
                 stdin=subprocess.DEVNULL, rate_limit="0"):
        self.data = data
        self.log_file = tempfile.TemporaryFile()
        arguments = [PROGRAM, "--data", data]
        if populate:
            arguments += ["--populate", populate]
        if sign_in:
            arguments += ["--sign-in", sign_in]
        if rate_limit:
            arguments += ["--rate-limit", rate_limit]
        self.process = subprocess.Popen(arguments + list(options), stdin=stdin,
                                        stdout=subprocess.PIPE, stderr=self.log_file,
                                        preexec_fn=preexec)
        self.ready = None

    def __enter__(self):
        self.wait_ready()
        return self

    def __exit__(self, kind, *ignored):
        if kind is not None:
            self.process.kill()
            self.process.wait()
            print("# " + self.log()[-2000:].replace("\n", "\n# "), flush=True)
            return
        self.end()

    def read_line(self, seconds):
        line = b""
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            deadline = time.monotonic() + seconds
            while not line.endswith(b"\n"):
                if not selector.select(max(0, deadline - time.monotonic())):
                    raise AssertionError("no line in time")
                chunk = os.read(self.process.stdout.fileno(), 65536)
                if not chunk:
                    break
                line += chunk
        return line

    def wait_ready(self):
        line = self.read_line(START_S)
        if not line:
            self.process.wait(END_S)
            raise AssertionError(f"it did not start: {self.log()}")
        self.ready = json.loads(line)
        self.host, port = self.ready["api"].removeprefix("http://").split(":")
        self.port = int(port)
        self.authority = f"{self.host}:{self.port}"
        self.token = self.ready.get("token")
        return self

    def refuses(self, seconds=START_S):
        """Ends by itself with a message; gives status and message."""
        output, _ = self.process.communicate(timeout=seconds)
        log = self.log()
        status = self.process.returncode
        expect(output == b"", "it announced itself:", output)
        expect(status > 0, "status", status, log)
        expect(log.strip() != "", "no message")
        self.check_log(log)
        return status, log

    def log(self):
        # Its place is the program's too: to move it would move where the program writes.
        size = os.fstat(self.log_file.fileno()).st_size
        return os.pread(self.log_file.fileno(), size, 0).decode("utf-8", "replace")

    def check_log(self, log):
        for word in BAD_WORDS:
            place = log.find(word)
            expect(place < 0, log[max(0, place - 1000):place + 5000])

    def end(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        status = self.process.wait(END_S)
        log = self.log()
        self.check_log(log)
        expect(status == 0, "ended with", status, log[-2000:])

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.check_log(self.log())

    def connect(self, timeout=20):
        peer = socket.create_connection((self.host, self.port), timeout)
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return peer

    def call(self, method, path, body=None, headers=None, token=True, timeout=20):
        connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
        try:
            sent = dict(headers or {})
            if token is True:
                sent.setdefault("Authorization", f"Bearer {self.token}")
            elif token:
                sent.setdefault("Authorization", f"Bearer {token}")
            if body is not None and not isinstance(body, bytes):
                body = json.dumps(body).encode()
            if body is not None:
                sent.setdefault("Content-Type", "application/json")
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            return Answer(answer.status, answer.getheaders(), answer.read())
        finally:
            connection.close()

    def is_alive(self):
        expect(self.process.poll() is None, "it has ended", self.log()[-3000:])
        started = time.monotonic()
        answer = self.call("GET", "/health", token=None)
        expect(answer.status == 200 and answer.json() == {"status": "ok"}, answer.body)
        return time.monotonic() - started


def read_answers(peer, seconds=15):
    """All that comes until the other side closes."""
    peer.settimeout(seconds)
    data = b""
    try:
        while True:
            chunk = peer.recv(65536)
            if not chunk:
                return data
            data += chunk
    except ConnectionResetError:
        return data


def split_answers(data):
    """The answers in a byte stream whose lengths are declared."""
    answers = []
    while data:
        head, mark, rest = data.partition(b"\r\n\r\n")
        expect(mark, "half an answer:", data[:200])
        lines = head.decode("latin-1").split("\r\n")
        version, status, *_ = lines[0].split(" ")
        expect(version == "HTTP/1.1", lines[0])
        headers = [tuple(part.strip() for part in line.split(":", 1)) for line in lines[1:]]
        length = int(dict((n.lower(), v) for n, v in headers).get("content-length", "0"))
        expect(len(rest) >= length, "a short answer")
        answers.append(Answer(int(status), headers, rest[:length]))
        data = rest[length:]
        if answers[-1].status == 100:
            answers.pop()
    return answers
