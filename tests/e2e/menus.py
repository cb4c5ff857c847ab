# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""Names of menu items where GTK tells none (4.18): read from the templates, in their order."""

import pathlib
import xml.etree.ElementTree

TEMPLATES = pathlib.Path(__file__).resolve().parents[2] / "src" / "ui"
ITEM_ROLES = ("menu item", "check menu item", "radio menu item")


def _labels(menu, with_hidden):
    labels = []
    for item in menu.iter():
        # Filled in by the window; without a stored account there is only this.
        if item.get("id") == "accounts":
            labels.append("Local Organization")
        if item.tag != "item":
            continue
        texts = {text.get("name"): text.text for text in item.findall("attribute")}
        if with_hidden or "hidden-when" not in texts:
            labels.append(texts["label"].replace("_", "", 1))
    return labels


def _all_menus():
    for template in sorted(TEMPLATES.rglob("*.ui")):
        for menu in xml.etree.ElementTree.parse(template).getroot().findall("menu"):
            yield _labels(menu, True)
            yield _labels(menu, False)


def _items_below(node):
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child.get_role_name() in ITEM_ROLES:
            yield child
        else:
            yield from _items_below(child)


def name_of_item(node):
    """The name of a nameless menu item; empty when no menu of ours is as long as its menu."""
    menu = node.get_parent()
    while menu is not None and menu.get_role_name() != "menu":
        menu = menu.get_parent()
    if menu is None:
        return ""
    items = list(_items_below(menu))
    known = {tuple(labels) for labels in _all_menus() if len(labels) == len(items)}
    # Of two menus of one length nobody could tell which it is.
    return known.pop()[items.index(node)] if len(known) == 1 and node in items else ""
