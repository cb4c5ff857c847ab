/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Sentences about one OAuth client of the organization. */

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
 * Returns: (transfer full) (nullable): the word for the state; an unknown state as the API writes
 *   it; %NULL without a state
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
  if (g_str_equal (state, "deleted"))
    return g_strdup (C_ ("client", "Deleted"));
  return gate_text_for_display (state, MAX_STATE_CHARS);
}

/**
 * gate_format_client_ended:
 * @client: an OAuth client
 *
 * Returns: (transfer full) (nullable): what stands beside “Approved” for a client that is disabled
 *   or deleted, because then the approval gives it nothing
 */
char *
gate_format_client_ended (GateClient *client)
{
  const char *state = gate_client_get_state (client);
  g_autofree char *shown = NULL;

  if (gate_client_is_active (client))
    return NULL;
  if (g_str_equal (state, "disabled"))
    return g_strdup (_ ("Client disabled"));
  if (g_str_equal (state, "inactive"))
    return g_strdup (_ ("Client inactive"));
  if (g_str_equal (state, "deleted"))
    return g_strdup (_ ("Client deleted"));
  shown = gate_text_for_display (state, MAX_STATE_CHARS);
  /* Translators: %s is the state of an OAuth client in the word of the service. */
  return g_strdup_printf (_ ("Client: %s"), shown);
}

static char *
name_roles (const char *const *names)
{
  guint n = g_strv_length ((char **) names);

  if (n == 1)
    return g_strdup (names[0]);
  if (n == 2)
    /* Translators: the names of two roles, e.g. “Supervisor and Billing”. */
    return g_strdup_printf (C_ ("roles", "%s and %s"), names[0], names[1]);
  /* Translators: the names of two roles, and the number of further ones. */
  return g_strdup_printf (ngettext ("%s, %s and %'u more role", "%s, %s and %'u more roles", n - 2),
                          names[0],
                          names[1],
                          n - 2);
}

/**
 * gate_format_acts_as:
 * @client: an OAuth client that acts alone
 * @is_approved: whether the client is authorized
 *
 * Returns: (transfer full): the roles that the client acts with, or would act with if it were
 *   approved and active
 */
char *
gate_format_acts_as (GateClient *client,
                     gboolean    is_approved)
{
  gboolean acts = is_approved && gate_client_is_active (client);
  const char *const *names = gate_client_get_role_names (client);
  guint n = g_strv_length ((char **) gate_client_get_role_ids (client));
  g_autofree char *roles = NULL;

  if (n == 0)
    return g_strdup (acts ? _ ("Acts with its own roles") : _ ("Would act with its own roles"));
  if (names[0] == NULL)
    return g_strdup_printf (acts ? ngettext ("Acts with %'u role of its own",
                                             "Acts with %'u roles of its own", n) :
                                   ngettext ("Would act with %'u role of its own",
                                             "Would act with %'u roles of its own", n),
                            n);
  roles = name_roles (names);
  /* Translators: %s are roles, e.g. “Supervisor and Billing”. */
  return g_strdup_printf (acts ? _ ("Acts as %s") : _ ("Would act as %s"), roles);
}

/**
 * gate_format_alone:
 * @authorization: the authorization of a client that acts alone
 *
 * Returns: (transfer full): the text that replaces its scopes
 */
char *
gate_format_alone (GateAuthorization *authorization)
{
  gboolean is_approved =
      gate_authorization_get_state (authorization) == GATE_AUTHORIZATION_AUTHORIZED;
  g_autofree char *acts =
      gate_format_acts_as (gate_authorization_get_client (authorization), is_approved);

  /* Translators: %s is a sentence without its full stop, e.g. “Acts as Supervisor and Billing”. */
  return g_strdup_printf (_ ("%s. Scopes do not limit this client: it signs in by itself, and its "
                             "roles decide what it may do."),
                          acts);
}

/**
 * gate_format_client_subtitle:
 * @entry: an OAuth client with its authorization
 *
 * Returns: (transfer full): the grant type, the roles of a client that acts alone, and the state
 *   and date of creation if they are known
 */
char *
gate_format_client_subtitle (GateClientEntry *entry)
{
  GateClient *client = gate_client_entry_get_client (entry);
  g_autofree char *grant = gate_client_describe_grant_type (client);
  g_autofree char *state = gate_format_client_state (gate_client_get_state (client));
  GDateTime *date = gate_client_get_date_created (client);
  GString *text = g_string_new (grant);

  if (gate_client_acts_alone (client))
    {
      g_autofree char *roles = gate_format_acts_as (
          client, gate_client_entry_get_state (entry) == GATE_AUTHORIZATION_AUTHORIZED);

      g_string_append_printf (text, " · %s", roles);
    }
  if (state != NULL)
    g_string_append_printf (text, " · %s", state);
  if (date != NULL)
    {
      g_autofree char *when = gate_format_date (date);

      g_string_append (text, " · ");
      /* Translators: %s is the date on which an OAuth client was created. */
      g_string_append_printf (text, C_ ("client", "Created %s"), when);
    }
  return g_string_free (text, FALSE);
}

/**
 * gate_format_client_decision:
 * @entry: an OAuth client with its authorization
 *
 * Returns: (transfer full): the state of the authorization, with the number of scopes of an
 *   approved client; without it for a client that acts alone, because scopes do not limit it
 */
char *
gate_format_client_decision (GateClientEntry *entry)
{
  GateAuthorization *authorization = gate_client_entry_get_authorization (entry);
  GateAuthorizationState state = gate_client_entry_get_state (entry);
  guint n;

  if (authorization == NULL || state != GATE_AUTHORIZATION_AUTHORIZED ||
      gate_client_acts_alone (gate_client_entry_get_client (entry)))
    return gate_format_state (state, gate_client_entry_get_state_name (entry));
  n = g_strv_length ((char **) gate_authorization_get_scopes (authorization));
  if (gate_authorization_get_scopes_knowledge (authorization) != GATE_KNOWLEDGE_COMPLETE)
    return g_strdup (C_ ("client", "Approved; its scopes could not be read completely"));
  if (n == 0)
    return g_strdup (C_ ("client", "Approved without scopes"));
  /* Translators: %'u is a number of scopes. */
  return g_strdup_printf (ngettext ("Approved with %'u scope", "Approved with %'u scopes", n), n);
}

/* The accessible name of the row: its whole content, because a screen reader reads only that. */
char *
gate_format_client_row_name (GateClientEntry *entry)
{
  GateClient *client = gate_client_entry_get_client (entry);
  g_autofree char *decision = gate_format_client_decision (entry);
  g_autofree char *subtitle = gate_format_client_subtitle (entry);

  /* Translators: a screen reader reads this for the row of an OAuth client: its name, the state of
   * its authorization, its grant type and state, its client ID. */
  return g_strdup_printf (C_ ("client", "%s, %s, %s, %s"),
                          gate_client_get_display_name (client),
                          decision,
                          subtitle,
                          gate_client_get_id (client));
}
