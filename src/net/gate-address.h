/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Validated base addresses: https with a host, or http on a loopback literal; nothing else. */
GUri    *gate_address_parse        (const char         *text,
                                    GError            **error);
GUri    *gate_address_parse_api    (const char         *text,
                                    GError            **error);
GUri    *gate_address_build        (GUri               *base,
                                    const char * const *segments,
                                    const char         *query);
GUri    *gate_address_resolve      (GUri               *base,
                                    const char         *reference,
                                    GError            **error);
gboolean gate_address_check        (GUri               *address,
                                    GError            **error);
gboolean gate_address_is_loopback  (GUri               *address);
char    *gate_address_dup_origin   (GUri               *address);

G_END_DECLS
