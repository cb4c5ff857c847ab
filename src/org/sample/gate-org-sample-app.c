/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-sample-app.h"

#include "gate-org-sample-oauth-client.h"
#include "gate-org-secret.h"

#include <sodium.h>
#include <string.h>

#define MAX_SESSIONS 64

struct _GateOrgSampleApp
{
  GObject parent_instance;

  GateOrgSampleHttp *http;
  char *client_id;
  char *name;
  char *description;
  char *path;
  char *secret;
  char *url;
  char *redirect_uri;
  char *cookie;
  GQueue *sessions; /* the one used last in front */
};

G_DEFINE_FINAL_TYPE (GateOrgSampleApp, gate_org_sample_app, G_TYPE_OBJECT)

/* A call that waits for the organization. */
typedef struct
{
  GateOrgSampleApp *app;
  GateOrgCall *call;
  GateOrgSampleSession *session;
} Wait;

static void
gate_org_sample_app_finalize (GObject *object)
{
  GateOrgSampleApp *self = GATE_ORG_SAMPLE_APP (object);

  g_clear_object (&self->http);
  g_free (self->client_id);
  g_free (self->name);
  g_free (self->description);
  g_free (self->path);
  gate_org_secret_free (self->secret);
  g_free (self->url);
  g_free (self->redirect_uri);
  g_free (self->cookie);
  g_queue_free_full (self->sessions, (GDestroyNotify) gate_org_sample_session_unref);
  G_OBJECT_CLASS (gate_org_sample_app_parent_class)->finalize (object);
}

static void
gate_org_sample_app_class_init (GateOrgSampleAppClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gate_org_sample_app_finalize;
}

static void
gate_org_sample_app_init (GateOrgSampleApp *self)
{
  self->sessions = g_queue_new ();
}

/**
 * gate_org_sample_app_new:
 * @http: the way to the organization
 * @terms: which application; copied
 *
 * Returns: (transfer full): the application
 */
GateOrgSampleApp *
gate_org_sample_app_new (GateOrgSampleHttp        *http,
                         const GateOrgSampleTerms *terms)
{
  GateOrgSampleApp *self = g_object_new (GATE_TYPE_ORG_SAMPLE_APP, NULL);

  self->http = g_object_ref (http);
  self->client_id = g_strdup (terms->client_id);
  self->name = g_strdup (terms->name);
  self->description = g_strdup (terms->description);
  self->path = g_strdup (terms->path);
  self->secret = g_strdup (terms->secret);
  self->url = g_strconcat (terms->origin, terms->path, "/", NULL);
  self->redirect_uri = g_strconcat (terms->origin, terms->path, "/callback", NULL);
  self->cookie = g_strconcat ("app-", terms->path + 1, NULL);
  return self;
}

const char *
gate_org_sample_app_get_client_id (GateOrgSampleApp *self)
{
  return self->client_id;
}

const char *
gate_org_sample_app_get_path (GateOrgSampleApp *self)
{
  return self->path;
}

const char *
gate_org_sample_app_get_url (GateOrgSampleApp *self)
{
  return self->url;
}

/**
 * gate_org_sample_app_get_face:
 * @self: an application
 * @face: (out caller-allocates): what its page shows, as long as it lives
 */
void
gate_org_sample_app_get_face (GateOrgSampleApp  *self,
                              GateOrgSampleFace *face)
{
  face->name = self->name;
  face->description = self->description;
  face->client_id = self->client_id;
  face->path = self->path;
  face->organization = gate_org_sample_http_get_origin (self->http);
  face->confidential = self->secret != NULL;
}

static GateOrgSampleClientTerms
get_terms (GateOrgSampleApp *self)
{
  return (GateOrgSampleClientTerms) {
    .client_id = self->client_id,
    .secret = self->secret,
    .redirect_uri = self->redirect_uri,
  };
}

static GateOrgSampleSession *
find_session_by_id (GateOrgSampleApp *self,
                    const char       *id)
{
  for (GList *link = self->sessions->head; link != NULL; link = link->next)
    {
      GateOrgSampleSession *session = link->data;

      if (strlen (session->id) == strlen (id) && sodium_memcmp (session->id, id, strlen (id)) == 0)
        {
          g_queue_unlink (self->sessions, link);
          g_queue_push_head_link (self->sessions, link);
          return session;
        }
    }
  return NULL;
}

