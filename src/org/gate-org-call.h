/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

#include "gate-org-store.h"

G_BEGIN_DECLS

/* One request on its way through the organization: what was asked, who asks, what is answered. A
 * handler answers exactly once; what it leaves unanswered becomes a 500. Knows no libsoup. */
#define GATE_TYPE_ORG_CALL (gate_org_call_get_type ())
G_DECLARE_FINAL_TYPE (GateOrgCall, gate_org_call, GATE, ORG_CALL, GObject)

GateOrgCall *gate_org_call_new                (GateOrgStore   *store,
                                               const char     *method,
                                               const char     *path,
                                               const char     *raw_query,
                                               GBytes         *body);
GateOrgStore *gate_org_call_get_store         (GateOrgCall    *self);
const char  *gate_org_call_get_method         (GateOrgCall    *self);
const char  *gate_org_call_get_path           (GateOrgCall    *self);
const char  *gate_org_call_get_query          (GateOrgCall    *self);
GBytes      *gate_org_call_get_body           (GateOrgCall    *self);
const char  *gate_org_call_get_correlation_id (GateOrgCall    *self);

/* The variable segments of the route, decoded and valid UTF-8, e.g. {clientId} is number 0. */
void         gate_org_call_set_segments       (GateOrgCall    *self,
                                               char          **segments);
const char  *gate_org_call_get_segment        (GateOrgCall    *self,
                                               guint           index);

/* Query parameters (GUriParamsIter, WWW form). NULL when absent. */
const char  *gate_org_call_get_parameter      (GateOrgCall    *self,
                                               const char     *name);
char       **gate_org_call_dup_list_parameter (GateOrgCall    *self,
                                               const char     *name);
gboolean     gate_org_call_parse_query        (GateOrgCall    *self,
                                               GError        **error);

void         gate_org_call_set_content_type   (GateOrgCall    *self,
                                               const char     *content_type);
const char  *gate_org_call_get_content_type   (GateOrgCall    *self);
void         gate_org_call_set_language       (GateOrgCall    *self,
                                               const char     *accept_language);
const char  *gate_org_call_get_language       (GateOrgCall    *self);
void         gate_org_call_set_authorization  (GateOrgCall    *self,
                                               const char     *header);
const char  *gate_org_call_get_authorization  (GateOrgCall    *self);

/* Who asks: filled in by gate-org-bearer before the handler runs. */
typedef struct
{
  char  *token_hash;
  char  *client_id;
  char  *person_id;       /* NULL for client credentials */
  char **scopes;          /* what the token carries now: granted ∩ asked */
  char **permissions;     /* of the person, may hold "*" segments */
  char **role_ids;
} GateOrgCaller;

/* Counted: what is known of a caller may outlive the call. Not changed once it is shared. */
GateOrgCaller *gate_org_caller_new            (void);
GateOrgCaller *gate_org_caller_ref            (GateOrgCaller  *caller);
void           gate_org_caller_free           (GateOrgCaller  *caller);
GateOrgCaller *gate_org_call_get_caller       (GateOrgCall    *self);
void           gate_org_call_take_caller      (GateOrgCall    *self,
                                               GateOrgCaller  *caller);

void         gate_org_call_answer_json        (GateOrgCall    *self,
                                               guint           status,
                                               GBytes         *json);
void         gate_org_call_answer_empty       (GateOrgCall    *self,
                                               guint           status);
void         gate_org_call_answer_problem     (GateOrgCall    *self,
                                               guint           status,
                                               const char     *code,
                                               const char     *message,
                                               const char     *parameter_name,
                                               const char     *parameter_value);
void         gate_org_call_answer_store_error (GateOrgCall    *self,
                                               const GError   *error);
void         gate_org_call_add_header         (GateOrgCall    *self,
                                               const char     *name,
                                               const char     *value);

gboolean     gate_org_call_is_answered        (GateOrgCall    *self);
guint        gate_org_call_get_status         (GateOrgCall    *self);
GBytes      *gate_org_call_get_answer         (GateOrgCall    *self);
const char * const *gate_org_call_get_headers (GateOrgCall    *self);  /* name, value, … */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgCaller, gate_org_caller_free)

G_END_DECLS
