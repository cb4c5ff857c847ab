/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* What tells an application from others that look the same by name, and what stands beside its
 * state. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-format.h"

#include "gate-text.h"

#include <glib/gi18n-lib.h>

#define ID_END_CHARS 8
#define MAX_ID_CHARS 100

/**
 * gate_format_id_end:
 * @client_id: a client ID
 *
 * Returns: (transfer full): its last letters, which tell it from others
 */
char *
gate_format_id_end (const char *client_id)
{
  g_autofree char *shown = gate_text_for_display (client_id, MAX_ID_CHARS);
  glong n = g_utf8_strlen (shown, -1);

  return g_strdup (g_utf8_offset_to_pointer (shown, MAX (n - ID_END_CHARS, 0)));
}

/**
 * gate_format_unmistakable_name:
 * @authorization: an authorization
 *
 * Returns: (transfer full): its name, and the end of its client ID where other applications look
 *   the same by name; in words, for a screen reader too
 */
char *
gate_format_unmistakable_name (GateAuthorization *authorization)
{
  const char *name = gate_authorization_get_name (authorization);
  g_autofree char *end = gate_format_id_end (gate_authorization_get_id (authorization));

  if (gate_authorization_get_namesakes (authorization) == GATE_NAMESAKES_NONE)
    return g_strdup (name);
  /* Translators: the name of an application, and the last letters of its client ID. */
  return g_strdup_printf (_ ("%s, client ID ends in %s"), name, end);
}

/**
 * gate_format_approved_namesake:
 * @authorization: an authorization
 *
 * Returns: (transfer full) (nullable): for one that is not approved, that another application which
 *   looks the same by name is
 */
char *
gate_format_approved_namesake (GateAuthorization *authorization)
{
  const char *client_id = gate_authorization_get_approved_namesake (authorization);
  g_autofree char *end = client_id != NULL ? gate_format_id_end (client_id) : NULL;

  if (end == NULL ||
      gate_authorization_get_state (authorization) == GATE_AUTHORIZATION_AUTHORIZED)
    return NULL;
  /* Translators: %s are the last letters of a client ID. */
  return g_strdup_printf (_ ("Another application is approved whose name is the same or looks "
                             "like it, such as the one whose client ID ends in %s. This is not "
                             "the same application."),
                          end);
}

/**
 * gate_format_decided_state:
 * @authorization: an authorization
 *
 * Returns: (transfer full): its state; beside “Approved”, whether its client is disabled or deleted
 */
char *
gate_format_decided_state (GateAuthorization *authorization)
{
  GateAuthorizationState state = gate_authorization_get_state (authorization);
  g_autofree char *text =
      gate_format_state (state, gate_authorization_get_state_name (authorization));
  g_autofree char *ended = NULL;

  if (state == GATE_AUTHORIZATION_AUTHORIZED)
    ended = gate_format_client_ended (gate_authorization_get_client (authorization));
  if (ended == NULL)
    return g_steal_pointer (&text);
  /* Translators: the state of an application, e.g. “Approved”, and that of its OAuth client, e.g.
   * “Client disabled”. */
  return g_strdup_printf (_ ("%s · %s"), text, ended);
}
