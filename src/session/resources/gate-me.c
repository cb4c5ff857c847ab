/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-me.h"

#include "gate-api-me.h"
#include "gate-error.h"
#include "gate-text.h"

#include <glib/gi18n-lib.h>

struct _GateMe
{
  GateResource parent_instance;

  GatePerson       *person;
  GateOrganization *organization;
  gboolean          is_application; /* the token belongs to no person */
  gboolean          token_answered;
  char            **token_scopes;  /* NULL: not known */
  char             *own_client_id; /* NULL: not known */
  const char       *failed_part;   /* of the newest load, translated; NULL: none */
};

/* One load: three requests, and the first error. */
typedef struct
{
  guint       n_waiting;
  GError     *error;
  const char *failed_part;
} Load;

G_DEFINE_FINAL_TYPE (GateMe, gate_me, GATE_TYPE_RESOURCE)

enum
{
  PROP_0,
  PROP_PERSON,
  PROP_ORGANIZATION,
  PROP_TOKEN_ANSWERED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
load_free (gpointer data)
{
  Load *load = data;

  g_clear_error (&load->error);
  g_free (load);
}

static void
set_person (GateMe     *self,
            GatePerson *person)
{
  if (g_set_object (&self->person, person))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PERSON]);
}

static void
set_organization (GateMe           *self,
                  GateOrganization *organization)
{
  if (g_set_object (&self->organization, organization))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORGANIZATION]);
}

static void
set_token_answered (GateMe  *self,
                    gboolean answered)
{
  if (self->token_answered == answered)
    return;
  self->token_answered = answered;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOKEN_ANSWERED]);
}

/* A part that this person may not read is not known, which is no failure. */
static gboolean
is_failure (const GError *error)
{
  return error != NULL && !gate_api_me_is_no_person (error) &&
         !gate_error_matches (error, GATE_ERROR_FORBIDDEN) &&
         !gate_error_matches (error, GATE_ERROR_SCOPE) &&
         !gate_error_matches (error, GATE_ERROR_UNAUTHORIZED);
}

/* Ends one of the three requests. Takes ownership of ERROR; PART is the name of its content for
 * people. */
static void
end_part (GTask      *task,
          GError     *error,
          const char *part)
{
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) owned = error;

  if (load->error == NULL && is_failure (error))
    {
      load->error = g_steal_pointer (&owned);
      load->failed_part = part;
    }
  load->n_waiting--;
  if (load->n_waiting > 0)
    return;
  if (load->error != NULL)
    g_task_return_error (task, g_steal_pointer (&load->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
person_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GateMe *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GatePerson) person = gate_api_me_get_finish (GATE_API (source), result, &error);

  if (person != NULL)
    set_person (self, person);
  if (person != NULL || gate_api_me_is_no_person (error))
    self->is_application = person == NULL;
  end_part (task, error, _ ("Your profile"));
}

static void
organization_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GateOrganization) organization =
      gate_api_me_organization_finish (GATE_API (source), result, &error);

  if (organization != NULL)
    set_organization (g_task_get_source_object (task), organization);
  end_part (task, error, _ ("The organization’s name"));
}

static void
token_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GateMe *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *client_id = NULL;
  g_auto (GStrv) scopes = NULL;

  if (gate_api_me_token_finish (GATE_API (source), result, &client_id, &scopes, &error))
    {
      g_strfreev (self->token_scopes);
      self->token_scopes = g_steal_pointer (&scopes);
      gate_set_str (&self->own_client_id, client_id);
    }
  if (!gate_error_is_cancelled (error))
    set_token_answered (self, TRUE);
  /* A missing answer is not a failure: without the scopes the organization decides which changes it
   * allows. */
  end_part (task, NULL, NULL);
}

static void
gate_me_load_async (GateResource       *resource,
                    GateApi            *api,
                    GCancellable       *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (resource, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);

  load->n_waiting = 3;
  g_task_set_source_tag (task, gate_me_load_async);
  g_task_set_task_data (task, load, load_free);
  gate_api_me_get_async (api, cancellable, person_cb, g_object_ref (task));
  gate_api_me_organization_async (api, cancellable, organization_cb, g_object_ref (task));
  gate_api_me_token_async (api, cancellable, token_cb, g_object_ref (task));
}

