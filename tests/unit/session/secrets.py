# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""The secrets of accounts, against gnome-keyring-daemon and against a Secret Service that behaves as
it is told (C31 to C37). Each test has a session bus, a home and a runtime folder of its own, and the
programs of secrets-probe.c in it. The argument is that program."""

import json
import os
import pathlib
import re
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile

from gi.repository import Gio, GLib

from org_process import Skip, Tap, expect, wait_for

PROBE = sys.argv[1]
HERE = pathlib.Path(__file__).parent
START_S = 30
ANSWER_S = 60
LIMIT_MS = 20000
# Of a service that does not answer: more than the second after which waiting is told.
SHORT_MS = 2000
# A call that blocks stops the main loop for all of SHORT_MS.
LONGEST_TURN_MS = 1000
CANARY = "canary-2Zp8Qm5xW1"
ROOT = "/org/freedesktop/secrets"
SERVICE = "org.freedesktop.Secret.Service"
ITEM = "org.freedesktop.Secret.Item"
LOCKED, DISMISSED, MISSING, SILENT = (f"gatehouse.keyring.{word}" for word in
                                      ("locked", "dismissed", "missing", "silent"))
SENTENCES = {}
# PyGObject makes what is first named; of two threads that do it at once, one may not find it.
Connection = Gio.DBusConnection
CLIENT = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT |
          Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
NO_FLAGS = Gio.DBusCallFlags.NONE
connect, call_sync, close_sync = (Connection.new_for_address_sync, Connection.call_sync,
                                  Connection.close_sync)
# No folder of services: nothing is started that a test does not start.
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd"><busconfig><type>session</type>
<listen>unix:dir={}</listen><policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""


class Process:
    """A program that is asked and answers in lines."""

    def __init__(self, arguments, env, log=None):
        self.process = subprocess.Popen(arguments, env=env, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=log)
        os.set_blocking(self.process.stdout.fileno(), False)
        self.lines = []
        self.rest = b""

    def read(self, seconds):
        """Takes what is there, or waits for more."""
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            if selector.select(seconds):
                *lines, self.rest = (self.rest + (self.process.stdout.read() or b"")).split(b"\n")
                self.lines += [line.decode() for line in lines]
        return self.lines

    def find(self, start, seconds=ANSWER_S):
        return wait_for(lambda: next((line for line in self.read(0) if line.startswith(start)), None),
                        seconds, f"a line {start!r} after {self.lines}")

    def end(self):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


class Answer:
    def __init__(self, line):
        _, self.outcome, self.secret, took, turn, waited, self.notice, sentence = line.split("\t")
        SENTENCES.setdefault(self.outcome, set()).add(sentence)
        self.took_ms, self.longest_turn_ms, self.has_waited = int(took), int(turn), waited == "1"


class Probe(Process):
    """A process with a GateSecrets. What it logs is a file of the desktop, where a secret is found."""

    def __init__(self, desktop, limit_ms, more):
        env = desktop.env | {"G_MESSAGES_DEBUG": "all"} | (more or {})
        with tempfile.NamedTemporaryFile(dir=desktop.path, suffix=".log", delete=False) as log:
            super().__init__([PROBE, str(limit_ms)], env, log)
        self.log = log.name
        self.count = 0

    def write(self, *fields):
        self.process.stdin.write("\t".join(str(field) for field in fields).encode() + b"\n")
        self.process.stdin.flush()

    def start(self, verb, account, secret=""):
        self.count += 1
        self.write(self.count, verb, account, f"Name of {account}", secret)
        return self.count

    def cancel(self, tag):
        self.write(tag, "cancel", "", "", "")

    def finish(self, tag):
        return Answer(self.find(f"{tag}\t"))

    def call(self, *arguments):
        return self.finish(self.start(*arguments))

    def check(self, outcome, *arguments, notice=None):
        """The outcome; and the notice has that word, or nothing is kept in memory."""
        answer = self.call(*arguments)
        expect(answer.outcome == outcome, arguments, answer.outcome)
        expect(notice in answer.notice if notice else not answer.notice, arguments, answer.notice)
        return answer

    def look_up(self, account, secret, notice=None):
        answer = self.check("done", "look-up", account, notice=notice)
        expect(answer.secret == secret, account, answer.secret)

    def memory_has(self, text):
        """How often it stands in what the process may write to; shadow memory is larger."""
        count = 0
        maps = pathlib.Path(f"/proc/{self.process.pid}/maps").read_text()
        with open(f"/proc/{self.process.pid}/mem", "rb", 0) as memory:
            for first, last in re.findall(r"^(\w+)-(\w+) rw", maps, re.M):
                start, size = int(first, 16), int(last, 16) - int(first, 16)
                if size <= 1 << 28:
                    memory.seek(start)
                    count += memory.read(size).count(text.encode())
        return count

    def close(self):
        """Sanitizers tell of a leak in the status."""
        self.process.stdin.close()
        status = self.process.wait(ANSWER_S)
        self.process.stdout.close()
        expect(status == 0, "the probe ended with", status, pathlib.Path(self.log).read_text()[-9000:])


class Desktop:
    def __init__(self, with_bus=True):
        self.path = tempfile.mkdtemp(prefix="gate-secrets-")
        self.home = os.path.join(self.path, "home")
        self.runtime = os.path.join(self.path, "run")
        for folder in self.home, self.runtime:
            os.mkdir(folder, 0o700)
        self.env = {name: value for name, value in os.environ.items()
                    if not name.startswith(("XDG_", "DBUS_", "GNOME_", "SECRET_"))
                    and name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        self.env |= {"HOME": self.home, "XDG_RUNTIME_DIR": self.runtime}
        self.processes = []
        self.connection = None
        if with_bus:
            self.start_bus()

    def __enter__(self):
        return self

    def __exit__(self, kind, *ignored):
        try:
            for process in [process for process in self.processes if isinstance(process, Probe)]:
                self.processes.remove(process)
                if kind is None:
                    process.close()
                else:
                    process.end()
        finally:
            if self.connection is not None:
                close_sync(self.connection)
            for process in reversed(self.processes):
                process.end()
            shutil.rmtree(self.path, ignore_errors=True)

    def run(self, *arguments):
        # A warning of the keyring's own must not end it.
        env = {name: value for name, value in self.env.items() if name != "G_DEBUG"}
        self.processes.append(Process(arguments, env))
        return self.processes[-1]

    def start_bus(self):
        config = os.path.join(self.path, "bus.conf")
        pathlib.Path(config).write_text(BUS.format(self.path))
        bus = self.run("dbus-daemon", f"--config-file={config}", "--nofork", "--print-address")
        self.env["DBUS_SESSION_BUS_ADDRESS"] = bus.find("unix:", START_S)
        self.connection = connect(self.env["DBUS_SESSION_BUS_ADDRESS"], CLIENT, None, None)

    def call(self, path, interface, method, arguments=None, name="org.freedesktop.secrets"):
        return call_sync(self.connection, name, path, interface, method, arguments, None, NO_FLAGS,
                         START_S * 1000).unpack()

    def is_there(self):
        return self.call("/", "org.freedesktop.DBus", "NameHasOwner",
                         GLib.Variant("(s)", ("org.freedesktop.secrets",)), "org.freedesktop.DBus")[0]

    def start_keyring(self, password="the password"):
        program = shutil.which("gnome-keyring-daemon")
        if program is None:
            raise Skip("gnome-keyring-daemon is not installed")
        arguments = ["--foreground", "--components=secrets", "--unlock"]
        try:
            keyring = self.run(program, *arguments)
        except PermissionError:
            # A container may not grant what the file asks for (to lock memory). A copy does not ask.
            keyring = self.run(shutil.copy(program, self.path), *arguments)
        keyring.process.stdin.write(password.encode())
        keyring.process.stdin.close()
        wait_for(self.is_there, START_S, "the keyring is there")
        return keyring

    def start_script(self, **script):
        service = self.run(sys.executable, str(HERE / "secret_service.py"), json.dumps(script))
        service.find("ready", START_S)
        return service

    def probe(self, limit_ms=LIMIT_MS, more=None):
        self.processes.append(Probe(self, limit_ms, more))
        return self.processes[-1]

    def lock(self):
        paths = GLib.Variant("(ao)", ([f"{ROOT}/collection/login"],))
        self.call(ROOT, SERVICE, "Lock", paths)

    def tell_keyring(self, method, kind, what, password):
        """What it offers to other programs of its own: the password comes without a prompt."""
        session = self.call(ROOT, SERVICE, "OpenSession",
                            GLib.Variant("(sv)", ("plain", GLib.Variant("s", ""))))[1]
        self.call(ROOT, "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface", method,
                  GLib.Variant(f"({kind}(oayays))",
                               (what, (session, b"", password.encode(), "text/plain"))))

    def unlock(self, password="the password"):
        self.tell_keyring("UnlockWithMasterPassword", "o", f"{ROOT}/collection/login", password)

    def create(self, name, password):
        label = {"org.freedesktop.Secret.Collection.Label": GLib.Variant("s", name)}
        self.tell_keyring("CreateWithMasterPassword", "a{sv}", label, password)

    def items(self):
        """All that the keyring has: attributes and label of each."""
        paths = [path for some in self.call(ROOT, SERVICE, "SearchItems", GLib.Variant("(a{ss})", ({},)))
                 for path in some]
        return [self.call(path, "org.freedesktop.DBus.Properties", "GetAll",
                          GLib.Variant("(s)", (ITEM,)))[0] for path in paths]

    def files(self):
        return [path for path in pathlib.Path(self.path).rglob("*") if path.is_file()]

    def leaks(self, text=CANARY):
        return [path for path in self.files() if text.encode() in path.read_bytes()]


def stored():
    """C31, C33: another process reads it; on the disk it is not in clear; attributes tell an ID."""
    with Desktop() as desktop:
        desktop.start_keyring()
        desktop.probe().check("done", "store", "account-1", CANARY)
        other = desktop.probe()
        other.look_up("account-1", CANARY)
        other.look_up("account-2", "")
        item, = desktop.items()
        expect(item["Attributes"] == {"xdg:schema": "io.github.gatehouse.Gatehouse",
                                      "account": "account-1"}, item)
        expect(item["Label"] == "Gatehouse: Name of account-1", item)
        keyrings = [path for path in desktop.files() if path.suffix == ".keyring"]
        logged = b"".join(path.read_bytes() for path in desktop.files() if path.suffix == ".log")
        expect(b"DEBUG" in logged, "nothing is logged", logged)
        expect(keyrings and not desktop.leaks(), keyrings, desktop.leaks())


def first_collection():
    """A keyring without a collection is as none. With an empty password one encrypts nothing (C34);
    this is the proof, too, that the search of stored() finds what is in clear."""
    with Desktop() as desktop:
        desktop.start_keyring("")
        probe = desktop.probe()
        probe.check(MISSING, "store", "account-1", CANARY, notice="no keyring")
        desktop.create("Login", "")
        probe.check("done", "store", "account-1", CANARY)
        desktop.probe().look_up("account-1", CANARY)
        expect(desktop.leaks(), "an empty password encrypts nothing")


def replaced_and_cleared():
    with Desktop() as desktop:
        desktop.start_keyring()
        one, other = desktop.probe(), desktop.probe()
        for account in "account-1", "account-2":
            one.check("done", "store", account, f"{CANARY}-{account}")
        other.check("done", "store", "account-1", "new ✓ text")
        expect(len(desktop.items()) == 2, desktop.items())
        one.look_up("account-1", "new ✓ text")
        one.check("done", "clear", "account-1")
        other.look_up("account-1", "")
        other.look_up("account-2", f"{CANARY}-account-2")
        one.check("done", "clear", "account-1")
        expect(len(desktop.items()) == 1, desktop.items())


def locked():
    """C32: a locked keyring is told, keeps what it has, and takes the secret when it is open again.
    Nobody answers its prompt: the program that would show it is not there."""
    with Desktop() as desktop:
        desktop.start_keyring()
        probe = desktop.probe()
        probe.check("done", "store", "account-1", "old")
        desktop.lock()
        for verb in "look-up", "clear":
            answer = probe.call(verb, "account-1")
            expect(answer.outcome in (LOCKED, DISMISSED), verb, answer.outcome)
        answer = probe.call("store", "account-1", "new")
        expect(answer.outcome in (LOCKED, DISMISSED) and "until Gatehouse closes" in answer.notice,
               answer.outcome, answer.notice)
        probe.look_up("account-1", "new", notice="until Gatehouse closes")
        answer = probe.call("look-up", "account-2")
        expect(answer.outcome in (LOCKED, DISMISSED), "nothing is known of another", answer.outcome)
        desktop.unlock()
        desktop.probe().look_up("account-1", "old")
        probe.check("done", "store", "account-1", "new")
        desktop.probe().look_up("account-1", "new")


def in_memory_only(desktop, env, *more):
    """C31: nothing lasts, it is said, and another process and the disk have nothing."""
    one, other = desktop.probe(more=env), desktop.probe(more=env)
    one.check(MISSING, "look-up", "account-1")
    answer = one.check(MISSING, "store", "account-1", CANARY, notice="no keyring that Gatehouse")
    expect(answer.notice.startswith("Your sign-in is kept until Gatehouse closes"), answer.notice)
    one.look_up("account-1", CANARY, notice="no keyring")
    other.check(MISSING, "look-up", "account-1")
    one.check(MISSING, "clear", "account-1")
    one.check(MISSING, "look-up", "account-1")
    expect(not desktop.leaks(), desktop.leaks(), *more)


def none():
    with Desktop() as desktop:
        in_memory_only(desktop, {}, "no daemon")
    for address in None, "unix:path=/nonexistent", "nonsense":
        with Desktop(with_bus=False) as desktop:
            in_memory_only(desktop, {"DBUS_SESSION_BUS_ADDRESS": address} if address else {}, address)


def comes_and_goes():
    """A keyring that is started later, or again, is used."""
    with Desktop() as desktop:
        probe = desktop.probe()
        probe.check(MISSING, "store", "account-1", "one", notice="no keyring")
        keyring = desktop.start_keyring()
        probe.check("done", "store", "account-1", "two")
        keyring.process.kill()
        wait_for(lambda: not desktop.is_there(), START_S, "the keyring is gone")
        probe.check(MISSING, "look-up", "account-1")
        desktop.start_keyring()
        probe.look_up("account-1", "two")


def file_backend():
    """C36: the environment that makes libsecret's other functions write a file does nothing."""
    with Desktop() as desktop:
        path = os.path.join(desktop.home, "secrets")
        env = {"SECRET_BACKEND": "file", "SECRET_FILE_TEST_PATH": path,
               "SECRET_FILE_TEST_PASSWORD": "password"}
        control = subprocess.run(
            [sys.executable, "-c", "import gi; gi.require_version('Secret', '1')\n"
             "from gi.repository import Secret\n"
             "Secret.password_store_sync(None, {'account': 'account-1'}, None, 'label', 'text')"],
            env=desktop.env | env, check=False, capture_output=True)
        if not os.path.exists(path):
            raise Skip(f"libsecret has no file backend here: {control.stderr.decode()[-200:]}")
        os.unlink(path)
        in_memory_only(desktop, env)
        expect(not os.path.exists(path), "a file was written")
        desktop.start_keyring()
        desktop.probe(more=env).check("done", "store", "account-1", CANARY)
        expect(not os.path.exists(path), "a file was written")
        desktop.probe().look_up("account-1", CANARY)


