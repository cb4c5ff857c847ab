/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Functions for all handlers: reading identifiers and parameters, writing lists and answers. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-api.h"

#include "gate-text.h"
#include "gate-wire-page.h"

#include <string.h>

#define DEFAULT_PAGE_SIZE 25
#define MAX_PAGE_NUMBER 1000000
#define MAX_IDS 100

/**
 * gate_org_api_refuse_parameter:
 * @call: a call
 * @name: the parameter of its query that cannot be used
 *
 * Answers 400.
 */
void
gate_org_api_refuse_parameter (GateOrgCall *call,
                               const char  *name)
{
  g_autofree char *message =
      g_strdup_printf ("The value of the query parameter %s cannot be used", name);

  gate_org_call_answer_problem (call, 400, "invalid.query.param.value", message, "parameter", name);
}

/**
 * gate_org_api_answer_not_found:
 * @call: a call
 * @code: the code of the 404
 * @what: what there is none of, e.g. `role`
 */
void
gate_org_api_answer_not_found (GateOrgCall *call,
                               const char  *code,
                               const char  *what)
{
  g_autofree char *message = g_strdup_printf ("This organization knows no such %s", what);

  gate_org_call_answer_problem (call, 404, code, message, NULL, NULL);
}

static char *
dup_etag (GateAuthorization *authorization)
{
  GDateTime *modified = gate_authorization_get_date_modified (authorization);
  g_autofree char *time =
      modified != NULL ? g_date_time_format (modified, "%Y%m%dT%H%M%S.%f") : NULL;

  return g_strdup_printf ("\"%s\"", time != NULL ? time : "none");
}

/**
 * gate_org_api_add_etag:
 * @call: a call
 * @authorization: what it is answered with
 */
void
gate_org_api_add_etag (GateOrgCall       *call,
                       GateAuthorization *authorization)
{
  g_autofree char *etag = dup_etag (authorization);

  gate_org_call_add_header (call, "ETag", etag);
}

/**
 * gate_org_api_check_match:
 * @call: a call that changes something
 * @authorization: (nullable): what it changes, as it is now; %NULL for anything else
 *
 * Returns: FALSE after a 412 when the call is for another state of it (If-Match, RFC 9110, 13.1.1)
 */
gboolean
gate_org_api_check_match (GateOrgCall       *call,
                          GateAuthorization *authorization)
{
  const char *wanted = gate_org_call_get_header (call, "If-Match");
  g_autofree char *etag = authorization != NULL ? dup_etag (authorization) : NULL;
  g_auto (GStrv) tags = wanted != NULL ? g_strsplit (wanted, ",", -1) : NULL;

  if (wanted == NULL || strcmp (wanted, "*") == 0)
    return TRUE;
  for (gsize i = 0; tags[i] != NULL; i++)
    if (g_strcmp0 (g_strstrip (tags[i]), etag) == 0)
      return TRUE;
  gate_org_call_answer_problem (call, 412, "precondition.failed",
                                "This was changed since you read it. Read it again.", NULL, NULL);
  return FALSE;
}

/**
 * gate_org_api_get_id:
 * @call: a call whose first variable segment is the ID of a client, role or person
 *
 * Returns: (nullable): the ID; %NULL after a 400 when it is not of the form of one
 */
const char *
gate_org_api_get_id (GateOrgCall *call)
{
  const char *id = gate_org_call_get_segment (call, 0);

  if (id != NULL && gate_text_is_client_id (id))
    return id;
  gate_org_call_answer_problem (call,
                                400,
                                "invalid.value",
                                "The ID in the path is not a UUID",
                                NULL,
                                NULL);
  return NULL;
}

static gboolean
read_number (GateOrgCall *call,
             const char  *name,
             gint64       fallback,
             gint64       max,
             gint64      *value)
{
  const char *text = gate_org_call_get_parameter (call, name);
  guint64 number = 0;

  *value = fallback;
  if (text == NULL)
    return TRUE;
  if (g_ascii_string_to_unsigned (text, 10, 1, (guint64) max, &number, NULL))
    {
      *value = (gint64) number;
      return TRUE;
    }
  gate_org_api_refuse_parameter (call, name);
  return FALSE;
}

/**
 * gate_org_api_read_page:
 * @call: a call
 * @max_size: the largest page that is given
 * @page: (out): the page asked for, the first of 25 by default
 *
 * Returns: FALSE after a 400
 */
gboolean
gate_org_api_read_page (GateOrgCall    *call,
                        gint64          max_size,
                        GateOrgApiPage *page)
{
  return read_number (call, "pageSize", DEFAULT_PAGE_SIZE, max_size, &page->size) &&
         read_number (call, "pageNumber", 1, MAX_PAGE_NUMBER, &page->number);
}

/**
 * gate_org_api_read_boolean:
 * @call: a call
 * @name: a parameter of its query
 * @fallback: its value when it is absent
 * @value: (out): its value
 *
 * Returns: FALSE after a 400
 */
gboolean
gate_org_api_read_boolean (GateOrgCall *call,
                           const char  *name,
                           gboolean     fallback,
                           gboolean    *value)
{
  const char *text = gate_org_call_get_parameter (call, name);

  *value = text != NULL ? g_str_equal (text, "true") : fallback;
  if (text == NULL || *value || g_str_equal (text, "false"))
    return TRUE;
  gate_org_api_refuse_parameter (call, name);
  return FALSE;
}

/**
 * gate_org_api_read_ids:
 * @call: a call
 * @too_many_code: the code of the 400 for more than a hundred
 * @ids: (out) (nullable) (transfer full): the values of `id`, %NULL when absent
 *
 * Returns: FALSE after a 400
 */
gboolean
gate_org_api_read_ids (GateOrgCall *call,
                       const char  *too_many_code,
                       char      ***ids)
{
  *ids = gate_org_call_dup_list_parameter (call, "id");
  if (*ids == NULL || (*ids)[0] == NULL)
    {
      g_clear_pointer (ids, g_strfreev);
      return TRUE;
    }
  if (g_strv_length (*ids) <= MAX_IDS)
    return TRUE;
  g_clear_pointer (ids, g_strfreev);
  gate_org_call_answer_problem (call,
                                400,
                                too_many_code,
                                "At most 100 IDs can be asked for",
                                "id",
                                "100");
  return FALSE;
}

/**
 * gate_org_api_answer:
 * @call: a call
 * @writer: a writer that has written one whole document
 *
 * Answers 200.
 */
void
gate_org_api_answer (GateOrgCall    *call,
                     GateJsonWriter *writer)
{
  g_autoptr (GBytes) json = gate_json_writer_end (writer);

  gate_org_call_answer_json (call, 200, json);
}
