/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How long the keyring has for an answer; while it asks the person, ten times as long. */
#define GATE_SECRETS_LIMIT_MS 30000

/* Where the secrets of accounts live: one text for each account, in the keyring of the desktop.
 * What the keyring does not take stays in memory until Gatehouse closes. Calls are made one after
 * the other; one that is cancelled before its turn ends in its turn.
 * Properties: is-lasting (boolean: nothing is in memory alone), notice (string, nullable: the
 * sentence about what is), is-waiting (boolean: the keyring has been asked for a second). */
#define GATE_TYPE_SECRETS (gate_secrets_get_type ())
G_DECLARE_FINAL_TYPE (GateSecrets, gate_secrets, GATE, SECRETS, GObject)

GateSecrets *gate_secrets_new              (guint                 limit_ms);
void         gate_secrets_look_up_async    (GateSecrets          *self,
                                            const char           *account_id,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
char        *gate_secrets_look_up_finish   (GateSecrets          *self,
                                            GAsyncResult         *result,
                                            GError              **error);
void         gate_secrets_store_async      (GateSecrets          *self,
                                            const char           *account_id,
                                            const char           *account_name,
                                            const char           *secret,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean     gate_secrets_store_finish     (GateSecrets          *self,
                                            GAsyncResult         *result,
                                            GError              **error);
void         gate_secrets_clear_async      (GateSecrets          *self,
                                            const char           *account_id,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean     gate_secrets_clear_finish     (GateSecrets          *self,
                                            GAsyncResult         *result,
                                            GError              **error);
const char  *gate_secrets_get_notice       (GateSecrets          *self);
gboolean     gate_secrets_is_waiting       (GateSecrets          *self);
const char  *gate_secrets_describe_keyring (void);

G_END_DECLS
