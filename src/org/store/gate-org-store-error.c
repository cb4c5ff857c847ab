/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* From what SQLite says to what the organization can act on. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-store-error.h"

#include <errno.h>
#include <sys/resource.h>

G_DEFINE_QUARK (gate-org-store-error-quark, gate_org_store_error)

/* A limit on the size of files, a quota and a full disk look alike to a client.
 * SQLite tells only ENOSPC apart, and by the time it reports the rest the cause may be forgotten:
 * under a limit on files (ulimit -f) an error of writing is taken for that limit. */
static gboolean
is_out_of_room (sqlite3 *db,
                int      result)
{
  int system_error = db != NULL ? sqlite3_system_errno (db) : 0;
  struct rlimit limit = { 0 };

  if ((result & 0xff) == SQLITE_FULL)
    return TRUE;
  if ((result & 0xff) != SQLITE_IOERR)
    return FALSE;
  if (system_error == ENOSPC || system_error == EFBIG || system_error == EDQUOT)
    return TRUE;
  return getrlimit (RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
}

static GateOrgStoreErrorCode
code_from_result (sqlite3 *db,
                  int      result)
{
  if (is_out_of_room (db, result))
    return GATE_ORG_STORE_ERROR_FULL;
  switch (result & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return GATE_ORG_STORE_ERROR_IN_USE;
    case SQLITE_PERM:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_AUTH:
      return GATE_ORG_STORE_ERROR_PERMISSION;
    case SQLITE_NOTADB:
      return GATE_ORG_STORE_ERROR_FOREIGN;
    case SQLITE_CORRUPT:
      return GATE_ORG_STORE_ERROR_DAMAGED;
    case SQLITE_CONSTRAINT:
      return GATE_ORG_STORE_ERROR_CONSTRAINT;
    default:
      return GATE_ORG_STORE_ERROR_FAILED;
    }
}

/* What SQLite's own words leave to guess. */
static const char *
phrase_for_code (GateOrgStoreErrorCode code)
{
  if (code == GATE_ORG_STORE_ERROR_IN_USE)
    return "in use by another program: ";
  if (code == GATE_ORG_STORE_ERROR_DAMAGED)
    return "the database is damaged: ";
  if (code == GATE_ORG_STORE_ERROR_FULL)
    return "there is no room left on the disk: ";
  return "";
}

/**
 * gate_org_store_error_set:
 * @error: (out) (optional): where to put it
 * @db: (nullable): the connection that failed
 * @result: SQLite's extended result code
 * @doing: what failed, e.g. "commit"
 */
void
gate_org_store_error_set (GError    **error,
                          sqlite3    *db,
                          int         result,
                          const char *doing)
{
  const char *reason = db != NULL && sqlite3_errcode (db) != SQLITE_OK ? sqlite3_errmsg (db) :
                                                                         sqlite3_errstr (result);
  GateOrgStoreErrorCode code = code_from_result (db, result);

  g_set_error (error, GATE_ORG_STORE_ERROR, (int) code, "%s%s: %s (%d)", phrase_for_code (code),
               doing, reason, result);
}
