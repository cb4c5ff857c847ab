/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-json.h"

G_BEGIN_DECLS

/* What an authorization server answers to programs: errors (RFC 6749, section 5.2, with the twin
 * member of genesys-api.md, section 2.6) and metadata (RFC 8414, section 2). */
GBytes *gate_wire_oauth_error_encode    (const char *error,
                                         const char *description);
GBytes *gate_wire_oauth_metadata_encode (const char *origin);

G_END_DECLS
