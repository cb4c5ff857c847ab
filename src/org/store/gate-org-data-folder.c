/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-data-folder.h"

#include "gate-file.h"
#include "gate-org-store-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define PASSWORD_FILE "password"
#define PASSWORD_BYTES 15 /* 20 characters: 120 random bits, and short enough to type */
#define MIN_PASSWORD_CHARS 8
#define MAX_PASSWORD_CHARS 128
#define MAX_FILE_BYTES 1024

static void
set_errno_error (GError    **error,
                 const char *path,
                 int         saved_errno)
{
  GateOrgStoreErrorCode code = GATE_ORG_STORE_ERROR_FAILED;

  if (saved_errno == EACCES || saved_errno == EPERM || saved_errno == EROFS ||
      saved_errno == ELOOP || saved_errno == ENOTDIR || saved_errno == EEXIST)
    code = GATE_ORG_STORE_ERROR_PERMISSION;
  else if (saved_errno == ENOSPC || saved_errno == EFBIG || saved_errno == EDQUOT)
    code = GATE_ORG_STORE_ERROR_FULL;
  g_set_error (error, GATE_ORG_STORE_ERROR, (int) code, "%s: %s", path, g_strerror (saved_errno));
}

/**
 * gate_org_data_folder_prepare:
 * @path: where the organization lives or shall live
 * @error: return location for a %GATE_ORG_STORE_ERROR
 *
 * Creates the folder, for its owner alone, when it is absent. Refuses a folder that belongs to
 * another user or that others may write to (S60).
 *
 * Returns: (transfer full) (nullable): the path without symbolic links
 */
char *
gate_org_data_folder_prepare (const char *path,
                              GError    **error)
{
  g_autofree char *resolved = NULL;
  struct stat status;
  char *real;

  if (g_mkdir_with_parents (path, 0700) != 0)
    {
      set_errno_error (error, path, errno);
      return NULL;
    }
  real = realpath (path, NULL);
  if (real == NULL || stat (real, &status) != 0)
    {
      set_errno_error (error, path, errno);
      free (real);
      return NULL;
    }
  resolved = g_strdup (real);
  free (real);
  if (status.st_uid == geteuid () && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0)
    return g_steal_pointer (&resolved);
  g_set_error (error, GATE_ORG_STORE_ERROR, GATE_ORG_STORE_ERROR_PERMISSION, "%s: %s", resolved,
               status.st_uid != geteuid () ? "the folder belongs to another user" :
                                             "others may write to this folder (chmod 700 it)");
  return NULL;
}

/**
 * gate_org_data_folder_lock:
 * @folder: a prepared folder
 * @error: return location for a %GATE_ORG_STORE_ERROR
 *
 * Takes the folder for this process without waiting. The kernel gives it back when the process
 * ends, however it ends.
 *
 * Returns: a descriptor to close when done, or -1
 */
int
gate_org_data_folder_lock (const char *folder,
                           GError    **error)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    {
      set_errno_error (error, folder, errno);
      return -1;
    }
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;
  if (errno == EWOULDBLOCK)
    g_set_error (error, GATE_ORG_STORE_ERROR, GATE_ORG_STORE_ERROR_IN_USE,
                 "%s: already in use by another instance", folder);
  else
    set_errno_error (error, folder, errno);
  close (fd);
  return -1;
}

/* Why a file may not hold a secret; NULL when it may. */
static const char *
find_problem (const struct stat *status)
{
  if (S_ISLNK (status->st_mode))
    return "a symbolic link, not a file";
  if (!S_ISREG (status->st_mode))
    return "not a regular file";
  if (status->st_uid != geteuid ())
    return "belongs to another user";
  if ((status->st_mode & 0077) != 0)
    return "readable by others (chmod 600 it)";
  return NULL;
}

/**
 * gate_org_data_folder_check_file:
 * @path: a file that holds secrets
 * @exists: (out): whether it is there
 * @error: return location for a %GATE_ORG_STORE_ERROR
 *
 * Returns: FALSE when it is anything but a regular file that only its owner, this user, can read
 */
gboolean
gate_org_data_folder_check_file (const char *path,
                                 gboolean   *exists,
                                 GError    **error)
{
  const char *problem;
  struct stat status;

  *exists = lstat (path, &status) == 0;
  if (!*exists && errno == ENOENT)
    return TRUE;
  if (!*exists)
    {
      set_errno_error (error, path, errno);
      return FALSE;
    }
  problem = find_problem (&status);
  if (problem == NULL)
    return TRUE;
  g_set_error (error, GATE_ORG_STORE_ERROR, GATE_ORG_STORE_ERROR_PERMISSION, "%s: %s", path,
               problem);
  return FALSE;
}