def stuck():
    """C35: a daemon that stands still. The main loop goes on, waiting is told after a second, what
    waits behind fails with it, and a late answer harms nothing."""
    with Desktop() as desktop:
        keyring = desktop.start_keyring()
        probe = desktop.probe(SHORT_MS)
        probe.check("done", "store", "account-1", "old")
        keyring.process.send_signal(signal.SIGSTOP)
        first = probe.start("look-up", "account-1")
        second = probe.start("store", "account-1", "new")
        third = probe.start("look-up", "account-2")
        for tag in first, second, third:
            answer = probe.finish(tag)
            expect(answer.outcome == SILENT, tag, answer.outcome)
            expect(SHORT_MS - 100 <= answer.took_ms < 2 * SHORT_MS, tag, answer.took_ms)
            expect(answer.longest_turn_ms < LONGEST_TURN_MS, tag, answer.longest_turn_ms)
            expect(answer.has_waited, "nobody said that it waits")
        expect("did not answer" in answer.notice, answer.notice)
        keyring.process.send_signal(signal.SIGCONT)
        desktop.probe().look_up("account-1", "old")
        probe.look_up("account-1", "new", notice="did not answer")
        probe.check("done", "store", "account-1", "new")
        desktop.probe().look_up("account-1", "new")


def wiped():
    """C37: in the memory of the process is nothing of a secret that nobody holds any more. What
    frees memory writes over its beginning, so the canary is the end of the secret."""
    secret = "0123456789abcdef" * 4 + CANARY
    with Desktop() as desktop:
        desktop.start_keyring()
        probe = desktop.probe()
        probe.check("done", "store", "account-1", secret)
        probe.look_up("account-1", secret)
        expect(probe.memory_has(CANARY) == 0, "copies:", probe.memory_has(CANARY))
    with Desktop() as desktop:
        probe = desktop.probe()
        probe.check(MISSING, "store", "account-1", secret, notice="no keyring")
        expect(probe.memory_has(CANARY) == 1, "kept:", probe.memory_has(CANARY))
        probe.look_up("account-1", secret, notice="no keyring")
        probe.check(MISSING, "store", "account-1", "another", notice="no keyring")
        expect(probe.memory_has(CANARY) == 0, "replaced:", probe.memory_has(CANARY))
        probe.check(MISSING, "store", "account-1", secret, notice="no keyring")
        probe.check(MISSING, "clear", "account-1")
        expect(probe.memory_has(CANARY) == 0, "cleared:", probe.memory_has(CANARY))