/* The session that the browser's cookie names; NULL when there is none. */
static GateOrgSampleSession *
find_session (GateOrgSampleApp *self,
              GateOrgCall      *call)
{
  const char *header = gate_org_call_get_header (call, "Cookie");
  g_auto (GStrv) pairs = g_strsplit (header != NULL ? header : "", ";", 64);
  gsize length = strlen (self->cookie);

  for (gsize i = 0; pairs[i] != NULL; i++)
    {
      const char *pair = g_strstrip (pairs[i]);

      if (strncmp (pair, self->cookie, length) == 0 && pair[length] == '=')
        return find_session_by_id (self, pair + length + 1);
    }
  return NULL;
}

static void
set_cookie (GateOrgSampleApp     *self,
            GateOrgCall          *call,
            GateOrgSampleSession *session)
{
  g_autofree char *cookie = g_strdup_printf ("%s=%s; Path=%s/; HttpOnly; SameSite=Lax",
                                             self->cookie, session->id, self->path);

  gate_org_call_add_header (call, "Set-Cookie", cookie);
}

static GateOrgSampleSession *
add_session (GateOrgSampleApp *self,
             GateOrgCall      *call)
{
  GateOrgSampleSession *session = gate_org_sample_session_new ();

  set_cookie (self, call, session);
  g_queue_push_head (self->sessions, session);
  if (g_queue_get_length (self->sessions) > MAX_SESSIONS)
    gate_org_sample_session_unref (g_queue_pop_tail (self->sessions));
  return session;
}

static void
answer_html (GateOrgCall *call,
             guint        status,
             char        *html)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (html, strlen (html));

  gate_org_call_answer_bytes (call, status, "text/html; charset=utf-8", bytes);
}

static void
refuse_call (GateOrgCall *call,
             guint        status,
             const char  *sentence)
{
  const char *language = gate_org_call_get_header (call, "Accept-Language");

  answer_html (call, status, gate_org_sample_page_build_refusal (sentence, language));
}

static void
send_to (GateOrgCall *call,
         const char  *address)
{
  gate_org_call_add_header (call, "Location", address);
  gate_org_call_answer_empty (call, 303);
}

static void
answer_page (GateOrgSampleApp *self,
             GateOrgCall      *call)
{
  GateOrgSampleFace face = { 0 };

  gate_org_sample_app_get_face (self, &face);
  answer_html (call, 200,
               gate_org_sample_page_build (&face, find_session (self, call),
                                           gate_org_call_get_header (call, "Accept-Language")));
}

static Wait *
new_wait (GateOrgSampleApp     *self,
          GateOrgCall          *call,
          GateOrgSampleSession *session)
{
  Wait *wait = g_new0 (Wait, 1);

  wait->app = g_object_ref (self);
  wait->call = g_object_ref (call);
  wait->session = gate_org_sample_session_ref (session);
  gate_org_call_defer (call);
  return wait;
}

static void
free_wait (Wait *wait)
{
  gate_org_sample_session_unref (wait->session);
  g_object_unref (wait->call);
  g_object_unref (wait->app);
  g_free (wait);
}

static void
discovered_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Wait *wait = user_data;
  const char *prompt = gate_org_call_get_parameter (wait->call, "prompt");
  gboolean asks_again = g_strcmp0 (prompt, "login") == 0;
  g_autofree char *address = NULL;

  gate_org_sample_oauth_client_finish (GATE_ORG_SAMPLE_HTTP (source), result);
  if (wait->session->error == NULL)
    address = gate_org_sample_session_begin (wait->session, wait->app->client_id,
                                             wait->app->redirect_uri, asks_again);
  send_to (wait->call, address != NULL ? address : wait->app->url);
  free_wait (wait);
}

static void
sign_in (GateOrgSampleApp *self,
         GateOrgCall      *call)
{
  GateOrgSampleSession *session = find_session (self, call);

  if (session == NULL)
    session = add_session (self, call);
  gate_org_sample_oauth_client_discover_async (self->http, session, discovered_cb,
                                               new_wait (self, call, session));
}

