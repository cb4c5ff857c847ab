/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* A strict RFC 8259 scanner that is fed bytes as they arrive. It keeps no tree and never
 * recurses: its whole memory of the document is a bit for each open container and the member
 * names of the open objects. json-glib, which is not strict by itself, can safely read the
 * accepted documents. */

#define G_LOG_DOMAIN "gate-wire"

#include "gate-json-scan-private.h"

/**
 * gate_json_scan_fail:
 * @p: the wrong byte of the chunk
 * @expected: the expected text in its place
 *
 * Returns: @p
 */
const guint8 *
gate_json_scan_fail (GateJsonScan *self,
                     const guint8 *p,
                     GateErrorCode code,
                     const char   *expected)
{
  gate_json_scan_fail_before (self, p, 0, code, expected);
  return p;
}

/**
 * gate_json_scan_fail_before:
 * @p: a place in the chunk
 * @distance: the bytes from the error to @p; the error may be in an earlier chunk
 *
 * Replaces an error that was found earlier but is further on in the document.
 */
void
gate_json_scan_fail_before (GateJsonScan *self,
                            const guint8 *p,
                            gsize         distance,
                            GateErrorCode code,
                            const char   *expected)
{
  gsize offset = self->offset + (gsize) (p - self->chunk) - distance;

  g_clear_error (&self->error);
  self->error = gate_error_new (code, "byte %" G_GSIZE_FORMAT ": expected %s", offset, expected);
  gate_error_take_message_for_place (&self->error);
}

/**
 * gate_json_scan_check_envelope:
 * @p: a place in the chunk
 * @excess: how many bytes before it the envelope went over its limit, or 0
 */
void
gate_json_scan_check_envelope (GateJsonScan *self,
                               const guint8 *p,
                               gsize         excess)
{
  if (excess > 0)
    gate_json_scan_fail_before (self, p, excess, GATE_ERROR_TOO_LARGE, "a smaller envelope");
}

static gboolean
report (const GateJsonScan *self,
        GError            **error)
{
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->error));
  return FALSE;
}

/**
 * gate_json_scan_new:
 * @max_bytes: how long the document may be
 *
 * Returns: (transfer full): a scan of one document
 */
GateJsonScan *
gate_json_scan_new (gsize max_bytes)
{
  GateJsonScan *self = g_new0 (GateJsonScan, 1);

  self->keys = gate_json_keys_new (GATE_JSON_MAX_DEPTH);
  self->max_bytes = max_bytes;
  return self;
}

/**
 * gate_json_scan_new_for_list:
 * @member: name of the array in the root object
 * @max_bytes: how long the document may be
 * @func: (scope notified): gets each element of the array, of any kind, as soon as it is complete
 * @user_data: for @func
 *
 * A document without that member, or with another kind of value in it, is no error here; the
 * envelope shows it.
 *
 * Returns: (transfer full): a scan of one document that splits a list into its elements
 */
GateJsonScan *
gate_json_scan_new_for_list (const char        *member,
                             gsize              max_bytes,
                             GateJsonEntityFunc func,
                             gpointer           user_data)
{
  GateJsonScan *self = gate_json_scan_new (max_bytes);

  self->cut = gate_json_list_splitter_new (member, func, user_data);
  return self;
}

void
gate_json_scan_free (GateJsonScan *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->cut, gate_json_list_splitter_free);
  gate_json_keys_free (self->keys);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * gate_json_scan_feed:
 * @data: (array length=length): the next bytes, cut anywhere
 * @length: how many; may be 0
 * @error: where the document is wrong
 *
 * Once it has failed, every further call fails with the same error.
 *
 * Returns: FALSE with %GATE_ERROR_PROTOCOL if this is not one strict document (RFC 8259, with
 *   decision 1), %GATE_ERROR_TOO_LARGE if it is over a limit, or with the
 *   error of the receiver of the list
 */
gboolean
gate_json_scan_feed (GateJsonScan *self,
                     const char   *data,
                     gsize         length,
                     GError      **error)
{
  gsize room = self->max_bytes - self->offset;
  const guint8 *p;

  g_return_val_if_fail (!self->is_finished || self->error != NULL, FALSE);

  if (self->error != NULL || length == 0)
    return report (self, error);
  self->chunk = (const guint8 *) data;
  if (self->cut != NULL)
    gate_json_list_splitter_begin_chunk (self->cut, self->chunk);
  p = gate_json_scan_bytes (self, self->chunk, self->chunk + MIN (length, room));
  /* An envelope that gets too long before the place of another error is the first error. */
  if (self->cut != NULL)
    gate_json_scan_check_envelope (self, p, gate_json_list_splitter_end_chunk (self->cut, p));
  if (self->error == NULL && length > room)
    gate_json_scan_fail (self, p, GATE_ERROR_TOO_LARGE, "a shorter document");
  self->offset += MIN (length, room);
  return report (self, error);
}

/**
 * gate_json_scan_finish:
 * @error: where the document is wrong
 *
 * There are no more bytes.
 *
 * Returns: FALSE as gate_json_scan_feed(), also if the document is not complete
 */
gboolean
gate_json_scan_finish (GateJsonScan *self,
                       GError      **error)
{
  self->is_finished = TRUE;
  self->chunk = (const guint8 *) "";
  if (self->error == NULL)
    gate_json_scan_end (self, self->chunk);
  return report (self, error);
}

/**
 * gate_json_scan_dup_envelope:
 *
 * Returns: (transfer full) (nullable): the text around the elements, byte for byte and with an
 *   empty list, which is a document of its own; NULL if the scan has not finished with success or
 *   splits no list
 */
char *
gate_json_scan_dup_envelope (GateJsonScan *self)
{
  if (self->cut == NULL || !self->is_finished || self->error != NULL)
    return NULL;
  return gate_json_list_splitter_dup_envelope (self->cut);
}
