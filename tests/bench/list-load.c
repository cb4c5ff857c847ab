/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* F3: the list of an organization, from the request to the rows of the list, without a window.
 * Rows are there when the list is not busy any more after the commit. */

#define G_LOG_DOMAIN "bench"

#include "bench-probe.h"

#include "gate-address.h"
#include "gate-api-authorizations.h"
#include "gate-static-token.h"
#include "gate-authorization-list.h"

typedef struct
{
  GMainLoop             *loop;
  GUri                  *address;
  GateApi               *api;
  GateAuthorizationList *authorizations;
  gint64                 started_us;
  gint64                 started_cpu_us;
  gint64                 first_byte_us;
  gint64                 last_byte_us; /* when the turn began in which the last rows were read */
  gint64                 rows_us;
  gint64                 rows_cpu_us;
} Load;

static gboolean
is_busy (Load *load)
{
  gboolean busy = FALSE;

  g_object_get (load->authorizations, "busy", &busy, NULL);
  return busy;
}

static void
look_whether_done (Load *load)
{
  if (load->last_byte_us == 0 || is_busy (load))
    return;
  load->rows_us = g_get_monotonic_time ();
  load->rows_cpu_us = bench_probe_get_cpu_us ();
  g_main_loop_quit (load->loop);
}

static void
batch_cb (GPtrArray *items,
          gpointer   user_data)
{
  Load *load = user_data;

  if (load->first_byte_us == 0)
    load->first_byte_us = bench_probe_get_woken_us ();
  gate_sliced_list_add (GATE_SLICED_LIST (load->authorizations), items);
}

static void
list_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Load *load = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GateApiList) list =
      gate_api_authorizations_list_finish (GATE_API (source), result, &error);

  if (list == NULL)
    g_error ("the list was not loaded: %s", error->message);
  if (gate_api_list_get_n_refused (list) > 0)
    g_error ("an entry was refused: %s", gate_api_list_get_refused (list));
  load->last_byte_us = bench_probe_get_woken_us ();
  gate_sliced_list_commit (GATE_SLICED_LIST (load->authorizations));
  look_whether_done (load);
}

static void
token_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Load *load = user_data;
  g_autoptr (GateHttp) http = gate_http_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GateTokenSource) token = gate_static_token_load_file_finish (result, &error);

  if (token == NULL)
    g_error ("the token was not read: %s", error->message);
  load->api = gate_api_new (http, load->address, token);
  bench_probe_reset_peak ();
  bench_probe_watch_loop ();
  load->started_cpu_us = bench_probe_get_cpu_us ();
  load->started_us = g_get_monotonic_time ();
  gate_sliced_list_begin (GATE_SLICED_LIST (load->authorizations));
  gate_api_authorizations_list_async (load->api, batch_cb, load, NULL, list_cb, load);
}

static void
print (Load *load)
{
  BenchStall stall = bench_probe_end_watch ();

  g_print ("{\"rows\": %u, \"total_us\": %" G_GINT64_FORMAT ", \"reading_us\": %" G_GINT64_FORMAT
           ", \"after_last_us\": %" G_GINT64_FORMAT ", \"cpu_us\": %" G_GINT64_FORMAT
           ", \"stall_us\": %" G_GINT64_FORMAT ", \"stall_cpu_us\": %" G_GINT64_FORMAT
           ", \"peak_kb\": %" G_GINT64_FORMAT "}\n",
           gate_sliced_list_count (GATE_SLICED_LIST (load->authorizations),
                                   GATE_AUTHORIZATION_LIST_ALL),
           load->rows_us - load->started_us,
           load->rows_us - load->first_byte_us,
           load->rows_us - load->last_byte_us,
           load->rows_cpu_us - load->started_cpu_us,
           stall.wall_us,
           stall.cpu_us,
           bench_probe_get_peak_kb ());
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GateAuthorizationList) authorizations = gate_authorization_list_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) address = argc == 3 ? gate_address_parse (argv[1], &error) : NULL;
  g_autoptr (GFile) file = NULL;
  Load load = { .loop = loop, .authorizations = authorizations, .address = address };

  if (address == NULL)
    g_error ("usage: list-load API TOKEN_FILE: %s", error != NULL ? error->message : "");
  file = g_file_new_for_path (argv[2]);
  g_signal_connect_swapped (authorizations, "notify::busy", G_CALLBACK (look_whether_done), &load);
  gate_static_token_load_file_async (file, NULL, token_cb, &load);
  g_main_loop_run (loop);
  print (&load);
  g_clear_object (&load.api);
  return 0;
}
