# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""F1 and F2: how soon a window is there and what the whole process weighs, in turns with peers."""

import os
import pathlib
import select
import shutil
import subprocess
import time

import figures
import harness
import lists
import xwatch

PATIENCE_S = 60
SETTLED_AFTER_S = 0.6
LOOK_AGAIN_S = 0.15
TRACE = b"window-probe: list-shown "


class Run:
    """One start of one program: what was seen of it until it had settled."""

    def __init__(self, watch, arguments, is_ours):
        self.watch = watch
        self.is_ours = is_ours
        self.arguments = arguments
        self.shown_s = None

    def measure(self):
        deadline = time.monotonic() + PATIENCE_S
        self.watch.forget()
        started = time.monotonic()
        process = subprocess.Popen(self.arguments, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE if self.is_ours else subprocess.DEVNULL)
        try:
            self.mapped_s = self.watch.wait_for_map(deadline) - started
            self.mapped_cpu_s = processor_s(process.pid)
            if self.is_ours:
                self.shown_s = wait_for_trace(process, deadline) - started
                self.shown_cpu_s = processor_s(process.pid)
            self.pss_kb, self.rss_kb, self.dirty_kb = settled_memory_kb(process.pid, deadline)
            self.is_alone = not shares_libraries(process.pid)
        finally:
            process.kill()
            process.wait()
            if process.stderr is not None:
                process.stderr.close()
        return self


def processor_s(pid):
    """What all threads have had of the processors; finer than the ticks of /proc/PID/stat."""
    total_ns = 0
    for thread in pathlib.Path(f"/proc/{pid}/task").iterdir():
        try:
            total_ns += int((thread / "schedstat").read_text().split()[0])
        except FileNotFoundError:
            pass
    return total_ns / 1e9


def wait_for_trace(process, deadline):
    """The time that the program itself told, on the clock that everybody shares."""
    text = b""
    while True:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([process.stderr], [], [], left)[0]:
            raise AssertionError("the list was not shown in time:\n" + text.decode())
        piece = os.read(process.stderr.fileno(), 65536)
        if not piece:
            raise AssertionError("the program ended:\n" + text.decode())
        text += piece
        for line in text.split(b"\n")[:-1]:
            if line.startswith(TRACE):
                return int(line[len(TRACE):]) / 1e6


def memory_kb(pid):
    """The share of the process, which is less while others run that use the same libraries; all
    it has, and what it alone has written to, which do not depend on others."""
    fields = {}
    for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
        name, value = line.split(":")
        fields[name] = int(value.split()[0])
    return fields["Pss"], fields["Rss"], fields["Private_Dirty"]


def shares_libraries(pid):
    """Whether another program runs that uses GTK: then part of our weight is on its account."""
    for other in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if int(other.name) != pid and "libgtk-4.so" in (other / "maps").read_text():
                return True
        except OSError:
            pass
    return False


def settled_memory_kb(pid, deadline):
    """The weight once it has stayed within one percent for a while."""
    steady = memory_kb(pid)
    since = time.monotonic()
    while time.monotonic() - since < SETTLED_AFTER_S:
        if time.monotonic() > deadline:
            raise AssertionError("the memory never settled")
        time.sleep(LOOK_AGAIN_S)
        now = memory_kb(pid)
        if abs(now[2] - steady[2]) * 100 > steady[2]:
            steady, since = now, time.monotonic()
    return steady


def find_programs(org, table):
    build = pathlib.Path(os.environ["GATEHOUSE_BUILD"])
    commands = {
        "Gatehouse": [harness.window_probe(), "--tell-shown", "--api", org.ready["api"],
                      "--login", org.ready["login"], "--token-file", org.token_file],
        "empty window": [build / "tests/bench/empty-window"],
    }
    for name in ("gnome-calculator", "gnome-text-editor"):
        if shutil.which(name):
            commands[name] = [name]
        else:
            table.note(f"{name}: skipped, it is not installed")
    return commands


def run_all(commands, rounds):
    """A first run of each fills the caches and does not count; then they take turns."""
    watch = xwatch.XWatch()
    runs = {name: [] for name in commands}
    for number in range(rounds + 1):
        order = list(commands)
        for name in order[number % len(order):] + order[:number % len(order)]:
            run = Run(watch, commands[name], name == "Gatehouse").measure()
            if number > 0:
                runs[name].append(run)
    return runs


def milliseconds(runs, field):
    return figures.Figure("ms", [getattr(run, field) * 1000 for run in runs])


def megabytes(runs, field):
    return figures.Figure("MB", [getattr(run, field) / 1024 for run in runs], digits=1)


def tell(table, runs):
    ours = runs["Gatehouse"]
    floor = runs["empty window"]
    table.compare_twice(
        "F1 first window mapped, against the empty window",
        (milliseconds(ours, "mapped_s"), milliseconds(floor, "mapped_s")),
        (milliseconds(ours, "mapped_cpu_s"), milliseconds(floor, "mapped_cpu_s")), 1.5)
    table.compare_twice(
        "F1 list shown, against the empty window mapped",
        (milliseconds(ours, "shown_s"), milliseconds(floor, "mapped_s")),
        (milliseconds(ours, "shown_cpu_s"), milliseconds(floor, "mapped_cpu_s")), 2.5)
    for name in runs:
        if name.startswith("gnome-"):
            table.compare(f"F1 first window mapped, against {name}",
                          milliseconds(ours, "mapped_s"), milliseconds(runs[name], "mapped_s"))
            table.compare(f"F1 list shown, against {name} mapped",
                          milliseconds(ours, "shown_s"), milliseconds(runs[name], "mapped_s"))
    alone = [all(run.is_alone for run in turn) for turn in zip(*runs.values())]
    if not all(alone):
        table.note(f"Other programs with GTK ran in {alone.count(False)} of {len(alone)} rounds, "
                   "and took a part of every PSS on their account"
                   + ("; those rounds are left out of PSS" if any(alone) else ""))
    counted = {name: [run for run, is_alone in zip(some, alone) if is_alone or not any(alone)]
               for name, some in runs.items()}
    for name in list(runs)[1:]:
        table.compare(f"F2 PSS with the list shown, against {name}",
                      megabytes(counted["Gatehouse"], "pss_kb"),
                      megabytes(counted[name], "pss_kb"),
                      1.35 if name == "empty window" else None)
    table.compare("   RSS, which counts what is shared with other programs as well",
                  megabytes(ours, "rss_kb"), megabytes(floor, "rss_kb"))
    table.compare("   memory that nothing else can share, against the empty window",
                  megabytes(ours, "dirty_kb"), megabytes(floor, "dirty_kb"))


def measure(table, options):
    for size in options.window_sizes:
        org = harness.Organization(lists.populate(size))
        try:
            table.note(f"Windows, an organization with {size:,} applications")
            tell(table, run_all(find_programs(org, table), options.rounds))
        finally:
            org.close()
