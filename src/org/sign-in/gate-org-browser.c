/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-browser.h"

#include "gate-org-secret.h"
#include "gate-org-sessions-table.h"
#include "gate-org-table.h"

#include <string.h>

#define VALUE_CHARS 43 /* 256 bits in base64url */

static const char *const prefixes[] = {
  [GATE_ORG_COOKIE_BROWSER] = "gatehouse-browser-",
  [GATE_ORG_COOKIE_SESSION] = "gatehouse-session-",
};

static char *
dup_name (GateOrgCall  *call,
          GateOrgCookie cookie)
{
  const char *origin = gate_org_call_get_origin (call);
  const char *port = strrchr (origin, ':');

  return g_strconcat (prefixes[cookie], port + 1, NULL);
}

static gboolean
is_value (const char *text)
{
  return strlen (text) == VALUE_CHARS &&
         strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
             VALUE_CHARS;
}

/**
 * gate_org_browser_dup_cookie:
 * @call: a call
 * @cookie: which one
 *
 * Returns: (transfer full) (nullable): its value; %NULL when there is none, when it is none of ours
 *   or when there are two of that name
 */
char *
gate_org_browser_dup_cookie (GateOrgCall  *call,
                             GateOrgCookie cookie)
{
  const char *header = gate_org_call_get_header (call, "Cookie");
  g_autofree char *name = dup_name (call, cookie);
  gsize length = strlen (name);
  g_autofree char *found = NULL;
  g_auto (GStrv) pairs = NULL;

  if (header == NULL)
    return NULL;
  pairs = g_strsplit (header, ";", -1);
  for (guint i = 0; pairs[i] != NULL; i++)
    {
      const char *pair = g_strstrip (pairs[i]);

      if (strncmp (pair, name, length) != 0 || pair[length] != '=')
        continue;
      if (found != NULL || !is_value (pair + length + 1))
        return NULL;
      found = g_strdup (pair + length + 1);
    }
  return g_steal_pointer (&found);
}

static void
add_set_cookie (GateOrgCall  *call,
                GateOrgCookie cookie,
                const char   *value,
                const char   *lifetime)
{
  const char *origin = gate_org_call_get_origin (call);
  g_autofree char *name = dup_name (call, cookie);
  g_autofree char *header = NULL;

  header = g_strdup_printf ("%s=%s; Path=/; HttpOnly; SameSite=Lax%s%s", name, value,
                            g_str_has_prefix (origin, "https:") ? "; Secure" : "", lifetime);
  gate_org_call_add_header (call, "Set-Cookie", header);
}

/**
 * gate_org_browser_set_cookie:
 * @call: a call that is not answered
 * @cookie: which one
 * @value: its value from now on
 */
void
gate_org_browser_set_cookie (GateOrgCall  *call,
                             GateOrgCookie cookie,
                             const char   *value)
{
  add_set_cookie (call, cookie, value, "");
}

/**
 * gate_org_browser_clear_cookie:
 * @call: a call that is not answered
 * @cookie: which one
 */
void
gate_org_browser_clear_cookie (GateOrgCall  *call,
                               GateOrgCookie cookie)
{
  add_set_cookie (call, cookie, "", "; Max-Age=0");
}

/**
 * gate_org_browser_dup_hash:
 * @call: a call
 *
 * Returns: (transfer full) (nullable): what a request knows of the browser that made it; %NULL when
 *   the browser shows no cookie
 */
char *
gate_org_browser_dup_hash (GateOrgCall *call)
{
  g_autofree char *value = gate_org_browser_dup_cookie (call, GATE_ORG_COOKIE_BROWSER);

  return value != NULL ? gate_org_secret_hash (value) : NULL;
}

/**
 * gate_org_browser_ensure_hash:
 * @call: a call that is not answered
 *
 * Returns: (transfer full): as gate_org_browser_dup_hash(); a browser without a cookie is given one
 */
char *
gate_org_browser_ensure_hash (GateOrgCall *call)
{
  char *hash = gate_org_browser_dup_hash (call);
  g_autofree char *value = NULL;

  if (hash != NULL)
    return hash;
  value = gate_org_secret_new ("");
  gate_org_browser_set_cookie (call, GATE_ORG_COOKIE_BROWSER, value);
  return gate_org_secret_hash (value);
}

/**
 * gate_org_browser_find_session:
 * @call: a call
 * @session_hash: (out) (transfer full) (nullable): of the session; %NULL without a session
 * @person_id: (out) (transfer full) (nullable): whose session it is; %NULL likewise
 * @error: return location for an error of the store
 *
 * Returns: FALSE when the store failed
 */
gboolean
gate_org_browser_find_session (GateOrgCall *call,
                               char       **session_hash,
                               char       **person_id,
                               GError     **error)
{
  g_autofree char *value = gate_org_browser_dup_cookie (call, GATE_ORG_COOKIE_SESSION);
  g_autofree char *hash = NULL;

  *session_hash = NULL;
  *person_id = NULL;
  if (value == NULL)
    return TRUE;
  hash = gate_org_secret_hash (value);
  if (!gate_org_sessions_table_find (gate_org_call_get_store (call), hash, gate_org_table_now_ms (),
                                     person_id, error))
    return FALSE;
  if (*person_id != NULL)
    *session_hash = g_steal_pointer (&hash);
  return TRUE;
}

/**
 * gate_org_browser_log_in:
 * @call: a call that is not answered, outside a transaction
 * @person_id: who has shown that they are
 * @error: return location for an error of the store
 *
 * Starts a session under a new identifier and ends the one that the browser had.
 *
 * Returns: (transfer full) (nullable): the hash of the session
 */
char *
gate_org_browser_log_in (GateOrgCall *call,
                         const char  *person_id,
                         GError     **error)
{
  GateOrgStore *store = gate_org_call_get_store (call);
  g_autofree char *old = gate_org_browser_dup_cookie (call, GATE_ORG_COOKIE_SESSION);
  g_autofree char *old_hash = old != NULL ? gate_org_secret_hash (old) : NULL;
  g_autofree char *value = gate_org_secret_new ("");
  g_autofree char *hash = gate_org_secret_hash (value);

  if (!gate_org_store_begin (store, error))
    return NULL;
  if ((old_hash != NULL && !gate_org_sessions_table_end (store, old_hash, error)) ||
      !gate_org_sessions_table_add (store, hash, person_id, gate_org_table_now_ms (), error) ||
      !gate_org_store_commit (store, error))
    {
      gate_org_store_rollback (store);
      return NULL;
    }
  gate_org_browser_set_cookie (call, GATE_ORG_COOKIE_SESSION, value);
  return g_steal_pointer (&hash);
}

/**
 * gate_org_browser_log_out:
 * @call: a call that is not answered
 * @error: return location for an error of the store
 *
 * Ends the session of the browser, here and there (S30).
 *
 * Returns: FALSE when the store failed
 */
gboolean
gate_org_browser_log_out (GateOrgCall *call,
                          GError     **error)
{
  g_autofree char *value = gate_org_browser_dup_cookie (call, GATE_ORG_COOKIE_SESSION);
  g_autofree char *hash = value != NULL ? gate_org_secret_hash (value) : NULL;

  if (hash != NULL && !gate_org_sessions_table_end (gate_org_call_get_store (call), hash, error))
    return FALSE;
  gate_org_browser_clear_cookie (call, GATE_ORG_COOKIE_SESSION);
  return TRUE;
}
