/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

/* The functions of libsecret that name an item by its D-Bus path ask for this word. */
#define SECRET_API_SUBJECT_TO_CHANGE
#include <libsecret/secret.h>

G_BEGIN_DECLS

/* The Secret Service of the desktop, opened for one call. It runs the prompts of the service
 * itself: libsecret (0.20.5 to 0.21) takes a dismissed prompt for an answer, and never ends the
 * prompt of a service that went. */
#define GATE_TYPE_KEYRING (gate_keyring_get_type ())
G_DECLARE_FINAL_TYPE (GateKeyring, gate_keyring, GATE, KEYRING, SecretService)

void gate_keyring_set_limit (GateKeyring *self,
                             guint        limit_ms);

G_END_DECLS
