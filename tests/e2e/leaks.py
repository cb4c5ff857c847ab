#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Gatehouse authors
"""A window that was used and closed leaves no memory behind. LeakSanitizer walks the whole stack of
every allocation here, because the libraries have no frame pointers and its short way ends in them;
that is slow, so this is one walk through the window."""

import authorize
import clients
import revoke
from harness import run, wait


def leaves_nothing(org, window):
    """Approving, revoking, roles, loading again, clients: nothing is left behind"""
    authorize.approve_all(org, window)
    client_id = revoke.client_named(org, "Quality Insights")
    revoke.open_sheet(window, "Quality Insights")
    window.click("Revoke Authorization")
    wait("the revocation", lambda: revoke.is_in_state(org, client_id, "Revoked"))
    window.select_row("Architect")
    window.click("Roles")
    window.see("label", "Roles with access")
    window.click("Add Roles…")
    window.see_text("No roles chosen")
    window.press("Escape")
    window.press("F5")
    clients.open_clients(window)
    window.type_into("Search name or client ID", "queue con")
    clients.see_rows(window, [clients.UNAPPROVED])


if __name__ == "__main__":
    run(leaves_nothing)
