/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-resource-private.h"

#include "gate-error.h"
#include "gate-list-gaps.h"
#include "gate-text.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GateConnection   *connection;
  GCancellable     *cancellable; /* of the running load; NULL without one */
  gboolean          is_poll;     /* whether that load is a poll */
  gint64            began_us;
  gint64            load_time_us;

  GateResourceState state;
  GDateTime        *age;
  GError           *error;
  char             *error_sentence;
  GateListGaps      gaps;
  guint             n_loaded;
  gboolean          is_empty;
} GateResourcePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GateResource, gate_resource, G_TYPE_OBJECT)

#define PRIVATE(self) ((GateResourcePrivate *) gate_resource_get_instance_private (self))

/* One load, as the data of its callback. It keeps the resource alive, so cancel the load before you
 * drop a resource. */
typedef struct
{
  GateResource *resource;
  GCancellable *cancellable;
} Load;

enum
{
  PROP_0,
  PROP_STATE,
  PROP_AGE,
  PROP_ERROR_SENTENCE,
  PROP_MISSING,
  PROP_KNOWLEDGE,
  PROP_N_LOADED,
  PROP_EMPTY,
  N_PROPS
};

enum
{
  LOADED,
  POLL_FAILED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
load_free (Load *load)
{
  g_object_unref (load->resource);
  g_object_unref (load->cancellable);
  g_free (load);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Load, load_free)

static void
set_state (GateResource     *self,
           GateResourceState state)
{
  GateResourcePrivate *priv = PRIVATE (self);

  if (priv->state == state)
    return;
  priv->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_age (GateResource *self,
         GDateTime    *age)
{
  GateResourcePrivate *priv = PRIVATE (self);

  if (priv->age == age)
    return;
  g_clear_pointer (&priv->age, g_date_time_unref);
  priv->age = age != NULL ? g_date_time_ref (age) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AGE]);
}

static gboolean
is_refusal (const GError *error)
{
  return gate_error_matches (error, GATE_ERROR_FORBIDDEN) ||
         gate_error_matches (error, GATE_ERROR_SCOPE);
}

static GateResourceState
state_of_error (const GError *error)
{
  return is_refusal (error) ? GATE_RESOURCE_REFUSED : GATE_RESOURCE_FAILED;
}

static char *
describe_error (GateResource *self,
                const GError *error)
{
  const char *refusal = GATE_RESOURCE_GET_CLASS (self)->refusal;

  if (refusal != NULL && is_refusal (error))
    return g_strdup (_ (refusal));
  return gate_connection_describe_error (PRIVATE (self)->connection, error);
}

static void
set_error (GateResource *self,
           const GError *error)
{
  GateResourcePrivate *priv = PRIVATE (self);
  g_autofree char *sentence = NULL;

  if (error == NULL && priv->error == NULL)
    return;
  if (error != NULL)
    sentence = describe_error (self, error);
  g_clear_error (&priv->error);
  priv->error = error != NULL ? g_error_copy (error) : NULL;
  gate_set_str (&priv->error_sentence, sentence);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR_SENTENCE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MISSING]);
}

static void
set_gaps (GateResource       *self,
          const GateListGaps *gaps)
{
  GateResourcePrivate *priv = PRIVATE (self);

  if (gate_list_gaps_set (&priv->gaps, gaps))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KNOWLEDGE]);
}

static void
clear_content (GateResource *self)
{
  GATE_RESOURCE_GET_CLASS (self)->clear (self);
  set_gaps (self, &(GateListGaps) { 0 });
  set_age (self, NULL);
}

/* Drops the running load: its answer will be ignored. */
static void
drop_load (GateResource *self)
{
  GateResourcePrivate *priv = PRIVATE (self);
  GateResourceClass *klass = GATE_RESOURCE_GET_CLASS (self);
  g_autoptr (GCancellable) cancellable = g_steal_pointer (&priv->cancellable);

  if (cancellable == NULL)
    return;
  g_cancellable_cancel (cancellable);
  if (klass->abandon != NULL)
    klass->abandon (self);
}

static void
take_success (GateResource *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GateResourcePrivate *priv = PRIVATE (self);

  priv->load_time_us = g_get_monotonic_time () - priv->began_us;
  g_clear_object (&priv->cancellable);
  g_object_freeze_notify (G_OBJECT (self));
  set_age (self, now);
  set_error (self, NULL);
  set_state (self, GATE_RESOURCE_READY);
  g_object_thaw_notify (G_OBJECT (self));
  g_signal_emit (self, signals[LOADED], 0);
}

