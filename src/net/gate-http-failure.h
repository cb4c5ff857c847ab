/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Whether a next try makes sense after a failed one. */
typedef enum
{
  GATE_HTTP_FAILURE_FINAL,  /* another try would fail too, or is forbidden */
  GATE_HTTP_FAILURE_BROKEN, /* there was no connection, or it broke */
} GateHttpFailure;

GError *gate_http_failure_translate  (SoupMessage     *message,
                                      const char      *proxy,
                                      const GError    *cause,
                                      GateHttpFailure *kind);
GError *gate_http_failure_at_deadline (const char     *proxy);

G_END_DECLS
