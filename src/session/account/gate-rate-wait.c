/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "gate-rate-wait.h"

#include "gate-http.h"

/* A shorter wait is not worth a word. */
#define MIN_S 3

struct _GateRateWait
{
  GObject parent_instance;

  GateHttp            *http;
  GateRateWaitConcerns concerns;
  gpointer             user_data;
  guint                seconds;
  guint                tick_source;
};

G_DEFINE_FINAL_TYPE (GateRateWait, gate_rate_wait, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_SECONDS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void update (GateRateWait *self);

static gboolean
tick_cb (gpointer user_data)
{
  GateRateWait *self = user_data;

  self->tick_source = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
update (GateRateWait *self)
{
  guint seconds = gate_http_get_wait_s (self->http, self->concerns, self->user_data);

  if (self->seconds == 0 && seconds < MIN_S)
    return;
  g_clear_handle_id (&self->tick_source, g_source_remove);
  if (seconds > 0)
    self->tick_source = g_timeout_add (gate_http_get_retry_base_ms (self->http), tick_cb, self);
  if (self->seconds == seconds)
    return;
  self->seconds = seconds;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECONDS]);
}

static void
gate_rate_wait_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SECONDS:
      g_value_set_uint (value, GATE_RATE_WAIT (object)->seconds);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_rate_wait_dispose (GObject *object)
{
  GateRateWait *self = GATE_RATE_WAIT (object);

  g_clear_handle_id (&self->tick_source, g_source_remove);
  g_clear_object (&self->http);
  G_OBJECT_CLASS (gate_rate_wait_parent_class)->dispose (object);
}

static void
gate_rate_wait_class_init (GateRateWaitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gate_rate_wait_get_property;
  object_class->dispose = gate_rate_wait_dispose;
  properties[PROP_SECONDS] =
      g_param_spec_uint ("seconds",
                         NULL,
                         NULL,
                         0,
                         G_MAXUINT,
                         0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gate_rate_wait_init (GateRateWait *self)
{
}

/**
 * gate_rate_wait_new:
 * @http: the client whose requests wait
 * @concerns: which of them are told of
 * @user_data: for @concerns; lives as long as the wait
 *
 * Returns: (transfer full): the wait
 */
GateRateWait *
gate_rate_wait_new (GateHttp            *http,
                    GateRateWaitConcerns concerns,
                    gpointer             user_data)
{
  GateRateWait *self = g_object_new (GATE_TYPE_RATE_WAIT, NULL);

  self->http = g_object_ref (http);
  self->concerns = concerns;
  self->user_data = user_data;
  g_signal_connect_object (http, "wait-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * gate_rate_wait_get_seconds:
 * @self: the wait
 *
 * Returns: how many seconds are left; 0 when nobody waits, or not for long
 */
guint
gate_rate_wait_get_seconds (GateRateWait *self)
{
  g_return_val_if_fail (GATE_IS_RATE_WAIT (self), 0);

  return self->seconds;
}