static void
load_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Load) load = user_data;
  g_autoptr (GError) error = NULL;
  GateResource *self = load->resource;
  GateResourcePrivate *priv = PRIVATE (self);

  if (priv->cancellable != load->cancellable)
    return;
  if (GATE_RESOURCE_GET_CLASS (self)->load_finish (self, source, result, &error))
    take_success (self);
  else if (priv->is_poll)
    {
      g_debug ("%s: poll failed: %s", G_OBJECT_TYPE_NAME (self), error->message);
      drop_load (self);
      g_signal_emit (self, signals[POLL_FAILED], 0, error);
    }
  else
    gate_resource_fail (self, error);
}

static void
start_load (GateResource *self,
            gboolean      is_poll)
{
  GateResourcePrivate *priv = PRIVATE (self);
  GateApi *api = priv->connection != NULL ? gate_connection_get_api (priv->connection) : NULL;
  Load *load;

  g_return_if_fail (api != NULL);

  drop_load (self);
  priv->cancellable = g_cancellable_new ();
  priv->is_poll = is_poll;
  priv->began_us = g_get_monotonic_time ();
  load = g_new0 (Load, 1);
  load->resource = g_object_ref (self);
  load->cancellable = g_object_ref (priv->cancellable);
  if (!is_poll)
    set_state (self, GATE_RESOURCE_LOADING);
  GATE_RESOURCE_GET_CLASS (self)->load_async (self, api, load->cancellable, load_cb, load);
}

static void
gate_resource_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  GateResource *self = GATE_RESOURCE (object);
  GateResourcePrivate *priv = PRIVATE (self);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_uint (value, priv->state);
      break;
    case PROP_AGE:
      g_value_set_boxed (value, priv->age);
      break;
    case PROP_ERROR_SENTENCE:
      g_value_set_string (value, priv->error_sentence);
      break;
    case PROP_MISSING:
      g_value_set_string (value, gate_resource_get_missing (self));
      break;
    case PROP_KNOWLEDGE:
      g_value_set_uint (value, gate_resource_get_knowledge (self));
      break;
    case PROP_N_LOADED:
      g_value_set_uint (value, priv->n_loaded);
      break;
    case PROP_EMPTY:
      g_value_set_boolean (value, priv->is_empty);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_resource_dispose (GObject *object)
{
  GateResourcePrivate *priv = PRIVATE (GATE_RESOURCE (object));

  g_clear_object (&priv->connection);
  g_clear_object (&priv->cancellable);
  G_OBJECT_CLASS (gate_resource_parent_class)->dispose (object);
}

static void
gate_resource_finalize (GObject *object)
{
  GateResourcePrivate *priv = PRIVATE (GATE_RESOURCE (object));

  g_clear_pointer (&priv->age, g_date_time_unref);
  g_clear_error (&priv->error);
  g_free (priv->error_sentence);
  gate_list_gaps_clear (&priv->gaps);
  G_OBJECT_CLASS (gate_resource_parent_class)->finalize (object);
}

