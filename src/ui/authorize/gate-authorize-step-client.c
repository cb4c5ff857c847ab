/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-authorize-step-client.h"

#include "gate-accessible-name.h"
#include "gate-focus.h"
#include "gate-live-region.h"

#include <glib/gi18n-lib.h>

struct _GateAuthorizeStepClient
{
  GtkWidget parent_instance;

  GateSession *session;
  GtkFilter   *filter;
  char        *search;      /* case folded */

  GtkBox         *box;
  AdwEntryRow    *entry;
  GtkRevealer    *message_revealer;
  GtkLabel       *message;
  GtkButton      *message_button;
  GtkBox         *picker;
  GtkSearchEntry *search_entry;
  GtkListView    *list;
};

G_DEFINE_FINAL_TYPE (GateAuthorizeStepClient, gate_authorize_step_client, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_CLIENT_ID,
  N_PROPS
};

enum
{
  ACTIVATE,
  MESSAGE_ACTION,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* The second line of a row: the grant type of the client and the state of its authorization. */
static char *
describe_client (GateAuthorizeStepClient *self,
                 GateClient              *client)
{
  GateAuthorizationList *authorizations = gate_session_get_authorization_list (self->session);
  GateAuthorization *known =
      gate_sliced_list_lookup (GATE_SLICED_LIST (authorizations), gate_client_get_id (client));
  g_autofree char *grant = gate_client_describe_grant_type (client);
  const char *state = C_ ("authorization", "Not Authorized");

  if (known != NULL)
    switch (gate_authorization_get_state (known))
      {
      case GATE_AUTHORIZATION_AUTHORIZED:
        state = C_ ("authorization", "Approved");
        break;
      case GATE_AUTHORIZATION_REQUESTED:
        state = C_ ("authorization", "Pending");
        break;
      case GATE_AUTHORIZATION_REVOKED:
        state = C_ ("authorization", "Revoked");
        break;
      case GATE_AUTHORIZATION_UNAUTHORIZED:
        break;
      case GATE_AUTHORIZATION_OTHER:
      default:
        state = gate_authorization_get_state_name (known);
      }
  /* Translators: a grant type, then the state of an authorization: “Code authorization ·
   * Approved”. */
  return g_strdup_printf (C_ ("client", "%s · %s"), grant, state);
}

static void
row_setup_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (box), label);
      if (i == 1)
        {
          gtk_widget_add_css_class (label, "dim-label");
          gtk_widget_add_css_class (label, "caption");
        }
    }
  gtk_widget_add_css_class (box, "gate-client-row");
  gtk_list_item_set_child (item, box);
}

static void
row_bind_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             GateAuthorizeStepClient  *self)
{
  GateClient *client = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *parent = gtk_widget_get_parent (box);
  const char *name = gate_client_get_display_name (client);
  g_autofree char *subtitle = describe_client (self, client);
  g_autofree char *label =
      g_strdup_printf ("%s, %s, %s", name, subtitle, gate_client_get_id (client));

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), name);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), subtitle);
  gate_set_accessible_name (parent, label);
}

static gboolean
filter_cb (gpointer item,
           gpointer user_data)
{
  GateAuthorizeStepClient *self = user_data;
  GateClient *client = item;
  g_autofree char *name = NULL;

  if (*self->search == '\0')
    return TRUE;
  name = g_utf8_casefold (gate_client_get_display_name (client), -1);
  return strstr (name, self->search) != NULL ||
         strstr (gate_client_get_id (client), self->search) != NULL;
}

static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      user_data)
{
  g_autofree char *x = g_utf8_casefold (gate_client_get_display_name ((GateClient *) a), -1);
  g_autofree char *y = g_utf8_casefold (gate_client_get_display_name ((GateClient *) b), -1);

  return g_utf8_collate (x, y);
}

static void
search_changed_cb (GateAuthorizeStepClient *self)
{
  g_free (self->search);
  self->search = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)), -1);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
entry_changed_cb (GateAuthorizeStepClient *self)
{
  gate_authorize_step_client_clear_message (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLIENT_ID]);
}

static void
entry_activated_cb (GateAuthorizeStepClient *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
message_button_clicked_cb (GateAuthorizeStepClient *self)
{
  g_signal_emit (self, signals[MESSAGE_ACTION], 0);
}

static void
list_activate_cb (GateAuthorizeStepClient *self,
                  guint                    position)
{
  g_autoptr (GateClient) client =
      g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->list)), position);

  if (client == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), gate_client_get_id (client));
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static gboolean
gate_authorize_step_client_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GATE_AUTHORIZE_STEP_CLIENT (widget)->entry));
}

