/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-heading.h"
#include "gate-authorization-sections.h"
#include "gate-authorization-set.h"
#include "gate-authorization-list.h"

G_BEGIN_DECLS

#define GATE_AUTHORIZATION_LIST_N_FILTERS (GATE_AUTHORIZATION_LIST_REVOKED + 1)

/* A new list on its way in. */
typedef struct _GateAuthorizationMerge GateAuthorizationMerge;

/* The state of a filtering that is under way. */
typedef struct
{
  const GateAuthorizationSections *source; /* borrowed: of the list, or of a load that is merged */
  GateAuthorizationSections       *chosen;
  guint                            counts[GATE_AUTHORIZATION_LIST_N_FILTERS];
  guint                            section;
  guint                            index;
} GateAuthorizationListFiltering;

struct _GateAuthorizationList
{
  GObject parent_instance;

  GateHeading               *headings[GATE_AUTHORIZATION_LIST_N_SECTIONS];
  GateAuthorizationSet      *set;   /* owns what ALL and SHOWN borrow */
  GateAuthorizationSections *all;
  GateAuthorizationSections *shown;
  guint                      counts[GATE_AUTHORIZATION_LIST_N_FILTERS];
  GateAuthorizationMerge    *load;
  GateAuthorizationListFiltering *filtering;
  guint                      work_source;
  guint                      longest_slice;
  gboolean                   busy;
  gboolean                   is_working;

  char                       *search;
  char                      **words; /* of SEARCH, folded */
  GateAuthorizationListFilter filter;

  GHashTable       *own_ids; /* NULL: not known */
  gboolean          needs_resort; /* what is known of owners is newer than ALL */
  gboolean          needs_refilter;    /* what is looked for is newer than SHOWN */
};

/* gate-authorization-list.c */
void gate_authorization_list_publish (GateAuthorizationList *self,
                                      GateAuthorizationSections *shown,
                                      const guint *counts);
void gate_authorization_list_set_busy (GateAuthorizationList *self,
                                       gboolean busy);

/* gate-authorization-list-update.c */
GateAuthorizationListFilter gate_authorization_list_filter_of (GateAuthorization *item);
gboolean gate_authorization_list_shows (GateAuthorizationList *self,
                                        GateAuthorization *item);
GateClientOwner gate_authorization_list_owner_of (GateAuthorization *item,
                                                  gboolean is_known,
                                                  gboolean is_own);
void gate_authorization_list_update_owner (GateAuthorizationList *self,
                                           GateAuthorization *item);

/* gate-authorization-list-work.c */
void gate_authorization_list_refilter (GateAuthorizationList *self);
void gate_authorization_list_resort (GateAuthorizationList *self);
void gate_authorization_list_merge_again (GateAuthorizationList *self,
                                          GateAuthorization *taken);
void gate_authorization_list_stop_work (GateAuthorizationList *self);

/* How many items were touched in one go, at most. */
guint gate_authorization_list_get_longest_slice (GateAuthorizationList *self);

G_END_DECLS
