/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Reads a list page by page, and each entity as soon as its bytes arrive. A bad entity is left out;
 * a document that is not a list fails the whole fetch. */

#define G_LOG_DOMAIN "gate-api"

#include "gate-api-fetch.h"

#include "gate-address.h"
#include "gate-api-call.h"
#include "gate-api-list-private.h"
#include "gate-error.h"
#include "gate-hash.h"
#include "gate-json-scan.h"
#include "gate-wire-page.h"

/* What one list may cost, whatever pages it comes in (N61). More is left out, and said to be. */
#define MAX_PAGES 400
#define MAX_ENTITIES 200000
#define PAGE_SIZE 100
/* The largest size is not documented; this one is the default and is always accepted. */
#define SMALL_PAGE_SIZE 25
#define BATCH_ITEMS 64

typedef struct
{
  const GateApiListKind *kind;
  char                 **segments;
  char                  *query;
  GateApiBatchFunc       batch_func;
  gpointer               batch_data;

  GateApiList  *list;
  GPtrArray    *batch;
  GHashTable   *seen; /* addresses of requested pages */
  GUri         *address;
  GateJsonScan *scan; /* of the arriving page */
  GCancellable *cancellable;
  guint         n_pages;
  gsize         n_bytes; /* of all tries of all pages */
  guint         max_entities;
  guint         n_all;      /* entities of the pages before */
  gint64        left_us;    /* time to receive the rest */
  gint64        counted_us; /* until when it is counted */
  gboolean      names_pages; /* a page named the next one, so the last one does not */
  guint         page_size; /* 0: as the service likes it */
  guint         n_entities; /* of the page that is arriving */
  guint         n_new;      /* of them, not seen on an earlier page */
} Fetch;

static void
fetch_free (gpointer data)
{
  Fetch *fetch = data;

  g_strfreev (fetch->segments);
  g_free (fetch->query);
  g_clear_pointer (&fetch->list, gate_api_list_free);
  g_clear_pointer (&fetch->batch, g_ptr_array_unref);
  g_clear_pointer (&fetch->seen, g_hash_table_unref);
  g_clear_pointer (&fetch->address, g_uri_unref);
  g_clear_pointer (&fetch->scan, gate_json_scan_free);
  g_clear_object (&fetch->cancellable);
  g_free (fetch);
}

