/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Puts the tables of the sample, or their first entries, into an empty database. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-sample-seed.h"

#include "gate-org-sample.h"

#define MINUTE_MS ((gint64) 60 * 1000)
#define DAY_MS (24 * 60 * MINUTE_MS)

/**
 * gate_org_sample_get_size:
 * @size: (out): how large the sample is
 */
void
gate_org_sample_get_size (GateOrgSampleSize *size)
{
  *size = (GateOrgSampleSize) { 0 };
  while (gate_org_sample_roles[size->n_roles].key != NULL)
    size->n_roles++;
  while (gate_org_sample_people[size->n_people].id != NULL)
    size->n_people++;
  while (gate_org_sample_clients[size->n_clients].key != NULL)
    size->n_clients++;
}

static gint64
find_organization (const char *key)
{
  for (guint i = 0; gate_org_sample_organizations[i].key != NULL; i++)
    if (g_str_equal (gate_org_sample_organizations[i].key, key))
      return i + 1;
  return 0;
}

static gint64
find_role (const char *key)
{
  for (guint i = 0; gate_org_sample_roles[i].key != NULL; i++)
    if (g_str_equal (gate_org_sample_roles[i].key, key))
      return i + 1;
  return 0;
}

static gint64
find_person (const char *user_name)
{
  for (guint i = 0; user_name != NULL && gate_org_sample_people[i].id != NULL; i++)
    if (g_str_equal (gate_org_sample_people[i].user_name, user_name))
      return i + 1;
  return 0;
}

static gint64
find_client (const char *key)
{
  for (guint i = 0; gate_org_sample_clients[i].key != NULL; i++)
    if (g_str_equal (gate_org_sample_clients[i].key, key))
      return i + 1;
  return 0;
}

static gboolean
fill_organizations (GateOrgSeedWriter *writer,
                    GError           **error)
{
  for (guint i = 0; gate_org_sample_organizations[i].key != NULL; i++)
    {
      const GateOrgSampleOrganization *sample = &gate_org_sample_organizations[i];

      if (!gate_org_seed_writer_add_organization (writer,
                                                  i + 1,
                                                  sample->kind,
                                                  sample->id,
                                                  sample->name,
                                                  sample->short_name,
                                                  error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_roles (GateOrgSeedWriter *writer,
            guint              n_roles,
            GError           **error)
{
  for (guint i = 0; i < n_roles; i++)
    {
      const GateOrgSampleRole *sample = &gate_org_sample_roles[i];
      g_auto (GStrv) permissions = g_strsplit (sample->permissions, " ", -1);

      if (!gate_org_seed_writer_add_role (writer,
                                          i + 1,
                                          sample->id,
                                          sample->name,
                                          sample->description,
                                          sample->default_role_id,
                                          (const char *const *) permissions,
                                          error))
        return FALSE;
    }
  return TRUE;
}

/* Roles that are not in the database are left out: a generated organization may start with fewer.
 */
static gboolean
fill_person (GateOrgSeedWriter *writer,
             guint              index,
             guint              n_roles,
             GError           **error)
{
  const GateOrgSamplePerson *sample = &gate_org_sample_people[index];
  g_auto (GStrv) roles = g_strsplit (sample->roles, " ", -1);

  if (!gate_org_seed_writer_add_person (writer,
                                        index + 1,
                                        sample->id,
                                        sample->user_name,
                                        sample->name,
                                        sample->state,
                                        error))
    return FALSE;
  for (gsize i = 0; roles[i] != NULL; i++)
    {
      gint64 role = find_role (roles[i]);

      if (role <= n_roles && !gate_org_seed_writer_add_person_role (writer, index + 1, role, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_client_roles (GateOrgSeedWriter *writer,
                   guint              index,
                   GError           **error)
{
  const char *keys = gate_org_sample_clients[index].roles;
  g_auto (GStrv) roles = g_strsplit (keys != NULL ? keys : "", " ", -1);

  for (gsize i = 0; roles[i] != NULL; i++)
    if (!gate_org_seed_writer_add_client_role (writer, index + 1, find_role (roles[i]), error))
      return FALSE;
  return TRUE;
}

static gboolean
fill_client (GateOrgSeedWriter *writer,
             guint              index,
             GError           **error)
{
  const GateOrgSampleClient *sample = &gate_org_sample_clients[index];
  g_auto (GStrv) scopes = g_strsplit (sample->scopes, " ", -1);
  g_auto (GStrv) uris = g_strsplit (sample->redirect_uris, " ", -1);
  GateOrgSeedClient client = {
    .number = index + 1,
    .id = sample->id,
    .owner = find_organization (sample->owner),
    .name = sample->name,
    .description = sample->description,
    .grant_type = sample->grant_type,
    .token_lifetime_s = sample->token_lifetime_s,
    .state = sample->state,
    .created_ms = writer->now_ms - sample->created_days_ago * DAY_MS,
    .modified_ms = sample->modified_days_ago != 0 ?
                       writer->now_ms - sample->modified_days_ago * DAY_MS :
                       0,
    .scopes = (const char *const *) scopes,
    .redirect_uris = (const char *const *) uris,
  };

  return gate_org_seed_writer_add_client (writer, &client, error) &&
         fill_client_roles (writer, index, error);
}

static gboolean
fill_authorization (GateOrgSeedWriter                *writer,
                    const GateOrgSampleAuthorization *sample,
                    gint64                            client,
                    GError                          **error)
{
  const char *granted =
      sample->scopes != NULL ? sample->scopes : gate_org_sample_clients[client - 1].scopes;
  g_auto (GStrv) scopes = g_strsplit (granted, " ", -1);
  g_auto (GStrv) keys = g_strsplit (sample->roles, " ", -1);
  gsize n_roles = g_strv_length (keys);
  g_autofree gint64 *roles = g_new0 (gint64, n_roles + 1);
  GateOrgSeedAuthorization authorization = {
    .client = client,
    .state = sample->state,
    .created_ms = writer->now_ms - sample->created_minutes_ago * MINUTE_MS,
    .modified_ms = writer->now_ms - sample->modified_minutes_ago * MINUTE_MS,
    .created_by = find_person (sample->created_by),
    .modified_by = find_person (sample->modified_by),
    .scopes = (const char *const *) scopes,
    .roles = roles,
    .n_roles = n_roles,
  };

  for (gsize i = 0; i < n_roles; i++)
    roles[i] = find_role (keys[i]);
  return gate_org_seed_writer_add_authorization (writer, &authorization, error);
}

/**
 * gate_org_sample_seed:
 * @writer: writes into an empty database
 * @size: how many entries of each table; the authorizations are those of the clients
 * @error: return location for an error of the store
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_sample_seed (GateOrgSeedWriter       *writer,
                      const GateOrgSampleSize *size,
                      GError                 **error)
{
  if (!fill_organizations (writer, error) || !fill_roles (writer, size->n_roles, error))
    return FALSE;
  for (guint i = 0; i < size->n_people; i++)
    if (!fill_person (writer, i, size->n_roles, error))
      return FALSE;
  for (guint i = 0; i < size->n_clients; i++)
    if (!fill_client (writer, i, error))
      return FALSE;
  for (guint i = 0; gate_org_sample_authorizations[i].client != NULL; i++)
    {
      const GateOrgSampleAuthorization *sample = &gate_org_sample_authorizations[i];
      gint64 client = find_client (sample->client);

      if (client <= size->n_clients && !fill_authorization (writer, sample, client, error))
        return FALSE;
    }
  return TRUE;
}
