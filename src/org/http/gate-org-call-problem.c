/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Refusals of the API (genesys-api.md 4). */

#define G_LOG_DOMAIN "gate-org"

#include "gate-log.h"
#include "gate-org-call.h"
#include "gate-wire-problem.h"

/**
 * gate_org_call_answer_problem:
 * @self: a call nobody has answered yet
 * @status: an HTTP status
 * @code: the code of the contract (genesys-api.md 4.2)
 * @message: a sentence
 * @parameter_name: (nullable): a parameter of the message
 * @parameter_value: (nullable): its value
 */
void
gate_org_call_answer_problem (GateOrgCall *self,
                              guint        status,
                              const char  *code,
                              const char  *message,
                              const char  *parameter_name,
                              const char  *parameter_value)
{
  g_autoptr (GBytes) json = gate_wire_problem_encode (status, code, message,
                                                      gate_org_call_get_correlation_id (self),
                                                      parameter_name, parameter_value);

  gate_org_call_answer_json (self, status, json);
}

/**
 * gate_org_call_answer_store_error:
 * @self: a call nobody has answered yet, whose transaction is over
 * @error: what the store said
 *
 * Answers that the organization could not do it, and why as far as it is anybody's business.
 */
void
gate_org_call_answer_store_error (GateOrgCall  *self,
                                  const GError *error)
{
  g_autofree char *reason = gate_log_escape (error->message);

  g_printerr ("%s: %s\n", gate_org_call_get_correlation_id (self), reason);
  if (g_error_matches (error, GATE_ORG_STORE_ERROR, GATE_ORG_STORE_ERROR_FULL))
    gate_org_call_answer_problem (self, 507, "insufficient.storage",
                                  "There is no room left to store this.", NULL, NULL);
  else
    gate_org_call_answer_problem (self, 500, "internal.server.error",
                                  "The organization could not do this.", NULL, NULL);
}
