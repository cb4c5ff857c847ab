/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-client-list.h"
#include "gate-merge-sort.h"

G_BEGIN_DECLS

typedef enum
{
  GATE_CLIENT_LIST_IDLE,
  GATE_CLIENT_LIST_TAKING_IN, /* every client becomes an entry, or keeps the one it had */
  GATE_CLIENT_LIST_CHOOSING,  /* every entry finds its authorization, and is chosen or not */
  GATE_CLIENT_LIST_SORTING,
} GateClientListStage;

struct _GateClientList
{
  GObject parent_instance;

  GListModel            *clients;
  GateAuthorizationList *authorizations;

  GPtrArray *all;     /* owned entries, in the order of the clients */
  GHashTable *by_id;  /* the same; borrowed */
  GPtrArray *shown;   /* owned entries */
  guint      counts[GATE_CLIENT_N_FILTERS];

  char            *search;
  char           **words;
  GateClientFilter filter;
  GateClientOrder  order;

  GateClientListStage stage;
  guint            index;
  GPtrArray       *next_all;
  GHashTable      *next_by_id;
  GateMergeSort *sort;
  guint            next_counts[GATE_CLIENT_N_FILTERS];
  gboolean         is_choosing; /* what changes is seen by the work that changes it */
  guint            work_source;
};

/* gate-client-list.c */
void gate_client_list_publish     (GateClientList *self,
                                   GPtrArray      *shown,
                                   const guint    *counts);
void gate_client_list_notify_busy (GateClientList *self);

/* gate-client-list-work.c */
void gate_client_list_take_in     (GateClientList *self);
void gate_client_list_choose      (GateClientList *self);
void gate_client_list_stop_work   (GateClientList *self);

G_END_DECLS
