/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-connect-form.h"

#include "gate-accessible-name.h"
#include "gate-client-steps.h"
#include "gate-connect-draft.h"
#include "gate-error-row.h"
#include "gate-focus.h"
#include "gate-live-region.h"
#include "gate-region-row.h"
#include "gate-secret-row.h"

#include <glib/gi18n-lib.h>

struct _GateConnectForm
{
  GtkWidget parent_instance;

  GtkWidget *root;
  GateRegionRow *region;
  GtkWidget *environment_row;
  GtkWidget *api_row;
  GtkWidget *login_row;
  GtkCheckButton *browser;
  GtkWidget *single_sign_on;
  GtkWidget *organization_row;
  AdwComboRow *provider_choice;
  GtkWidget *provider_row;
  GtkWidget *client_id_row;
  GateSecretRow *secret_row;
  GateClientSteps *steps;
  GtkCheckButton *production;
  GtkCheckButton *test;
  GtkCheckButton *practice;
  GtkWidget *name_row;
  AdwComboRow *color_choice;
  GtkWidget *swatch;
  GtkLabel *gaps;
  GateErrorRow *errors[GATE_CONNECT_N_FIELDS];

  gboolean is_right;
};

G_DEFINE_FINAL_TYPE (GateConnectForm, gate_connect_form, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_IS_RIGHT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The value of the parameter `provider` (genesys-api.md 2.3); the last one is typed. */
static const struct
{
  const char *value;
  const char *name;
} providers[] = {
  { "", NC_ ("identity provider", "None") },
  { "okta", "Okta" },
  { "adfs", "ADFS" },
  { "salesforce", "Salesforce" },
  { "onelogin", "OneLogin" },
  { "gsuite", "Google" },
  { "ping", "PingIdentity" },
  { NULL, NC_ ("identity provider", "Other…") },
};

static const char *
text_of (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static const char *
get_provider (GateConnectForm *self)
{
  const char *value = providers[adw_combo_row_get_selected (self->provider_choice)].value;

  return value != NULL ? value : text_of (self->provider_row);
}

static GateAccountUse
get_use (GateConnectForm *self)
{
  if (gtk_check_button_get_active (self->production))
    return GATE_ACCOUNT_USE_PRODUCTION;
  if (gtk_check_button_get_active (self->test))
    return GATE_ACCOUNT_USE_TEST;
  return gtk_check_button_get_active (self->practice) ? GATE_ACCOUNT_USE_PRACTICE :
                                                        GATE_ACCOUNT_USE_NONE;
}

/* The form as it is now; its texts belong to the widgets. */
static GateConnectDraft
get_draft (GateConnectForm *self)
{
  GateConnectDraft draft = {
    .place = gate_region_row_get_place (self->region),
    .kind = gtk_check_button_get_active (self->browser) ? GATE_ACCOUNT_BROWSER :
                                                          GATE_ACCOUNT_CLIENT_CREDENTIALS,
    .use = get_use (self),
    .color = (GateAccountColor) adw_combo_row_get_selected (self->color_choice),
    .texts = {
      [GATE_CONNECT_FIELD_ENVIRONMENT] = text_of (self->environment_row),
      [GATE_CONNECT_FIELD_API] = text_of (self->api_row),
      [GATE_CONNECT_FIELD_LOGIN] = text_of (self->login_row),
      [GATE_CONNECT_FIELD_ORGANIZATION] = text_of (self->organization_row),
      [GATE_CONNECT_FIELD_PROVIDER] = get_provider (self),
      [GATE_CONNECT_FIELD_CLIENT_ID] = text_of (self->client_id_row),
      [GATE_CONNECT_FIELD_SECRET] = gate_secret_row_get_secret (self->secret_row),
      [GATE_CONNECT_FIELD_NAME] = text_of (self->name_row),
    },
  };

  if (draft.place == GATE_CONNECT_PLACE_REGION)
    draft.texts[GATE_CONNECT_FIELD_ENVIRONMENT] = gate_region_row_get_environment (self->region);
  return draft;
}

static void
show_fields (GateConnectForm        *self,
             const GateConnectDraft *draft)
{
  gboolean is_browser = draft->kind == GATE_ACCOUNT_BROWSER;
  gboolean has_addresses = draft->place == GATE_CONNECT_PLACE_ADDRESSES;
  g_autofree char *environment = gate_connect_draft_dup_environment (draft);

  gtk_widget_set_visible (self->environment_row, draft->place == GATE_CONNECT_PLACE_ENVIRONMENT);
  gtk_widget_set_visible (self->api_row, has_addresses);
  gtk_widget_set_visible (self->login_row, has_addresses);
  gtk_widget_set_visible (self->single_sign_on, is_browser);
  gtk_widget_set_visible (self->provider_row,
                          providers[adw_combo_row_get_selected (self->provider_choice)].value ==
                              NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->secret_row), !is_browser);
  gate_client_steps_show (self->steps, draft->kind, environment);
}

static void
show_color (GateConnectForm *self,
            GateAccountColor color)
{
  const char *classes[] = { "gate-swatch", gate_account_color_get_word (color), NULL };

  gtk_widget_set_css_classes (self->swatch, classes);
}

static void
update (GateConnectForm *self)
{
  GateConnectDraft draft = get_draft (self);
  gboolean is_right = gate_connect_draft_is_right (&draft);
  g_autofree char *gaps = gate_connect_draft_describe_gaps (&draft);

  for (guint i = 0; i < GATE_CONNECT_N_FIELDS; i++)
    {
      g_autofree char *sentence = gate_connect_draft_check (&draft, i);

      gate_error_row_set_message (self->errors[i], sentence);
      if (sentence != NULL &&
          (i == GATE_CONNECT_FIELD_ORGANIZATION || i == GATE_CONNECT_FIELD_PROVIDER))
        adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self->single_sign_on), TRUE);
    }
  show_fields (self, &draft);
  show_color (self, draft.color);
  gtk_label_set_label (self->gaps, gaps != NULL ? gaps : "");
  gtk_widget_set_visible (GTK_WIDGET (self->gaps), gaps != NULL);
  if (self->is_right == is_right)
    return;
  self->is_right = is_right;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_RIGHT]);
}

