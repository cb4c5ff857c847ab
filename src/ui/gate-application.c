/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-application.h"

#include "gate-request-alerts.h"
#include "gate-options.h"
#include "gate-screenshot.h"
#include "gate-session.h"
#include "gate-window.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>

#define PICTURE_TIMEOUT_S 60

struct _GateApplication
{
  AdwApplication parent_instance;

  char *org_program;
  GateOptions *options;
  GateOpener *opener;
  GateNotifier *notifier;
  GateSession *session;
  GateRequestAlerts *attention;
  GateWindow *window; /* owned by GTK, weak */
  guint picture_timeout_id;
  guint terminate_source;
  gboolean picture_started;
  int exit_status;
};

G_DEFINE_FINAL_TYPE (GateApplication, gate_application, ADW_TYPE_APPLICATION)

static const struct
{
  const char *action;
  const char *accels[3];
} accels[] = {
  { "app.quit", { "<Control>q" } },         { "win.authorize", { "<Control>n" } },
  { "win.reload", { "<Control>r", "F5" } }, { "win.search", { "<Control>f" } },
  { "win.back", { "<Alt>Left", "Back" } },  { "win.shortcuts", { "<Control>question" } },
  { "win.page::applications", { "<Alt>1" } }, { "win.page::clients", { "<Alt>2" } },
  { "win.save", { "<Control>s" } },
  { "window.close", { "<Control>w" } },     { "win.revoke", { "<Control><Shift>Delete" } },
};

static void
end (GateApplication *self,
     int              exit_status)
{
  self->exit_status = exit_status;
  g_clear_handle_id (&self->picture_timeout_id, g_source_remove);
  g_application_quit (G_APPLICATION (self));
}

static void
fail (GateApplication *self,
      const char      *message)
{
  g_printerr ("gatehouse: %s\n", message);
  end (self, EXIT_FAILURE);
}

static void
picture_written_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GateApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *problem = NULL;

  if (!gate_screenshot_write_finish (GTK_WINDOW (source), result, &error))
    {
      fail (self, error->message);
      return;
    }
  switch (gate_session_get_state (self->session))
    {
    case GATE_SESSION_FAILED:
      g_object_get (gate_session_get_authorizations (self->session),
                    "error-sentence",
                    &problem,
                    NULL);
      fail (self, problem != NULL ? problem : _ ("The applications could not be loaded."));
      return;
    case GATE_SESSION_DENIED:
      g_print ("%s\n", _ ("An administrator is required to approve this application"));
      break;
    case GATE_SESSION_READY:
      {
        g_autofree char *list =
            gate_screenshot_print_list (gate_session_get_authorization_list (self->session));

        g_print ("%s", list);
        break;
      }
    case GATE_SESSION_SIGNED_OUT:
    case GATE_SESSION_STARTING:
    case GATE_SESSION_LOADING:
    default:
      break;
    }
  end (self, EXIT_SUCCESS);
}

/* Whether the window shows its final content, which changes only by input. */
static gboolean
is_settled (GateApplication *self)
{
  gboolean loading = FALSE;
  GateSlicedList *list = GATE_SLICED_LIST (gate_session_get_authorization_list (self->session));

  g_object_get (self->session, "loading", &loading, NULL);
  switch (gate_session_get_state (self->session))
    {
    case GATE_SESSION_READY:
      return !loading && !gate_sliced_list_is_busy (list);
    case GATE_SESSION_DENIED:
    case GATE_SESSION_FAILED:
      return !loading;
    case GATE_SESSION_SIGNED_OUT:
      return !self->options->local && self->options->api == NULL;
    case GATE_SESSION_STARTING:
    case GATE_SESSION_LOADING:
    default:
      return FALSE;
    }
}

static void
try_picture (GateApplication *self)
{
  if (self->picture_started || !is_settled (self))
    return;
  self->picture_started = TRUE;
  gate_screenshot_write_async (GTK_WINDOW (self->window),
                               self->options->picture,
                               NULL,
                               picture_written_cb,
                               g_object_ref (self));
}

