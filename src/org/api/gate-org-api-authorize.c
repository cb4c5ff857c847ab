/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* PUT oauth/authorizations/{clientId}: approving and editing (genesys-api.md 3.1;
 * decision 15, S53, H78 and H79). */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-api.h"
#include "gate-org-audit-table.h"
#include "gate-org-authorizations-table.h"
#include "gate-org-media-type.h"
#include "gate-org-organization-table.h"
#include "gate-org-policy.h"
#include "gate-org-roles-table.h"
#include "gate-text.h"
#include "gate-wire-authorization.h"

#include <string.h>

#define AS_CONST(strv) ((const char *const *) (strv))

/* The body of a PUT; members that it leaves out come from the record. */
typedef struct
{
  char **scopes;
  char **role_ids;
} Wanted;

static void
wanted_clear (Wanted *wanted)
{
  g_clear_pointer (&wanted->scopes, g_strfreev);
  g_clear_pointer (&wanted->role_ids, g_strfreev);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wanted, wanted_clear)

static gboolean
refuse_body (GateOrgCall *call,
             guint        status,
             const char  *code,
             const char  *message,
             const char  *value)
{
  g_autofree char *sentence =
      value != NULL ? g_strdup_printf ("%s: [%s]", message, value) : g_strdup (message);

  gate_org_call_answer_problem (call,
                                status,
                                code,
                                sentence,
                                value != NULL ? "value" : NULL,
                                value);
  return FALSE;
}

