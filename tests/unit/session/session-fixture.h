/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-session-private.h"
#include "script-server.h"
#include "shadow.h"

#define ID_OWN "11111111-2c5e-4e0c-9a64-7f0e3c1b9d42"
#define ID_PHONE "22222222-2c5e-4e0c-9a64-7f0e3c1b9d42"
#define ID_QUALITY "33333333-2c5e-4e0c-9a64-7f0e3c1b9d42"
#define ID_NEW "44444444-2c5e-4e0c-9a64-7f0e3c1b9d42"

#define LIST "GET /api/v2/oauth/authorizations"
#define ME "GET /api/v2/users/me?expand=authorization"
#define ORGANIZATION "GET /api/v2/organizations/me"
#define TOKEN "GET /api/v2/tokens/me"
#define CLIENTS "GET /api/v2/oauth/clients"
#define SCOPES "GET /api/v2/oauth/scopes"
#define ROLES "GET /api/v2/authorization/roles?userCount=true&pageSize=100&pageNumber=1"
#define PEOPLE "GET /api/v2/users?pageSize=1&pageNumber=1"
#define INACTIVE                                                                                   \
  "GET /api/v2/users?state=inactive&expand=authorization&pageSize=100&pageNumber=1"

/* A session on a scripted organization, which answers everything well to begin with. */
typedef struct
{
  ScriptServer *server;
  char         *folder;
  GFile        *token_file;
  GateSession  *session;
} Fixture;

void     fixture_set_up      (Fixture       *f,
                              gconstpointer  unused);
/* An open session for which a second of waiting is so short. */
#define QUICK_SECOND_MS 20
void     fixture_set_up_quick (Fixture      *f,
                               gconstpointer unused);
GateAuthorization *fixture_find (Fixture    *f,
                                 const char *id);
void     fixture_tear_down   (Fixture       *f,
                              gconstpointer  unused);
void     fixture_open        (Fixture       *f);
void     fixture_write_token (Fixture       *f,
                              const char    *token);
void     fixture_say         (Fixture       *f,
                              const char    *request,
                              guint          status,
                              const char    *body);
char    *fixture_entity      (const char    *id,
                              const char    *name,
                              const char    *state,
                              const char    *scopes);
void     fixture_say_one     (Fixture       *f,
                              const char    *id,
                              const char    *name,
                              const char    *state,
                              const char    *scopes);

gboolean session_is_loading  (GateSession   *session);
char    *session_dup         (GateSession   *session,
                              const char    *property);

void     finish              (GateOperation *operation);
void     assert_described    (GateOperation *operation,
                              const char    *wanted);
void     assert_failed       (GateOperation *operation,
                              GateErrorCode  code,
                              const char    *wanted);
