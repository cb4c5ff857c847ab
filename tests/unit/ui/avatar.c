/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Faces made of a name: the letters, the color, the size. */

#include "gate-avatar.h"

#include <adwaita.h>

static GateAvatar *
new_initials (const char *text,
              int         size)
{
  return g_object_ref_sink (g_object_new (GATE_TYPE_AVATAR, "text", text, "size", size, NULL));
}

static void
test_letters (void)
{
  const struct
  {
    const char *text;
    const char *letters;
  } cases[] = {
    { "Phone Bridge", "PB" },
    { "phone bridge for the lobby", "PL" },
    { "Dialer", "D" },
    { "  spaced out  ", "SO" },
    { "élan vital", "ÉV" },
    { "e\xcc\x81lan", "É" },
    { "東京 電話", "東電" },
    { "", "" },
    { " ", "" },
    { NULL, "" },
    { "\xff\xfe", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GateAvatar) initials = new_initials (cases[i].text, 34);

      g_assert_cmpstr (gate_avatar_get_letters (initials), ==, cases[i].letters);
    }
}

static char *
dup_color (GtkWidget *widget)
{
  g_auto (GStrv) classes = gtk_widget_get_css_classes (widget);

  for (guint i = 0; classes[i] != NULL; i++)
    if (g_str_has_prefix (classes[i], "color"))
      return g_strdup (classes[i]);
  return NULL;
}

/* The color goes with the name, and the one before is taken away. */
static void
test_color (void)
{
  g_autoptr (GateAvatar) initials = new_initials ("Phone Bridge", 34);
  g_autoptr (GateAvatar) other = new_initials (NULL, 34);
  g_autofree char *before = dup_color (GTK_WIDGET (initials));
  g_autofree char *after = NULL;
  g_autofree char *none = dup_color (GTK_WIDGET (other));
  g_autofree char *same = NULL;

  g_assert_nonnull (before);
  g_assert_null (none);
  gate_avatar_set_text (initials, "Dialer");
  after = dup_color (GTK_WIDGET (initials));
  g_assert_cmpstr (before, !=, after);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (initials), before));
  gate_avatar_set_text (other, "Dialer");
  same = dup_color (GTK_WIDGET (other));
  g_assert_cmpstr (same, ==, after);
  gate_avatar_set_text (initials, NULL);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (initials), after));
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *n)
{
  *n += 1;
}

static void
test_properties (void)
{
  g_autoptr (GateAvatar) initials = new_initials ("Dialer", 34);
  g_autofree char *text = NULL;
  guint n = 0;
  int size = 0;
  int natural = 0;

  g_signal_connect (initials, "notify::text", G_CALLBACK (count_cb), &n);
  g_signal_connect (initials, "notify::size", G_CALLBACK (count_cb), &n);
  g_object_set (initials, "text", "Dialer", "size", 34, NULL);
  g_assert_cmpuint (n, ==, 0);
  g_object_set (initials, "text", "Phone", "size", 48, NULL);
  g_assert_cmpuint (n, ==, 2);
  g_object_get (initials, "text", &text, "size", &size, NULL);
  g_assert_cmpstr (text, ==, "Phone");
  g_assert_cmpint (size, ==, 48);
  for (int i = 0; i < 2; i++)
    {
      gtk_widget_measure (GTK_WIDGET (initials), (GtkOrientation) i, -1, NULL, &natural, NULL,
                          NULL);
      g_assert_cmpint (natural, ==, 48);
    }
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ui/avatar/letters", test_letters);
  g_test_add_func ("/ui/avatar/color", test_color);
  g_test_add_func ("/ui/avatar/properties", test_properties);
  return g_test_run ();
}
