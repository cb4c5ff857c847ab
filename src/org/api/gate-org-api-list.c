/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Lists in answers. The writer keeps a whole document as a tree until it is ended, so a list is put
 * together from documents of one entity each. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-api.h"

#include "gate-wire-page.h"

#include <string.h>

#define ENTITIES "entities"
#define OPENING "{\"" ENTITIES "\":["

/**
 * gate_org_list_init:
 * @list: (out caller-allocates): an empty list
 */
void
gate_org_list_init (GateOrgList *list)
{
  list->writer = gate_json_writer_new ();
  list->bytes = g_byte_array_new ();
  list->n_entities = 0;
  g_byte_array_append (list->bytes, (const guint8 *) OPENING, strlen (OPENING));
}

void
gate_org_list_clear (GateOrgList *list)
{
  g_clear_pointer (&list->writer, gate_json_writer_free);
  g_clear_pointer (&list->bytes, g_byte_array_unref);
}

static void
append_entity (GateOrgList *list,
               GBytes      *json,
               gsize        skip)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (json, &length);

  g_byte_array_append (list->bytes, data + skip, (guint) (length - skip));
}

/**
 * gate_org_list_add:
 * @list: a list whose writer has written one whole entity
 *
 * Takes the entity; the writer is empty again.
 */
void
gate_org_list_add (GateOrgList *list)
{
  g_autoptr (GBytes) json = gate_json_writer_end (list->writer);

  if (list->n_entities > 0)
    g_byte_array_append (list->bytes, (const guint8 *) ",", 1);
  append_entity (list, json, 0);
  list->n_entities++;
}

/* The envelope is a document with no entities; what follows its opening ends the list. */
static void
answer_list (GateOrgList          *list,
             GateOrgCall          *call,
             const char           *path,
             gint64                total,
             const GateOrgApiPage *page)
{
  g_autoptr (GBytes) envelope = NULL;
  g_autoptr (GBytes) json = NULL;

  gate_json_writer_begin_object (list->writer, NULL);
  gate_json_writer_begin_array (list->writer, ENTITIES);
  gate_json_writer_end_array (list->writer);
  gate_wire_page_encode (list->writer, path, total, page->size, page->number);
  gate_json_writer_end_object (list->writer);
  envelope = gate_json_writer_end (list->writer);
  append_entity (list, envelope, strlen (OPENING));
  json = g_byte_array_free_to_bytes (g_steal_pointer (&list->bytes));
  gate_org_call_answer_json (call, 200, json);
}

/**
 * gate_org_list_answer:
 * @list: a complete list
 * @call: the call
 *
 * Answers with a list that has no pages.
 */
void
gate_org_list_answer (GateOrgList *list,
                      GateOrgCall *call)
{
  const GateOrgApiPage whole = { 0, 1 };

  answer_list (list, call, gate_org_call_get_path (call), list->n_entities, &whole);
}

/* The path with the parameters that chose the list, so that the addresses of its other pages lead
 * to the same list. */
static char *
dup_list_path (GateOrgCall *call)
{
  static const char *const kept[] = {
    "name", "id", "permission", "userCount", "state", "sortOrder"
  };
  GString *path = g_string_new (gate_org_call_get_path (call));
  char separator = '?';

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_auto (GStrv) values = gate_org_call_dup_list_parameter (call, kept[i]);
      g_autofree char *joined = values != NULL ? g_strjoinv (",", values) : NULL;
      g_autofree char *escaped = joined != NULL ? g_uri_escape_string (joined, ",:", FALSE) : NULL;

      if (escaped == NULL || *escaped == '\0')
        continue;
      g_string_append_printf (path, "%c%s=%s", separator, kept[i], escaped);
      separator = '&';
    }
  return g_string_free (path, FALSE);
}

/**
 * gate_org_list_answer_page:
 * @list: the entities of one page
 * @call: the call
 * @total: how many entities there are on all pages
 * @page: the page that was asked for
 *
 * Answers with one page of a list.
 */
void
gate_org_list_answer_page (GateOrgList          *list,
                           GateOrgCall          *call,
                           gint64                total,
                           const GateOrgApiPage *page)
{
  g_autofree char *path = dup_list_path (call);

  answer_list (list, call, path, total, page);
}
