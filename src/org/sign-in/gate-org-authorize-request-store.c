/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-authorize-request-store.h"

#include "gate-hash.h"
#include "gate-org-secret.h"

struct _GateOrgAuthorizeRequestStore
{
  GHashTable *by_handle; /* handle → GateOrgAuthorizeRequest, which owns the handle */
  GQueue order;          /* oldest first; all live equally long */
};

/**
 * gate_org_authorize_request_new:
 *
 * Returns: (transfer full): a request with a handle of its own
 */
GateOrgAuthorizeRequest *
gate_org_authorize_request_new (void)
{
  GateOrgAuthorizeRequest *request = g_rc_box_new0 (GateOrgAuthorizeRequest);

  request->handle = gate_org_secret_new ("");
  request->form_secret = gate_org_secret_new ("");
  return request;
}

/**
 * gate_org_authorize_request_ref:
 * @request: a request
 *
 * Returns: (transfer full): the same
 */
GateOrgAuthorizeRequest *
gate_org_authorize_request_ref (GateOrgAuthorizeRequest *request)
{
  return g_rc_box_acquire (request);
}

static void
clear_request (GateOrgAuthorizeRequest *request)
{
  g_free (request->handle);
  g_free (request->form_secret);
  g_free (request->browser_hash);
  g_free (request->client_id);
  g_free (request->redirect_uri);
  g_free (request->state);
  g_free (request->challenge);
  g_strfreev (request->scopes);
  g_free (request->login_hint);
  g_free (request->person_id);
  g_free (request->session_hash);
  g_free (request->code_hash);
  g_clear_object (&request->seen);
}

/**
 * gate_org_authorize_request_unref:
 * @request: (transfer full): a request
 */
void
gate_org_authorize_request_unref (GateOrgAuthorizeRequest *request)
{
  g_rc_box_release_full (request, (GDestroyNotify) clear_request);
}

/**
 * gate_org_authorize_request_dup_form_token:
 * @request: a request
 * @shown: (nullable): what the page of the form shows, a field of it; %NULL for the login form,
 *   which belongs to no session
 *
 * Returns: (transfer full): a token for our forms that another site cannot know, bound to the
 *   request, to the session and to the page
 */
char *
gate_org_authorize_request_dup_form_token (const GateOrgAuthorizeRequest *request,
                                           const char                    *shown)
{
  const char *session = request->session_hash != NULL ? request->session_hash : "";
  g_autofree char *text =
      g_strjoin (" ", request->form_secret, shown != NULL ? session : NULL, shown, NULL);

  return gate_org_secret_hash (text);
}

/**
 * gate_org_authorize_request_forget_pages:
 * @request: a request
 *
 * What the pages of the request said is no longer true, or was said to somebody else: the next
 * press on one of them shows what is true by then, and does nothing else.
 */
void
gate_org_authorize_request_forget_pages (GateOrgAuthorizeRequest *request)
{
  request->generation++;
  g_clear_object (&request->seen);
}

/**
 * gate_org_authorize_request_store_new:
 *
 * Returns: (transfer full): an empty table
 */
GateOrgAuthorizeRequestStore *
gate_org_authorize_request_store_new (void)
{
  GateOrgAuthorizeRequestStore *self = g_new0 (GateOrgAuthorizeRequestStore, 1);

  self->by_handle = g_hash_table_new_full (gate_text_hash, g_str_equal, NULL,
                                           (GDestroyNotify) gate_org_authorize_request_unref);
  g_queue_init (&self->order);
  return self;
}

/**
 * gate_org_authorize_request_store_free:
 * @self: (transfer full): a table
 */
void
gate_org_authorize_request_store_free (GateOrgAuthorizeRequestStore *self)
{
  g_queue_clear (&self->order);
  g_hash_table_unref (self->by_handle);
  g_free (self);
}

static void
drop_oldest (GateOrgAuthorizeRequestStore *self)
{
  GateOrgAuthorizeRequest *oldest = g_queue_pop_head (&self->order);

  g_hash_table_remove (self->by_handle, oldest->handle);
}

static void
drop_expired (GateOrgAuthorizeRequestStore *self,
              gint64                        now_us)
{
  const GateOrgAuthorizeRequest *oldest;

  while ((oldest = g_queue_peek_head (&self->order)) != NULL && oldest->expires_us <= now_us)
    drop_oldest (self);
}

/**
 * gate_org_authorize_request_store_add:
 * @self: a table
 * @request: (transfer none): a new request
 * @now_us: the monotonic time
 *
 * Keeps the request for ten minutes. When there are too many, the oldest is dropped.
 */
void
gate_org_authorize_request_store_add (GateOrgAuthorizeRequestStore *self,
                                      GateOrgAuthorizeRequest      *request,
                                      gint64                        now_us)
{
  drop_expired (self, now_us);
  if (self->order.length >= GATE_ORG_MAX_AUTHORIZE_REQUESTS)
    drop_oldest (self);
  request->expires_us = now_us + GATE_ORG_AUTHORIZE_REQUEST_LIFETIME_US;
  g_queue_push_tail (&self->order, request);
  g_hash_table_insert (self->by_handle, request->handle, gate_org_authorize_request_ref (request));
}

/**
 * gate_org_authorize_request_store_find:
 * @self: a table
 * @handle: (nullable): as it came from outside
 * @browser_hash: (nullable): of the cookie of the browser that shows it
 * @now_us: the monotonic time
 *
 * Returns: (transfer full) (nullable): the request; %NULL when there is none of that handle, when
 *   it is over or when another browser asked
 */
GateOrgAuthorizeRequest *
gate_org_authorize_request_store_find (GateOrgAuthorizeRequestStore *self,
                                       const char                   *handle,
                                       const char                   *browser_hash,
                                       gint64                        now_us)
{
  GateOrgAuthorizeRequest *request;

  drop_expired (self, now_us);
  request = handle != NULL ? g_hash_table_lookup (self->by_handle, handle) : NULL;
  if (request == NULL || browser_hash == NULL ||
      !gate_org_secret_hashes_match (request->browser_hash, browser_hash))
    return NULL;
  return gate_org_authorize_request_ref (request);
}

guint
gate_org_authorize_request_store_get_size (GateOrgAuthorizeRequestStore *self)
{
  return self->order.length;
}
