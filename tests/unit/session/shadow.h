/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

/* Replays items-changed on a copy and holds the copy against the model, each time. */
typedef struct
{
  GListModel *model;
  GPtrArray  *rows;
  guint       n_changes;
  guint       position; /* of the last change */
  guint       removed;
  guint       added;
} Shadow;

Shadow *shadow_new   (GListModel *model);
void    shadow_check (Shadow     *self);
void    shadow_free  (Shadow     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Shadow, shadow_free)

/* Runs the main loop until CONDITION holds; fails when it does not within 60 s. */
#define wait_until(condition)                                                                     \
  G_STMT_START                                                                                    \
  {                                                                                               \
    gint64 deadline_us_ = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;                          \
    guint tick_ = g_timeout_add (20, shadow_tick_cb, NULL);                                       \
    while (!(condition) && g_get_monotonic_time () < deadline_us_)                                \
      g_main_context_iteration (NULL, TRUE);                                                      \
    g_source_remove (tick_);                                                                      \
    g_assert_true (condition);                                                                    \
  }                                                                                               \
  G_STMT_END

gboolean shadow_tick_cb (gpointer    unused);
void     remove_tree    (const char *path);
