/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-oauth-error.h"

#include "gate-org-log.h"
#include "gate-wire-oauth.h"

/**
 * gate_org_oauth_error_answer:
 * @call: an unanswered call
 * @status: an HTTP status
 * @error: a code of RFC 6749, section 5.2
 * @description: a sentence in ASCII (RFC 6749, appendix A.8)
 */
void
gate_org_oauth_error_answer (GateOrgCall *call,
                             guint        status,
                             const char  *error,
                             const char  *description)
{
  g_autoptr (GBytes) json = gate_wire_oauth_error_encode (error, description);

  gate_org_call_answer_json (call, status, json);
}

/**
 * gate_org_oauth_error_refuse:
 * @call: an unanswered call
 * @error: a code of RFC 6749, section 5.2
 * @description: a sentence in ASCII
 * @note: (nullable): more about the refusal, for the log
 *
 * Answers 400, and lets the log say why.
 */
void
gate_org_oauth_error_refuse (GateOrgCall *call,
                             const char  *error,
                             const char  *description,
                             const char  *note)
{
  g_autofree char *logged = g_strconcat (error, ": ", note != NULL ? note : description, NULL);

  gate_org_call_set_note (call, logged);
  gate_org_oauth_error_answer (call, 400, error, description);
}

/**
 * gate_org_oauth_error_answer_store:
 * @call: an unanswered call, whose transaction is over
 * @error: the error of the store, for the log only
 */
void
gate_org_oauth_error_answer_store (GateOrgCall  *call,
                                   const GError *error)
{
  gate_org_log_note ("%s: %s", gate_org_call_get_correlation_id (call), error->message);
  gate_org_oauth_error_answer (call, 500, "server_error", "The organization could not do this.");
}
