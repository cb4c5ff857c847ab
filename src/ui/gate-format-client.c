/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The sentences that are about one of the organization's OAuth clients. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-format.h"

#include "gate-text.h"

#include <glib/gi18n-lib.h>

#define MAX_STATE_CHARS 30

char *
gate_format_n_clients (guint n)
{
  if (n == 0)
    return g_strdup (_ ("No OAuth clients"));
  /* Translators: %'u is a number of OAuth clients. */
  return g_strdup_printf (ngettext ("%'u OAuth client", "%'u OAuth clients", n), n);
}

/**
 * gate_format_client_state:
 * @state: (nullable): the state of an OAuth client as the API writes it
 *
 * Returns: (transfer full) (nullable): the word for it; a state that we do not know as it came,
 *   %NULL when there is none
 */
char *
gate_format_client_state (const char *state)
{
  if (state == NULL || *state == '\0')
    return NULL;
  if (g_str_equal (state, "active"))
    return g_strdup (C_ ("client", "Active"));
  if (g_str_equal (state, "disabled"))
    return g_strdup (C_ ("client", "Disabled"));
  if (g_str_equal (state, "inactive"))
    return g_strdup (C_ ("client", "Inactive"));
  return gate_text_for_display (state, MAX_STATE_CHARS);
}

/**
 * gate_format_client_subtitle:
 * @client: an OAuth client
 *
 * Returns: (transfer full): its grant type, its state and when it was made, as far as known
 */
char *
gate_format_client_subtitle (GateClient *client)
{
  g_autofree char *grant = gate_grant_type_describe (gate_client_get_grant_type (client));
  g_autofree char *state = gate_format_client_state (gate_client_get_state (client));
  GDateTime *date = gate_client_get_date_created (client);
  GString *text = g_string_new (grant);

  if (state != NULL)
    g_string_append_printf (text, " · %s", state);
  if (date != NULL)
    {
      g_autofree char *when = gate_format_date (date);

      g_string_append (text, " · ");
      /* Translators: %s is the date on which somebody made an OAuth client. */
      g_string_append_printf (text, C_ ("client", "Created %s"), when);
    }
  return g_string_free (text, FALSE);
}

/**
 * gate_format_client_decision:
 * @entry: an OAuth client and what was decided about it
 *
 * Returns: (transfer full): whether it is authorized, and with how many scopes
 */
char *
gate_format_client_decision (GateClientEntry *entry)
{
  GateAuthorization *authorization = gate_client_entry_get_authorization (entry);
  GateAuthorizationState state = gate_client_entry_get_state (entry);
  guint n;

  if (authorization == NULL || state != GATE_AUTHORIZATION_AUTHORIZED)
    return gate_format_state (state, gate_client_entry_get_state_name (entry));
  n = g_strv_length ((char **) gate_authorization_get_scopes (authorization));
  if (gate_authorization_get_scopes_knowledge (authorization) != GATE_KNOWLEDGE_COMPLETE)
    return g_strdup (C_ ("client", "Approved; its scopes could not be read completely"));
  if (n == 0)
    return g_strdup (C_ ("client", "Approved without scopes"));
  /* Translators: %'u is a number of scopes. */
  return g_strdup_printf (ngettext ("Approved with %'u scope", "Approved with %'u scopes", n), n);
}

/* The whole row as one sentence for a screen reader. */
char *
gate_format_client_row_name (GateClientEntry *entry)
{
  GateClient *client = gate_client_entry_get_client (entry);
  g_autofree char *decision = gate_format_client_decision (entry);
  g_autofree char *subtitle = gate_format_client_subtitle (client);

  /* Translators: what a screen reader says for the row of an OAuth client: its name, whether it is
   * authorized, its grant type and state, its client ID. */
  return g_strdup_printf (C_ ("client", "%s, %s, %s, %s"),
                          gate_client_get_display_name (client),
                          decision,
                          subtitle,
                          gate_client_get_id (client));
}
