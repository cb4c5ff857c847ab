/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* How the tests of the scanner ask it: what it says is one string, such as "ok" or
 * "protocol: byte 3: expected a value", so that two ways to feed the same bytes are compared by
 * comparing two strings. */

#pragma once

#include "gate-error.h"
#include "gate-json-scan.h"

#include <string.h>

/* Each piece is a block of its own, so that a look behind its end is an error under ASan. */
static inline gboolean
verdict_feed (GateJsonScan *scan,
              const char   *data,
              gsize         length,
              GError      **error)
{
  g_autofree char *copy = g_memdup2 (data, length);

  return gate_json_scan_feed (scan, copy, length, error);
}

static inline char *
verdict_describe (const GError *error)
{
  if (error == NULL)
    return g_strdup ("ok");
  if (gate_error_matches (error, GATE_ERROR_PROTOCOL))
    return g_strconcat ("protocol: ", error->message, NULL);
  if (gate_error_matches (error, GATE_ERROR_TOO_LARGE))
    return g_strconcat ("too large: ", error->message, NULL);
  return g_strconcat ("other: ", error->message, NULL);
}

/* Feeds in pieces of CHUNK bytes, the first of them FIRST bytes long; 0 is for all at once. */
static inline char *
verdict_of_scan (GateJsonScan *scan,
                 const char   *text,
                 gsize         length,
                 gsize         first,
                 gsize         chunk)
{
  g_autoptr (GError) error = NULL;
  gsize size = first > 0 ? first : chunk > 0 ? chunk : length;

  for (gsize at = 0; at < length; size = chunk > 0 ? chunk : length)
    {
      size = MIN (size, length - at);
      if (!verdict_feed (scan, text + at, size, &error))
        return verdict_describe (error);
      at += size;
    }
  gate_json_scan_finish (scan, &error);
  return verdict_describe (error);
}

static inline char *
verdict_of (const char *text,
            gsize       length,
            gsize       first,
            gsize       chunk)
{
  g_autoptr (GateJsonScan) scan = gate_json_scan_new (64 * 1024 * 1024);

  return verdict_of_scan (scan, text, length, first, chunk);
}
