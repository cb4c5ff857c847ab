/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* An attempt counts as failed from the moment it is taken until it has succeeded: many at once get
 * no further than one after the other, and a kill in between forgets none. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-throttle.h"

#include "gate-org-login-attempts.h"

#define SECOND_MS G_GINT64_CONSTANT (1000)
#define MINUTE_MS (60 * SECOND_MS)
/* Never equal to a name that a person types: names have no line breaks. */
#define ALL_ACCOUNTS "\nall"

struct _GateOrgThrottle
{
  GArray *recent; /* gint64, when attempts of the last minute were taken, oldest first */
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

static gboolean
count_for_all (GateOrgThrottle *self,
               GateOrgStore    *store,
               gint64           now_ms,
               guint            failures,
               GError         **error)
{
  gint64 wait_ms;

  g_array_append_val (self->recent, now_ms);
  if (self->recent->len <= GATE_ORG_FREE_FAILURES_PER_MINUTE)
    return failures == 0 || gate_org_login_attempts_clear (store, ALL_ACCOUNTS, error);
  wait_ms = gate_org_throttle_get_wait_ms (failures, 0);
  return gate_org_login_attempts_fail (store, ALL_ACCOUNTS, now_ms + wait_ms, error);
}

/**
 * gate_org_throttle_attempt:
 * @self: a throttle
 * @store: the organization's database, outside a transaction
 * @account: whose password is tried, whether there is such an account or not
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
  gint64 wait_for_all_ms = 0;
  guint failures = 0;
  guint failures_of_all = 0;

  if (!get_wait (store, account, now_ms, wait_ms, &failures, error) ||
      !get_wait (store, ALL_ACCOUNTS, now_ms, &wait_for_all_ms, &failures_of_all, error))
    return FALSE;
  *wait_ms = MAX (*wait_ms, wait_for_all_ms);
  if (*wait_ms > 0)
    return TRUE;
  forget_old (self, now_ms);
  if (!gate_org_store_begin (store, error))
    return FALSE;
  if (gate_org_login_attempts_fail (
          store, account,
          now_ms + gate_org_throttle_get_wait_ms (failures + 1, GATE_ORG_FREE_FAILURES), error) &&
      count_for_all (self, store, now_ms, failures_of_all, error) &&
      gate_org_store_commit (store, error))
    return TRUE;
  gate_org_store_rollback (store);
  return FALSE;
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
  wait_ms = gate_org_throttle_get_wait_ms (failures, GATE_ORG_FREE_FAILURES);
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
  wait_ms = gate_org_throttle_get_wait_ms (failures - 1, GATE_ORG_FREE_FAILURES);
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
