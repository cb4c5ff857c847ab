/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* An organization may have a hundred thousand of these, so an instance is small, shares its
 * strings and computes nothing before it is asked for. */

#define G_LOG_DOMAIN "gate-model"

#include "gate-authorization-private.h"

#include "gate-builtin.h"
#include "gate-ref-strv.h"
#include "gate-text.h"

G_DEFINE_FINAL_TYPE (GateAuthorization, gate_authorization, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_CLIENT,
  PROP_OWNER,
  PROP_STATE,
  PROP_STATE_NAME,
  PROP_IS_BUILT_IN,
  PROP_SCOPES,
  PROP_N_SCOPES,
  PROP_ROLES,
  PROP_N_ROLES,
  PROP_PROBLEM,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
clear_who (GateAuthorizationWho *who)
{
  gate_ref_str_clear (&who->id);
  gate_ref_str_clear (&who->name);
}

static void
forget_keys (GateAuthorization *self)
{
  g_clear_pointer (&self->sort_key, g_free);
  g_clear_pointer (&self->search_key, g_free);
}

static void
gate_authorization_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  GateAuthorization *self = GATE_AUTHORIZATION (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, gate_authorization_get_id (self));
      break;
    case PROP_NAME:
      g_value_set_string (value, gate_authorization_get_name (self));
      break;
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;
    case PROP_OWNER:
      g_value_set_uint (value, self->owner);
      break;
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_STATE_NAME:
      g_value_set_string (value, gate_authorization_get_state_name (self));
      break;
    case PROP_IS_BUILT_IN:
      g_value_set_boolean (value, gate_authorization_is_built_in (self));
      break;
    case PROP_SCOPES:
      g_value_set_boxed (value, gate_authorization_get_scopes (self));
      break;
    case PROP_N_SCOPES:
      g_value_set_uint (value, gate_ref_strv_size (self->scopes));
      break;
    case PROP_ROLES:
      g_value_set_boxed (value, gate_authorization_get_roles (self));
      break;
    case PROP_N_ROLES:
      g_value_set_uint (value, gate_ref_strv_size (self->roles));
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_authorization_dispose (GObject *object)
{
  GateAuthorization *self = GATE_AUTHORIZATION (object);

  g_clear_object (&self->client);
  G_OBJECT_CLASS (gate_authorization_parent_class)->dispose (object);
}

static void
gate_authorization_finalize (GObject *object)
{
  GateAuthorization *self = GATE_AUTHORIZATION (object);

  gate_ref_strv_free (self->scopes);
  gate_ref_strv_free (self->roles);
  gate_ref_strv_free (self->asked_before);
  g_clear_pointer (&self->date_created, g_date_time_unref);
  g_clear_pointer (&self->date_modified, g_date_time_unref);
  clear_who (&self->created_by);
  clear_who (&self->modified_by);
  g_free (self->state_name);
  g_free (self->problem);
  g_free (self->approved_namesake);
  forget_keys (self);
  G_OBJECT_CLASS (gate_authorization_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_CLIENT] = g_param_spec_object ("client", NULL, NULL, GATE_TYPE_CLIENT, flags);
  properties[PROP_OWNER] =
      g_param_spec_uint ("owner", NULL, NULL, 0, GATE_OWNER_FOREIGN, GATE_OWNER_UNKNOWN, flags);
  properties[PROP_STATE] = g_param_spec_uint ("state",
                                              NULL,
                                              NULL,
                                              0,
                                              GATE_AUTHORIZATION_OTHER,
                                              GATE_AUTHORIZATION_UNAUTHORIZED,
                                              flags);
  properties[PROP_STATE_NAME] = g_param_spec_string ("state-name", NULL, NULL, NULL, flags);
  properties[PROP_IS_BUILT_IN] = g_param_spec_boolean ("is-built-in", NULL, NULL, FALSE, flags);
  properties[PROP_SCOPES] = g_param_spec_boxed ("scopes", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_N_SCOPES] = g_param_spec_uint ("n-scopes", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ROLES] = g_param_spec_boxed ("roles", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_N_ROLES] = g_param_spec_uint ("n-roles", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gate_authorization_class_init (GateAuthorizationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gate_authorization_get_property;
  object_class->dispose = gate_authorization_dispose;
  object_class->finalize = gate_authorization_finalize;
  install_properties (object_class);

  /* Emitted once after a change, also of data without a property; the notifications come first. */
  signals[CHANGED] = g_signal_new ("changed",
                                   GATE_TYPE_AUTHORIZATION,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
}

static void
gate_authorization_init (GateAuthorization *self)
{
}

/**
 * gate_authorization_new:
 * @client: the client that it is about
 *
 * Returns: (transfer full): an authorization that grants nothing
 */
GateAuthorization *
gate_authorization_new (GateClient *client)
{
  GateAuthorization *self;

  g_return_val_if_fail (GATE_IS_CLIENT (client), NULL);

  self = g_object_new (GATE_TYPE_AUTHORIZATION, NULL);
  self->client = g_object_ref (client);
  return self;
}

/**
 * gate_authorization_get_id:
 * @self: an authorization
 *
 * Returns: (transfer none): the client ID, which is the authorization's identity
 */
const char *
gate_authorization_get_id (GateAuthorization *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), NULL);

  return gate_client_get_id (self->client);
}

GateClient *
gate_authorization_get_client (GateAuthorization *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), NULL);

  return self->client;
}

