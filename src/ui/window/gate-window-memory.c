/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Restores the window when it is opened the next time: its size, its page, and the selection in
 * each organization. Without settings the window uses its defaults. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-window-private.h"

#include "gate-idle.h"

#include <string.h>

#define MIN_WIDTH 360
#define MIN_HEIGHT 294
/* Limits of the stored selections: their number, and the length of an ID. */
#define MAX_SELECTIONS 16
#define MAX_ID_BYTES 128
#define WRITE_AFTER_S 2

struct _GateWindowMemory
{
  GateWindow *window; /* the owner */
  GSettings *settings;
  char *organization; /* ID of the organization whose selection was restored */
  gboolean has_page;  /* the page was restored */
  guint restore_id;
  guint write_id;
};

static gboolean
write_cb (gpointer user_data)
{
  GateWindowMemory *self = user_data;

  self->write_id = 0;
  g_settings_apply (self->settings);
  return G_SOURCE_REMOVE;
}

/* Writes later, because moving through the list by keyboard selects every row on the way. */
static void
write_soon (GateWindowMemory *self)
{
  if (self->write_id == 0)
    self->write_id = g_timeout_add_seconds (WRITE_AFTER_S, write_cb, self);
}

static gboolean
is_ready (GateWindowMemory *self)
{
  return gate_session_get_state (self->window->session) == GATE_SESSION_READY;
}

static const char *
get_organization_id (GateWindowMemory *self)
{
  GateMe *me = gate_session_get_me (self->window->session);
  GateOrganization *organization = gate_me_get_organization (me);

  return organization != NULL ? gate_organization_get_id (organization) : NULL;
}

static char *
dup_selection (GateWindowMemory *self,
               const char       *organization_id)
{
  g_autoptr (GVariant) pairs = g_settings_get_value (self->settings, "selections");
  GVariantIter iter;
  const char *organization = NULL;
  const char *client = NULL;

  g_variant_iter_init (&iter, pairs);
  while (g_variant_iter_next (&iter, "(&s&s)", &organization, &client))
    if (strcmp (organization, organization_id) == 0)
      return g_strdup (client);
  return NULL;
}

static void
keep_selection (GateWindowMemory *self,
                const char       *organization_id,
                const char       *client_id)
{
  g_autoptr (GVariant) pairs = g_settings_get_value (self->settings, "selections");
  g_autofree char *before = dup_selection (self, organization_id);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *organization = NULL;
  const char *client = NULL;
  guint n = 1;

  if (g_strcmp0 (before, client_id) == 0 || strlen (organization_id) > MAX_ID_BYTES ||
      strlen (client_id) > MAX_ID_BYTES)
    return;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(ss)"));
  g_variant_builder_add (&builder, "(ss)", organization_id, client_id);
  g_variant_iter_init (&iter, pairs);
  while (n < MAX_SELECTIONS && g_variant_iter_next (&iter, "(&s&s)", &organization, &client))
    if (strcmp (organization, organization_id) != 0)
      {
        g_variant_builder_add (&builder, "(ss)", organization, client);
        n++;
      }
  g_settings_set_value (self->settings, "selections", g_variant_builder_end (&builder));
  write_soon (self);
}

/* Stores the selection. A selection that disappears stays stored, because its client may be in the
 * list again the next time. */
static void
selected_cb (GateWindowMemory *self)
{
  GateAuthorization *selected = gate_sidebar_get_selected (self->window->sidebar);
  const char *organization_id = get_organization_id (self);

  if (selected != NULL && organization_id != NULL && is_ready (self))
    keep_selection (self, organization_id, gate_authorization_get_id (selected));
}

static void
page_cb (GateWindowMemory *self)
{
  if (!self->has_page || !is_ready (self))
    return;
  g_settings_set_string (self->settings, "page", gate_window_get_page (self->window));
  write_soon (self);
}

static void
size_cb (GateWindowMemory *self)
{
  GtkWindow *window = GTK_WINDOW (self->window);
  int width = 0;
  int height = 0;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
  if (width >= MIN_WIDTH && height >= MIN_HEIGHT)
    {
      g_settings_set_int (self->settings, "window-width", width);
      g_settings_set_int (self->settings, "window-height", height);
    }
  write_soon (self);
}

