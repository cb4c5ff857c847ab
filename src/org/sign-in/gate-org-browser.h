/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-call.h"

G_BEGIN_DECLS

/* The two cookies of a browser (S17, S25). The first binds a request to the browser
 * that made it, before the login; the second is a session and is new with every login.
 * Their names carry the port, because cookies do not know ports (F21). */
typedef enum
{
  GATE_ORG_COOKIE_BROWSER,
  GATE_ORG_COOKIE_SESSION,
} GateOrgCookie;

char *gate_org_browser_dup_cookie   (GateOrgCall  *call,
                                     GateOrgCookie cookie);
void  gate_org_browser_set_cookie   (GateOrgCall  *call,
                                     GateOrgCookie cookie,
                                     const char   *value);
void  gate_org_browser_clear_cookie (GateOrgCall  *call,
                                     GateOrgCookie cookie);

char *gate_org_browser_dup_hash    (GateOrgCall *call);
char *gate_org_browser_ensure_hash (GateOrgCall *call);

gboolean gate_org_browser_find_session (GateOrgCall *call,
                                        char       **session_hash,
                                        char       **person_id,
                                        GError     **error);
char    *gate_org_browser_log_in       (GateOrgCall *call,
                                        const char  *person_id,
                                        GError     **error);
gboolean gate_org_browser_log_out      (GateOrgCall *call,
                                        GError     **error);

G_END_DECLS
