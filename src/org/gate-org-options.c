/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-options.h"

#include "gate-org-listener.h"
#include "gate-org-populate.h"

#define DEFAULT_ADDRESS "127.0.7.1"
#define DEFAULT_RATE_LIMIT 300
#define MAX_RATE_LIMIT 1000000

/**
 * gate_org_options_free:
 * @options: (transfer full): a parsed command line
 */
void
gate_org_options_free (GateOrgOptions *options)
{
  g_free (options->data);
  g_free (options->address);
  g_free (options->populate);
  g_free (options->sign_in);
  g_free (options);
}

static gboolean
refuse_option (GError    **error,
               const char *message)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
  return FALSE;
}

static gboolean
check_options (const GateOrgOptions *options,
               int                   argc,
               GError              **error)
{
  if (argc > 1)
    return refuse_option (error, "There is an argument too many");
  if (options->data == NULL || *options->data == '\0')
    return refuse_option (error, "--data DIR is missing: the folder of the organization");
  if (!gate_org_listener_is_loopback (options->address))
    return refuse_option (error, "--address must be an address in 127.0.0.0/8, e.g. 127.0.7.1");
  if (options->port < 0 || options->port > G_MAXUINT16)
    return refuse_option (error, "--port must be between 0 and 65535");
  if (options->rate_limit < 0 || options->rate_limit > MAX_RATE_LIMIT)
    return refuse_option (error, "--rate-limit must be between 0 and 1000000");
  if (options->sign_in != NULL && *options->sign_in == '\0')
    return refuse_option (error, "--sign-in needs the name of a person");
  return gate_org_populate_check_spec (options->populate, error);
}

/**
 * gate_org_options_parse:
 * @argc: (inout): of main()
 * @argv: (inout): of main()
 * @error: return location for what is wrong with it, for people
 *
 * Returns: (transfer full) (nullable): the options, complete and in their bounds
 */
GateOrgOptions *
gate_org_options_parse (int     *argc,
                        char  ***argv,
                        GError **error)
{
  g_autoptr (GateOrgOptions) options = g_new0 (GateOrgOptions, 1);
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &options->data,
      "Folder of the organization, created when absent", "DIR" },
    { "address", 0, 0, G_OPTION_ARG_STRING, &options->address,
      "Loopback address to listen on (" DEFAULT_ADDRESS ")", "ADDRESS" },
    { "port", 0, 0, G_OPTION_ARG_INT, &options->port, "Port to listen on, 0 = any free (0)",
      "PORT" },
    { "populate", 0, 0, G_OPTION_ARG_STRING, &options->populate,
      "What an empty folder is filled with: sample, none or generated:APPS,ROLES,PEOPLE (sample)",
      "WHAT" },
    { "sign-in", 0, 0, G_OPTION_ARG_STRING, &options->sign_in,
      "Print a token of this person, e.g. admin", "NAME" },
    { "public-api-only", 0, 0, G_OPTION_ARG_NONE, &options->public_api_only,
      "Refuse changes of authorizations, as a real organization may", NULL },
    { "rate-limit", 0, 0, G_OPTION_ARG_INT, &options->rate_limit,
      "Requests per minute and token, 0 = any number (300)", "N" },
    { "follow-stdin", 0, 0, G_OPTION_ARG_NONE, &options->follow_stdin,
      "End when standard input is closed", NULL },
    { "faults", 0, 0, G_OPTION_ARG_NONE, &options->faults, "Allow training faults", NULL },
    { NULL },
  };

  options->rate_limit = DEFAULT_RATE_LIMIT;
  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_summary (context, "The local organization of Gatehouse.");
  if (!g_option_context_parse (context, argc, argv, error))
    return NULL;
  if (options->address == NULL)
    options->address = g_strdup (DEFAULT_ADDRESS);
  if (options->populate == NULL)
    options->populate = g_strdup ("sample");
  return check_options (options, *argc, error) ? g_steal_pointer (&options) : NULL;
}
