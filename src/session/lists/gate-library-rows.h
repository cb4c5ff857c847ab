/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorization.h"

G_BEGIN_DECLS

typedef enum
{
  GATE_LIBRARY_SECTION_PENDING,
  GATE_LIBRARY_SECTION_BUILT_IN,
  GATE_LIBRARY_SECTION_APPLICATIONS,
  GATE_LIBRARY_N_SECTIONS
} GateLibrarySection;

/* Sorted authorizations, section by section; a section that has rows has a heading before them,
 * which is a row too. The items are borrowed. Plain data: nothing is emitted. */
typedef struct
{
  GPtrArray *sections[GATE_LIBRARY_N_SECTIONS];
} GateLibraryRows;

/* Where two sets of rows differ: one range. */
typedef struct
{
  guint position;
  guint removed;
  guint added;
} GateLibraryChange;

GateLibraryRows   *gate_library_rows_new      (void);
GateLibraryRows   *gate_library_rows_copy     (const GateLibraryRows *self);
void               gate_library_rows_free     (GateLibraryRows       *self);
guint              gate_library_rows_count    (const GateLibraryRows *self);
guint              gate_library_rows_n_items  (const GateLibraryRows *self);
GateAuthorization *gate_library_rows_peek     (const GateLibraryRows *self,
                                               guint                  position,
                                               GateLibrarySection    *heading);
gboolean           gate_library_rows_find     (const GateLibraryRows *self,
                                               GateAuthorization     *item,
                                               guint                 *position);
void               gate_library_rows_insert   (GateLibraryRows       *self,
                                               GateAuthorization     *item);
gboolean           gate_library_rows_remove   (GateLibraryRows       *self,
                                               GateAuthorization     *item);
GateLibraryChange  gate_library_rows_compare  (const GateLibraryRows *before,
                                               const GateLibraryRows *after);
GateLibrarySection gate_library_section_of    (GateAuthorization     *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateLibraryRows, gate_library_rows_free)

G_END_DECLS