/* Decodes the first bad entity again, with a name, so that the message has the place. */
static void
refuse_entity (Fetch      *fetch,
               const char *text,
               gsize       length,
               guint       index)
{
  g_autofree char *name = g_strdup_printf ("%s[%u]", GATE_WIRE_LIST_MEMBER, index);
  g_autoptr (GateJsonDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  GateJsonValue root;
  gpointer item;

  if (text == NULL)
    gate_error_set (&error, GATE_ERROR_TOO_LARGE, "%s: larger than %d bytes", name,
                    GATE_JSON_MAX_ENTITY_BYTES);
  else
    document = gate_json_document_new_scanned (text, length, name, &error);
  if (document != NULL)
    {
      gate_json_document_get_root (document, &root);
      item = fetch->kind->decode (&root, &error);
      g_clear_object (&item);
    }
  gate_api_list_refuse (fetch->list, error != NULL ? error->message : name);
}

static void
take_item (Fetch   *fetch,
           gpointer item)
{
  const char *id = fetch->kind->get_id (item);
  gpointer first = gate_api_list_find (fetch->list, id);

  if (first != NULL)
    {
      gate_api_list_repeat (fetch->list, id);
      if (fetch->kind->found_duplicate != NULL)
        fetch->kind->found_duplicate (first);
      g_object_unref (item);
      return;
    }
  fetch->n_new++;
  gate_api_list_take (fetch->list, id, item);
  if (fetch->batch_func != NULL)
    g_ptr_array_add (fetch->batch, g_object_ref (item));
}

/* Ends the list here; what is there of it stays. */
static gboolean
cut (Fetch   *fetch,
     GError **error)
{
  gate_api_list_set_cut (fetch->list);
  gate_error_set (error, GATE_ERROR_TOO_LARGE, "the rest of the list is left out");
  return FALSE;
}

static gboolean
entity_cb (const char *text,
           gsize       length,
           guint       index,
           gpointer    user_data,
           GError    **error)
{
  Fetch *fetch = user_data;
  g_autoptr (GateJsonDocument) document = NULL;
  GateJsonValue root;
  gpointer item = NULL;

  if (fetch->n_all + fetch->n_entities == fetch->max_entities)
    return cut (fetch, error);
  fetch->n_entities++;
  if (text != NULL)
    document = gate_json_document_new_scanned (text, length, NULL, NULL);
  if (document != NULL)
    {
      gate_json_document_get_root (document, &root);
      item = fetch->kind->decode (&root, NULL);
    }
  if (item != NULL)
    take_item (fetch, item);
  else if (gate_api_list_get_n_refused (fetch->list) == 0)
    refuse_entity (fetch, text, length, index);
  else
    gate_api_list_refuse (fetch->list, NULL);
  return TRUE;
}

static void
flush_batch (Fetch *fetch)
{
  g_autoptr (GPtrArray) batch = NULL;

  if (fetch->batch_func == NULL || fetch->batch->len == 0)
    return;
  batch = g_steal_pointer (&fetch->batch);
  fetch->batch = g_ptr_array_new_with_free_func (g_object_unref);
  fetch->batch_func (batch, fetch->batch_data);
}

static void
reset_cb (gpointer user_data)
{
  Fetch *fetch = user_data;

  g_clear_pointer (&fetch->scan, gate_json_scan_free);
  fetch->scan = gate_json_scan_new_for_list (GATE_WIRE_LIST_MEMBER, GATE_JSON_MAX_LIST_BYTES,
                                             entity_cb, fetch);
  fetch->n_entities = 0;
  fetch->n_new = 0;
  fetch->counted_us = g_get_monotonic_time ();
  g_ptr_array_set_size (fetch->batch, 0);
  gate_api_list_restart_page (fetch->list);
}

/* Counts the time of each try until its last byte, not the waits between two tries. */
static gboolean
has_time_left (Fetch *fetch)
{
  gint64 now_us = g_get_monotonic_time ();

  fetch->left_us -= now_us - fetch->counted_us;
  fetch->counted_us = now_us;
  return fetch->left_us > 0;
}

static gboolean
sink_cb (const char *data,
         gsize       length,
         gpointer    user_data,
         GError    **error)
{
  Fetch *fetch = user_data;

  if (fetch->scan == NULL)
    reset_cb (fetch);
  if (g_cancellable_set_error_if_cancelled (fetch->cancellable, error))
    return FALSE;
  fetch->n_bytes += length;
  if (fetch->n_bytes > GATE_JSON_MAX_LIST_BYTES || !has_time_left (fetch))
    return cut (fetch, error);
  if (!gate_json_scan_feed (fetch->scan, data, length, error))
    return FALSE;
  if (fetch->batch->len >= BATCH_ITEMS)
    flush_batch (fetch);
  return TRUE;
}

/* Makes NEXT the next address. Returns whether it was not requested yet. */
static gboolean
go_to (Fetch *fetch,
       GUri  *next)
{
  g_clear_pointer (&fetch->address, g_uri_unref);
  fetch->address = next;
  return g_hash_table_add (fetch->seen, g_uri_to_string (next));
}

static GUri *
build_address (GateApi *api,
               Fetch   *fetch)
{
  g_autoptr (GateHttpRequest) request = NULL;
  g_autofree char *paging = NULL;
  g_autofree char *query = NULL;

  if (fetch->page_size > 0)
    paging = g_strdup_printf ("pageSize=%u&pageNumber=%u", fetch->page_size, fetch->n_pages + 1);
  else if (fetch->n_pages > 0)
    paging = g_strdup_printf ("pageNumber=%u", fetch->n_pages + 1);
  if (paging != NULL && fetch->query != NULL)
    query = g_strconcat (fetch->query, "&", paging, NULL);
  else
    query = g_strdup (paging != NULL ? paging : fetch->query);
  request = gate_api_call_new_request (api, "GET", (const char *const *) fetch->segments, query);
  return g_uri_ref (gate_http_request_get_address (request));
}

static GUri *
resolve_next (Fetch      *fetch,
              const char *next_uri)
{
  g_autoptr (GError) error = NULL;
  GUri *next = gate_address_resolve (fetch->address, next_uri, &error);

  if (next == NULL)
    gate_api_list_refuse (fetch->list, error->message);
  return next;
}

/* Whether the page is the last one, of those that are asked for by number. */
static gboolean
is_last_number (Fetch              *fetch,
                const GateWirePage *page)
{
  if (page->page_count >= 0)
    return fetch->n_pages >= page->page_count;
  if (fetch->kind->paging == GATE_API_PAGING_NUMBERS)
    return fetch->n_entities < fetch->page_size;
  return gate_api_list_get_n_delivered (fetch->list) >= gate_api_list_get_total (fetch->list);
}

/* The address of the next page; NULL where the service knows of none. It may count more pages, or
 * more entities, without saying where they are. */
static GUri *
dup_next (GateApi            *api,
          Fetch              *fetch,
          const GateWirePage *page)
{
  gboolean by_number = fetch->kind->paging == GATE_API_PAGING_NUMBERS;

  if (!by_number && page->next_uri != NULL)
    {
      fetch->names_pages = TRUE;
      return resolve_next (fetch, page->next_uri);
    }
  if (fetch->names_pages || is_last_number (fetch, page))
    return NULL;
  return build_address (api, fetch);
}

/* Sets the address of the next page; FALSE when the list ends here. */
static gboolean
find_next (GateApi            *api,
           Fetch              *fetch,
           const GateWirePage *page)
{
  gboolean says_more = page->next_uri != NULL || page->page_count > fetch->n_pages;
  GUri *next;

  if (fetch->kind->paging == GATE_API_PAGING_NONE || fetch->n_entities == 0)
    {
      if (says_more)
        gate_api_list_set_cut (fetch->list);
      return FALSE;
    }
  /* With only known entities on the page there are no more pages, or the service ignores paging. */
  if (fetch->n_new == 0)
    return FALSE;
  next = dup_next (api, fetch, page);
  if (next == NULL)
    return FALSE;
  if (go_to (fetch, next) && fetch->n_pages < MAX_PAGES)
    return TRUE;
  gate_api_list_set_cut (fetch->list);
  return FALSE;
}

static gboolean
finish_page (Fetch            *fetch,
             GateHttpResponse *response,
             GateWirePage     *page,
             GError          **error)
{
  g_autofree char *envelope = NULL;

  if (fetch->scan == NULL)
    reset_cb (fetch);
  if (!gate_http_response_is_json (response))
    {
      gate_error_set (error, GATE_ERROR_PROTOCOL, "the answer is not JSON");
      return FALSE;
    }
  if (!gate_json_scan_finish (fetch->scan, error))
    return FALSE;
  flush_batch (fetch);
  envelope = gate_json_scan_dup_envelope (fetch->scan);
  g_clear_pointer (&fetch->scan, gate_json_scan_free);
  if (!gate_wire_page_decode (envelope, page, error))
    return FALSE;
  fetch->n_pages++;
  fetch->n_all += fetch->n_entities;
  if (page->total >= 0)
    gate_api_list_set_total (fetch->list, page->total);
  return TRUE;
}

static void page_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data);

