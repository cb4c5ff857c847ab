/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

#include "gate-account.h"
#include "gate-api.h"
#include "gate-browser-sign-in.h"
#include "gate-local.h"
#include "gate-opener.h"
#include "gate-organization.h"
#include "gate-secrets.h"
#include "gate-writer.h"

G_BEGIN_DECLS

typedef enum
{
  GATE_CONNECTION_LOCAL,      /* the local organization, which it starts */
  GATE_CONNECTION_TOKEN_FILE, /* a running organization, with a token from a file */
  GATE_CONNECTION_ACCOUNT,    /* an account: with the browser, or as a client */
} GateConnectionKind;

/* The connection to one account of one organization: its address, the source of its token, and once
 * it is open the API and the writer. Opening it again reads the token again, because a restarted
 * organization has another; a sign-in with the browser lasts until its token ends. */
#define GATE_TYPE_CONNECTION (gate_connection_get_type ())
G_DECLARE_FINAL_TYPE (GateConnection, gate_connection, GATE, CONNECTION, GObject)

GateConnection    *gate_connection_new_local             (GateHttp             *http,
                                                          GateLocal            *local,
                                                          const char           *sign_in);
GateConnection    *gate_connection_new_token_file        (GateHttp             *http,
                                                          const char           *api_address,
                                                          GFile                *token_file);
GateConnection    *gate_connection_new_account           (GateHttp             *http,
                                                          GateAccount          *account,
                                                          GateOpener           *opener,
                                                          const char           *client_secret,
                                                          GateSecrets          *secrets);
GateConnection    *gate_connection_new_person            (GateConnection       *before);
GateConnectionKind gate_connection_get_kind              (GateConnection       *self);
const char        *gate_connection_get_sign_in           (GateConnection       *self);
GateBrowserSignIn *gate_connection_get_browser_sign_in   (GateConnection       *self);
GateAccount       *gate_connection_get_account           (GateConnection       *self);
void               gate_connection_open_async            (GateConnection       *self,
                                                          GCancellable         *cancellable,
                                                          GAsyncReadyCallback   callback,
                                                          gpointer              user_data);
gboolean           gate_connection_open_finish           (GateConnection       *self,
                                                          GAsyncResult         *result,
                                                          GError              **error);
GateApi           *gate_connection_get_api               (GateConnection       *self);
GateWriter        *gate_connection_get_writer            (GateConnection       *self);
void               gate_connection_set_organization_name (GateConnection       *self,
                                                          const char           *name);
void               gate_connection_name_organization     (GateConnection       *self,
                                                          GError               *error);
char              *gate_connection_describe_error        (GateConnection       *self,
                                                          const GError         *error);
char              *gate_connection_dup_account_key       (GateConnection       *self,
                                                          GateOrganization     *organization);

G_END_DECLS
