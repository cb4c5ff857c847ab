/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-sliced-list.h"

#include "gate-heading.h"
#include "gate-item-set.h"
#include "gate-merge-sort.h"
#include "gate-rows.h"

G_BEGIN_DECLS

typedef enum
{
  GATE_LIST_STAGE_ADOPTING,
  GATE_LIST_STAGE_NAMING,
  GATE_LIST_STAGE_PREPARING,
  GATE_LIST_STAGE_SORTING,
  GATE_LIST_STAGE_FILTERING,
} GateListStage;

/* A list that is loading or loaded. */
typedef struct
{
  GPtrArray  *sources;
  GHashTable *newer; /* IDs of items that were updated after the load began */
} GateListArrival;

/* The next rows of the list, which are shown when they are complete. */
typedef struct
{
  GateListStage  stage;
  guint          section;
  guint          index;
  GateItemSet   *set; /* NULL: the list keeps its set */
  GateNameTable *names; /* NULL: the list keeps its names, or has none */
  GateMergeSort *sorts[GATE_SLICED_LIST_MAX_SECTIONS];
  GateRows      *all; /* NULL: the list keeps its rows */
  GateRows      *shown;
  guint          counts[GATE_SLICED_LIST_MAX_FILTERS];
} GateListWork;

typedef struct
{
  GateHeading *headings[GATE_SLICED_LIST_MAX_SECTIONS];
  GCompareFunc compare;

  GateItemSet  *set; /* owns the items that ALL and SHOWN borrow */
  GateNameTable *names; /* of the items of SET; may be NULL */
  GateRows     *all;
  GateRows     *shown;
  guint         counts[GATE_SLICED_LIST_MAX_FILTERS];
  GateKnowledge knowledge;

  char  *search;
  char **words; /* of SEARCH, folded */
  guint  filter;

  GateListArrival *arriving;  /* from gate_sliced_list_begin() to gate_sliced_list_commit() */
  GateListArrival *committed; /* NULL: the items of SET are sorted anew */
  GateListWork    *work;
  gboolean         needs_sorting;
  gboolean         needs_filtering;
  gboolean         is_working;
  gboolean         is_preparing;
  gboolean         is_busy;
  guint            work_source;
} GateSlicedListPrivate;

/* gate-sliced-list.c */
GateSlicedListPrivate *gate_sliced_list_get_private (GateSlicedList *self);

/* gate-sliced-list-work.c */
GateListArrival *gate_list_arrival_new       (void);
void             gate_list_arrival_free      (GateListArrival *self);
void             gate_list_work_free         (GateListWork    *self);
GateRows        *gate_sliced_list_new_rows   (GateSlicedList  *self);
void             gate_sliced_list_do_work    (GateSlicedList  *self);
void             gate_sliced_list_queue_work (GateSlicedList  *self);

G_END_DECLS
