/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Client credentials in an Authorization header (RFC 7617, and RFC 6749, section 2.3.1, which has
 * both parts encoded like a form first). Pure. */
gboolean gate_org_basic_parse (const char *header,
                               char      **client_id,
                               char      **secret);

G_END_DECLS
