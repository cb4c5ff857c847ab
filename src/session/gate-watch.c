/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "gate-watch.h"

#include "gate-hash.h"
#include "gate-session-private.h"

/* One failure can be an accident; after this many the list counts as outdated. */
#define SURE_AFTER 2

struct _GateWatch
{
  GObject parent_instance;

  GateSession   *session;
  GateWatchPace  pace;
  GateWatchFacts facts;
  GHashTable    *pending; /* the client IDs in the last list, NULL before the first one */
  guint          timer_id;
};

G_DEFINE_FINAL_TYPE (GateWatch, gate_watch, G_TYPE_OBJECT)

enum
{
  REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GateResource *
get_list (GateWatch *self)
{
  return GATE_RESOURCE (gate_session_get_authorizations (self->session));
}

/* Whether the list shows the newest answer, and no load is running. */
static gboolean
can_poll (GateWatch *self)
{
  gboolean is_loading = FALSE;
  GateSlicedList *list = GATE_SLICED_LIST (gate_session_get_authorization_list (self->session));

  g_object_get (self->session, "loading", &is_loading, NULL);
  return !is_loading && !gate_sliced_list_is_busy (list) &&
         !gate_resource_is_busy (get_list (self)) &&
         gate_resource_get_state (get_list (self)) == GATE_RESOURCE_READY;
}

static gint64
get_wait_ms (GateWatch *self)
{
  GateHttp *http = gate_session_get_http (self->session);

  self->facts.is_possible = can_poll (self);
  self->facts.took_us = gate_resource_get_load_time_us (get_list (self));
  self->facts.percent_left = gate_http_get_allowance_percent (http);
  return gate_watch_rule_wait_ms (&self->facts, &self->pace, g_get_monotonic_time ());
}

static void set_timer (GateWatch *self);

static gboolean
timer_cb (gpointer user_data)
{
  GateWatch *self = user_data;

  self->timer_id = 0;
  if (get_wait_ms (self) == 0)
    gate_resource_poll (get_list (self));
  else
    set_timer (self);
  return G_SOURCE_REMOVE;
}

/* Computes the time of the next poll anew, after a fact has changed. */
static void
set_timer (GateWatch *self)
{
  gint64 wait_ms = get_wait_ms (self);

  g_clear_handle_id (&self->timer_id, g_source_remove);
  if (wait_ms >= 0)
    self->timer_id = g_timeout_add ((guint) MIN (wait_ms, G_MAXINT), timer_cb, self);
}

static void
compare_pending (GateWatch *self)
{
  GateAuthorizationList *authorizations = gate_session_get_authorization_list (self->session);
  g_autoptr (GPtrArray) now = gate_sliced_list_dup_items (GATE_SLICED_LIST (authorizations),
                                                          GATE_AUTHORIZATION_LIST_PENDING);
  g_autoptr (GPtrArray) new = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) before = g_steal_pointer (&self->pending);

  self->pending = g_hash_table_new_full (gate_text_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < now->len; i++)
    {
      const char *id = gate_authorization_get_id (now->pdata[i]);

      if (before != NULL && !g_hash_table_contains (before, id))
        g_ptr_array_add (new, g_object_ref (now->pdata[i]));
      g_hash_table_add (self->pending, g_strdup (id));
    }
  if (new->len > 0)
    g_signal_emit (self, signals[REQUESTED], 0, new);
}

static void
settled_cb (GateWatch *self)
{
  self->facts.last_us = g_get_monotonic_time ();
  self->facts.n_failures = 0;
  compare_pending (self);
  set_timer (self);
}

/* A rate limit, or a person who does not wait, does not mean that the organization is unreachable,
 * and a refusal is certain at once. */
static gboolean
is_sure (GateWatch    *self,
         const GError *error)
{
  if (gate_error_matches (error, GATE_ERROR_RATE_LIMITED) || gate_error_is_cancelled (error))
    return FALSE;
  return gate_error_matches (error, GATE_ERROR_UNAUTHORIZED) ||
         gate_error_matches (error, GATE_ERROR_FORBIDDEN) || self->facts.n_failures >= SURE_AFTER;
}

static void
poll_failed_cb (GateWatch    *self,
                const GError *error)
{
  self->facts.last_us = g_get_monotonic_time ();
  self->facts.n_failures++;
  if (is_sure (self, error))
    {
      self->facts.n_failures = 0;
      /* What users/me said before the refusal cannot contradict it. */
      if (gate_error_matches (error, GATE_ERROR_FORBIDDEN))
        gate_resource_refresh (GATE_RESOURCE (gate_session_get_me (self->session)));
      gate_resource_fail (get_list (self), error);
    }
  set_timer (self);
}

static void
state_cb (GateWatch *self)
{
  if (gate_session_get_state (self->session) != GATE_SESSION_READY)
    g_clear_pointer (&self->pending, g_hash_table_unref);
  set_timer (self);
}

static void
gate_watch_dispose (GObject *object)
{
  GateWatch *self = GATE_WATCH (object);

  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_clear_object (&self->session);
  g_clear_pointer (&self->pending, g_hash_table_unref);
  G_OBJECT_CLASS (gate_watch_parent_class)->dispose (object);
}

static void
gate_watch_class_init (GateWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gate_watch_dispose;
  signals[REQUESTED] = g_signal_new ("requested",
                                     GATE_TYPE_WATCH,
                                     G_SIGNAL_RUN_LAST,
                                     0,
                                     NULL,
                                     NULL,
                                     NULL,
                                     G_TYPE_NONE,
                                     1,
                                     G_TYPE_PTR_ARRAY);
}

static void
gate_watch_init (GateWatch *self)
{
  self->pace = gate_watch_usual_pace;
}

/**
 * gate_watch_new:
 * @session: a session; the watch begins with its next list
 *
 * Returns: (transfer full): an inactive watch, see gate_watch_set_active()
 */
GateWatch *
gate_watch_new (GateSession *session)
{
  GateWatch *self;

  g_return_val_if_fail (GATE_IS_SESSION (session), NULL);

  self = g_object_new (GATE_TYPE_WATCH, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (
      get_list (self), "loaded", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      get_list (self), "poll-failed", G_CALLBACK (poll_failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      session, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session,
                           "notify::loading",
                           G_CALLBACK (set_timer),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (
      get_list (self), "notify::state", G_CALLBACK (set_timer), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gate_session_get_authorization_list (session),
                           "notify::busy",
                           G_CALLBACK (set_timer),
                           self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * gate_watch_set_active:
 * @self: a watch
 * @active: whether a person looks at the window, so that frequent polls are useful
 */
void
gate_watch_set_active (GateWatch *self,
                       gboolean   active)
{
  g_return_if_fail (GATE_IS_WATCH (self));

  if (self->facts.is_active == active)
    return;
  self->facts.is_active = active;
  set_timer (self);
}

/* For tests: another pace. */
void
gate_watch_set_pace (GateWatch           *self,
                     const GateWatchPace *pace)
{
  g_return_if_fail (GATE_IS_WATCH (self));

  self->pace = *pace;
  set_timer (self);
}
