/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a request to the redirect address was; it decides which page the browser shows. */
typedef enum
{
  GATE_CALLBACK_STRAY,   /* the answer to an earlier attempt, or of nobody: the wait goes on */
  GATE_CALLBACK_TAKEN,   /* the answer that was waited for */
  GATE_CALLBACK_REFUSED, /* it was waited for, and it is an error */
} GateCallbackVerdict;

/* Judges the undecoded QUERY (or NULL) of a request to the redirect address, on the main context.
 * Any program of this computer can send one. */
typedef GateCallbackVerdict (*GateCallbackFunc) (const char *query,
                                                 gpointer    user_data);

/* Where the browser brings the answer to a sign-in (RFC 8252, section 7.3): a port of its own on
 * both loopback addresses that “localhost” stands for. It answers everybody and takes only a GET of
 * the redirect address, so whatever else knocks neither ends the wait nor uses the code up. */
#define GATE_TYPE_CALLBACK_LISTENER (gate_callback_listener_get_type ())
G_DECLARE_FINAL_TYPE (GateCallbackListener, gate_callback_listener, GATE, CALLBACK_LISTENER,
                      GObject)

GateCallbackListener *gate_callback_listener_new              (GateCallbackFunc       func,
                                                               gpointer               user_data);
gboolean              gate_callback_listener_listen           (GateCallbackListener  *self,
                                                               GError               **error);
const char           *gate_callback_listener_get_redirect_uri (GateCallbackListener  *self);
guint16               gate_callback_listener_get_port         (GateCallbackListener  *self);
void                  gate_callback_listener_retire           (GateCallbackListener  *self,
                                                               guint                  seconds);
void                  gate_callback_listener_close            (GateCallbackListener  *self);

G_END_DECLS
