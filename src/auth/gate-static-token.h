/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-token-source.h"

G_BEGIN_DECLS

/* What is wrong with a file; carried by the error as its server code. */
#define GATE_TOKEN_FILE_MISSING "gatehouse.token.file.missing"
#define GATE_TOKEN_FILE_UNREADABLE "gatehouse.token.file.unreadable"
#define GATE_TOKEN_FILE_NOT_PLAIN "gatehouse.token.file.not.plain"
#define GATE_TOKEN_FILE_FOREIGN "gatehouse.token.file.foreign"
#define GATE_TOKEN_FILE_EXPOSED "gatehouse.token.file.exposed"
#define GATE_TOKEN_FILE_TOO_LARGE "gatehouse.token.file.too.large"
#define GATE_TOKEN_FILE_EMPTY "gatehouse.token.file.empty"
#define GATE_TOKEN_FILE_MARKED "gatehouse.token.file.marked"
#define GATE_TOKEN_FILE_QUOTED "gatehouse.token.file.quoted"
#define GATE_TOKEN_FILE_BEARER "gatehouse.token.file.bearer"
#define GATE_TOKEN_FILE_LINES "gatehouse.token.file.lines"
#define GATE_TOKEN_FILE_JSON "gatehouse.token.file.json"
#define GATE_TOKEN_FILE_OTHER "gatehouse.token.file.other"

/* A token that was handed over at the start and cannot be renewed. */
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
