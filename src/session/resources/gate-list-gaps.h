/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-api-list.h"

G_BEGIN_DECLS

/* What an answer that is a list lacks. Plain data, starts as { 0 }: nothing. */
typedef struct
{
  guint    n_unreadable;
  char    *unreadable;  /* where the first unreadable entry stands, and what is wrong with it */
  guint    n_delivered; /* entries of the answer, unreadable ones included */
  gint64   n_missing;   /* entries that the organization counts and did not deliver */
  gboolean is_cut;      /* the organization has more than we read */
} GateListGaps;

gboolean gate_list_gaps_init     (GateListGaps       *self,
                                  GateApiList        *list,
                                  GError            **error);
void     gate_list_gaps_clear    (GateListGaps       *self);
gboolean gate_list_gaps_set      (GateListGaps       *self,
                                  const GateListGaps *gaps);
gboolean gate_list_gaps_are_none (const GateListGaps *self);
char    *gate_list_gaps_describe (const GateListGaps *self,
                                  const char         *title);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GateListGaps, gate_list_gaps_clear)

G_END_DECLS
