/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A server on the test's own main context that answers as it is told and remembers what it was
 * asked. REQUEST is "METHOD path?query". Several answers to one request are given in turn, the last
 * one again and again; a request without an answer gets 501. */
/* Instead of a status: the connection is closed without an answer; or the answer is 200 with the
 * Content-Length among the given headers, whatever the body is. */
#define SCRIPT_HANG_UP 0
#define SCRIPT_CUT 1
/* Nothing is answered for as long as the other side waits. */
#define SCRIPT_HOLD 2

typedef struct _ScriptServer ScriptServer;

ScriptServer *script_server_new       (void);
void          script_server_free      (ScriptServer *self);
GUri         *script_server_get_address (ScriptServer *self);
void          script_server_say       (ScriptServer *self,
                                       const char   *request,
                                       guint         status,
                                       const char   *body);
void          script_server_say_with  (ScriptServer *self,
                                       const char   *request,
                                       guint         status,
                                       const char   *headers,
                                       const char   *body);
guint         script_server_count     (ScriptServer *self,
                                       const char   *request);
guint         script_server_count_all (ScriptServer *self);
const char   *script_server_get_head  (ScriptServer *self,
                                       guint         index);
const char   *script_server_get_body  (ScriptServer *self,
                                       guint         index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScriptServer, script_server_free)

G_END_DECLS