static gboolean
gate_me_load_finish (GateResource *resource,
                     GObject      *source,
                     GAsyncResult *result,
                     GError      **error)
{
  Load *load = g_task_get_task_data (G_TASK (result));

  GATE_ME (resource)->failed_part = load->failed_part;
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
gate_me_clear (GateResource *resource)
{
  GateMe *self = GATE_ME (resource);

  g_clear_pointer (&self->token_scopes, g_strfreev);
  g_clear_pointer (&self->own_client_id, g_free);
  self->failed_part = NULL;
  self->is_application = FALSE;
  set_token_answered (self, FALSE);
  set_person (self, NULL);
  set_organization (self, NULL);
}

static void
gate_me_get_property (GObject    *object,
                      guint       prop_id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  GateMe *self = GATE_ME (object);

  switch (prop_id)
    {
    case PROP_PERSON:
      g_value_set_object (value, self->person);
      break;
    case PROP_ORGANIZATION:
      g_value_set_object (value, self->organization);
      break;
    case PROP_TOKEN_ANSWERED:
      g_value_set_boolean (value, self->token_answered);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_me_finalize (GObject *object)
{
  GateMe *self = GATE_ME (object);

  g_clear_object (&self->person);
  g_clear_object (&self->organization);
  g_strfreev (self->token_scopes);
  g_free (self->own_client_id);
  G_OBJECT_CLASS (gate_me_parent_class)->finalize (object);
}

static void
gate_me_class_init (GateMeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GateResourceClass *resource_class = GATE_RESOURCE_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = gate_me_get_property;
  object_class->finalize = gate_me_finalize;
  resource_class->load_async = gate_me_load_async;
  resource_class->load_finish = gate_me_load_finish;
  resource_class->clear = gate_me_clear;
  properties[PROP_PERSON] =
      g_param_spec_object ("person", NULL, NULL, GATE_TYPE_PERSON, flags);
  properties[PROP_ORGANIZATION] =
      g_param_spec_object ("organization", NULL, NULL, GATE_TYPE_ORGANIZATION, flags);
  properties[PROP_TOKEN_ANSWERED] =
      g_param_spec_boolean ("token-answered", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gate_me_init (GateMe *self)
{
}

GateMe *
gate_me_new (void)
{
  return g_object_new (GATE_TYPE_ME, NULL);
}

GatePerson *
gate_me_get_person (GateMe *self)
{
  g_return_val_if_fail (GATE_IS_ME (self), NULL);

  return self->person;
}

/* Whether this sign-in belongs to an application (client credentials), not to a person. */
gboolean
gate_me_is_application (GateMe *self)
{
  g_return_val_if_fail (GATE_IS_ME (self), FALSE);

  return self->is_application;
}

GateOrganization *
gate_me_get_organization (GateMe *self)
{
  g_return_val_if_fail (GATE_IS_ME (self), NULL);

  return self->organization;
}

gboolean
gate_me_is_token_answered (GateMe *self)
{
  g_return_val_if_fail (GATE_IS_ME (self), FALSE);

  return self->token_answered;
}

/**
 * gate_me_get_token_scopes:
 * @self: me
 *
 * Returns: (transfer none) (nullable): the scopes of the token in use; %NULL while not known
 */
const char *const *
gate_me_get_token_scopes (GateMe *self)
{
  g_return_val_if_fail (GATE_IS_ME (self), NULL);

  return (const char *const *) self->token_scopes;
}

/**
 * gate_me_get_own_client_id:
 * @self: me
 *
 * Returns: (transfer none) (nullable): the ID of the token's client, Gatehouse itself; %NULL when
 *   the organization does not tell it
 */
const char *
gate_me_get_own_client_id (GateMe *self)
{
  g_return_val_if_fail (GATE_IS_ME (self), NULL);

  return self->own_client_id;
}

/**
 * gate_me_get_failed_part:
 * @self: me
 *
 * Returns: (transfer none) (nullable): the name of the part that failed in the newest load, for
 *   people
 */
const char *
gate_me_get_failed_part (GateMe *self)
{
  g_return_val_if_fail (GATE_IS_ME (self), NULL);

  return self->failed_part;
}
