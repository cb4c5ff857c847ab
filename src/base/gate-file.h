/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>
#include <sys/stat.h>

G_BEGIN_DECLS

/* What a file held when it was read, and whose it is. */
typedef struct
{
  char       *text; /* with a NUL behind LENGTH bytes, and perhaps others in them */
  gsize       length;
  struct stat status;
} GateFileContent;

GateFileContent *gate_file_read         (const char          *path,
                                         gsize                max_bytes,
                                         GError             **error);
void             gate_file_read_async   (GFile               *file,
                                         gsize                max_bytes,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
GateFileContent *gate_file_read_finish  (GAsyncResult        *result,
                                         GError             **error);
void             gate_file_content_free (GateFileContent     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateFileContent, gate_file_content_free)

G_END_DECLS
