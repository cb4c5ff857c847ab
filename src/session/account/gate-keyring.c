/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "gate-keyring.h"

#include "gate-deadline.h"
#include "gate-session-describe.h"

/* A person has so many times as long for a password as the service has for an answer. */
#define PERSON_TIMES 10

struct _GateKeyring
{
  SecretService parent_instance;

  guint limit_ms;
};

G_DEFINE_FINAL_TYPE (GateKeyring, gate_keyring, SECRET_TYPE_SERVICE)

typedef struct
{
  SecretPrompt *prompt;
  GVariantType *type;
  gulong        completed_handler;
  gulong        owner_handler;
  GSource      *cancelled_source;
} Prompting;

static void
prompting_free (gpointer data)
{
  Prompting *prompting = data;

  g_clear_object (&prompting->prompt);
  g_clear_pointer (&prompting->type, g_variant_type_free);
  g_clear_pointer (&prompting->cancelled_source, g_source_unref);
  g_free (prompting);
}

static void
limit_to (GTask *task,
          guint  limit_ms)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (GATE_IS_DEADLINE (cancellable))
    gate_deadline_restart (GATE_DEADLINE (cancellable), limit_ms);
}

/* Returns FALSE when the prompt is over already. */
static gboolean
stop_prompting (GTask *task)
{
  Prompting *prompting = g_task_get_task_data (task);

  if (prompting->completed_handler == 0)
    return FALSE;
  g_clear_signal_handler (&prompting->completed_handler, prompting->prompt);
  g_clear_signal_handler (&prompting->owner_handler, prompting->prompt);
  if (prompting->cancelled_source != NULL)
    g_source_destroy (prompting->cancelled_source);
  limit_to (task, GATE_KEYRING (g_task_get_source_object (task))->limit_ms);
  return TRUE;
}

static void
completed_cb (GDBusProxy *proxy,
              const char *sender,
              const char *signal,
              GVariant   *parameters,
              gpointer    user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Prompting *prompting = g_task_get_task_data (task);
  gboolean is_dismissed = TRUE;
  g_autoptr (GVariant) value = NULL;

  stop_prompting (task);
  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(bv)")))
    g_variant_get (parameters, "(bv)", &is_dismissed, &value);
  if (is_dismissed)
    g_task_return_error (task,
                         gate_session_refuse (GATE_ERROR_FAILED, GATE_REFUSED_KEYRING_DISMISSED));
  else if (prompting->type != NULL && !g_variant_is_of_type (value, prompting->type))
    g_task_return_new_error (task, GATE_ERROR, GATE_ERROR_PROTOCOL, "a prompt without its result");
  else
    g_task_return_pointer (task, g_steal_pointer (&value), (GDestroyNotify) g_variant_unref);
}

static void
owner_changed_cb (GTask *user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);

  stop_prompting (task);
  g_task_return_new_error (task, GATE_ERROR, GATE_ERROR_FAILED, "the service went while it asked");
}

static void
dismissed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, NULL);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  GTask *task = user_data;
  Prompting *prompting = g_task_get_task_data (task);

  if (stop_prompting (task))
    {
      g_dbus_proxy_call (G_DBUS_PROXY (prompting->prompt),
                         "Dismiss",
                         NULL,
                         G_DBUS_CALL_FLAGS_NO_AUTO_START,
                         -1,
                         NULL,
                         dismissed_cb,
                         NULL);
      g_task_return_error_if_cancelled (task);
    }
  return G_SOURCE_REMOVE;
}

static void
prompted_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, NULL);

  /* Nobody could be asked: the program that would is missing, for example. */
  if (reply == NULL && stop_prompting (task))
    g_task_return_error (task,
                         gate_session_refuse (GATE_ERROR_FAILED, GATE_REFUSED_KEYRING_LOCKED));
}

static void
watch (GTask        *task,
       GCancellable *cancellable)
{
  Prompting *prompting = g_task_get_task_data (task);

  prompting->completed_handler = g_signal_connect_data (prompting->prompt,
                                                        "g-signal::Completed",
                                                        G_CALLBACK (completed_cb),
                                                        g_object_ref (task),
                                                        (GClosureNotify) g_object_unref,
                                                        0);
  prompting->owner_handler = g_signal_connect_data (prompting->prompt,
                                                    "notify::g-name-owner",
                                                    G_CALLBACK (owner_changed_cb),
                                                    g_object_ref (task),
                                                    (GClosureNotify) g_object_unref,
                                                    G_CONNECT_SWAPPED);
  if (cancellable == NULL)
    return;
  prompting->cancelled_source = g_cancellable_source_new (cancellable);
  g_task_attach_source (task, prompting->cancelled_source, G_SOURCE_FUNC (cancelled_cb));
}

static void
gate_keyring_prompt_async (SecretService       *service,
                           SecretPrompt        *prompt,
                           const GVariantType  *type,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task = g_task_new (service, cancellable, callback, user_data);
  Prompting *prompting = g_new0 (Prompting, 1);

  g_task_set_source_tag (task, gate_keyring_prompt_async);
  prompting->prompt = g_object_ref (prompt);
  prompting->type = type != NULL ? g_variant_type_copy (type) : NULL;
  g_task_set_task_data (task, prompting, prompting_free);
  watch (task, cancellable);
  limit_to (task, GATE_KEYRING (service)->limit_ms * PERSON_TIMES);
  g_dbus_proxy_call (G_DBUS_PROXY (prompt),
                     "Prompt",
                     g_variant_new ("(s)", ""),
                     G_DBUS_CALL_FLAGS_NO_AUTO_START,
                     -1,
                     NULL,
                     prompted_cb,
                     task);
}

static GVariant *
gate_keyring_prompt_finish (SecretService  *service,
                            GAsyncResult   *result,
                            GError        **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
gate_keyring_class_init (GateKeyringClass *klass)
{
  SecretServiceClass *service_class = SECRET_SERVICE_CLASS (klass);

  service_class->prompt_async = gate_keyring_prompt_async;
  service_class->prompt_finish = gate_keyring_prompt_finish;
}

static void
gate_keyring_init (GateKeyring *self)
{
}

/**
 * gate_keyring_set_limit:
 * @self: a keyring
 * @limit_ms: how long the service has for its answers, in milliseconds; while it asks the person
 *   for a password, the #GateDeadline of a call has ten times as long
 */
void
gate_keyring_set_limit (GateKeyring *self,
                        guint        limit_ms)
{
  g_return_if_fail (GATE_IS_KEYRING (self));

  self->limit_ms = limit_ms;
}