HAS_ITEM = {"login": {"locked": True, "items": {"account-1": "old"}}}


def dismissed():
    """C32: one prompt for all that wait. A later call asks again."""
    with Desktop() as desktop:
        service = desktop.start_script(collections=HAS_ITEM, prompt="dismiss", slow={"Completed": 300})
        probe = desktop.probe()
        tags = [probe.start("look-up", "account-1"), probe.start("store", "account-1", "new"),
                probe.start("look-up", "account-2")]
        outcomes = [probe.finish(tag).outcome for tag in tags]
        expect(outcomes == [DISMISSED] * 3, outcomes)
        probe.look_up("account-1", "new", notice="was not unlocked")
        prompts = [line for line in service.read(0) if line.startswith("Prompt")]
        expect(len(prompts) == 1, service.lines)
        probe.check(DISMISSED, "store", "account-1", "newer", notice="was not unlocked")
        expect(not any(line.startswith("CreateItem") for line in service.read(0)), service.lines)


def asked_again():
    with Desktop() as desktop:
        desktop.start_script(collections=HAS_ITEM, prompt="dismiss", unlock="ask")
        probe = desktop.probe()
        probe.check(DISMISSED, "look-up", "account-1")
        probe.look_up("account-1", "old")


def stays_locked():
    """An unlocking that unlocks nothing, with a prompt and without one."""
    for prompt in "useless", "refuse":
        with Desktop() as desktop:
            desktop.start_script(collections=HAS_ITEM, prompt=prompt)
            probe = desktop.probe()
            for verb in "look-up", "clear":
                probe.check(LOCKED, verb, "account-1")
            probe.check(LOCKED, "store", "account-1", "new", notice="the keyring is locked")