/* The choices tell of their first value before the other one has any. */
static void
update_cb (GateConnectForm *self)
{
  if (adw_combo_row_get_selected (self->provider_choice) != GTK_INVALID_LIST_POSITION &&
      adw_combo_row_get_selected (self->color_choice) != GTK_INVALID_LIST_POSITION)
    update (self);
}

static void
region_changed_cb (GateConnectForm *self)
{
  GateConnectPlace place = gate_region_row_get_place (self->region);

  update_cb (self);
  if (place == GATE_CONNECT_PLACE_ENVIRONMENT)
    gtk_widget_grab_focus (self->environment_row);
  else if (place == GATE_CONNECT_PLACE_ADDRESSES)
    gtk_widget_grab_focus (self->api_row);
}

static void
choice_setup_cb (GtkSignalListItemFactory *factory,
                 GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

/* Names the row too, which has no name on GTK 4.8. */
static void
choice_bind_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *item)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (label), text);
  gate_set_accessible_name (gtk_widget_get_parent (label), text);
}

static gboolean
gate_connect_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (GTK_WIDGET (GATE_CONNECT_FORM (widget)->region),
                                 GTK_DIR_TAB_FORWARD);
}

static void
gate_connect_form_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_IS_RIGHT:
      g_value_set_boolean (value, GATE_CONNECT_FORM (object)->is_right);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_connect_form_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GATE_TYPE_CONNECT_FORM);
  G_OBJECT_CLASS (gate_connect_form_parent_class)->dispose (object);
}

