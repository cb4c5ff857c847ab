/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The floor of F8: a SoupServer whose handler does nothing but answer so many bytes. */

#define G_LOG_DOMAIN "bench"

#include <libsoup/soup.h>

static void
handle (SoupServer        *server,
        SoupServerMessage *message,
        const char        *path,
        GHashTable        *query,
        gpointer           user_data)
{
  GBytes *body = user_data;

  soup_message_headers_set_content_type (soup_server_message_get_response_headers (message),
                                         "application/json", NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), body);
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;
  gsize length = argc == 2 ? (gsize) g_ascii_strtoull (argv[1], NULL, 10) : 2;
  g_autofree char *text = g_strnfill (length, ' ');
  GSList *addresses;

  body = g_bytes_new (text, length);
  soup_server_add_handler (server, NULL, handle, body, NULL);
  if (!soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error))
    g_error ("%s", error->message);
  addresses = soup_server_get_uris (server);
  g_print ("%d\n", g_uri_get_port (addresses->data));
  g_slist_free_full (addresses, (GDestroyNotify) g_uri_unref);
  g_main_loop_run (loop);
  return 0;
}
