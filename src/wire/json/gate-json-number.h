/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Longer numbers are refused without a check; the longest exact decimal form of a double has fewer
 * digits. */
#define GATE_JSON_MAX_NUMBER_BYTES 1100

gboolean gate_json_number_check (const char  *text,
                                 gsize        length,
                                 gsize       *bad_at,
                                 const char **expected);

G_END_DECLS
