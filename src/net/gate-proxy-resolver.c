/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-net"

#include "gate-proxy-resolver.h"

#include "gate-error.h"
#include "gate-hash.h"

#include <string.h>

struct _GateProxyResolver
{
  GObject parent_instance;

  GHashTable *proxies; /* host -> the proxy that leads there, without a password */
};

static void gate_proxy_resolver_iface_init (GProxyResolverInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GateProxyResolver, gate_proxy_resolver, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER,
                                                      gate_proxy_resolver_iface_init))

static gboolean
is_direct (const char *proxy)
{
  return g_str_has_prefix (proxy, "direct://");
}

static gboolean
is_address (const char *proxy)
{
  static const char *const schemes[] = { "http", "https", "socks", "socks4", "socks4a", "socks5",
                                         NULL };
  g_autoptr (GUri) address = g_uri_parse (proxy, G_URI_FLAGS_NONE, NULL);

  return address != NULL && g_strv_contains (schemes, g_uri_get_scheme (address)) &&
         g_uri_get_host (address) != NULL && *g_uri_get_host (address) != '\0';
}

/* What stands behind a user name and a password. */
static const char *
skip_user (const char *proxy)
{
  const char *at = strrchr (proxy, '@');

  return at != NULL ? at + 1 : proxy;
}

static char *
dup_host_and_port (const char *proxy)
{
  const char *start = skip_user (strstr (proxy, "://") + strlen ("://"));

  return g_strndup (start, strcspn (start, "/?#"));
}

/* NAME, which is taken, is the proxy that leads to URI; NULL where a connection may go direct. */
static void
remember (GateProxyResolver *self,
          const char        *uri,
          char              *name)
{
  g_autoptr (GUri) address = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  const char *host = address != NULL ? g_uri_get_host (address) : NULL;

  if (host != NULL && name != NULL)
    g_hash_table_insert (self->proxies, g_strdup (host), name);
  else
    g_free (name);
  if (host != NULL && name == NULL)
    g_hash_table_remove (self->proxies, host);
}

static GError *
new_refusal (const char *proxy)
{
  GError *error = gate_error_new (GATE_ERROR_NETWORK, "what is set as the proxy is no address");

  gate_error_set_transport_failure (error, GATE_TRANSPORT_PROXY_ADDRESS, skip_user (proxy));
  return error;
}

/* Returns what of PROXIES can be used. */
static char **
take (GateProxyResolver *self,
      const char        *uri,
      char             **proxies,
      GError           **error)
{
  g_autoptr (GPtrArray) usable = g_ptr_array_new_with_free_func (g_free);
  gboolean direct = FALSE;

  for (guint i = 0; proxies[i] != NULL; i++)
    {
      direct = direct || is_direct (proxies[i]);
      if (is_direct (proxies[i]) || is_address (proxies[i]))
        g_ptr_array_add (usable, g_strdup (proxies[i]));
    }
  if (usable->len == 0 && proxies[0] != NULL)
    {
      g_propagate_error (error, new_refusal (proxies[0]));
      return NULL;
    }
  remember (self, uri,
            direct || usable->len == 0 ? NULL : dup_host_and_port (usable->pdata[0]));
  g_ptr_array_add (usable, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&usable), FALSE);
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_auto (GStrv) proxies = NULL;
  char **usable = NULL;
  GError *error = NULL;

  proxies = g_proxy_resolver_lookup_finish (G_PROXY_RESOLVER (source), result, &error);
  if (proxies != NULL)
    usable = take (g_task_get_source_object (task), g_task_get_task_data (task), proxies, &error);
  if (usable != NULL)
    g_task_return_pointer (task, usable, (GDestroyNotify) g_strfreev);
  else
    g_task_return_error (task, error);
}

static gboolean
gate_proxy_resolver_is_supported (GProxyResolver *resolver)
{
  return TRUE;
}

static char **
gate_proxy_resolver_lookup (GProxyResolver *resolver,
                            const char     *uri,
                            GCancellable   *cancellable,
                            GError        **error)
{
  g_auto (GStrv) proxies =
      g_proxy_resolver_lookup (g_proxy_resolver_get_default (), uri, cancellable, error);

  return proxies != NULL ? take (GATE_PROXY_RESOLVER (resolver), uri, proxies, error) : NULL;
}

static void
gate_proxy_resolver_lookup_async (GProxyResolver     *resolver,
                                  const char         *uri,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  GTask *task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_set_source_tag (task, gate_proxy_resolver_lookup_async);
  g_task_set_task_data (task, g_strdup (uri), g_free);
  g_proxy_resolver_lookup_async (g_proxy_resolver_get_default (), uri, cancellable, looked_up_cb,
                                 task);
}

static char **
gate_proxy_resolver_lookup_finish (GProxyResolver *resolver,
                                   GAsyncResult   *result,
                                   GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, resolver), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
gate_proxy_resolver_iface_init (GProxyResolverInterface *iface)
{
  iface->is_supported = gate_proxy_resolver_is_supported;
  iface->lookup = gate_proxy_resolver_lookup;
  iface->lookup_async = gate_proxy_resolver_lookup_async;
  iface->lookup_finish = gate_proxy_resolver_lookup_finish;
}

static void
gate_proxy_resolver_finalize (GObject *object)
{
  g_hash_table_unref (GATE_PROXY_RESOLVER (object)->proxies);
  G_OBJECT_CLASS (gate_proxy_resolver_parent_class)->finalize (object);
}

static void
gate_proxy_resolver_class_init (GateProxyResolverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gate_proxy_resolver_finalize;
}

static void
gate_proxy_resolver_init (GateProxyResolver *self)
{
  self->proxies = g_hash_table_new_full (gate_text_hash, g_str_equal, g_free, g_free);
}

/**
 * gate_proxy_resolver_new:
 *
 * Returns: (transfer full): a resolver
 */
GProxyResolver *
gate_proxy_resolver_new (void)
{
  return g_object_new (GATE_TYPE_PROXY_RESOLVER, NULL);
}

/**
 * gate_proxy_resolver_find:
 * @self: a resolver
 * @host: a host
 *
 * Returns: (transfer none) (nullable): host and port of the proxy through which alone connections
 *   to @host went when it was looked up last; %NULL where they may go direct
 */
const char *
gate_proxy_resolver_find (GateProxyResolver *self,
                          const char        *host)
{
  g_return_val_if_fail (GATE_IS_PROXY_RESOLVER (self), NULL);

  return g_hash_table_lookup (self->proxies, host);
}
