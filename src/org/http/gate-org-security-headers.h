/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The headers that every answer has, whoever gives it, unless it says otherwise itself: nobody
 * frames it, keeps it, guesses its type or reads it from another origin
 * (S18 to S20). */
const char *const *gate_org_security_headers_get (void);

G_END_DECLS
