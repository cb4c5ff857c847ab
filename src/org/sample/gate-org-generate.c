/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-generate.h"

#include "gate-org-sample-seed.h"
#include "gate-org-sample.h"
#include "gate-org-seed-words.h"
#include "gate-scope-table.h"

#define SEED 48714
#define DAY_MS ((gint64) 24 * 60 * 60 * 1000)
#define MAX_LIST 16

/* Of the organizations of the sample: the first is one's own, the second makes the built-in
 * clients, the rest are partners. */
#define OWN 1
#define FIRST_PARTNER 3
#define N_PARTNERS 5

/* One client of the organization's own without an authorization comes on top of so many others. */
#define APPS_PER_UNKNOWN 20

typedef struct
{
  GateOrgSeedWriter *writer;
  GateOrgDice dice;
  guint n_roles;
  guint n_people;
} Generator;

/* The scopes of one client, in no order and maybe twice: the tables take each once. */
typedef struct
{
  const char *texts[MAX_LIST + 1];
  guint length;
} Scopes;

static guint
roll_dice (Generator *self,
           guint      sides)
{
  return gate_org_dice_roll (&self->dice, sides);
}

static gboolean
generate_role (Generator *self,
               guint      number,
               GError   **error)
{
  g_autofree char *id = gate_org_dice_dup_id (&self->dice);
  g_autofree char *name = gate_org_seed_words_dup_role (number);
  GateOrgSampleSize size;
  g_auto (GStrv) permissions = NULL;

  /* What its people may do is what one of the sample's ordinary roles may. */
  gate_org_sample_get_size (&size);
  permissions =
      g_strsplit (gate_org_sample_roles[4 + roll_dice (self, size.n_roles - 4)].permissions,
                  " ",
                  -1);
  return gate_org_seed_writer_add_role (self->writer,
                                        number,
                                        id,
                                        name,
                                        NULL,
                                        NULL,
                                        (const char *const *) permissions,
                                        error);
}

static gboolean
generate_person (Generator *self,
                 guint      number,
                 GError   **error)
{
  g_autofree char *id = gate_org_dice_dup_id (&self->dice);
  g_autofree char *name = gate_org_seed_words_dup_person (&self->dice);
  g_autofree char *user_name = g_strdup_printf ("person%u", number);
  guint chance = roll_dice (self, 100);
  const char *state = chance < 95 ? "active" : chance < 99 ? "inactive" : "deleted";
  guint n_roles = 1 + roll_dice (self, 3);

  /* Every person holds Employee, the second of the fixed roles. */
  if (!gate_org_seed_writer_add_person (self->writer, number, id, user_name, name, state, error) ||
      !gate_org_seed_writer_add_person_role (self->writer, number, 2, error))
    return FALSE;
  for (guint i = 0; self->n_roles > GATE_ORG_SAMPLE_N_FIXED_ROLES && i < n_roles; i++)
    {
      guint role = GATE_ORG_SAMPLE_N_FIXED_ROLES + 1 +
                   roll_dice (self, self->n_roles - GATE_ORG_SAMPLE_N_FIXED_ROLES);

      if (!gate_org_seed_writer_add_person_role (self->writer, number, role, error))
        return FALSE;
    }
  return TRUE;
}

static void
add_scope (Generator *self,
           Scopes    *scopes)
{
  guint index = roll_dice (self, gate_scope_table_size ());

  if (scopes->length < MAX_LIST)
    scopes->texts[scopes->length++] = gate_scope_table_get (index)->id;
}

static const char *
pick_grant_type (Generator *self)
{
  guint chance = roll_dice (self, 100);

  if (chance < 62)
    return "CODE";
  if (chance < 74)
    return "TOKEN";
  if (chance < 90)
    return "CLIENT-CREDENTIALS";
  return chance < 97 ? "SAML2-BEARER" : "PASSWORD";
}

static gboolean
generate_client (Generator *self,
                 guint      number,
                 gint64     owner,
                 Scopes    *asked,
                 gint64    *created_ms,
                 GError   **error)
{
  g_autofree char *id = gate_org_dice_dup_id (&self->dice);
  g_autofree char *name = gate_org_seed_words_dup_app (&self->dice);
  g_autofree char *description = gate_org_seed_words_dup_sentence (&self->dice, name);
  g_autofree char *first_uri = gate_org_seed_words_dup_uri (name, 0);
  g_autofree char *second_uri = gate_org_seed_words_dup_uri (name, 1);
  const char *grant_type = pick_grant_type (self);
  gboolean has_uri = g_str_equal (grant_type, "CODE") || g_str_equal (grant_type, "TOKEN");
  const char *uris[] = { has_uri ? first_uri : NULL,
                         roll_dice (self, 4) == 0 ? second_uri : NULL,
                         NULL };
  guint n_scopes = 2 + roll_dice (self, 5);
  GateOrgSeedClient client = {
    .number = number,
    .id = id,
    .owner = owner,
    .name = name,
    .description = description,
    .grant_type = grant_type,
    .token_lifetime_s = 3600 * (1 + roll_dice (self, 24)),
    .state = roll_dice (self, 50) == 0 ? "inactive" : "active",
    .created_ms = self->writer->now_ms - (30 + roll_dice (self, 2000)) * DAY_MS,
    .scopes = asked->texts,
    .redirect_uris = uris,
  };

  for (guint i = 0; !g_str_equal (grant_type, "CLIENT-CREDENTIALS") && i < n_scopes; i++)
    add_scope (self, asked);
  *created_ms = client.created_ms;
  return gate_org_seed_writer_add_client (self->writer, &client, error);
}

