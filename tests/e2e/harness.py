# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""A desktop of its own for every end-to-end test: a virtual display, a session bus, a real
organization, the real window, and hands and eyes for it through AT-SPI.

A test file calls run() with functions; each gets what it names as parameters (org, window, …) and
is one TAP point. Nothing sleeps for a fixed time: wait() looks until something is so, or gives up."""

import http.client
import inspect
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.parse

from menus import ITEM_ROLES, name_of_item
from screen import Screen

# Where there is no GPU, drawing takes most of the machine.
PATIENCE_S = 60 if os.environ.get("GATEHOUSE_FORM") == "animated" else 30
# For the programs under test only: what AT-SPI itself warns about must not end a test.
FATAL_WARNINGS = {"G_DEBUG": "fatal-warnings"}
LOOK_AGAIN_S = 0.05
STILL_S = 0.25
# How far a button may stand from where GTK tells.
PADDINGS = [(x, y) for x in (0, 16, 32, 48) for y in (0, 16, 32, 48)]
BUTTON_PADDING_PX = 36


def is_animated():
    """Whether this is the form of a test with the desktop as people have it: animations on, and the
    renderer that GTK chooses. The other form draws with cairo and without animations."""
    return os.environ.get("GATEHOUSE_FORM") == "animated"


def check_renderer():
    """Without a driver GTK would choose cairo, and the two forms would be one."""
    program = pathlib.Path(os.environ["GATEHOUSE_BUILD"]) / "tests/e2e/show-renderer"
    answer = subprocess.run([program], stdout=subprocess.PIPE, check=True, text=True,
                            env=dict(os.environ, GTK_A11Y="none"))
    renderer = answer.stdout.strip()
    print(f"# drawn by {renderer}", flush=True)
    if renderer == "GskCairoRenderer":
        print("Bail out! GTK finds no OpenGL here; Mesa’s software driver would do", flush=True)
        sys.exit(1)


def programs():
    """The two programs under test, as meson names them."""
    build = pathlib.Path(os.environ["GATEHOUSE_BUILD"])
    return build / "src/ui/gatehouse", build / "src/org/gatehouse-org"


def window_probe():
    """The window under test in a program that takes options of tests."""
    return pathlib.Path(os.environ["GATEHOUSE_BUILD"]) / "tests/e2e/window-probe"


def program_environment(more=None):
    """What a program under test is started with."""
    return dict(os.environ, G_DEBUG=os.environ.get("GATEHOUSE_G_DEBUG", ""), **(more or {}))


def wait(what, predicate, patience_s=PATIENCE_S):
    """Returns the first true value of PREDICATE; fails with WHAT when it never comes. What goes away
    while it is looked at is looked for again."""
    end = time.monotonic() + patience_s
    while True:
        try:
            value = predicate()
        except GLib.Error:
            value = None
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(
                f"waited {patience_s} s in vain for {what() if callable(what) else what}")
        time.sleep(LOOK_AGAIN_S)


def enter_desktop():
    """Runs this very script again below a display and a bus that end with it."""
    if os.environ.get("GATEHOUSE_DESKTOP") == "1":
        return
    if shutil.which("Xvfb") is None or shutil.which("dbus-run-session") is None:
        print("1..0 # SKIP Xvfb or dbus-run-session is not installed")
        sys.exit(0)
    read_end, write_end = os.pipe()
    size = os.environ.get("GATEHOUSE_SCREEN", "1280x1500x24")
    display = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-screen", "0", size, "-nolisten", "tcp", "-noreset"],
        pass_fds=[write_end], stderr=subprocess.DEVNULL)
    os.close(write_end)
    number = os.read(read_end, 32).decode().strip()
    home = tempfile.mkdtemp(prefix="gatehouse-e2e-")
    env = dict(os.environ, GATEHOUSE_DESKTOP="1", DISPLAY=f":{number}", GDK_BACKEND="x11",
               HOME=home, XDG_DATA_HOME=f"{home}/data", XDG_CONFIG_HOME=f"{home}/config",
               XDG_CACHE_HOME=f"{home}/cache", XDG_RUNTIME_DIR=f"{home}/run",
               GTK_A11Y="atspi", NO_AT_BRIDGE="0", LC_ALL="C.UTF-8")
    env.pop("WAYLAND_DISPLAY", None)
    if is_animated():
        env.pop("GSK_RENDERER", None)
    # Fatal warnings are for the program under test; the AT-SPI client here warns when it may.
    env["GATEHOUSE_G_DEBUG"] = env.pop("G_DEBUG", "")
    os.mkdir(f"{home}/run", 0o700)
    os.makedirs(f"{home}/config/gtk-4.0")
    pathlib.Path(f"{home}/config/gtk-4.0/settings.ini").write_text(
        f"[Settings]\ngtk-enable-animations={str(is_animated()).lower()}\n"
        "gtk-cursor-blink=false\n")
    try:
        # Daemons of the desktop write on standard output, where only TAP may stand.
        tap = os.dup(1)
        env["GATEHOUSE_TAP"] = str(tap)
        status = subprocess.call(["dbus-run-session", "--", sys.executable, *sys.argv], env=env,
                                 stdout=sys.stderr, pass_fds=[tap])
    finally:
        display.terminate()
        display.wait()
        shutil.rmtree(home, ignore_errors=True)
    sys.exit(status)


class Organization:
    """A gatehouse-org process with its data folder, and questions to it that bypass the window."""

    def __init__(self, populate="sample", sign_in="admin", extra=()):
        self.folder = tempfile.mkdtemp(prefix="gatehouse-org-")
        self.populate = populate
        self.sign_in = sign_in
        self.extra = list(extra)
        self.port = 0
        self.process = None
        self.token = None
        self.token_file = pathlib.Path(self.folder) / "token"
        self.start()

    def start(self):
        _, program = programs()
        self.process = subprocess.Popen(
            [program, "--data", f"{self.folder}/data", "--populate", self.populate,
             "--port", str(self.port), "--sign-in", self.sign_in, "--follow-stdin",
             "--rate-limit", "0", *self.extra],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=open(f"{self.folder}/log", "ab"),
            env=dict(os.environ, **FATAL_WARNINGS))
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError("the organization did not start:\n"
                                 + pathlib.Path(self.folder, "log").read_text()[-4000:])
        self.ready = json.loads(line)
        self.port = urllib.parse.urlsplit(self.ready["api"]).port
        self.token = self.ready["token"]
        if not self.token_file.exists():
            self.token_file.touch(0o600)
        self.token_file.write_text(self.token)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(PATIENCE_S)
        assert status == 0, f"the organization ended with {status}"

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def ask(self, method, path, body=None):
        """The status and the decoded answer of one request as the person signed in."""
        address = urllib.parse.urlsplit(self.ready["api"])
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=PATIENCE_S)
        headers = {"Authorization": f"Bearer {self.token}"}
        if body is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(body)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        return answer.status, json.loads(text) if text else None

    def turn_fault(self, fault, **more):
        """Turns the switch of the training faults of an organization with --faults."""
        address = urllib.parse.urlsplit(self.ready["api"])
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=PATIENCE_S)
        connection.request("POST", "/faults", json.dumps({"fault": fault, **more}),
                           {"Authorization": f"Bearer {self.ready['faults']}",
                            "Content-Type": "application/json"})
        status = connection.getresponse().status
        connection.close()
        assert status == 204, status

    def authorization(self, client_id):
        status, answer = self.ask("GET", f"/api/v2/oauth/authorizations/{client_id}")
        assert status == 200, f"authorization {client_id}: {status} {answer}"
        return answer

    def authorizations(self):
        status, answer = self.ask("GET", "/api/v2/oauth/authorizations")
        assert status == 200, answer
        return answer["entities"]

    def clients(self):
        status, answer = self.ask("GET", "/api/v2/oauth/clients")
        assert status == 200, answer
        return answer["entities"]

    def n_active(self, role_id=None):
        """How many active people hold a role, or are there at all, counted one by one."""
        status, answer = self.ask("GET", "/api/v2/users?pageSize=500")
        assert status == 200, answer
        active = {person["id"] for person in answer["entities"]}
        if role_id is None:
            return len(active)
        status, answer = self.ask("GET",
                                  f"/api/v2/authorization/roles/{role_id}/users?pageSize=100")
        assert status == 200, answer
        return len(active.intersection(person["id"] for person in answer["entities"]))

    def unapproved_client(self):
        """One of the organization's own CODE clients that nobody has authorized yet."""
        known = {entity["client"]["id"] for entity in self.authorizations()}
        for client in self.clients():
            if client["authorizedGrantType"] == "CODE" and client["id"] not in known:
                return client
        raise AssertionError("every client is authorized already")


