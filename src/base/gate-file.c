/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* How every file is read that somebody else may have put there: it is a regular one and of limited
 * size. A device or a pipe has no end, opening one may block, and a link leads anywhere. */

#define G_LOG_DOMAIN "gate-base"

#include "gate-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  char *path;
  gsize max_bytes;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->path);
  g_free (reading);
}

static void
set_error (GError **error,
           int      error_number)
{
  g_set_error_literal (error, G_IO_ERROR, (int) g_io_error_from_errno (error_number),
                       g_strerror (error_number));
}

static gboolean
check_status (const struct stat *status,
              gsize              max_bytes,
              GError           **error)
{
  if (!S_ISREG (status->st_mode))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "not a regular file");
  else if ((guint64) status->st_size > max_bytes)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                 "more than %" G_GSIZE_FORMAT " bytes", max_bytes);
  else
    return TRUE;
  return FALSE;
}

/* Looks before it opens, so that no pipe or device is opened, and again afterwards: another file
 * may have come in between. Returns a file descriptor, or -1. */
static int
open_regular (const char  *path,
              gsize        max_bytes,
              struct stat *status,
              GError     **error)
{
  int fd;

  if (lstat (path, status) != 0)
    set_error (error, errno);
  else if (check_status (status, max_bytes, error))
    {
      fd = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
      if (fd >= 0 && fstat (fd, status) == 0)
        {
          if (check_status (status, max_bytes, error))
            return fd;
        }
      else
        set_error (error, errno);
      if (fd >= 0)
        close (fd);
    }
  return -1;
}

/* Reads one byte more than the limit, to see a file that has grown. */
static gboolean
read_all (int              fd,
          gsize            max_bytes,
          GateFileContent *content,
          GError         **error)
{
  gsize room = MIN ((gsize) content->status.st_size, max_bytes) + 1;
  gssize n;

  content->text = g_malloc (room + 1);
  do
    {
      n = read (fd, content->text + content->length, room - content->length);
      if (n > 0)
        content->length += (gsize) n;
    }
  while ((n > 0 && content->length < room) || (n < 0 && errno == EINTR));
  content->text[content->length] = '\0';
  if (n < 0)
    set_error (error, errno);
  else if (content->length == room)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY, "the file is being written");
  else
    return TRUE;
  return FALSE;
}

/**
 * gate_file_read:
 * @path: a path
 * @max_bytes: how long the file may be
 * @error: return location
 *
 * Like gate_file_read_async(), and blocks: for a thread, or for a program without a window that
 * starts.
 *
 * Returns: (transfer full): as gate_file_read_finish()
 */
GateFileContent *
gate_file_read (const char *path,
                gsize       max_bytes,
                GError    **error)
{
  g_autoptr (GateFileContent) content = g_new0 (GateFileContent, 1);
  gboolean is_read;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  fd = open_regular (path, max_bytes, &content->status, error);
  if (fd < 0)
    return NULL;
  is_read = read_all (fd, max_bytes, content, error);
  close (fd);
  return is_read ? g_steal_pointer (&content) : NULL;
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Reading *reading = task_data;
  GError *error = NULL;
  GateFileContent *content = gate_file_read (reading->path, reading->max_bytes, &error);

  if (content == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, content, (GDestroyNotify) gate_file_content_free);
}

/**
 * gate_file_read_async:
 * @file: a file
 * @max_bytes: how long it may be
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main context, never before this function returns
 * @user_data: for @callback
 *
 * Reads a regular file of this machine. Follows no link at its last step.
 */
void
gate_file_read_async (GFile              *file,
                      gsize               max_bytes,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Reading *reading;

  g_return_if_fail (G_IS_FILE (file));

  g_task_set_source_tag (task, gate_file_read_async);
  if (g_file_peek_path (file) == NULL || !g_file_is_native (file))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "not a local file");
      return;
    }
  reading = g_new0 (Reading, 1);
  reading->path = g_file_get_path (file);
  reading->max_bytes = max_bytes;
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * gate_file_read_finish:
 * @result: the result passed to the callback
 * @error: return location
 *
 * Returns: (transfer full): the content; %NULL with %G_IO_ERROR_NOT_REGULAR_FILE for a link, a
 *   folder, a pipe or a device, %G_IO_ERROR_MESSAGE_TOO_LARGE, %G_IO_ERROR_BUSY for a file that
 *   grows, or another code of %G_IO_ERROR
 */
GateFileContent *
gate_file_read_finish (GAsyncResult *result,
                       GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, gate_file_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gate_file_content_free:
 * @self: (nullable): the content of a file
 *
 * Wipes it too, because it may be a secret.
 */
void
gate_file_content_free (GateFileContent *self)
{
  if (self == NULL)
    return;
  if (self->text != NULL)
    explicit_bzero (self->text, self->length);
  g_free (self->text);
  g_free (self);
}
