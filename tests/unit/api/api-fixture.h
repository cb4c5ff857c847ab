/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-api-authorizations.h"
#include "gate-error.h"
#include "gate-token-source.h"
#include "script-server.h"

G_BEGIN_DECLS

#define CLIENT_A "0a1b2c3d-0000-4000-8000-00000000000a"
#define CLIENT_B "0a1b2c3d-0000-4000-8000-00000000000b"
#define ONE_PATH "/api/v2/oauth/authorizations/" CLIENT_A
#define LIST_PATH "/api/v2/oauth/authorizations"

/* A token source that gives token-1 and, once token-N was refused, token-N+1. */
#define FAKE_TYPE_TOKEN (fake_token_get_type ())
G_DECLARE_FINAL_TYPE (FakeToken, fake_token, FAKE, TOKEN, GObject)

void   fake_token_set_failure   (FakeToken *self,
                                 GError    *on_renewal);
guint  fake_token_get_n_renewed (FakeToken *self);

typedef struct
{
  ScriptServer *server;
  FakeToken    *token;
  GateHttp     *http;
  GateApi      *api;
  GCancellable *cancellable;
  GAsyncResult *result;
  GObject      *source;
} Fixture;

void  fixture_set_up    (Fixture      *fixture,
                         gconstpointer data);
void  fixture_tear_down (Fixture      *fixture,
                         gconstpointer data);
void  fixture_ready_cb  (GObject      *source,
                         GAsyncResult *result,
                         gpointer      fixture);
GAsyncResult *fixture_wait (Fixture *fixture);
char *fixture_new_authorization (const char *client_id,
                                 const char *state,
                                 const char *scopes,
                                 const char *roles);

#define FIXTURE_ADD(path, test)                                                                   \
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

G_END_DECLS