/**
 * gate_authorization_get_name:
 * @self: an authorization
 *
 * Returns: (transfer none): the client's name, safe to show
 */
const char *
gate_authorization_get_name (GateAuthorization *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), NULL);

  return gate_client_get_display_name (self->client);
}

/**
 * gate_authorization_may_be_built_in:
 * @self: an authorization
 *
 * For warnings: of several applications of one name each may be the built-in one.
 *
 * Returns: whether it is displayed with the name of a built-in client and is not known to be the
 *   organization's own
 */
gboolean
gate_authorization_may_be_built_in (GateAuthorization *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), FALSE);

  return self->owner != GATE_OWNER_SELF &&
         gate_builtin_is_name (gate_authorization_get_name (self));
}

/**
 * gate_authorization_is_built_in:
 * @self: an authorization
 *
 * The API gives no marker, so this goes by the name, and anybody can give a client such a name. A
 * client that is known to be one of the organization's own is not built in, and at most one of
 * several that share a name is, so none of these counts; a client of a foreign organization can
 * look like a built-in one. No permission may depend on this answer.
 *
 * Returns: whether it alone may be the built-in client of its name
 */
gboolean
gate_authorization_is_built_in (GateAuthorization *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), FALSE);

  return self->namesakes != GATE_NAMESAKES_BUILT_IN && gate_authorization_may_be_built_in (self);
}

GateClientOwner
gate_authorization_get_owner (GateAuthorization *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), GATE_OWNER_UNKNOWN);

  return self->owner;
}

/**
 * gate_authorization_set_owner:
 * @self: an authorization
 * @owner: the owner of the client
 *
 * The API does not tell the owner; a comparison with the organization's own clients finds it.
 * Notifies, and emits `changed`.
 */
void
gate_authorization_set_owner (GateAuthorization *self,
                              GateClientOwner    owner)
{
  gboolean was_built_in;

  g_return_if_fail (GATE_IS_AUTHORIZATION (self));

  if (self->owner == owner)
    return;
  was_built_in = gate_authorization_is_built_in (self);
  self->owner = owner;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OWNER]);
  if (was_built_in != gate_authorization_is_built_in (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_BUILT_IN]);
  g_signal_emit (self, signals[CHANGED], 0);
}

GateNamesakes
gate_authorization_get_namesakes (GateAuthorization *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), GATE_NAMESAKES_NONE);

  return self->namesakes;
}

/**
 * gate_authorization_get_approved_namesake:
 * @self: an authorization
 *
 * Returns: (transfer none) (nullable): the client ID of another application that is approved and
 *   looks the same by name
 */
const char *
gate_authorization_get_approved_namesake (GateAuthorization *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), NULL);

  return self->approved_namesake;
}

/**
 * gate_authorization_set_namesakes:
 * @self: an authorization
 * @namesakes: what a comparison with the other applications found
 * @approved_id: (nullable): see gate_authorization_get_approved_namesake()
 *
 * Notifies, and emits `changed`, when that is new.
 */
