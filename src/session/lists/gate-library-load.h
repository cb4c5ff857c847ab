/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-library-private.h"
#include "gate-library-sort.h"

G_BEGIN_DECLS

typedef enum
{
  GATE_LIBRARY_ARRIVING, /* items are told apart, find their section and are sorted there */
  GATE_LIBRARY_SETTLING, /* objects that were there before take over what is new */
  GATE_LIBRARY_SETTLED,  /* its rows can be chosen from */
} GateLibraryStage;

struct _GateLibraryLoad
{
  GPtrArray       *items; /* owned, as they came */
  GHashTable      *seen;  /* client IDs, borrowed from the items */
  guint            accepted;
  GateLibrarySort *sorts[GATE_LIBRARY_N_SECTIONS];
  GPtrArray       *sorted[GATE_LIBRARY_N_SECTIONS];
  guint            section;
  guint            index;
  GateLibrarySet  *set;
  GateLibraryRows *rows;
  GHashTable      *taken; /* client IDs of what is newer than this list */
  GateLibraryStage stage;
  gboolean         committed;
  gboolean         is_regroup;
  gboolean         needs_regroup;
};

GateLibraryLoad *gate_library_load_new          (void);
void             gate_library_load_free         (GateLibraryLoad *load);
void             gate_library_load_settle_again (GateLibraryLoad *load);
guint            gate_library_load_step         (GateLibrary     *self,
                                                 guint            max_items);

G_END_DECLS
