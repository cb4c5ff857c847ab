/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* AdwComboRow cuts its value after about twenty letters, and GtkDropDown finds only what a name
 * begins with (GTK 4.8), so the list is a part of the page. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-region-row.h"

#include "gate-accessible-name.h"
#include "gate-form-row.h"
#include "gate-region.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _GateRegionRow
{
  AdwExpanderRow parent_instance;

  GtkSearchEntry *search;
  GPtrArray *rows;          /* AdwActionRow: the regions in their order, then the others */
  GtkWidget *chosen;        /* one of them, or NULL */
  GateConnectPlace place;
  const GateRegion *region; /* NULL without one of the list */
};

G_DEFINE_FINAL_TYPE (GateRegionRow, gate_region_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define CHECK "gate-check"

static char *
describe (const GateRegion *region)
{
  /* Translators: a place, then the name of an environment: “Frankfurt — mypurecloud.de”. */
  return g_strdup_printf (C_ ("region", "%1$s — %2$s"), gate_region_get_place (region),
                          region->environment);
}

/* The check mark is for the eyes; the state tells the same. */
static void
mark (GtkWidget *row,
      gboolean   is_chosen)
{
  gtk_widget_set_opacity (g_object_get_data (G_OBJECT (row), CHECK), is_chosen ? 1 : 0);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_SELECTED, is_chosen, -1);
}

static void
choose (GateRegionRow    *self,
        GtkWidget        *row,
        GateConnectPlace  place,
        const GateRegion *region)
{
  g_autofree char *text =
      region != NULL ? describe (region) :
                       g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));

  if (self->chosen != NULL)
    mark (self->chosen, FALSE);
  mark (row, TRUE);
  self->chosen = row;
  self->place = place;
  self->region = region;
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), text);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  /* The row that has the focus goes away; the focus stays on the one that shows the choice. */
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_UP);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), FALSE);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
row_activated_cb (GateRegionRow *self,
                  GtkWidget     *row)
{
  guint n_regions = 0;
  const GateRegion *regions = gate_region_get_all (&n_regions);
  guint position = 0;

  g_return_if_fail (g_ptr_array_find (self->rows, row, &position));

  if (position < n_regions)
    choose (self, row, GATE_CONNECT_PLACE_REGION, &regions[position]);
  else
    choose (self, row,
            position == n_regions ? GATE_CONNECT_PLACE_ENVIRONMENT : GATE_CONNECT_PLACE_ADDRESSES,
            NULL);
}

static void
search_cb (GateRegionRow *self)
{
  guint n_regions = 0;
  const GateRegion *regions = gate_region_get_all (&n_regions);
  g_autofree char *wanted =
      g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);

  g_strstrip (wanted);
  for (guint i = 0; i < n_regions; i++)
    {
      g_autofree char *text = g_strjoin (" ", gate_region_get_place (&regions[i]),
                                         regions[i].environment, regions[i].key, NULL);
      g_autofree char *folded = g_utf8_casefold (text, -1);

      gtk_widget_set_visible (self->rows->pdata[i], strstr (folded, wanted) != NULL);
    }
}

/* Return in the search takes the first row that is found. */
static void
search_activate_cb (GateRegionRow *self)
{
  search_cb (self);
  for (guint i = 0; i < self->rows->len; i++)
    if (gtk_widget_get_visible (self->rows->pdata[i]))
      {
        row_activated_cb (self, self->rows->pdata[i]);
        return;
      }
}

static void
add_row (GateRegionRow *self,
         const char    *title,
         const char    *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = g_object_new (GTK_TYPE_IMAGE, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, "icon-name",
                                   "object-select-symbolic", NULL);
  g_autofree char *name = g_strdup_printf ("%s, %s", title, subtitle);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), check);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gate_set_accessible_name (row, name);
  g_object_set_data (G_OBJECT (row), CHECK, check);
  mark (row, FALSE);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_ptr_array_add (self->rows, row);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

static void
add_search (GateRegionRow *self)
{
  GtkWidget *row;

  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->search, "placeholder-text", _ ("Search by place or name"), "margin-top", 8,
                "margin-bottom", 8, "margin-start", 12, "margin-end", 12, NULL);
  gate_set_accessible_name (GTK_WIDGET (self->search), _ ("Search regions"));
  row = gate_form_row_new (GTK_WIDGET (self->search));
  gate_set_accessible_name (row, _ ("Search regions"));
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (search_activate_cb), self,
                           G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

static void
gate_region_row_finalize (GObject *object)
{
  g_ptr_array_unref (GATE_REGION_ROW (object)->rows);
  G_OBJECT_CLASS (gate_region_row_parent_class)->finalize (object);
}

static void
gate_region_row_class_init (GateRegionRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gate_region_row_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gate_region_row_init (GateRegionRow *self)
{
  guint n_regions = 0;
  const GateRegion *regions = gate_region_get_all (&n_regions);

  self->rows = g_ptr_array_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Region"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), _ ("Choose where your organization is"));
  gate_name_row_and_lists (GTK_WIDGET (self), _ ("Region"));
  add_search (self);
  for (guint i = 0; i < n_regions; i++)
    add_row (self, gate_region_get_place (&regions[i]), regions[i].environment);
  add_row (self, _ ("Other Environment…"), _ ("A region that is not in this list"));
  add_row (self, _ ("Other Addresses…"), _ ("A gateway, a private cloud or a test server"));
}

GateConnectPlace
gate_region_row_get_place (GateRegionRow *self)
{
  g_return_val_if_fail (GATE_IS_REGION_ROW (self), GATE_CONNECT_PLACE_NONE);

  return self->place;
}

/**
 * gate_region_row_get_environment:
 * @self: the row
 *
 * Returns: (transfer none): the environment of the chosen region, empty without one
 */
const char *
gate_region_row_get_environment (GateRegionRow *self)
{
  g_return_val_if_fail (GATE_IS_REGION_ROW (self), NULL);

  return self->region != NULL ? self->region->environment : "";
}
