/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-resource.h"

G_BEGIN_DECLS

/* A resource whose content is a list, short enough to be replaced at once. It is the GListModel
 * itself. Abstract. */
#define GATE_TYPE_LIST_RESOURCE (gate_list_resource_get_type ())
G_DECLARE_DERIVABLE_TYPE (GateListResource, gate_list_resource, GATE, LIST_RESOURCE, GateResource)

struct _GateListResourceClass
{
  GateResourceClass parent_class;

  /* The order of the list; NULL keeps that of the answer. */
  GCompareFunc compare;
};

G_END_DECLS
