/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean  gate_host_is_valid     (const char *host);
gboolean  gate_host_is_loopback  (const char *host);
char     *gate_host_parse        (const char *authority,
                                  int        *port);

G_END_DECLS
