/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-scope-row.h"

#include <glib/gi18n-lib.h>

#include "gate-accessible-name.h"
#include "gate-scope.h"
#include "gate-text.h"
#include "gate-title-lines.h"

#define MAX_SHOWN_CHARS 100
#define TITLE_LINES 2
#define MAX_SENTENCE_CHARS 300

struct _GateScopeRow
{
  AdwActionRow parent_instance;

  char     *scope_id;
  char     *search_key;
  gboolean  selectable;
  gboolean  selected;
  GateScopeMark mark;

  GtkCheckButton *check;
  GtkImage       *icon;
  GtkLabel       *access_label;
  GtkLabel       *mark_label;
};

G_DEFINE_FINAL_TYPE (GateScopeRow, gate_scope_row, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_0,
  PROP_SELECTED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *
access_name (GateScopeAccess access)
{
  switch (access)
    {
    case GATE_SCOPE_READ:
      return C_ ("scope", "Read-only");
    case GATE_SCOPE_CHANGE:
      return C_ ("scope", "Can change data");
    case GATE_SCOPE_ADMIN:
      return C_ ("scope", "Admin");
    case GATE_SCOPE_UNKNOWN:
    default:
      return C_ ("scope", "Unknown scope");
    }
}

static const char *
access_class (GateScopeAccess access)
{
  switch (access)
    {
    case GATE_SCOPE_READ:
      return "read";
    case GATE_SCOPE_CHANGE:
      return "change";
    case GATE_SCOPE_ADMIN:
    case GATE_SCOPE_UNKNOWN:
    default:
      return "admin";
    }
}

/* The text of the mark; NULL without one. */
static const char *
mark_name (GateScopeRow *self)
{
  switch (self->mark)
    {
    case GATE_SCOPE_MARK_NEW:
      return C_ ("scope", "New request");
    case GATE_SCOPE_MARK_NOT_GRANTED:
      return self->selected ? NULL : C_ ("scope", "Not granted");
    case GATE_SCOPE_MARK_REFUSED:
      return self->selected ? C_ ("scope", "Refused") : NULL;
    case GATE_SCOPE_MARK_NONE:
    default:
      return NULL;
    }
}

static void
set_mark_class (GateScopeRow *self,
                const char   *name,
                gboolean      has_it)
{
  if (has_it)
    gtk_widget_add_css_class (GTK_WIDGET (self->mark_label), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->mark_label), name);
}

static void
show_mark (GateScopeRow *self)
{
  const char *name = mark_name (self);
  const char *tooltip = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->mark_label), name != NULL);
  gtk_label_set_label (self->mark_label, name != NULL ? name : "");
  set_mark_class (self, "new", self->mark == GATE_SCOPE_MARK_NEW);
  set_mark_class (self, "revoked", self->mark == GATE_SCOPE_MARK_REFUSED);
  if (self->mark == GATE_SCOPE_MARK_NEW)
    tooltip = _ ("The application’s registration was changed after the last decision");
  else if (self->mark == GATE_SCOPE_MARK_REFUSED)
    tooltip = _ ("The organization refused this scope as not valid");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->mark_label), tooltip);
}

/* Names the whole row, because the row has the focus and a screen reader reads its name. The check
 * mark itself is named after the scope. */
static void
update_accessible (GateScopeRow *self)
{
  GateScopeAccess access = gate_scope_access_of (self->scope_id);
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  const char *granted = self->selected ? C_ ("scope", "Granted") : C_ ("scope", "Not granted");
  const char *ticked = self->selected ? C_ ("scope", "Selected") : C_ ("scope", "Not selected");
  /* Translators: a scope, the access that it gives, and whether it is granted or selected, e.g.
   * “quality, Can change data, Not selected”. */
  g_autofree char *label = g_strdup_printf (C_ ("scope", "%s, %s, %s"),
                                            title,
                                            access_name (access),
                                            self->selectable ? ticked : granted);

  if (mark_name (self) != NULL && (self->selectable || self->mark == GATE_SCOPE_MARK_NEW))
    {
      g_autofree char *plain = g_steal_pointer (&label);

      /* Translators: the first %s is the text of a scope as above, the second is “New request” or
       * “Not granted”. */
      label = g_strdup_printf (C_ ("scope", "%s, %s"), plain, mark_name (self));
    }
  gate_set_accessible_name (GTK_WIDGET (self), label);
  gate_set_accessible_name (GTK_WIDGET (self->icon), granted);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->icon), granted);
}

static void
show_selected (GateScopeRow *self)
{
  gtk_check_button_set_active (self->check, self->selected);
  gtk_image_set_from_icon_name (self->icon,
                                self->selected ? "object-select-symbolic" : "list-remove-symbolic");
  show_mark (self);
  update_accessible (self);
}

static void
check_active_cb (GateScopeRow *self)
{
  gate_scope_row_set_selected (self, gtk_check_button_get_active (self->check));
}

/* On GTK 4.8 assistive technologies get no action from a check button or a list row, but they get
 * the class actions of a widget. */
static void
toggle_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  GateScopeRow *self = GATE_SCOPE_ROW (widget);

  gate_scope_row_set_selected (self, !self->selected);
}

