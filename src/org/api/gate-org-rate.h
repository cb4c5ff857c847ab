/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many requests a token may make in a minute (genesys-api.md 4.3). Pure: time is handed in. */
typedef struct _GateOrgRate GateOrgRate;

typedef struct
{
  guint allowed;
  guint count;
  guint reset_s;
} GateOrgRateState;

GateOrgRate *gate_org_rate_new  (guint             allowed_per_minute);
void         gate_org_rate_free (GateOrgRate      *self);
gboolean     gate_org_rate_take (GateOrgRate      *self,
                                 const char       *key,
                                 gint64            now_us,
                                 GateOrgRateState *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgRate, gate_org_rate_free)

G_END_DECLS
