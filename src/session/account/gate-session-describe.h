/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-error.h"

G_BEGIN_DECLS

/* The server codes of errors that the session itself makes. */
#define GATE_REFUSED_MALFORMED_ID "gatehouse.malformed.id"
#define GATE_REFUSED_SEVERAL_IDS "gatehouse.several.ids"
#define GATE_REFUSED_UNKNOWN_ID "gatehouse.unknown.id"
#define GATE_REFUSED_OWN_CLIENT "gatehouse.own.client"
#define GATE_REFUSED_UNDER_WAY "gatehouse.under.way"
#define GATE_REFUSED_ADDRESS "gatehouse.address"
/* Signing in with the browser. */
#define GATE_REFUSED_LOGIN_ADDRESS "gatehouse.login.address"
#define GATE_REFUSED_NO_PORT "gatehouse.no.port"
#define GATE_REFUSED_BROWSER_LATE "gatehouse.browser.late"
#define GATE_REFUSED_CODE "gatehouse.code"
#define GATE_REFUSED_NO_SECRET "gatehouse.no.secret"
#define GATE_REFUSED_LOCAL "gatehouse.local"
#define GATE_REFUSED_STOPPED "gatehouse.stopped"
/* The organization counts entries of a list and delivers none. */
#define GATE_REFUSED_NOT_DELIVERED "gatehouse.not.delivered"
#define GATE_REFUSED_CLOSED "gatehouse.closed"
#define GATE_REFUSED_UNREAD "gatehouse.unread"
#define GATE_REFUSED_UNKNOWN_STATE "gatehouse.unknown.state"
/* Another person changed it: a name and a newer date say so. */
#define GATE_REFUSED_OVERTAKEN "gatehouse.overtaken"
/* Not refused, but: the answer was lost and the change did not take place; or the change was
 * accepted and its result cannot be read completely. */
#define GATE_REFUSED_NOT_DONE "gatehouse.not.done"
#define GATE_REFUSED_UNREAD_AFTER "gatehouse.unread.after"
/* Why the keyring did not do what was asked. */
#define GATE_REFUSED_KEYRING_LOCKED "gatehouse.keyring.locked"
#define GATE_REFUSED_KEYRING_DISMISSED "gatehouse.keyring.dismissed"
#define GATE_REFUSED_KEYRING_MISSING "gatehouse.keyring.missing"
#define GATE_REFUSED_KEYRING_SILENT "gatehouse.keyring.silent"

GError  *gate_session_refuse         (GateErrorCode  code,
                                      const char    *reason);
char    *gate_session_error_sentence (const GError  *error);
char    *gate_session_describe_words (const GError  *error);
char    *gate_session_describe_id    (const GError  *error);
char    *gate_session_describe_evidence (const GError *error);
gboolean gate_session_is_stop        (const GError  *error);

G_END_DECLS
