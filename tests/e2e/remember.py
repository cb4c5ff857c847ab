#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""What the window remembers from one start to the next: its size, its page, and what was selected
in which organization."""

import os
import pathlib
import re
import subprocess

from harness import Organization, Window, run, wait
from hostile_server import LIST, HostileServer, answer, authorization, client_id, entities

# Settings in a file of the test's own home, which outlives a window.
KEPT = {"GSETTINGS_BACKEND": "keyfile"}
SETTINGS = pathlib.Path("glib-2.0/settings/keyfile")


def forget():
    (pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / SETTINGS).unlink(missing_ok=True)


def open_window(cleanup, org):
    window = Window.at(org, env=KEPT, own_size=True)
    cleanup.append(window)
    return window


def leave(cleanup, window):
    """Closes the window as a person does."""
    window.press("ctrl+q")
    assert window.process.wait(30) == 0
    output = window.output()
    assert "CRITICAL" not in output and "WARNING" not in output, output
    cleanup.remove(window)
    os.unlink(window.log.name)


def selected(window):
    """The name of the selected row, or None."""
    for row in window.find_each("list item"):
        if window.is_selected(row):
            return row.get_name()
    return None


def focused(window):
    return next((node.get_name() for node in window.everything() if window.is_focused(node)), None)


def see_selected(window, name):
    wait(lambda: f"the row {name!r} to be selected, not {selected(window)!r}",
         lambda: (selected(window) or "").startswith(name))
    window.see("heading", name)


def page_and_selection(cleanup):
    """The page and the selected application are there again, and do not take the keyboard away"""
    forget()
    org = Organization()
    cleanup.append(org)
    window = open_window(cleanup, org)
    window.see("list item", re.compile("^Phone Bridge"))
    assert selected(window) is None
    window.select_row("Payroll Export")
    window.see("heading", "Payroll Export")
    window.press("alt+2")
    window.see(("text", "entry"), "Search name or client ID")
    leave(cleanup, window)

    window = open_window(cleanup, org)
    window.see(("text", "entry"), "Search name or client ID")
    assert not window.find("heading", "Payroll Export")
    window.press("alt+1")
    see_selected(window, "Payroll Export")
    leave(cleanup, window)

    window = open_window(cleanup, org)
    see_selected(window, "Payroll Export")
    window.focus()
    wait(lambda: f"the keyboard on the row, not on {focused(window)!r}",
         lambda: (focused(window) or "").startswith("Payroll Export"))


def search_is_not_disturbed(cleanup):
    """Whoever writes in the search before the selection is back goes on writing there"""
    forget()
    server = HostileServer()
    cleanup.append(server)
    several = [authorization(number, f"Ledger {number}") for number in range(1, 5)]
    server.script(LIST, entities(*several))
    window = open_window(cleanup, server)
    window.select_row("Ledger 3")
    window.see("heading", "Ledger 3")
    leave(cleanup, window)
    held = []

    def late(connection):
        held.append(connection)
        server.ended.wait(0.5)
        connection.sendall(entities(*several))
        return True

    server.script(LIST, late)
    window = open_window(cleanup, server)
    window.see("list item", re.compile("^Ledger 1"))
    window.press_until("ctrl+f", "the keyboard in the search",
                       lambda: focused(window) == "Search name, client ID or scope")
    see_selected(window, "Ledger 3")
    assert focused(window) == "Search name, client ID or scope"
    window.write("Ledger 2")
    window.see_no("list item", re.compile("^Ledger 1"))


def one_per_organization(cleanup):
    """Each organization has a selection of its own; one that is gone selects nothing"""
    forget()
    org = Organization()
    other = HostileServer()
    cleanup.extend([org, other])
    other.script("/api/v2/organizations/me", answer({"id": client_id(77), "name": "Other"}))
    other.script(LIST, entities(authorization(1, "Honest Ledger"), authorization(2, "Honest Mail")))
    for place, name in ((org, "Payroll Export"), (other, "Honest Mail")):
        window = open_window(cleanup, place)
        window.select_row(name)
        window.see("heading", name)
        leave(cleanup, window)
    for place, name in ((org, "Payroll Export"), (other, "Honest Mail")):
        window = open_window(cleanup, place)
        see_selected(window, name)
        leave(cleanup, window)
    other.script(LIST, entities(authorization(1, "Honest Ledger")))
    window = open_window(cleanup, other)
    window.see("list item", re.compile("^Honest Ledger"))
    window.press("F5")
    wait("the list to be read again", lambda: other.count("GET", LIST) >= 4)
    assert selected(window) is None
    leave(cleanup, window)
    other.script(LIST, entities(authorization(1, "Honest Ledger"), authorization(2, "Honest Mail")))
    window = open_window(cleanup, other)
    see_selected(window, "Honest Mail")


def size(cleanup):
    """The size is there again"""
    forget()
    org = Organization()
    cleanup.append(org)
    window = open_window(cleanup, org)
    window.see("list item", re.compile("^Phone Bridge"))
    number, width, height, _, _ = window.surface()
    wanted = (width - 120, height - 60)
    subprocess.run(["xdotool", "windowsize", "--sync", str(number), *map(str, wanted)], check=True)
    wait("the window to be smaller", lambda: window.surface()[1:3] == wanted)
    # The display knows of the new size before the program does.
    window.still_picture()
    leave(cleanup, window)
    window = open_window(cleanup, org)
    window.see("list item", re.compile("^Phone Bridge"))
    wait(lambda: f"the size {wanted}, not {window.surface()}",
         lambda: window.surface()[1:3] == wanted)


if __name__ == "__main__":
    run(page_and_selection, search_is_not_disturbed, one_per_organization, size)
