/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-wire"

#include "gate-wire-startup-line.h"

#include "gate-json.h"
#include "gate-wipe.h"
#include "gate-wire-fields.h"

#include <string.h>

static void
free_application (gpointer data)
{
  GateWireApplication *application = data;

  g_free (application->client_id);
  g_free (application->url);
  g_free (application);
}

/**
 * gate_wire_startup_line_free:
 * @ready: (nullable): a startup line
 */
void
gate_wire_startup_line_free (GateWireStartupLine *ready)
{
  if (ready == NULL)
    return;
  g_free (ready->api);
  g_free (ready->login);
  gate_wipe_free (ready->password);
  gate_wipe_free (ready->token);
  gate_wipe_free (ready->faults);
  g_clear_pointer (&ready->applications, g_ptr_array_unref);
  g_free (ready);
}

/**
 * gate_wire_startup_line_add_application:
 * @ready: a startup line
 * @client_id: an application's client ID
 * @url: its launch address
 */
void
gate_wire_startup_line_add_application (GateWireStartupLine *ready,
                                        const char          *client_id,
                                        const char          *url)
{
  GateWireApplication *application = g_new0 (GateWireApplication, 1);

  application->client_id = g_strdup (client_id);
  application->url = g_strdup (url);
  if (ready->applications == NULL)
    ready->applications = g_ptr_array_new_with_free_func (free_application);
  g_ptr_array_add (ready->applications, application);
}

static gboolean
decode_applications (GateWireStartupLine *ready,
                     const GateJsonValue *root,
                     GError             **error)
{
  GateJsonValue list = { NULL };

  if (!gate_json_get_optional_array (root, "applications", &list, error))
    return FALSE;
  for (guint i = 0; i < gate_json_array_get_length (&list); i++)
    {
      GateJsonValue application;
      const char *client_id = NULL;
      const char *url = NULL;

      gate_json_array_get_element (&list, i, &application);
      if (!gate_json_value_expect_object (&application, error) ||
          !gate_json_get_string (&application, "clientId", &client_id, error) ||
          !gate_json_get_string (&application, "url", &url, error))
        return FALSE;
      gate_wire_startup_line_add_application (ready, client_id, url);
    }
  return TRUE;
}

/**
 * gate_wire_startup_line_decode:
 * @line: one line of standard output, with or without its line break
 * @error: return location
 *
 * Returns: (transfer full): its values; all but `api` and `login` may be %NULL. %NULL with
 *   %GATE_ERROR_PROTOCOL when @line is not a startup line
 */
GateWireStartupLine *
gate_wire_startup_line_decode (const char *line,
                               GError    **error)
{
  g_autoptr (GateWireStartupLine) ready = NULL;
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
  ready = g_new0 (GateWireStartupLine, 1);
  ready->api = g_strdup (api);
  ready->login = g_strdup (login);
  ready->password = g_strdup (password);
  ready->token = g_strdup (token);
  ready->faults = g_strdup (faults);
  if (!decode_applications (ready, &root, error))
    return NULL;
  return g_steal_pointer (&ready);
}

/**
 * gate_wire_startup_line_encode:
 * @ready: a startup line
 *
 * Returns: (transfer full): one line of JSON without its line break
 */
char *
gate_wire_startup_line_encode (const GateWireStartupLine *ready)
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
  for (guint i = 0; ready->applications != NULL && i < ready->applications->len; i++)
    {
      const GateWireApplication *application = ready->applications->pdata[i];

      gate_json_writer_begin_object (writer, NULL);
      gate_json_writer_add_string (writer, "clientId", application->client_id);
      gate_json_writer_add_string (writer, "url", application->url);
      gate_json_writer_end_object (writer);
    }
  gate_json_writer_end_array (writer);
  gate_json_writer_end_object (writer);
  bytes = gate_json_writer_end (writer);
  data = g_bytes_get_data (bytes, &length);
  return g_strndup (data, length);
}
