/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-call.h"

G_BEGIN_DECLS

/* A sentence for the programmer of a client, with the parameter that it is about. */
char *gate_org_oauth_error_describe    (const char   *sentence,
                                        const char   *name,
                                        const char   *value);

/* Errors of the endpoints that programs send forms to (RFC 6749, section 5.2). */
void gate_org_oauth_error_answer       (GateOrgCall  *call,
                                        guint         status,
                                        const char   *error,
                                        const char   *description);
void gate_org_oauth_error_refuse       (GateOrgCall  *call,
                                        const char   *error,
                                        const char   *sentence,
                                        const char   *name,
                                        const char   *value,
                                        const char   *note);
void gate_org_oauth_error_answer_store (GateOrgCall  *call,
                                        const GError *error);

G_END_DECLS
