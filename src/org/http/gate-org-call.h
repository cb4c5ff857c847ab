/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

#include "gate-org-audit-table.h"
#include "gate-org-endpoints.h"
#include "gate-org-principal.h"
#include "gate-org-store.h"

G_BEGIN_DECLS

typedef struct _GateOrgAuthServer GateOrgAuthServer;

/* One request on its way through the organization, with its principal and its answer. A handler
 * answers exactly once, at once or, when it defers the call, later; an unanswered call
 * becomes a 500. Knows no libsoup. */
#define GATE_TYPE_ORG_CALL (gate_org_call_get_type ())
G_DECLARE_FINAL_TYPE (GateOrgCall, gate_org_call, GATE, ORG_CALL, GObject)

GateOrgCall  *gate_org_call_new                (GateOrgStore *store,
                                                const char   *method,
                                                const char   *path,
                                                const char   *raw_query,
                                                GBytes       *body);
GateOrgStore *gate_org_call_get_store          (GateOrgCall  *self);
const char   *gate_org_call_get_method         (GateOrgCall  *self);
const char   *gate_org_call_get_path           (GateOrgCall  *self);
const char   *gate_org_call_get_query          (GateOrgCall  *self);
GBytes       *gate_org_call_get_body           (GateOrgCall  *self);
const char   *gate_org_call_get_correlation_id (GateOrgCall  *self);

/* The variable segments of the route, decoded and valid UTF-8, e.g. {clientId} is number 0. */
void        gate_org_call_set_segments (GateOrgCall *self,
                                        char       **segments);
const char *gate_org_call_get_segment  (GateOrgCall *self,
                                        guint        index);

/* Query parameters (GUriParamsIter, WWW form). NULL when absent. */
const char *gate_org_call_get_parameter      (GateOrgCall *self,
                                              const char  *name);
char      **gate_org_call_dup_list_parameter (GateOrgCall *self,
                                              const char  *name);
gboolean    gate_org_call_parse_query        (GateOrgCall *self,
                                              GError     **error);

/* Fields of the request that the listener passes on; names in any case. */
void        gate_org_call_set_header (GateOrgCall *self,
                                      const char  *name,
                                      const char  *value);
const char *gate_org_call_get_header (GateOrgCall *self,
                                      const char  *name);

void                gate_org_call_set_from_elsewhere (GateOrgCall        *self,
                                                      gboolean            from_elsewhere);
gboolean            gate_org_call_is_from_elsewhere  (GateOrgCall        *self);
void                gate_org_call_set_kind           (GateOrgCall        *self,
                                                      GateOrgEndpointKind kind);
GateOrgEndpointKind gate_org_call_get_kind           (GateOrgCall        *self);
/* Our own address, e.g. "http://127.0.7.1:8080": the issuer identifier (RFC 8414). It does not
 * depend on the Host field. */
void               gate_org_call_set_origin      (GateOrgCall       *self,
                                                  const char        *origin);
const char        *gate_org_call_get_origin      (GateOrgCall       *self);
void               gate_org_call_set_auth_server (GateOrgCall       *self,
                                                  GateOrgAuthServer *auth_server);
GateOrgAuthServer *gate_org_call_get_auth_server (GateOrgCall       *self);

GateOrgActor gate_org_call_get_actor (GateOrgCall *self);

/* Who asks: filled in by gate-org-bearer before the handler runs. */
GateOrgPrincipal *gate_org_call_get_principal  (GateOrgCall      *self);
void              gate_org_call_take_principal (GateOrgCall      *self,
                                                GateOrgPrincipal *principal);

void gate_org_call_answer_json        (GateOrgCall  *self,
                                       guint         status,
                                       GBytes       *json);
void gate_org_call_answer_bytes       (GateOrgCall  *self,
                                       guint         status,
                                       const char   *media_type,
                                       GBytes       *bytes);
void gate_org_call_answer_empty       (GateOrgCall  *self,
                                       guint         status);
void gate_org_call_answer_problem     (GateOrgCall  *self,
                                       guint         status,
                                       const char   *code,
                                       const char   *message,
                                       const char   *parameter_name,
                                       const char   *parameter_value);
void gate_org_call_answer_store_error (GateOrgCall  *self,
                                       const GError *error);
void gate_org_call_add_header         (GateOrgCall  *self,
                                       const char   *name,
                                       const char   *value);

/* The outcome in words for the log, beside the status (S61). */
void        gate_org_call_set_note (GateOrgCall *self,
                                    const char  *note);
const char *gate_org_call_get_note (GateOrgCall *self);

void               gate_org_call_defer           (GateOrgCall *self);
gboolean           gate_org_call_is_deferred     (GateOrgCall *self);
gboolean           gate_org_call_is_answered     (GateOrgCall *self);
guint              gate_org_call_get_status      (GateOrgCall *self);
GBytes            *gate_org_call_get_answer      (GateOrgCall *self);
const char        *gate_org_call_get_answer_type (GateOrgCall *self);
const char *const *gate_org_call_get_headers     (GateOrgCall *self);  /* name, value, … */

G_END_DECLS