static void
bind_errors (GtkWidgetClass *widget_class)
{
  static const char *const names[GATE_CONNECT_N_FIELDS] = {
    [GATE_CONNECT_FIELD_ENVIRONMENT] = "environment_error",
    [GATE_CONNECT_FIELD_API] = "api_error",
    [GATE_CONNECT_FIELD_LOGIN] = "login_error",
    [GATE_CONNECT_FIELD_ORGANIZATION] = "organization_error",
    [GATE_CONNECT_FIELD_PROVIDER] = "provider_error",
    [GATE_CONNECT_FIELD_CLIENT_ID] = "client_id_error",
    [GATE_CONNECT_FIELD_SECRET] = "secret_error",
    [GATE_CONNECT_FIELD_NAME] = "name_error",
  };

  for (guint i = 0; i < GATE_CONNECT_N_FIELDS; i++)
    gtk_widget_class_bind_template_child_full (
        widget_class, names[i], FALSE,
        G_STRUCT_OFFSET (GateConnectForm, errors) + (gssize) (i * sizeof (GateErrorRow *)));
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (GATE_TYPE_CLIENT_STEPS);
  g_type_ensure (GATE_TYPE_ERROR_ROW);
  g_type_ensure (GATE_TYPE_REGION_ROW);
  g_type_ensure (GATE_TYPE_SECRET_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/gatehouse/Gatehouse/gate-connect-form.ui");
  gtk_widget_class_bind_template_child (widget_class, GateConnectForm, root);
  gtk_widget_class_bind_template_child (widget_class, GateConnectForm, region);
  gtk_widget_class_bind_template_child (widget_class, GateConnectForm, environment_row);
  gtk_widget_class_bind_template_child (widget_class, GateConnectForm, api_row);
  gtk_widget_class_bind_template_child (widget_class, GateConnectForm, login_row);
  gtk_widget_class_bind_template_child (widget_class, GateConnectForm, browser);
  gtk_widget_class_bind_template_child_full (widget_class, "credentials", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, GateConnectForm, single_sign_on);
  gtk_widget_class_bind_template_child (widget_class, GateConnectForm, organization_row);
  gtk_widget_class_bind_template_child (widget_class, GateConnectForm, provider_choice);
  gtk_widget_class_bind_template_child (widget_class, GateConnectForm, provider_row);
  gtk_widget_class_bind_template_child (widget_class, GateConnectForm, client_id_row);
  gtk_widget_class_bind_template_child (widget_class, GateConnectForm, secret_row);
  gtk_widget_class_bind_template_child (widget_class, GateConnectForm, steps);
  gtk_widget_class_bind_template_child (widget_class, GateConnectForm, production);
  gtk_widget_class_bind_template_child (widget_class, GateConnectForm, test);
  gtk_widget_class_bind_template_child (widget_class, GateConnectForm, practice);
  gtk_widget_class_bind_template_child (widget_class, GateConnectForm, name_row);
  gtk_widget_class_bind_template_child (widget_class, GateConnectForm, color_choice);
  gtk_widget_class_bind_template_child (widget_class, GateConnectForm, swatch);
  gtk_widget_class_bind_template_child (widget_class, GateConnectForm, gaps);
  bind_errors (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, update_cb);
  gtk_widget_class_bind_template_callback (widget_class, region_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_bind_cb);
}

static void
gate_connect_form_class_init (GateConnectFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gate_connect_form_get_property;
  object_class->dispose = gate_connect_form_dispose;
  widget_class->grab_focus = gate_connect_form_grab_focus;
  widget_class->focus = gate_focus_child;

  properties[PROP_IS_RIGHT] = g_param_spec_boolean ("is-right", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
}

static void
fill_choices (GateConnectForm *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) colors = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (providers); i++)
    gtk_string_list_append (names, g_dpgettext2 (GETTEXT_PACKAGE, "identity provider",
                                                 providers[i].name));
  for (guint i = 0; i < GATE_ACCOUNT_N_COLORS; i++)
    gtk_string_list_append (colors, gate_account_color_describe (i));
  adw_combo_row_set_model (self->provider_choice, G_LIST_MODEL (names));
  adw_combo_row_set_model (self->color_choice, G_LIST_MODEL (colors));
}

static void
gate_connect_form_init (GateConnectForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gate_live_region_watch (self->gaps);
  gate_name_row_and_lists (self->single_sign_on, _ ("Single sign-on"));
  gate_name_row_and_lists (GTK_WIDGET (self->provider_choice), _ ("Identity provider"));
  gate_name_row_and_lists (GTK_WIDGET (self->color_choice), _ ("Color"));
  fill_choices (self);
}

/**
 * gate_connect_form_new_account:
 * @self: a form that is right
 *
 * Returns: (transfer full): a new account of what stands in it
 */
GateAccount *
gate_connect_form_new_account (GateConnectForm *self)
{
  GateConnectDraft draft;

  g_return_val_if_fail (GATE_IS_CONNECT_FORM (self), NULL);

  draft = get_draft (self);
  return gate_connect_draft_new_account (&draft);
}

/**
 * gate_connect_form_dup_secret:
 * @self: a form that is right
 *
 * Returns: (transfer full) (nullable): the client secret, for gate_wipe_free()
 */
char *
gate_connect_form_dup_secret (GateConnectForm *self)
{
  GateConnectDraft draft;

  g_return_val_if_fail (GATE_IS_CONNECT_FORM (self), NULL);

  draft = get_draft (self);
  return gate_connect_draft_dup_secret (&draft);
}
