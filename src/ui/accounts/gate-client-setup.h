/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-account.h"

G_BEGIN_DECLS

/* What an OAuth client of Gatehouse and the people who use it need, and why. */

typedef enum
{
  GATE_CLIENT_SETUP_ADMINISTER = 1 << 0,
  GATE_CLIENT_SETUP_REVIEW = 1 << 1, /* everything can be read, nothing can be changed */
} GateClientSetupUse;

typedef struct
{
  const char *id;          /* a scope or a permission, as the API writes it */
  const char *reason;      /* untranslated: gate_client_setup_get_reason() */
  GateClientSetupUse uses;
} GateClientSetupNeed;

#define GATE_CLIENT_SETUP_REDIRECT "http://localhost"

const GateClientSetupNeed *gate_client_setup_get_scopes      (guint              *n_scopes);
const GateClientSetupNeed *gate_client_setup_get_permissions (guint              *n_permissions);
const char                *gate_client_setup_get_reason      (const GateClientSetupNeed *need);
const char                *gate_client_setup_get_grant       (GateAccountKind     kind);
char                      *gate_client_setup_dup_scopes      (GateClientSetupUse  use);
char                      *gate_client_setup_dup_page        (const char         *environment);
char                      *gate_client_setup_dup_text        (GateAccountKind     kind,
                                                              const char         *environment);

G_END_DECLS
