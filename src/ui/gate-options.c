/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-options.h"

#include "gate-error.h"

#include <glib/gi18n-lib.h>

static const GOptionEntry entries[] = {
  { "local", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Start the local organization and sign in"), NULL },
  { "sign-in",
    0,
    0,
    G_OPTION_ARG_STRING,
    NULL,
    N_ ("Sign in to the local organization as NAME (default: admin)"),
    N_ ("NAME") },
  { "api", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Connect to the organization at URL"), N_ ("URL") },
  { "login", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Its login address"), N_ ("URL") },
  { "token-file",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    NULL,
    N_ ("Read the access token from FILE, which only you may read"),
    N_ ("FILE") },
  { "client-id",
    0,
    0,
    G_OPTION_ARG_STRING,
    NULL,
    N_ ("Sign in with the browser as the client ID"),
    N_ ("ID") },
  { "picture",
    0,
    0,
    G_OPTION_ARG_FILENAME,
    NULL,
    N_ ("Draw the window into FILE (PNG), print the list it shows, and end"),
    N_ ("FILE") },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and end"), NULL },
  { "data",
    0,
    G_OPTION_FLAG_HIDDEN,
    G_OPTION_ARG_FILENAME,
    NULL,
    "Folder of the local organization",
    "DIR" },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, NULL, NULL },
  { NULL }
};

/* The entries for g_application_add_main_option_entries(). */
const GOptionEntry *
gate_options_get_entries (void)
{
  return entries;
}

static char *
look_up (GVariantDict *dict,
         const char   *name)
{
  g_autoptr (GVariant) value = g_variant_dict_lookup_value (dict, name, NULL);

  if (value == NULL)
    return NULL;
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_BYTESTRING))
    return g_variant_dup_bytestring (value, NULL);
  return g_variant_dup_string (value, NULL);
}

static gboolean
check (GateOptions *self,
       GError     **error)
{
  gboolean any = self->api != NULL || self->login != NULL || self->token_file != NULL ||
                 self->client_id != NULL;
  gboolean all = self->api != NULL && self->login != NULL &&
                 (self->token_file != NULL) != (self->client_id != NULL);

  if (any && !all)
    {
      gate_error_set (error,
                      GATE_ERROR_INVALID,
                      _ ("--api and --login are needed together, with one of --token-file and "
                         "--client-id."));
      return FALSE;
    }
  if (any && self->local)
    {
      gate_error_set (error,
                      GATE_ERROR_INVALID,
                      _ ("Choose either --local (or --sign-in) or --api, not both."));
      return FALSE;
    }
  return TRUE;
}

/* GApplication would treat other words as files to open, and log a critical message. */
static gboolean
check_words (GVariantDict *dict,
             GError      **error)
{
  g_autofree const char **words = NULL;

  if (!g_variant_dict_lookup (dict, G_OPTION_REMAINING, "^a&s", &words) || words[0] == NULL)
    return TRUE;
  /* Translators: %s is a word of the command line. */
  gate_error_set (error, GATE_ERROR_INVALID, _ ("“%s” is not an option."), words[0]);
  return FALSE;
}

/**
 * gate_options_new:
 * @dict: the options as GApplication parsed them
 * @error: return location for an error
 *
 * Fails with %GATE_ERROR_INVALID and a sentence for the terminal when the options do not fit
 * together.
 *
 * Returns: (transfer full) (nullable): the options
 */
GateOptions *
gate_options_new (GVariantDict *dict,
                  GError      **error)
{
  g_autoptr (GateOptions) self = g_new0 (GateOptions, 1);

  self->sign_in = look_up (dict, "sign-in");
  self->data_folder = look_up (dict, "data");
  self->api = look_up (dict, "api");
  self->login = look_up (dict, "login");
  self->token_file = look_up (dict, "token-file");
  self->client_id = look_up (dict, "client-id");
  self->picture = look_up (dict, "picture");
  self->local = g_variant_dict_contains (dict, "local") || self->sign_in != NULL;
  if (!check (self, error) || !check_words (dict, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
gate_options_free (GateOptions *self)
{
  if (self == NULL)
    return;
  g_free (self->sign_in);
  g_free (self->data_folder);
  g_free (self->api);
  g_free (self->login);
  g_free (self->token_file);
  g_free (self->client_id);
  g_free (self->picture);
  g_free (self);
}
