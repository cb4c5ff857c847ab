/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The text beside Approve. The function is pure. */
char *gate_format_approve_summary (const char *const *scopes);

G_END_DECLS
