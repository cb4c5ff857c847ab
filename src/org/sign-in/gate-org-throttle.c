/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* An attempt counts as failed from the moment it is taken until it has succeeded: many at once get
 * no further than one after the other, and a kill in between forgets none. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-throttle.h"

#include "gate-hash.h"
#include "gate-org-login-attempts.h"

#define SECOND_MS G_GINT64_CONSTANT (1000)
#define MINUTE_MS (60 * SECOND_MS)
#define MAX_KNOWN_BROWSERS 1000

struct _GateOrgThrottle
{
  GArray *recent; /* gint64, when attempts of the last minute were taken, oldest first */
  GHashTable *known; /* browsers in which somebody has logged in, as pairs of account and browser */
};

/**
 * gate_org_throttle_get_wait_ms:
 * @failures: how many there have been
 * @free_failures: how many of them cost nothing
 *
 * Returns: how long to wait after the last of them, in milliseconds
 */
gint64
gate_org_throttle_get_wait_ms (guint failures,
                               guint free_failures)
{
  guint doublings;

  if (failures < free_failures)
    return 0;
  doublings = MIN (failures - free_failures, 6);
  return MIN (SECOND_MS << doublings, GATE_ORG_MAX_WAIT_MS);
}

/**
 * gate_org_throttle_new:
 *
 * Returns: (transfer full): a throttle
 */
