/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-store.h"

G_BEGIN_DECLS

/* Failed logins per account, whether there is such a person or not; they survive a restart
 * (S28, D7). How long to wait is for the caller to say. Only a hash of the typed name
 * is kept: it may have been a password. */
gboolean gate_org_login_attempts_get      (GateOrgStore *store,
                                           const char   *account,
                                           gint64       *next_ms,
                                           guint        *failures,
                                           GError      **error);
gboolean gate_org_login_attempts_fail     (GateOrgStore *store,
                                           const char   *account,
                                           gint64        next_ms,
                                           GError      **error);
gboolean gate_org_login_attempts_postpone (GateOrgStore *store,
                                           const char   *account,
                                           gint64        next_ms,
                                           GError      **error);
gboolean gate_org_login_attempts_withdraw (GateOrgStore *store,
                                           const char   *account,
                                           gint64        next_ms,
                                           GError      **error);
gboolean gate_org_login_attempts_clear    (GateOrgStore *store,
                                           const char   *account,
                                           GError      **error);

G_END_DECLS
