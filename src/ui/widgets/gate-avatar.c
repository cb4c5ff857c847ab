/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-avatar.h"

#include <string.h>

/* The style sheet of libadwaita has avatar.color1 to avatar.color14. */
#define N_COLORS 14

/* The font grows more slowly than the circle, so that small letters stay legible. */
#define MIN_FONT_SIZE 5
#define FONT_SHARE 0.3
/* The part of the circle's diameter that the two letters may take. */
#define WIDTH_SHARE 0.7
/* Letters on a smaller circle are white for contrast, by the class "contrasted". */
#define MIN_COLORED_SIZE 25

struct _GateAvatar
{
  GtkWidget parent_instance;

  char *text;
  char *letters;
  char *color_class;
  int size;
};

G_DEFINE_FINAL_TYPE (GateAvatar, gate_avatar, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_TEXT,
  PROP_SIZE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
append_first (GString    *letters,
              const char *word)
{
  gunichar first = g_utf8_get_char (word);

  if (first != 0)
    g_string_append_unichar (letters, g_unichar_toupper (first));
}

/* The initials of the first and the last word. */
static char *
find_letters (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_autoptr (GString) letters = g_string_new (NULL);
  const char *space = NULL;

  if (composed == NULL)
    return g_strdup ("");
  g_strstrip (composed);
  append_first (letters, composed);
  space = strrchr (composed, ' ');
  if (space != NULL)
    append_first (letters, space + 1);
  return g_strdup (letters->str);
}

static void
show_color (GateAvatar *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (self->color_class != NULL)
    gtk_widget_remove_css_class (widget, self->color_class);
  g_clear_pointer (&self->color_class, g_free);
  if (self->text == NULL)
    return;
  self->color_class = g_strdup_printf ("color%u", g_str_hash (self->text) % N_COLORS + 1);
  gtk_widget_add_css_class (widget, self->color_class);
}

static void
set_size (GateAvatar *self,
          int         size)
{
  if (self->size == size)
    return;
  self->size = size;
  if (size < MIN_COLORED_SIZE)
    gtk_widget_add_css_class (GTK_WIDGET (self), "contrasted");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "contrasted");
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE]);
}

static void
set_font_size (PangoLayout *layout,
               double       size)
{
  PangoContext *context = pango_layout_get_context (layout);
  PangoFontDescription *font =
      pango_font_description_copy (pango_context_get_font_description (context));

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
}

static void
gate_avatar_measure (GtkWidget     *widget,
                     GtkOrientation orientation,
                     int            for_size,
                     int           *minimum,
                     int           *natural,
                     int           *minimum_baseline,
                     int           *natural_baseline)
{
  *minimum = *natural = GATE_AVATAR (widget)->size;
}

static void
gate_avatar_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  GateAvatar *self = GATE_AVATAR (widget);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, self->letters);
  double font_size = MIN_FONT_SIZE + self->size * FONT_SHARE;
  double max_width = self->size * WIDTH_SHARE;
  int width = 0;
  int height = 0;

  set_font_size (layout, font_size);
  pango_layout_get_pixel_size (layout, &width, &height);
  if (width > max_width)
    {
      set_font_size (layout, font_size * max_width / width);
      pango_layout_get_pixel_size (layout, &width, &height);
    }
  gtk_snapshot_render_layout (snapshot,
                              gtk_widget_get_style_context (widget),
                              (gtk_widget_get_width (widget) - width) / 2.0,
                              (gtk_widget_get_height (widget) - height) / 2.0,
                              layout);
}

static void
gate_avatar_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  GateAvatar *self = GATE_AVATAR (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_SIZE:
      g_value_set_int (value, self->size);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_avatar_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  GateAvatar *self = GATE_AVATAR (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      gate_avatar_set_text (self, g_value_get_string (value));
      break;
    case PROP_SIZE:
      set_size (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_avatar_finalize (GObject *object)
{
  GateAvatar *self = GATE_AVATAR (object);

  g_free (self->text);
  g_free (self->letters);
  g_free (self->color_class);
  G_OBJECT_CLASS (gate_avatar_parent_class)->finalize (object);
}

static void
gate_avatar_class_init (GateAvatarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gate_avatar_get_property;
  object_class->set_property = gate_avatar_set_property;
  object_class->finalize = gate_avatar_finalize;
  widget_class->measure = gate_avatar_measure;
  widget_class->snapshot = gate_avatar_snapshot;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_SIZE] = g_param_spec_int ("size", NULL, NULL, 0, G_MAXINT16, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "avatar");
  /* The name stands in a label beside the avatar. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
gate_avatar_init (GateAvatar *self)
{
  self->letters = g_strdup ("");
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

void
gate_avatar_set_text (GateAvatar *self,
                      const char *text)
{
  g_return_if_fail (GATE_IS_AVATAR (self));

  if (g_strcmp0 (self->text, text) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  g_free (self->letters);
  self->letters = text != NULL ? find_letters (text) : g_strdup ("");
  show_color (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

const char *
gate_avatar_get_letters (GateAvatar *self)
{
  g_return_val_if_fail (GATE_IS_AVATAR (self), NULL);
  return self->letters;
}
