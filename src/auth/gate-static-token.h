/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-token-source.h"

G_BEGIN_DECLS

/* A token that is given at the start and cannot be renewed. */
#define GATE_TYPE_STATIC_TOKEN (gate_static_token_get_type ())
G_DECLARE_FINAL_TYPE (GateStaticToken, gate_static_token, GATE, STATIC_TOKEN, GObject)

GateTokenSource *gate_static_token_new              (const char           *access_token);
void             gate_static_token_load_file_async  (GFile                *file,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
GateTokenSource *gate_static_token_load_file_finish (GAsyncResult         *result,
                                                     GError              **error);

G_END_DECLS