static void
gate_authorize_step_client_get_property (GObject    *object,
                                         guint       prop_id,
                                         GValue     *value,
                                         GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CLIENT_ID:
      g_value_set_string (
          value,
          gate_authorize_step_client_get_client_id (GATE_AUTHORIZE_STEP_CLIENT (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_authorize_step_client_dispose (GObject *object)
{
  GateAuthorizeStepClient *self = GATE_AUTHORIZE_STEP_CLIENT (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GATE_TYPE_AUTHORIZE_STEP_CLIENT);
  g_clear_object (&self->filter);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (gate_authorize_step_client_parent_class)->dispose (object);
}

static void
gate_authorize_step_client_finalize (GObject *object)
{
  g_free (GATE_AUTHORIZE_STEP_CLIENT (object)->search);
  G_OBJECT_CLASS (gate_authorize_step_client_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/gatehouse/Gatehouse/gate-authorize-step-client.ui");
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeStepClient, box);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeStepClient, entry);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeStepClient, message_revealer);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeStepClient, message);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeStepClient, message_button);
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeStepClient, picker);
  gtk_widget_class_bind_template_child_full (
      widget_class,
      "search",
      FALSE,
      G_STRUCT_OFFSET (GateAuthorizeStepClient, search_entry));
  gtk_widget_class_bind_template_child (widget_class, GateAuthorizeStepClient, list);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, message_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_bind_cb);
}

static void
gate_authorize_step_client_class_init (GateAuthorizeStepClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gate_authorize_step_client_get_property;
  object_class->dispose = gate_authorize_step_client_dispose;
  object_class->finalize = gate_authorize_step_client_finalize;
  widget_class->grab_focus = gate_authorize_step_client_grab_focus;
  widget_class->focus = gate_focus_child;

  properties[PROP_CLIENT_ID] =
      g_param_spec_string ("client-id", NULL, NULL, NULL,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MESSAGE_ACTION] = g_signal_new ("message-action", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  bind_template (widget_class);
}

static void
gate_authorize_step_client_init (GateAuthorizeStepClient *self)
{
  self->search = g_strdup ("");
  self->filter = GTK_FILTER (gtk_custom_filter_new (filter_cb, self, NULL));
  gtk_widget_init_template (GTK_WIDGET (self));
  gate_live_region_watch (self->message);
}

/**
 * gate_authorize_step_client_set_session:
 * @self: the page
 * @session: the session whose OAuth clients the person can pick; the picker is hidden without any
 */
void
gate_authorize_step_client_set_session (GateAuthorizeStepClient *self,
                                        GateSession             *session)
{
  GtkFilterListModel *filtered = NULL;
  GtkSortListModel *sorted = NULL;
  g_autoptr (GtkNoSelection) selection = NULL;
  GListModel *clients = G_LIST_MODEL (gate_session_get_clients (session));

  g_return_if_fail (GATE_IS_AUTHORIZE_STEP_CLIENT (self));

  g_set_object (&self->session, session);
  filtered = gtk_filter_list_model_new (g_object_ref (clients), g_object_ref (self->filter));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (filtered),
                                    GTK_SORTER (gtk_custom_sorter_new (compare_cb, NULL, NULL)));
  gtk_filter_list_model_set_incremental (filtered, TRUE);
  gtk_sort_list_model_set_incremental (sorted, TRUE);
  selection = gtk_no_selection_new (G_LIST_MODEL (sorted));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  gtk_widget_set_visible (GTK_WIDGET (self->picker), g_list_model_get_n_items (clients) > 0);
}

const char *
gate_authorize_step_client_get_client_id (GateAuthorizeStepClient *self)
{
  g_return_val_if_fail (GATE_IS_AUTHORIZE_STEP_CLIENT (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

void
gate_authorize_step_client_set_client_id (GateAuthorizeStepClient *self,
                                          const char              *client_id)
{
  g_return_if_fail (GATE_IS_AUTHORIZE_STEP_CLIENT (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), client_id);
}

/**
 * gate_authorize_step_client_show_message:
 * @self: the page
 * @message: a sentence that tells why the second page cannot be shown
 * @button_label: (nullable): the label of a button for `message-action`
 *
 * Keeps the typed text and marks the entry as invalid.
 */
void
gate_authorize_step_client_show_message (GateAuthorizeStepClient *self,
                                         const char              *message,
                                         const char              *button_label)
{
  g_return_if_fail (GATE_IS_AUTHORIZE_STEP_CLIENT (self));

  gtk_label_set_label (self->message, message);
  gtk_widget_set_visible (GTK_WIDGET (self->message_button), button_label != NULL);
  if (button_label != NULL)
    gtk_button_set_label (self->message_button, button_label);
  gtk_revealer_set_reveal_child (self->message_revealer, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->message, NULL, -1);
  if (button_label != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->message_button));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

void
gate_authorize_step_client_clear_message (GateAuthorizeStepClient *self)
{
  g_return_if_fail (GATE_IS_AUTHORIZE_STEP_CLIENT (self));

  gtk_revealer_set_reveal_child (self->message_revealer, FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->entry),
                                 GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
}
