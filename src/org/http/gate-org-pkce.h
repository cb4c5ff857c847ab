/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Proof key for code exchange (RFC 7636), S256 alone. Pure. */
gboolean gate_org_pkce_is_challenge (const char *text);
gboolean gate_org_pkce_is_verifier  (const char *text);
gboolean gate_org_pkce_matches      (const char *challenge,
                                     const char *verifier);

G_END_DECLS