def hidden():
    """A service that is silent about what is locked: nothing found is not nothing stored."""
    with Desktop() as desktop:
        desktop.start_script(collections=HAS_ITEM, prompt="dismiss", unlock="ask", hides=True)
        probe = desktop.probe()
        probe.check(DISMISSED, "look-up", "account-1")
        probe.look_up("account-1", "old")
        probe.look_up("account-2", "")


def patient():
    """A person may take longer than the service: a prompt outlasts the limit."""
    with Desktop() as desktop:
        desktop.start_script(collections=HAS_ITEM, prompt="ask", slow={"Completed": 2 * SHORT_MS})
        probe = desktop.probe(SHORT_MS)
        answer = probe.check("done", "look-up", "account-1")
        expect(answer.secret == "old" and answer.took_ms > SHORT_MS and answer.has_waited, answer.took_ms)
        expect(answer.longest_turn_ms < LONGEST_TURN_MS, answer.longest_turn_ms)


def limited_again():
    """After the prompt the service has no longer for its answers than before."""
    with Desktop() as desktop:
        desktop.start_script(collections=HAS_ITEM, prompt="ask", mute=["GetSecret"])
        answer = desktop.probe(700).check(SILENT, "look-up", "account-1")
        expect(answer.took_ms < 5000, answer.took_ms)


