/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-api-list.h"
#include "gate-connection.h"
#include "gate-resource.h"

G_BEGIN_DECLS

/* For the concrete resources. */
gboolean gate_resource_note_gaps    (GateResource *self,
                                     GateApiList  *list,
                                     GError      **error);
void     gate_resource_set_n_loaded (GateResource *self,
                                     guint         n_loaded);
void     gate_resource_set_empty    (GateResource *self,
                                     gboolean      empty);

G_END_DECLS
