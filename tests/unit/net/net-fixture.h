/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "fault-server.h"
#include "gate-error.h"
#include "gate-http.h"

G_BEGIN_DECLS

/* A client and a server, and one request at a time between them. */
typedef struct
{
  FaultServer *server;
  GateHttp    *http;
} NetFixture;

/* How a request ended. */
typedef struct
{
  GateHttpResponse *answer;
  GError           *error;
  GByteArray       *sunk;   /* what the sink got since its last reset */
  guint             resets;
  gsize             largest;
  guint             callbacks;
} NetOutcome;

/* A minute of the service, after which failures are no longer retried, is then longer than four
 * answers take on a busy machine. */
#define NET_SECOND_MS 20
#define NET_PATIENCE_MS 20000

#define NET_ANSWER                                                                                 \
  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"

void             net_fixture_set_up    (NetFixture      *self,
                                        gconstpointer    data);
void             net_fixture_tear_down (NetFixture      *self,
                                        gconstpointer    data);
GateHttpRequest *net_request_new       (NetFixture      *self,
                                        const char      *method,
                                        const char      *path);
void             net_request_set_sink  (GateHttpRequest *request,
                                        NetOutcome      *outcome);
void             net_start             (NetFixture      *self,
                                        GateHttpRequest *request,
                                        GCancellable    *cancellable,
                                        NetOutcome      *outcome);
void             net_wait              (NetOutcome      *outcome);
void             net_send              (NetFixture      *self,
                                        GateHttpRequest *request,
                                        NetOutcome      *outcome);
void net_send_expecting (NetFixture *self, const char *method, const char *path, guint status);
void net_send_failing (NetFixture *self, const char *method, const char *path, GateErrorCode code);
void             net_outcome_clear     (NetOutcome      *self);
char            *net_outcome_dup_body  (NetOutcome      *self);
void             net_iterate_until     (gboolean       (*predicate) (gpointer user_data),
                                        gpointer         user_data);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NetOutcome, net_outcome_clear)

#define net_test_add(path, func) \
  g_test_add (path, NetFixture, NULL, net_fixture_set_up, func, net_fixture_tear_down)

G_END_DECLS
