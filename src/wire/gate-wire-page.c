/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The envelope of a list: classic paging (genesys-api.md 3). */

#define G_LOG_DOMAIN "gate-wire"

#include "gate-wire-page.h"

#include "gate-wire-fields.h"

#include <string.h>

/* Above the limit for addresses that we follow, so that we do not follow a cut one either. */
#define MAX_URI_CHARS 10000

/**
 * gate_wire_page_clear:
 * @page: a page
 *
 * Frees the addresses of the page.
 */
void
gate_wire_page_clear (GateWirePage *page)
{
  g_clear_pointer (&page->next_uri, g_free);
}

/**
 * gate_wire_page_decode:
 * @envelope: a list answer, with or without its entities
 * @page: (out caller-allocates): the paging members; an absent or unusable member is -1 or %NULL.
 *   To be cleared, also after an error
 * @error: return location
 *
 * Returns: %FALSE with %GATE_ERROR_PROTOCOL when it is not a JSON object with an array of entities
 */
gboolean
gate_wire_page_decode (const char   *envelope,
                       GateWirePage *page,
                       GError      **error)
{
  g_autoptr (GateJsonDocument) document = NULL;
  GateJsonValue root;
  GateJsonValue entities;

  *page = (GateWirePage){ -1, -1, -1, -1, NULL };
  document = gate_json_document_new (envelope, strlen (envelope), NULL, error);
  if (document == NULL)
    return FALSE;
  gate_json_document_get_root (document, &root);
  if (!gate_json_get_array (&root, GATE_WIRE_LIST_MEMBER, &entities, error))
    return FALSE;
  page->total = gate_wire_read_count (&root, "total", NULL);
  page->page_size = gate_wire_read_count (&root, "pageSize", NULL);
  page->page_number = gate_wire_read_count (&root, "pageNumber", NULL);
  page->page_count = gate_wire_read_count (&root, "pageCount", NULL);
  page->next_uri = gate_wire_read_text (&root, "nextUri", MAX_URI_CHARS, NULL);
  return TRUE;
}

static void
add_page_uri (GateJsonWriter *writer,
              const char     *member,
              const char     *path,
              gint64          page_size,
              gint64          page_number)
{
  char separator = strchr (path, '?') != NULL ? '&' : '?';
  g_autofree char *uri =
      g_strdup_printf ("%s%cpageSize=%" G_GINT64_FORMAT "&pageNumber=%" G_GINT64_FORMAT, path,
                       separator, page_size, page_number);

  gate_json_writer_add_string (writer, member, uri);
}

static void
add_uris (GateJsonWriter *writer,
          const char     *path,
          gint64          page_size,
          gint64          page_number,
          gint64          page_count)
{
  add_page_uri (writer, "firstUri", path, page_size, 1);
  if (page_number > 1)
    add_page_uri (writer, "previousUri", path, page_size, page_number - 1);
  if (page_number < page_count)
    add_page_uri (writer, "nextUri", path, page_size, page_number + 1);
  add_page_uri (writer, "lastUri", path, page_size, MAX (page_count, 1));
  add_page_uri (writer, "selfUri", path, page_size, page_number);
}

/**
 * gate_wire_page_encode:
 * @writer: where to write, inside the object of the list
 * @path: (nullable): the path of the list, with its own query if it has one; %NULL to write no
 *   addresses, for example for the people of a role
 * @total: how many entities there are in all
 * @page_size: how many a page holds at most; 0 for a list that has no pages, which then carries
 *   `total` and `selfUri` only
 * @page_number: the number of this page, from 1
 */
void
gate_wire_page_encode (GateJsonWriter *writer,
                       const char     *path,
                       gint64          total,
                       gint64          page_size,
                       gint64          page_number)
{
  gint64 page_count = page_size > 0 ? (total + page_size - 1) / page_size : 0;

  gate_json_writer_add_int (writer, "total", total);
  if (page_size <= 0)
    {
      gate_wire_add_optional (writer, "selfUri", path);
      return;
    }
  gate_json_writer_add_int (writer, "pageSize", page_size);
  gate_json_writer_add_int (writer, "pageNumber", page_number);
  gate_json_writer_add_int (writer, "pageCount", page_count);
  if (path != NULL)
    add_uris (writer, path, page_size, page_number, page_count);
}
