/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The keys by which lists are sorted and searched. Each key is made at its first use. */

#define G_LOG_DOMAIN "gate-model"

#include "gate-authorization-private.h"

#include "gate-text.h"

/**
 * gate_authorization_get_sort_key:
 * @self: an authorization
 *
 * Returns: (transfer none): a key to be compared with strcmp(): by name as the language sorts it,
 *   without regard to case, then by ID
 */
const char *
gate_authorization_get_sort_key (GateAuthorization *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), NULL);

  if (self->sort_key == NULL)
    {
      g_autofree char *folded = g_utf8_casefold (gate_authorization_get_name (self), -1);
      g_autofree char *collated = g_utf8_collate_key (folded, -1);

      self->sort_key = g_strconcat (collated, "\001", gate_authorization_get_id (self), NULL);
    }
  return self->sort_key;
}

/**
 * gate_authorization_fold_for_search:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): the text in the form of a search key: case and the forms of one letter
 *   make no difference
 */
char *
gate_authorization_fold_for_search (const char *text)
{
  g_autofree char *normal = NULL;
  g_autofree char *folded = NULL;

  /* Nearly all text is ASCII, for which folding is the same and takes a tenth of the time: the
   * first letter typed into a search makes the keys of all rows. */
  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);
  normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  folded = g_utf8_casefold (normal != NULL ? normal : "", -1);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
}

static void
append_scopes (GString           *key,
               const char *const *scopes)
{
  for (gsize i = 0; scopes[i] != NULL; i++)
    {
      g_string_append_c (key, '\n');
      g_string_append (key, scopes[i]);
    }
}

/**
 * gate_authorization_get_search_key:
 * @self: an authorization
 *
 * Returns: (transfer none): lines of folded text to be searched: name, client ID, granted and
 *   requested scopes; see gate_authorization_fold_for_search()
 */
const char *
gate_authorization_get_search_key (GateAuthorization *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), NULL);

  if (self->search_key == NULL)
    {
      g_autoptr (GString) key = g_string_new (gate_authorization_get_name (self));
      const char *const *requested = gate_client_get_scopes (self->client);

      g_string_append_c (key, '\n');
      g_string_append (key, gate_authorization_get_id (self));
      append_scopes (key, gate_authorization_get_scopes (self));
      if (!gate_strv_equal (requested, gate_authorization_get_scopes (self)))
        append_scopes (key, requested);
      self->search_key = gate_authorization_fold_for_search (key->str);
    }
  return self->search_key;
}
