/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

/* A window that is animated all the time, as the main loop sees it: a frame is due every 16 ms, at
 * the priority that GTK draws with, and drawing it takes as long as the test says. */
typedef struct
{
  GSource *source;
  guint    draw_ms;
  guint    n_drawn;
} Frames;

#define FRAME_INTERVAL_MS 16

void frames_start (Frames *self,
                   guint   draw_ms);
void frames_stop  (Frames *self);