static gboolean
picture_timeout_cb (gpointer user_data)
{
  GateApplication *self = user_data;

  self->picture_timeout_id = 0;
  fail (self, _ ("The window was not ready in time for its picture."));
  return G_SOURCE_REMOVE;
}

static void
start_picture (GateApplication *self)
{
  GtkSettings *settings = gtk_settings_get_default ();

  g_object_set (settings, "gtk-enable-animations", FALSE, "gtk-cursor-blink", FALSE, NULL);
  self->picture_timeout_id = g_timeout_add_seconds (PICTURE_TIMEOUT_S, picture_timeout_cb, self);
  g_signal_connect_object (self->session,
                           "notify",
                           G_CALLBACK (try_picture),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gate_session_get_authorization_list (self->session),
                           "notify::busy",
                           G_CALLBACK (try_picture),
                           self,
                           G_CONNECT_SWAPPED);
  try_picture (self);
}

static void
quit_action_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  GateApplication *self = GATE_APPLICATION (user_data);

  /* The window asks first if it has unsaved edits. */
  if (self->window != NULL)
    gtk_window_close (GTK_WINDOW (self->window));
  else
    g_application_quit (G_APPLICATION (self));
}

static void
about_action_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  adw_show_about_window (parent,
                         "application-name",
                         _ ("Gatehouse"),
                         "application-icon",
                         GATE_APP_ID,
                         "version",
                         GATE_VERSION,
                         "developer-name",
                         _ ("The Gatehouse authors"),
                         "comments",
                         _ ("Decide which applications may enter a Genesys Cloud organization."),
                         "copyright",
                         "© The Gatehouse authors",
                         "license-type",
                         GTK_LICENSE_GPL_3_0,
                         NULL);
}

/* A click on the notification of a request activates this action. */
static void
show_client_action_cb (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  GateApplication *self = GATE_APPLICATION (user_data);

  if (self->window != NULL)
    gate_window_show_request (self->window, g_variant_get_string (parameter, NULL));
}

static void
show_pending_action_cb (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  GateApplication *self = GATE_APPLICATION (user_data);

  if (self->window != NULL)
    gate_window_show_request (self->window, NULL);
}

/* A second `gatehouse --local` activates this action in the first. An organization that is already
 * open stays open, because the window may have unsaved edits. */
static void
open_local_action_cb (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  GateApplication *self = GATE_APPLICATION (user_data);
  const char *sign_in = g_variant_get_string (parameter, NULL);

  g_application_activate (G_APPLICATION (self));
  if (gate_session_get_state (self->session) == GATE_SESSION_SIGNED_OUT)
    gate_session_open_local (self->session, *sign_in != '\0' ? sign_in : NULL);
}

static const GActionEntry actions[] = {
  { .name = "open-local", .activate = open_local_action_cb, .parameter_type = "s" },
  { .name = "quit", .activate = quit_action_cb },
  { .name = "about", .activate = about_action_cb },
  { .name = "show-client", .activate = show_client_action_cb, .parameter_type = "s" },
  { .name = "show-pending", .activate = show_pending_action_cb },
};

/* Quits in the normal way on SIGTERM, so that the window writes its state. */
static gboolean
terminate_cb (gpointer user_data)
{
  g_application_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static void
gate_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (gate_application_parent_class)->startup (application);
  GATE_APPLICATION (application)->terminate_source =
      g_unix_signal_add (SIGTERM, terminate_cb, application);
  g_action_map_add_action_entries (G_ACTION_MAP (application),
                                   actions,
                                   G_N_ELEMENTS (actions),
                                   application);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application),
                                           accels[i].action,
                                           accels[i].accels);
}

static char *
get_usual_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "gatehouse", "organization", NULL);
}

