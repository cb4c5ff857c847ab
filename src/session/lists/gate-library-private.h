/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-heading.h"
#include "gate-library-rows.h"
#include "gate-library-set.h"
#include "gate-library.h"

G_BEGIN_DECLS

#define GATE_LIBRARY_N_FILTERS (GATE_LIBRARY_REVOKED + 1)

/* A new list on its way in. */
typedef struct _GateLibraryLoad GateLibraryLoad;

/* What is shown, being chosen anew. */
typedef struct
{
  const GateLibraryRows *source; /* borrowed: what the library has, or what a load has settled */
  GateLibraryRows       *chosen;
  guint                  counts[GATE_LIBRARY_N_FILTERS];
  guint                  section;
  guint                  index;
} GateLibrarySift;

struct _GateLibrary
{
  GObject parent_instance;

  GateHeading      *headings[GATE_LIBRARY_N_SECTIONS];
  GateLibrarySet   *set;   /* owns what ALL and SHOWN borrow */
  GateLibraryRows  *all;
  GateLibraryRows  *shown;
  guint             counts[GATE_LIBRARY_N_FILTERS];
  GateLibraryLoad  *load;
  GateLibrarySift  *sift;
  guint             work_source;
  guint             longest_slice;
  gboolean          busy;
  gboolean          is_working;

  char             *search;
  char            **words; /* of SEARCH, folded */
  GateLibraryFilter filter;

  GHashTable       *own_ids; /* NULL: not known */
  gboolean          needs_regroup; /* what is known of owners is newer than ALL */
  gboolean          needs_sift;    /* what is looked for is newer than SHOWN */
};

/* gate-library.c */
void     gate_library_publish           (GateLibrary       *self,
                                         GateLibraryRows   *shown,
                                         const guint       *counts);
void     gate_library_set_busy          (GateLibrary       *self,
                                         gboolean           busy);

/* gate-library-take.c */
GateLibraryFilter gate_library_filter_of (GateAuthorization *item);
gboolean gate_library_shows             (GateLibrary       *self,
                                         GateAuthorization *item);
GateClientOwner gate_library_owner_of   (GateAuthorization *item,
                                         gboolean           is_known,
                                         gboolean           is_own);
void     gate_library_judge_owner       (GateLibrary       *self,
                                         GateAuthorization *item);

/* gate-library-work.c */
void     gate_library_sift              (GateLibrary       *self);
void     gate_library_regroup           (GateLibrary       *self);
void     gate_library_resettle          (GateLibrary       *self,
                                         GateAuthorization *taken);
void     gate_library_stop_work         (GateLibrary       *self);

/* How many items were touched in one go, at most. */
guint    gate_library_get_longest_slice (GateLibrary       *self);

G_END_DECLS
