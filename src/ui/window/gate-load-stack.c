/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-load-stack.h"

#include "gate-error.h"
#include "gate-focus.h"
#include "gate-format.h"
#include "gate-session-describe.h"
#include "gate-status-page.h"
#include "gate-text.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define SLOW_MS 300

struct _GateLoadStack
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkWidget *waiting;
  GtkLabel *progress;
  AdwStatusPage *error_page;
  GtkLabel *words;
  GtkWidget *try_again;
  GtkWidget *switch_account;
  GtkWidget *id_line;
  GtkLabel *id;
  GtkWidget *copy;
  AdwBin *refused;
  AdwBin *empty;
  AdwBin *content;

  char *title;
  char *progress_text;
  GtkWidget *start; /* the property, weak */
  GateResource *resource;
  GSignalGroup *resource_signals;
  guint slow_id;
  gboolean closable;
};

G_DEFINE_FINAL_TYPE (GateLoadStack, gate_load_stack, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_RESOURCE,
  PROP_TITLE,
  PROP_PROGRESS,
  PROP_CLOSABLE,
  PROP_REFUSED,
  PROP_EMPTY,
  PROP_CHILD,
  PROP_START,
  PROP_SHOWN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GateNextStep
find_next_step (GateLoadStack *self)
{
  const GError *error = gate_resource_get_error (self->resource);

  return gate_cause_get_next_step (gate_error_get_cause (error));
}

/* The name of the page to show; NULL keeps the page. Without a page for a refused resource, the
 * whole window says which permission is missing as soon as that is known. */
static const char *
choose_page (GateLoadStack *self)
{
  if (gate_resource_has_content (self->resource))
    return gate_resource_is_empty (self->resource) ? "empty" : "content";
  switch (gate_resource_get_state (self->resource))
    {
    case GATE_RESOURCE_IDLE:
    case GATE_RESOURCE_LOADING:
      return "loading";
    case GATE_RESOURCE_FAILED:
      return "error";
    case GATE_RESOURCE_REFUSED:
      if (find_next_step (self) != GATE_NEXT_ASK_ADMINISTRATOR)
        return "error";
      return adw_bin_get_child (self->refused) != NULL ? "refused" : "loading";
    case GATE_RESOURCE_READY:
    default:
      return NULL;
    }
}

static gboolean
slow_cb (gpointer user_data)
{
  GateLoadStack *self = user_data;

  self->slow_id = 0;
  gtk_widget_set_visible (self->waiting, TRUE);
  return G_SOURCE_REMOVE;
}

/* Shows the spinner only after SLOW_MS, so that a quick load shows none. */
static void
show_waiting (GateLoadStack *self,
              gboolean       waits)
{
  if (waits && self->slow_id == 0 && !gtk_widget_get_visible (self->waiting))
    self->slow_id = g_timeout_add (SLOW_MS, slow_cb, self);
  if (waits)
    return;
  g_clear_handle_id (&self->slow_id, g_source_remove);
  gtk_widget_set_visible (self->waiting, FALSE);
}

static void
show_progress (GateLoadStack *self)
{
  g_autofree char *text = NULL;

  if (self->progress_text != NULL)
    text = g_strdup (self->progress_text);
  else if (gate_resource_is_loading (self->resource))
    text = gate_format_loading (gate_resource_get_n_loaded (self->resource));
  gtk_label_set_label (self->progress, text != NULL ? text : _ ("Starting…"));
}

/* Shows a line that may be missing. */
static void
show_line (GtkLabel   *label,
           GtkWidget  *line,
           const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (line, text != NULL);
}

static void
show_problem (GateLoadStack *self)
{
  const GError *error = gate_resource_get_error (self->resource);
  g_autofree char *words = gate_session_describe_words (error);
  g_autofree char *id = gate_session_describe_id (error);
  const char *copied = gate_error_get_correlation_id (error);

  gtk_button_set_label (GTK_BUTTON (self->try_again),
                        gate_session_is_stop (error) ? _ ("Start It Again") : _ ("Try Again"));
  gtk_widget_set_visible (self->switch_account, find_next_step (self) == GATE_NEXT_SWITCH_ACCOUNT);
  gate_status_page_set_text (self->error_page, gate_resource_get_error_sentence (self->resource));
  show_line (self->words, GTK_WIDGET (self->words), words);
  show_line (self->id, self->id_line, id);
  if (id != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->copy), "s",
                                      copied != NULL ? copied : id);
}

/* Whether the next page may take the focus: the focus is in this widget, or in no visible widget.
 * With “start”, also a focus elsewhere while the stack is loading: GTK put it there because the
 * loading page has nothing to focus. */
static gboolean
may_take_focus (GateLoadStack *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return FALSE;
  return focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) ||
         !gtk_widget_get_mapped (focus) ||
         (self->start != NULL &&
          g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "loading") == 0);
}

static void
show_page (GateLoadStack *self,
           const char    *name)
{
  gboolean focus;

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), name) == 0)
    return;
  focus = may_take_focus (self);
  gtk_stack_set_visible_child_name (self->stack, name);
  if (focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
}

static void
update_page (GateLoadStack *self)
{
  const char *page = self->resource != NULL ? choose_page (self) : NULL;

  show_waiting (self, g_strcmp0 (page, "loading") == 0);
  if (page == NULL)
    return;
  show_progress (self);
  show_problem (self);
  show_page (self, page);
}

