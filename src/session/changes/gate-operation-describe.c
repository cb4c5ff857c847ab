/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-operation-private.h"
#include "gate-session-describe.h"
#include "gate-unread.h"

#include <glib/gi18n-lib.h>

/**
 * gate_operation_is_denial:
 * @self: an operation
 *
 * Returns: whether it refuses a request instead of taking access away
 */
gboolean
gate_operation_is_denial (GateOperation *self)
{
  g_return_val_if_fail (GATE_IS_OPERATION (self), FALSE);

  return gate_operation_get_kind (self) == GATE_OPERATION_REVOKE &&
         !gate_operation_is_undo (self) &&
         gate_authorization_get_state (gate_operation_get_seen (self)) ==
             GATE_AUTHORIZATION_REQUESTED;
}

static GateAuthorizationState
state_before (GateOperation *self)
{
  GateAuthorization *before = gate_operation_get_restores (self);

  if (before == NULL)
    before = gate_operation_get_before (self);
  return before != NULL ? gate_authorization_get_state (before) : GATE_AUTHORIZATION_OTHER;
}

/* An authorization cannot become a request again, so the undo of an approval is a revoke. */
static char *
describe_taken_back (GateOperation *self)
{
  const char *name = gate_operation_get_client_name (self);

  if (state_before (self) == GATE_AUTHORIZATION_REQUESTED)
    /* Translators: %s is the name of an application whose request was approved by mistake. */
    return g_strdup_printf (_ ("%s is revoked now; it does not wait for a decision again."), name);
  /* Translators: %s is the name of an application. */
  return g_strdup_printf (_ ("The approval of %s is taken back: it is revoked now."), name);
}

static char *
describe_revoked (GateOperation *self)
{
  const char *name = gate_operation_get_client_name (self);
  const char *unread = NULL;

  if (gate_operation_is_undo (self))
    return describe_taken_back (self);
  if (gate_operation_is_denial (self))
    /* Translators: %s is the name of an application. */
    return g_strdup_printf (_ ("The request of %s is denied."), name);
  unread = gate_unread_describe_what (gate_operation_get_before (self));
  if (unread == NULL)
    unread = gate_unread_describe_what (gate_operation_get_after (self));
  if (unread != NULL)
    /* Translators: the first %s is the name of an application, the second a clause such as “Its
     * roles could not be read”. */
    return g_strdup_printf (_ ("%s is revoked. %s, so this cannot be undone here."), name, unread);
  /* Translators: %s is the name of an application. */
  return g_strdup_printf (_ ("%s is revoked."), name);
}

static char *
describe_approved (GateOperation *self)
{
  const char *name = gate_operation_get_client_name (self);

  if (gate_operation_is_undo (self) && gate_operation_get_shortfall (self) == NULL)
    /* Translators: %s is the name of an application. */
    return g_strdup_printf (_ ("%s is approved again as before. People must sign in again."), name);
  if (state_before (self) == GATE_AUTHORIZATION_REQUESTED)
    /* Translators: %s is the name of an application; “Undo” is the button beside this. */
    return g_strdup_printf (_ ("%s is approved. Undo revokes it; the request does not come back."),
                            name);
  if (state_before (self) != GATE_AUTHORIZATION_AUTHORIZED)
    /* Translators: %s is the name of an application; “Undo” is the button beside this. */
    return g_strdup_printf (_ ("%s is approved. Undo revokes it."), name);
  /* Translators: %s is the name of an application. */
  return g_strdup_printf (_ ("%s is approved."), name);
}

static char *
describe_unseen (GateOperation *self)
{
  /* Translators: %s is the name of an application. */
  return g_strdup_printf (_ ("The organization accepted the change of %s; it is not visible there "
                             "yet."),
                          gate_operation_get_client_name (self));
}

/* The same without a claim: reading failed, or the person did not wait. */
static char *
describe_not_read (GateOperation *self)
{
  /* Translators: %s is the name of an application. */
  return g_strdup_printf (_ ("The organization accepted the change of %s. Whether it is visible "
                             "there yet is not known."),
                          gate_operation_get_client_name (self));
}

static char *
describe_saved (GateOperation *self)
{
  const char *name = gate_operation_get_client_name (self);

  if (gate_operation_is_undo (self) && gate_operation_get_shortfall (self) == NULL)
    /* Translators: %s is the name of an application. */
    return g_strdup_printf (_ ("%s has its earlier scopes and roles again."), name);
  /* Translators: %s is the name of an application. */
  return g_strdup_printf (_ ("Saved %s."), name);
}

/* The organization accepted an approval and made something else of it. */
static char *
describe_other_state (GateOperation *self)
{
  /* Translators: the first %s is the name of an application, the second a state, such as
   * “Requested”. */
  return g_strdup_printf (_ ("The organization accepted the change of %s, but its state is %s."),
                          gate_operation_get_client_name (self),
                          gate_authorization_get_state_name (gate_operation_get_after (self)));
}

static char *
describe_done (GateOperation *self)
{
  const char *shortfall = gate_operation_get_shortfall (self);
  g_autofree char *done = NULL;

  if (gate_operation_is_unseen (self))
    return gate_operation_is_visibility_known (self) ? describe_unseen (self) :
                                                       describe_not_read (self);
  if (gate_operation_get_kind (self) == GATE_OPERATION_REVOKE)
    return describe_revoked (self);
  if (gate_authorization_get_state (gate_operation_get_after (self)) !=
      GATE_AUTHORIZATION_AUTHORIZED)
    return describe_other_state (self);
  done = gate_operation_get_kind (self) == GATE_OPERATION_SAVE ? describe_saved (self) :
                                                                 describe_approved (self);
  /* Translators: two sentences: what was done, and what of it was not granted. */
  return shortfall == NULL ? g_steal_pointer (&done) :
                             g_strdup_printf (C_ ("sentence", "%s %s"), done, shortfall);
}

