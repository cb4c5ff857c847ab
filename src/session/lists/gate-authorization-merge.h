/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorization-list-private.h"
#include "gate-merge-sort.h"

G_BEGIN_DECLS

typedef enum
{
  GATE_AUTHORIZATION_LIST_ARRIVING, /* items find their section and are sorted there */
  GATE_AUTHORIZATION_LIST_SETTLING, /* objects that were there before take over what is new */
  GATE_AUTHORIZATION_LIST_SETTLED,  /* its rows can be chosen from */
} GateAuthorizationListStage;

struct _GateAuthorizationMerge
{
  GPtrArray                 *items; /* owned, as they came */
  GHashTable                *seen;  /* client IDs, borrowed from the items */
  guint                      accepted;
  GateMergeSort             *sorts[GATE_AUTHORIZATION_LIST_N_SECTIONS];
  GPtrArray                 *sorted[GATE_AUTHORIZATION_LIST_N_SECTIONS];
  guint                      section;
  guint                      index;
  GateAuthorizationSet      *set;
  GateAuthorizationSections *rows;
  GHashTable                *taken; /* client IDs of what is newer than this list */
  GateAuthorizationListStage stage;
  gboolean                   committed;
  gboolean                   is_resort;
  gboolean                   needs_resort;
};

GateAuthorizationMerge *gate_authorization_merge_new   (void);
void                    gate_authorization_merge_free  (GateAuthorizationMerge *load);
void                    gate_authorization_merge_again (GateAuthorizationMerge *load);
guint                   gate_authorization_merge_step  (GateAuthorizationList  *self,
                                                        guint                   max_items);

G_END_DECLS