static gboolean
gate_load_stack_grab_focus (GtkWidget *widget)
{
  GateLoadStack *self = GATE_LOAD_STACK (widget);
  const char *shown = gtk_stack_get_visible_child_name (self->stack);
  GtkWidget *content = self->start != NULL ? self->start : adw_bin_get_child (self->content);

  if (g_strcmp0 (shown, "error") == 0)
    return gtk_widget_grab_focus (self->try_again);
  if (g_strcmp0 (shown, "refused") == 0)
    return gtk_widget_child_focus (GTK_WIDGET (self->refused), GTK_DIR_TAB_FORWARD);
  if (g_strcmp0 (shown, "empty") == 0)
    return gtk_widget_child_focus (GTK_WIDGET (self->empty), GTK_DIR_TAB_FORWARD);
  return g_strcmp0 (shown, "content") == 0 && content != NULL && gtk_widget_grab_focus (content);
}

static void
gate_load_stack_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  GateLoadStack *self = GATE_LOAD_STACK (object);

  switch (prop_id)
    {
    case PROP_RESOURCE:
      g_value_set_object (value, self->resource);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_PROGRESS:
      g_value_set_string (value, self->progress_text);
      break;
    case PROP_CLOSABLE:
      g_value_set_boolean (value, self->closable);
      break;
    case PROP_REFUSED:
      g_value_set_object (value, adw_bin_get_child (self->refused));
      break;
    case PROP_EMPTY:
      g_value_set_object (value, adw_bin_get_child (self->empty));
      break;
    case PROP_CHILD:
      g_value_set_object (value, adw_bin_get_child (self->content));
      break;
    case PROP_START:
      g_value_set_object (value, self->start);
      break;
    case PROP_SHOWN:
      g_value_set_string (value, gtk_stack_get_visible_child_name (self->stack));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_load_stack_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  GateLoadStack *self = GATE_LOAD_STACK (object);

  switch (prop_id)
    {
    case PROP_RESOURCE:
      gate_load_stack_set_resource (self, g_value_get_object (value));
      break;
    case PROP_TITLE:
      if (gate_set_str (&self->title, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_PROGRESS:
      if (gate_set_str (&self->progress_text, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_CLOSABLE:
      self->closable = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_REFUSED:
      adw_bin_set_child (self->refused, g_value_get_object (value));
      break;
    case PROP_EMPTY:
      adw_bin_set_child (self->empty, g_value_get_object (value));
      break;
    case PROP_CHILD:
      adw_bin_set_child (self->content, g_value_get_object (value));
      break;
    case PROP_START:
      if (g_set_weak_pointer (&self->start, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_load_stack_dispose (GObject *object)
{
  GateLoadStack *self = GATE_LOAD_STACK (object);

  g_clear_handle_id (&self->slow_id, g_source_remove);
  g_clear_object (&self->resource_signals);
  g_clear_weak_pointer (&self->start);
  gtk_widget_dispose_template (GTK_WIDGET (self), GATE_TYPE_LOAD_STACK);
  g_clear_object (&self->resource);
  G_OBJECT_CLASS (gate_load_stack_parent_class)->dispose (object);
}

static void
gate_load_stack_finalize (GObject *object)
{
  GateLoadStack *self = GATE_LOAD_STACK (object);

  g_free (self->title);
  g_free (self->progress_text);
  G_OBJECT_CLASS (gate_load_stack_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, GateLoadStack, stack);
  gtk_widget_class_bind_template_child (widget_class, GateLoadStack, waiting);
  gtk_widget_class_bind_template_child (widget_class, GateLoadStack, progress);
  gtk_widget_class_bind_template_child (widget_class, GateLoadStack, error_page);
  gtk_widget_class_bind_template_child (widget_class, GateLoadStack, try_again);
  gtk_widget_class_bind_template_child (widget_class, GateLoadStack, switch_account);
  gtk_widget_class_bind_template_child (widget_class, GateLoadStack, words);
  gtk_widget_class_bind_template_child (widget_class, GateLoadStack, id_line);
  gtk_widget_class_bind_template_child (widget_class, GateLoadStack, id);
  gtk_widget_class_bind_template_child (widget_class, GateLoadStack, copy);
  gtk_widget_class_bind_template_child (widget_class, GateLoadStack, refused);
  gtk_widget_class_bind_template_child (widget_class, GateLoadStack, empty);
  gtk_widget_class_bind_template_child (widget_class, GateLoadStack, content);
}

static void
define_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_RESOURCE] =
      g_param_spec_object ("resource", NULL, NULL, GATE_TYPE_RESOURCE, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_PROGRESS] = g_param_spec_string ("progress", NULL, NULL, NULL, flags);
  properties[PROP_CLOSABLE] = g_param_spec_boolean ("closable", NULL, NULL, FALSE, flags);
  properties[PROP_REFUSED] = g_param_spec_object ("refused", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_EMPTY] = g_param_spec_object ("empty", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_START] = g_param_spec_object ("start", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_SHOWN] =
      g_param_spec_string ("shown", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gate_load_stack_class_init (GateLoadStackClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gate_load_stack_get_property;
  object_class->set_property = gate_load_stack_set_property;
  object_class->dispose = gate_load_stack_dispose;
  object_class->finalize = gate_load_stack_finalize;
  widget_class->grab_focus = gate_load_stack_grab_focus;
  widget_class->focus = gate_focus_child;
  define_properties (object_class);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gatehouse/Gatehouse/gate-load-stack.ui");
  bind_children (widget_class);
}

static void
gate_load_stack_init (GateLoadStack *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->resource_signals = g_signal_group_new (GATE_TYPE_RESOURCE);
  g_signal_group_connect_swapped (self->resource_signals, "notify", G_CALLBACK (update_page), self);
}

void
gate_load_stack_set_resource (GateLoadStack *self,
                              GateResource  *resource)
{
  g_return_if_fail (GATE_IS_LOAD_STACK (self));

  if (!g_set_object (&self->resource, resource))
    return;
  g_signal_group_set_target (self->resource_signals, resource);
  update_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RESOURCE]);
}
