/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Idle sources that cannot starve.
 *
 * GTK draws a frame at a priority of its own (GDK_PRIORITY_REDRAW, 120). A source below it runs in
 * the time that is left between two frames. Where one frame takes longer than that (a virtual
 * machine, a remote desktop) and something is animated, the next frame is always due, and such a
 * source would never run.
 *
 * So these sources age. A source that has waited for MAX_WAIT_US rises above the frames. Then all
 * of them together have a turn, which lasts as long as the source has waited: drawing and working
 * get half of the time each. A turn is not one long call: input is still handled between two
 * callbacks. */

#define G_LOG_DOMAIN "gate-base"

#include "gate-idle.h"

#define PRIORITY G_PRIORITY_DEFAULT_IDLE
/* This time and a frame of the same length stay below 50 ms, the longest wait that we allow. A
 * longer frame cannot be interrupted; after it, a source has waited long enough. */
#define MAX_WAIT_US (20 * G_TIME_SPAN_MILLISECOND)
#define MAX_TURN_US (150 * G_TIME_SPAN_MILLISECOND)
#define DISCARD_ITEMS 250
#define LARGE_BYTES 4096

typedef struct
{
  GSource  source;
  GSource *ageing;   /* raises the source when it has waited long enough */
  guint    delay_ms;
  gint64   ready_us; /* the start of the wait */
} IdleSource;

/* There is one main loop, so all sources share one turn. */
static gint64 turn_ends_us;
static gint64 last_call_us;

/* Puts the source below the frames until it has waited long enough, counted from FROM_US. */
static void
lower (IdleSource *self,
       gint64      from_us)
{
  g_source_set_priority (&self->source, PRIORITY);
  g_source_set_ready_time (self->ageing, from_us + MAX_WAIT_US);
}

static void
schedule (IdleSource *self)
{
  gint64 now_us = g_get_monotonic_time ();

  self->ready_us = now_us + self->delay_ms * G_TIME_SPAN_MILLISECOND;
  g_source_set_ready_time (&self->source, self->ready_us);
  if (self->delay_ms == 0 && now_us < turn_ends_us)
    g_source_set_priority (&self->source, G_PRIORITY_DEFAULT);
  else
    lower (self, self->ready_us);
}

/* Whether a source that has risen above the frames may be called there. When a turn is over, all
 * sources go below the frames again, also those without a call in it. */
static gboolean
may_run_above_frames (IdleSource *self,
                      gint64      now_us)
{
  gint64 waited_us = now_us - MAX (self->ready_us, last_call_us);

  if (now_us >= turn_ends_us && waited_us >= MAX_WAIT_US)
    turn_ends_us = now_us + MIN (waited_us, MAX_TURN_US);
  return now_us < turn_ends_us;
}

static gboolean
ageing_dispatch (GSource    *source,
                 GSourceFunc callback,
                 gpointer    user_data)
{
  g_source_set_ready_time (source, -1);
  return callback (user_data);
}

static gboolean
aged_cb (gpointer user_data)
{
  g_source_set_priority (user_data, G_PRIORITY_DEFAULT);
  return G_SOURCE_CONTINUE;
}

static gboolean
idle_dispatch (GSource    *source,
               GSourceFunc callback,
               gpointer    user_data)
{
  IdleSource *self = (IdleSource *) source;
  gint64 now_us = g_get_monotonic_time ();
  gboolean again;

  if (g_source_get_priority (source) == G_PRIORITY_DEFAULT && !may_run_above_frames (self, now_us))
    {
      lower (self, now_us);
      return G_SOURCE_CONTINUE;
    }
  again = callback (user_data);
  last_call_us = g_get_monotonic_time ();
  if (again && !g_source_is_destroyed (source))
    schedule (self);
  return again;
}

static void
idle_finalize (GSource *source)
{
  IdleSource *self = (IdleSource *) source;

  g_source_destroy (self->ageing);
  g_source_unref (self->ageing);
}

static GSourceFuncs ageing_funcs = { .dispatch = ageing_dispatch };
static GSourceFuncs idle_funcs = { .dispatch = idle_dispatch, .finalize = idle_finalize };

static gboolean
discard_cb (gpointer user_data)
{
  GPtrArray *items = user_data;

  g_ptr_array_set_size (items, (int) (items->len - MIN (items->len, DISCARD_ITEMS)));
  /* The allocator of glibc puts small freed blocks aside and joins them all at once when it is
   * asked for a large one, which takes 60 ms after 200,000 items: here it has a few each time. */
  g_free (g_malloc (LARGE_BYTES));
  return items->len > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/**
 * gate_idle_add:
 * @delay_ms: milliseconds from one call of @callback to the next, and to the first; 0 for none
 * @callback: called again and again until it returns %G_SOURCE_REMOVE; it takes a few milliseconds
 *   at most
 * @user_data: for @callback
 * @destroy: (nullable): frees @user_data when the source is removed
 *
 * Calls @callback on the main loop, between two frames if there is time between them, and 50 ms
 * later at the latest (or after the one frame that is being drawn, if that one takes longer). Use
 * it instead of g_idle_add() and of every priority below drawing.
 *
 * Returns: the ID of the source, for g_source_remove()
 */
guint
gate_idle_add (guint          delay_ms,
               GSourceFunc    callback,
               gpointer       user_data,
               GDestroyNotify destroy)
{
  g_autoptr (GSource) source = g_source_new (&idle_funcs, sizeof (IdleSource));
  IdleSource *self = (IdleSource *) source;

  self->delay_ms = delay_ms;
  self->ageing = g_source_new (&ageing_funcs, sizeof (GSource));
  g_source_set_callback (self->ageing, aged_cb, source, NULL);
  g_source_set_callback (source, callback, user_data, destroy);
  g_source_set_static_name (source, "gate-idle");
  g_source_set_static_name (self->ageing, "gate-idle-ageing");
  schedule (self);
  g_source_attach (self->ageing, NULL);
  return g_source_attach (source, NULL);
}

/**
 * gate_idle_discard:
 * @items: (transfer full): what to free; nobody else holds the array
 *
 * Frees the items in parts between frames, because a hundred thousand take a while.
 */
void
gate_idle_discard (GPtrArray *items)
{
  if (items->len <= DISCARD_ITEMS)
    g_ptr_array_unref (items);
  else
    gate_idle_add (0, discard_cb, items, (GDestroyNotify) g_ptr_array_unref);
}
