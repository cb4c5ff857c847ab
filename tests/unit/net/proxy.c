/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* A desktop that sends everything through a proxy, loopback too, as GLib's resolvers do. */

#define G_LOG_DOMAIN "test"

#include "net-fixture.h"

#include <string.h>

#define ANSWER "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"

static char *proxy_uri;

#define TEST_TYPE_RESOLVER (test_resolver_get_type ())
G_DECLARE_FINAL_TYPE (TestResolver, test_resolver, TEST, RESOLVER, GObject)

struct _TestResolver
{
  GObject parent_instance;
};

static gboolean
is_supported (GProxyResolver *resolver)
{
  return TRUE;
}

static char **
lookup (GProxyResolver *resolver,
        const char     *uri,
        GCancellable   *cancellable,
        GError        **error)
{
  const char *const proxies[] = { proxy_uri, NULL };

  return g_strdupv ((char **) proxies);
}

static void
lookup_async (GProxyResolver     *resolver,
              const char         *uri,
              GCancellable       *cancellable,
              GAsyncReadyCallback callback,
              gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_return_pointer (task, lookup (resolver, uri, NULL, NULL), (GDestroyNotify) g_strfreev);
}

static char **
lookup_finish (GProxyResolver *resolver,
               GAsyncResult   *result,
               GError        **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_resolver_iface_init (GProxyResolverInterface *iface)
{
  iface->is_supported = is_supported;
  iface->lookup = lookup;
  iface->lookup_async = lookup_async;
  iface->lookup_finish = lookup_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestResolver, test_resolver, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER,
                                                      test_resolver_iface_init))

static void
test_resolver_class_init (TestResolverClass *klass)
{
}

static void
test_resolver_init (TestResolver *self)
{
}

static void
use_proxy (FaultServer *proxy)
{
  g_free (proxy_uri);
  proxy_uri = g_strdup_printf ("http://127.0.0.1:%u", fault_server_get_port (proxy));
}

/* The local organization's tokens never pass a proxy. */
static void
test_loopback (NetFixture   *self,
               gconstpointer data)
{
  g_autoptr (FaultServer) proxy = fault_server_new ();
  const char *const methods[] = { "GET", "PUT" };

  use_proxy (proxy);
  fault_server_add (self->server, "/", ANSWER, FAULT_KEEP, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr (GateHttpRequest) request = net_request_new (self, methods[i], "/");
      g_auto (NetOutcome) outcome = { 0 };

      net_send (self, request, &outcome);
      g_assert_no_error (outcome.error);
    }
  g_assert_cmpuint (fault_server_count (self->server, NULL, "/"), ==, 2);
  g_assert_cmpuint (fault_server_count_connections (proxy), ==, 0);
}

/* Elsewhere the proxy is used; when it does not connect, that is no answer of the service, and
 * the token has stayed here. */
static void
test_elsewhere (NetFixture   *self,
                gconstpointer data)
{
  const char *const answers[] = {
    "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 502 Bad\r\nContent-Length: 2\r\n\r\n{}",
    "HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\n{}",
    "",
  };
  const char *const methods[] = { "GET", "PUT" };
  g_autoptr (GUri) address =
      g_uri_build (G_URI_FLAGS_ENCODED, "https", NULL, "api.gatehouse.invalid", -1, "/", NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (answers) * G_N_ELEMENTS (methods); i++)
    {
      g_autoptr (FaultServer) proxy = fault_server_new ();
      g_autoptr (GateHttpRequest) request = gate_http_request_new (methods[i % 2], address);
      g_auto (NetOutcome) outcome = { 0 };
      g_autofree char *text = NULL;

      use_proxy (proxy);
      fault_server_add (proxy, "api.gatehouse.invalid:443", answers[i / 2], FAULT_CLOSE, NULL);
      gate_http_request_set_bearer (request, "canary-token");
      net_send (self, request, &outcome);
      g_assert_error (outcome.error, GATE_ERROR, GATE_ERROR_NETWORK);
      text = fault_server_dup_request (proxy, 0);
      g_assert_nonnull (text);
      g_assert_true (g_str_has_prefix (text, "CONNECT api.gatehouse.invalid:443 "));
      g_assert_null (strstr (text, "canary"));
    }
}

int
main (int   argc,
      char *argv[])
{
  int failures;

  /* Chosen by name at the first use in the process. */
  g_setenv ("GIO_USE_PROXY_RESOLVER", "gate-test", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_io_extension_point_register (G_PROXY_RESOLVER_EXTENSION_POINT_NAME);
  g_io_extension_point_implement (G_PROXY_RESOLVER_EXTENSION_POINT_NAME, TEST_TYPE_RESOLVER,
                                  "gate-test", 100);
  net_test_add ("/net/proxy/loopback", test_loopback);
  net_test_add ("/net/proxy/elsewhere", test_elsewhere);
  failures = g_test_run ();
  g_free (proxy_uri);
  return failures;
}
