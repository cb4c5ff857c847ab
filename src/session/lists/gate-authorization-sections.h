/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorization.h"

G_BEGIN_DECLS

typedef enum
{
  GATE_AUTHORIZATION_LIST_SECTION_PENDING,
  GATE_AUTHORIZATION_LIST_SECTION_BUILT_IN,
  GATE_AUTHORIZATION_LIST_SECTION_APPLICATIONS,
  GATE_AUTHORIZATION_LIST_N_SECTIONS
} GateAuthorizationListSection;

/* Sorted authorizations, section by section; a section that has rows has a heading before them,
 * which is a row too. The items are borrowed. Plain data: nothing is emitted. */
typedef struct
{
  GPtrArray *sections[GATE_AUTHORIZATION_LIST_N_SECTIONS];
} GateAuthorizationSections;

/* Where two sets of rows differ: one range. */
typedef struct
{
  guint position;
  guint removed;
  guint added;
} GateSectionsChange;

GateAuthorizationSections *gate_authorization_sections_new (void);
GateAuthorizationSections *gate_authorization_sections_copy (const GateAuthorizationSections *self);
void gate_authorization_sections_free (GateAuthorizationSections *self);
guint gate_authorization_sections_count (const GateAuthorizationSections *self);
guint gate_authorization_sections_n_items (const GateAuthorizationSections *self);
GateAuthorization *gate_authorization_sections_peek (const GateAuthorizationSections *self,
                                                     guint position,
                                                     GateAuthorizationListSection *heading);
gboolean gate_authorization_sections_find (const GateAuthorizationSections *self,
                                           GateAuthorization *item,
                                           guint *position);
void gate_authorization_sections_insert (GateAuthorizationSections *self,
                                         GateAuthorization *item);
gboolean gate_authorization_sections_remove (GateAuthorizationSections *self,
                                             GateAuthorization *item);
GateSectionsChange gate_authorization_sections_compare (const GateAuthorizationSections *before,
                                                        const GateAuthorizationSections *after);
GateAuthorizationListSection gate_authorization_list_section_of (GateAuthorization *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateAuthorizationSections, gate_authorization_sections_free)

G_END_DECLS
