/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-statement.h"

#include "gate-org-store-error.h"

struct _GateOrgStatement
{
  sqlite3_stmt *statement;
  gboolean *lent;  /* NULL: not from the cache */
  int bind_result; /* of the first bind that failed */
  gboolean done;   /* stepping once more would start it again */
};

static void
keep_error (GateOrgStatement *self,
            int               result)
{
  if (self->bind_result == SQLITE_OK)
    self->bind_result = result;
}

/**
 * gate_org_statement_new:
 * @statement: (transfer full): a prepared statement; stays the cache's when @lent is given
 * @lent: (nullable): set now, cleared when the statement is given back
 *
 * Returns: (transfer full): a loan
 */
GateOrgStatement *
gate_org_statement_new (sqlite3_stmt *statement,
                        gboolean     *lent)
{
  GateOrgStatement *self = g_new0 (GateOrgStatement, 1);

  self->statement = statement;
  self->lent = lent;
  if (lent != NULL)
    *lent = TRUE;
  return self;
}

/**
 * gate_org_statement_free:
 * @self: (transfer full): a loan
 *
 * Gives the statement back; texts read from it are gone.
 */
void
gate_org_statement_free (GateOrgStatement *self)
{
  g_return_if_fail (self != NULL);

  if (self->lent != NULL)
    {
      sqlite3_reset (self->statement);
      sqlite3_clear_bindings (self->statement);
      *self->lent = FALSE;
    }
  else
    sqlite3_finalize (self->statement);
  g_free (self);
}

/**
 * gate_org_statement_bind_text:
 * @self: a statement
 * @position: of the parameter, from 1
 * @value: (nullable): text in UTF-8, copied; %NULL binds NULL
 */
void
gate_org_statement_bind_text (GateOrgStatement *self,
                              int               position,
                              const char       *value)
{
  keep_error (self, sqlite3_bind_text (self->statement, position, value, -1, SQLITE_TRANSIENT));
}

/**
 * gate_org_statement_bind_int:
 * @self: a statement
 * @position: of the parameter, from 1
 * @value: a number
 */
void
gate_org_statement_bind_int (GateOrgStatement *self,
                             int               position,
                             gint64            value)
{
  keep_error (self, sqlite3_bind_int64 (self->statement, position, value));
}

/**
 * gate_org_statement_bind_blob:
 * @self: a statement
 * @position: of the parameter, from 1
 * @data: bytes, copied
 * @length: how many
 */
void
gate_org_statement_bind_blob (GateOrgStatement *self,
                              int               position,
                              const void       *data,
                              gsize             length)
{
  keep_error (self, sqlite3_bind_blob64 (self->statement, position, length > 0 ? data : "",
                                         length, SQLITE_TRANSIENT));
}

/**
 * gate_org_statement_bind_null:
 * @self: a statement
 * @position: of the parameter, from 1
 */
void
gate_org_statement_bind_null (GateOrgStatement *self,
                              int               position)
{
  keep_error (self, sqlite3_bind_null (self->statement, position));
}

/**
 * gate_org_statement_step:
 * @self: a statement
 * @error: return location for a %GATE_ORG_STORE_ERROR
 *
 * Returns: whether there is a row; at the end FALSE without an error, again and again
 */
gboolean
gate_org_statement_step (GateOrgStatement *self,
                         GError          **error)
{
  int result = self->bind_result;

  if (self->done)
    return FALSE;
  if (result == SQLITE_OK)
    result = sqlite3_step (self->statement);
  if (result == SQLITE_ROW)
    return TRUE;
  self->done = TRUE;
  if (result != SQLITE_DONE)
    gate_org_store_error_set (error, sqlite3_db_handle (self->statement), result, "statement");
  return FALSE;
}

/**
 * gate_org_statement_run:
 * @self: a statement that changes something
 * @error: return location for a %GATE_ORG_STORE_ERROR
 *
 * Runs it to its end; rows are ignored. It can be bound and run again afterwards.
 *
 * Returns: FALSE on failure
 */
gboolean
gate_org_statement_run (GateOrgStatement *self,
                        GError          **error)
{
  int result = self->bind_result;

  while (result == SQLITE_OK || result == SQLITE_ROW)
    result = sqlite3_step (self->statement);
  if (result != SQLITE_DONE)
    gate_org_store_error_set (error, sqlite3_db_handle (self->statement), result, "statement");
  sqlite3_reset (self->statement);
  self->bind_result = SQLITE_OK;
  return result == SQLITE_DONE;
}

/**
 * gate_org_statement_get_text:
 * @self: a statement that stands on a row
 * @column: from 0
 *
 * Returns: (nullable): the text, valid until the next step; %NULL for NULL
 */
const char *
gate_org_statement_get_text (GateOrgStatement *self,
                             int               column)
{
  return (const char *) sqlite3_column_text (self->statement, column);
}

/**
 * gate_org_statement_get_int:
 * @self: a statement that stands on a row
 * @column: from 0
 *
 * Returns: the number, 0 for NULL
 */
gint64
gate_org_statement_get_int (GateOrgStatement *self,
                            int               column)
{
  return sqlite3_column_int64 (self->statement, column);
}

/**
 * gate_org_statement_is_null:
 * @self: a statement that stands on a row
 * @column: from 0
 *
 * Returns: whether the column is NULL
 */
gboolean
gate_org_statement_is_null (GateOrgStatement *self,
                            int               column)
{
  return sqlite3_column_type (self->statement, column) == SQLITE_NULL;
}