GateOrgThrottle *
gate_org_throttle_new (void)
{
  GateOrgThrottle *self = g_new0 (GateOrgThrottle, 1);

  self->recent = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->known = g_hash_table_new_full (gate_text_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * gate_org_throttle_free:
 * @self: (transfer full): a throttle
 */
void
gate_org_throttle_free (GateOrgThrottle *self)
{
  g_array_unref (self->recent);
  g_hash_table_unref (self->known);
  g_free (self);
}

static void
forget_old (GateOrgThrottle *self,
            gint64           now_ms)
{
  guint n_old = 0;

  /* What lies in the future was taken before the clock was set back. */
  while (n_old < self->recent->len &&
         (g_array_index (self->recent, gint64, n_old) <= now_ms - MINUTE_MS ||
          g_array_index (self->recent, gint64, n_old) > now_ms))
    n_old++;
  g_array_remove_range (self->recent, 0, n_old);
}

/* How long @account has to wait. When the clock is set back, this is still no more than the longest
 * wait. */
static gboolean
get_wait (GateOrgStore *store,
          const char   *account,
          gint64        now_ms,
          gint64       *wait_ms,
          guint        *failures,
          GError      **error)
{
  gint64 next_ms = 0;

  if (!gate_org_login_attempts_get (store, account, &next_ms, failures, error))
    return FALSE;
  *wait_ms = CLAMP (next_ms - now_ms, 0, GATE_ORG_MAX_WAIT_MS);
  return TRUE;
}

/* How long an account waits after so many failures: while there are many in all, from the first. */
static gint64
get_wait_after (GateOrgThrottle *self,
                guint            failures)
{
  gboolean are_many = self->recent->len > GATE_ORG_FREE_FAILURES_PER_MINUTE;

  return gate_org_throttle_get_wait_ms (failures, are_many ? 1 : GATE_ORG_FREE_FAILURES);
}

/* Names have no line breaks. */
static char *
join_pair (const char *account,
           const char *browser)
{
  return g_strconcat (account, "\n", browser, NULL);
}

/**
 * gate_org_throttle_dup_account:
 * @self: a throttle
 * @account: whose password is tried, whether there is such an account or not
 * @browser: (nullable): of which browser
 *
 * Returns: (transfer full): under what the attempt is counted: a browser in which the person has
 *   logged in has a count of its own, so that nobody else makes it wait
 */
char *
gate_org_throttle_dup_account (GateOrgThrottle *self,
                               const char      *account,
                               const char      *browser)
{
  g_autofree char *pair = browser != NULL ? join_pair (account, browser) : NULL;

  if (pair != NULL && g_hash_table_contains (self->known, pair))
    return g_steal_pointer (&pair);
  return g_strdup (account);
}

/**
 * gate_org_throttle_remember:
 * @self: a throttle
 * @account: who has logged in
 * @browser: in which browser
 *
 * Knows the browser until the program ends.
 */
void
gate_org_throttle_remember (GateOrgThrottle *self,
                            const char      *account,
                            const char      *browser)
{
  if (g_hash_table_size (self->known) >= MAX_KNOWN_BROWSERS)
    g_hash_table_remove_all (self->known);
  g_hash_table_add (self->known, join_pair (account, browser));
}

/**
 * gate_org_throttle_attempt:
 * @self: a throttle
 * @store: the organization's database, outside a transaction
 * @account: as gate_org_throttle_dup_account() says
 * @now_ms: the time, milliseconds since 1970
 * @wait_ms: (out): how long to wait before trying; 0 when the attempt is taken and counted
 * @error: return location for an error of the store
 *
 * An attempt that has to wait is not counted: trying on does not make the wait longer.
 *
 * Returns: FALSE when the store failed
 */
gboolean
gate_org_throttle_attempt (GateOrgThrottle *self,
                           GateOrgStore    *store,
                           const char      *account,
                           gint64           now_ms,
                           gint64          *wait_ms,
                           GError         **error)
{
  guint failures = 0;

  if (!get_wait (store, account, now_ms, wait_ms, &failures, error))
    return FALSE;
  if (*wait_ms > 0)
    return TRUE;
  forget_old (self, now_ms);
  g_array_append_val (self->recent, now_ms);
  return gate_org_login_attempts_fail (store, account,
                                       now_ms + get_wait_after (self, failures + 1), error);
}

/**
 * gate_org_throttle_fail:
 * @self: a throttle
 * @store: the organization's database
 * @account: whose attempt, which has been counted, turned out to fail
 * @now_ms: the time, milliseconds since 1970
 * @error: return location for an error of the store
 *
 * The wait begins when the check ends, so that a slow check does not shorten it.
 *
 * Returns: FALSE when the store failed
 */
gboolean
gate_org_throttle_fail (GateOrgThrottle *self,
                        GateOrgStore    *store,
                        const char      *account,
                        gint64           now_ms,
                        GError         **error)
{
  gint64 next_ms = 0;
  gint64 wait_ms;
  guint failures = 0;

  if (!gate_org_login_attempts_get (store, account, &next_ms, &failures, error))
    return FALSE;
  wait_ms = get_wait_after (self, failures);
  return wait_ms == 0 ||
         gate_org_login_attempts_postpone (store, account, now_ms + wait_ms, error);
}

static void
forget_last (GateOrgThrottle *self)
{
  if (self->recent->len > 0)
    g_array_set_size (self->recent, self->recent->len - 1);
}

/**
 * gate_org_throttle_withdraw:
 * @self: a throttle
 * @store: the organization's database
 * @account: whose attempt, which has been counted, could not be checked
 * @now_ms: the time, milliseconds since 1970
 * @error: return location for an error of the store
 *
 * Counts the attempt no longer.
 *
 * Returns: FALSE when the store failed
 */
gboolean
gate_org_throttle_withdraw (GateOrgThrottle *self,
                            GateOrgStore    *store,
                            const char      *account,
                            gint64           now_ms,
                            GError         **error)
{
  gint64 next_ms = 0;
  gint64 wait_ms;
  guint failures = 0;

  forget_last (self);
  if (!gate_org_login_attempts_get (store, account, &next_ms, &failures, error))
    return FALSE;
  if (failures <= 1)
    return gate_org_login_attempts_clear (store, account, error);
  wait_ms = get_wait_after (self, failures - 1);
  return gate_org_login_attempts_withdraw (store, account, now_ms + wait_ms, error);
}

/**
 * gate_org_throttle_succeed:
 * @self: a throttle
 * @store: the organization's database
 * @account: whose attempt succeeded
 * @error: return location for an error of the store
 *
 * Returns: FALSE when the store failed
 */
gboolean
gate_org_throttle_succeed (GateOrgThrottle *self,
                           GateOrgStore    *store,
                           const char      *account,
                           GError         **error)
{
  forget_last (self);
  return gate_org_login_attempts_clear (store, account, error);
}
