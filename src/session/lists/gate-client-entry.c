/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "gate-client-entry.h"

struct _GateClientEntry
{
  GObject parent_instance;

  char              *id;
  GateClient        *client;
  GateAuthorization *authorization; /* NULL: no decision yet */
  gulong             changed_id;
  char              *sort_key;
  char              *search_key;
};

G_DEFINE_FINAL_TYPE (GateClientEntry, gate_client_entry, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed (GateClientEntry *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
gate_client_entry_dispose (GObject *object)
{
  GateClientEntry *self = GATE_CLIENT_ENTRY (object);

  g_clear_signal_handler (&self->changed_id, self->authorization);
  g_clear_object (&self->authorization);
  G_OBJECT_CLASS (gate_client_entry_parent_class)->dispose (object);
}

static void
gate_client_entry_finalize (GObject *object)
{
  GateClientEntry *self = GATE_CLIENT_ENTRY (object);

  g_object_unref (self->client);
  g_free (self->id);
  g_free (self->sort_key);
  g_free (self->search_key);
  G_OBJECT_CLASS (gate_client_entry_parent_class)->finalize (object);
}

static void
gate_client_entry_class_init (GateClientEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gate_client_entry_dispose;
  object_class->finalize = gate_client_entry_finalize;
  signals[CHANGED] = g_signal_new ("changed",
                                   GATE_TYPE_CLIENT_ENTRY,
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
}

static void
gate_client_entry_init (GateClientEntry *self)
{
}

/**
 * gate_client_entry_new:
 * @client: (transfer none): a client
 *
 * Returns: (transfer full): an entry without an authorization
 */
GateClientEntry *
gate_client_entry_new (GateClient *client)
{
  GateClientEntry *self;

  g_return_val_if_fail (GATE_IS_CLIENT (client), NULL);

  self = g_object_new (GATE_TYPE_CLIENT_ENTRY, NULL);
  self->client = g_object_ref (client);
  self->id = g_strdup (gate_client_get_id (client));
  return self;
}

/* The client ID; the same string for the lifetime of the entry. */
const char *
gate_client_entry_get_id (GateClientEntry *self)
{
  g_return_val_if_fail (GATE_IS_CLIENT_ENTRY (self), NULL);

  return self->id;
}

GateClient *
gate_client_entry_get_client (GateClientEntry *self)
{
  g_return_val_if_fail (GATE_IS_CLIENT_ENTRY (self), NULL);

  return self->client;
}

/* Takes over the same client from a newer answer. */
void
gate_client_entry_set_client (GateClientEntry *self,
                              GateClient      *client)
{
  g_return_if_fail (GATE_IS_CLIENT_ENTRY (self));
  g_return_if_fail (GATE_IS_CLIENT (client));

  if (gate_client_equal (self->client, client))
    return;
  g_set_object (&self->client, client);
  g_clear_pointer (&self->sort_key, g_free);
  g_clear_pointer (&self->search_key, g_free);
  changed (self);
}

/**
 * gate_client_entry_get_authorization:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): the authorization of the client
 */
GateAuthorization *
gate_client_entry_get_authorization (GateClientEntry *self)
{
  g_return_val_if_fail (GATE_IS_CLIENT_ENTRY (self), NULL);

  return self->authorization;
}

/**
 * gate_client_entry_set_authorization:
 * @self: an entry
 * @authorization: (nullable) (transfer none): the authorization of the client
 *
 * A change of it emits `changed` of the entry.
 */
void
gate_client_entry_set_authorization (GateClientEntry   *self,
                                     GateAuthorization *authorization)
{
  g_return_if_fail (GATE_IS_CLIENT_ENTRY (self));

  if (self->authorization == authorization)
    return;
  g_clear_signal_handler (&self->changed_id, self->authorization);
  g_set_object (&self->authorization, authorization);
  if (authorization != NULL)
    self->changed_id = g_signal_connect_object (authorization,
                                                "changed",
                                                G_CALLBACK (changed),
                                                self,
                                                G_CONNECT_SWAPPED);
  changed (self);
}

/* Sets the names of the client's roles, see gate_client_get_role_names(). */
void
gate_client_entry_set_role_names (GateClientEntry   *self,
                                  const char *const *names)
{
  g_return_if_fail (GATE_IS_CLIENT_ENTRY (self));

  if (gate_client_set_role_names (self->client, names))
    changed (self);
}

GateAuthorizationState
gate_client_entry_get_state (GateClientEntry *self)
{
  g_return_val_if_fail (GATE_IS_CLIENT_ENTRY (self), GATE_AUTHORIZATION_UNAUTHORIZED);

  return self->authorization != NULL ? gate_authorization_get_state (self->authorization) :
                                       GATE_AUTHORIZATION_UNAUTHORIZED;
}

/* The API's word for the state of the authorization, if there is one. */
const char *
gate_client_entry_get_state_name (GateClientEntry *self)
{
  g_return_val_if_fail (GATE_IS_CLIENT_ENTRY (self), NULL);

  return self->authorization != NULL ? gate_authorization_get_state_name (self->authorization) :
                                       NULL;
}

/* For strcmp(): by name as the language sorts it, without regard to case, then by ID. */
const char *
gate_client_entry_get_sort_key (GateClientEntry *self)
{
  g_return_val_if_fail (GATE_IS_CLIENT_ENTRY (self), NULL);

  if (self->sort_key == NULL)
    {
      g_autofree char *folded =
          g_utf8_casefold (gate_client_get_display_name (self->client), -1);
      g_autofree char *collated = g_utf8_collate_key (folded, -1);

      self->sort_key = g_strconcat (collated, "\001", self->id, NULL);
    }
  return self->sort_key;
}

/* Name and client ID, folded. */
const char *
gate_client_entry_get_search_key (GateClientEntry *self)
{
  g_return_val_if_fail (GATE_IS_CLIENT_ENTRY (self), NULL);

  if (self->search_key == NULL)
    {
      g_autofree char *text = g_strconcat (gate_client_get_display_name (self->client),
                                           "\n",
                                           self->id,
                                           NULL);

      self->search_key = gate_authorization_fold_for_search (text);
    }
  return self->search_key;
}
