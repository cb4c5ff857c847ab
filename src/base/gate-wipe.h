/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Overwrites secrets, so that freed memory has no copy of them. */
void    gate_wipe_text  (char    *secret);
void    gate_wipe_free  (gpointer secret);
GBytes *gate_wipe_bytes (char    *secret);

G_END_DECLS
