/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-model"

#include "config.h"

#include "gate-region.h"

#include "gate-host.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_ENVIRONMENT_BYTES 100

#define HTTPS "https://"
#define API "api."
#define LOGIN "login."
#define APPS "apps."

/* The public environments (genesys-api.md 1); the places are those of the AWS regions. */
static const GateRegion regions[] = {
  { "us_east_1", "mypurecloud.com", NC_ ("place", "US East (N. Virginia)") },
  { "us_east_2", "use2.us-gov-pure.cloud", NC_ ("place", "US East (Ohio, government)") },
  { "us_west_2", "usw2.pure.cloud", NC_ ("place", "US West (Oregon)") },
  { "ca_central_1", "cac1.pure.cloud", NC_ ("place", "Canada") },
  { "mx_central_1", "mxc1.pure.cloud", NC_ ("place", "Mexico") },
  { "sa_east_1", "sae1.pure.cloud", NC_ ("place", "São Paulo") },
  { "eu_west_1", "mypurecloud.ie", NC_ ("place", "Ireland") },
  { "eu_west_2", "euw2.pure.cloud", NC_ ("place", "London") },
  { "eu_central_1", "mypurecloud.de", NC_ ("place", "Frankfurt") },
  { "eu_central_2", "euc2.pure.cloud", NC_ ("place", "Zürich") },
  { "eusc_de_east_1", "edee1.eusc-pure.cloud", NC_ ("place", "Germany (EU sovereign cloud)") },
  { "me_central_1", "mec1.pure.cloud", NC_ ("place", "UAE") },
  { "ap_south_1", "aps1.pure.cloud", NC_ ("place", "Mumbai") },
  { "ap_southeast_1", "apse1.pure.cloud", NC_ ("place", "Singapore") },
  { "ap_southeast_2", "mypurecloud.com.au", NC_ ("place", "Sydney") },
  { "ap_northeast_1", "mypurecloud.jp", NC_ ("place", "Tokyo") },
  { "ap_northeast_2", "apne2.pure.cloud", NC_ ("place", "Seoul") },
  { "ap_northeast_3", "apne3.pure.cloud", NC_ ("place", "Osaka") },
};

const GateRegion *
gate_region_get_all (guint *n_regions)
{
  *n_regions = G_N_ELEMENTS (regions);
  return regions;
}

/**
 * gate_region_find:
 * @environment: (nullable): an environment
 *
 * Returns: (nullable): the region with exactly this environment
 */
const GateRegion *
gate_region_find (const char *environment)
{
  for (guint i = 0; i < G_N_ELEMENTS (regions); i++)
    if (g_strcmp0 (regions[i].environment, environment) == 0)
      return &regions[i];
  return NULL;
}

/**
 * gate_region_get_place:
 * @self: a region
 *
 * Returns: (transfer none): the translated name of the place
 */
const char *
gate_region_get_place (const GateRegion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "place", self->place);
}

/**
 * gate_region_is_environment:
 * @text: (nullable): what a person typed
 *
 * New regions appear before a version of Gatehouse knows them, so any environment is allowed that
 * cannot lead a host name elsewhere (C8).
 *
 * Returns: whether it is an environment: labels of small letters, digits and hyphens, at least two,
 *   100 characters at most
 */
gboolean
gate_region_is_environment (const char *text)
{
  if (text == NULL || strlen (text) > MAX_ENVIRONMENT_BYTES || strchr (text, '.') == NULL)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && *p != '-' && *p != '.')
      return FALSE;
  return gate_host_is_valid (text);
}

static char *
build_address (const char *prefix,
               const char *environment)
{
  g_return_val_if_fail (gate_region_is_environment (environment), NULL);

  return g_strconcat (HTTPS, prefix, environment, NULL);
}

char *
gate_region_dup_api_address (const char *environment)
{
  return build_address (API, environment);
}

char *
gate_region_dup_login_address (const char *environment)
{
  return build_address (LOGIN, environment);
}

char *
gate_region_dup_apps_address (const char *environment)
{
  return build_address (APPS, environment);
}

/**
 * gate_region_dup_environment:
 * @api_address: the address of an API
 * @login_address: the address of its login
 *
 * Returns: (transfer full) (nullable): the environment that both addresses are made of, %NULL for a
 *   gateway, a private cloud or the local organization
 */
char *
gate_region_dup_environment (const char *api_address,
                             const char *login_address)
{
  const char *environment;

  g_return_val_if_fail (api_address != NULL && login_address != NULL, NULL);

  if (!g_str_has_prefix (api_address, HTTPS API) ||
      !g_str_has_prefix (login_address, HTTPS LOGIN))
    return NULL;
  environment = api_address + strlen (HTTPS API);
  if (strcmp (environment, login_address + strlen (HTTPS LOGIN)) != 0 ||
      !gate_region_is_environment (environment))
    return NULL;
  return g_strdup (environment);
}
