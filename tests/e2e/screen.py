# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""The display of a test, asked directly: which windows there are, how small each may become, and
what they show. To start a program for every such question would take most of a test's time."""

import ctypes
import ctypes.util
import os
import struct
import zlib

ANY_TYPE = 0
ALL_PLANES = 0xFFFFFFFFFFFFFFFF
Z_PIXMAP = 2
VIEWABLE = 2
MINIMUM_SIZE = 1 << 4


class _Attributes(ctypes.Structure):
    _fields_ = [("x", ctypes.c_int), ("y", ctypes.c_int), ("width", ctypes.c_int),
                ("height", ctypes.c_int), ("border_width", ctypes.c_int), ("depth", ctypes.c_int),
                ("visual", ctypes.c_void_p), ("root", ctypes.c_ulong), ("kind", ctypes.c_int),
                ("bit_gravity", ctypes.c_int), ("win_gravity", ctypes.c_int),
                ("backing_store", ctypes.c_int), ("backing_planes", ctypes.c_ulong),
                ("backing_pixel", ctypes.c_ulong), ("save_under", ctypes.c_int),
                ("colormap", ctypes.c_ulong), ("map_installed", ctypes.c_int),
                ("map_state", ctypes.c_int), ("all_event_masks", ctypes.c_long),
                ("your_event_mask", ctypes.c_long), ("do_not_propagate_mask", ctypes.c_long),
                ("override_redirect", ctypes.c_int), ("screen", ctypes.c_void_p)]


class _Image(ctypes.Structure):
    """The beginning of it, which is all that is read."""

    _fields_ = [("width", ctypes.c_int), ("height", ctypes.c_int), ("xoffset", ctypes.c_int),
                ("format", ctypes.c_int), ("data", ctypes.c_void_p),
                ("byte_order", ctypes.c_int), ("bitmap_unit", ctypes.c_int),
                ("bitmap_bit_order", ctypes.c_int), ("bitmap_pad", ctypes.c_int),
                ("depth", ctypes.c_int), ("bytes_per_line", ctypes.c_int),
                ("bits_per_pixel", ctypes.c_int)]


class Picture:
    """Rows of red, green and blue."""

    def __init__(self, width, height, rows):
        self.width = width
        self.height = height
        self.rows = rows
        self.path = None

    def __eq__(self, other):
        return other is not None and self.rows == other.rows

    def changed(self, other):
        """Left, top, right and bottom of what differs from a picture of the same size, or None."""
        rows = [y for y in range(self.height) if self.rows[y] != other.rows[y]]
        columns = [x for x in range(self.width)
                   if any(self.rows[y][3 * x:3 * x + 3] != other.rows[y][3 * x:3 * x + 3]
                          for y in rows)]
        return (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1) if columns else None

    def grays(self, across=64, down=64):
        """Brightness from 0 to 255 of a grid of blocks, each the mean of what is sampled in it."""
        shades = [[0, 0] for _ in range(across * down)]
        for y in range(0, self.height, 3):
            row = self.rows[y]
            for x in range(0, self.width, 3):
                red, green, blue = row[3 * x:3 * x + 3]
                shade = shades[y * down // self.height * across + x * across // self.width]
                shade[0] += 299 * red + 587 * green + 114 * blue
                shade[1] += 1000
        return [total // many for total, many in shades if many > 0]

    def write(self, path):
        """As a PNG (its specification, sections 5.2 to 5.6), without times, so that what looks the
        same is the same."""
        def chunk(kind, data):
            return (struct.pack(">I", len(data)) + kind + data
                    + struct.pack(">I", zlib.crc32(kind + data)))

        self.path = path
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        body = zlib.compress(b"".join(b"\0" + row for row in self.rows), 3)
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body)
                         + chunk(b"IEND", b""))


class Screen:
    """The display that DISPLAY names, without a window manager."""

    def __init__(self):
        self.x11 = ctypes.CDLL(ctypes.util.find_library("X11"))
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self.x11.XInternAtom.restype = ctypes.c_ulong
        self.x11.XGetImage.restype = ctypes.POINTER(_Image)
        # A window may be gone by the time it is asked about. That must not end the test.
        self.ignore = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(
            lambda _display, _event: 0)
        self.x11.XSetErrorHandler(self.ignore)
        self.display = ctypes.c_void_p(self.x11.XOpenDisplay(os.environ["DISPLAY"].encode()))
        assert self.display, "no display"
        self.root = ctypes.c_ulong(self.x11.XDefaultRootWindow(self.display))

    def _attributes(self, window):
        found = _Attributes()
        if not self.x11.XGetWindowAttributes(self.display, ctypes.c_ulong(window),
                                             ctypes.byref(found)):
            return None
        return found

    def _property(self, window, name):
        """The numbers of a property of a window; none when it has none."""
        atom = self.x11.XInternAtom(self.display, name.encode(), 0)
        kind, many, rest = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_ulong()
        size = ctypes.c_int()
        data = ctypes.POINTER(ctypes.c_long)()
        status = self.x11.XGetWindowProperty(
            self.display, ctypes.c_ulong(window), ctypes.c_ulong(atom), ctypes.c_long(0),
            ctypes.c_long(64), 0, ctypes.c_ulong(ANY_TYPE), ctypes.byref(kind),
            ctypes.byref(size), ctypes.byref(many), ctypes.byref(rest), ctypes.byref(data))
        if status != 0 or not data:
            return []
        numbers = data[:many.value] if size.value == 32 else []
        self.x11.XFree(data)
        return numbers

    def _children(self):
        root, parent, many = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children = ctypes.POINTER(ctypes.c_ulong)()
        if not self.x11.XQueryTree(self.display, self.root, ctypes.byref(root),
                                   ctypes.byref(parent), ctypes.byref(children),
                                   ctypes.byref(many)) or not children:
            return []
        windows = children[:many.value]
        self.x11.XFree(children)
        return windows

    def top(self, process):
        """Number, width, height, x and y of the topmost window of a process that is no menu."""
        for window in reversed(self._children()):
            about = self._attributes(window)
            if (about and about.map_state == VIEWABLE and not about.override_redirect
                    and process in self._property(window, "_NET_WM_PID")):
                return window, about.width, about.height, about.x, about.y
        return None

    def lift(self, window):
        """Puts a window above all others, which nobody else does without a window manager."""
        self.x11.XRaiseWindow(self.display, ctypes.c_ulong(window))
        self.x11.XSync(self.display, 0)

    def minimum(self, window):
        """How small the program lets a window become: width and height."""
        hints = self._property(window, "WM_NORMAL_HINTS")
        if len(hints) < 7 or not hints[0] & MINIMUM_SIZE:
            return 0, 0
        return hints[5], hints[6]

    def picture(self, width, height, x, y):
        """What stands there on the display; None while that is not all on it."""
        image = self.x11.XGetImage(self.display, self.root, x, y, width, height,
                                   ctypes.c_ulong(ALL_PLANES), Z_PIXMAP)
        if not image:
            return None
        form = image.contents
        assert form.bits_per_pixel == 32 and form.byte_order == 0, "an unusual display"
        stride = form.bytes_per_line
        data = ctypes.string_at(form.data, stride * height)
        self.x11.XFree(ctypes.c_void_p(form.data))
        self.x11.XFree(image)
        rows = []
        for start in range(0, len(data), stride):
            row = data[start:start + 4 * width]
            colors = bytearray(3 * width)
            colors[0::3], colors[1::3], colors[2::3] = row[2::4], row[1::4], row[0::4]
            rows.append(bytes(colors))
        return Picture(width, height, rows)
