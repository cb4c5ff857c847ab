/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Searching by words: every word must be found, in any order. */
char   **gate_search_split   (const char  *text);
gboolean gate_search_matches (char       **words,
                              const char  *folded);

G_END_DECLS
