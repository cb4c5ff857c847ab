/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-text.h"

typedef struct
{
  const char *what;
  const char *one;
  const char *other;
} Pair;

static const Pair alike[] = {
  { "the same", "Architect", "Architect" },
  { "case", "Architect", "ARCHITECT" },
  { "Mongolian variation selector", "Architect", "Archi\xe1\xa0\x8btect" },
  { "Khmer inherent vowel", "Architect", "Archi\xe1\x9e\xb4tect" },
  { "blanks repeated", "Phone Bridge", "Phone   Bridge" },
  { "blanks around", "Phone Bridge", "  Phone Bridge " },
  { "no blank", "Phone Bridge", "PhoneBridge" },
  { "Hangul filler within a word", "Architect", "Archi\xe3\x85\xa4tect" },
  { "Hangul filler as a blank", "Phone Bridge", "Phone\xe3\x85\xa4" "Bridge" },
  { "half-width Hangul filler", "Architect", "Archi\xef\xbe\xa0tect" },
  { "no-break space", "Phone Bridge", "Phone\xc2\xa0" "Bridge" },
  { "ideographic space", "Phone Bridge", "Phone\xe3\x80\x80" "Bridge" },
  { "blank Braille pattern", "Phone Bridge", "Phone\xe2\xa0\x80" "Bridge" },
  { "Cyrillic capital", "Architect", "\xd0\x90rchitect" },
  { "Cyrillic whole", "EXPOCAT", "\xd0\x95\xd0\xa5\xd0\xa0\xd0\x9e\xd0\xa1\xd0\x90\xd0\xa2" },
  { "Cyrillic small letters", "aeopcxisj",
    "\xd0\xb0\xd0\xb5\xd0\xbe\xd1\x80\xd1\x81\xd1\x85\xd1\x96\xd1\x95\xd1\x98" },
  { "Greek capital", "Architect", "\xce\x91rchitect" },
  { "Greek omicron", "Phone", "Ph\xce\xbfne" },
  { "Greek nu", "North", "\xce\x9dorth" },
  { "digit nought", "Phone", "Ph0ne" },
  { "digit one", "Wallboard", "Wa1lboard" },
  { "capital i", "Wallboard", "WaIlboard" },
  { "vertical bar", "Wallboard", "Wa|lboard" },
  { "dotless i", "Bridge", "Br\xc4\xb1" "dge" },
  { "full width", "Architect", "\xef\xbc\xa1rchitect" },
  { "mathematical", "Architect", "\xf0\x9d\x90\x80rchitect" },
  { "ligature", "Profile", "Pro\xef\xac\x81le" },
  { "composed", "Caf\xc3\xa9", "Cafe\xcc\x81" },
  { "accented Cyrillic", "C\xc3\xa1" "fe", "C\xd0\xb0\xcc\x81" "fe" },
  { "sharp s", "Stra\xc3\x9f" "e", "STRASSE" },
  { "zero-width joiner", "Architect", "Archi\xe2\x80\x8dtect" },
  { "variation selector", "Architect", "Archi\xef\xb8\x8ftect" },
  { "grapheme joiner", "Architect", "Archi\xcd\x8ftect" },
  { "en dash", "Call-Center", "Call\xe2\x80\x93" "Center" },
  { "minus sign", "Call-Center", "Call\xe2\x88\x92" "Center" },
  { "apostrophe", "Ann's Desk", "Ann\xe2\x80\x99s Desk" },
  { "Cyrillic in its cases", "\xd0\x92\xd0\xb5\xd1\x81\xd1\x8b", "\xd0\x92\xd0\x95\xd0\xa1\xd0\xab" },
  { "Greek in its cases", "\xce\x9d\xce\xaf\xce\xba\xce\xb7", "\xce\x9d\xce\x8a\xce\x9a\xce\x97" },
};

static const Pair different[] = {
  { "other words", "Phone Bridge", "Phone Bridges" },
  { "a number", "Wallboard 2", "Wallboard 3" },
  { "an accent", "Cafe", "Caf\xc3\xa9" },
  { "order", "ab", "ba" },
  { "a hyphen", "Call Center", "Call-Center" },
  { "scripts", "Vesy", "\xd0\x92\xd0\xb5\xd1\x81\xd1\x8b" },
  { "a letter of its own", "\xd0\xaf", "R" },
  { "emoji", "\xf0\x9f\x91\xa9", "\xf0\x9f\x94\xa7" },
  { "nothing", "", "a" },
};

static gboolean
look_alike (const Pair *pair)
{
  g_autofree char *one = gate_text_skeleton (pair->one);
  g_autofree char *other = gate_text_skeleton (pair->other);

  g_test_message ("%s: “%s”, “%s”", pair->what, one, other);
  g_assert_true (g_utf8_validate (other, -1, NULL));
  return g_str_equal (one, other);
}

static void
test_alike (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (alike); i++)
    g_assert_true (look_alike (&alike[i]));
}

static void
test_different (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (different); i++)
    g_assert_false (look_alike (&different[i]));
}

/* What is compared is what is shown: whatever comes from outside. */
static void
test_displayed (void)
{
  static const char *const names[] = {
    "Archi\xc2\xadtect", "\xe2\x80\x8e" "Architect\xe2\x80\x8e", "\tArchitect\n",
    "Archi\xe2\x80\x8btect", "Architect\xe2\x81\xa9"
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *shown = gate_text_for_display (names[i], 100);
      const Pair pair = { "displayed", "Architect", shown };

      g_assert_true (look_alike (&pair));
    }
}

/* Below Cherokee, whose small letters GLib folds to its capitals and back. */
#define CHEROKEE 0x13a0

/* The skeleton of a skeleton is itself, whatever the name: so the order of the steps does not
 * matter. */
static void
test_stable (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) name = g_string_new (NULL);
      g_autofree char *shown = NULL;
      g_autofree char *once = NULL;
      g_autofree char *twice = NULL;

      for (gint32 n = g_test_rand_int_range (0, 8); n > 0; n--)
        g_string_append_unichar (name, (gunichar) g_test_rand_int_range (1, CHEROKEE));
      shown = gate_text_for_display (name->str, 100);
      once = gate_text_skeleton (shown);
      twice = gate_text_skeleton (once);
      g_assert_cmpstr (once, ==, twice);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/skeleton/alike", test_alike);
  g_test_add_func ("/text/skeleton/different", test_different);
  g_test_add_func ("/text/skeleton/displayed", test_displayed);
  g_test_add_func ("/text/skeleton/stable", test_stable);
  return g_test_run ();
}
