/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Only this file decides which addresses may be opened, for all implementations. */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-opener.h"

#include "gate-address.h"
#include "gate-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HTTPS "https://"
#define HTTP "http://"

G_DEFINE_INTERFACE (GateOpener, gate_opener, G_TYPE_OBJECT)

static void
gate_opener_default_init (GateOpenerInterface *iface)
{
}

/* A fragment has the characters of a query (RFC 3986, sections 3.4 and 3.5). */
static gboolean
is_fragment (const char *text)
{
  g_autofree char *as_query = g_strconcat (HTTPS "example.com/?", text, NULL);
  g_autoptr (GUri) address = gate_address_parse (as_query, NULL);

  return address != NULL;
}

static gboolean
has_user (const char *after_scheme)
{
  g_autofree char *authority = g_strndup (after_scheme, strcspn (after_scheme, "/?#"));

  return strchr (authority, '@') != NULL;
}

static const char *
not_an_address (void)
{
  return _ ("This is not an address that can be opened. Look for spaces and for what is missing.");
}

/* The reason to refuse TEXT, which has no fragment. */
static const char *
explain (const char *text)
{
  gboolean is_http = g_ascii_strncasecmp (text, HTTP, strlen (HTTP)) == 0;
  g_autofree char *secure = NULL;
  g_autoptr (GUri) address = NULL;
  const char *rest;

  if (!is_http && g_ascii_strncasecmp (text, HTTPS, strlen (HTTPS)) != 0)
    return _ ("Type a whole address that begins with https://.");
  rest = text + strlen (is_http ? HTTP : HTTPS);
  if (has_user (rest))
    return _ ("An address with a user name or a password in it is not opened. Leave out what "
              "stands before the @.");
  secure = g_strconcat (HTTPS, rest, NULL);
  address = gate_address_parse (secure, NULL);
  if (is_http && address != NULL)
    return _ ("An address must begin with https://. Only this computer’s own, such as "
              "http://127.0.0.1:8080, may begin with http://.");
  return not_an_address ();
}

/**
 * gate_opener_check:
 * @typed: an address from a person, a file or a program
 * @sentence: (out) (optional) (transfer none): the reason for a refusal, for people
 *
 * Accepts https, and http on a loopback literal (127.0.0.0/8, [::1]); no other scheme, no user
 * name, no characters that an address cannot have. Ignores spaces around it.
 *
 * Returns: (transfer full) (nullable): the address to open, %NULL when it is refused
 */
char *
gate_opener_check (const char  *typed,
                   const char **sentence)
{
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;
  g_autoptr (GUri) address = NULL;
  char *fragment;

  g_return_val_if_fail (typed != NULL, NULL);

  text = g_strstrip (g_strdup (typed));
  fragment = strchr (text, '#');
  if (fragment != NULL)
    *fragment++ = '\0';
  address = gate_address_parse (text, NULL);
  if (address == NULL || (fragment != NULL && !is_fragment (fragment)))
    {
      if (sentence != NULL)
        *sentence = address == NULL ? explain (text) : not_an_address ();
      return NULL;
    }
  whole = g_uri_to_string (address);
  if (fragment == NULL)
    return g_steal_pointer (&whole);
  return g_strconcat (whole, "#", fragment, NULL);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GateOpener *self = GATE_OPENER (source);
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (GATE_OPENER_GET_IFACE (self)->open_finish (self, result, &error))
    g_task_return_boolean (task, TRUE);
  else if (gate_error_is_cancelled (error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_error (task, gate_error_new (GATE_ERROR_FAILED, "open: %s", error->message));
}

/**
 * gate_opener_open_async:
 * @self: an opener
 * @address: an address of any origin
 * @cancellable: (nullable): ends the wait, not the browser
 * @callback: called on the main context
 * @user_data: for @callback
 *
 * Opens @address in the default browser. Fails with %GATE_ERROR_INVALID when gate_opener_check()
 * refuses it, before anything is started; with %GATE_ERROR_FAILED when no program can open it.
 */
void
gate_opener_open_async (GateOpener         *self,
                        const char         *address,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *checked = NULL;

  g_return_if_fail (GATE_IS_OPENER (self));
  g_return_if_fail (address != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gate_opener_open_async);
  checked = gate_opener_check (address, NULL);
  if (checked == NULL)
    g_task_return_error (task, gate_error_new (GATE_ERROR_INVALID, "open: address refused"));
  else
    GATE_OPENER_GET_IFACE (self)->open_async (
        self, checked, cancellable, opened_cb, g_steal_pointer (&task));
}

gboolean
gate_opener_open_finish (GateOpener   *self,
                         GAsyncResult *result,
                         GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_opener_open_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
