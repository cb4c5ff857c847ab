/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The peer of F3: the whole answer in memory, given to json-glib at once. */

#define G_LOG_DOMAIN "bench"

#include "bench-probe.h"

#include <json-glib/json-glib.h>

int
main (int    argc,
      char **argv)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;
  gint64 started_us, cpu_us;
  JsonObject *root;

  if (argc != 2 || !g_file_get_contents (argv[1], &text, &length, &error))
    g_error ("usage: plain-json FILE: %s", error != NULL ? error->message : "");
  bench_probe_reset_peak ();
  cpu_us = bench_probe_get_cpu_us ();
  started_us = g_get_monotonic_time ();
  if (!json_parser_load_from_data (parser, text, (gssize) length, &error))
    g_error ("%s", error->message);
  started_us = g_get_monotonic_time () - started_us;
  cpu_us = bench_probe_get_cpu_us () - cpu_us;
  root = json_node_get_object (json_parser_get_root (parser));
  g_print ("{\"rows\": %u, \"bytes\": %" G_GSIZE_FORMAT ", \"wall_us\": %" G_GINT64_FORMAT
           ", \"cpu_us\": %" G_GINT64_FORMAT ", \"peak_kb\": %" G_GINT64_FORMAT "}\n",
           json_array_get_length (json_object_get_array_member (root, "entities")), length,
           started_us, cpu_us, bench_probe_get_peak_kb ());
  return 0;
}
