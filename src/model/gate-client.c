/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-model"

#include "gate-client.h"

#include "gate-ref-strv.h"
#include "gate-text.h"

#define MAX_GRANT_TYPE_CHARS 100

struct _GateClient
{
  GObject parent_instance;

  char *id;
  char *name;
  char *display_name; /* made at its first use; equals name where name is safe */
  char *description;
  char *state;
  char **scopes;
  char **redirect_uris;
  char **role_ids;
  char **role_names; /* one for each of role_ids, in the same order, or none */
  GDateTime *date_created;
  GDateTime *date_modified;
  gint64 token_lifetime_s;

  GateKnowledge scopes_knowledge;
  GateGrantType grant_type;
  char *grant_type_name; /* as the organization says it where grant_type is unknown, else NULL */
};

G_DEFINE_FINAL_TYPE (GateClient, gate_client, G_TYPE_OBJECT)

static void
clear_display_name (GateClient *self)
{
  if (self->display_name != self->name)
    g_free (self->display_name);
  self->display_name = NULL;
}

static void
gate_client_finalize (GObject *object)
{
  GateClient *self = GATE_CLIENT (object);

  clear_display_name (self);
  g_free (self->id);
  g_free (self->name);
  g_free (self->description);
  g_free (self->state);
  g_free (self->grant_type_name);
  gate_ref_strv_free (self->scopes);
  gate_ref_strv_free (self->redirect_uris);
  gate_ref_strv_free (self->role_ids);
  gate_ref_strv_free (self->role_names);
  g_clear_pointer (&self->date_created, g_date_time_unref);
  g_clear_pointer (&self->date_modified, g_date_time_unref);
  G_OBJECT_CLASS (gate_client_parent_class)->finalize (object);
}

static void
gate_client_class_init (GateClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gate_client_finalize;
}

static void
gate_client_init (GateClient *self)
{
}

/**
 * gate_client_new:
 * @id: the client ID; not checked here
 *
 * Returns: (transfer full): a client with all other data unknown
 */
GateClient *
gate_client_new (const char *id)
{
  GateClient *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (GATE_TYPE_CLIENT, NULL);
  self->id = g_strdup (id);
  return self;
}

const char *
gate_client_get_id (GateClient *self)
{
  g_return_val_if_fail (GATE_IS_CLIENT (self), NULL);

  return self->id;
}

/**
 * gate_client_get_name:
 * @self: a client
 *
 * Returns: (transfer none) (nullable): the name from the organization, unsafe to show
 */
const char *
gate_client_get_name (GateClient *self)
{
  g_return_val_if_fail (GATE_IS_CLIENT (self), NULL);

  return self->name;
}

void
gate_client_set_name (GateClient *self,
                      const char *name)
{
  g_return_if_fail (GATE_IS_CLIENT (self));

  if (g_strcmp0 (self->name, name) == 0)
    return;
  clear_display_name (self);
  gate_set_str (&self->name, name);
}

/**
 * gate_client_get_display_name:
 * @self: a client
 *
 * Returns: (transfer none): the name made safe to be shown, the ID where nothing of it is visible
 */
const char *
gate_client_get_display_name (GateClient *self)
{
  g_return_val_if_fail (GATE_IS_CLIENT (self), NULL);

  if (self->display_name == NULL)
    {
      g_autofree char *shown = gate_text_display_name (self->name, self->id);

      self->display_name =
          g_strcmp0 (shown, self->name) == 0 ? self->name : g_steal_pointer (&shown);
    }
  return self->display_name;
}

/**
 * gate_client_get_description:
 * @self: a client
 *
 * Returns: (transfer none) (nullable): the description from the organization, unsafe to show
 */
const char *
gate_client_get_description (GateClient *self)
{
  g_return_val_if_fail (GATE_IS_CLIENT (self), NULL);

  return self->description;
}

void
gate_client_set_description (GateClient *self,
                             const char *description)
{
  g_return_if_fail (GATE_IS_CLIENT (self));

  gate_set_str (&self->description, description);
}

GateGrantType
gate_client_get_grant_type (GateClient *self)
{
  g_return_val_if_fail (GATE_IS_CLIENT (self), GATE_GRANT_UNKNOWN);

  return self->grant_type;
}

void
gate_client_set_grant_type (GateClient   *self,
                            GateGrantType grant_type)
{
  g_return_if_fail (GATE_IS_CLIENT (self));

  self->grant_type = grant_type;
  g_clear_pointer (&self->grant_type_name, g_free);
}

