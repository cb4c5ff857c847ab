/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

#include "gate-org-store.h"
#include "gate-org-throttle.h"

G_BEGIN_DECLS

/* Makes and checks the hashes of passwords: argon2id, 64 MiB, two passes (S26), in
 * threads of their own, at most two at once; the others wait their turn. */
#define GATE_ORG_MAX_PASSWORD_CHARS 128

#define GATE_TYPE_ORG_PASSWORDS (gate_org_passwords_get_type ())
G_DECLARE_FINAL_TYPE (GateOrgPasswords, gate_org_passwords, GATE, ORG_PASSWORDS, GObject)

GateOrgPasswords *gate_org_passwords_new          (void);
gboolean          gate_org_passwords_set_all      (GateOrgPasswords   *self,
                                                   GateOrgStore       *store,
                                                   const char         *password,
                                                   GError            **error);
void              gate_org_passwords_check_async  (GateOrgPasswords   *self,
                                                   GateOrgThrottle    *throttle,
                                                   GateOrgStore       *store,
                                                   const char         *name,
                                                   const char         *password,
                                                   const char         *browser,
                                                   GAsyncReadyCallback callback,
                                                   gpointer            user_data);
gboolean          gate_org_passwords_check_finish (GateOrgPasswords   *self,
                                                   GAsyncResult       *result,
                                                   char              **person_id,
                                                   gint64             *wait_ms,
                                                   GError            **error);
guint             gate_org_passwords_get_n_hashes (GateOrgPasswords   *self);

G_END_DECLS