static void
gate_scope_row_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  GateScopeRow *self = GATE_SCOPE_ROW (object);

  switch (prop_id)
    {
    case PROP_SELECTED:
      g_value_set_boolean (value, self->selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_scope_row_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_SELECTED:
      gate_scope_row_set_selected (GATE_SCOPE_ROW (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_scope_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GATE_TYPE_SCOPE_ROW);
  G_OBJECT_CLASS (gate_scope_row_parent_class)->dispose (object);
}

static void
gate_scope_row_finalize (GObject *object)
{
  GateScopeRow *self = GATE_SCOPE_ROW (object);

  g_free (self->scope_id);
  g_free (self->search_key);
  G_OBJECT_CLASS (gate_scope_row_parent_class)->finalize (object);
}

static void
gate_scope_row_class_init (GateScopeRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gate_scope_row_get_property;
  object_class->set_property = gate_scope_row_set_property;
  object_class->dispose = gate_scope_row_dispose;
  object_class->finalize = gate_scope_row_finalize;

  properties[PROP_SELECTED] =
      g_param_spec_boolean ("selected", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gatehouse/Gatehouse/gate-scope-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GateScopeRow, check);
  gtk_widget_class_bind_template_child (widget_class, GateScopeRow, icon);
  gtk_widget_class_bind_template_child (widget_class, GateScopeRow, access_label);
  gtk_widget_class_bind_template_child (widget_class, GateScopeRow, mark_label);
  gtk_widget_class_bind_template_callback (widget_class, check_active_cb);
  gtk_widget_class_install_action (widget_class, "scope.toggle", NULL, toggle_action_cb);
}

static void
gate_scope_row_init (GateScopeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gate_scope_row_make_search_key:
 * @scope_id: as in gate_scope_row_new()
 * @description: (nullable): as in gate_scope_row_new()
 *
 * Returns: (transfer full): the text to search in, case folded
 */
char *
gate_scope_row_make_search_key (const char *scope_id,
                                const char *description)
{
  g_autofree char *title = gate_text_for_display (scope_id, MAX_SHOWN_CHARS);
  g_autofree char *sentence = gate_text_for_display (description, MAX_SENTENCE_CHARS);
  g_autofree char *both = g_strdup_printf ("%s\n%s", title, sentence);

  return g_utf8_casefold (both, -1);
}

/**
 * gate_scope_row_new:
 * @scope_id: the scope as the organization sent it; it may be unknown
 * @description: (nullable): the sentence of the scope
 * @selectable: whether the row has a check mark
 * @selected: whether the scope is ticked, or granted in a row without a check mark
 *
 * Returns: (transfer floating): a row for a list box
 */
GateScopeRow *
gate_scope_row_new (const char *scope_id,
                    const char *description,
                    gboolean    selectable,
                    gboolean    selected)
{
  GateScopeRow *self = g_object_new (GATE_TYPE_SCOPE_ROW, NULL);
  GateScopeAccess access = gate_scope_access_of (scope_id);
  g_autofree char *title = gate_text_for_display (scope_id, MAX_SHOWN_CHARS);
  g_autofree char *sentence = gate_text_for_display (description, MAX_SENTENCE_CHARS);

  self->scope_id = g_strdup (scope_id);
  self->search_key = gate_scope_row_make_search_key (scope_id, description);
  self->selectable = selectable;
  self->selected = selected;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  gate_title_lines_set (ADW_ACTION_ROW (self), TITLE_LINES);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), sentence);
  gtk_label_set_label (self->access_label, access_name (access));
  gtk_widget_add_css_class (GTK_WIDGET (self->access_label), access_class (access));
  gtk_widget_set_visible (GTK_WIDGET (self->check), selectable);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !selectable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "scope.toggle", selectable);
  if (selectable)
    adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->check));
  /* AdwActionRow labels both by its title too; a screen reader would read the title twice. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->check),
                                 GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
  show_selected (self);
  return self;
}

const char *
gate_scope_row_get_scope_id (GateScopeRow *self)
{
  g_return_val_if_fail (GATE_IS_SCOPE_ROW (self), NULL);

  return self->scope_id;
}

/**
 * gate_scope_row_shows:
 * @self: a row
 * @scope_id: as in gate_scope_row_new()
 * @description: (nullable): as in gate_scope_row_new()
 * @selectable: as in gate_scope_row_new()
 *
 * Returns: whether a new row with these values would look the same
 */
gboolean
gate_scope_row_shows (GateScopeRow *self,
                      const char   *scope_id,
                      const char   *description,
                      gboolean      selectable)
{
  g_autofree char *sentence = gate_text_for_display (description, MAX_SENTENCE_CHARS);

  g_return_val_if_fail (GATE_IS_SCOPE_ROW (self), FALSE);

  return self->selectable == selectable && g_str_equal (self->scope_id, scope_id) &&
         g_strcmp0 (adw_action_row_get_subtitle (ADW_ACTION_ROW (self)), sentence) == 0;
}

void
gate_scope_row_set_mark (GateScopeRow *self,
                         GateScopeMark mark)
{
  g_return_if_fail (GATE_IS_SCOPE_ROW (self));

  if (self->mark == mark)
    return;
  self->mark = mark;
  show_mark (self);
  update_accessible (self);
}

gboolean
gate_scope_row_is_selected (GateScopeRow *self)
{
  g_return_val_if_fail (GATE_IS_SCOPE_ROW (self), FALSE);

  return self->selected;
}

void
gate_scope_row_set_selected (GateScopeRow *self,
                             gboolean      selected)
{
  g_return_if_fail (GATE_IS_SCOPE_ROW (self));

  if (self->selected == selected)
    return;
  self->selected = selected;
  show_selected (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

/**
 * gate_scope_row_matches:
 * @self: a row
 * @folded_search: the text to search for, case folded; an empty text matches
 *
 * Returns: whether the ID or the sentence of the scope contains the text
 */
gboolean
gate_scope_row_matches (GateScopeRow *self,
                        const char   *folded_search)
{
  g_return_val_if_fail (GATE_IS_SCOPE_ROW (self), FALSE);

  return strstr (self->search_key, folded_search) != NULL;
}
