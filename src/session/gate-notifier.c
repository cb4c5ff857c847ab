/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-notifier.h"

#include "gate-authorization.h"
#include "gate-text.h"

#include <glib/gi18n-lib.h>

/* A notification shows about this many characters in its heading. */
#define MAX_NAME_CHARS 60

G_DEFINE_INTERFACE (GateNotifier, gate_notifier, G_TYPE_OBJECT)

static void
gate_notifier_default_init (GateNotifierInterface *iface)
{
}

static char *
describe_one (GateAuthorization *authorization)
{
  g_autofree char *name =
      gate_text_for_display (gate_authorization_get_name (authorization), MAX_NAME_CHARS);

  /* Translators: %s is the name of an application. */
  return g_strdup_printf (_ ("%s asks to be approved"), name);
}

static char *
describe_several (guint n)
{
  return g_strdup_printf (
      ngettext ("%u application asks to be approved", "%u applications ask to be approved", n), n);
}

/**
 * gate_notifier_show_requests:
 * @self: a notifier
 * @authorizations: (element-type GateAuthorization): new requests, at least one
 *
 * Shows one notification, which opens the request, or all pending ones. It has only names that the
 * window shows too; they come from outside and are plain text.
 */
void
gate_notifier_show_requests (GateNotifier *self,
                             GPtrArray    *authorizations)
{
  gboolean is_one;
  g_autofree char *title = NULL;

  g_return_if_fail (GATE_IS_NOTIFIER (self));
  g_return_if_fail (authorizations->len > 0);

  is_one = authorizations->len == 1;
  title = is_one ? describe_one (authorizations->pdata[0]) : describe_several (authorizations->len);
  GATE_NOTIFIER_GET_IFACE (self)->show (
      self,
      title,
      is_one ? _ ("Nobody has decided about this request yet.") :
               _ ("Nobody has decided about these requests yet."),
      is_one ? gate_authorization_get_id (authorizations->pdata[0]) : NULL);
}
