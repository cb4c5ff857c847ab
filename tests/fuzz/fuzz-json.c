/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The scanner: the verdict does not depend on how the bytes are cut, and json-glib can read what is
 * accepted. The first byte is the size of the pieces. */

#include "fuzz.h"

#include "gate-json-scan.h"
#include "gate-json.h"

static gboolean
entity_cb (const char *text,
           gsize       length,
           guint       index,
           gpointer    user_data,
           GError    **error)
{
  g_autoptr (GateJsonDocument) document = NULL;

  if (text != NULL)
    document = gate_json_document_new_scanned (text, length, NULL, NULL);
  g_assert_true (text == NULL || document != NULL);
  return TRUE;
}

static gboolean
scan (const char *text,
      gsize       length,
      gsize       piece)
{
  g_autoptr (GateJsonScan) self =
      gate_json_scan_new_for_list ("entities", GATE_JSON_MAX_LIST_BYTES, entity_cb, NULL);
  g_autofree char *envelope = NULL;

  for (gsize at = 0; at < length; at += piece)
    if (!gate_json_scan_feed (self, text + at, MIN (piece, length - at), NULL))
      return FALSE;
  if (!gate_json_scan_finish (self, NULL))
    return FALSE;
  envelope = gate_json_scan_dup_envelope (self);
  g_assert_nonnull (envelope);
  return TRUE;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const char *text = (const char *) data + 1;
  g_autoptr (GateJsonDocument) document = NULL;
  gboolean is_good;

  if (size < 2)
    return 0;
  size--;
  is_good = scan (text, size, size);
  g_assert_true (scan (text, size, data[0] + (gsize) 1) == is_good);
  document = gate_json_document_new (text, size, NULL, NULL);
  /* The document has a limit that a list does not have, and the other way round. */
  g_assert_true (size > GATE_JSON_MAX_ENVELOPE_BYTES || document == NULL || is_good);
  return 0;
}
