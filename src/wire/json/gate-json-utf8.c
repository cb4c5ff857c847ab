/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-wire"

#include "gate-json-utf8.h"

/* The table of well-formed sequences, RFC 3629 section 4: only the byte after the first has bounds
 * of its own, which exclude overlong forms, surrogates and code points above U+10FFFF. */
static gboolean
begin (GateJsonUtf8 *self,
       guint8        lead)
{
  if (lead < 0xc2 || lead > 0xf4)
    return FALSE;
  self->left = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
  self->low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  self->high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
  return TRUE;
}

/**
 * gate_json_utf8_skip:
 * @self: the state behind the bytes before
 * @p: the bytes
 * @end: behind the last of them
 *
 * Skips characters outside of ASCII. It stops behind the last byte, at an ASCII byte, or at a wrong
 * byte. The byte is wrong when it is not ASCII or when @self still needs bytes.
 *
 * Returns: where it stopped
 */
const guint8 *
gate_json_utf8_skip (GateJsonUtf8 *self,
                     const guint8 *p,
                     const guint8 *end)
{
  for (; p < end; p++)
    {
      if (self->left == 0)
        {
          if (!begin (self, *p))
            return p;
          continue;
        }
      if (*p < self->low || *p > self->high)
        return p;
      self->left--;
      self->low = 0x80;
      self->high = 0xbf;
    }
  return p;
}
