/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* A token from outside: from the startup line of the local organization, or from a file that only
 * its owner can read. No error message has any of the content. */

#define G_LOG_DOMAIN "gate-auth"

#include "gate-static-token.h"

#include "gate-error.h"
#include "gate-file.h"
#include "gate-text.h"
#include "gate-wipe.h"

#include <string.h>
#include <unistd.h>

/* Room for a token and for what it should not stand in. */
#define MAX_FILE_BYTES (16 * 1024)

struct _GateStaticToken
{
  GObject parent_instance;

  char *token; /* NULL: the given text is not a token */
};

static void gate_static_token_iface_init (GateTokenSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GateStaticToken, gate_static_token, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GATE_TYPE_TOKEN_SOURCE,
                                                      gate_static_token_iface_init))

static void
gate_static_token_get_token_async (GateTokenSource    *source,
                                   const char         *refused,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  GateStaticToken *self = GATE_STATIC_TOKEN (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gate_static_token_get_token_async);
  if (self->token == NULL)
    g_task_return_error (task, gate_error_new (GATE_ERROR_UNAUTHORIZED, "no token was given"));
  else if (refused != NULL && strcmp (refused, self->token) == 0)
    g_task_return_error (task, gate_error_new (GATE_ERROR_UNAUTHORIZED,
                                               "the given token was refused"));
  else
    g_task_return_pointer (task, g_strdup (self->token), gate_wipe_free);
}

static char *
gate_static_token_get_token_finish (GateTokenSource *source,
                                    GAsyncResult    *result,
                                    GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_static_token_get_token_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
gate_static_token_finalize (GObject *object)
{
  GateStaticToken *self = GATE_STATIC_TOKEN (object);

  gate_wipe_free (self->token);
  G_OBJECT_CLASS (gate_static_token_parent_class)->finalize (object);
}

static void
gate_static_token_iface_init (GateTokenSourceInterface *iface)
{
  iface->get_token_async = gate_static_token_get_token_async;
  iface->get_token_finish = gate_static_token_get_token_finish;
}

static void
gate_static_token_class_init (GateStaticTokenClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gate_static_token_finalize;
}

static void
gate_static_token_init (GateStaticToken *self)
{
}

/**
 * gate_static_token_new:
 * @access_token: (nullable): the token, 1 to 8192 characters of RFC 6750, section 2.1; copied
 *
 * Returns: (transfer full): a source of this one token, which it cannot renew. For an invalid text
 *   it always fails with %GATE_ERROR_UNAUTHORIZED
 */
GateTokenSource *
gate_static_token_new (const char *access_token)
{
  GateStaticToken *self = g_object_new (GATE_TYPE_STATIC_TOKEN, NULL);

  if (gate_text_is_bearer_token (access_token))
    self->token = g_strdup (access_token);
  return GATE_TOKEN_SOURCE (self);
}

static void
return_invalid (GTask      *task,
                const char *code)
{
  GError *error = gate_error_new (GATE_ERROR_INVALID, "token file refused: %s", code);

  gate_error_set_server_code (error, code);
  g_task_return_error (task, error);
}

/* Takes ownership of ERROR. Returns whether it ended the task. */
static gboolean
fail_if (GTask  *task,
         GError *error)
{
  g_autoptr (GError) owned = error;

  if (error == NULL)
    return FALSE;
  if (gate_error_is_cancelled (error))
    g_task_return_error (task, g_steal_pointer (&owned));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return_invalid (task, GATE_TOKEN_FILE_MISSING);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE))
    return_invalid (task, GATE_TOKEN_FILE_NOT_PLAIN);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE))
    return_invalid (task, GATE_TOKEN_FILE_TOO_LARGE);
  else
    return_invalid (task, GATE_TOKEN_FILE_UNREADABLE);
  return TRUE;
}

static gboolean
begins_with_any (const char        *text,
                 const char *const *beginnings)
{
  for (guint i = 0; beginnings[i] != NULL; i++)
    if (g_ascii_strncasecmp (text, beginnings[i], strlen (beginnings[i])) == 0)
      return TRUE;
  return FALSE;
}

/* Finds what a person, an editor or a shell put around the token. LENGTH tells a NUL within TEXT
 * from its end. */
static const char *
judge_content (const char *text,
               gsize       length)
{
  static const char *const marks[] = { "\xef\xbb\xbf", "\xff\xfe", "\xfe\xff", NULL };
  static const char *const json[] = { "{", "[", NULL };
  static const char *const words[] = { "Bearer ", "Bearer\t", "Authorization:", NULL };
  static const char *const quotes[] = { "\"", "'", "`", "“", "”", "„", "‘", "’", "«", "»", NULL };

  if (length == 0)
    return GATE_TOKEN_FILE_EMPTY;
  if (begins_with_any (text, marks))
    return GATE_TOKEN_FILE_MARKED;
  if (begins_with_any (text, json))
    return GATE_TOKEN_FILE_JSON;
  if (begins_with_any (text, words))
    return GATE_TOKEN_FILE_BEARER;
  if (begins_with_any (text, quotes))
    return GATE_TOKEN_FILE_QUOTED;
  if (strpbrk (text, "\r\n") != NULL)
    return GATE_TOKEN_FILE_LINES;
  if (length > GATE_TEXT_MAX_TOKEN_BYTES)
    return GATE_TOKEN_FILE_TOO_LARGE;
  if (strlen (text) < length || !gate_text_is_bearer_token (text))
    return GATE_TOKEN_FILE_OTHER;
  return NULL;
}

static const char *
judge_owner (const struct stat *status)
{
  if (status->st_uid != geteuid ())
    return GATE_TOKEN_FILE_FOREIGN;
  return (status->st_mode & (S_IRWXG | S_IRWXO)) != 0 ? GATE_TOKEN_FILE_EXPOSED : NULL;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GateFileContent) content = NULL;
  GError *error = NULL;
  const char *refusal;
  gsize length;
  char *text;

  content = gate_file_read_finish (result, &error);
  if (fail_if (task, error))
    return;
  text = content->text;
  length = content->length;
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  text[length] = '\0';
  while (g_ascii_isspace (*text))
    {
      text++;
      length--;
    }
  refusal = judge_owner (&content->status);
  if (refusal == NULL)
    refusal = judge_content (text, length);
  if (refusal != NULL)
    return_invalid (task, refusal);
  else
    g_task_return_pointer (task, gate_static_token_new (text), g_object_unref);
}

/**
 * gate_static_token_load_file_async:
 * @file: a local file that holds a token and nothing else but blanks and line breaks around it
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main context, never before this function returns
 * @user_data: for @callback
 *
 * Reads a token from a plain file that belongs to the user and that no other user can read.
 */
void
gate_static_token_load_file_async (GFile              *file,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, gate_static_token_load_file_async);
  gate_file_read_async (file, MAX_FILE_BYTES, cancellable, read_cb, task);
}

/**
 * gate_static_token_load_file_finish:
 * @result: the result passed to the callback
 * @error: return location
 *
 * Returns: (transfer full): the source, or %NULL with %GATE_ERROR_INVALID and one of
 *   GATE_TOKEN_FILE_… as its server code, or with %G_IO_ERROR_CANCELLED
 */
GateTokenSource *
gate_static_token_load_file_finish (GAsyncResult *result,
                                    GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_static_token_load_file_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
