/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-store.h"

G_BEGIN_DECLS

/* Slows down the guessing of passwords (S28): after 5 failures of an account the wait doubles up to
 * 60 seconds, and after 20 within a minute in all no account has a free failure. Who has not failed
 * never waits, and a browser in which somebody has logged in does not wait for what others try with
 * that account. No account is locked for good. */
#define GATE_ORG_FREE_FAILURES 5
#define GATE_ORG_FREE_FAILURES_PER_MINUTE 20
#define GATE_ORG_MAX_WAIT_MS (60 * 1000)

gint64 gate_org_throttle_get_wait_ms (guint failures,
                                      guint free_failures);

typedef struct _GateOrgThrottle GateOrgThrottle;

GateOrgThrottle *gate_org_throttle_new     (void);
void             gate_org_throttle_free    (GateOrgThrottle *self);
char            *gate_org_throttle_dup_account (GateOrgThrottle *self,
                                                const char      *account,
                                                const char      *browser);
void             gate_org_throttle_remember (GateOrgThrottle *self,
                                             const char      *account,
                                             const char      *browser);
gboolean         gate_org_throttle_attempt (GateOrgThrottle *self,
                                            GateOrgStore    *store,
                                            const char      *account,
                                            gint64           now_ms,
                                            gint64          *wait_ms,
                                            GError         **error);
gboolean         gate_org_throttle_fail    (GateOrgThrottle *self,
                                            GateOrgStore    *store,
                                            const char      *account,
                                            gint64           now_ms,
                                            GError         **error);
gboolean         gate_org_throttle_withdraw (GateOrgThrottle *self,
                                             GateOrgStore    *store,
                                             const char      *account,
                                             gint64           now_ms,
                                             GError         **error);
gboolean         gate_org_throttle_succeed (GateOrgThrottle *self,
                                            GateOrgStore    *store,
                                            const char      *account,
                                            GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgThrottle, gate_org_throttle_free)

G_END_DECLS
