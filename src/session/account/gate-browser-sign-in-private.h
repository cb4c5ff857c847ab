/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-browser-sign-in.h"
#include "gate-http.h"
#include "gate-opener.h"
#include "gate-token.h"

G_BEGIN_DECLS

/* For the connection, which runs it. */
GateBrowserSignIn *gate_browser_sign_in_new               (GateHttp            *http,
                                                           const char          *login_address,
                                                           const char          *client_id);
void               gate_browser_sign_in_set_opener        (GateBrowserSignIn   *self,
                                                           GateOpener          *opener);
void               gate_browser_sign_in_set_provider      (GateBrowserSignIn   *self,
                                                           const char          *organization,
                                                           const char          *provider);
void               gate_browser_sign_in_set_asks_again    (GateBrowserSignIn   *self);
void               gate_browser_sign_in_run_async         (GateBrowserSignIn   *self,
                                                           GCancellable        *cancellable,
                                                           GAsyncReadyCallback  callback,
                                                           gpointer             user_data);
GateToken         *gate_browser_sign_in_run_finish        (GateBrowserSignIn   *self,
                                                           GAsyncResult        *result,
                                                           GError             **error);
GUri              *gate_browser_sign_in_get_token_address (GateBrowserSignIn   *self);

G_END_DECLS
