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

static void
assert_sentence (const GError *error,
                 const char   *wanted)
{
  g_autofree char *sentence = gate_error_describe (error);

  g_test_message ("%s", error->message);
  g_assert_cmpstr (sentence, ==, wanted);
}

static GUri *
dup_address_elsewhere (void)
{
  return g_uri_build (G_URI_FLAGS_ENCODED, "https", NULL, "api.gatehouse.invalid", -1, "/", NULL,
                      NULL);
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
  static const char refused[] = "The proxy 127.0.0.1:%u did not connect to the organization.";
  const char *const answers[][2] = {
    { "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n",
      "The proxy 127.0.0.1:%u wants a name and a password, and Gatehouse has none that it "
      "accepts." },
    { "HTTP/1.1 502 Bad\r\nContent-Length: 2\r\n\r\n{}", refused },
    { "HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\n{}", refused },
    { "SSH-2.0-x\r\n", refused },
    { "", refused },
  };
  const char *const methods[] = { "GET", "PUT" };
  g_autoptr (GUri) address = dup_address_elsewhere ();

  for (guint i = 0; i < G_N_ELEMENTS (answers) * G_N_ELEMENTS (methods); i++)
    {
      g_autoptr (FaultServer) proxy = fault_server_new ();
      g_autoptr (GateHttpRequest) request = gate_http_request_new (methods[i % 2], address);
      g_auto (NetOutcome) outcome = { 0 };
      g_autofree char *text = NULL;
      g_autofree char *port = NULL;
      g_autofree char *wanted = NULL;
      g_auto (GStrv) parts = NULL;

      use_proxy (proxy);
      fault_server_add (proxy, "api.gatehouse.invalid:443", answers[i / 2][0], FAULT_CLOSE, NULL);
      gate_http_request_set_bearer (request, "canary-token");
      net_send (self, request, &outcome);
      g_assert_error (outcome.error, GATE_ERROR, GATE_ERROR_NETWORK);
      port = g_strdup_printf ("%u", fault_server_get_port (proxy));
      parts = g_strsplit (answers[i / 2][1], "%u", 2);
      wanted = g_strjoinv (port, parts);
      assert_sentence (outcome.error, wanted);
      text = fault_server_dup_request (proxy, 0);
      g_assert_nonnull (text);
      g_assert_true (g_str_has_prefix (text, "CONNECT api.gatehouse.invalid:443 "));
      g_assert_null (strstr (text, "canary"));
    }
}

/* The name and the password of a proxy are in no sentence, and GLib finds nothing to warn of:
 * warnings end tests. */
static void
test_unusable (NetFixture   *self,
               gconstpointer data)
{
  static const struct
  {
    const char *proxy, *named;
  } cases[] = {
    { "proxy.example.com:8080", "proxy.example.com:8080" },
    { "localhost:3128", "localhost:3128" },
    { "127.0.0.1:3128", "127.0.0.1:3128" },
    { "user:canary@proxy.example.com:8080", "proxy.example.com:8080" },
    { "proxy.example.com", "proxy.example.com" },
    { "http://", "http://" },
    { "http:///x", "http:///x" },
    { "http://proxy.example.com:x", "http://proxy.example.com:x" },
    { "foo://proxy.example.com:1", "foo://proxy.example.com:1" },
    { "", "" },
  };
  g_autoptr (GUri) address = dup_address_elsewhere ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GateHttpRequest) request = gate_http_request_new ("PUT", address);
      g_auto (NetOutcome) outcome = { 0 };
      g_autofree char *wanted =
          g_strdup_printf ("“%s” is set as the proxy, but is not the address of one, such as "
                           "http://proxy.example.com:8080.", cases[i].named);

      g_test_message ("%s", cases[i].proxy);
      g_free (proxy_uri);
      proxy_uri = g_strdup (cases[i].proxy);
      net_send (self, request, &outcome);
      g_assert_error (outcome.error, GATE_ERROR, GATE_ERROR_NETWORK);
      g_assert_cmpstr (gate_error_get_host (outcome.error), ==, "api.gatehouse.invalid");
      assert_sentence (outcome.error, wanted);
    }
}

