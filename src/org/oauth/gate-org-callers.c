/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Every call asks who its token belongs to, and that takes five queries. The store counts changes,
 * and nobody else can make one, so what was found holds until the count moves: a revocation is seen
 * by the next call like any other change. Whether the token still works is decided each time. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-callers.h"

#include "gate-org-policy.h"
#include "gate-org-secret.h"
#include "gate-org-tokens-table.h"

#define CALLERS_KEY "gate-org-callers"
#define MAX_CALLERS 256
#define AS_CONST(strv) ((const char *const *) (strv))

typedef struct
{
  GateOrgGrant *grant;
  GateOrgCaller *caller;
} Known;

typedef struct
{
  guint64 generation;
  GHashTable *known; /* token hash -> Known */
} Callers;

static void
known_free (gpointer data)
{
  Known *known = data;

  gate_org_grant_free (known->grant);
  gate_org_caller_free (known->caller);
  g_free (known);
}

static void
callers_free (gpointer data)
{
  Callers *callers = data;

  g_hash_table_unref (callers->known);
  g_free (callers);
}

static Callers *
ensure_callers (GateOrgStore *store)
{
  guint64 generation = gate_org_store_get_generation (store);
  Callers *callers = g_object_get_data (G_OBJECT (store), CALLERS_KEY);

  if (callers == NULL)
    {
      callers = g_new0 (Callers, 1);
      callers->generation = generation;
      callers->known = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, known_free);
      g_object_set_data_full (G_OBJECT (store), CALLERS_KEY, callers, callers_free);
    }
  if (callers->generation != generation || g_hash_table_size (callers->known) >= MAX_CALLERS)
    g_hash_table_remove_all (callers->known);
  callers->generation = generation;
  return callers;
}

static GateOrgCaller *
make_caller (const GateOrgGrant *grant)
{
  GateOrgCaller *caller = gate_org_caller_new ();

  caller->token_hash = g_strdup (grant->token_hash);
  caller->client_id = g_strdup (grant->client_id);
  caller->person_id = g_strdup (grant->person_id);
  caller->scopes = gate_org_policy_dup_token_scopes (grant);
  caller->permissions = g_strdupv (grant->permissions);
  caller->role_ids = g_strdupv (grant->held_role_ids);
  return caller;
}

/**
 * gate_org_callers_find:
 * @store: the organization's database
 * @token_hash: the hash of the token that was shown
 * @now_ms: the time, milliseconds since 1970
 * @caller: (out) (transfer full) (nullable): who asks; %NULL when the token is unknown or does not
 *   work now
 * @error: return location for a %GATE_ORG_STORE_ERROR
 *
 * Returns: FALSE when the store failed
 */
gboolean
gate_org_callers_find (GateOrgStore   *store,
                       const char     *token_hash,
                       gint64          now_ms,
                       GateOrgCaller **caller,
                       GError        **error)
{
  Callers *callers = ensure_callers (store);
  Known *known = g_hash_table_lookup (callers->known, token_hash);
  GError *local_error = NULL;

  *caller = NULL;
  if (known == NULL)
    {
      GateOrgGrant *grant = gate_org_tokens_table_find (store, token_hash, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return FALSE;
        }
      if (grant == NULL)
        return TRUE;
      known = g_new0 (Known, 1);
      known->grant = grant;
      known->caller = make_caller (grant);
      g_hash_table_insert (callers->known, grant->token_hash, known);
    }
  if (gate_org_secret_hashes_match (known->grant->token_hash, token_hash) &&
      gate_org_policy_token_works (known->grant, now_ms))
    *caller = gate_org_caller_ref (known->caller);
  return TRUE;
}
