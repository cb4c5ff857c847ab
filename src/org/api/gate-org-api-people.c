/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* users (genesys-api.md 3.5). */

#define G_LOG_DOMAIN "gate-org"

#include "gate-hash.h"
#include "gate-org-api.h"
#include "gate-org-people-table.h"
#include "gate-wire-person.h"

#define MAX_PAGE_SIZE 500

static gboolean
read_state (GateOrgCall *call,
            const char **state)
{
  static const char *const states[] = { "active", "inactive", "deleted", "any", NULL };
  const char *text = gate_org_call_get_parameter (call, "state");

  if (text == NULL)
    text = "active";
  if (!g_strv_contains (states, text))
    {
      gate_org_api_refuse_parameter (call, "state");
      return FALSE;
    }
  *state = g_str_equal (text, "any") ? NULL : text;
  return TRUE;
}

static gboolean
read_order (GateOrgCall *call,
            gboolean    *descending)
{
  const char *text = gate_org_call_get_parameter (call, "sortOrder");

  *descending = text != NULL && g_ascii_strcasecmp (text, "descending") == 0;
  if (text == NULL || *descending || g_ascii_strcasecmp (text, "ascending") == 0)
    return TRUE;
  gate_org_api_refuse_parameter (call, "sortOrder");
  return FALSE;
}

static gboolean
wants_roles (GateOrgCall *call)
{
  g_auto (GStrv) expand = gate_org_call_dup_list_parameter (call, "expand");

  return expand != NULL && g_strv_contains ((const char *const *) expand, "authorization");
}

/* With the roles and permissions where `expand=authorization` asks for them. */
static gboolean
add_entity (GateOrgCall *call,
            GateOrgList *list,
            GatePerson  *person,
            GError     **error)
{
  g_autoptr (GatePerson) whole = NULL;

  if (wants_roles (call))
    {
      whole = gate_org_people_table_find_whole (gate_org_call_get_store (call),
                                                gate_person_get_id (person),
                                                error);
      if (whole == NULL)
        return FALSE;
    }
  gate_wire_person_encode (whole != NULL ? whole : person, whole != NULL, list->writer, NULL);
  gate_org_list_add (list);
  return TRUE;
}

/* Some people in the order asked for, each once; unknown IDs are left out, as the API does. */
static gboolean
write_by_ids (GateOrgCall          *call,
              char                **ids,
              const char           *state,
              const GateOrgApiPage *page,
              GError              **error)
{
  g_auto (GateOrgList) list = { NULL };
  g_autoptr (GHashTable) seen = g_hash_table_new (gate_text_hash, g_str_equal);
  gint64 total = 0;

  gate_org_list_init (&list);
  for (gsize i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (GatePerson) person = NULL;
      GError *local_error = NULL;

      if (!g_hash_table_add (seen, ids[i]))
        continue;
      person = gate_org_people_table_find (gate_org_call_get_store (call), ids[i], &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return FALSE;
        }
      if (person == NULL ||
          (state != NULL && g_strcmp0 (gate_person_get_state (person), state) != 0))
        continue;
      if (total / page->size == page->number - 1 && !add_entity (call, &list, person, error))
        return FALSE;
      total++;
    }
  gate_org_list_answer_page (&list, call, total, page);
  return TRUE;
}

static gboolean
write_all (GateOrgCall          *call,
           const char           *state,
           gboolean              descending,
           const GateOrgApiPage *page,
           GError              **error)
{
  GateOrgStore *store = gate_org_call_get_store (call);
  g_auto (GateOrgList) list = { NULL };
  g_autoptr (GPtrArray) people = NULL;
  gint64 total = 0;

  if (!gate_org_people_table_count (store, state, &total, error))
    return FALSE;
  people = gate_org_people_table_list (store,
                                       state,
                                       descending,
                                       page->size,
                                       page->size * (page->number - 1),
                                       error);
  if (people == NULL)
    return FALSE;
  gate_org_list_init (&list);
  for (guint i = 0; i < people->len; i++)
    if (!add_entity (call, &list, g_ptr_array_index (people, i), error))
      return FALSE;
  gate_org_list_answer_page (&list, call, total, page);
  return TRUE;
}

void
gate_org_api_list_people (GateOrgCall *call)
{
  g_auto (GStrv) ids = NULL;
  g_autoptr (GError) error = NULL;
  const char *state = NULL;
  gboolean descending = FALSE;
  GateOrgApiPage page;
  gboolean ok;

  if (!gate_org_api_read_page (call, MAX_PAGE_SIZE, &page) || !read_state (call, &state) ||
      !read_order (call, &descending) ||
      !gate_org_api_read_ids (call, "invalid.query.param.value", &ids))
    return;
  ok = ids != NULL ? write_by_ids (call, ids, state, &page, &error) :
                     write_all (call, state, descending, &page, &error);
  if (!ok)
    gate_org_call_answer_store_error (call, error);
}

void
gate_org_api_get_person (GateOrgCall *call)
{
  const char *id = gate_org_api_get_id (call);
  g_autoptr (GateJsonWriter) writer = NULL;
  g_autoptr (GatePerson) person = NULL;
  g_autoptr (GError) error = NULL;

  if (id == NULL)
    return;
  person = gate_org_people_table_find (gate_org_call_get_store (call), id, &error);
  if (error != NULL)
    {
      gate_org_call_answer_store_error (call, error);
      return;
    }
  if (person == NULL)
    {
      gate_org_api_answer_not_found (call, "not.found", "user");
      return;
    }
  writer = gate_json_writer_new ();
  gate_wire_person_encode (person, FALSE, writer, NULL);
  gate_org_api_answer (call, writer);
}
