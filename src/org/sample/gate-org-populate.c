/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Fills a new database: the sample, no more than it takes to enter, or a generated organization. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-populate.h"

#include "gate-org-generate.h"
#include "gate-org-people-table.h"
#include "gate-org-sample-seed.h"
#include "gate-org-sample.h"
#include "gate-org-table.h"

#include <string.h>

#define GENERATED "generated:"
#define MAX_APPS 1000000
#define MAX_ROLES 10000
#define MAX_PEOPLE 1000000

typedef enum
{
  KIND_SAMPLE,
  KIND_NONE,
  KIND_GENERATED,
} Kind;

typedef struct
{
  Kind kind;
  guint n_apps;
  guint n_roles;
  guint n_people;
} Spec;

static gboolean
read_number (const char *text,
             guint       max,
             guint      *number)
{
  guint64 value = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 0, max, &value, NULL))
    return FALSE;
  *number = (guint) value;
  return TRUE;
}

static gboolean
read_spec (const char *text,
           Spec       *spec,
           GError    **error)
{
  g_auto (GStrv) numbers = NULL;

  *spec = (Spec) { KIND_NONE };
  if (g_str_equal (text, "none"))
    return TRUE;
  if (g_str_equal (text, "sample"))
    {
      spec->kind = KIND_SAMPLE;
      return TRUE;
    }
  if (g_str_has_prefix (text, GENERATED))
    {
      spec->kind = KIND_GENERATED;
      numbers = g_strsplit (text + strlen (GENERATED), ",", 4);
      if (g_strv_length (numbers) == 3 && read_number (numbers[0], MAX_APPS, &spec->n_apps) &&
          read_number (numbers[1], MAX_ROLES, &spec->n_roles) &&
          read_number (numbers[2], MAX_PEOPLE, &spec->n_people))
        return TRUE;
    }
  g_set_error_literal (error,
                       G_IO_ERROR,
                       G_IO_ERROR_INVALID_ARGUMENT,
                       "--populate takes sample, none or generated:APPS,ROLES,PEOPLE with at most "
                       "1000000 applications, 10000 roles and 1000000 people");
  return FALSE;
}

/**
 * gate_org_populate_check_spec:
 * @spec: the value of `--populate`
 * @error: return location for %G_IO_ERROR_INVALID_ARGUMENT, whose message names the possible values
 *
 * Returns: whether @spec can be used
 */
gboolean
gate_org_populate_check_spec (const char *spec,
                              GError    **error)
{
  Spec checked;

  return read_spec (spec, &checked, error);
}

static gboolean
fill_spec (GateOrgSeedWriter *writer,
           const Spec        *spec,
           GError           **error)
{
  GateOrgSampleSize size;

  /* “none” still has a few people and Gatehouse's own client, so that a person can log in. */
  if (spec->kind != KIND_SAMPLE)
    return gate_org_generate (writer, spec->n_apps, spec->n_roles, spec->n_people, error);
  gate_org_sample_get_size (&size);
  return gate_org_sample_seed (writer, &size, error);
}

/**
 * gate_org_populate:
 * @store: the store, newly made
 * @spec: what to fill it with
 * @error: return location for an error of @spec or of the store
 *
 * Fills the database in one transaction, which is the one that a new store has open: all of it is
 * there, or nothing, not even the tables.
 *
 * Returns: whether it was filled
 */
gboolean
gate_org_populate (GateOrgStore *store,
                   const char   *spec,
                   GError      **error)
{
  GateOrgSeedWriter writer = { store, gate_org_table_now_ms () };
  Spec checked;

  if (!read_spec (spec, &checked, error))
    return FALSE;
  if (!gate_org_store_begin (store, error))
    return FALSE;
  if (fill_spec (&writer, &checked, error) && gate_org_store_commit (store, error))
    return TRUE;
  gate_org_store_rollback (store);
  return FALSE;
}

/**
 * gate_org_populate_find_person:
 * @store: the store
 * @user_name: the user name of a person
 * @error: return location for an error of the store, or %G_IO_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the person's ID
 */
char *
gate_org_populate_find_person (GateOrgStore *store,
                               const char   *user_name,
                               GError      **error)
{
  GError *local_error = NULL;
  char *id = gate_org_people_table_find_by_name (store, user_name, &local_error);

  if (id == NULL && local_error == NULL)
    local_error = g_error_new (G_IO_ERROR,
                               G_IO_ERROR_NOT_FOUND,
                               "The organization has no person with the user name “%s”",
                               user_name);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return id;
}

/**
 * gate_org_populate_get_gatehouse_client_id:
 *
 * Returns: the ID of the client that Gatehouse itself signs in with, the same in every organization
 *   that is filled
 */
const char *
gate_org_populate_get_gatehouse_client_id (void)
{
  return gate_org_sample_clients[0].id;
}
