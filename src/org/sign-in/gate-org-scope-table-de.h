/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The sentences of the scopes in German. NULL for one that is not in the table. */
const char *gate_org_scope_table_de_find (const char *scope);

G_END_DECLS
