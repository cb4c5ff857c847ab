/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Dates, people and reading problems of an authorization: plain data, on which no rule of this
 * layer depends. */

#define G_LOG_DOMAIN "gate-model"

#include "gate-authorization-private.h"

#include "gate-ref-strv.h"
#include "gate-text.h"

#include <string.h>

#define MAX_PROBLEM_BYTES 2000

static void
set_date (GDateTime **field,
          GDateTime  *date)
{
  if (date != NULL)
    g_date_time_ref (date);
  g_clear_pointer (field, g_date_time_unref);
  *field = date;
}

static void
set_who (GateAuthorizationWho *field,
         const char           *id,
         const char           *name)
{
  gate_ref_str_set (&field->id, id);
  gate_ref_str_set (&field->name, name);
}

GDateTime *
gate_authorization_get_date_created (GateAuthorization *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), NULL);

  return self->date_created;
}

void
gate_authorization_set_date_created (GateAuthorization *self,
                                     GDateTime         *date)
{
  g_return_if_fail (GATE_IS_AUTHORIZATION (self));

  set_date (&self->date_created, date);
}

GDateTime *
gate_authorization_get_date_modified (GateAuthorization *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), NULL);

  return self->date_modified;
}

void
gate_authorization_set_date_modified (GateAuthorization *self,
                                      GDateTime         *date)
{
  g_return_if_fail (GATE_IS_AUTHORIZATION (self));

  set_date (&self->date_modified, date);
}

/**
 * gate_authorization_is_newer_than:
 * @self: an authorization
 * @other: the same authorization in another answer
 *
 * Returns: whether the dates of both are known and @self was changed after @other
 */
gboolean
gate_authorization_is_newer_than (GateAuthorization *self,
                                  GateAuthorization *other)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), FALSE);
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (other), FALSE);

  return self->date_modified != NULL && other->date_modified != NULL &&
         g_date_time_compare (self->date_modified, other->date_modified) > 0;
}

const char *
gate_authorization_get_created_by_id (GateAuthorization *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), NULL);

  return self->created_by.id;
}

/**
 * gate_authorization_get_created_by_name:
 * @self: an authorization
 *
 * Returns: (transfer none) (nullable): the person's name from the organization, unsafe to show
 */
const char *
gate_authorization_get_created_by_name (GateAuthorization *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), NULL);

  return self->created_by.name;
}

void
gate_authorization_set_created_by (GateAuthorization *self,
                                   const char        *id,
                                   const char        *name)
{
  g_return_if_fail (GATE_IS_AUTHORIZATION (self));

  set_who (&self->created_by, id, name);
}

const char *
gate_authorization_get_modified_by_id (GateAuthorization *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), NULL);

  return self->modified_by.id;
}

/**
 * gate_authorization_get_modified_by_name:
 * @self: an authorization
 *
 * Returns: (transfer none) (nullable): the person's name from the organization, unsafe to show
 */
const char *
gate_authorization_get_modified_by_name (GateAuthorization *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), NULL);

  return self->modified_by.name;
}

void
gate_authorization_set_modified_by (GateAuthorization *self,
                                    const char        *id,
                                    const char        *name)
{
  g_return_if_fail (GATE_IS_AUTHORIZATION (self));

  set_who (&self->modified_by, id, name);
}

/**
 * gate_authorization_get_problem:
 * @self: an authorization
 *
 * Returns: (transfer none) (nullable): the unusable parts of the answer, a line per problem
 */
const char *
gate_authorization_get_problem (GateAuthorization *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), NULL);

  return self->problem;
}

/**
 * gate_authorization_add_problem:
 * @self: an authorization
 * @problem: (nullable): a sentence that names the place in the answer
 *
 * Keeps some dozens of problems and drops further ones, because no person reads a longer list.
 */
void
gate_authorization_add_problem (GateAuthorization *self,
                                const char        *problem)
{
  g_autofree char *joined = NULL;

  g_return_if_fail (GATE_IS_AUTHORIZATION (self));

  if (problem == NULL || *problem == '\0')
    return;
  if (self->problem == NULL)
    {
      self->problem = g_strdup (problem);
      return;
    }
  if (strlen (self->problem) + strlen (problem) > MAX_PROBLEM_BYTES)
    return;
  joined = g_strconcat (self->problem, "\n", problem, NULL);
  gate_set_str (&self->problem, joined);
}

GateKnowledge
gate_authorization_get_scopes_knowledge (GateAuthorization *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), GATE_KNOWLEDGE_NONE);

  return self->scopes_knowledge;
}

void
gate_authorization_set_scopes_knowledge (GateAuthorization *self,
                                         GateKnowledge      knowledge)
{
  g_return_if_fail (GATE_IS_AUTHORIZATION (self));

  self->scopes_knowledge = knowledge;
}

GateKnowledge
gate_authorization_get_roles_knowledge (GateAuthorization *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), GATE_KNOWLEDGE_NONE);

  return self->roles_knowledge;
}

void
gate_authorization_set_roles_knowledge (GateAuthorization *self,
                                        GateKnowledge      knowledge)
{
  g_return_if_fail (GATE_IS_AUTHORIZATION (self));

  self->roles_knowledge = knowledge;
}

/**
 * gate_authorization_has_client_id:
 * @self: an authorization
 *
 * Returns: whether its ID has the form of a client ID. Another one can be shown, but no change may
 *   go out for a client that is not certain
 */
gboolean
gate_authorization_has_client_id (GateAuthorization *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), FALSE);

  return gate_text_is_client_id (gate_authorization_get_id (self));
}

/**
 * gate_authorization_is_complete:
 * @self: an authorization
 *
 * Returns: whether its client ID, all scopes and all roles are known. Writing an incomplete one
 *   back would remove the missing ones, or open the client to all people
 */
gboolean
gate_authorization_is_complete (GateAuthorization *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), FALSE);

  return gate_authorization_has_client_id (self) &&
         self->scopes_knowledge == GATE_KNOWLEDGE_COMPLETE &&
         self->roles_knowledge == GATE_KNOWLEDGE_COMPLETE;
}