# Since GTK 4.12 a list tells assistive technologies only of the rows on the screen. A window of this
# size has room for all rows of the sample organization.
TALL = ("--size", "1180x1440")
# What only the window probe can be told.
PROBED = {"--size", "--dark", "--rtl", "--large-text", "--tell-cut", "--tell-shown"}


class Window:
    """The program under test, seen as a screen reader sees it. The window is tall, unless ARGUMENTS
    give a size or OWN_SIZE leaves the size to the program."""

    def __init__(self, *arguments, env=None, program=None, own_size=False):
        if not own_size and "--size" not in arguments:
            arguments += TALL
        if program is None:
            program = programs()[0] if own_size and not PROBED.intersection(arguments) \
                else window_probe()
        self.log = tempfile.NamedTemporaryFile(prefix="gatehouse-log-", delete=False)
        self.process = subprocess.Popen(
            [program, *map(str, arguments)], stdout=self.log, stderr=self.log,
            env=dict(os.environ, **FATAL_WARNINGS, **(env or {})))
        self.screen = Screen()
        self.application = wait("the application on the accessibility bus", self._find_application)

    @classmethod
    def at(cls, org, *arguments, **more):
        return cls("--api", org.ready["api"], "--login", org.ready["login"],
                   "--token-file", org.token_file, *arguments, **more)

    def _find_application(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the program ended with {self.process.returncode}:\n" + self.output())
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child is not None and child.get_process_id() == self.process.pid:
                return child
        return None

    def output(self):
        return pathlib.Path(self.log.name).read_text(errors="replace")[-6000:]

    # Eyes

    def everything(self, root=None, showing=True, last_first=False):
        """All accessibles below ROOT, depth first; only what is on the screen unless told."""
        stack = [root or self.application]
        while stack:
            node = stack.pop()
            if node is None:
                continue
            try:
                states = node.get_state_set()
                if node is not self.application and showing and not states.contains(
                        Atspi.StateType.VISIBLE):
                    continue
                yield node
                children = [node.get_child_at_index(i) for i in range(node.get_child_count())]
            except GLib.Error:
                continue
            stack.extend(children if last_first else reversed(children))

    @staticmethod
    def role_of(node):
        """The role's name; newer libraries say button for push button."""
        role = node.get_role_name()
        return "push button" if role == "button" else role

    @staticmethod
    def name_of(node):
        """The name; that of a menu item also where GTK does not tell it."""
        name = node.get_name() or ""
        return name if name or node.get_role_name() not in ITEM_ROLES else name_of_item(node)

    def find_each(self, role=None, name=None, root=None, showing=True, last_first=False):
        for node in self.everything(root, showing, last_first):
            try:
                if role is not None and self.role_of(node) not in (
                        role if isinstance(role, tuple) else (role,)):
                    continue
                text = self.name_of(node)
                # GTK 4.8 reads out twice what libadwaita labels twice, once with its underscore.
                if name is not None and not (
                        name.search(text) if isinstance(name, re.Pattern)
                        else text.replace("_", "", 1) in (name, f"{name} {name}")):
                    continue
            except GLib.Error:
                continue
            yield node

    def find_all(self, role=None, name=None, root=None, showing=True):
        return list(self.find_each(role, name, root, showing))

    def find(self, role=None, name=None, root=None):
        return next(self.find_each(role, name, root), None)

    def see(self, role=None, name=None, root=None, patience_s=PATIENCE_S):
        return wait(lambda: f"{role or 'something'} named {name!r}; seen: {self.names()}",
                    lambda: self.find(role, name, root), patience_s)

    def see_ready(self, name):
        """The button of the topmost window once it can be pressed, as everybody can see.

        A message dialog has each button twice, for its wide and its narrow form; one has no size."""
        def is_ready(node):
            place = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
            return self.is_sensitive(node) and place.width > 0

        def find():
            newest = self.application.get_child_at_index(self.application.get_child_count() - 1)
            return next(filter(is_ready, self.find_each("push button", name, newest)), None)

        return wait(lambda: f"{name!r} to be ready; seen: {self.names()}", find)

    def see_no(self, role=None, name=None):
        wait(f"no {role or 'thing'} named {name!r} any more", lambda: not self.find(role, name))

    def see_text(self, text):
        """Waits until TEXT stands somewhere in the window, in a name or a text."""
        pattern = text if isinstance(text, re.Pattern) else re.compile(re.escape(text))
        return wait(lambda: f"the text {text!r}; seen: {self.names()}",
                    lambda: self._has_text(pattern))

    def _has_text(self, pattern):
        # The newest window comes last, and what is shown of a row comes after all the rows.
        for node in self.everything(last_first=True):
            try:
                if pattern.search(self.name_of(node)):
                    return node
                if "Text" in (node.get_interfaces() or []):
                    if pattern.search(self.text_of(node) or ""):
                        return node
            except GLib.Error:
                continue
        return None

    def names(self):
        """What can be read or pressed in the topmost window, for messages."""
        out = []
        windows = [self.application.get_child_at_index(i)
                   for i in range(self.application.get_child_count())]
        for node in self.everything(windows[-1] if windows else None):
            try:
                name = self.name_of(node)
                if name and self.role_of(node) not in ("panel", "filler", "scroll bar"):
                    out.append(f"{self.role_of(node)}:{name[:60]}")
            except GLib.Error:
                pass
        return out[:120]

    @staticmethod
    def is_sensitive(node):
        return node.get_state_set().contains(Atspi.StateType.SENSITIVE)

    @staticmethod
    def is_checked(node):
        return node.get_state_set().contains(Atspi.StateType.CHECKED)

    @staticmethod
    def is_selected(node):
        return node.get_state_set().contains(Atspi.StateType.SELECTED)

    @staticmethod
    def is_focused(node):
        return node.get_state_set().contains(Atspi.StateType.FOCUSED)

    # Hands

    def click(self, name, role=("push button", "toggle button", "check box", "list item",
                                "radio button", "menu item", "page tab"), root=None,
              last_first=False):
        """Does what a click does to the first thing of that name that can be clicked, or to the
        last, which is quicker for what stands over the rest."""
        def find():
            for node in self.find_each(role, name, root, last_first=last_first):
                for index in range(node.get_n_actions()):
                    if node.get_action_name(index) in ("click", "activate", "toggle", "press"):
                        return node, index
            return None

        node, index = wait(lambda: f"{name!r} to click; seen: {self.names()}", find)
        wait(f"{name!r} to be sensitive", lambda: self.is_sensitive(node))
        assert node.do_action(index)
        return node

    def toggle(self, name):
        """Ticks or unticks the check box named so; on GTK 4.8 only its row has an action."""
        box = self.see("check box", name)
        before = self.is_checked(box)
        node = box
        while node is not None:
            for index in range(node.get_n_actions()):
                if node.get_action_name(index) in ("click", "toggle", "scope.toggle", "role.toggle"):
                    assert node.do_action(index)
                    node = None
                    break
            else:
                node = node.get_parent()
        wait(f"{name!r} to change", lambda: self.is_checked(box) != before)

    def type_into(self, name, text):
        """Replaces the text of the entry that is named so, or that stands in something named so."""
        entry = wait(f"an entry named {name!r}", lambda: self._find_entry(name))
        assert Atspi.EditableText.set_text_contents(entry, text)
        return entry

    def _find_entry(self, name):
        for node in self.everything():
            try:
                if "EditableText" not in (node.get_interfaces() or []):
                    continue
                parent = node
                for _ in range(4):
                    if parent is None:
                        break
                    if (parent.get_name() or "") == name:
                        return node
                    parent = parent.get_parent()
            except GLib.Error:
                continue
        return None

    def text_of(self, node):
        """GTK 4.8 gives nothing for an open end, so the end is asked for."""
        return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))

    def select_row(self, name):
        """Selects the row of a list view whose name begins with NAME (rows have no action).

        Since GTK 4.12 there is no row that is not in sight: it is searched for."""
        pattern = re.compile("^" + re.escape(name))

        def attempt():
            for row in self.find_all("list item", pattern):
                parent = row.get_parent()
                if "Selection" in (parent.get_interfaces() or []):
                    if Atspi.Selection.select_child(parent, row.get_index_in_parent()):
                        return row
            return None

        try:
            return wait("a row in sight", attempt, 5)
        except AssertionError:
            self.type_into("Search name, client ID or scope", name.rstrip(","))
        return wait(lambda: f"a row {name!r} to select; seen: {self.names()}", attempt)

    def rows(self):
        """The names of the rows; one that goes away meanwhile is none."""
        names = []
        for node in self.find_each("list item"):
            try:
                names.append(node.get_name())
            except GLib.Error:
                continue
        return [name for name in names if name]

    def center_of(self, node):
        """Where the middle of a widget stands on the display; it must be in the topmost window."""
        place = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
        _, _, _, x, y = self.surface()
        return x + place.x + place.width // 2, y + place.y + place.height // 2

    @staticmethod
    def point_at(place):
        """Moves the pointer there."""
        subprocess.run(["xdotool", "mousemove", *map(str, place)], check=True)

    def press_place(self, node):
        """Where on the display a press meets a button: the middle of what the pointer lights up.

        What GTK tells is only where to begin: GTK 4.18 leaves out the padding of what a widget
        stands in, GTK 4.8 that of the button itself."""
        x, y = self.center_of(node)

        def find():
            return next(filter(None, (self._lit_middle(node, (x + right, y + down))
                                      for right, down in PADDINGS)), None)

        return wait(f"the pointer to find {self.name_of(node)}", find)

    def _lit_middle(self, node, place):
        """The middle of what the pointer lights up at a place; None if that cannot be the button."""
        told = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
        _, _, _, x, y = self.surface()
        self.point_at((0, 0))
        dark = self.still_picture()
        self.point_at(place)
        lit = dark.changed(self.still_picture())
        if lit is None:
            return None
        left, top, right, bottom = lit
        is_button = (0 <= right - left - told.width <= BUTTON_PADDING_PX
                     and 0 <= bottom - top - told.height <= BUTTON_PADDING_PX)
        return (x + (left + right) // 2, y + (top + bottom) // 2) if is_button else None

    def surface(self):
        """Number, width, height, x and y of the topmost window that is no menu, or None."""
        return self.screen.top(self.process.pid)

    def focus(self):
        """Without a window manager nobody gives the keyboard to a new window. The one that was found
        may be gone a moment later."""
        def give():
            found = self.surface()
            return found and subprocess.run(["xdotool", "windowfocus", "--sync", str(found[0])],
                                            stderr=subprocess.DEVNULL).returncode == 0

        wait("a window on the display that takes the keyboard", give)

    def look_away(self):
        """Takes the keyboard away: a window in the background asks the organization seldom, so what
        is changed there is not noticed before the test goes on."""
        subprocess.run(["xdotool", "windowfocus", str(self.screen.root.value)], check=True)

    def press(self, *keys):
        self.focus()
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)

    def press_until(self, key, what, predicate):
        """Presses a key that may be pressed twice. Without a window manager a key can come while
        the window does not have the keyboard yet, and is lost."""
        end = time.monotonic() + PATIENCE_S
        while True:
            self.press(key)
            try:
                return wait(what, predicate, 4)
            except AssertionError:
                if time.monotonic() > end:
                    raise

    def write(self, text):
        self.focus()
        subprocess.run(["xdotool", "type", "--clearmodifiers", text], check=True)

    def screenshot(self, name):
        """Writes what the topmost window shows, and what pops up over it, once it stands still.

        Returns the picture, with its path in the folder of the test run's pictures."""
        folder = pathlib.Path(os.environ.get("GATEHOUSE_SCREENSHOTS") or os.environ["HOME"])
        folder.mkdir(parents=True, exist_ok=True)
        picture = self.still_picture(name)
        picture.write(folder / f"{name}.png")
        return picture

    def still_picture(self, name=""):
        """What the topmost window shows, and what pops up over it, once it stands still."""
        last, since = [None], [0]

        def is_still():
            _, *place = wait("a window on the display", self.surface)
            picture = self.screen.picture(*place)
            if picture is None or picture != last[0]:
                last[0], since[0] = picture, time.monotonic()
            return picture is not None and time.monotonic() - since[0] >= STILL_S

        wait(f"a picture {name} that stands still", is_still)
        return last[0]

    def close(self):
        """Ends the program; it must still be alive, must not have complained, and end as asked."""
        alive = self.process.poll() is None
        self.process.terminate()
        try:
            self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        output = self.output()
        os.unlink(self.log.name)
        assert alive, f"the program ended by itself with {self.process.returncode}:\n{output}"
        for bad in ("CRITICAL **", "WARNING **", "AddressSanitizer", "runtime error:"):
            assert bad not in output, f"the program complained:\n{output}"
        assert self.process.returncode == 0, f"it ended with {self.process.returncode}:\n{output}"


