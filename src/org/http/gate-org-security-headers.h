/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The headers of every answer; an answer with the same header of its own keeps its own. They forbid
 * to frame it, to cache it, to guess its type and to read it from another origin (S18 to S20). */
const char *const *gate_org_security_headers_get (void);

G_END_DECLS
