#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Writes down what a screen reader is told of without asking: one JSON line for each event of an
alert or a status, with its role and its name. Never looks at a window by itself, because GTK sends
more events about what somebody has looked at."""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib

EVENTS = ("object:property-change:accessible-name", "object:state-changed:showing",
          "object:announcement")
# As GTK 4.8 and later call them.
ROLES = ("alert", "notification", "status", "status bar")


def heard(event, *unused):
    try:
        # Newer GTK announces a text; its role does not matter then.
        is_announced = event.type.startswith("object:announcement")
        role = "announced" if is_announced else event.source.get_role_name()
        name = event.any_data if is_announced else event.source.get_name()
    except GLib.Error:
        return
    if (is_announced or role in ROLES) and name:
        print(json.dumps({"role": role, "name": name}), flush=True)


Atspi.init()
listener = Atspi.EventListener.new(heard)
for kind in EVENTS:
    listener.register(kind)
print(json.dumps({"role": "listening", "name": ""}), flush=True)
# Ends with the test, which holds the other end.
GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IOCondition.HUP,
                  lambda *unused: Atspi.event_quit())
Atspi.event_main()
