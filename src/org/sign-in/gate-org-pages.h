/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-client.h"
#include "gate-org-call.h"
#include "gate-org-phrases.h"

G_BEGIN_DECLS

/* What people see in a browser when something is wrong, and what all pages look like. An error page
 * leads nowhere (S3). */
void gate_org_pages_answer_error       (GateOrgCall  *call,
                                        guint         status,
                                        GateOrgPhrase phrase);
void gate_org_pages_answer_refusal     (GateOrgCall  *call,
                                        guint         status);
void gate_org_pages_answer_store_error (GateOrgCall  *call,
                                        const GError *error);
/* An authorization request that nobody is sent on with. */
void gate_org_pages_answer_unknown_client (GateOrgCall *call,
                                           const char  *client_id);
void gate_org_pages_answer_wrong_redirect (GateOrgCall *call,
                                           GateClient  *client,
                                           const char  *redirect_uri);
/* For the listener, which refuses before there is a call. */
GBytes *gate_org_pages_make_refusal (guint       status,
                                     const char *accept_language,
                                     const char *correlation_id);

/* Handlers. */
void gate_org_pages_get_style (GateOrgCall *call);
void gate_org_pages_log_out   (GateOrgCall *call);

G_END_DECLS