/**
 * gate_client_get_grant_type_name:
 * @self: a client
 *
 * Returns: (transfer none) (nullable): the value of `authorizedGrantType`, in its current spelling
 *   where the grant type is known; not fit to be shown
 */
const char *
gate_client_get_grant_type_name (GateClient *self)
{
  g_return_val_if_fail (GATE_IS_CLIENT (self), NULL);

  if (self->grant_type_name != NULL)
    return self->grant_type_name;
  return gate_grant_type_to_wire (self->grant_type);
}

/**
 * gate_client_set_grant_type_name:
 * @self: a client
 * @name: (nullable): a value of `authorizedGrantType`
 *
 * Sets the grant type, and keeps a name that is not known here.
 */
void
gate_client_set_grant_type_name (GateClient *self,
                                 const char *name)
{
  g_return_if_fail (GATE_IS_CLIENT (self));

  gate_client_set_grant_type (self, gate_grant_type_from_wire (name));
  if (self->grant_type == GATE_GRANT_UNKNOWN)
    self->grant_type_name = g_strdup (name);
}

/**
 * gate_client_describe_grant_type:
 * @self: a client
 *
 * Returns: (transfer full): the grant type for people, translated; one that is not known here as
 *   the organization says it
 */
char *
gate_client_describe_grant_type (GateClient *self)
{
  g_autofree char *shown = NULL;

  g_return_val_if_fail (GATE_IS_CLIENT (self), NULL);

  shown = gate_text_for_display (self->grant_type_name, MAX_GRANT_TYPE_CHARS);
  return *shown != '\0' ? g_steal_pointer (&shown) : gate_grant_type_describe (self->grant_type);
}

/**
 * gate_client_get_scopes:
 * @self: a client
 *
 * Returns: (transfer none): the scopes that the client asks for, never %NULL
 */
const char *const *
gate_client_get_scopes (GateClient *self)
{
  g_return_val_if_fail (GATE_IS_CLIENT (self), NULL);

  return gate_ref_strv_peek (self->scopes);
}

void
gate_client_set_scopes (GateClient        *self,
                        const char *const *scopes)
{
  g_return_if_fail (GATE_IS_CLIENT (self));

  gate_ref_strv_set (&self->scopes, scopes);
}

/**
 * gate_client_get_scopes_knowledge:
 * @self: a client
 *
 * Returns: how much of what it asks for gate_client_get_scopes() has; an answer that only names the
 *   client does not say what it asks for
 */
GateKnowledge
gate_client_get_scopes_knowledge (GateClient *self)
{
  g_return_val_if_fail (GATE_IS_CLIENT (self), GATE_KNOWLEDGE_NONE);

  return self->scopes_knowledge;
}

void
gate_client_set_scopes_knowledge (GateClient   *self,
                                  GateKnowledge knowledge)
{
  g_return_if_fail (GATE_IS_CLIENT (self));

  self->scopes_knowledge = knowledge;
}

/**
 * gate_client_get_redirect_uris:
 * @self: a client
 *
 * Returns: (transfer none): the registered addresses, unsafe to show, never %NULL
 */
const char *const *
gate_client_get_redirect_uris (GateClient *self)
{
  g_return_val_if_fail (GATE_IS_CLIENT (self), NULL);

  return gate_ref_strv_peek (self->redirect_uris);
}

void
gate_client_set_redirect_uris (GateClient        *self,
                               const char *const *uris)
{
  g_return_if_fail (GATE_IS_CLIENT (self));

  gate_ref_strv_set (&self->redirect_uris, uris);
}

/**
 * gate_client_get_role_ids:
 * @self: a client
 *
 * Returns: (transfer none): the IDs of the roles that it acts with when it signs in by itself,
 *   never %NULL; also empty while they are not known
 */
const char *const *
gate_client_get_role_ids (GateClient *self)
{
  g_return_val_if_fail (GATE_IS_CLIENT (self), NULL);

  return gate_ref_strv_peek (self->role_ids);
}

void
gate_client_set_role_ids (GateClient        *self,
                          const char *const *role_ids)
{
  g_return_if_fail (GATE_IS_CLIENT (self));

  gate_ref_strv_set (&self->role_ids, role_ids);
}

/**
 * gate_client_get_role_names:
 * @self: a client
 *
 * Returns: (transfer none): the names of the roles, safe to show, in the order of their IDs; empty
 *   while they are not known
 */
const char *const *
gate_client_get_role_names (GateClient *self)
{
  g_return_val_if_fail (GATE_IS_CLIENT (self), NULL);

  return gate_ref_strv_peek (self->role_names);
}

