/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-screenshot.h"

#include "gate-error.h"
#include "gate-format.h"
#include "gate-heading.h"

/* The frames to wait before drawing: sizes that depend on each other (wrapped labels, a folding
 * leaflet, a list that scrolls to a row) need several frames until they are stable. */
#define N_SETTLING_FRAMES 12

typedef struct
{
  char *path;
  guint n_frames;
} Request;

static void
request_free (Request *request)
{
  g_free (request->path);
  g_free (request);
}

static GdkTexture *
draw (GtkWindow *window)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  int width = gdk_paintable_get_intrinsic_width (paintable);
  int height = gdk_paintable_get_intrinsic_height (paintable);
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (window));

  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), width, height);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  if (node == NULL || renderer == NULL)
    return NULL;
  return gsk_renderer_render_texture (renderer,
                                      node,
                                      &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
}

static gboolean
write_picture (GtkWindow  *window,
               const char *path,
               GError    **error)
{
  g_autoptr (GdkTexture) texture = draw (window);
  g_autoptr (GBytes) bytes = NULL;

  if (texture == NULL)
    {
      gate_error_set (error, GATE_ERROR_FAILED, "the window could not be drawn");
      return FALSE;
    }
  bytes = gdk_texture_save_to_png_bytes (texture);
  return g_file_set_contents (path,
                              g_bytes_get_data (bytes, NULL),
                              (gssize) g_bytes_get_size (bytes),
                              error);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  GTask *task = user_data;
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  if (++request->n_frames < N_SETTLING_FRAMES)
    {
      gtk_widget_queue_draw (widget);
      return G_SOURCE_CONTINUE;
    }
  if (write_picture (GTK_WINDOW (widget), request->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  return G_SOURCE_REMOVE;
}

/**
 * gate_screenshot_write_async:
 * @window: (transfer none): a presented window
 * @path: the path of the PNG file
 * @cancellable: (nullable): cancels the wait
 * @callback: called on the main context, after this function has returned
 * @user_data: passed to @callback
 *
 * Waits for a number of frames, so that the layout is stable, and draws the window into a file.
 * Fails with a %G_FILE_ERROR when the file cannot be written, with %GATE_ERROR_FAILED when the
 * window cannot be drawn.
 */
void
gate_screenshot_write_async (GtkWindow          *window,
                             const char         *path,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Request *request = NULL;

  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (path != NULL);

  request = g_new0 (Request, 1);
  request->path = g_strdup (path);
  task = g_task_new (window, cancellable, callback, user_data);
  g_task_set_source_tag (task, gate_screenshot_write_async);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  gtk_widget_add_tick_callback (GTK_WIDGET (window),
                                tick_cb,
                                g_steal_pointer (&task),
                                g_object_unref);
  gtk_widget_queue_draw (GTK_WIDGET (window));
}

gboolean
gate_screenshot_write_finish (GtkWindow    *window,
                              GAsyncResult *result,
                              GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, window), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_screenshot_write_async), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
print_row (GString *text,
           GObject *item)
{
  if (GATE_IS_HEADING (item))
    {
      g_string_append_printf (text, "%s\n", gate_heading_get_title (GATE_HEADING (item)));
    }
  else if (GATE_IS_AUTHORIZATION (item))
    {
      GateAuthorization *it = GATE_AUTHORIZATION (item);
      g_autofree char *state = gate_format_decided_state (it);

      g_string_append_printf (text,
                              "%s\t%s\t%s\n",
                              gate_authorization_get_name (it),
                              state,
                              gate_authorization_get_id (it));
    }
}

/**
 * gate_screenshot_print_list:
 * @authorizations: the list of the window
 *
 * Returns: (transfer full): one line for each row: the title of a heading, or the name, the state
 *   and the client ID of an authorization, separated by tabs
 */
char *
gate_screenshot_print_list (GateAuthorizationList *authorizations)
{
  GListModel *model = G_LIST_MODEL (authorizations);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      print_row (text, item);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
