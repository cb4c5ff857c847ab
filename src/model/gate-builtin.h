/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The four built-in clients. Genesys publishes no IDs and gives no marker in an authorization, so
 * they are recognised by their exact names (genesys-api.md 6.1). */
gboolean    gate_builtin_is_name        (const char *name);
gboolean    gate_builtin_is_main_client (const char *name);
guint       gate_builtin_get_size       (void);
const char *gate_builtin_get_name       (guint       index);

G_END_DECLS