/* Returns whether the names differ from the old ones. */
gboolean
gate_client_set_role_names (GateClient        *self,
                            const char *const *names)
{
  g_return_val_if_fail (GATE_IS_CLIENT (self), FALSE);

  return gate_ref_strv_set (&self->role_names, names);
}

/**
 * gate_client_acts_alone:
 * @self: a client
 *
 * Returns: whether it signs in by itself, without a person. Then its roles decide what it may do,
 *   and scopes do not limit it (genesys-api.md 2.2).
 */
gboolean
gate_client_acts_alone (GateClient *self)
{
  g_return_val_if_fail (GATE_IS_CLIENT (self), FALSE);

  return self->grant_type == GATE_GRANT_CLIENT_CREDENTIALS;
}

/* Whether the client itself is neither disabled nor inactive, as far as is known. */
gboolean
gate_client_is_active (GateClient *self)
{
  g_return_val_if_fail (GATE_IS_CLIENT (self), FALSE);

  return self->state == NULL || g_str_equal (self->state, "active");
}

/**
 * gate_client_get_token_lifetime_s:
 * @self: a client
 *
 * Returns: how long its access tokens live, in seconds; 0 when that is not known
 */
gint64
gate_client_get_token_lifetime_s (GateClient *self)
{
  g_return_val_if_fail (GATE_IS_CLIENT (self), 0);

  return self->token_lifetime_s;
}

void
gate_client_set_token_lifetime_s (GateClient *self,
                                  gint64      lifetime_s)
{
  g_return_if_fail (GATE_IS_CLIENT (self));

  self->token_lifetime_s = lifetime_s;
}

/**
 * gate_client_get_state:
 * @self: a client
 *
 * Returns: (transfer none) (nullable): the client's own state, such as `active`
 */
const char *
gate_client_get_state (GateClient *self)
{
  g_return_val_if_fail (GATE_IS_CLIENT (self), NULL);

  return self->state;
}

void
gate_client_set_state (GateClient *self,
                       const char *state)
{
  g_return_if_fail (GATE_IS_CLIENT (self));

  gate_set_str (&self->state, state);
}

static void
set_date (GDateTime **field,
          GDateTime  *date)
{
  if (date != NULL)
    g_date_time_ref (date);
  g_clear_pointer (field, g_date_time_unref);
  *field = date;
}

GDateTime *
gate_client_get_date_created (GateClient *self)
{
  g_return_val_if_fail (GATE_IS_CLIENT (self), NULL);

  return self->date_created;
}

void
gate_client_set_date_created (GateClient *self,
                              GDateTime  *date)
{
  g_return_if_fail (GATE_IS_CLIENT (self));

  set_date (&self->date_created, date);
}

GDateTime *
gate_client_get_date_modified (GateClient *self)
{
  g_return_val_if_fail (GATE_IS_CLIENT (self), NULL);

  return self->date_modified;
}

void
gate_client_set_date_modified (GateClient *self,
                               GDateTime  *date)
{
  g_return_if_fail (GATE_IS_CLIENT (self));

  set_date (&self->date_modified, date);
}

static gboolean
same_date (GDateTime *a,
           GDateTime *b)
{
  return a == b || (a != NULL && b != NULL && g_date_time_equal (a, b));
}

/**
 * gate_client_equal:
 * @self: a client
 * @other: another
 *
 * Returns: whether both have the same data from the organization; the names of roles, our own
 *   finding, do not count
 */
gboolean
gate_client_equal (GateClient *self,
                   GateClient *other)
{
  g_return_val_if_fail (GATE_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (GATE_IS_CLIENT (other), FALSE);

  if (self == other)
    return TRUE;
  return g_strcmp0 (self->id, other->id) == 0 && g_strcmp0 (self->name, other->name) == 0 &&
         g_strcmp0 (self->description, other->description) == 0 &&
         g_strcmp0 (self->state, other->state) == 0 && self->grant_type == other->grant_type &&
         g_strcmp0 (self->grant_type_name, other->grant_type_name) == 0 &&
         self->token_lifetime_s == other->token_lifetime_s &&
         same_date (self->date_created, other->date_created) &&
         same_date (self->date_modified, other->date_modified) &&
         self->scopes_knowledge == other->scopes_knowledge &&
         gate_strv_equal (gate_client_get_scopes (self), gate_client_get_scopes (other)) &&
         gate_strv_equal (gate_client_get_redirect_uris (self),
                          gate_client_get_redirect_uris (other)) &&
         gate_strv_equal (gate_client_get_role_ids (self), gate_client_get_role_ids (other));
}
