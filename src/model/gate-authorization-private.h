/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorization.h"

G_BEGIN_DECLS

/* A few people change many authorizations, so the strings are shared (gate_ref_str_set()). */
typedef struct
{
  char *id;
  char *name;
} GateAuthorizationWho;

struct _GateAuthorization
{
  GObject parent_instance;

  GateClient *client;
  char      **scopes;
  char      **roles;
  char      **asked_before; /* requested before a registration newer than the decision */
  GDateTime  *date_created;
  GDateTime  *date_modified;
  GateAuthorizationWho created_by;
  GateAuthorizationWho modified_by;
  char       *state_name; /* only of a state that we do not know */
  char       *problem;
  char       *sort_key;
  char       *search_key;
  char       *approved_namesake; /* a client ID */

  GateAuthorizationState state;
  GateClientOwner        owner;
  GateKnowledge          scopes_knowledge;
  GateKnowledge          roles_knowledge;
  GateNamesakes          namesakes;
};

void gate_authorization_note_asked (GateAuthorization *self,
                                    GateAuthorization *newer);

G_END_DECLS
