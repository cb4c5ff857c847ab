/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-unread.h"

#include <glib/gi18n-lib.h>

static gboolean
is_told (GateKnowledge knowledge)
{
  return knowledge != GATE_KNOWLEDGE_NOT_TOLD;
}

static const char *
describe_roles (GateKnowledge roles)
{
  if (!is_told (roles))
    return _ ("The organization did not tell its roles");
  return roles == GATE_KNOWLEDGE_PARTIAL ? _ ("Not all of its roles could be read") :
                                           _ ("Its roles could not be read");
}

static const char *
describe_scopes (GateKnowledge scopes)
{
  if (!is_told (scopes))
    return _ ("The organization did not tell its scopes");
  return scopes == GATE_KNOWLEDGE_PARTIAL ? _ ("Not all of its scopes could be read") :
                                            _ ("Its scopes could not be read");
}

static const char *
describe_both (GateKnowledge scopes,
               GateKnowledge roles)
{
  if (!is_told (scopes) && !is_told (roles))
    return _ ("The organization did not tell its scopes and roles");
  if (!is_told (scopes) || !is_told (roles))
    return _ ("Its scopes and roles are not known");
  if (scopes == GATE_KNOWLEDGE_PARTIAL || roles == GATE_KNOWLEDGE_PARTIAL)
    return _ ("Not all of its scopes and roles could be read");
  return _ ("Its scopes and roles could not be read");
}

/**
 * gate_unread_describe_what:
 * @authorization: an authorization
 *
 * Returns: (transfer none) (nullable): a translated clause without a full stop about the part that
 *   is not known; %NULL when all of it is
 */
const char *
gate_unread_describe_what (GateAuthorization *authorization)
{
  GateKnowledge scopes = gate_authorization_get_scopes_knowledge (authorization);
  GateKnowledge roles = gate_authorization_get_roles_knowledge (authorization);

  if (!gate_authorization_has_client_id (authorization))
    return _ ("Its ID does not have the form of a client ID");
  if (scopes == GATE_KNOWLEDGE_COMPLETE && roles == GATE_KNOWLEDGE_COMPLETE)
    return NULL;
  if (scopes == GATE_KNOWLEDGE_COMPLETE)
    return describe_roles (roles);
  if (roles == GATE_KNOWLEDGE_COMPLETE)
    return describe_scopes (scopes);
  return describe_both (scopes, roles);
}

/**
 * gate_unread_describe_asked:
 * @client: a client
 *
 * Returns: (transfer none) (nullable): a translated sentence about the requested scopes that are
 *   not known; %NULL when all of them are
 */
const char *
gate_unread_describe_asked (GateClient *client)
{
  switch (gate_client_get_scopes_knowledge (client))
    {
    case GATE_KNOWLEDGE_COMPLETE:
      return NULL;
    case GATE_KNOWLEDGE_PARTIAL:
      return _ ("Not all of what it asks for could be read.");
    case GATE_KNOWLEDGE_NONE:
    case GATE_KNOWLEDGE_NOT_TOLD:
    default:
      return _ ("What it asks for is not known.");
    }
}

/* The same as a sentence. */
char *
gate_unread_describe (GateAuthorization *authorization)
{
  const char *what = gate_unread_describe_what (authorization);

  /* Translators: %s is a clause such as “Its roles could not be read”. */
  return what != NULL ? g_strdup_printf (C_ ("sentence", "%s."), what) : NULL;
}

/* Why it must not be written: without its roles it would be open to all people. */
static const char *
choose_consequence (GateAuthorization *authorization)
{
  gboolean is_approved =
      gate_authorization_get_state (authorization) == GATE_AUTHORIZATION_AUTHORIZED;

  if (!gate_authorization_has_client_id (authorization))
    return _ ("It is not certain which client it is, so it can only be looked at here.");
  if (gate_authorization_get_roles_knowledge (authorization) != GATE_KNOWLEDGE_COMPLETE)
    return is_approved ?
               _ ("Saving it could open it to everybody, so it can only be revoked here.") :
               _ ("Approving it could open it to everybody, so that is not offered here.");
  return is_approved ?
             _ ("Saving it would take away what could not be read, so it can only be revoked "
                "here.") :
             _ ("Approving it would take away what could not be read, so that is not offered "
                "here.");
}

/**
 * gate_unread_describe_lock:
 * @authorization: an authorization
 *
 * Returns: (transfer full) (nullable): sentences about the unread part, or about a state that we do
 *   not know, and why it prevents changes; %NULL when nothing does
 */
char *
gate_unread_describe_lock (GateAuthorization *authorization)
{
  const char *what = gate_unread_describe_what (authorization);

  if (what == NULL && gate_authorization_get_state (authorization) == GATE_AUTHORIZATION_OTHER)
    return g_strdup (_ ("Gatehouse does not know its state, so it can only be looked at here."));
  if (what == NULL)
    return NULL;
  /* Translators: the first %s is a clause such as “Its roles could not be read”, the second a
   * sentence: what follows from it. */
  return g_strdup_printf (C_ ("sentence", "%s. %s"), what, choose_consequence (authorization));
}
