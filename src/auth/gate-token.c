/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-auth"

#include "gate-token.h"

#include "gate-wipe.h"

#include <string.h>

/* A token is renewed so long before its end, but at most so large a part of its lifetime, because a
 * request in flight at its end would get a 401. */
#define MARGIN_US (60 * G_USEC_PER_SEC)
#define MARGIN_PART 10

struct _GateToken
{
  char  *access;
  char  *refresh; /* NULL: none */
  char **scopes;  /* NULL: not known */
  gint64 due_us;  /* G_MAXINT64: not known, a 401 shows the end */
  gint64 end_us;  /* likewise */
};

static gint64
find_due (gint64 lifetime_s,
          gint64 now_us)
{
  gint64 lifetime_us = lifetime_s * G_USEC_PER_SEC;

  if (lifetime_s < 0)
    return G_MAXINT64;
  return now_us + lifetime_us - MIN (MARGIN_US, lifetime_us / MARGIN_PART);
}

/**
 * gate_token_new:
 * @answer: (transfer full): the answer of the token endpoint
 * @now_us: the monotonic time of the request, so that the wait for the answer does not extend the
 *   lifetime
 *
 * Returns: (transfer full): the token
 */
GateToken *
gate_token_new (GateWireTokenResponse *answer,
                gint64                 now_us)
{
  GateToken *self;

  g_return_val_if_fail (answer != NULL && answer->access_token != NULL, NULL);

  self = g_atomic_rc_box_new0 (GateToken);
  self->access = g_steal_pointer (&answer->access_token);
  self->refresh = g_steal_pointer (&answer->refresh_token);
  self->scopes = g_steal_pointer (&answer->scopes);
  self->due_us = find_due (answer->lifetime_s, now_us);
  self->end_us =
      answer->lifetime_s < 0 ? G_MAXINT64 : now_us + answer->lifetime_s * G_USEC_PER_SEC;
  gate_wire_token_response_free (answer);
  return self;
}

/**
 * gate_token_new_renewed:
 * @previous: the token whose refresh token was used
 * @answer: (transfer full): the answer of the token endpoint
 * @now_us: the monotonic time of the request
 *
 * Without a new refresh token in the answer the old one stays valid (RFC 6749, section 6).
 *
 * Returns: (transfer full): the token that replaces @previous
 */
GateToken *
gate_token_new_renewed (GateToken             *previous,
                        GateWireTokenResponse *answer,
                        gint64                 now_us)
{
  GateToken *self = gate_token_new (answer, now_us);

  if (self->refresh == NULL)
    self->refresh = g_strdup (previous->refresh);
  return self;
}

static void
clear (gpointer data)
{
  GateToken *self = data;

  gate_wipe_free (self->access);
  gate_wipe_free (self->refresh);
  g_strfreev (self->scopes);
}

GateToken *
gate_token_ref (GateToken *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * gate_token_unref:
 * @self: (transfer full): a token, which the last reference wipes
 */
void
gate_token_unref (GateToken *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

const char *
gate_token_peek_access (GateToken *self)
{
  return self->access;
}

/**
 * gate_token_peek_refresh:
 * @self: a token
 *
 * Returns: (transfer none) (nullable): the refresh token; there is none after a sign-in with PKCE
 *   (genesys-api.md 2.5)
 */
const char *
gate_token_peek_refresh (GateToken *self)
{
  return self->refresh;
}

/**
 * gate_token_get_scopes:
 * @self: a token
 *
 * Returns: (transfer none) (nullable): its scopes, never more than the requested ones; %NULL when
 *   they are not known
 */
const char *const *
gate_token_get_scopes (GateToken *self)
{
  return (const char *const *) self->scopes;
}

/**
 * gate_token_is_due:
 * @self: a token
 * @now_us: the monotonic time
 *
 * Returns: whether it should be renewed before it is used; never for an unknown lifetime
 */
gboolean
gate_token_is_due (GateToken *self,
                   gint64     now_us)
{
  return now_us >= self->due_us;
}

/**
 * gate_token_get_seconds_left:
 * @self: a token
 * @now_us: the monotonic time
 *
 * Returns: how long it still works; -1 when that is not known
 */
gint64
gate_token_get_seconds_left (GateToken *self,
                             gint64     now_us)
{
  if (self->end_us == G_MAXINT64)
    return -1;
  return MAX (self->end_us - now_us, 0) / G_USEC_PER_SEC;
}

/**
 * gate_token_dup_renewal_request:
 * @self: a token
 * @client_id: the client of the token, which has no secret
 *
 * Returns: (transfer full) (nullable): the form to POST to the token address for a new token; it is
 *   wiped when it is freed. %NULL without a refresh token
 */
GBytes *
gate_token_dup_renewal_request (GateToken  *self,
                                const char *client_id)
{
  g_autofree char *escaped_id = g_uri_escape_string (client_id, NULL, FALSE);
  char *escaped;
  char *form;

  if (self->refresh == NULL)
    return NULL;
  escaped = g_uri_escape_string (self->refresh, NULL, FALSE);
  form = g_strconcat ("grant_type=refresh_token&refresh_token=", escaped,
                      "&client_id=", escaped_id, NULL);
  gate_wipe_free (escaped);
  return gate_wipe_bytes (form);
}
