/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "gate-authorization-sections.h"

#include <string.h>

/**
 * gate_authorization_list_section_of:
 * @item: an authorization
 *
 * Returns: the one section that it stands in
 */
GateAuthorizationListSection
gate_authorization_list_section_of (GateAuthorization *item)
{
  if (gate_authorization_get_state (item) == GATE_AUTHORIZATION_REQUESTED)
    return GATE_AUTHORIZATION_LIST_SECTION_PENDING;
  if (gate_authorization_is_built_in (item))
    return GATE_AUTHORIZATION_LIST_SECTION_BUILT_IN;
  return GATE_AUTHORIZATION_LIST_SECTION_APPLICATIONS;
}

GateAuthorizationSections *
gate_authorization_sections_new (void)
{
  GateAuthorizationSections *self = g_new0 (GateAuthorizationSections, 1);

  for (guint i = 0; i < GATE_AUTHORIZATION_LIST_N_SECTIONS; i++)
    self->sections[i] = g_ptr_array_new ();
  return self;
}

GateAuthorizationSections *
gate_authorization_sections_copy (const GateAuthorizationSections *self)
{
  GateAuthorizationSections *copy = g_new0 (GateAuthorizationSections, 1);

  for (guint i = 0; i < GATE_AUTHORIZATION_LIST_N_SECTIONS; i++)
    copy->sections[i] = g_ptr_array_copy (self->sections[i], NULL, NULL);
  return copy;
}

void
gate_authorization_sections_free (GateAuthorizationSections *self)
{
  for (guint i = 0; i < GATE_AUTHORIZATION_LIST_N_SECTIONS; i++)
    g_ptr_array_unref (self->sections[i]);
  g_free (self);
}

/**
 * gate_authorization_sections_count:
 * @self: rows
 *
 * Returns: how many authorizations there are
 */
guint
gate_authorization_sections_count (const GateAuthorizationSections *self)
{
  guint n = 0;

  for (guint i = 0; i < GATE_AUTHORIZATION_LIST_N_SECTIONS; i++)
    n += self->sections[i]->len;
  return n;
}

static guint
rows_of_section (const GateAuthorizationSections *self,
                 guint                            section)
{
  guint n = self->sections[section]->len;

  return n > 0 ? n + 1 : 0;
}

/**
 * gate_authorization_sections_n_items:
 * @self: rows
 *
 * Returns: how many rows there are, headings included
 */
guint
gate_authorization_sections_n_items (const GateAuthorizationSections *self)
{
  guint n = 0;

  for (guint i = 0; i < GATE_AUTHORIZATION_LIST_N_SECTIONS; i++)
    n += rows_of_section (self, i);
  return n;
}

/**
 * gate_authorization_sections_peek:
 * @self: rows
 * @position: a position below gate_authorization_sections_n_items()
 * @heading: (out): whose heading it is, %GATE_AUTHORIZATION_LIST_N_SECTIONS when it is not one
 *
 * Returns: (transfer none) (nullable): the authorization there; %NULL for a heading
 */
GateAuthorization *
gate_authorization_sections_peek (const GateAuthorizationSections *self,
                                  guint                            position,
                                  GateAuthorizationListSection    *heading)
{
  *heading = GATE_AUTHORIZATION_LIST_N_SECTIONS;
  for (guint i = 0; i < GATE_AUTHORIZATION_LIST_N_SECTIONS; i++)
    {
      guint n = rows_of_section (self, i);

      if (position >= n)
        {
          position -= n;
          continue;
        }
      if (position > 0)
        return self->sections[i]->pdata[position - 1];
      *heading = (GateAuthorizationListSection) i;
      return NULL;
    }
  return NULL;
}

/**
 * gate_authorization_sections_find:
 * @self: rows
 * @item: an authorization
 * @position: (out): its row
 *
 * Goes by identity, so that it finds what no longer stands where its name says.
 *
 * Returns: whether it is there
 */
gboolean
gate_authorization_sections_find (const GateAuthorizationSections *self,
                                  GateAuthorization               *item,
                                  guint                           *position)
{
  guint before = 0;
  guint index;

  for (guint i = 0; i < GATE_AUTHORIZATION_LIST_N_SECTIONS; i++)
    {
      if (g_ptr_array_find (self->sections[i], item, &index))
        {
          *position = before + 1 + index;
          return TRUE;
        }
      before += rows_of_section (self, i);
    }
  return FALSE;
}

/**
 * gate_authorization_sections_insert:
 * @self: rows
 * @item: (transfer none): an authorization that is not among them
 *
 * Puts it where its state and name say.
 */
void
gate_authorization_sections_insert (GateAuthorizationSections *self,
                                    GateAuthorization         *item)
{
  GPtrArray *section = self->sections[gate_authorization_list_section_of (item)];
  const char *key = gate_authorization_get_sort_key (item);
  guint low = 0;
  guint high = section->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (strcmp (gate_authorization_get_sort_key (section->pdata[middle]), key) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  g_ptr_array_insert (section, (int) low, item);
}

gboolean
gate_authorization_sections_remove (GateAuthorizationSections *self,
                                    GateAuthorization         *item)
{
  for (guint i = 0; i < GATE_AUTHORIZATION_LIST_N_SECTIONS; i++)
    if (g_ptr_array_remove (self->sections[i], item))
      return TRUE;
  return FALSE;
}

static gboolean
same_row (const GateAuthorizationSections *before,
          guint                            position,
          const GateAuthorizationSections *after,
          guint                            other_position)
{
  GateAuthorizationListSection heading;
  GateAuthorizationListSection other_heading;
  GateAuthorization *item = gate_authorization_sections_peek (before, position, &heading);

  return item == gate_authorization_sections_peek (after, other_position, &other_heading) &&
         heading == other_heading;
}

/**
 * gate_authorization_sections_compare:
 * @before: rows
 * @after: other rows
 *
 * Returns: the smallest range that turns one into the other, as `items-changed` wants it
 */
GateSectionsChange
gate_authorization_sections_compare (const GateAuthorizationSections *before,
                                     const GateAuthorizationSections *after)
{
  guint n_before = gate_authorization_sections_n_items (before);
  guint n_after = gate_authorization_sections_n_items (after);
  guint shorter = MIN (n_before, n_after);
  guint head = 0;
  guint tail = 0;

  while (head < shorter && same_row (before, head, after, head))
    head++;
  while (tail < shorter - head && same_row (before, n_before - 1 - tail, after, n_after - 1 - tail))
    tail++;
  return (GateSectionsChange) { head, n_before - head - tail, n_after - head - tail };
}
