/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-return.h"

#include "gate-org-redirect.h"

static void
go (GateOrgCall       *call,
    const char        *redirect_uri,
    const char *const *pairs,
    gsize              n_pairs)
{
  g_autofree char *location = gate_org_redirect_dup_with (redirect_uri, pairs, n_pairs);

  gate_org_call_add_header (call, "Location", location);
  gate_org_call_answer_empty (call, 303);
}

/**
 * gate_org_return_code:
 * @call: a call nobody has answered yet
 * @redirect_uri: where to
 * @state: (nullable): what the application wants to hear again
 * @code: the code
 */
void
gate_org_return_code (GateOrgCall *call,
                      const char  *redirect_uri,
                      const char  *state,
                      const char  *code)
{
  const char *origin = gate_org_call_get_origin (call);
  const char *const pairs[] = { "code", code, "state", state, "iss", origin };

  go (call, redirect_uri, pairs, G_N_ELEMENTS (pairs) / 2);
}

/**
 * gate_org_return_error:
 * @call: a call nobody has answered yet
 * @redirect_uri: where to
 * @state: (nullable): what the application wants to hear again
 * @error: a code of RFC 6749, section 4.1.2.1
 * @description: a sentence in ASCII
 */
void
gate_org_return_error (GateOrgCall *call,
                       const char  *redirect_uri,
                       const char  *state,
                       const char  *error,
                       const char  *description)
{
  const char *origin = gate_org_call_get_origin (call);
  const char *const pairs[] = { "error", error,   "error_description", description,
                                "state", state, "iss",               origin };

  gate_org_call_set_note (call, error);
  go (call, redirect_uri, pairs, G_N_ELEMENTS (pairs) / 2);
}