void
gate_authorization_set_namesakes (GateAuthorization *self,
                                  GateNamesakes      namesakes,
                                  const char        *approved_id)
{
  gboolean was_built_in;
  gboolean is_new;

  g_return_if_fail (GATE_IS_AUTHORIZATION (self));

  was_built_in = gate_authorization_is_built_in (self);
  is_new = self->namesakes != namesakes;
  self->namesakes = namesakes;
  is_new |= gate_set_str (&self->approved_namesake, approved_id);
  if (was_built_in != gate_authorization_is_built_in (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_BUILT_IN]);
  if (is_new)
    g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * gate_authorization_set_role_names:
 * @self: an authorization
 * @names: (nullable): the names of its client's roles, see gate_client_get_role_names()
 *
 * Emits `changed` when the names differ from the old ones.
 */
void
gate_authorization_set_role_names (GateAuthorization *self,
                                   const char *const *names)
{
  g_return_if_fail (GATE_IS_AUTHORIZATION (self));

  if (gate_client_set_role_names (self->client, names))
    g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * gate_authorization_get_scopes:
 * @self: an authorization
 *
 * Returns: (transfer none): the granted scopes in the order of the API, never %NULL
 */
const char *const *
gate_authorization_get_scopes (GateAuthorization *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), NULL);

  return gate_ref_strv_peek (self->scopes);
}

void
gate_authorization_set_scopes (GateAuthorization *self,
                               const char *const *scopes)
{
  g_return_if_fail (GATE_IS_AUTHORIZATION (self));

  if (gate_ref_strv_set (&self->scopes, scopes))
    forget_keys (self);
}

/**
 * gate_authorization_get_roles:
 * @self: an authorization
 *
 * Returns: (transfer none): the IDs of its roles in the order of the API, never %NULL;
 *   gate_access_is_open_to_all() tells the meaning of an empty list
 */
const char *const *
gate_authorization_get_roles (GateAuthorization *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), NULL);

  return gate_ref_strv_peek (self->roles);
}

void
gate_authorization_set_roles (GateAuthorization *self,
                              const char *const *role_ids)
{
  g_return_if_fail (GATE_IS_AUTHORIZATION (self));

  gate_ref_strv_set (&self->roles, role_ids);
}

static gboolean
same_date (GDateTime *a,
           GDateTime *b)
{
  return a == b || (a != NULL && b != NULL && g_date_time_equal (a, b));
}

static gboolean
same_who (const GateAuthorizationWho *a,
          const GateAuthorizationWho *b)
{
  return g_strcmp0 (a->id, b->id) == 0 && g_strcmp0 (a->name, b->name) == 0;
}

/**
 * gate_authorization_equal:
 * @self: an authorization
 * @other: another
 *
 * Compares the data from the organization, not the owner of the client and its namesakes, which are
 * our own finding.
 * Scopes and roles are sets.
 *
 * Returns: whether both have the same data
 */
gboolean
gate_authorization_equal (GateAuthorization *self,
                          GateAuthorization *other)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (self), FALSE);
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (other), FALSE);

  if (self == other)
    return TRUE;
  return self->state == other->state && g_strcmp0 (self->state_name, other->state_name) == 0 &&
         g_strcmp0 (self->problem, other->problem) == 0 &&
         self->scopes_knowledge == other->scopes_knowledge &&
         self->roles_knowledge == other->roles_knowledge &&
         same_date (self->date_created, other->date_created) &&
         same_date (self->date_modified, other->date_modified) &&
         same_who (&self->created_by, &other->created_by) &&
         same_who (&self->modified_by, &other->modified_by) &&
         gate_client_equal (self->client, other->client) &&
         gate_strv_equal (gate_authorization_get_scopes (self),
                          gate_authorization_get_scopes (other)) &&
         gate_strv_equal (gate_authorization_get_roles (self),
                          gate_authorization_get_roles (other));
}

static void
copy_facts (GateAuthorization *self,
            GateAuthorization *other)
{
  gate_authorization_set_date_created (self, other->date_created);
  gate_authorization_set_date_modified (self, other->date_modified);
  gate_authorization_set_created_by (self, other->created_by.id, other->created_by.name);
  gate_authorization_set_modified_by (self, other->modified_by.id, other->modified_by.name);
  gate_set_str (&self->problem, other->problem);
  self->scopes_knowledge = other->scopes_knowledge;
  self->roles_knowledge = other->roles_knowledge;
}

/* An answer of the organization has no names of roles: we find them ourselves, so the old ones
 * stay. */
