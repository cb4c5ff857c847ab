/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Every call asks who its token belongs to, and that takes five queries. The store counts changes,
 * and no other process can make one, so an answer holds until the count moves: the next call sees a
 * revocation like any other change. Each call decides anew whether the token still works. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-token-cache.h"

#include "gate-hash.h"
#include "gate-org-policy.h"
#include "gate-org-secret.h"
#include "gate-org-tokens-table.h"

#define TOKEN_CACHE_KEY "gate-org-token-cache"
#define MAX_TOKENS 256
#define AS_CONST(strv) ((const char *const *) (strv))

typedef struct
{
  GateOrgGrant *grant;
  GateOrgPrincipal *principal;
} CachedToken;

typedef struct
{
  guint64 generation;
  GHashTable *tokens; /* token hash -> Known */
} TokenCache;

static void
cached_token_free (gpointer data)
{
  CachedToken *cached = data;

  gate_org_grant_free (cached->grant);
  gate_org_principal_free (cached->principal);
  g_free (cached);
}

static void
token_cache_free (gpointer data)
{
  TokenCache *cache = data;

  g_hash_table_unref (cache->tokens);
  g_free (cache);
}

static TokenCache *
ensure_cache (GateOrgStore *store)
{
  guint64 generation = gate_org_store_get_generation (store);
  TokenCache *cache = g_object_get_data (G_OBJECT (store), TOKEN_CACHE_KEY);

  if (cache == NULL)
    {
      cache = g_new0 (TokenCache, 1);
      cache->generation = generation;
      cache->tokens = g_hash_table_new_full (gate_text_hash, g_str_equal, NULL, cached_token_free);
      g_object_set_data_full (G_OBJECT (store), TOKEN_CACHE_KEY, cache, token_cache_free);
    }
  if (cache->generation != generation || g_hash_table_size (cache->tokens) >= MAX_TOKENS)
    g_hash_table_remove_all (cache->tokens);
  cache->generation = generation;
  return cache;
}

static GateOrgPrincipal *
make_principal (const GateOrgGrant *grant)
{
  GateOrgPrincipal *principal = gate_org_principal_new ();

  principal->token_hash = g_strdup (grant->token_hash);
  principal->client_id = g_strdup (grant->client_id);
  principal->person_id = g_strdup (grant->person_id);
  principal->scopes = gate_org_policy_dup_token_scopes (grant);
  principal->permissions = g_strdupv (grant->permissions);
  principal->role_ids = g_strdupv (grant->held_role_ids);
  return principal;
}

/**
 * gate_org_token_cache_find:
 * @store: the organization's database
 * @token_hash: the hash of the token that was shown
 * @now_ms: the time, milliseconds since 1970
 * @principal: (out) (transfer full) (nullable): who asks; %NULL if the token is unknown
 *   or does not work now
 * @error: return location for a %GATE_ORG_STORE_ERROR
 *
 * Returns: FALSE when the store failed
 */
gboolean
gate_org_token_cache_find (GateOrgStore      *store,
                           const char        *token_hash,
                           gint64             now_ms,
                           GateOrgPrincipal **principal,
                           GError           **error)
{
  TokenCache *cache = ensure_cache (store);
  CachedToken *cached = g_hash_table_lookup (cache->tokens, token_hash);
  GError *local_error = NULL;

  *principal = NULL;
  if (cached == NULL)
    {
      GateOrgGrant *grant = gate_org_tokens_table_find (store, token_hash, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return FALSE;
        }
      if (grant == NULL)
        return TRUE;
      cached = g_new0 (CachedToken, 1);
      cached->grant = grant;
      cached->principal = make_principal (grant);
      g_hash_table_insert (cache->tokens, grant->token_hash, cached);
    }
  if (gate_org_secret_hashes_match (cached->grant->token_hash, token_hash) &&
      gate_org_policy_token_works (cached->grant, now_ms))
    *principal = gate_org_principal_ref (cached->principal);
  return TRUE;
}