def unfinished():
    """A prompt that never ends is cancelled with the call, and has a limit, too."""
    with Desktop() as desktop:
        service = desktop.start_script(collections=HAS_ITEM, prompt="unfinished", mute=["Dismiss"])
        probe = desktop.probe()
        tag = probe.start("look-up", "account-1")
        service.find("Prompt", START_S)
        probe.cancel(tag)
        expect(probe.finish(tag).outcome == "cancelled", "it was cancelled")
        service.find("Dismiss", START_S)
        answer = desktop.probe(700).check(SILENT, "look-up", "account-1")
        expect(answer.took_ms < 20000, answer.took_ms)


def gone():
    with Desktop() as desktop:
        desktop.start_script(collections=HAS_ITEM, prompt="leave")
        probe = desktop.probe()
        tag = probe.start("look-up", "account-1")
        expect(probe.finish(tag).outcome in (MISSING, SILENT), "the service went")


def failing():
    """Every method fails, one by one; and every one does not answer."""
    calls = {"OpenSession": "look-up", "SearchItems": "look-up", "GetSecret": "look-up",
             "ReadAlias": "store", "CreateItem": "store", "Delete": "clear", "Unlock": "clear"}
    for method, verb in calls.items():
        locked_too = method == "Unlock"
        content = {"login": {"locked": locked_too, "items": {"account-1": "old"}}}
        account = "account-2" if verb == "store" else "account-1"
        for how, outcome, limit_ms in ("fail", MISSING, LIMIT_MS), ("mute", SILENT, 700):
            with Desktop() as desktop:
                desktop.start_script(collections=content, prompt="grant", **{how: [method]})
                answer = desktop.probe(limit_ms).call(verb, account, "new")
                expect(answer.outcome == outcome, how, method, answer.outcome)
                expect(bool(answer.notice) == (verb == "store"), how, method, answer.notice)
                expect(answer.longest_turn_ms < LONGEST_TURN_MS, method, answer.longest_turn_ms)


