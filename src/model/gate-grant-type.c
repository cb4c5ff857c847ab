/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* How a client gets its tokens: the API's words and ours. */

#define G_LOG_DOMAIN "gate-model"

#include "config.h"

#include "gate-client.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *wire;
  GateGrantType grant_type;
} grant_types[] = {
  { "CODE", GATE_GRANT_CODE },
  { "TOKEN", GATE_GRANT_IMPLICIT },
  { "SAML2-BEARER", GATE_GRANT_SAML2_BEARER },
  { "SAML2BEARER", GATE_GRANT_SAML2_BEARER },
  { "SAML2_BEARER", GATE_GRANT_SAML2_BEARER },
  { "CLIENT-CREDENTIALS", GATE_GRANT_CLIENT_CREDENTIALS },
  { "CLIENT_CREDENTIALS", GATE_GRANT_CLIENT_CREDENTIALS },
  { "PASSWORD", GATE_GRANT_PASSWORD },
};

/**
 * gate_grant_type_from_wire:
 * @text: (nullable): the value of `authorizedGrantType`
 *
 * Older definitions write other separators than hyphens (Genesys API, section on client kinds).
 *
 * Returns: the grant type, %GATE_GRANT_UNKNOWN for any other text
 */
GateGrantType
gate_grant_type_from_wire (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (grant_types); i++)
    if (g_strcmp0 (grant_types[i].wire, text) == 0)
      return grant_types[i].grant_type;
  return GATE_GRANT_UNKNOWN;
}

/**
 * gate_grant_type_to_wire:
 * @grant_type: a grant type
 *
 * Returns: (transfer none) (nullable): the current spelling, %NULL for %GATE_GRANT_UNKNOWN
 */
const char *
gate_grant_type_to_wire (GateGrantType grant_type)
{
  for (guint i = 0; i < G_N_ELEMENTS (grant_types); i++)
    if (grant_types[i].grant_type == grant_type)
      return grant_types[i].wire;
  return NULL;
}

/**
 * gate_grant_type_describe:
 * @grant_type: a grant type
 *
 * Returns: (transfer full): its name for people, translated
 */
char *
gate_grant_type_describe (GateGrantType grant_type)
{
  switch (grant_type)
    {
    case GATE_GRANT_CODE:
      return g_strdup (C_ ("grant type", "Code authorization"));
    case GATE_GRANT_IMPLICIT:
      return g_strdup (C_ ("grant type", "Implicit grant"));
    case GATE_GRANT_SAML2_BEARER:
      return g_strdup (C_ ("grant type", "SAML2 bearer"));
    case GATE_GRANT_CLIENT_CREDENTIALS:
      return g_strdup (C_ ("grant type", "Client credentials"));
    case GATE_GRANT_PASSWORD:
      return g_strdup (C_ ("grant type", "Password"));
    case GATE_GRANT_UNKNOWN:
    default:
      return g_strdup (C_ ("grant type", "Unknown grant type"));
    }
}