static const char *
pick_state (Generator *self)
{
  guint chance = roll_dice (self, 100);

  if (chance < 88)
    return "Authorized";
  return chance < 96 ? "Revoked" : "Requested";
}

/* Mostly the scopes that were asked for; sometimes fewer, sometimes one more. */
static void
choose_granted (Generator    *self,
                const char   *state,
                const Scopes *asked,
                Scopes       *granted)
{
  gboolean is_partial = roll_dice (self, 100) < 30;

  if (g_str_equal (state, "Requested"))
    return;
  for (guint i = 0; i < asked->length; i++)
    if (i == 0 || !is_partial || roll_dice (self, 3) > 0)
      granted->texts[granted->length++] = asked->texts[i];
  if (asked->length > 0 && roll_dice (self, 10) == 0)
    add_scope (self, granted);
}

static gboolean
generate_authorization (Generator    *self,
                        guint         client,
                        const Scopes *asked,
                        gint64        created_ms,
                        GError      **error)
{
  Scopes granted = { { NULL }, 0 };
  gint64 roles[4] = { 0 };
  gint64 age_days = MAX ((self->writer->now_ms - created_ms) / DAY_MS, 1);
  gint64 approved_ms = created_ms + roll_dice (self, (guint) age_days) * DAY_MS;
  gint64 left_days = MAX ((self->writer->now_ms - approved_ms) / DAY_MS, 1);
  GateOrgSeedAuthorization authorization = {
    .client = client,
    .state = pick_state (self),
    .created_ms = approved_ms,
    .modified_ms = approved_ms + roll_dice (self, (guint) left_days) * DAY_MS,
    .created_by = 1 + roll_dice (self, MIN (self->n_people, 20)),
    .modified_by = 1 + roll_dice (self, MIN (self->n_people, 20)),
    .scopes = granted.texts,
    .roles = roles,
    .n_roles = roll_dice (self, 4) == 0 ? 1 + roll_dice (self, G_N_ELEMENTS (roles)) : 0,
  };

  choose_granted (self, authorization.state, asked, &granted);
  for (gsize i = 0; i < authorization.n_roles; i++)
    roles[i] = 1 + roll_dice (self, self->n_roles);
  return gate_org_seed_writer_add_authorization (self->writer, &authorization, error);
}

static gboolean
generate_app (Generator *self,
              guint      number,
              GError   **error)
{
  Scopes asked = { { NULL }, 0 };
  gint64 created_ms = 0;
  gint64 owner = roll_dice (self, 10) < 7 ? OWN : FIRST_PARTNER + roll_dice (self, N_PARTNERS);

  return generate_client (self, number, owner, &asked, &created_ms, error) &&
         generate_authorization (self, number, &asked, created_ms, error);
}

static gboolean
generate_rest (Generator *self,
               guint      n_apps,
               GError   **error)
{
  for (guint i = GATE_ORG_SAMPLE_N_FIXED_ROLES; i < self->n_roles; i++)
    if (!generate_role (self, i + 1, error))
      return FALSE;
  for (guint i = GATE_ORG_SAMPLE_N_FIXED_PEOPLE; i < self->n_people; i++)
    if (!generate_person (self, i + 1, error))
      return FALSE;
  for (guint i = GATE_ORG_SAMPLE_N_FIXED_CLIENTS; i < n_apps; i++)
    if (!generate_app (self, i + 1, error))
      return FALSE;
  for (guint i = 0; i < n_apps / APPS_PER_UNKNOWN; i++)
    {
      Scopes asked = { { NULL }, 0 };
      gint64 created_ms = 0;

      if (!generate_client (self, n_apps + i + 1, OWN, &asked, &created_ms, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * gate_org_generate:
 * @writer: writes into an empty database
 * @n_authorizations: how many authorizations the list will have
 * @n_roles: how many roles
 * @n_people: how many people
 * @error: return location for an error of the store
 *
 * Raises each number to that of the fixed part, which is always there.
 *
 * Returns: whether the store did it
 */
gboolean
gate_org_generate (GateOrgSeedWriter *writer,
                   guint              n_authorizations,
                   guint              n_roles,
                   guint              n_people,
                   GError           **error)
{
  Generator generator = {
    .writer = writer,
    .dice = { SEED },
    .n_roles = MAX (n_roles, GATE_ORG_SAMPLE_N_FIXED_ROLES),
    .n_people = MAX (n_people, GATE_ORG_SAMPLE_N_FIXED_PEOPLE),
  };
  const GateOrgSampleSize fixed = {
    .n_roles = GATE_ORG_SAMPLE_N_FIXED_ROLES,
    .n_people = GATE_ORG_SAMPLE_N_FIXED_PEOPLE,
    .n_clients = GATE_ORG_SAMPLE_N_FIXED_CLIENTS,
  };

  return gate_org_sample_seed (writer, &fixed, error) &&
         generate_rest (&generator, MAX (n_authorizations, GATE_ORG_SAMPLE_N_FIXED_CLIENTS), error);
}
