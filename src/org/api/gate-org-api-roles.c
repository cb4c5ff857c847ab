/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* authorization/roles (genesys-api.md 3.4). */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-api.h"
#include "gate-org-roles-table.h"
#include "gate-person.h"
#include "gate-wire-person.h"
#include "gate-wire-role.h"

#define MAX_PAGE_SIZE 100
#define AS_CONST(strv) ((const char *const *) (strv))

/* The parameters of the query, without those of the page. */
typedef struct
{
  char **ids;
  char **permissions;
  gboolean with_count;
} Filter;

static void
filter_clear (Filter *filter)
{
  g_clear_pointer (&filter->ids, g_strfreev);
  g_clear_pointer (&filter->permissions, g_strfreev);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filter, filter_clear)

static gboolean
matches_filter (const Filter *filter,
                GateRole     *role)
{
  const char *const *held = gate_role_get_permissions (role);

  if (filter->ids != NULL && !g_strv_contains (AS_CONST (filter->ids), gate_role_get_id (role)))
    return FALSE;
  if (filter->permissions == NULL || filter->permissions[0] == NULL)
    return TRUE;
  for (gsize i = 0; filter->permissions[i] != NULL; i++)
    if (held != NULL && gate_permissions_include (held, filter->permissions[i]))
      return TRUE;
  return FALSE;
}

static gboolean
encode_role (GateOrgCall    *call,
             GateRole       *role,
             gboolean        with_count,
             GateJsonWriter *writer,
             GError        **error)
{
  gint64 n_people = 0;

  if (with_count && !gate_org_roles_table_count_people (gate_org_call_get_store (call),
                                                        gate_role_get_id (role),
                                                        &n_people,
                                                        error))
    return FALSE;
  gate_role_set_n_people (role, n_people);
  gate_wire_role_encode (role, with_count, writer, NULL);
  return TRUE;
}

static gboolean
write_page (GateOrgCall          *call,
            const Filter         *filter,
            const GateOrgApiPage *page,
            GError              **error)
{
  g_autoptr (GPtrArray) roles = NULL;
  g_auto (GateOrgList) list = { NULL };
  gint64 total = 0;

  roles = gate_org_roles_table_list (gate_org_call_get_store (call),
                                     gate_org_call_get_parameter (call, "name"),
                                     error);
  if (roles == NULL)
    return FALSE;
  gate_org_list_init (&list);
  for (guint i = 0; i < roles->len; i++)
    {
      GateRole *role = g_ptr_array_index (roles, i);

      if (!matches_filter (filter, role))
        continue;
      if (total / page->size == page->number - 1)
        {
          if (!encode_role (call, role, filter->with_count, list.writer, error))
            return FALSE;
          gate_org_list_add (&list);
        }
      total++;
    }
  gate_org_list_answer_page (&list, call, total, page);
  return TRUE;
}

void
gate_org_api_list_roles (GateOrgCall *call)
{
  g_auto (Filter) filter = { NULL, NULL, TRUE };
  g_autoptr (GError) error = NULL;
  GateOrgApiPage page;

  if (!gate_org_api_read_page (call, MAX_PAGE_SIZE, &page) ||
      !gate_org_api_read_boolean (call, "userCount", TRUE, &filter.with_count) ||
      !gate_org_api_read_ids (call, "max.role.ids", &filter.ids))
    return;
  filter.permissions = gate_org_call_dup_list_parameter (call, "permission");
  if (!write_page (call, &filter, &page, &error))
    gate_org_call_answer_store_error (call, error);
}

/* The role of the path; NULL when the call has been answered. */
static GateRole *
find_role (GateOrgCall *call)
{
  const char *id = gate_org_api_get_id (call);
  g_autoptr (GateRole) role = NULL;
  g_autoptr (GError) error = NULL;

  if (id == NULL)
    return NULL;
  role = gate_org_roles_table_find (gate_org_call_get_store (call), id, &error);
  if (error != NULL)
    gate_org_call_answer_store_error (call, error);
  else if (role == NULL)
    gate_org_api_answer_not_found (call, "not.found", "role");
  return g_steal_pointer (&role);
}

void
gate_org_api_get_role (GateOrgCall *call)
{
  g_autoptr (GateJsonWriter) writer = NULL;
  g_autoptr (GateRole) role = NULL;
  g_autoptr (GError) error = NULL;
  gboolean with_count = TRUE;

  if (!gate_org_api_read_boolean (call, "userCount", TRUE, &with_count))
    return;
  role = find_role (call);
  if (role == NULL)
    return;
  writer = gate_json_writer_new ();
  if (encode_role (call, role, with_count, writer, &error))
    gate_org_api_answer (call, writer);
  else
    gate_org_call_answer_store_error (call, error);
}

static gboolean
write_people (GateOrgCall          *call,
              GateRole             *role,
              const GateOrgApiPage *page,
              GError              **error)
{
  GateOrgStore *store = gate_org_call_get_store (call);
  g_auto (GateOrgList) list = { NULL };
  g_auto (GStrv) ids = NULL;
  gint64 total = 0;

  if (!gate_org_roles_table_count_people (store, gate_role_get_id (role), &total, error))
    return FALSE;
  ids = gate_org_roles_table_list_people (store,
                                          gate_role_get_id (role),
                                          page->size,
                                          page->size * (page->number - 1),
                                          error);
  if (ids == NULL)
    return FALSE;
  gate_org_list_init (&list);
  for (gsize i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (GatePerson) person = gate_person_new (ids[i]);

      gate_wire_person_encode (person, FALSE, list.writer, NULL);
      gate_org_list_add (&list);
    }
  gate_org_list_answer_page (&list, call, total, page);
  return TRUE;
}

/* Who holds a role: IDs only; names come from users. */
void
gate_org_api_list_role_users (GateOrgCall *call)
{
  g_autoptr (GateRole) role = NULL;
  g_autoptr (GError) error = NULL;
  GateOrgApiPage page;

  if (!gate_org_api_read_page (call, MAX_PAGE_SIZE, &page))
    return;
  role = find_role (call);
  if (role != NULL && !write_people (call, role, &page, &error))
    gate_org_call_answer_store_error (call, error);
}
