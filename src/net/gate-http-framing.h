/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* How a response's body is delimited and encoded. */
typedef struct
{
  gint64   length;  /* bytes on the wire, -1 without a length in the headers */
  gboolean encoded; /* whether libsoup decodes it */
} GateHttpFraming;

gboolean gate_http_framing_read (GateHttpFraming  *self,
                                 SoupMessage      *message,
                                 GError          **error);

G_END_DECLS