static gboolean
read_body (GateOrgCall *call,
           const char  *client_id,
           Wanted      *wanted)
{
  GBytes *body = gate_org_call_get_body (call);
  gsize length = 0;
  const char *text = body != NULL ? g_bytes_get_data (body, &length) : NULL;
  g_autoptr (GateJsonDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  GateJsonValue root;

  if (!gate_org_media_type_is_json (gate_org_call_get_header (call, "Content-Type")))
    return refuse_body (call,
                        415,
                        "unsupported.media.type",
                        "The body must be application/json",
                        NULL);
  if (length == 0)
    return refuse_body (call, 400, "bad.request", "A body is required", NULL);
  document = gate_json_document_new (text, length, "body", &error);
  if (document == NULL)
    return refuse_body (call, 400, "bad.request", "The body is not JSON", error->message);
  gate_json_document_get_root (document, &root);
  if (!gate_wire_authorization_check_put (&root, client_id, &error) ||
      !gate_wire_authorization_decode_put (&root, &wanted->scopes, &wanted->role_ids, &error))
    return refuse_body (call, 400, "invalid.value", "The body cannot be used", error->message);
  for (gsize i = 0; wanted->role_ids != NULL && wanted->role_ids[i] != NULL; i++)
    gate_text_lower_uuid (wanted->role_ids[i]);
  return TRUE;
}

static char **
dup_list (const char *const *texts)
{
  return texts != NULL ? g_strdupv ((char **) texts) : g_new0 (char *, 1);
}

static void
fill_absent_lists (Wanted            *wanted,
                   GateAuthorization *before)
{
  if (wanted->scopes == NULL)
    wanted->scopes = dup_list (gate_authorization_get_scopes (before));
  if (wanted->role_ids == NULL)
    wanted->role_ids = dup_list (gate_authorization_get_roles (before));
}

static gboolean
check_scopes (GateOrgCall       *call,
              const Wanted      *wanted,
              GateAuthorization *before)
{
  const char *const *asked = gate_client_get_scopes (gate_authorization_get_client (before));
  const char *foreign = gate_org_policy_find_foreign_scope (AS_CONST (wanted->scopes),
                                                            asked,
                                                            gate_authorization_get_scopes (before));

  if (foreign != NULL)
    return refuse_body (call,
                        400,
                        "auth.invalid.scope",
                        "The client cannot be granted this scope",
                        foreign);
  if (wanted->scopes[0] == NULL && asked != NULL && asked[0] != NULL)
    return refuse_body (call,
                        400,
                        "invalid.value",
                        "A client that asks for scopes is granted at least one",
                        "scope");
  return TRUE;
}

static gboolean
check_roles (GateOrgCall  *call,
             const Wanted *wanted,
             GError      **error)
{
  for (gsize i = 0; wanted->role_ids[i] != NULL; i++)
    {
      gboolean exists = FALSE;

      if (!gate_org_roles_table_exists (gate_org_call_get_store (call),
                                        wanted->role_ids[i],
                                        &exists,
                                        error))
        return FALSE;
      if (!exists)
        return refuse_body (call,
                            400,
                            "bad.client.role",
                            "This organization has no such role",
                            wanted->role_ids[i]);
    }
  return TRUE;
}

static gboolean
check_client (GateOrgCall       *call,
              GateAuthorization *before)
{
  const char *state = gate_client_get_state (gate_authorization_get_client (before));

  if (g_strcmp0 (state, "active") == 0)
    return TRUE;
  return refuse_body (call, 400, "bad.client.state", "The client is not active", state);
}

static gboolean
save_authorization (GateOrgCall       *call,
                    const Wanted      *wanted,
                    GateAuthorization *before,
                    GateJsonWriter    *writer,
                    GError           **error)
{
  GateOrgStore *store = gate_org_call_get_store (call);
  const char *client_id = gate_authorization_get_id (before);
  g_autoptr (GateAuthorization) after = NULL;
  g_autoptr (GateOrganization) organization = NULL;

  if (!gate_org_authorizations_table_save (store,
                                           client_id,
                                           AS_CONST (wanted->scopes),
                                           AS_CONST (wanted->role_ids),
                                           gate_org_call_get_principal (call)->person_id,
                                           error))
    return FALSE;
  after = gate_org_authorizations_table_find (store, client_id, error);
  if (after == NULL ||
      !gate_org_audit_table_add (store, "Authorize", before, after, gate_org_call_get_actor (call),
                                 error))
    return FALSE;
  organization = gate_org_organization_table_find_own (store, error);
  if (organization == NULL)
    return FALSE;
  gate_wire_authorization_encode (after,
                                  gate_organization_get_id (organization),
                                  gate_organization_get_name (organization),
                                  writer,
                                  NULL);
  if (!gate_org_store_commit (store, error))
    return FALSE;
  gate_org_api_add_etag (call, after);
  return TRUE;
}

static void
put_in_transaction (GateOrgCall *call,
                    const char  *client_id,
                    Wanted      *wanted)
{
  GateOrgStore *store = gate_org_call_get_store (call);
  g_autoptr (GateAuthorization) before = NULL;
  g_autoptr (GateJsonWriter) writer = gate_json_writer_new ();
  g_autoptr (GError) error = NULL;

  before = gate_org_authorizations_table_find (store, client_id, &error);
  if (before != NULL)
    fill_absent_lists (wanted, before);
  if (before != NULL && gate_org_api_check_match (call, before) &&
      check_client (call, before) && check_scopes (call, wanted, before) &&
      check_roles (call, wanted, &error) &&
      save_authorization (call, wanted, before, writer, &error))
    {
      gate_org_api_answer (call, writer);
      return;
    }
  gate_org_store_rollback (store);
  if (error != NULL)
    gate_org_call_answer_store_error (call, error);
  else if (before == NULL)
    gate_org_api_answer_not_found (call, "not.found", "client");
}

/* Authorizes the client, or changes its scopes and roles: a member replaces the whole list, and
 * without the member the list stays. */
void
gate_org_api_put_authorization (GateOrgCall *call)
{
  const char *client_id = gate_org_api_get_id (call);
  g_auto (Wanted) wanted = { NULL, NULL };
  g_autoptr (GError) error = NULL;

  if (client_id == NULL || !read_body (call, client_id, &wanted))
    return;
  if (gate_org_store_begin (gate_org_call_get_store (call), &error))
    put_in_transaction (call, client_id, &wanted);
  else
    gate_org_call_answer_store_error (call, error);
}
