/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-client-setup.h"

#include "gate-format.h"
#include "gate-region.h"

#include <glib/gi18n-lib.h>

#define BOTH (GATE_CLIENT_SETUP_ADMINISTER | GATE_CLIENT_SETUP_REVIEW)
#define PAGE "/directory/#/admin/integrations/oauth" /* genesys-api.md 6.2 */

/* genesys-api.md 3.8; a test holds both tables against the operations that Gatehouse uses. */
static const GateClientSetupNeed scopes[] = {
  { "oauth", N_ ("Read and decide which applications may enter, and read OAuth clients"),
    GATE_CLIENT_SETUP_ADMINISTER },
  { "oauth:readonly", N_ ("Read which applications may enter, and OAuth clients"),
    GATE_CLIENT_SETUP_REVIEW },
  { "authorization:readonly", N_ ("Read roles, and who holds them"), BOTH },
  { "organization:readonly", N_ ("Read the name of the organization"), BOTH },
  { "user-basic-info", N_ ("Read who is signed in and what the sign-in may do"), BOTH },
  { "users:readonly", N_ ("Read the names of people, e.g. of who approved"), BOTH },
};

static const GateClientSetupNeed permissions[] = {
  { "oauth:client:authorize", N_ ("See and decide which applications may enter"), BOTH },
  { "oauth:client:view", N_ ("See the OAuth clients of the organization"), BOTH },
  { "authorization:role:view", N_ ("See roles, and who holds them"), BOTH },
};

const GateClientSetupNeed *
gate_client_setup_get_scopes (guint *n_scopes)
{
  *n_scopes = G_N_ELEMENTS (scopes);
  return scopes;
}

const GateClientSetupNeed *
gate_client_setup_get_permissions (guint *n_permissions)
{
  *n_permissions = G_N_ELEMENTS (permissions);
  return permissions;
}

const char *
gate_client_setup_get_reason (const GateClientSetupNeed *need)
{
  return _ (need->reason);
}

/**
 * gate_client_setup_get_grant:
 * @kind: who signs in
 *
 * Returns: (transfer none): the grant type as the vendor's page writes it, which is not translated
 */
const char *
gate_client_setup_get_grant (GateAccountKind kind)
{
  return kind == GATE_ACCOUNT_BROWSER ? "Code Authorization" : "Client Credentials";
}

/**
 * gate_client_setup_dup_scopes:
 * @use: what the client is for
 *
 * Returns: (transfer full): the scopes with commas between
 */
char *
gate_client_setup_dup_scopes (GateClientSetupUse use)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    if ((scopes[i].uses & use) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", scopes[i].id);
  return g_string_free (text, FALSE);
}

/**
 * gate_client_setup_dup_page:
 * @environment: an environment
 *
 * Returns: (transfer full): the address of the page where OAuth clients are made
 */
char *
gate_client_setup_dup_page (const char *environment)
{
  g_autofree char *apps = gate_region_dup_apps_address (environment);

  return g_strconcat (apps, PAGE, NULL);
}

static void
add_place (GString    *text,
           const char *environment)
{
  g_autofree char *page = NULL;

  g_string_append (text, _ ("Gatehouse needs an OAuth client in Genesys Cloud."));
  g_string_append_printf (text, "\n\n1. %s\n",
                          _ ("Add a client under Admin › Integrations › OAuth"));
  if (environment == NULL)
    return;
  page = gate_client_setup_dup_page (environment);
  g_string_append_printf (text, "   %s\n", page);
}

static void
add_needs (GString                   *text,
           const GateClientSetupNeed *needs,
           guint                      n_needs,
           gboolean                   are_permissions)
{
  for (guint i = 0; i < n_needs; i++)
    {
      g_autofree char *name =
          are_permissions ? gate_format_permission (needs[i].id) : g_strdup (needs[i].id);

      if ((needs[i].uses & GATE_CLIENT_SETUP_ADMINISTER) != 0)
        g_string_append_printf (text, "   %s — %s\n", name, _ (needs[i].reason));
    }
}

static void
add_for_browser (GString *text)
{
  g_autofree char *review = gate_client_setup_dup_scopes (GATE_CLIENT_SETUP_REVIEW);

  g_string_append_printf (text, "3. %s: %s (%s)\n", _ ("Authorized redirect URI"),
                          GATE_CLIENT_SETUP_REDIRECT, _ ("without a port"));
  g_string_append_printf (text, "4. %s:\n", _ ("Scopes"));
  add_needs (text, scopes, G_N_ELEMENTS (scopes), FALSE);
  g_string_append_printf (text, "   %s: %s\n", _ ("Only to review, these in their place"), review);
  g_string_append_printf (text, "5. %s:\n", _ ("Permissions of the people who use it"));
  add_needs (text, permissions, G_N_ELEMENTS (permissions), TRUE);
  g_string_append_printf (text, "6. %s\n", _ ("Pass the client ID on"));
}

static void
add_for_client (GString *text)
{
  g_string_append_printf (text, "3. %s:\n", _ ("Roles with these permissions"));
  add_needs (text, permissions, G_N_ELEMENTS (permissions), TRUE);
  g_string_append_printf (text, "4. %s\n",
                          _ ("Pass the client ID on, and the client secret where nobody else can "
                             "read it"));
}

/**
 * gate_client_setup_dup_text:
 * @kind: who signs in
 * @environment: (nullable): the environment of the organization, if it has one
 *
 * Returns: (transfer full): how to make the client, as a text for a colleague
 */
char *
gate_client_setup_dup_text (GateAccountKind kind,
                            const char     *environment)
{
  GString *text = g_string_new (NULL);

  add_place (text, environment);
  g_string_append_printf (text, "2. %s: %s\n", _ ("Grant type"),
                          gate_client_setup_get_grant (kind));
  if (kind == GATE_ACCOUNT_BROWSER)
    add_for_browser (text);
  else
    add_for_client (text);
  return g_string_free (text, FALSE);
}
