/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The library's own tables keep the last of two values and drop what they cannot read
 * (F12); here both are refused. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-parameters.h"

#include "gate-error.h"
#include "gate-text.h"

#define MAX_NAME_CHARS 60

/* Whose value is one ID; one in capitals is the same ID. */
static const char *const ids[] = { "client_id", "target", NULL };

struct _GateOrgParameters
{
  GPtrArray *pairs; /* name, value, … */
};

static gboolean
add_pair (GateOrgParameters *self,
          char              *name,
          char              *value,
          const char *const *lists,
          guint              max,
          GError           **error)
{
  gboolean repeated = gate_org_parameters_get (self, name) != NULL &&
                      (lists == NULL || !g_strv_contains (lists, name));
  g_autofree char *shown = repeated ? gate_text_for_display (name, MAX_NAME_CHARS) : NULL;

  if (g_strv_contains (ids, name))
    gate_text_lower_uuid (value);
  g_ptr_array_add (self->pairs, name);
  g_ptr_array_add (self->pairs, value);
  if (repeated)
    gate_error_set (error, GATE_ERROR_INVALID, "a parameter is given twice: %s", shown);
  else if (self->pairs->len > 2 * max)
    gate_error_set (error, GATE_ERROR_INVALID, "more than %u parameters", max);
  else
    return TRUE;
  return FALSE;
}

/**
 * gate_org_parameters_parse:
 * @text: pairs, as on the wire
 * @length: of @text in bytes, -1 when it ends in a NUL
 * @lists: (nullable): names that may come more than once
 * @max: how many parameters there may be
 * @error: return location for %GATE_ERROR_INVALID: a bad escape, text that is not UTF-8, too many
 *   parameters, or one that is given twice though it is no list
 *
 * Returns: (transfer full) (nullable): the parameters, %NULL when they are refused
 */
GateOrgParameters *
gate_org_parameters_parse (const char        *text,
                           gssize             length,
                           const char *const *lists,
                           guint              max,
                           GError           **error)
{
  g_autoptr (GateOrgParameters) self = g_new0 (GateOrgParameters, 1);
  GUriParamsIter iter;
  g_autoptr (GError) unreadable = NULL;
  char *name = NULL;
  char *value = NULL;

  self->pairs = g_ptr_array_new_with_free_func (g_free);
  if (length == 0 || *text == '\0')
    return g_steal_pointer (&self);
  g_uri_params_iter_init (&iter, text, length, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&iter, &name, &value, &unreadable))
    if (!add_pair (self, name, value, lists, max, error))
      return NULL;
  if (unreadable == NULL)
    return g_steal_pointer (&self);
  gate_error_set (error, GATE_ERROR_INVALID, "the parameters cannot be read: %s",
                  unreadable->message);
  return NULL;
}

/**
 * gate_org_parameters_free:
 * @self: (transfer full): parameters
 */
void
gate_org_parameters_free (GateOrgParameters *self)
{
  g_ptr_array_unref (self->pairs);
  g_free (self);
}

/**
 * gate_org_parameters_get:
 * @self: parameters
 * @name: of one
 *
 * Returns: (nullable): the value, the first one of a list; %NULL when absent
 */
const char *
gate_org_parameters_get (GateOrgParameters *self,
                         const char        *name)
{
  for (guint i = 0; i + 1 < self->pairs->len; i += 2)
    if (strcmp (g_ptr_array_index (self->pairs, i), name) == 0)
      return g_ptr_array_index (self->pairs, i + 1);
  return NULL;
}

/**
 * gate_org_parameters_dup_list:
 * @self: parameters
 * @name: of one that holds a list: separated by commas, repeated, or both
 *   (genesys-api.md 3)
 *
 * Returns: (transfer full) (nullable): the non-empty values in order; %NULL when absent
 */
char **
gate_org_parameters_dup_list (GateOrgParameters *self,
                              const char        *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean present = FALSE;

  for (guint i = 0; i + 1 < self->pairs->len; i += 2)
    {
      g_auto (GStrv) parts = NULL;

      if (strcmp (g_ptr_array_index (self->pairs, i), name) != 0)
        continue;
      present = TRUE;
      parts = g_strsplit (g_ptr_array_index (self->pairs, i + 1), ",", -1);
      for (guint part = 0; parts[part] != NULL; part++)
        if (*g_strstrip (parts[part]) != '\0')
          {
            gate_text_lower_uuid (parts[part]);
            g_strv_builder_add (builder, parts[part]);
          }
    }
  return present ? g_strv_builder_end (builder) : NULL;
}

/**
 * gate_org_parameters_is_repeated:
 * @self: parameters
 * @name: of one that may come more than once
 *
 * Returns: whether it does
 */
gboolean
gate_org_parameters_is_repeated (GateOrgParameters *self,
                                 const char        *name)
{
  guint count = 0;

  for (guint i = 0; i + 1 < self->pairs->len; i += 2)
    if (strcmp (g_ptr_array_index (self->pairs, i), name) == 0)
      count++;
  return count > 1;
}