static char *
get_data_folder (GateApplication *self)
{
  if (self->options->data_folder != NULL)
    return g_strdup (self->options->data_folder);
  return get_usual_folder ();
}

/* NULL if the schema is not installed or is of another version. */
static GSettings *
new_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source != NULL ? g_settings_schema_source_lookup (source, GATE_APP_ID, TRUE) : NULL;

  if (schema == NULL || !g_settings_schema_has_key (schema, "accounts"))
    return NULL;
  return g_settings_new_full (schema, NULL, NULL);
}

static void
make_session (GateApplication *self)
{
  g_autofree char *folder = get_data_folder (self);
  g_autoptr (GFile) addresses = g_file_new_build_filename (
      g_get_user_data_dir (), "gatehouse", "launch-addresses", NULL);

  g_autoptr (GSettings) settings = new_settings ();
  g_autoptr (GateAccounts) accounts = settings != NULL ? gate_accounts_new (settings) : NULL;

  self->session = gate_session_new (self->org_program, folder);
  gate_session_set_accounts (self->session, accounts);
  gate_session_set_opener (self->session, self->opener);
  gate_launch_addresses_keep_in (gate_session_get_launch (self->session), addresses);
}

static void
open_session (GateApplication *self)
{
  if (self->options->local)
    gate_session_open_local (self->session, self->options->sign_in);
  else if (self->options->client_id != NULL)
    {
      g_autoptr (GateAccount) account =
          gate_account_new (GATE_ACCOUNT_BROWSER, self->options->api, self->options->login,
                            self->options->client_id);

      gate_session_open_account (self->session, account, NULL, FALSE);
    }
  else if (self->options->api != NULL)
    {
      g_autoptr (GFile) file = g_file_new_for_path (self->options->token_file);

      gate_session_open (self->session, self->options->api, self->options->login, file);
    }
}

static void
gate_application_activate (GApplication *application)
{
  GateApplication *self = GATE_APPLICATION (application);

  if (self->window != NULL)
    {
      gtk_window_present (GTK_WINDOW (self->window));
      return;
    }
  make_session (self);
  g_set_weak_pointer (&self->window, gate_window_new (GTK_APPLICATION (self), self->session));
  if (self->options->picture == NULL)
    gate_window_remember (self->window);
  open_session (self);
  gtk_window_present (GTK_WINDOW (self->window));
  if (self->options->picture != NULL)
    start_picture (self);
  else
    self->attention = gate_request_alerts_new (self->session, self->notifier);
}

/* The absolute PATH without symbolic links, so that two spellings of one folder are equal. */
static char *
find_real_path (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  char *real = realpath (absolute, NULL);

  return real != NULL ? real : g_steal_pointer (&absolute);
}

/* Only one process can use the folder of a local organization, so each folder has one application
 * ID and one window. The usual folder has the ID of the program, so that a window of plain
 * `gatehouse` counts too; any other folder has an ID of its own. */
static void
choose_name (GateApplication *self)
{
  g_autofree char *usual = get_usual_folder ();
  g_autofree char *usual_path = find_real_path (usual);
  g_autofree char *path = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *name = NULL;

  if (self->options->data_folder == NULL)
    return;
  path = find_real_path (self->options->data_folder);
  if (g_str_equal (path, usual_path))
    return;
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);
  name = g_strdup_printf ("%s.Folder%.16s", GATE_APP_ID, hash);
  g_application_set_application_id (G_APPLICATION (self), name);
}

/* Whether another process has the window of this organization; that process is told to present the
 * window. Always FALSE without a session bus, because the processes cannot talk. */
static gboolean
is_shown_elsewhere (GateApplication *self)
{
  GApplication *application = G_APPLICATION (self);
  const char *sign_in = self->options->sign_in;
  g_autoptr (GError) error = NULL;

  choose_name (self);
  if (!g_application_register (application, NULL, &error))
    {
      g_debug ("not registered: %s", error->message);
      return FALSE;
    }
  if (!g_application_get_is_remote (application))
    return FALSE;
  g_action_group_activate_action (G_ACTION_GROUP (application),
                                  "open-local",
                                  g_variant_new_string (sign_in != NULL ? sign_in : ""));
  return TRUE;
}

