/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "gate-rows.h"

/**
 * gate_rows_new:
 * @n_sections: how many sections there are
 * @has_headings: whether a section that has items has a heading row
 *
 * Returns: (transfer full): empty rows
 */
GateRows *
gate_rows_new (guint    n_sections,
               gboolean has_headings)
{
  GateRows *self = g_malloc0 (sizeof (GateRows) + n_sections * sizeof (GPtrArray *));

  self->has_headings = has_headings;
  self->n_sections = n_sections;
  for (guint i = 0; i < n_sections; i++)
    self->sections[i] = g_ptr_array_new ();
  return self;
}

void
gate_rows_free (GateRows *self)
{
  for (guint i = 0; i < self->n_sections; i++)
    g_ptr_array_unref (self->sections[i]);
  g_free (self);
}

guint
gate_rows_count_items (const GateRows *self)
{
  guint n = 0;

  for (guint i = 0; i < self->n_sections; i++)
    n += self->sections[i]->len;
  return n;
}

static guint
count_rows_of_section (const GateRows *self,
                       guint           section)
{
  guint n = self->sections[section]->len;

  return n > 0 && self->has_headings ? n + 1 : n;
}

/* The number of rows, headings included. */
guint
gate_rows_get_n_rows (const GateRows *self)
{
  guint n = 0;

  for (guint i = 0; i < self->n_sections; i++)
    n += count_rows_of_section (self, i);
  return n;
}

/**
 * gate_rows_peek:
 * @self: rows
 * @position: a position
 * @heading: (out): the section, when the row is its heading; else the number of sections
 *
 * Returns: (transfer none) (nullable): the item there; %NULL for a heading and past the end
 */
gpointer
gate_rows_peek (const GateRows *self,
                guint           position,
                guint          *heading)
{
  *heading = self->n_sections;
  for (guint i = 0; i < self->n_sections; i++)
    {
      guint n = count_rows_of_section (self, i);

      if (position >= n)
        {
          position -= n;
          continue;
        }
      if (!self->has_headings)
        return self->sections[i]->pdata[position];
      if (position > 0)
        return self->sections[i]->pdata[position - 1];
      *heading = i;
      return NULL;
    }
  return NULL;
}

/**
 * gate_rows_find:
 * @self: rows
 * @item: an item
 * @position: (out): its row
 *
 * Compares pointers, so it also finds an item whose sort key has changed.
 *
 * Returns: whether it is there
 */
gboolean
gate_rows_find (const GateRows *self,
                gconstpointer   item,
                guint          *position)
{
  guint before = 0;
  guint index;

  for (guint i = 0; i < self->n_sections; i++)
    {
      if (g_ptr_array_find (self->sections[i], item, &index))
        {
          *position = before + index + (self->has_headings ? 1 : 0);
          return TRUE;
        }
      before += count_rows_of_section (self, i);
    }
  return FALSE;
}

static gboolean
is_same_row (const GateRows *before,
             guint           position,
             const GateRows *after,
             guint           other_position)
{
  guint heading;
  guint other_heading;
  gpointer item = gate_rows_peek (before, position, &heading);

  return item == gate_rows_peek (after, other_position, &other_heading) && heading == other_heading;
}

/**
 * gate_rows_compare:
 * @before: rows
 * @after: other rows, with as many sections
 *
 * Returns: the smallest range that turns one into the other, for `items-changed`
 */
GateRowsChange
gate_rows_compare (const GateRows *before,
                   const GateRows *after)
{
  guint n_before = gate_rows_get_n_rows (before);
  guint n_after = gate_rows_get_n_rows (after);
  guint shorter = MIN (n_before, n_after);
  guint head = 0;
  guint tail = 0;

  while (head < shorter && is_same_row (before, head, after, head))
    head++;
  while (tail < shorter - head &&
         is_same_row (before, n_before - 1 - tail, after, n_after - 1 - tail))
    tail++;
  return (GateRowsChange) { head, n_before - head - tail, n_after - head - tail };
}