def unusable():
    """An answer that is no secret of ours is none; one that does not fit the session is a failure."""
    content = {"login": {"items": {"account-1": "old"}}}
    for secret, outcome in [({"value": "\xff\xfe"}, "done"), ({"type": "image/png"}, "done"),
                            ({"session": f"{ROOT}/session/s2"}, MISSING), ({"parameters": "x"}, MISSING)]:
        with Desktop() as desktop:
            desktop.start_script(collections=content, secret=secret)
            answer = desktop.probe().check(outcome, "look-up", "account-1")
            expect(answer.secret == "", secret, answer.secret)


def collections():
    """Another name than usual, no default, none at all, and one that lasts until logout only."""
    for content, alias, outcome in [
            ({"Login": {}}, None, "done"),
            ({"Login": {"locked": True}}, None, "done"),
            ({"a": {"locked": True}, "Login": {}}, None, "done"),
            ({"other": {}, "Login": {}}, "Login", "done"),
            ({"login": {}}, "nowhere", MISSING),
            ({"session": {}}, None, MISSING),
            ({}, None, MISSING)]:
        with Desktop() as desktop:
            desktop.start_script(collections=content, alias=alias, prompt="ask")
            probe = desktop.probe()
            answer = probe.call("store", "account-1", CANARY)
            expect(answer.outcome == outcome, content, alias, answer.outcome)
            if outcome == "done":
                desktop.probe().look_up("account-1", CANARY)
                probe.check("done", "clear", "account-1")
            else:
                probe.check(MISSING, "look-up", "account-2", notice="no keyring")


