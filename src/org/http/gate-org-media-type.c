/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-media-type.h"

static gboolean
is_utf8_charset (const char *parameter)
{
  return g_ascii_strcasecmp (parameter, "charset=utf-8") == 0 ||
         g_ascii_strcasecmp (parameter, "charset=\"utf-8\"") == 0;
}

/* In one of the few ways a client has reason to write it. */
static gboolean
is_type (const char *content_type,
         const char *type)
{
  g_auto (GStrv) parts = NULL;

  if (content_type == NULL)
    return FALSE;
  parts = g_strsplit (content_type, ";", 3);
  if (parts[0] == NULL || g_ascii_strcasecmp (g_strstrip (parts[0]), type) != 0)
    return FALSE;
  return parts[1] == NULL || (parts[2] == NULL && is_utf8_charset (g_strstrip (parts[1])));
}

/**
 * gate_org_media_type_is_json:
 * @content_type: (nullable): the header as it came
 *
 * Returns: whether it says JSON in UTF-8
 */
gboolean
gate_org_media_type_is_json (const char *content_type)
{
  return is_type (content_type, "application/json");
}

/**
 * gate_org_media_type_is_form:
 * @content_type: (nullable): the header as it came
 *
 * Returns: whether it says a form in UTF-8
 */
gboolean
gate_org_media_type_is_form (const char *content_type)
{
  return is_type (content_type, "application/x-www-form-urlencoded");
}
