/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-sample-session.h"

#include "gate-error.h"
#include "gate-oauth-redirect.h"
#include "gate-org-secret.h"
#include "gate-wipe.h"

/* Of one browser, each in a tab of its own. */
#define MAX_ATTEMPTS 4
#define ATTEMPT_US (10 * 60 * G_USEC_PER_SEC)

typedef struct
{
  GateOauthAttempt *oauth;
  gint64 begun_us;
} Attempt;

static void
free_attempt (gpointer data)
{
  Attempt *attempt = data;

  gate_oauth_attempt_free (attempt->oauth);
  g_free (attempt);
}

static void
clear_session (gpointer data)
{
  GateOrgSampleSession *self = data;

  gate_org_sample_session_forget (self);
  gate_wire_metadata_free (self->metadata);
  g_queue_clear_full (&self->attempts, free_attempt);
  gate_wipe_free (self->answered);
  gate_wipe_free (self->id);
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
  g_rc_box_release_full (self, clear_session);
}

/**
 * gate_org_sample_session_begin:
 * @self: a session with the metadata of the organization
 * @client_id: the client that signs in
 * @redirect_uri: where the browser brings the answer
 * @asks_again: whether a session that the browser has there is not to count
 *
 * Begins another sign-in; the oldest of more than four is forgotten.
 *
 * Returns: (transfer full) (nullable): the address that the browser is sent to; %NULL with the
 *   session's error when there is none
 */
char *
gate_org_sample_session_begin (GateOrgSampleSession *self,
                               const char           *client_id,
                               const char           *redirect_uri,
                               gboolean              asks_again)
{
  const GateOauthAttemptWishes wishes = { .asks_again = asks_again };
  g_autoptr (GError) error = NULL;
  GateOauthAttempt *oauth =
      gate_oauth_attempt_new (self->metadata, client_id, redirect_uri, &error);
  Attempt *attempt;

  gate_org_sample_session_set_error (self, error);
  if (oauth == NULL)
    return NULL;
  attempt = g_new (Attempt, 1);
  *attempt = (Attempt) { oauth, g_get_monotonic_time () };
  g_queue_push_head (&self->attempts, attempt);
  if (g_queue_get_length (&self->attempts) > MAX_ATTEMPTS)
    free_attempt (g_queue_pop_tail (&self->attempts));
  return gate_oauth_attempt_dup_address (oauth, &wishes, NULL);
}

static char *
dup_state (const char *query)
{
  g_autoptr (GateOauthRedirect) callback = gate_oauth_redirect_parse (query);

  return callback != NULL ? g_steal_pointer (&callback->state) : NULL;
}

/**
 * gate_org_sample_session_read_callback:
 * @self: a session
 * @query: (nullable): the query that the browser brings to the redirect address
 * @attempt: (out) (transfer full) (nullable): the sign-in that this query answers
 *
 * Shows the query to the sign-ins of the last ten minutes. The one that it answers is over.
 *
 * Returns: %GATE_OAUTH_MATCHED when @attempt has its code, %GATE_OAUTH_IGNORED when the query
 *   answers none of them, %GATE_OAUTH_FAILED with the session's error
 */
GateOauthVerdict
gate_org_sample_session_read_callback (GateOrgSampleSession *self,
                                       const char           *query,
                                       GateOauthAttempt    **attempt)
{
  gint64 oldest_us = g_get_monotonic_time () - ATTEMPT_US;

  for (GList *link = self->attempts.head; link != NULL; link = link->next)
    {
      g_autoptr (GError) error = NULL;
      Attempt *each = link->data;
      GateOauthVerdict verdict = GATE_OAUTH_IGNORED;

      if (each->begun_us >= oldest_us)
        verdict = gate_oauth_attempt_read_callback (each->oauth, query, &error);
      if (verdict == GATE_OAUTH_IGNORED)
        continue;
      gate_org_sample_session_set_error (self, error);
      gate_wipe_free (self->answered);
      self->answered = dup_state (query);
      *attempt = g_steal_pointer (&each->oauth);
      g_queue_delete_link (&self->attempts, link);
      free_attempt (each);
      return verdict;
    }
  return GATE_OAUTH_IGNORED;
}

/**
 * gate_org_sample_session_was_answered:
 * @self: a session
 * @query: (nullable): the query that the browser brings to the redirect address
 *
 * Returns: whether it is the answer that came last: a browser may bring one twice
 */
gboolean
gate_org_sample_session_was_answered (GateOrgSampleSession *self,
                                      const char           *query)
{
  g_autofree char *state = dup_state (query);

  return state != NULL && g_strcmp0 (state, self->answered) == 0;
}

/**
 * gate_org_sample_session_renew_id:
 * @self: a session
 *
 * Gives the session another ID: whoever knew the one before is not signed in by this sign-in.
 */
void
gate_org_sample_session_renew_id (GateOrgSampleSession *self)
{
  gate_wipe_free (self->id);
  self->id = gate_org_secret_new ("");
}

/**
 * gate_org_sample_session_forget:
 * @self: a session
 *
 * Forgets the token, all that came of it, and what is still to come of requests under way.
 */
void
gate_org_sample_session_forget (GateOrgSampleSession *self)
{
  gate_org_sample_session_set_error (self, NULL);
  self->turn++;
  g_clear_pointer (&self->renewal, g_ptr_array_unref);
  g_clear_pointer (&self->token, gate_token_unref);
  g_clear_pointer (&self->person, g_free);
  g_clear_pointer (&self->answer, g_free);
  self->ends_s = 0;
  self->n_refreshed = 0;
  self->status = 0;
}

/**
 * gate_org_sample_session_set_error:
 * @self: a session
 * @error: (nullable): what went wrong; %NULL when nothing is wrong any more
 */
void
gate_org_sample_session_set_error (GateOrgSampleSession *self,
                                   const GError         *error)
{
  const char *code = gate_error_get_server_code (error);
  const char *message = gate_error_get_server_message (error);

  g_clear_pointer (&self->error, g_free);
  g_clear_pointer (&self->description, g_free);
  if (error == NULL)
    return;
  self->error = g_strdup (code != NULL ? code : "no_usable_answer");
  self->description = g_strdup (message != NULL ? message : error->message);
}