def in_its_collection():
    """A secret is replaced where it is, also when another collection has become the default."""
    with Desktop() as desktop:
        content = {"login": {}, "old": {"items": {"account-1": "old"}}}
        desktop.start_script(collections=content, prompt="grant")
        probe = desktop.probe()
        probe.check("done", "store", "account-1", "new")
        probe.look_up("account-1", "new")
        probe.check("done", "clear", "account-1")
        probe.look_up("account-1", "")


def late():
    """C35: answers that come after the caller cancelled."""
    for method, verb in {"OpenSession": "look-up", "SearchItems": "look-up", "GetSecret": "look-up",
                         "CreateItem": "store", "Delete": "clear"}.items():
        with Desktop() as desktop:
            content = {"login": {"items": {"account-1": "old"}}}
            service = desktop.start_script(collections=content, prompt="grant", slow={method: 700})
            probe = desktop.probe()
            tag = probe.start(verb, "account-1", "new")
            service.find(method, START_S)
            probe.cancel(tag)
            answer = probe.finish(tag)
            expect(answer.outcome == "cancelled", method, answer.outcome)
            expect(("did not answer" in answer.notice) == (verb == "store"), method, answer.notice)
            expect(f"answered {method}" not in service.read(0), "it waited for the answer")
            service.find(f"answered {method}", START_S)
            probe.check("done", "store", "account-1", "newer")
            probe.look_up("account-1", "newer")


def sentences():
    """Each failure had one sentence in all of these tests, and no other failure had it."""
    failures = [SENTENCES.get(outcome, set()) for outcome in (LOCKED, DISMISSED, MISSING, SILENT)]
    expect(all(len(some) == 1 and all(some) for some in failures), failures)
    expect(len(set.union(*failures)) == 4, failures)


def main():
    tap = Tap()
    tap.run_together(
        ("stored, and read by another process", stored),
        ("no collection, and one without a password", first_collection),
        ("replaced and cleared", replaced_and_cleared),
        ("locked", locked),
        ("no keyring, no bus", none))
    tap.run_together(
        ("a keyring that comes and goes", comes_and_goes),
        ("SECRET_BACKEND=file", file_backend),
        ("a daemon that stands still", stuck),
        ("wiped", wiped),
        ("a dismissed prompt", dismissed),
        ("asked again", asked_again))
    tap.run_together(
        ("stays locked", stays_locked),
        ("silent about what is locked", hidden),
        ("a patient prompt", patient),
        ("limited again after a prompt", limited_again),
        ("a prompt that never ends", unfinished),
        ("a service that goes", gone),
        ("a service that fails or is mute", failing))
    tap.run_together(
        ("collections", collections),
        ("answers that are no use", unusable),
        ("replaced in its collection", in_its_collection),
        ("late answers", late))
    tap.run("a sentence for each failure", sentences)
    tap.end()


main()