static char *
describe_not_known (GateOperation *self)
{
  const char *name = gate_operation_get_client_name (self);

  if (gate_operation_is_denial (self))
    /* Translators: %s is the name of an application. */
    return g_strdup_printf (_ ("It is not known whether the request of %s was denied."), name);
  if (gate_operation_get_kind (self) == GATE_OPERATION_REVOKE)
    /* Translators: %s is the name of an application. */
    return g_strdup_printf (_ ("It is not known whether %s was revoked."), name);
  if (gate_operation_get_kind (self) == GATE_OPERATION_SAVE)
    /* Translators: %s is the name of an application. */
    return g_strdup_printf (_ ("It is not known whether %s was saved."), name);
  /* Translators: %s is the name of an application. */
  return g_strdup_printf (_ ("It is not known whether %s was approved."), name);
}

/* The answer does not tell the outcome, and reading the authorization did not show it either. */
static char *
describe_unknown (GateOperation *self)
{
  const char *doubt = gate_error_describe_doubt (gate_operation_get_doubt (self));
  g_autofree char *not_known = describe_not_known (self);

  if (doubt == NULL)
    return g_steal_pointer (&not_known);
  /* Translators: two sentences, such as “The answer got lost.” and “It is not known whether Quality
   * Insights was saved.” */
  return g_strdup_printf (C_ ("sentence", "%s %s"), doubt, not_known);
}

static char *
describe_looking (GateOperation *self)
{
  g_autofree char *unknown = NULL;

  if (gate_operation_get_accepted_us (self) != 0)
    return describe_unseen (self);
  unknown = describe_unknown (self);
  /* Translators: %s is a sentence such as “The answer got lost. It is not known whether Quality
   * Insights was saved.” The organization is being asked. */
  return g_strdup_printf (_ ("%s Looking…"), unknown);
}

static char *
describe_running (GateOperation *self)
{
  const char *name = gate_operation_get_client_name (self);

  if (gate_operation_is_looking (self))
    return describe_looking (self);
  if (gate_operation_is_denial (self))
    /* Translators: %s is the name of an application. */
    return g_strdup_printf (_ ("Denying the request of %s…"), name);
  if (gate_operation_get_kind (self) == GATE_OPERATION_REVOKE)
    /* Translators: %s is the name of an application. */
    return g_strdup_printf (_ ("Revoking %s…"), name);
  if (gate_operation_get_kind (self) == GATE_OPERATION_SAVE)
    /* Translators: %s is the name of an application. */
    return g_strdup_printf (_ ("Saving %s…"), name);
  /* Translators: %s is the name of an application. */
  return g_strdup_printf (_ ("Approving %s…"), name);
}

static char *
describe_failed (GateOperation *self)
{
  const char *name = gate_operation_get_client_name (self);
  const GError *error = gate_operation_get_error (self);
  g_autofree char *reason = gate_session_error_sentence (error);

  if (g_strcmp0 (gate_error_get_server_code (error), GATE_REFUSED_UNREAD_AFTER) == 0)
    /* Translators: %s is the name of an application. */
    return g_strdup_printf (_ ("The organization accepted the change of %s, but what came of it "
                               "cannot be read completely."),
                            name);
  if (gate_error_matches (error, GATE_ERROR_UNKNOWN_OUTCOME))
    return describe_unknown (self);
  if (gate_operation_is_denial (self))
    /* Translators: the first %s is the name of an application, the second a sentence: why. */
    return g_strdup_printf (_ ("The request of %s could not be denied. %s"), name, reason);
  if (gate_operation_get_kind (self) == GATE_OPERATION_REVOKE)
    /* Translators: the first %s is the name of an application, the second a sentence: why. */
    return g_strdup_printf (_ ("%s could not be revoked. %s"), name, reason);
  if (gate_operation_get_kind (self) == GATE_OPERATION_SAVE)
    /* Translators: the first %s is the name of an application, the second a sentence: why. */
    return g_strdup_printf (_ ("%s could not be saved. %s"), name, reason);
  /* Translators: the first %s is the name of an application, the second a sentence: why. */
  return g_strdup_printf (_ ("%s could not be approved. %s"), name, reason);
}

/**
 * gate_operation_describe:
 * @self: an operation
 *
 * Returns: (transfer full): a translated sentence about its state or outcome
 */
char *
gate_operation_describe (GateOperation *self)
{
  const char *name;

  g_return_val_if_fail (GATE_IS_OPERATION (self), NULL);

  name = gate_operation_get_client_name (self);
  switch (gate_operation_get_state (self))
    {
    case GATE_OPERATION_DONE:
      return describe_done (self);
    case GATE_OPERATION_FAILED:
      return describe_failed (self);
    case GATE_OPERATION_CANCELLED:
      /* Translators: %s is the name of an application. */
      return g_strdup_printf (_ ("Cancelled. %s is as it was."), name);
    case GATE_OPERATION_RUNNING:
    default:
      return describe_running (self);
    }
}
