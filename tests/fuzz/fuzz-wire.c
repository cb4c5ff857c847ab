/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Every decoder of an answer gets every document. */

#include "fuzz.h"

#include "gate-wire-authorization.h"
#include "gate-wire-client.h"
#include "gate-wire-metadata.h"
#include "gate-wire-organization.h"
#include "gate-wire-page.h"
#include "gate-wire-person.h"
#include "gate-wire-problem.h"
#include "gate-wire-role.h"
#include "gate-wire-scope.h"
#include "gate-wire-startup-line.h"
#include "gate-wire-token-response.h"
#include "gate-wire-token.h"

/* What was read of an authorization can be written, and read again. */
static void
check_authorization (const GateJsonValue *root)
{
  g_autoptr (GateAuthorization) authorization = gate_wire_authorization_decode (root, NULL);
  g_autoptr (GateAuthorization) again = NULL;
  g_autoptr (GateJsonWriter) writer = gate_json_writer_new ();
  g_autoptr (GateJsonDocument) document = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GateJsonValue value;

  if (authorization == NULL)
    return;
  gate_wire_authorization_encode (authorization, "o1", "Acme", writer, NULL);
  bytes = gate_json_writer_end (writer);
  document = gate_json_document_new (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL,
                                     NULL);
  g_assert_nonnull (document);
  gate_json_document_get_root (document, &value);
  again = gate_wire_authorization_decode (&value, NULL);
  g_assert_nonnull (again);
  g_assert_cmpstr (gate_authorization_get_id (again), ==,
                   gate_authorization_get_id (authorization));
}

static void
decode_values (const GateJsonValue *root)
{
  g_autoptr (GateClient) client = gate_wire_client_decode (root, NULL, NULL);
  g_autoptr (GateOrganization) organization = gate_wire_organization_decode (root, NULL);
  g_autoptr (GatePerson) person = gate_wire_person_decode (root, NULL);
  g_autoptr (GatePerson) with_roles = gate_wire_person_decode_with_roles (root, NULL);
  g_autoptr (GateRole) role = gate_wire_role_decode (root, NULL);
  g_autoptr (GateScope) scope = gate_wire_scope_decode (root, NULL);
  g_auto (GStrv) scopes = NULL;
  g_auto (GStrv) role_ids = NULL;

  check_authorization (root);
  gate_wire_authorization_decode_put (root, &scopes, &role_ids, NULL);
  gate_wire_token_info_free (gate_wire_token_info_decode (root, NULL));
}

static void
decode_texts (const char *text,
              gsize       size)
{
  static const guint statuses[] = { 200, 400, 401, 403, 404, 429, 500, 503 };
  static const char *const asked[] = { "oauth", NULL };
  g_autoptr (GBytes) body = g_bytes_new_static (text, size);
  g_autoptr (GateWireMetadata) metadata = NULL;
  g_autoptr (GateWireStartupLine) line = gate_wire_startup_line_decode (text, NULL);
  g_auto (GateWirePage) page = { -1, -1, -1, -1, NULL };

  gate_wire_page_decode (text, &page, NULL);
  metadata = gate_wire_metadata_decode (body, "https://login.example.com", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      GateEvidence answered = { .status = statuses[i] };
      g_autoptr (GError) problem = gate_wire_problem_decode (&answered, text, size, "c-1");
      g_autoptr (GateWireTokenResponse) tokens =
          gate_wire_token_response_decode (statuses[i], TRUE, body, asked, NULL);

      g_assert_nonnull (problem);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GateJsonDocument) document =
      gate_json_document_new ((const char *) data, size, "fuzz", NULL);
  GateJsonValue root;

  decode_texts (text, strlen (text));
  if (document == NULL)
    return 0;
  gate_json_document_get_root (document, &root);
  decode_values (&root);
  return 0;
}
