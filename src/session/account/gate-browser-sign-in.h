/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  GATE_BROWSER_SIGN_IN_IDLE,
  GATE_BROWSER_SIGN_IN_STARTING,  /* asks the authorization server what it offers */
  GATE_BROWSER_SIGN_IN_WAITING,   /* for the person in the browser */
  GATE_BROWSER_SIGN_IN_REDEEMING, /* the browser came back; asks for the token */
} GateBrowserSignInState;

/* Signing in with the browser (RFC 8252) as one client at one authorization server. One attempt at
 * a time; the next one replaces it.
 *
 * Properties (read-only): state (uint GateBrowserSignInState), host (string: whose pages the
 * browser shows), address (string or NULL: the address to open, while it waits), seconds-left
 * (uint: of the wait), problem (string or NULL: why the browser was not opened), offers-paste
 * (boolean: the browser takes so long that its address may be pasted). */
#define GATE_TYPE_BROWSER_SIGN_IN (gate_browser_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (GateBrowserSignIn, gate_browser_sign_in, GATE, BROWSER_SIGN_IN, GObject)

GateBrowserSignInState gate_browser_sign_in_get_state  (GateBrowserSignIn *self);
void                   gate_browser_sign_in_open_again (GateBrowserSignIn *self);
gboolean               gate_browser_sign_in_paste      (GateBrowserSignIn *self,
                                                        const char        *text);
void                   gate_browser_sign_in_cancel     (GateBrowserSignIn *self);

G_END_DECLS