def run(*tests):
    """Runs each test as a TAP point. A parameter named org or window is made for it and closed."""
    enter_desktop()
    sys.stdout = os.fdopen(int(os.environ["GATEHOUSE_TAP"]), "w", buffering=1)
    global Atspi, GLib
    import gi
    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi as atspi, GLib as glib
    Atspi, GLib = atspi, glib
    Atspi.init()

    print(f"1..{len(tests)}", flush=True)
    if is_animated():
        check_renderer()
    failed = False
    for number, test in enumerate(tests, 1):
        title = (test.__doc__ or test.__name__).strip().splitlines()[0]
        made = []
        problem = None
        try:
            test(**make_fixtures(inspect.signature(test).parameters, made))
        except Exception:
            problem = traceback.format_exc()
            for thing in made:
                if isinstance(thing, Window):
                    problem += "\n" + thing.output() + look_at_failure(thing, test)
        for thing in reversed(made):
            try:
                thing.close()
            except Exception:
                problem = (problem or "") + traceback.format_exc()
        if problem:
            # Of a failed test meson shows what comes on the standard error.
            print(problem, file=sys.stderr)
        print(f"{'not ok' if problem else 'ok'} {number} - {title}", flush=True)
        failed = failed or bool(problem)
    sys.exit(1 if failed else 0)


def look_at_failure(window, test):
    """Keeps a picture of the window that a test failed with; says so when it cannot."""
    try:
        return f"\nsee {window.screenshot(f'failed-{test.__name__}').path}"
    except (AssertionError, OSError, subprocess.CalledProcessError) as error:
        return f"\nno picture: {error}"


def make_fixtures(wanted, made):
    """Makes an organization and a window for a test that asks for them by parameter name."""
    fixtures = {}
    for name in wanted:
        if name == "org":
            fixtures[name] = Organization()
        elif name == "window":
            fixtures[name] = Window.at(fixtures["org"])
        elif name == "cleanup":
            fixtures[name] = made
            continue
        else:
            raise TypeError(f"no fixture {name}")
        made.append(fixtures[name])
    return fixtures
