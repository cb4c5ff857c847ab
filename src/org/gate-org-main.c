/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-bearer.h"
#include "gate-org-data-folder.h"
#include "gate-org-log.h"
#include "gate-org-options.h"
#include "gate-org-populate.h"
#include "gate-org-sample-apps.h"
#include "gate-org-server.h"
#include "gate-org-store.h"
#include "gate-process.h"
#include "gate-wire-startup-line.h"

#include <glib-unix.h>
#include <locale.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define EXIT_USAGE 2
#define LAST_ANSWER_MS 100

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
stdin_cb (int          fd,
          GIOCondition condition,
          gpointer     user_data)
{
  char ignored[256];
  gssize length = read (fd, ignored, sizeof ignored);

  if (length > 0)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

/* The loop, and why it ended. */
typedef struct
{
  GMainLoop *loop;
  gboolean   data_is_gone;
} Life;

static gboolean
end_cb (gpointer user_data)
{
  Life *life = user_data;

  g_main_loop_quit (life->loop);
  return G_SOURCE_REMOVE;
}

/* Whoever follows us starts us again, so we end as soon as the answer that says why is out. */
static gboolean
data_gone_cb (gpointer user_data)
{
  Life *life = user_data;

  if (!life->data_is_gone)
    g_timeout_add (LAST_ANSWER_MS, end_cb, life);
  life->data_is_gone = TRUE;
  return G_SOURCE_REMOVE;
}

/* Nobody else looks into our memory, files of ours are ours alone, and what breaks while something
 * is written is an error to be answered, not the end. */
static void
prepare_process (void)
{
  gate_process_write_no_core ();
  gate_process_shut_out ();
  setlocale (LC_ALL, "");
  umask (077);
  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN);
}

/* Schema and contents of a new organization are one transaction, committed here at the latest. */
static GateOrgStore *
open_store (const GateOrgOptions *options,
            GError              **error)
{
  gboolean is_new = FALSE;
  g_autoptr (GateOrgStore) store = gate_org_store_open (options->data, &is_new, error);

  if (store == NULL)
    return NULL;
  if (is_new && !gate_org_populate (store, options->populate, error))
    return NULL;
  if (gate_org_store_is_in_transaction (store) && !gate_org_store_commit (store, error))
    return NULL;
  return g_steal_pointer (&store);
}

static char *
sign_in (GateOrgStore *store,
         const char   *name,
         GError      **error)
{
  g_autofree char *person_id = gate_org_populate_find_person (store, name, error);

  if (person_id == NULL)
    {
      g_prefix_error (error, "--sign-in %s: ", name);
      return NULL;
    }
  return gate_org_bearer_issue (store, gate_org_populate_get_gatehouse_client_id (), person_id,
                                error);
}

static gboolean
print_ready (const GateWireStartupLine *ready)
{
  g_autofree char *line = gate_wire_startup_line_encode (ready);
  gboolean printed = printf ("%s\n", line) > 0 && fflush (stdout) == 0;

  sodium_memzero (line, strlen (line));
  return printed;
}

static gboolean
announce_ready (GateOrgServer        *server,
                GateOrgSampleApps    *apps,
                GateOrgStore         *store,
                const GateOrgOptions *options,
                GError              **error)
{
  g_autoptr (GateWireStartupLine) ready = g_new0 (GateWireStartupLine, 1);

  ready->api = g_strdup (gate_org_server_get_origin (server));
  ready->login = g_strdup (gate_org_server_get_origin (server));
  ready->faults = g_strdup (gate_org_server_get_fault_token (server));
  ready->password = gate_org_data_folder_ensure_password (options->data, error);
  /* Hashing goes on after the startup line; a login waits for it. */
  if (ready->password == NULL ||
      !gate_org_server_set_password (server, ready->password, error) ||
      !gate_org_sample_apps_start (apps, store, options->address, ready->login, error))
    return FALSE;
  gate_org_sample_apps_announce (apps, ready);
  if (options->sign_in != NULL)
    {
      ready->token = sign_in (store, options->sign_in, error);
      if (ready->token == NULL)
        return FALSE;
    }
  if (print_ready (ready))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "standard output cannot be written");
  return FALSE;
}

static gboolean
serve_organization (GateOrgStore         *store,
                    const GateOrgOptions *options,
                    GError              **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Life life = { loop, FALSE };
  const GateOrgServerSettings settings = {
    .address = options->address,
    .port = (guint16) options->port,
    .requests_per_minute = (guint) options->rate_limit,
    .public_api_only = options->public_api_only,
    .faults = options->faults,
    .data_gone = options->follow_stdin ? data_gone_cb : NULL,
    .user_data = &life,
  };
  g_autoptr (GateOrgServer) server = gate_org_server_new (store, &settings);
  g_autoptr (GateOrgSampleApps) apps = gate_org_sample_apps_new ();

  /* Before the startup line: the program that reads it may end us at once. */
  g_unix_signal_add (SIGTERM, quit_cb, loop);
  g_unix_signal_add (SIGINT, quit_cb, loop);
  g_unix_signal_add (SIGHUP, quit_cb, loop);
  if (!gate_org_server_start (server, error) ||
      !announce_ready (server, apps, store, options, error))
    return FALSE;
  if (options->follow_stdin)
    g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, stdin_cb, loop);
  g_main_loop_run (loop);
  gate_org_sample_apps_stop (apps);
  gate_org_server_stop (server);
  if (life.data_is_gone)
    g_set_error_literal (error, GATE_ORG_STORE_ERROR, GATE_ORG_STORE_ERROR_MISSING,
                         "its data was moved or deleted while it ran");
  return !life.data_is_gone;
}

static int
run_program (const GateOrgOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GateOrgStore) store = open_store (options, &error);
  gboolean served = store != NULL && serve_organization (store, options, &error);

  if (served)
    gate_org_store_close (store, &error);
  if (error == NULL)
    return EXIT_SUCCESS;
  g_printerr ("gatehouse-org: %s\n", error->message);
  return EXIT_FAILURE;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GateOrgOptions) options = NULL;
  g_autoptr (GError) error = NULL;

  prepare_process ();
  options = gate_org_options_parse (&argc, &argv, &error);
  if (options == NULL)
    {
      g_printerr ("gatehouse-org: %s\n", error->message);
      return EXIT_USAGE;
    }
  if (sodium_init () >= 0)
    return run_program (options);
  g_printerr ("gatehouse-org: no source of random numbers\n");
  return EXIT_FAILURE;
}
