/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

#include "gate-knowledge.h"
#include "gate-name-table.h"

G_BEGIN_DECLS

#define GATE_SLICED_LIST_MAX_SECTIONS 3
#define GATE_SLICED_LIST_MAX_FILTERS 4

/* A GListModel of objects that are sorted, filtered and searched, in sections which may have
 * headings (GateHeading). GTK-free. A short list is sorted at once, a long one in slices between
 * frames, so that no call takes longer than a frame. The old rows stay until the new ones are
 * complete.
 *
 * Properties: search (string, rw), filter (uint, rw; 0 lets everything through), busy (boolean:
 * the rows are out of date). Signal: counted, after gate_sliced_list_count() or
 * gate_sliced_list_get_knowledge() changed. */
#define GATE_TYPE_SLICED_LIST (gate_sliced_list_get_type ())
G_DECLARE_DERIVABLE_TYPE (GateSlicedList, gate_sliced_list, GATE, SLICED_LIST, GObject)

struct _GateSlicedListClass
{
  GObjectClass parent_class;

  guint n_sections;
  guint n_filters; /* including 0, which shows all items */

  /* The ID of a source of gate_sliced_list_add(); the list has one item for each ID. */
  const char *(*get_id)         (gpointer        source);
  /* Returns (transfer full) the item that shows SOURCE: KNOWN, the item of that ID so far,
   * brought up to date, or a new one when KNOWN is NULL. */
  gpointer    (*adopt)          (GateSlicedList *self,
                                 gpointer        source,
                                 gpointer        known);
  /* Adds the item to a table of all items, before any is prepared. NULL: there is no table. */
  void        (*add_name)       (GateSlicedList *self,
                                 gpointer        item,
                                 GateNameTable  *names);
  /* Completes the item with data from elsewhere, before it is sorted. */
  void        (*prepare)        (GateSlicedList *self,
                                 gpointer        item);
  guint       (*get_section)    (gpointer        item); /* NULL: all in the first */
  guint       (*get_filter)     (gpointer        item); /* 0: only filter 0 shows it */
  const char *(*get_search_key) (gpointer        item); /* folded for gate_search_matches() */
};

const char   *gate_sliced_list_get_search    (GateSlicedList *self);
void          gate_sliced_list_set_search    (GateSlicedList *self,
                                              const char     *search);
guint         gate_sliced_list_get_filter    (GateSlicedList *self);
void          gate_sliced_list_set_filter    (GateSlicedList *self,
                                              guint           filter);
gboolean      gate_sliced_list_is_busy       (GateSlicedList *self);
guint         gate_sliced_list_count         (GateSlicedList *self,
                                              guint           filter);
guint         gate_sliced_list_get_n_shown   (GateSlicedList *self);
/* Whether there may be more than is counted. */
GateKnowledge gate_sliced_list_get_knowledge (GateSlicedList *self);
void          gate_sliced_list_set_knowledge (GateSlicedList *self,
                                              GateKnowledge   knowledge);
gpointer      gate_sliced_list_lookup        (GateSlicedList *self,
                                              const char     *id);
gboolean      gate_sliced_list_find          (GateSlicedList *self,
                                              const char     *id,
                                              guint          *position);
GPtrArray    *gate_sliced_list_dup_items     (GateSlicedList *self,
                                              guint           filter);
/* A whole new list, in batches. Known items are kept and updated, so that a selection survives. */
void          gate_sliced_list_begin         (GateSlicedList *self);
void          gate_sliced_list_add           (GateSlicedList *self,
                                              GPtrArray      *sources);
void          gate_sliced_list_commit        (GateSlicedList *self);
void          gate_sliced_list_abandon       (GateSlicedList *self);
gpointer      gate_sliced_list_update_one    (GateSlicedList *self,
                                              gpointer        source);
void          gate_sliced_list_clear         (GateSlicedList *self);

/* For subclasses. */
/* The names of all items as add_name() added them; NULL before the first list. */
GateNameTable *gate_sliced_list_get_names    (GateSlicedList *self);
void          gate_sliced_list_set_heading   (GateSlicedList *self,
                                              guint           section,
                                              const char     *title);
void          gate_sliced_list_set_compare   (GateSlicedList *self,
                                              GCompareFunc    compare);
void          gate_sliced_list_resort        (GateSlicedList *self);
void          gate_sliced_list_queue_resort  (GateSlicedList *self);

G_END_DECLS
