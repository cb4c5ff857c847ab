/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GATE_SLICED_LIST_MAX_SECTIONS 3
#define GATE_SLICED_LIST_MAX_FILTERS 4

/* A GListModel of objects that are sorted, filtered and searched, in sections which may have
 * headings (GateHeading). GTK-free. A short list is put in order at once, a long one in slices
 * between frames; what it shows stays until the new rows are complete, so that no call takes longer
 * than a frame.
 *
 * Properties: search (string, rw), filter (uint, rw; 0 lets everything through), busy (boolean:
 * the rows are out of date). Signal: counted, after gate_sliced_list_count() changed. */
#define GATE_TYPE_SLICED_LIST (gate_sliced_list_get_type ())
G_DECLARE_DERIVABLE_TYPE (GateSlicedList, gate_sliced_list, GATE, SLICED_LIST, GObject)

struct _GateSlicedListClass
{
  GObjectClass parent_class;

  guint n_sections;
  guint n_filters; /* with 0, which lets everything through */

  /* The ID of what gate_sliced_list_add() is given; the list has one item of each. */
  const char *(*get_id)         (gpointer        source);
  /* Returns (transfer full) the item that shows SOURCE: KNOWN, the item of that ID so far,
   * brought up to date, or a new one when KNOWN is NULL. */
  gpointer    (*adopt)          (GateSlicedList *self,
                                 gpointer        source,
                                 gpointer        known);
  /* Gives the item what it takes from elsewhere, before it is sorted. */
  void        (*prepare)        (GateSlicedList *self,
                                 gpointer        item);
  guint       (*get_section)    (gpointer        item); /* NULL: the first */
  guint       (*get_filter)     (gpointer        item); /* 0: none but that of everything */
  const char *(*get_search_key) (gpointer        item); /* folded for gate_search_matches() */
};

const char *gate_sliced_list_get_search   (GateSlicedList *self);
void        gate_sliced_list_set_search   (GateSlicedList *self,
                                           const char     *search);
guint       gate_sliced_list_get_filter   (GateSlicedList *self);
void        gate_sliced_list_set_filter   (GateSlicedList *self,
                                           guint           filter);
gboolean    gate_sliced_list_is_busy      (GateSlicedList *self);
guint       gate_sliced_list_count        (GateSlicedList *self,
                                           guint           filter);
guint       gate_sliced_list_get_n_shown  (GateSlicedList *self);
gpointer    gate_sliced_list_lookup       (GateSlicedList *self,
                                           const char     *id);
gboolean    gate_sliced_list_find         (GateSlicedList *self,
                                           const char     *id,
                                           guint          *position);
GPtrArray  *gate_sliced_list_dup_items    (GateSlicedList *self,
                                           guint           filter);
/* A whole new list, in batches. Items that were there before are kept and updated, so that a
 * selection survives. */
void        gate_sliced_list_begin        (GateSlicedList *self);
void        gate_sliced_list_add          (GateSlicedList *self,
                                           GPtrArray      *sources);
void        gate_sliced_list_commit       (GateSlicedList *self);
void        gate_sliced_list_abandon      (GateSlicedList *self);
gpointer    gate_sliced_list_update_one   (GateSlicedList *self,
                                           gpointer        source);
void        gate_sliced_list_clear        (GateSlicedList *self);

/* For subclasses. */
void        gate_sliced_list_set_heading  (GateSlicedList *self,
                                           guint           section,
                                           const char     *title);
void        gate_sliced_list_set_compare  (GateSlicedList *self,
                                           GCompareFunc    compare);
void        gate_sliced_list_resort       (GateSlicedList *self);
void        gate_sliced_list_queue_resort (GateSlicedList *self);

G_END_DECLS
