/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-list-resource.h"
#include "gate-resource-private.h"

G_BEGIN_DECLS

/* For the concrete lists. */
typedef const char *(*GateGetIdFunc) (gpointer item);

gboolean gate_list_resource_take   (GateListResource *self,
                                    GateApiList      *list,
                                    GateGetIdFunc     get_id,
                                    GError          **error);
gpointer gate_list_resource_lookup (GateListResource *self,
                                    const char       *id);
gpointer gate_list_resource_peek   (GateListResource *self,
                                    guint             position);

G_END_DECLS
