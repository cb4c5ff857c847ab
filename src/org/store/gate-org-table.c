/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-table.h"

#include "gate-clock.h"

struct _GateOrgJoinCursor
{
  GateOrgStatement *statement;
  GPtrArray *texts;
  gboolean has_row;
};

static gint64 clock_shift_ms;

/**
 * gate_org_table_collect:
 * @statement: (nullable): a statement whose first column is text; %NULL when it could not be
 *   prepared, with @error set
 * @error: return location for an error of the store
 *
 * Returns: (transfer full) (nullable): the first column of all rows
 */
char **
gate_org_table_collect (GateOrgStatement *statement,
                        GError          **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  GError *local_error = NULL;

  if (statement == NULL)
    return NULL;
  while (gate_org_statement_step (statement, &local_error))
    g_ptr_array_add (texts, g_strdup (gate_org_statement_get_text (statement, 0)));
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  g_ptr_array_add (texts, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&texts), FALSE);
}

/**
 * gate_org_table_list:
 * @store: the store
 * @sql: a query whose first column is text and whose only parameter is text, too
 * @id: the parameter, e.g. an ID
 * @error: return location for an error of the store
 *
 * Returns: (transfer full) (nullable): the first column of all rows
 */
char **
gate_org_table_list (GateOrgStore *store,
                     const char   *sql,
                     const char   *id,
                     GError      **error)
{
  g_autoptr (GateOrgStatement) statement = gate_org_store_prepare (store, sql, error);

  if (statement != NULL)
    gate_org_statement_bind_text (statement, 1, id);
  return gate_org_table_collect (statement, error);
}

/**
 * gate_org_table_find_row:
 * @statement: (nullable): a statement of which one row is wanted; %NULL when it could not be
 *   prepared, with @error set
 * @found: (out): whether it stands on a row now
 * @error: return location for an error of the store
 *
 * Returns: FALSE when the store failed; no row is not a failure
 */
gboolean
gate_org_table_find_row (GateOrgStatement *statement,
                         gboolean         *found,
                         GError          **error)
{
  GError *local_error = NULL;

  *found = statement != NULL && gate_org_statement_step (statement, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return statement != NULL && local_error == NULL;
}

/**
 * gate_org_table_find_number:
 * @statement: (nullable): a statement whose first column is a number; %NULL when it could not be
 *   prepared, with @error set
 * @number: (out): the first column of the first row, 0 when there is no row
 * @error: return location for an error of the store
 *
 * Returns: FALSE when the store failed; no row is not a failure
 */
gboolean
gate_org_table_find_number (GateOrgStatement *statement,
                            gint64           *number,
                            GError          **error)
{
  gboolean found = FALSE;

  *number = 0;
  if (!gate_org_table_find_row (statement, &found, error))
    return FALSE;
  if (found)
    *number = gate_org_statement_get_int (statement, 0);
  return TRUE;
}

/**
 * gate_org_table_get_moment:
 * @statement: a statement that stands on a row
 * @column: a column in milliseconds since 1970
 *
 * Returns: (transfer full) (nullable): the moment in UTC, %NULL for a NULL column
 */
GDateTime *
gate_org_table_get_moment (GateOrgStatement *statement,
                           int               column)
{
  g_autoptr (GDateTime) second = NULL;
  gint64 time_ms;

  if (gate_org_statement_is_null (statement, column))
    return NULL;
  time_ms = gate_org_statement_get_int (statement, column);
  second = g_date_time_new_from_unix_utc (time_ms / 1000);
  return second != NULL ? g_date_time_add (second, time_ms % 1000 * 1000) : NULL;
}

/**
 * gate_org_table_now_ms:
 *
 * Returns: the time, milliseconds since 1970; it never goes back while the process runs
 */
gint64
gate_org_table_now_ms (void)
{
  static GateClock now = { 0, 0 };

  return gate_clock_read (&now, g_get_real_time () / 1000, gate_clock_get_running_ms ()) +
         clock_shift_ms;
}

/**
 * gate_org_table_shift_clock:
 * @shift_ms: by how much the organization's clock is ahead, in milliseconds
 *
 * For tests that cannot wait.
 */
void
gate_org_table_shift_clock (gint64 shift_ms)
{
  clock_shift_ms = shift_ms;
}

static gboolean
step_cursor (GateOrgJoinCursor *cursor,
             GError           **error)
{
  GError *local_error = NULL;

  cursor->has_row = gate_org_statement_step (cursor->statement, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/**
 * gate_org_join_cursor_new:
 * @statement: (transfer full) (nullable): gives (owner number, text), ordered by the owner; %NULL
 *   when it could not be prepared, with @error set
 * @error: return location for an error of the store
 *
 * Returns: (transfer full) (nullable): the side, standing on its first row
 */
GateOrgJoinCursor *
gate_org_join_cursor_new (GateOrgStatement *statement,
                          GError          **error)
{
  g_autoptr (GateOrgJoinCursor) cursor = NULL;

  if (statement == NULL)
    return NULL;
  cursor = g_new0 (GateOrgJoinCursor, 1);
  cursor->statement = statement;
  cursor->texts = g_ptr_array_new_with_free_func (g_free);
  if (!step_cursor (cursor, error))
    return NULL;
  return g_steal_pointer (&cursor);
}

void
gate_org_join_cursor_free (GateOrgJoinCursor *cursor)
{
  gate_org_statement_free (cursor->statement);
  g_ptr_array_unref (cursor->texts);
  g_free (cursor);
}

/**
 * gate_org_join_cursor_collect:
 * @cursor: the side
 * @owner: the number of an owner; never less than that of the call before
 * @error: return location for an error of the store
 *
 * Returns: (transfer none) (nullable): the texts of that owner, valid until the next call; %NULL
 *   when the store failed
 */
const char *const *
gate_org_join_cursor_collect (GateOrgJoinCursor *cursor,
                              gint64             owner,
                              GError           **error)
{
  g_ptr_array_set_size (cursor->texts, 0);
  while (cursor->has_row && gate_org_statement_get_int (cursor->statement, 0) <= owner)
    {
      if (gate_org_statement_get_int (cursor->statement, 0) == owner)
        g_ptr_array_add (cursor->texts,
                         g_strdup (gate_org_statement_get_text (cursor->statement, 1)));
      if (!step_cursor (cursor, error))
        return NULL;
    }
  g_ptr_array_add (cursor->texts, NULL);
  return (const char *const *) cursor->texts->pdata;
}
