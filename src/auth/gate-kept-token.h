/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-token.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A token as a text that outlives the program, for the keyring alone. */
char      *gate_kept_token_write (GateToken   *token,
                                  GUri        *token_address);
GateToken *gate_kept_token_read  (const char  *text,
                                  const char  *login_address,
                                  GUri       **token_address);

G_END_DECLS
