/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-base"

#include "gate-wipe.h"

#include <sodium.h>
#include <string.h>

/**
 * gate_wipe_text:
 * @secret: (nullable): a text, which is empty afterwards
 */
void
gate_wipe_text (char *secret)
{
  if (secret != NULL)
    sodium_memzero (secret, strlen (secret));
}

/**
 * gate_wipe_free:
 * @secret: (transfer full) (nullable): a text
 *
 * Wipes and frees it.
 */
void
gate_wipe_free (gpointer secret)
{
  gate_wipe_text (secret);
  g_free (secret);
}

/**
 * gate_wipe_bytes:
 * @secret: (transfer full): a text
 *
 * Returns: (transfer full): its bytes, which are wiped with the last reference
 */
GBytes *
gate_wipe_bytes (char *secret)
{
  return g_bytes_new_with_free_func (secret, strlen (secret), gate_wipe_free, secret);
}
