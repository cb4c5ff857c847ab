/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-security-headers.h"

/**
 * gate_org_security_headers_get:
 *
 * Returns: name, value, …, %NULL
 */
const char *const *
gate_org_security_headers_get (void)
{
  static const char *const headers[] = {
    "Cache-Control",
    "no-store",
    "Content-Security-Policy",
    "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy",
    "same-origin",
    "Cross-Origin-Resource-Policy",
    "same-origin",
    "Referrer-Policy",
    "no-referrer",
    "X-Content-Type-Options",
    "nosniff",
    "X-Frame-Options",
    "DENY",
    NULL,
  };

  return headers;
}
