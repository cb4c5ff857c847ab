/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-json.h"
#include "gate-org-router.h"

G_BEGIN_DECLS

/* Functions for the handlers of all areas. A reader that returns FALSE or NULL has answered. */
typedef struct
{
  gint64 size;
  gint64 number;   /* from 1 */
} GateOrgApiPage;

const char *gate_org_api_get_id           (GateOrgCall    *call);
gboolean    gate_org_api_read_page        (GateOrgCall    *call,
                                           gint64          max_size,
                                           GateOrgApiPage *page);
gboolean    gate_org_api_read_boolean     (GateOrgCall    *call,
                                           const char     *name,
                                           gboolean        fallback,
                                           gboolean       *value);
gboolean    gate_org_api_read_ids         (GateOrgCall    *call,
                                           const char     *too_many_code,
                                           char         ***ids);
void        gate_org_api_refuse_parameter (GateOrgCall    *call,
                                           const char     *name);
void        gate_org_api_answer_not_found (GateOrgCall    *call,
                                           const char     *code,
                                           const char     *what);

/* The ETag of an authorization moves with its date; what else is changed here has none. */
void        gate_org_api_add_etag         (GateOrgCall       *call,
                                           GateAuthorization *authorization);
gboolean    gate_org_api_check_match      (GateOrgCall       *call,
                                           GateAuthorization *authorization);

/* A list on its way into an answer: each entity is written for itself into its writer and then
 * added, so that memory and time per entity do not grow with the list. */
typedef struct
{
  GateJsonWriter *writer;
  GByteArray     *bytes;
  gint64          n_entities;
} GateOrgList;

void gate_org_list_init        (GateOrgList          *list);
void gate_org_list_clear       (GateOrgList          *list);
void gate_org_list_add         (GateOrgList          *list);
void gate_org_list_answer      (GateOrgList          *list,
                                GateOrgCall          *call);
void gate_org_list_answer_page (GateOrgList          *list,
                                GateOrgCall          *call,
                                gint64                total,
                                const GateOrgApiPage *page);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GateOrgList, gate_org_list_clear)

void gate_org_api_answer (GateOrgCall    *call,
                          GateJsonWriter *writer);

/* One handler per route; each is described by its entry in gate-org-api.c. */
void gate_org_api_list_authorizations  (GateOrgCall *call);
void gate_org_api_get_authorization    (GateOrgCall *call);
void gate_org_api_put_authorization    (GateOrgCall *call);
void gate_org_api_delete_authorization (GateOrgCall *call);
void gate_org_api_list_clients         (GateOrgCall *call);
void gate_org_api_get_client           (GateOrgCall *call);
void gate_org_api_list_scopes          (GateOrgCall *call);
void gate_org_api_get_scope            (GateOrgCall *call);
void gate_org_api_list_roles           (GateOrgCall *call);
void gate_org_api_get_role             (GateOrgCall *call);
void gate_org_api_list_role_users      (GateOrgCall *call);
void gate_org_api_list_people          (GateOrgCall *call);
void gate_org_api_get_person           (GateOrgCall *call);
void gate_org_api_get_me               (GateOrgCall *call);
void gate_org_api_get_organization     (GateOrgCall *call);
void gate_org_api_get_token            (GateOrgCall *call);
void gate_org_api_head_token           (GateOrgCall *call);
void gate_org_api_delete_token         (GateOrgCall *call);
void gate_org_api_post_client_secret   (GateOrgCall *call);

/* The route table of the REST API: all areas, ended by an entry without method. */
const GateOrgRoute *gate_org_api_get_routes (void);

G_END_DECLS