static int
gate_application_handle_local_options (GApplication *application,
                                       GVariantDict *dict)
{
  GateApplication *self = GATE_APPLICATION (application);
  g_autoptr (GError) error = NULL;

  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("gatehouse %s\n", GATE_VERSION);
      return EXIT_SUCCESS;
    }
  self->options = gate_options_new (dict, &error);
  if (self->options == NULL)
    {
      g_printerr ("gatehouse: %s\n", error->message);
      return EXIT_FAILURE;
    }
  /* --api needs a new window for its address, and --picture draws a window of its own; neither must
   * present a window that is already open. */
  if (self->options->api != NULL || self->options->picture != NULL)
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  else if (self->options->local && is_shown_elsewhere (self))
    return EXIT_SUCCESS;
  return -1;
}

static void
gate_application_shutdown (GApplication *application)
{
  GateApplication *self = GATE_APPLICATION (application);

  g_clear_handle_id (&self->terminate_source, g_source_remove);
  g_clear_handle_id (&self->picture_timeout_id, g_source_remove);
  g_clear_object (&self->attention);
  if (self->session != NULL)
    gate_session_close (self->session);
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  G_APPLICATION_CLASS (gate_application_parent_class)->shutdown (application);
}

static void
gate_application_dispose (GObject *object)
{
  GateApplication *self = GATE_APPLICATION (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->attention);
  g_clear_object (&self->session);
  g_clear_object (&self->opener);
  g_clear_object (&self->notifier);
  G_OBJECT_CLASS (gate_application_parent_class)->dispose (object);
}

static void
gate_application_finalize (GObject *object)
{
  GateApplication *self = GATE_APPLICATION (object);

  g_clear_pointer (&self->options, gate_options_free);
  g_free (self->org_program);
  G_OBJECT_CLASS (gate_application_parent_class)->finalize (object);
}

static void
gate_application_class_init (GateApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->dispose = gate_application_dispose;
  object_class->finalize = gate_application_finalize;
  application_class->startup = gate_application_startup;
  application_class->activate = gate_application_activate;
  application_class->handle_local_options = gate_application_handle_local_options;
  application_class->shutdown = gate_application_shutdown;
}

static void
gate_application_init (GateApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), gate_options_get_entries ());
}

/**
 * gate_application_new:
 * @org_program: the path of gatehouse-org
 *
 * Returns: (transfer full): the program, not yet run
 */
GateApplication *
gate_application_new (const char *org_program)
{
  GateApplication *self = g_object_new (GATE_TYPE_APPLICATION,
                                        "application-id",
                                        GATE_APP_ID,
                                        "flags",
                                        G_APPLICATION_DEFAULT_FLAGS,
                                        "resource-base-path",
                                        "/io/github/gatehouse/Gatehouse",
                                        NULL);

  self->org_program = g_strdup (org_program);
  return self;
}

/**
 * gate_application_set_desktop:
 * @self: the program, not yet run
 * @opener: opens addresses
 * @notifier: shows notifications
 *
 * Sets the services of the desktop; tests give their own.
 */
void
gate_application_set_desktop (GateApplication *self,
                              GateOpener      *opener,
                              GateNotifier    *notifier)
{
  g_return_if_fail (GATE_IS_APPLICATION (self));

  g_set_object (&self->opener, opener);
  g_set_object (&self->notifier, notifier);
}

/* The exit status of the process, unless g_application_run() returns an error. */
int
gate_application_get_exit_status (GateApplication *self)
{
  g_return_val_if_fail (GATE_IS_APPLICATION (self), EXIT_FAILURE);
  return self->exit_status;
}