/* After success and failure the browser goes back to the page that tells: no code stays in its
 * address bar, and a reload sends nothing twice (F20). */
static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Wait *wait = user_data;

  gate_org_sample_oauth_client_finish (GATE_ORG_SAMPLE_HTTP (source), result);
  send_to (wait->call, wait->app->url);
  free_wait (wait);
}

/* A browser that has signed in gets another cookie: somebody else may know the one it had, or have
 * given it that one. */
static void
signed_in_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Wait *wait = user_data;

  if (wait->session->token != NULL)
    {
      gate_org_sample_session_renew_id (wait->session);
      set_cookie (wait->app, wait->call, wait->session);
    }
  finished_cb (source, result, wait);
}

/* An answer to a question that was not asked ends no sign-in. */
static void
read_callback (GateOrgSampleApp *self,
               GateOrgCall      *call)
{
  const char *query = gate_org_call_get_query (call);
  GateOrgSampleSession *session = find_session (self, call);
  GateOrgSampleClientTerms terms = get_terms (self);
  GateOauthVerdict verdict = GATE_OAUTH_IGNORED;
  g_autoptr (GateOauthAttempt) attempt = NULL;

  if (session != NULL)
    verdict = gate_org_sample_session_read_callback (session, query, &attempt);
  if (verdict == GATE_OAUTH_MATCHED)
    gate_org_sample_oauth_client_redeem_async (self->http, &terms, session, attempt, signed_in_cb,
                                               new_wait (self, call, session));
  else if (verdict == GATE_OAUTH_FAILED ||
           (session != NULL && gate_org_sample_session_was_answered (session, query)))
    send_to (call, self->url);
  else
    refuse_call (call, 400, "This answer belongs to no sign-in that was begun in this browser.");
}

static gboolean
run_action (GateOrgSampleApp *self,
            GateOrgCall      *call,
            const char       *action)
{
  GateOrgSampleSession *session = find_session (self, call);
  GateOrgSampleClientTerms terms = get_terms (self);
  gboolean signed_in = session != NULL && session->token != NULL;

  if (gate_org_call_is_from_elsewhere (call))
    refuse_call (call, 403, "This form was sent from another site.");
  else if (!signed_in)
    {
      /* Somebody may sign out while a sign-in is under way. */
      if (session != NULL && strcmp (action, "/sign-out") == 0)
        gate_org_sample_session_forget (session);
      send_to (call, self->url);
    }
  else if (strcmp (action, "/again") == 0)
    gate_org_sample_oauth_client_call_async (self->http, session, finished_cb,
                                             new_wait (self, call, session));
  else if (strcmp (action, "/refresh") == 0 && gate_token_peek_refresh (session->token) != NULL)
    gate_org_sample_oauth_client_refresh_async (self->http, &terms, session, finished_cb,
                                                new_wait (self, call, session));
  else if (strcmp (action, "/sign-out") == 0)
    gate_org_sample_oauth_client_revoke_async (self->http, &terms, session, finished_cb,
                                               new_wait (self, call, session));
  else
    return FALSE;
  return TRUE;
}

/**
 * gate_org_sample_app_handle:
 * @self: an application
 * @call: an unanswered call below its path
 *
 * Answers, at once or when the organization has answered.
 */
void
gate_org_sample_app_handle (GateOrgSampleApp *self,
                            GateOrgCall      *call)
{
  const char *rest = gate_org_call_get_path (call) + strlen (self->path);
  gboolean is_post = strcmp (gate_org_call_get_method (call), "POST") == 0;

  if (!gate_org_call_parse_query (call, NULL))
    refuse_call (call, 400, "The address is damaged.");
  else if (is_post && run_action (self, call, rest))
    return;
  else if (is_post)
    refuse_call (call, 404, "There is nothing at this address.");
  else if (strcmp (rest, "/") == 0)
    answer_page (self, call);
  else if (strcmp (rest, "/sign-in") == 0)
    sign_in (self, call);
  else if (strcmp (rest, "/callback") == 0)
    read_callback (self, call);
  else
    refuse_call (call, 404, "There is nothing at this address.");
}
