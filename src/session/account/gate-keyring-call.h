/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  GATE_KEYRING_LOOK_UP,
  GATE_KEYRING_STORE,
  GATE_KEYRING_CLEAR,
} GateKeyringVerb;

/* What is asked of the keyring, about one account. */
typedef struct
{
  GateKeyringVerb verb;
  char           *account_id;
  char           *label; /* of a secret to store */
  char           *text;  /* the secret to store */
} GateKeyringRequest;

GateKeyringRequest *gate_keyring_request_new  (GateKeyringVerb           verb,
                                               const char               *account_id);
void                gate_keyring_request_free (gpointer                  request);

void                gate_keyring_call_async   (const GateKeyringRequest *request,
                                               guint                     limit_ms,
                                               GCancellable             *cancellable,
                                               GAsyncReadyCallback       callback,
                                               gpointer                  user_data);
char               *gate_keyring_call_finish  (GAsyncResult             *result,
                                               GError                  **error);

G_END_DECLS
