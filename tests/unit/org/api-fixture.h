/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* An organization in a folder of its own, asked without HTTP: the router, the bearer check and the
 * handlers as the server calls them. */

#pragma once

#include "gate-json.h"
#include "gate-org-api.h"
#include "gate-org-bearer.h"
#include "gate-org-populate.h"
#include "gate-org-router.h"

#include <glib/gstdio.h>
#include <string.h>

#define QUALITY_ID "5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d42"
#define ARCHITECT_ID "c4b5e8d0-6f3f-4c7b-8a54-3d6c0a6c1f11"
#define UNKNOWN_ID "00000000-0000-4000-8000-000000000000"
#define PUT_PATH "/api/v2/oauth/authorizations/"

typedef struct
{
  char *folder;
  char *data;
  GateOrgStore *store;
  char *token; /* admin's, of Gatehouse's client */
} Fixture;

gint64            query_number          (Fixture       *fixture,
                                         const char    *sql);
char             *query_text            (Fixture       *fixture,
                                         const char    *sql,
                                         const char    *bound);
void              execute               (Fixture       *fixture,
                                         const char    *sql,
                                         const char    *bound);
char             *client_id_of          (Fixture       *fixture,
                                         const char    *name);
char             *role_id_of            (Fixture       *fixture,
                                         const char    *name);
char             *issue                 (Fixture       *fixture,
                                         const char    *client_id,
                                         const char    *user_name);
void              fixture_open          (Fixture       *fixture,
                                         const char    *spec);
void              fixture_set_up        (Fixture       *fixture,
                                         gconstpointer  data);
void              fixture_tear_down     (Fixture       *fixture,
                                         gconstpointer  data);

/* AUTHORIZATION is the whole header. */
GateOrgCall      *ask_with              (Fixture       *fixture,
                                         const char    *authorization,
                                         const char    *method,
                                         const char    *target,
                                         const char    *content_type,
                                         const char    *body);
GateOrgCall      *ask_as                (Fixture       *fixture,
                                         const char    *token,
                                         const char    *method,
                                         const char    *target,
                                         const char    *body);
GateOrgCall      *ask                   (Fixture       *fixture,
                                         const char    *method,
                                         const char    *target,
                                         const char    *body);
GateJsonDocument *answer_of             (GateOrgCall   *call,
                                         GateJsonValue *root);
char             *answer_text           (GateOrgCall   *call,
                                         const char    *member);
char             *answer_list           (GateOrgCall   *call,
                                         const char    *member);
gint64            answer_number         (GateOrgCall   *call,
                                         const char    *member);
guint             answer_n_entities     (GateOrgCall   *call);
char             *entity_text           (GateOrgCall   *call,
                                         guint          index,
                                         const char    *member);
void              assert_problem        (GateOrgCall   *call,
                                         guint          status,
                                         const char    *code);
const char       *header_of             (GateOrgCall   *call,
                                         const char    *name);

char             *authorization_path_of (Fixture       *fixture,
                                         const char    *name);
gint64            n_audits              (Fixture       *fixture);

/* What GET says there. */
char             *state_of              (Fixture       *fixture,
                                         const char    *path);

#define ADD(path, function)                                                                        \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
