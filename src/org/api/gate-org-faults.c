/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-faults.h"

#include "gate-error.h"
#include "gate-json.h"

#include <sodium.h>

#define TOKEN_BYTES 32
#define MAX_COUNT 1000
#define MAX_DELAY_MS 60000

typedef struct
{
  const char *name;
  GateOrgFault fault;
  guint status;
  const char *code;
} Kind;

static const Kind kinds[] = {
  { "401", GATE_ORG_FAULT_STATUS, 401, "bad.credentials" },
  { "403", GATE_ORG_FAULT_STATUS, 403, "not.authorized" },
  { "429", GATE_ORG_FAULT_STATUS, 429, "too.many.requests.retry.after" },
  { "500", GATE_ORG_FAULT_STATUS, 500, "internal.server.error" },
  { "503", GATE_ORG_FAULT_STATUS, 503, "service.unavailable" },
  { "slow", GATE_ORG_FAULT_SLOW, 0, NULL },
  { "close", GATE_ORG_FAULT_CLOSE, 0, NULL },
};

struct _GateOrgFaults
{
  char *token;
  const Kind *kind;
  guint n_left;
  guint delay_ms;
};

/**
 * gate_org_faults_new:
 *
 * Returns: (transfer full): a switch with a new random token; nothing goes wrong yet
 */
GateOrgFaults *
gate_org_faults_new (void)
{
  GateOrgFaults *self = g_new0 (GateOrgFaults, 1);
  guint8 bytes[TOKEN_BYTES];
  char text[sodium_base64_ENCODED_LEN (TOKEN_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];

  randombytes_buf (bytes, sizeof bytes);
  sodium_bin2base64 (text, sizeof text, bytes, sizeof bytes,
                     sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  self->token = g_strdup (text);
  return self;
}

/**
 * gate_org_faults_free:
 * @self: (transfer full): the switch
 */
void
gate_org_faults_free (GateOrgFaults *self)
{
  g_free (self->token);
  g_free (self);
}

const char *
gate_org_faults_get_token (GateOrgFaults *self)
{
  return self->token;
}

static gboolean
is_allowed (GateOrgFaults *self,
            GateOrgCall   *call)
{
  g_autofree char *wanted = g_strconcat ("Bearer ", self->token, NULL);
  const char *shown = gate_org_call_get_header (call, "Authorization");

  return shown != NULL && strlen (shown) == strlen (wanted) &&
         sodium_memcmp (shown, wanted, strlen (wanted)) == 0;
}

static const Kind *
find_kind (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].name, name) == 0)
      return &kinds[i];
  return NULL;
}

static gboolean
set_from_json (GateOrgFaults *self,
               GBytes        *json,
               GError       **error)
{
  g_autoptr (GateJsonDocument) document = NULL;
  GateJsonValue root;
  const char *name = NULL;
  gint64 count = 1;
  gint64 delay_ms = 0;
  gsize length = 0;
  const char *text = g_bytes_get_data (json, &length);

  document = gate_json_document_new (length > 0 ? text : "", length, "faults", error);
  if (document == NULL)
    return FALSE;
  gate_json_document_get_root (document, &root);
  if (!gate_json_value_expect_object (&root, error) ||
      !gate_json_get_string (&root, "fault", &name, error) ||
      !gate_json_get_optional_int (&root, "count", 0, MAX_COUNT, 1, &count, error) ||
      !gate_json_get_optional_int (&root, "ms", 0, MAX_DELAY_MS, 1000, &delay_ms, error))
    return FALSE;
  if (find_kind (name) == NULL)
    {
      gate_error_set (error, GATE_ERROR_INVALID, "fault: not one of ours");
      return FALSE;
    }
  self->kind = find_kind (name);
  self->n_left = (guint) count;
  self->delay_ms = (guint) delay_ms;
  return TRUE;
}

/**
 * gate_org_faults_answer:
 * @self: the switch
 * @call: POST /faults with `{"fault": "429", "count": 2}`: 401, 403, 429, 500, 503, slow (with
 *   `ms`) or close, for the next so many calls of the API
 *
 * Turns the switch: 204, or 401, or 400.
 */
void
gate_org_faults_answer (GateOrgFaults *self,
                        GateOrgCall   *call)
{
  g_autoptr (GError) error = NULL;

  if (!is_allowed (self, call))
    gate_org_call_answer_problem (call, 401, "authentication.required",
                                  "The token of the training faults is needed.", NULL, NULL);
  else if (!set_from_json (self, gate_org_call_get_body (call), &error))
    gate_org_call_answer_problem (call, 400, "bad.request", error->message, NULL, NULL);
  else
    gate_org_call_answer_empty (call, 204);
}

/**
 * gate_org_faults_take:
 * @self: the switch
 * @call: a call of the API, not answered yet; answered afterwards for %GATE_ORG_FAULT_STATUS
 * @delay_ms: (out): by how much it is late, for %GATE_ORG_FAULT_SLOW
 *
 * Returns: what goes wrong with this call
 */
GateOrgFault
gate_org_faults_take (GateOrgFaults *self,
                      GateOrgCall   *call,
                      guint         *delay_ms)
{
  *delay_ms = self->delay_ms;
  if (self->n_left == 0)
    return GATE_ORG_FAULT_NONE;
  self->n_left--;
  if (self->kind->fault != GATE_ORG_FAULT_STATUS)
    return self->kind->fault;
  if (self->kind->status == 429)
    gate_org_call_add_header (call, "Retry-After", "2");
  gate_org_call_answer_problem (call, self->kind->status, self->kind->code,
                                "A training fault.", NULL, NULL);
  return GATE_ORG_FAULT_STATUS;
}