static void
test_dead (NetFixture   *self,
           gconstpointer data)
{
  g_autoptr (FaultServer) closed = fault_server_new_closed ();
  g_autofree char *port = g_strdup_printf ("127.0.0.1:%u", fault_server_get_port (closed));
  const char *const proxies[] = { port, "proxy.gatehouse.invalid:8080" };
  const char *const schemes[] = { "http", "socks5" };
  g_autoptr (GUri) address = dup_address_elsewhere ();

  for (guint i = 0; i < G_N_ELEMENTS (proxies) * G_N_ELEMENTS (schemes); i++)
    {
      g_autoptr (GateHttpRequest) request = gate_http_request_new ("PUT", address);
      g_auto (NetOutcome) outcome = { 0 };
      g_autofree char *wanted =
          g_strdup_printf ("The proxy %s cannot be reached.", proxies[i / 2]);

      g_free (proxy_uri);
      proxy_uri = g_strdup_printf ("%s://%s", schemes[i % 2], proxies[i / 2]);
      net_send (self, request, &outcome);
      g_assert_error (outcome.error, GATE_ERROR, GATE_ERROR_NETWORK);
      assert_sentence (outcome.error, wanted);
    }
}

/* A password that stands in the address of the proxy, which does not accept it. */
static void
test_password (NetFixture   *self,
               gconstpointer data)
{
  static const char answer[] =
      "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n";
  g_autoptr (FaultServer) proxy = fault_server_new ();
  g_autofree char *name = g_strdup_printf ("127.0.0.1:%u", fault_server_get_port (proxy));
  g_autofree char *wanted = g_strdup_printf (
      "The proxy %s wants a name and a password, and Gatehouse has none that it accepts.", name);
  g_autoptr (GUri) address = dup_address_elsewhere ();
  g_autoptr (GateHttpRequest) request = gate_http_request_new ("PUT", address);
  g_auto (NetOutcome) outcome = { 0 };

  g_free (proxy_uri);
  proxy_uri = g_strdup_printf ("http://user:canary@%s", name);
  fault_server_add (proxy, "api.gatehouse.invalid:443", answer, FAULT_KEEP, NULL);
  /* libsoup 3.2 asks for the proxy itself the second time. */
  fault_server_add (proxy, name, answer, FAULT_KEEP, NULL);
  net_send (self, request, &outcome);
  g_assert_error (outcome.error, GATE_ERROR, GATE_ERROR_NETWORK);
  assert_sentence (outcome.error, wanted);
  g_assert_null (strstr (outcome.error->message, "canary"));
}

/* It takes the request and never answers. */
static void
test_silent (NetFixture   *self,
             gconstpointer data)
{
  g_autoptr (FaultServer) proxy = fault_server_new ();
  g_autoptr (GUri) address = dup_address_elsewhere ();
  g_autoptr (GateHttpRequest) request = gate_http_request_new ("PUT", address);
  g_auto (NetOutcome) outcome = { 0 };
  g_autofree char *wanted =
      g_strdup_printf ("No connection came about through the proxy 127.0.0.1:%u in time.",
                       fault_server_get_port (proxy));

  use_proxy (proxy);
  fault_server_add (proxy, "api.gatehouse.invalid:443", "", FAULT_HANG, NULL);
  gate_http_set_deadlines_ms (self->http, 300, 300, 300);
  net_send (self, request, &outcome);
  g_assert_error (outcome.error, GATE_ERROR, GATE_ERROR_TIMEOUT);
  assert_sentence (outcome.error, wanted);
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
  net_test_add ("/net/proxy/unusable", test_unusable);
  net_test_add ("/net/proxy/dead", test_dead);
  net_test_add ("/net/proxy/password", test_password);
  net_test_add ("/net/proxy/silent", test_silent);
  failures = g_test_run ();
  g_free (proxy_uri);
  return failures;
}
