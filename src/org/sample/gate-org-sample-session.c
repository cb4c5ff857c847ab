/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-sample-session.h"

#include "gate-org-secret.h"
#include "gate-pkce.h"

#include <sodium.h>
#include <string.h>

/* Of one browser, each in a tab of its own. */
#define MAX_ATTEMPTS 4
#define ATTEMPT_US (10 * 60 * G_USEC_PER_SEC)

static void
free_attempt (gpointer data)
{
  GateOrgSampleAttempt *attempt = data;

  gate_org_secret_free (attempt->state);
  gate_org_secret_free (attempt->verifier);
  g_free (attempt);
}

static void
clear_tokens (gpointer data)
{
  GateOrgSampleSession *self = data;

  gate_org_sample_session_forget (self);
  g_queue_clear_full (&self->attempts, free_attempt);
  gate_org_secret_free (self->answered);
  gate_org_secret_free (self->id);
}

/**
 * gate_org_sample_session_new:
 *
 * Returns: (transfer full): a browser that was never here before
 */
GateOrgSampleSession *
gate_org_sample_session_new (void)
{
  GateOrgSampleSession *self = g_rc_box_new0 (GateOrgSampleSession);

  self->id = gate_org_secret_new ("");
  return self;
}

/**
 * gate_org_sample_session_ref:
 * @self: a session
 *
 * Returns: (transfer full): the same
 */
GateOrgSampleSession *
gate_org_sample_session_ref (GateOrgSampleSession *self)
{
  return g_rc_box_acquire (self);
}

/**
 * gate_org_sample_session_unref:
 * @self: (transfer full): a session, whose secrets are wiped with the last reference
 */
void
gate_org_sample_session_unref (GateOrgSampleSession *self)
{
  g_rc_box_release_full (self, clear_tokens);
}

/**
 * gate_org_sample_session_begin:
 * @self: a session
 *
 * Makes the secrets of another sign-in (RFC 6749, section 10.12; RFC 7636, section 4.1). What went
 * wrong before is over.
 *
 * Returns: (transfer none): the sign-in, valid until another call
 */
const GateOrgSampleAttempt *
gate_org_sample_session_begin (GateOrgSampleSession *self)
{
  GateOrgSampleAttempt *attempt = g_new0 (GateOrgSampleAttempt, 1);

  gate_org_sample_session_set_error (self, NULL, NULL);
  attempt->state = gate_pkce_new_state ();
  attempt->verifier = gate_pkce_new_verifier ();
  attempt->begun_us = g_get_monotonic_time ();
  g_queue_push_head (&self->attempts, attempt);
  if (g_queue_get_length (&self->attempts) > MAX_ATTEMPTS)
    free_attempt (g_queue_pop_tail (&self->attempts));
  return attempt;
}

static gboolean
is_same (const char *a,
         const char *b)
{
  return a != NULL && b != NULL && strlen (a) == strlen (b) &&
         sodium_memcmp (a, b, strlen (a)) == 0;
}

/**
 * gate_org_sample_session_take_verifier:
 * @self: a session
 * @state: (nullable): of an answer that the browser brings
 *
 * Ends the sign-in that it answers.
 *
 * Returns: (transfer full) (nullable): its verifier, freed by gate_org_secret_free(); %NULL when no
 *   sign-in that was begun in the last ten minutes waits for this answer
 */
char *
gate_org_sample_session_take_verifier (GateOrgSampleSession *self,
                                       const char           *state)
{
  gint64 oldest_us = g_get_monotonic_time () - ATTEMPT_US;

  for (GList *link = self->attempts.head; link != NULL; link = link->next)
    {
      GateOrgSampleAttempt *attempt = link->data;
      char *verifier;

      if (!is_same (attempt->state, state) || attempt->begun_us < oldest_us)
        continue;
      verifier = g_steal_pointer (&attempt->verifier);
      gate_org_secret_free (self->answered);
      self->answered = g_steal_pointer (&attempt->state);
      g_queue_delete_link (&self->attempts, link);
      free_attempt (attempt);
      return verifier;
    }
  return NULL;
}

/**
 * gate_org_sample_session_was_answered:
 * @self: a session
 * @state: (nullable): of an answer that the browser brings
 *
 * Returns: whether it is the answer that came last: a browser may bring one twice
 */
gboolean
gate_org_sample_session_was_answered (GateOrgSampleSession *self,
                                      const char           *state)
{
  return is_same (self->answered, state);
}

/**
 * gate_org_sample_session_forget:
 * @self: a session
 *
 * Forgets the tokens and all that came of them.
 */
void
gate_org_sample_session_forget (GateOrgSampleSession *self)
{
  gate_org_sample_session_set_error (self, NULL, NULL);
  g_clear_pointer (&self->access_token, gate_org_secret_free);
  g_clear_pointer (&self->refresh_token, gate_org_secret_free);
  g_clear_pointer (&self->scopes, g_strfreev);
  g_clear_pointer (&self->person, g_free);
  g_clear_pointer (&self->answer, g_free);
  self->ends_s = 0;
  self->n_refreshed = 0;
  self->status = 0;
}

/**
 * gate_org_sample_session_set_error:
 * @self: a session
 * @error: (nullable): a code; %NULL when nothing is wrong any more
 * @description: (nullable): what was said about it
 */
void
gate_org_sample_session_set_error (GateOrgSampleSession *self,
                                   const char           *error,
                                   const char           *description)
{
  g_free (self->error);
  g_free (self->description);
  self->error = g_strdup (error);
  self->description = g_strdup (description);
}
