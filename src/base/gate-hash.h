/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint64 gate_hash_bytes (gconstpointer bytes,
                         gsize         length);
guint   gate_text_hash  (gconstpointer text);

G_END_DECLS