/* Restores the selection, unless the person has already selected another row. */
static gboolean
restore_cb (gpointer user_data)
{
  GateWindowMemory *self = user_data;
  GateSidebar *sidebar = self->window->sidebar;
  g_autofree char *client_id = NULL;

  self->restore_id = 0;
  if (!is_ready (self) || get_organization_id (self) == NULL)
    return G_SOURCE_REMOVE;
  g_free (self->organization);
  self->organization = g_strdup (get_organization_id (self));
  client_id = dup_selection (self, self->organization);
  if (gate_sidebar_get_selected (sidebar) != NULL)
    selected_cb (self);
  else if (client_id != NULL)
    gate_sidebar_select_again (sidebar, client_id);
  return G_SOURCE_REMOVE;
}

/* Restores the page at once, so that the person never sees another one before. Restores the
 * selection from an idle callback, so that the authorization view does not delay the first list. */
static void
session_cb (GateWindowMemory *self)
{
  GateSessionState state = gate_session_get_state (self->window->session);
  const char *organization_id = get_organization_id (self);

  if (state == GATE_SESSION_SIGNED_OUT)
    g_clear_pointer (&self->organization, g_free);
  if (state != GATE_SESSION_READY)
    return;
  if (!self->has_page)
    {
      g_autofree char *page = g_settings_get_string (self->settings, "page");

      self->has_page = TRUE;
      gate_window_set_page (self->window, page);
    }
  if (organization_id != NULL && g_strcmp0 (organization_id, self->organization) != 0 &&
      self->restore_id == 0)
    self->restore_id = gate_idle_add (0, restore_cb, self, NULL);
}

/* The settings; NULL if their schema is not installed or is of another version. */
static GSettings *
new_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source != NULL ? g_settings_schema_source_lookup (source, GATE_APP_ID, TRUE) : NULL;
  GSettings *settings = NULL;

  if (schema == NULL || !g_settings_schema_has_key (schema, "selections"))
    {
      g_debug ("no settings, so nothing is remembered");
      return NULL;
    }
  settings = g_settings_new_full (schema, NULL, NULL);
  g_settings_delay (settings);
  return settings;
}

static void
watch (GateWindowMemory *self)
{
  GateWindow *window = self->window;

  g_signal_connect_swapped (window->session, "notify", G_CALLBACK (session_cb), self);
  g_signal_connect_swapped (window->sidebar, "notify::selected", G_CALLBACK (selected_cb), self);
  g_signal_connect_swapped (window, "notify::page", G_CALLBACK (page_cb), self);
}

static void
restore_size (GateWindowMemory *self)
{
  GtkWindow *window = GTK_WINDOW (self->window);

  gtk_window_set_default_size (window,
                               MAX (g_settings_get_int (self->settings, "window-width"), MIN_WIDTH),
                               MAX (g_settings_get_int (self->settings, "window-height"),
                                    MIN_HEIGHT));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (window);
  g_signal_connect_swapped (window, "notify::default-width", G_CALLBACK (size_cb), self);
  g_signal_connect_swapped (window, "notify::default-height", G_CALLBACK (size_cb), self);
  g_signal_connect_swapped (window, "notify::maximized", G_CALLBACK (size_cb), self);
}

/**
 * gate_window_remember:
 * @self: a window that has not been shown yet
 *
 * Restores the size, page and selection of the last time, and stores them from now on. Does nothing
 * if the settings are not installed.
 */
void
gate_window_remember (GateWindow *self)
{
  g_autoptr (GSettings) settings = NULL;

  g_return_if_fail (GATE_IS_WINDOW (self));
  g_return_if_fail (self->memory == NULL);

  settings = new_settings ();
  if (settings == NULL)
    return;
  self->memory = g_new0 (GateWindowMemory, 1);
  self->memory->window = self;
  self->memory->settings = g_steal_pointer (&settings);
  restore_size (self->memory);
  watch (self->memory);
}

/* Writes the values that the timer has not written yet. The window must still have its children. */
void
gate_window_memory_free (GateWindowMemory *self)
{
  selected_cb (self);
  g_signal_handlers_disconnect_by_data (self->window->session, self);
  g_signal_handlers_disconnect_by_data (self->window->sidebar, self);
  g_signal_handlers_disconnect_by_data (self->window, self);
  g_clear_handle_id (&self->restore_id, g_source_remove);
  g_clear_handle_id (&self->write_id, g_source_remove);
  g_settings_apply (self->settings);
  g_object_unref (self->settings);
  g_free (self->organization);
  g_free (self);
}
