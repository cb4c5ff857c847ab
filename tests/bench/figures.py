# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Figures of several rounds, their ratios to a peer of the same round, and the one table."""

import statistics

COLUMNS = ("measure", "ours", "peer", "ratio", "target", "")


class Figure:
    """One value per round; rounds of two figures belong together."""

    def __init__(self, unit, values=(), digits=0):
        self.unit = unit
        self.values = list(values)
        self.digits = digits

    def add(self, value):
        self.values.append(value)

    def median(self):
        return statistics.median(self.values)

    def __str__(self):
        if not self.values:
            return "–"
        low, middle, high = min(self.values), self.median(), max(self.values)
        return (f"{middle:.{self.digits}f} {self.unit} "
                f"({low:.{self.digits}f}–{high:.{self.digits}f})")


def ratio(ours, peer):
    """Round by round, so that a slow minute slows both sides of a ratio."""
    return Figure("×", [a / b for a, b in zip(ours.values, peer.values)], digits=2)


class Table:
    def __init__(self):
        self.rows = []

    def note(self, text):
        self.rows.append(text)

    def compare(self, measure, ours, peer, target=None):
        """A row with a ratio; TARGET is the largest median that is good."""
        result = ratio(ours, peer)
        self.rows.append((measure, str(ours), str(peer), str(result),
                          f"≤ {target:.2f} ×" if target is not None else "",
                          self._judge(result.median(), target)))
        return result.median()

    def compare_twice(self, measure, wall, processor, target):
        """The same by the wall and by the processor; the wall alone decides nothing, because it
        also measures who else is at work on the machine."""
        self.compare(measure, *wall, target)
        self.compare("   the same in processor time", *processor, target)
        self.agree()

    def absolute_twice(self, measure, wall, processor, target, unit):
        self.absolute(measure, wall, target, unit)
        self.absolute("   the same in processor time", processor, target, unit)
        self.agree()

    def agree(self):
        """Marks the last two rows, which are of one thing, when their verdicts differ."""
        if self.rows[-1][-1] != self.rows[-2][-1]:
            self.rows[-2:] = [(*row[:-1], f"{row[-1]}?") for row in self.rows[-2:]]

    def at_least(self, measure, ours, peer, target):
        result = ratio(ours, peer)
        self.rows.append((measure, str(ours), str(peer), str(result), f"≥ {target:.2f} ×",
                          "met" if result.median() >= target else "MISSED"))

    def absolute(self, measure, ours, target, unit):
        """A row without a peer: a count, or a limit that a person feels."""
        self.rows.append((measure, str(ours), "", "",
                          f"≤ {target} {unit}" if target is not None else "",
                          self._judge(ours.median(), target)))

    @staticmethod
    def _judge(value, target):
        if target is None:
            return ""
        return "met" if value <= target else "MISSED"

    def print(self):
        cells = [row for row in self.rows if isinstance(row, tuple)]
        widths = [max(len(row[i]) for row in [COLUMNS, *cells]) for i in range(len(COLUMNS))]

        def line(row):
            return "  ".join(text.ljust(width) for text, width in zip(row, widths)).rstrip()

        print("A “?” stands where wall and processor do not agree: ask again on a quieter machine.")
        print(line(COLUMNS))
        for row in self.rows:
            print(line(row) if isinstance(row, tuple) else f"\n{row}")
