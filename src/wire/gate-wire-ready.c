/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-wire"

#include "gate-wire-ready.h"

#include "gate-json.h"
#include "gate-wire-fields.h"

#include <string.h>

/* The line carries a password and a token, so its copies are wiped before they are freed. */
static void
free_secret (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/**
 * gate_wire_ready_free:
 * @ready: (nullable): what the organization said when it was ready
 */
void
gate_wire_ready_free (GateWireReady *ready)
{
  if (ready == NULL)
    return;
  g_free (ready->api);
  g_free (ready->login);
  free_secret (ready->password);
  free_secret (ready->token);
  free_secret (ready->faults);
  g_free (ready);
}

/**
 * gate_wire_ready_decode:
 * @line: one line of standard output, with or without its line break
 * @error: return location
 *
 * Returns: (transfer full): what it says; `password`, `token` and `faults` may be %NULL. %NULL with
 *   %GATE_ERROR_PROTOCOL when it is not that line
 */
GateWireReady *
gate_wire_ready_decode (const char *line,
                        GError    **error)
{
  g_autoptr (GateWireReady) ready = NULL;
  g_autoptr (GateJsonDocument) document = NULL;
  const char *api = NULL;
  const char *login = NULL;
  const char *password = NULL;
  const char *token = NULL;
  const char *faults = NULL;
  GateJsonValue root;

  document = gate_json_document_new (line, strlen (line), NULL, error);
  if (document == NULL)
    return NULL;
  gate_json_document_get_root (document, &root);
  if (!gate_json_value_expect_object (&root, error) ||
      !gate_json_get_string (&root, "api", &api, error) ||
      !gate_json_get_string (&root, "login", &login, error) ||
      !gate_json_get_optional_string (&root, "password", &password, error) ||
      !gate_json_get_optional_string (&root, "token", &token, error) ||
      !gate_json_get_optional_string (&root, "faults", &faults, error))
    return NULL;
  ready = g_new0 (GateWireReady, 1);
  ready->api = g_strdup (api);
  ready->login = g_strdup (login);
  ready->password = g_strdup (password);
  ready->token = g_strdup (token);
  ready->faults = g_strdup (faults);
  return g_steal_pointer (&ready);
}

/**
 * gate_wire_ready_encode:
 * @ready: what the organization says when it is ready
 *
 * Returns: (transfer full): one line of JSON without its line break
 */
char *
gate_wire_ready_encode (const GateWireReady *ready)
{
  g_autoptr (GateJsonWriter) writer = gate_json_writer_new ();
  g_autoptr (GBytes) bytes = NULL;
  gsize length = 0;
  const char *data;

  gate_json_writer_begin_object (writer, NULL);
  gate_json_writer_add_string (writer, "api", ready->api);
  gate_json_writer_add_string (writer, "login", ready->login);
  gate_wire_add_optional (writer, "password", ready->password);
  gate_wire_add_optional (writer, "token", ready->token);
  gate_wire_add_optional (writer, "faults", ready->faults);
  gate_json_writer_begin_array (writer, "applications");
  gate_json_writer_end_array (writer);
  gate_json_writer_end_object (writer);
  bytes = gate_json_writer_end (writer);
  data = g_bytes_get_data (bytes, &length);
  return g_strndup (data, length);
}
