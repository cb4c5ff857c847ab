/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-load-stack.h"

#include "gate-format.h"
#include "gate-session-describe.h"

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
  GtkWidget *try_again;
  GtkWidget *correlation;
  GtkLabel *correlation_label;
  GtkWidget *copy;
  GtkWidget *authorize;
  AdwBin *bin;

  GtkWidget *start; /* in the page, weak */
  GateResource *resource;
  GSignalGroup *resource_signals;
  guint slow_id;
};

G_DEFINE_FINAL_TYPE (GateLoadStack, gate_load_stack, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_RESOURCE,
  PROP_CHILD,
  PROP_START,
  PROP_SHOWN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* A resource that is refused has no page here: what is missing opens more than this page. */
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

/* A load that is quick shows no spinner. */
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

  if (gate_resource_is_loading (self->resource))
    text = gate_format_loading (gate_resource_get_n_loaded (self->resource));
  gtk_label_set_label (self->progress, text != NULL ? text : _ ("Starting…"));
}

static void
show_problem (GateLoadStack *self)
{
  const char *problem = gate_resource_get_error_sentence (self->resource);
  const char *correlation_id = gate_resource_get_correlation_id (self->resource);
  g_autofree char *markup = problem != NULL ? g_markup_escape_text (problem, -1) : NULL;
  gboolean stopped = gate_session_is_stop (gate_resource_get_error (self->resource));

  gtk_button_set_label (GTK_BUTTON (self->try_again),
                        stopped ? _ ("Start It Again") : _ ("Try Again"));
  adw_status_page_set_description (self->error_page, markup);
  gtk_widget_set_visible (self->correlation, correlation_id != NULL);
  if (correlation_id != NULL)
    {
      /* Translators: %s is an identifier that the service gave to a request. */
      g_autofree char *text = g_strdup_printf (_ ("Correlation ID: %s"), correlation_id);

      gtk_label_set_label (self->correlation_label, text);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->copy), "s", correlation_id);
    }
}

/* Whether the focus may go to the page that comes: it is here, or nowhere, or where it fell when
 * the window opened, because there was nothing here that could have it. */
static gboolean
may_take_focus (GateLoadStack *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) ||
         !gtk_widget_get_mapped (focus) ||
         g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "loading") == 0;
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
  if (focus && strcmp (name, "error") == 0)
    gtk_widget_grab_focus (self->try_again);
  else if (focus && strcmp (name, "empty") == 0)
    gtk_widget_grab_focus (self->authorize);
  else if (focus && strcmp (name, "content") == 0 && self->start != NULL)
    gtk_widget_grab_focus (self->start);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
}

static void
update (GateLoadStack *self)
{
  const char *page = self->resource != NULL ? choose_page (self) : NULL;

  show_waiting (self, g_strcmp0 (page, "loading") == 0);
  if (page == NULL)
    return;
  show_progress (self);
  show_problem (self);
  show_page (self, page);
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
    case PROP_CHILD:
      g_value_set_object (value, adw_bin_get_child (self->bin));
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
    case PROP_CHILD:
      adw_bin_set_child (self->bin, g_value_get_object (value));
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
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, GateLoadStack, stack);
  gtk_widget_class_bind_template_child (widget_class, GateLoadStack, waiting);
  gtk_widget_class_bind_template_child (widget_class, GateLoadStack, progress);
  gtk_widget_class_bind_template_child (widget_class, GateLoadStack, error_page);
  gtk_widget_class_bind_template_child (widget_class, GateLoadStack, try_again);
  gtk_widget_class_bind_template_child (widget_class, GateLoadStack, correlation);
  gtk_widget_class_bind_template_child (widget_class, GateLoadStack, correlation_label);
  gtk_widget_class_bind_template_child (widget_class, GateLoadStack, copy);
  gtk_widget_class_bind_template_child (widget_class, GateLoadStack, authorize);
  gtk_widget_class_bind_template_child (widget_class, GateLoadStack, bin);
}

static void
gate_load_stack_class_init (GateLoadStackClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gate_load_stack_get_property;
  object_class->set_property = gate_load_stack_set_property;
  object_class->dispose = gate_load_stack_dispose;

  properties[PROP_RESOURCE] =
      g_param_spec_object ("resource", NULL, NULL, GATE_TYPE_RESOURCE, flags);
  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_START] = g_param_spec_object ("start", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_SHOWN] =
      g_param_spec_string ("shown", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

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
  g_signal_group_connect_swapped (self->resource_signals, "notify", G_CALLBACK (update), self);
}

void
gate_load_stack_set_resource (GateLoadStack *self,
                              GateResource  *resource)
{
  g_return_if_fail (GATE_IS_LOAD_STACK (self));

  if (!g_set_object (&self->resource, resource))
    return;
  g_signal_group_set_target (self->resource_signals, resource);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RESOURCE]);
}
