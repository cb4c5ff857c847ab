/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "frames.h"

#define REDRAW_PRIORITY 120 /* GDK_PRIORITY_REDRAW */

typedef struct
{
  GSource source;
  Frames *frames;
} FrameSource;

static gboolean
frame_dispatch (GSource    *source,
                GSourceFunc callback,
                gpointer    user_data)
{
  Frames *frames = ((FrameSource *) source)->frames;
  gint64 now_us = g_get_monotonic_time ();

  g_source_set_ready_time (source, now_us + FRAME_INTERVAL_MS * G_TIME_SPAN_MILLISECOND);
  g_usleep (frames->draw_ms * 1000ul);
  frames->n_drawn++;
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs frame_funcs = { .dispatch = frame_dispatch };

void
frames_start (Frames *self,
              guint   draw_ms)
{
  self->source = g_source_new (&frame_funcs, sizeof (FrameSource));
  ((FrameSource *) self->source)->frames = self;
  self->draw_ms = draw_ms;
  self->n_drawn = 0;
  g_source_set_priority (self->source, REDRAW_PRIORITY);
  g_source_set_ready_time (self->source, 0);
  g_source_attach (self->source, NULL);
}

void
frames_stop (Frames *self)
{
  g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
}
