# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""A Secret Service that behaves as it is told, on the session bus. The argument is JSON:

collections  name -> {"locked": bool, "items": {account: secret}}; default: "login", open and empty
alias        the name of the default collection, or null
prompt       what Unlock does: "grant" or "refuse" at once, "ask" with a prompt that grants,
             "dismiss", "unfinished" (a prompt that never ends), "useless" (one that unlocks nothing),
             "leave" (goes)
unlock       the same for later calls
hides        whether a search is silent about what is locked
fail, mute   methods that answer with an error, or never
secret       what GetSecret answers in place of (session, parameters, value, type): some of these
slow         method -> milliseconds that its next call takes, or "Completed" of a prompt

It prints "ready", the name of each method that is called, and "answered NAME" for a slow one."""

import json
import sys

from gi.repository import Gio, GLib

ROOT = "/org/freedesktop/secrets"
NODE = Gio.DBusNodeInfo.new_for_xml("""<node>
<interface name="org.freedesktop.Secret.Service">
<method name="OpenSession"><arg type="s" direction="in"/><arg type="v" direction="in"/>
<arg type="v" direction="out"/><arg type="o" direction="out"/></method>
<method name="SearchItems"><arg type="a{ss}" direction="in"/><arg type="ao" direction="out"/>
<arg type="ao" direction="out"/></method>
<method name="Unlock"><arg type="ao" direction="in"/><arg type="ao" direction="out"/>
<arg type="o" direction="out"/></method>
<method name="ReadAlias"><arg type="s" direction="in"/><arg type="o" direction="out"/></method>
<property name="Collections" type="ao" access="read"/></interface>
<interface name="org.freedesktop.Secret.Collection">
<method name="CreateItem"><arg type="a{sv}" direction="in"/><arg type="(oayays)" direction="in"/>
<arg type="b" direction="in"/><arg type="o" direction="out"/><arg type="o" direction="out"/></method>
<property name="Locked" type="b" access="read"/></interface>
<interface name="org.freedesktop.Secret.Item"><method name="GetSecret">
<arg type="o" direction="in"/><arg type="(oayays)" direction="out"/></method>
<method name="Delete"><arg type="o" direction="out"/></method></interface>
<interface name="org.freedesktop.Secret.Prompt">
<method name="Prompt"><arg type="s" direction="in"/></method><method name="Dismiss"/>
<signal name="Completed"><arg type="b"/><arg type="v"/></signal></interface>
</node>""")
SERVICE, COLLECTION, ITEM, PROMPT = (info.name for info in NODE.interfaces)


def say(text):
    print(text, flush=True)


class Failure(Exception):
    def __init__(self, name, text):
        super().__init__(text)
        self.name = name


class SecretService:
    def __init__(self, script):
        self.script = script
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self.locked = {}
        self.items = {}
        self.n_made = 0
        self.prompts = {}
        self.export(ROOT, SERVICE)
        for name, content in script.get("collections", {"login": {}}).items():
            path = f"{ROOT}/collection/{name}"
            self.locked[path] = content.get("locked", False)
            self.export(path, COLLECTION)
            for account, secret in content.get("items", {}).items():
                self.add(path, {"account": account}, secret.encode())

    def export(self, path, interface):
        info = next(info for info in NODE.interfaces if info.name == interface)
        self.bus.register_object(path, info, self.called, self.get_property, None)

    def add(self, collection, attributes, secret):
        attributes.setdefault("xdg:schema", "io.github.gatehouse.Gatehouse")
        for path, (known, _) in self.items.items():
            if path.startswith(collection + "/") and known == attributes:
                self.items[path] = (attributes, secret)
                return path
        self.n_made += 1
        path = f"{collection}/{self.n_made}"
        self.items[path] = (attributes, secret)
        self.export(path, ITEM)
        return path

    def get_property(self, _bus, _sender, path, _interface, name):
        if name == "Collections":
            return GLib.Variant("ao", list(self.locked))
        return GLib.Variant("b", self.locked[path])

    def called(self, _bus, _sender, path, _interface, method, parameters, invocation):
        say(method)
        if method in self.script.get("mute", ()):
            return
        self.later(method, self.answer, path, method, parameters.unpack(), invocation)

    def later(self, name, function, *arguments):
        wait_ms = self.script.get("slow", {}).pop(name, None)
        if wait_ms is None:
            function(*arguments)
        else:
            GLib.timeout_add(wait_ms, self.answer_late, name, function, arguments)

    @staticmethod
    def answer_late(name, function, arguments):
        function(*arguments)
        say(f"answered {name}")
        return False

    def answer(self, path, method, arguments, invocation):
        try:
            if method in self.script.get("fail", ()):
                raise Failure("org.freedesktop.DBus.Error.Failed", "told to fail")
            invocation.return_value(getattr(self, method)(path, *arguments))
        except Failure as failure:
            invocation.return_dbus_error(failure.name, str(failure))

    def OpenSession(self, _path, algorithm, _input):
        if algorithm != "plain":
            raise Failure("org.freedesktop.DBus.Error.NotSupported", algorithm)
        return GLib.Variant("(vo)", (GLib.Variant("s", ""), f"{ROOT}/session/s1"))

    def is_locked(self, path):
        return self.locked.get(path, self.locked.get(path.rpartition("/")[0], False))

    def SearchItems(self, _path, attributes):
        found = [path for path, (known, _) in self.items.items() if attributes.items() <= known.items()]
        locked = [path for path in found if self.is_locked(path)]
        return GLib.Variant("(aoao)", ([path for path in found if path not in locked],
                                       [] if self.script.get("hides") else locked))

    def unlock(self, paths):
        for path in paths:
            self.locked[path if path in self.locked else path.rpartition("/")[0]] = False

    def Unlock(self, _path, paths):
        how = self.script["prompt"]
        self.script["prompt"] = self.script.get("unlock", how)
        if how == "grant":
            self.unlock(paths)
            return GLib.Variant("(aoo)", (paths, "/"))
        if how == "refuse":
            return GLib.Variant("(aoo)", ([], "/"))
        prompt = f"{ROOT}/prompt/p{len(self.prompts) + 1}"
        self.prompts[prompt] = (how, paths)
        self.export(prompt, PROMPT)
        return GLib.Variant("(aoo)", ([], prompt))

    def Prompt(self, path, _window):
        how, paths = self.prompts[path]
        if how == "leave":
            sys.exit(0)
        if how != "unfinished":
            self.later("Completed", self.complete, path, how, paths)

    def complete(self, path, how, paths):
        if how == "ask":
            self.unlock(paths)
        # As GNOME's: a dismissed prompt comes with a result of another type.
        result = GLib.Variant("s", "") if how == "dismiss" else \
            GLib.Variant("ao", paths if how == "ask" else [])
        self.bus.emit_signal(None, path, PROMPT, "Completed",
                             GLib.Variant("(bv)", (how == "dismiss", result)))

    def Dismiss(self, path):
        self.complete(path, "dismiss", [])

    def ReadAlias(self, _path, alias):
        name = self.script.get("alias", "login") if alias == "default" else None
        return GLib.Variant("(o)", (f"{ROOT}/collection/{name}" if name else "/",))

    def CreateItem(self, path, properties, secret, _replace):
        if self.is_locked(path):
            raise Failure("org.freedesktop.Secret.Error.IsLocked", path)
        item = self.add(path, properties["org.freedesktop.Secret.Item.Attributes"], bytes(secret[2]))
        return GLib.Variant("(oo)", (item, "/"))

    def GetSecret(self, path, session):
        if self.is_locked(path):
            raise Failure("org.freedesktop.Secret.Error.IsLocked", path)
        answer = {"session": session, "parameters": "", "value": self.items[path][1].decode(),
                  "type": "text/plain"} | self.script.get("secret", {})
        return GLib.Variant("((oayays))", ((answer["session"], answer["parameters"].encode("latin1"),
                                            answer["value"].encode("latin1"), answer["type"]),))

    def Delete(self, path):
        if self.is_locked(path):
            raise Failure("org.freedesktop.Secret.Error.IsLocked", path)
        del self.items[path]
        return GLib.Variant("(o)", ("/",))


def main():
    loop = GLib.MainLoop()
    service = SecretService(json.loads(sys.argv[1]))
    Gio.bus_own_name_on_connection(service.bus, "org.freedesktop.secrets", Gio.BusNameOwnerFlags.NONE,
                                   lambda *_: say("ready"), lambda *_: loop.quit())
    loop.run()


main()