static void
define_signals (void)
{
  signals[LOADED] = g_signal_new ("loaded", GATE_TYPE_RESOURCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[POLL_FAILED] = g_signal_new ("poll-failed", GATE_TYPE_RESOURCE, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
gate_resource_class_init (GateResourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = gate_resource_get_property;
  object_class->dispose = gate_resource_dispose;
  object_class->finalize = gate_resource_finalize;
  define_signals ();
  properties[PROP_STATE] = g_param_spec_uint ("state",
                                              NULL,
                                              NULL,
                                              GATE_RESOURCE_IDLE,
                                              GATE_RESOURCE_FAILED,
                                              GATE_RESOURCE_IDLE,
                                              flags);
  properties[PROP_AGE] = g_param_spec_boxed ("age", NULL, NULL, G_TYPE_DATE_TIME, flags);
  properties[PROP_ERROR_SENTENCE] =
      g_param_spec_string ("error-sentence", NULL, NULL, NULL, flags);
  properties[PROP_MISSING] = g_param_spec_string ("missing", NULL, NULL, NULL, flags);
  properties[PROP_KNOWLEDGE] = g_param_spec_uint ("knowledge",
                                                  NULL,
                                                  NULL,
                                                  GATE_KNOWLEDGE_COMPLETE,
                                                  GATE_KNOWLEDGE_NONE,
                                                  GATE_KNOWLEDGE_NONE,
                                                  flags);
  properties[PROP_N_LOADED] = g_param_spec_uint ("n-loaded", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_EMPTY] = g_param_spec_boolean ("empty", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gate_resource_init (GateResource *self)
{
  PRIVATE (self)->is_empty = TRUE;
}

/**
 * gate_resource_note_gaps:
 * @self: a resource that takes an answer
 * @list: the answer
 * @error: return location
 *
 * Keeps what the answer lacks: entries that could not be read, and entries that the organization
 * counts but did not deliver.
 *
 * Returns: %FALSE as gate_list_gaps_init()
 */
gboolean
gate_resource_note_gaps (GateResource *self,
                         GateApiList  *list,
                         GError      **error)
{
  g_auto (GateListGaps) gaps = { 0 };

  if (!gate_list_gaps_init (&gaps, list, error))
    return FALSE;
  set_gaps (self, &gaps);
  return TRUE;
}

/* A poll does not change the property. */
void
gate_resource_set_n_loaded (GateResource *self,
                            guint         n_loaded)
{
  GateResourcePrivate *priv = PRIVATE (self);

  if (priv->n_loaded == n_loaded || priv->is_poll)
    return;
  priv->n_loaded = n_loaded;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_LOADED]);
}

void
gate_resource_set_empty (GateResource *self,
                         gboolean      empty)
{
  GateResourcePrivate *priv = PRIVATE (self);

  if (priv->is_empty == empty)
    return;
  priv->is_empty = empty;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EMPTY]);
}

GateResourceState
gate_resource_get_state (GateResource *self)
{
  g_return_val_if_fail (GATE_IS_RESOURCE (self), GATE_RESOURCE_IDLE);

  return PRIVATE (self)->state;
}

gboolean
gate_resource_is_loading (GateResource *self)
{
  g_return_val_if_fail (GATE_IS_RESOURCE (self), FALSE);

  return PRIVATE (self)->state == GATE_RESOURCE_LOADING;
}

/* Whether a load or a poll is running. */
gboolean
gate_resource_is_busy (GateResource *self)
{
  g_return_val_if_fail (GATE_IS_RESOURCE (self), FALSE);

  return PRIVATE (self)->cancellable != NULL;
}

/* Whether a poll is running whose requests have CANCELLABLE. */
gboolean
gate_resource_polls_with (GateResource *self,
                          GCancellable *cancellable)
{
  g_return_val_if_fail (GATE_IS_RESOURCE (self), FALSE);

  return PRIVATE (self)->is_poll && cancellable != NULL &&
         PRIVATE (self)->cancellable == cancellable;
}

/**
 * gate_resource_has_content:
 * @self: a resource
 *
 * Returns: whether it was read, now or earlier; the content may be an empty list
 */
gboolean
gate_resource_has_content (GateResource *self)
{
  g_return_val_if_fail (GATE_IS_RESOURCE (self), FALSE);

  return PRIVATE (self)->age != NULL;
}

/**
 * gate_resource_is_stale:
 * @self: a resource
 *
 * Returns: whether the content is older than the newest load, which failed; not while it is being
 *   found out whether a refusal holds
 */
gboolean
gate_resource_is_stale (GateResource *self)
{
  g_return_val_if_fail (GATE_IS_RESOURCE (self), FALSE);

  return PRIVATE (self)->age != NULL && PRIVATE (self)->error != NULL &&
         PRIVATE (self)->state != GATE_RESOURCE_REFUSED;
}

GDateTime *
gate_resource_get_age (GateResource *self)
{
  g_return_val_if_fail (GATE_IS_RESOURCE (self), NULL);

  return PRIVATE (self)->age;
}

const GError *
gate_resource_get_error (GateResource *self)
{
  g_return_val_if_fail (GATE_IS_RESOURCE (self), NULL);

  return PRIVATE (self)->error;
}

const char *
gate_resource_get_error_sentence (GateResource *self)
{
  g_return_val_if_fail (GATE_IS_RESOURCE (self), NULL);

  return PRIVATE (self)->error_sentence;
}

/**
 * gate_resource_get_missing:
 * @self: a resource
 *
 * Returns: (transfer none) (nullable): the missing permission, when it was refused for that reason
 */
const char *
gate_resource_get_missing (GateResource *self)
{
  g_return_val_if_fail (GATE_IS_RESOURCE (self), NULL);

  if (!gate_error_matches (PRIVATE (self)->error, GATE_ERROR_FORBIDDEN))
    return NULL;
  return GATE_RESOURCE_GET_CLASS (self)->permission;
}

/**
 * gate_resource_get_knowledge:
 * @self: a resource
 *
 * Returns: how much of what the organization has is in the content
 */
GateKnowledge
gate_resource_get_knowledge (GateResource *self)
{
  g_return_val_if_fail (GATE_IS_RESOURCE (self), GATE_KNOWLEDGE_NONE);

  if (!gate_resource_has_content (self))
    return GATE_KNOWLEDGE_NONE;
  return gate_list_gaps_are_none (&PRIVATE (self)->gaps) ? GATE_KNOWLEDGE_COMPLETE :
                                                           GATE_KNOWLEDGE_PARTIAL;
}

/**
 * gate_resource_dup_gaps:
 * @self: a resource
 *
 * Returns: (transfer full) (nullable): a sentence on what the newest answer lacks, with the name of
 *   the list; %NULL when it lacks nothing
 */
char *
gate_resource_dup_gaps (GateResource *self)
{
  g_return_val_if_fail (GATE_IS_RESOURCE (self), NULL);

  return gate_list_gaps_describe (&PRIVATE (self)->gaps, GATE_RESOURCE_GET_CLASS (self)->title);
}

guint
gate_resource_get_n_loaded (GateResource *self)
{
  g_return_val_if_fail (GATE_IS_RESOURCE (self), 0);

  return PRIVATE (self)->n_loaded;
}

gboolean
gate_resource_is_empty (GateResource *self)
{
  g_return_val_if_fail (GATE_IS_RESOURCE (self), TRUE);

  return PRIVATE (self)->is_empty;
}

/**
 * gate_resource_get_load_time_us:
 * @self: a resource
 *
 * Returns: the duration of the newest load or poll until its content was complete, in microseconds
 */
gint64
gate_resource_get_load_time_us (GateResource *self)
{
  g_return_val_if_fail (GATE_IS_RESOURCE (self), 0);

  return PRIVATE (self)->load_time_us;
}

/**
 * gate_resource_set_connection:
 * @self: a resource
 * @connection: (nullable): the connection from now on
 *
 * Another connection is another account, so the content is dropped.
 */
void
gate_resource_set_connection (GateResource   *self,
                              GateConnection *connection)
{
  g_return_if_fail (GATE_IS_RESOURCE (self));

  gate_resource_forget (self);
  g_set_object (&PRIVATE (self)->connection, connection);
}

/**
 * gate_resource_refresh:
 * @self: a resource whose connection is open
 *
 * Loads it, again or for the first time. Returns at once; see `state`. Replaces a running load.
 */
void
gate_resource_refresh (GateResource *self)
{
  g_return_if_fail (GATE_IS_RESOURCE (self));

  start_load (self, FALSE);
}

/**
 * gate_resource_poll:
 * @self: a resource that is ready and not busy
 *
 * Loads it quietly: `state` stays, and only `poll-failed` reports a failure.
 */
void
gate_resource_poll (GateResource *self)
{
  g_return_if_fail (GATE_IS_RESOURCE (self));
  g_return_if_fail (PRIVATE (self)->state == GATE_RESOURCE_READY);

  start_load (self, TRUE);
}

/**
 * gate_resource_cancel:
 * @self: a resource
 *
 * Ends the running load. The content stays as before the load. Of a poll, `poll-failed` tells.
 */
void
gate_resource_cancel (GateResource *self)
{
  GateResourcePrivate *priv = PRIVATE (self);

  g_return_if_fail (GATE_IS_RESOURCE (self));

  if (priv->cancellable != NULL && priv->is_poll)
    {
      g_autoptr (GError) error =
          g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "poll cancelled");

      drop_load (self);
      g_signal_emit (self, signals[POLL_FAILED], 0, error);
      return;
    }
  drop_load (self);
  if (priv->state != GATE_RESOURCE_LOADING)
    return;
  if (priv->error != NULL)
    set_state (self, state_of_error (priv->error));
  else
    set_state (self, priv->age != NULL ? GATE_RESOURCE_READY : GATE_RESOURCE_IDLE);
}