static void
fetch_page (GTask *task)
{
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GateHttpRequest) request = gate_http_request_new ("GET", fetch->address);

  gate_api_list_begin_page (fetch->list);
  if (fetch->kind->in_language)
    gate_api_call_set_language (request);
  gate_http_request_set_max_bytes (request, G_MAXSIZE); /* sink_cb() counts those of all pages */
  gate_http_request_set_sink (request, sink_cb, reset_cb, fetch);
  gate_api_call_send_async (g_task_get_source_object (task), request,
                            g_task_get_cancellable (task), page_cb, g_object_ref (task));
}

/* Requests the first page again with a smaller size, when it was refused. Returns whether it
 * did. */
static gboolean
try_smaller_pages (GTask        *task,
                   const GError *error)
{
  Fetch *fetch = g_task_get_task_data (task);

  if (!gate_error_matches (error, GATE_ERROR_INVALID) || fetch->n_pages > 0 ||
      fetch->kind->paging != GATE_API_PAGING_NUMBERS || fetch->page_size == SMALL_PAGE_SIZE)
    return FALSE;
  fetch->page_size = SMALL_PAGE_SIZE;
  go_to (fetch, build_address (g_task_get_source_object (task), fetch));
  fetch_page (task);
  return TRUE;
}

static void
return_list (GTask *task)
{
  Fetch *fetch = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&fetch->list),
                         (GDestroyNotify) gate_api_list_free);
}

