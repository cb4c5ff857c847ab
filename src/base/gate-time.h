/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GDateTime *gate_time_parse         (const char *text);
char      *gate_time_format        (GDateTime  *time);
char      *gate_time_format_unix   (gint64      time_s);

G_END_DECLS
