/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Addresses and parameters: what comes back from a sign-in page, what a form has, where a list says
 * that it goes on. */

#include "fuzz.h"

#include "gate-address.h"
#include "gate-oauth-redirect.h"
#include "gate-org-parameters.h"

static void
check_parameters (const char *text,
                  gsize       size)
{
  static const char *const lists[] = { "scope", NULL };
  g_autoptr (GateOrgParameters) parameters =
      gate_org_parameters_parse (text, (gssize) size, lists, 100, NULL);
  g_auto (GStrv) scopes = NULL;

  if (parameters == NULL)
    return;
  g_assert_false (gate_org_parameters_is_repeated (parameters, "none\n"));
  scopes = gate_org_parameters_dup_list (parameters, "scope");
  for (guint i = 0; scopes != NULL && scopes[i] != NULL; i++)
    g_assert_true (g_utf8_validate (scopes[i], -1, NULL));
}

/* Whatever it leads to, it stays at its origin. */
static void
check_next_page (const char *text)
{
  g_autoptr (GUri) base = gate_address_parse ("https://api.example.com/api/v2/roles", NULL);
  g_autoptr (GUri) next = gate_address_resolve (base, text, NULL);
  g_autofree char *origin = NULL;

  if (next == NULL)
    return;
  origin = gate_address_dup_origin (next);
  g_assert_cmpstr (origin, ==, "https://api.example.com");
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GateOauthRedirect) redirect = gate_oauth_redirect_parse (text);
  g_autoptr (GUri) address = gate_address_parse (text, NULL);
  g_autoptr (GUri) api = gate_address_parse_api (text, NULL);

  g_assert_true (redirect == NULL || redirect->code == NULL ||
                 g_utf8_validate (redirect->code, -1, NULL));
  g_assert_true (address == NULL || gate_address_check (address, NULL));
  check_next_page (text);
  check_parameters ((const char *) data, size);
  return 0;
}