static void
page_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GateHttpResponse) response = NULL;
  g_auto (GateWirePage) page = { -1, -1, -1, -1, NULL };
  g_autoptr (GError) error = NULL;
  Fetch *fetch = g_task_get_task_data (task);

  response = gate_api_call_send_finish (GATE_API (source), result, &error);
  if (response == NULL && gate_api_list_is_cut (fetch->list))
    {
      flush_batch (fetch);
      return_list (task);
      return;
    }
  if (response == NULL)
    {
      if (!try_smaller_pages (task, error))
        g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (!finish_page (fetch, response, &page, &error))
    {
      gate_api_call_blame (error, response);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (find_next (GATE_API (source), fetch, &page))
    fetch_page (task);
  else
    return_list (task);
}

/**
 * gate_api_fetch_async:
 * @api: the API
 * @kind: the kind of the list; static
 * @segments: (array zero-terminated=1): the path behind `/api/v2`, in plain text
 * @query: (nullable): an encoded query, without paging
 * @batch: (nullable): gets the models as they arrive
 * @batch_data: for @batch; stays valid until the callback
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main context, never before this function returns
 * @user_data: for @callback
 *
 * Reads a whole list.
 */
void
gate_api_fetch_async (GateApi               *api,
                      const GateApiListKind *kind,
                      const char *const     *segments,
                      const char            *query,
                      GateApiBatchFunc       batch,
                      gpointer               batch_data,
                      GCancellable          *cancellable,
                      GAsyncReadyCallback    callback,
                      gpointer               user_data)
{
  g_autoptr (GTask) task = g_task_new (api, cancellable, callback, user_data);
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->kind = kind;
  fetch->segments = g_strdupv ((char **) segments);
  fetch->query = g_strdup (query);
  fetch->batch_func = batch;
  fetch->batch_data = batch_data;
  fetch->list = gate_api_list_new ();
  fetch->batch = g_ptr_array_new_with_free_func (g_object_unref);
  fetch->seen = g_hash_table_new_full (gate_text_hash, g_str_equal, g_free, NULL);
  fetch->max_entities = kind->max_entities > 0 ? kind->max_entities : MAX_ENTITIES;
  fetch->left_us = gate_http_get_list_ms (gate_api_get_http (api)) * G_TIME_SPAN_MILLISECOND;
  fetch->page_size = kind->paging == GATE_API_PAGING_NUMBERS ? PAGE_SIZE : 0;
  if (cancellable != NULL)
    fetch->cancellable = g_object_ref (cancellable);
  g_task_set_source_tag (task, gate_api_fetch_async);
  g_task_set_task_data (task, fetch, fetch_free);
  go_to (fetch, build_address (api, fetch));
  fetch_page (task);
}

/**
 * gate_api_fetch_finish:
 * @api: the API
 * @result: the result passed to the callback
 * @error: return location
 *
 * Returns: (transfer full): the list; %NULL with %GATE_ERROR_PROTOCOL when a response is not a
 *   list, with the errors of gate_api_call_send_finish(), or with %G_IO_ERROR_CANCELLED
 */
GateApiList *
gate_api_fetch_finish (GateApi      *api,
                       GAsyncResult *result,
                       GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, api), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_api_fetch_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
