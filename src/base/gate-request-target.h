/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GATE_REQUEST_MAX_TARGET_BYTES 8192

/* The target of a request, raw. Pure. */
guint gate_request_target_parse (const char  *target,
                                 gsize        length,
                                 const char  *authority,
                                 char       **path,
                                 char       **query,
                                 const char **reason);

G_END_DECLS