/**
 * gate_resource_fail:
 * @self: a resource
 * @error: the error of the load
 *
 * Ends the running load with @error. The content stays. See gate_resource_confirm_refusal() for a
 * person who may not see it.
 */
void
gate_resource_fail (GateResource *self,
                    const GError *error)
{
  g_return_if_fail (GATE_IS_RESOURCE (self));
  g_return_if_fail (error != NULL);

  g_debug ("%s: load failed: %s", G_OBJECT_TYPE_NAME (self), error->message);
  drop_load (self);
  g_object_freeze_notify (G_OBJECT (self));
  set_error (self, error);
  set_state (self, state_of_error (error));
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * gate_resource_confirm_refusal:
 * @self: a resource that was refused
 *
 * Drops the content, because the person may not see it, or no longer.
 */
void
gate_resource_confirm_refusal (GateResource *self)
{
  g_return_if_fail (GATE_IS_RESOURCE (self));

  g_object_freeze_notify (G_OBJECT (self));
  clear_content (self);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * gate_resource_forget:
 * @self: a resource
 *
 * Ends the running load and drops the content.
 */
void
gate_resource_forget (GateResource *self)
{
  g_return_if_fail (GATE_IS_RESOURCE (self));

  drop_load (self);
  g_object_freeze_notify (G_OBJECT (self));
  clear_content (self);
  set_error (self, NULL);
  set_state (self, GATE_RESOURCE_IDLE);
  g_object_thaw_notify (G_OBJECT (self));
}
