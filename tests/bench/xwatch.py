# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Sees windows appear from the outside: the X server tells it of every window that is mapped, so
every program is watched the same way, and nothing is polled."""

import ctypes
import select
import time

SUBSTRUCTURE_NOTIFY_MASK = 1 << 19
MAP_NOTIFY = 19


class MapEvent(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("event", ctypes.c_ulong),
                ("window", ctypes.c_ulong), ("override_redirect", ctypes.c_int)]


class Event(ctypes.Union):
    _fields_ = [("type", ctypes.c_int), ("map", MapEvent), ("room", ctypes.c_long * 24)]


class XWatch:
    def __init__(self):
        self.x = ctypes.CDLL("libX11.so.6")
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XDefaultRootWindow.restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(None))
        if not self.display:
            raise RuntimeError("the display cannot be opened")
        root = ctypes.c_ulong(self.x.XDefaultRootWindow(self.display))
        self.x.XSelectInput(self.display, root, ctypes.c_long(SUBSTRUCTURE_NOTIFY_MASK))
        self.x.XSync(self.display, 0)
        self.descriptor = self.x.XConnectionNumber(self.display)

    def _next_map(self):
        event = Event()
        while self.x.XPending(self.display):
            self.x.XNextEvent(self.display, ctypes.byref(event))
            if event.type == MAP_NOTIFY and not event.map.override_redirect:
                return time.monotonic()
        return None

    def forget(self):
        """Throws away what has been seen so far."""
        self.x.XSync(self.display, 0)
        while self._next_map() is not None:
            pass

    def wait_for_map(self, deadline):
        """The monotonic time at which the next window that is no popup was seen to be mapped."""
        while True:
            seen = self._next_map()
            if seen is not None:
                return seen
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.descriptor], [], [], left)[0]:
                raise AssertionError("no window was mapped in time")
