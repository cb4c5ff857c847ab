/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-list-gaps.h"

#include "gate-session-describe.h"
#include "gate-text.h"

#include <glib/gi18n-lib.h>

#define MAX_PLACE_CHARS 200

/**
 * gate_list_gaps_init:
 * @self: { 0 }
 * @list: an answer
 * @error: return location
 *
 * Returns: %FALSE with %GATE_ERROR_PROTOCOL when the organization counts entries and delivered
 *   none: that is no empty list
 */
gboolean
gate_list_gaps_init (GateListGaps *self,
                     GateApiList  *list,
                     GError      **error)
{
  self->n_unreadable = gate_api_list_get_n_refused (list);
  self->unreadable = g_strdup (gate_api_list_get_refused (list));
  self->n_delivered = gate_api_list_get_n_delivered (list);
  self->n_missing = MAX (0, gate_api_list_get_total (list) - (gint64) self->n_delivered);
  self->is_cut = gate_api_list_is_cut (list);
  if (self->n_delivered > 0 || (self->n_missing == 0 && !self->is_cut))
    return TRUE;
  g_propagate_error (error,
                     gate_session_refuse (GATE_ERROR_PROTOCOL, GATE_REFUSED_NOT_DELIVERED));
  return FALSE;
}

void
gate_list_gaps_clear (GateListGaps *self)
{
  g_clear_pointer (&self->unreadable, g_free);
}

/**
 * gate_list_gaps_set:
 * @self: gaps
 * @gaps: the gaps of a newer answer
 *
 * Returns: whether other numbers are lacking now
 */
gboolean
gate_list_gaps_set (GateListGaps       *self,
                    const GateListGaps *gaps)
{
  gboolean is_other = self->n_unreadable != gaps->n_unreadable ||
                      self->n_missing != gaps->n_missing ||
                      self->n_delivered != gaps->n_delivered || self->is_cut != gaps->is_cut;

  gate_set_str (&self->unreadable, gaps->unreadable);
  self->n_unreadable = gaps->n_unreadable;
  self->n_delivered = gaps->n_delivered;
  self->n_missing = gaps->n_missing;
  self->is_cut = gaps->is_cut;
  return is_other;
}

gboolean
gate_list_gaps_are_none (const GateListGaps *self)
{
  return self->n_unreadable == 0 && self->n_missing == 0 && !self->is_cut;
}

static char *
describe_unreadable (const GateListGaps *self)
{
  g_autofree char *where = gate_text_for_display (self->unreadable, MAX_PLACE_CHARS);

  /* Translators: %u is a number, %s says where in an answer and what is wrong with it. */
  return g_strdup_printf (ngettext ("%u entry of the answer could not be read: %s",
                                    "%u entries of the answer could not be read: %s",
                                    self->n_unreadable),
                          self->n_unreadable,
                          where);
}

static char *
describe_missing (const GateListGaps *self)
{
  g_autofree char *total = NULL;

  if (self->n_missing == 0)
    /* Translators: %'u is a number. */
    return g_strdup_printf (ngettext ("Only the first %'u entry of the list was read.",
                                      "Only the first %'u entries of the list were read.",
                                      self->n_delivered),
                            self->n_delivered);
  total = g_strdup_printf ("%'" G_GINT64_FORMAT, self->n_missing + self->n_delivered);
  /* Translators: %s is the larger number, %'u the smaller one. */
  return g_strdup_printf (ngettext ("The organization says that there are %s; %'u was delivered.",
                                    "The organization says that there are %s; %'u were delivered.",
                                    self->n_delivered),
                          total,
                          self->n_delivered);
}

/**
 * gate_list_gaps_describe:
 * @self: gaps
 * @title: (nullable): what people call the list, before translation
 *
 * Returns: (transfer full) (nullable): a sentence on what the answer lacks; %NULL when it lacks
 *   nothing
 */
char *
gate_list_gaps_describe (const GateListGaps *self,
                         const char         *title)
{
  g_autofree char *unreadable = self->n_unreadable > 0 ? describe_unreadable (self) : NULL;
  g_autofree char *missing =
      self->n_missing > 0 || self->is_cut ? describe_missing (self) : NULL;
  g_autofree char *both = NULL;
  const char *gaps = unreadable != NULL ? unreadable : missing;

  if (unreadable != NULL && missing != NULL)
    gaps = both = g_strconcat (missing, " ", unreadable, NULL);
  if (gaps == NULL || title == NULL)
    return g_strdup (gaps);
  /* Translators: the first %s names a list, e.g. “Applications”, the second is a sentence. */
  return g_strdup_printf (_ ("%s: %s"), _ (title), gaps);
}
