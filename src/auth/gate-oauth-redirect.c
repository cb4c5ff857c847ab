/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The query of an authorization response (RFC 6749, section 4.1.2), read strictly. It uses no hash
 * table of parameters, because that would keep the last of two equal names and drop unreadable
 * pairs (F12). */

#define G_LOG_DOMAIN "gate-auth"

#include "gate-oauth-redirect.h"

#include "gate-hash.h"
#include "gate-wipe.h"

#include <gio/gio.h>
#include <string.h>

#define MAX_QUERY_BYTES 8192
#define MAX_VALUE_BYTES 4096

/**
 * gate_oauth_redirect_free:
 * @self: (nullable): a parsed query
 */
void
gate_oauth_redirect_free (GateOauthRedirect *self)
{
  if (self == NULL)
    return;
  g_free (self->state);
  gate_wipe_free (self->code);
  g_free (self->issuer);
  g_free (self->error);
  g_free (self->description);
  g_free (self);
}

/* No browser sends other characters, and it never sends a fragment. */
static gboolean
is_query (const char *query)
{
  gsize length = strnlen (query, MAX_QUERY_BYTES + 1);

  if (length == 0 || length > MAX_QUERY_BYTES)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (query[i] <= 0x20 || query[i] >= 0x7f || query[i] == '#')
      return FALSE;
  return TRUE;
}

static gboolean
has_control (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

static char **
find_field (GateOauthRedirect *self,
            const char        *name)
{
  if (strcmp (name, "state") == 0)
    return &self->state;
  if (strcmp (name, "code") == 0)
    return &self->code;
  if (strcmp (name, "iss") == 0)
    return &self->issuer;
  if (strcmp (name, "error") == 0)
    return &self->error;
  if (strcmp (name, "error_description") == 0)
    return &self->description;
  return NULL;
}

/* The text of an error is cleaned for display like any other; a control character is no fault. */
static gboolean
is_free_text (const char *name)
{
  return strcmp (name, "error_description") == 0;
}

static void
take (GateOauthRedirect *self,
      const char        *name,
      char             **value)
{
  char **field = find_field (self, name);

  if (strlen (*value) > MAX_VALUE_BYTES)
    self->fault = "a parameter is too long";
  else if (!is_free_text (name) && has_control (*value))
    self->fault = "a parameter has control characters";
  if (field != NULL && *field == NULL)
    *field = g_steal_pointer (value);
}

/**
 * gate_oauth_redirect_parse:
 * @query: (nullable): an undecoded query, without the question mark
 *
 * Reads all readable parameters and reports an error as the fault, so that the state still tells a
 * caller whose answer it is. The form of unknown parameters is checked, their values are ignored.
 *
 * Returns: (transfer full) (nullable): its parameters, or %NULL when it is not a query
 */
GateOauthRedirect *
gate_oauth_redirect_parse (const char *query)
{
  g_autoptr (GateOauthRedirect) self = g_new0 (GateOauthRedirect, 1);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (gate_text_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) unreadable = NULL;
  gboolean has_states = FALSE;
  GUriParamsIter iter;
  char *name = NULL;
  char *value = NULL;

  if (query == NULL || !is_query (query))
    return NULL;
  g_uri_params_iter_init (&iter, query, -1, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&iter, &name, &value, &unreadable))
    {
      gboolean is_state = strcmp (name, "state") == 0;

      take (self, name, &value);
      if (!g_hash_table_add (seen, name))
        {
          self->fault = "a parameter is given twice";
          has_states = has_states || is_state;
        }
      gate_wipe_free (value);
    }
  if (unreadable != NULL)
    self->fault = "it cannot be read to its end";
  if (has_states)
    g_clear_pointer (&self->state, g_free);
  return g_steal_pointer (&self);
}
