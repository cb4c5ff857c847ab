/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "gate-editors.h"

#include "gate-hash.h"

struct _GateEditors
{
  GObject parent_instance;

  GateSession *session;
  GHashTable  *editors; /* client ID -> GateEditor */
};

G_DEFINE_FINAL_TYPE (GateEditors, gate_editors, G_TYPE_OBJECT)

enum
{
  SAVED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
saved_cb (GateEditors   *self,
          GateOperation *operation,
          GateEditor    *editor)
{
  g_signal_emit (self, signals[SAVED], 0, editor, operation);
}

static void
failed_cb (GateEditors   *self,
           GateOperation *operation,
           GateEditor    *editor)
{
  g_signal_emit (self, signals[FAILED], 0, editor, operation);
}

static gboolean
is_idle (gpointer key,
         gpointer value,
         gpointer user_data)
{
  return !gate_editor_is_unsaved (value) && gate_editor_get_operation (value) == NULL;
}

static void
gate_editors_dispose (GObject *object)
{
  GateEditors *self = GATE_EDITORS (object);

  g_hash_table_remove_all (self->editors);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (gate_editors_parent_class)->dispose (object);
}

static void
gate_editors_finalize (GObject *object)
{
  g_hash_table_unref (GATE_EDITORS (object)->editors);
  G_OBJECT_CLASS (gate_editors_parent_class)->finalize (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name,
                       GATE_TYPE_EDITORS,
                       G_SIGNAL_RUN_LAST,
                       0,
                       NULL,
                       NULL,
                       NULL,
                       G_TYPE_NONE,
                       2,
                       GATE_TYPE_EDITOR,
                       GATE_TYPE_OPERATION);
}

static void
gate_editors_class_init (GateEditorsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gate_editors_dispose;
  object_class->finalize = gate_editors_finalize;
  signals[SAVED] = new_signal ("saved");
  signals[FAILED] = new_signal ("failed");
}

static void
gate_editors_init (GateEditors *self)
{
  self->editors = g_hash_table_new_full (gate_text_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * gate_editors_new:
 * @session: a session
 *
 * Returns: (transfer full): an empty set of editors
 */
GateEditors *
gate_editors_new (GateSession *session)
{
  GateEditors *self = NULL;

  g_return_val_if_fail (GATE_IS_SESSION (session), NULL);

  self = g_object_new (GATE_TYPE_EDITORS, NULL);
  self->session = g_object_ref (session);
  return self;
}

/**
 * gate_editors_get:
 * @self: editors
 * @authorization: an authorization of the list
 *
 * Frees editors without unsaved changes and without a running save.
 *
 * Returns: (transfer none): its editor: the one with unsaved changes, else a new one
 */
GateEditor *
gate_editors_get (GateEditors       *self,
                  GateAuthorization *authorization)
{
  const char *id;
  GateEditor *editor;

  g_return_val_if_fail (GATE_IS_EDITORS (self), NULL);
  g_return_val_if_fail (GATE_IS_AUTHORIZATION (authorization), NULL);

  id = gate_authorization_get_id (authorization);
  g_hash_table_foreach_remove (self->editors, is_idle, NULL);
  editor = g_hash_table_lookup (self->editors, id);
  if (editor != NULL)
    return editor;
  editor = gate_editor_new (self->session, authorization);
  g_signal_connect_object (editor, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_hash_table_insert (self->editors, g_strdup (id), editor);
  return editor;
}

/**
 * gate_editors_find_unsaved:
 * @self: editors
 *
 * Returns: (transfer none) (nullable): an editor with unsaved changes, %NULL without one
 */
GateEditor *
gate_editors_find_unsaved (GateEditors *self)
{
  GHashTableIter iter;
  gpointer editor = NULL;

  g_return_val_if_fail (GATE_IS_EDITORS (self), NULL);

  g_hash_table_iter_init (&iter, self->editors);
  while (g_hash_table_iter_next (&iter, NULL, &editor))
    if (gate_editor_is_unsaved (editor))
      return editor;
  return NULL;
}
