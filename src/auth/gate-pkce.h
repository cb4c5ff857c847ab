/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Proof Key for Code Exchange (RFC 7636); S256 only. For both sides: the client makes a verifier,
 * the authorization server (of the local organization) checks it. */
char    *gate_pkce_new_verifier  (void);
char    *gate_pkce_new_state     (void);
gboolean gate_pkce_is_verifier   (const char *text);
char    *gate_pkce_dup_challenge (const char *verifier);
gboolean gate_pkce_is_challenge  (const char *text);
gboolean gate_pkce_matches       (const char *challenge,
                                  const char *verifier);

G_END_DECLS