static void
keep_role_names (GateAuthorization *self,
                 GateAuthorization *other)
{
  if (gate_client_get_role_names (other->client)[0] == NULL &&
      gate_strv_equal (gate_client_get_role_ids (self->client),
                       gate_client_get_role_ids (other->client)))
    gate_client_set_role_names (other->client, gate_client_get_role_names (self->client));
}

/* Whether OTHER knows of namesakes that SELF does not know. */
static gboolean
has_more_namesakes (GateAuthorization *self,
                    GateAuthorization *other)
{
  return other->namesakes != GATE_NAMESAKES_NONE &&
         (self->namesakes != other->namesakes ||
          g_strcmp0 (self->approved_namesake, other->approved_namesake) != 0);
}

static void
take_namesakes (GateAuthorization *self,
                GateAuthorization *other)
{
  if (other->namesakes == GATE_NAMESAKES_NONE)
    return;
  self->namesakes = other->namesakes;
  gate_set_str (&self->approved_namesake, other->approved_namesake);
}

/* Finds the properties that get another value. To be called before SELF takes over anything. */
static void
compare_properties (GateAuthorization *self,
                    GateAuthorization *other,
                    gboolean           changed[N_PROPS])
{
  changed[PROP_NAME] =
      g_strcmp0 (gate_authorization_get_name (self), gate_authorization_get_name (other)) != 0;
  changed[PROP_CLIENT] = !gate_client_equal (self->client, other->client);
  changed[PROP_OWNER] = other->owner != GATE_OWNER_UNKNOWN && self->owner != other->owner;
  changed[PROP_STATE] = self->state != other->state;
  changed[PROP_STATE_NAME] =
      changed[PROP_STATE] || g_strcmp0 (self->state_name, other->state_name) != 0;
  changed[PROP_SCOPES] = !gate_strv_equal (gate_authorization_get_scopes (self),
                                           gate_authorization_get_scopes (other));
  changed[PROP_N_SCOPES] = gate_ref_strv_size (self->scopes) != gate_ref_strv_size (other->scopes);
  changed[PROP_ROLES] =
      !gate_strv_equal (gate_authorization_get_roles (self), gate_authorization_get_roles (other));
  changed[PROP_N_ROLES] = gate_ref_strv_size (self->roles) != gate_ref_strv_size (other->roles);
  changed[PROP_PROBLEM] = g_strcmp0 (self->problem, other->problem) != 0;
}

/**
 * gate_authorization_update_from:
 * @self: an authorization in use
 * @other: a newer one of the same client
 *
 * Takes over the values of @other, the owner and the namesakes only where @other knows them.
 * Notifies the properties that have changed, and then emits `changed` once, when all values are
 * consistent. Without a difference it emits nothing.
 */
void
gate_authorization_update_from (GateAuthorization *self,
                                GateAuthorization *other)
{
  gboolean changed[N_PROPS] = { FALSE };
  gboolean was_built_in;

  g_return_if_fail (GATE_IS_AUTHORIZATION (self));
  g_return_if_fail (GATE_IS_AUTHORIZATION (other));
  g_return_if_fail (
      g_str_equal (gate_authorization_get_id (self), gate_authorization_get_id (other)));

  compare_properties (self, other, changed);
  if (self == other || (gate_authorization_equal (self, other) && !changed[PROP_OWNER] &&
                        !has_more_namesakes (self, other)))
    return;

  was_built_in = gate_authorization_is_built_in (self);
  gate_authorization_note_asked (self, other);
  if (changed[PROP_CLIENT])
    keep_role_names (self, other);
  if (changed[PROP_CLIENT])
    g_set_object (&self->client, other->client);
  if (changed[PROP_OWNER])
    self->owner = other->owner;
  self->state = other->state;
  gate_set_str (&self->state_name, other->state_name);
  gate_ref_strv_set (&self->scopes, gate_authorization_get_scopes (other));
  gate_ref_strv_set (&self->roles, gate_authorization_get_roles (other));
  copy_facts (self, other);
  take_namesakes (self, other);
  forget_keys (self);
  changed[PROP_IS_BUILT_IN] = was_built_in != gate_authorization_is_built_in (self);

  for (guint i = 1; i < N_PROPS; i++)
    if (changed[i])
      g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_signal_emit (self, signals[CHANGED], 0);
}
