/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gate_log_redact_path (const char *path_and_query);
char *gate_log_escape      (const char *text);

G_END_DECLS