/**
 * gate_org_data_folder_get_last_ms:
 * @path: a database
 *
 * Returns: when the database or its log was written last, in milliseconds since 1970
 */
gint64
gate_org_data_folder_get_last_ms (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  const char *const files[] = { path, log };
  gint64 last_ms = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      struct stat status;

      if (lstat (files[i], &status) == 0)
        last_ms = MAX (last_ms, (gint64) status.st_mtim.tv_sec * 1000 +
                                    status.st_mtim.tv_nsec / 1000000);
    }
  return last_ms;
}

/**
 * gate_org_data_folder_sync:
 * @folder: a prepared folder
 * @error: return location for a %GATE_ORG_STORE_ERROR
 *
 * Makes the names in the folder durable.
 *
 * Returns: FALSE on failure
 */
gboolean
gate_org_data_folder_sync (const char *folder,
                           GError    **error)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean synced = fd >= 0 && fsync (fd) == 0;

  if (!synced)
    set_errno_error (error, folder, errno);
  if (fd >= 0)
    close (fd);
  return synced;
}

/**
 * gate_org_data_folder_has_password:
 * @folder: a prepared folder
 *
 * Returns: whether an organization was once completed here: the password is written last
 */
gboolean
gate_org_data_folder_has_password (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, PASSWORD_FILE, NULL);
  struct stat status;

  return lstat (path, &status) == 0;
}

static char *
make_password (void)
{
  guint8 bytes[PASSWORD_BYTES];
  char text[2 * PASSWORD_BYTES];

  randombytes_buf (bytes, sizeof bytes);
  sodium_bin2base64 (text, sizeof text, bytes, sizeof bytes,
                     sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  sodium_memzero (bytes, sizeof bytes);
  return g_strdup (text);
}

/* The file that is read is the one that is checked. */
static GateFileContent *
read_secret_file (const char *path,
                  GError    **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GateFileContent) content = gate_file_read (path, MAX_FILE_BYTES, &failure);
  const char *problem = content != NULL ? find_problem (&content->status) : failure->message;

  if (problem == NULL)
    return g_steal_pointer (&content);
  g_set_error (error, GATE_ORG_STORE_ERROR, GATE_ORG_STORE_ERROR_PERMISSION, "%s: %s", path,
               problem);
  return NULL;
}

static char *
read_password (const char *path,
               GError    **error)
{
  g_autoptr (GateFileContent) content = read_secret_file (path, error);
  gsize length;

  if (content == NULL)
    return NULL;
  g_strchomp (content->text);
  length = strlen (content->text);
  if (length >= MIN_PASSWORD_CHARS && length <= MAX_PASSWORD_CHARS &&
      g_str_is_ascii (content->text) && strpbrk (content->text, " \t\r\n") == NULL)
    return g_strdup (content->text);
  g_set_error (error, GATE_ORG_STORE_ERROR, GATE_ORG_STORE_ERROR_DAMAGED,
               "%s: What stands in the file cannot be the password, which has %d to %d characters:"
               " letters from a to z, digits and punctuation, without blanks. Correct the file, or"
               " delete it to get a new password.", path,
               MIN_PASSWORD_CHARS, MAX_PASSWORD_CHARS);
  return NULL;
}

/**
 * gate_org_data_folder_ensure_password:
 * @folder: a prepared folder whose database is complete
 * @error: return location for an error
 *
 * Reads the password of the people of this organization; makes one at random when there is none
 * (decision 7).
 *
 * Returns: (transfer full) (nullable): the password
 */
char *
gate_org_data_folder_ensure_password (const char *folder,
                                      GError    **error)
{
  g_autofree char *path = g_build_filename (folder, PASSWORD_FILE, NULL);
  g_autofree char *password = NULL;
  g_autofree char *line = NULL;
  gboolean exists = FALSE;

  if (!gate_org_data_folder_check_file (path, &exists, error))
    return NULL;
  if (exists)
    return read_password (path, error);
  password = make_password ();
  line = g_strconcat (password, "\n", NULL);
  if (!g_file_set_contents_full (path, line, -1,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                 error))
    return NULL;
  return g_steal_pointer (&password);
}
