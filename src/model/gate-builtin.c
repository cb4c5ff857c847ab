/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-model"

#include "gate-builtin.h"

#include <string.h>

/* The help pages use both names for this client (Genesys API, section on built-in clients). */
#define MAIN_CLIENT "Directory Web Client"
#define UNIFIED_APP "Directory Web Client (Unified App)"

static const char *const names[] = {
  "Android Collaborate",
  "Architect",
  MAIN_CLIENT,
  "iOS Collaborate",
};

/**
 * gate_builtin_is_name:
 * @name: (nullable): the name of a client as it is displayed
 *
 * Anybody can give a client one of these names. So the name alone may cause a heading or a warning,
 * but never a right, and a client that is known to be one of the organization's own is not built
 * in: see gate_authorization_is_built_in().
 *
 * Returns: whether it is, letter by letter, the name of a built-in client
 */
gboolean
gate_builtin_is_name (const char *name)
{
  if (name == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (name, names[i]) == 0)
      return TRUE;
  return strcmp (name, UNIFIED_APP) == 0;
}

/**
 * gate_builtin_is_main_client:
 * @name: (nullable): the name of a client as it is displayed
 *
 * Like gate_builtin_is_name(), good for a warning and nothing more.
 *
 * Returns: whether it is the name of the client in which people work all day, in the browser and on
 *   the desktop, so that revoking it locks everybody out (Genesys API, section on built-in clients)
 */
gboolean
gate_builtin_is_main_client (const char *name)
{
  return g_strcmp0 (name, MAIN_CLIENT) == 0 || g_strcmp0 (name, UNIFIED_APP) == 0;
}

/**
 * gate_builtin_get_size:
 *
 * Returns: how many built-in clients there are
 */
guint
gate_builtin_get_size (void)
{
  return G_N_ELEMENTS (names);
}

/**
 * gate_builtin_get_name:
 * @index: a position below gate_builtin_get_size()
 *
 * Returns: (transfer none) (nullable): the name at @index
 */
const char *
gate_builtin_get_name (guint index)
{
  return index < G_N_ELEMENTS (names) ? names[index] : NULL;
}
