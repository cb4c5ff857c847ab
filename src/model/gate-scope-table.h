/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GATE_SCOPE_READ,       /* reads only */
  GATE_SCOPE_CHANGE,     /* can change data */
  GATE_SCOPE_ADMIN,      /* administers: people, rights, clients, the organization itself */
  GATE_SCOPE_UNKNOWN,    /* not in our table: treated with caution */
} GateScopeAccess;

typedef struct
{
  const char     *id;
  GateScopeAccess access;
  const char     *description;   /* N_() marked; translate when shown */
} GateScopeFact;

const GateScopeFact *gate_scope_table_find  (const char *id);
const GateScopeFact *gate_scope_table_get   (guint       index);
guint                gate_scope_table_size  (void);

G_END_DECLS
