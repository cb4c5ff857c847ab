/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-rate.h"

#include "gate-hash.h"

#define WINDOW_US (60 * G_USEC_PER_SEC)

typedef struct
{
  gint64 started_us;
  guint count;
} Window;

struct _GateOrgRate
{
  guint allowed;
  GHashTable *windows;
  gint64 pruned_us;
};

/**
 * gate_org_rate_new:
 * @allowed_per_minute: how many requests; 0 for any number
 *
 * Returns: (transfer full): counters at zero
 */
GateOrgRate *
gate_org_rate_new (guint allowed_per_minute)
{
  GateOrgRate *self = g_new0 (GateOrgRate, 1);

  self->allowed = allowed_per_minute;
  self->windows = g_hash_table_new_full (gate_text_hash, g_str_equal, g_free, g_free);
  return self;
}

/**
 * gate_org_rate_free:
 * @self: (transfer full): the counters
 */
void
gate_org_rate_free (GateOrgRate *self)
{
  g_hash_table_unref (self->windows);
  g_free (self);
}

static gboolean
window_is_over (gpointer key,
                gpointer value,
                gpointer user_data)
{
  const gint64 *now_us = user_data;

  return *now_us - ((Window *) value)->started_us >= WINDOW_US;
}

static Window *
ensure_window (GateOrgRate *self,
               const char  *key,
               gint64       now_us)
{
  Window *window = g_hash_table_lookup (self->windows, key);

  if (window == NULL)
    {
      window = g_new0 (Window, 1);
      window->started_us = now_us;
      g_hash_table_insert (self->windows, g_strdup (key), window);
    }
  else if (now_us - window->started_us >= WINDOW_US)
    {
      window->started_us = now_us;
      window->count = 0;
    }
  return window;
}

/**
 * gate_org_rate_take:
 * @self: the counters
 * @key: stands for the token whose requests are counted together; %NULL to count none
 * @now_us: monotonic time
 * @state: (out): the numbers for the headers of the answer; `allowed` 0: there is no limit
 *
 * Counts a request. The minute starts with the first one.
 *
 * Returns: whether it is within the allowance
 */
gboolean
gate_org_rate_take (GateOrgRate      *self,
                    const char       *key,
                    gint64            now_us,
                    GateOrgRateState *state)
{
  Window *window;

  state->allowed = self->allowed;
  state->count = 0;
  state->reset_s = WINDOW_US / G_USEC_PER_SEC;
  if (self->allowed == 0 || key == NULL)
    return TRUE;
  if (now_us - self->pruned_us >= WINDOW_US)
    {
      g_hash_table_foreach_remove (self->windows, window_is_over, &now_us);
      self->pruned_us = now_us;
    }
  window = ensure_window (self, key, now_us);
  if (window->count <= self->allowed)
    window->count++;
  state->count = MIN (window->count, self->allowed);
  state->reset_s = (guint) ((window->started_us + WINDOW_US - now_us + G_USEC_PER_SEC - 1) /
                            G_USEC_PER_SEC);
  return window->count <= self->allowed;
}
