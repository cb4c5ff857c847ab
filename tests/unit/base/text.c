/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-text.h"

#include <locale.h>
#include <string.h>

#define REPLACED "\xef\xbf\xbd"

static void
test_set_str (void)
{
  g_autofree char *field = NULL;

  g_assert_false (gate_set_str (&field, NULL));
  g_assert_true (gate_set_str (&field, "one"));
  g_assert_false (gate_set_str (&field, "one"));
  g_assert_true (gate_set_str (&field, field + 1));
  g_assert_cmpstr (field, ==, "ne");
  g_assert_true (gate_set_str (&field, ""));
  g_assert_true (gate_set_str (&field, NULL));
  g_assert_null (field);
}

#define LIST(...) ((const char *const[]) { __VA_ARGS__ __VA_OPT__ (, ) NULL })

static void
test_strv_equal (void)
{
  g_assert_true (gate_strv_equal (NULL, NULL));
  g_assert_true (gate_strv_equal (NULL, LIST ()));
  g_assert_true (gate_strv_equal (LIST (), NULL));
  g_assert_false (gate_strv_equal (NULL, LIST ("a")));
  g_assert_false (gate_strv_equal (LIST (""), NULL));
  g_assert_true (gate_strv_equal (LIST ("a", "b"), LIST ("b", "a")));
  g_assert_true (gate_strv_equal (LIST ("a", "a", "b"), LIST ("b", "a")));
  g_assert_true (gate_strv_equal (LIST ("a", "a", "b"), LIST ("b", "b", "a")));
  g_assert_false (gate_strv_equal (LIST ("a", "a", "b"), LIST ("a", "a", "c")));
  g_assert_false (gate_strv_equal (LIST ("a"), LIST ("a", "b")));
  g_assert_false (gate_strv_equal (LIST ("a", "b"), LIST ("a")));
}

static char **
many (guint    n,
      gboolean backwards)
{
  char **strv = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    strv[i] = g_strdup_printf ("role-%06u", backwards ? n - 1 - i : i);
  return strv;
}

/* A square of 100 000 would not end in the time of a test. */
static void
test_strv_equal_many (void)
{
  g_auto (GStrv) forwards = many (100000, FALSE);
  g_auto (GStrv) backwards = many (100000, TRUE);

  g_assert_true (gate_strv_equal ((const char *const *) forwards, (const char *const *) backwards));
  g_free (backwards[50000]);
  backwards[50000] = g_strdup ("other");
  g_assert_false (
      gate_strv_equal ((const char *const *) forwards, (const char *const *) backwards));
}

static const struct
{
  const char *what;
  const char *text;
  const char *shown;
} display_cases[] = {
  { "nothing", NULL, "" },
  { "empty", "", "" },
  { "plain", "Quality Insights", "Quality Insights" },
  { "blanks", " \t\n ", "" },
  { "wide blanks", "\xc2\xa0\xe3\x80\x80\xe2\x80\x83", "" },
  { "blanks around", "  Payroll Export \n", "Payroll Export" },
  { "no-break space",
    "A\xc2\xa0"
    "B",
    "A B" },
  { "newline", "Approve\nme", "Approve me" },
  { "tab", "a\tb", "a b" },
  { "carriage return", "a\r\nb", "a  b" },
  { "markup stays text", "<b>bold</b> &amp; <a href='x'>", "<b>bold</b> &amp; <a href='x'>" },
  { "format stays text", "100%s%n", "100%s%n" },
  { "escape", "a\033[31mb", "a" REPLACED "[31mb" },
  { "bell and delete", "a\ab\x7f", "a" REPLACED "b" REPLACED },
  { "C1 control", "a\xc2\x85z", "a" REPLACED "z" },
  { "right-to-left override",
    "a\xe2\x80\xae"
    "b",
    "a" REPLACED "b" },
  { "left-to-right override", "a\xe2\x80\xadz", "a" REPLACED "z" },
  { "embedding ends", "\xe2\x80\xaa" "abc\xe2\x80\xac", "abc" },
  { "right-to-left embedding", "x\xe2\x80\xabyz\xe2\x80\xac", "xyz" },
  { "isolates", "\xe2\x81\xa6" "a\xe2\x81\xa9\xe2\x81\xa7z\xe2\x81\xa9\xe2\x81\xa8q\xe2\x81\xa9", "azq" },
  { "direction marks", "\xe2\x80\x8e" "Archi\xe2\x80\x8ftect\xd8\x9c", "Architect" },
  { "zero-width space", "Archi\xe2\x80\x8btect", "Architect" },
  { "soft hyphen", "Archi\xc2\xadtect", "Architect" },
  { "only soft hyphens", "\xc2\xad\xc2\xad", "" },
  { "blanks inside direction marks", "\xe2\x80\x8e Payroll \xe2\x80\x8e", "Payroll" },
  { "marks piled up behind soft hyphens",
    "e\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xc2\xad\xcc\x81\xcc\x81",
    "e\xcc\x81\xcc\x81\xcc\x81\xcc\x81" },
  { "byte order mark",
    "\xef\xbb\xbf"
    "a",
    "a" },
  { "word joiner",
    "a\xe2\x81\xa0"
    "b",
    "ab" },
  { "invisible plus",
    "a\xe2\x81\xa4"
    "b",
    "a" REPLACED "b" },
  { "deprecated format", "a\xe2\x81\xaaz", "a" REPLACED "z" },
  { "tag characters", "a\xf3\xa0\x81\x81", "a" REPLACED },
  { "line separator",
    "a\xe2\x80\xa8"
    "b",
    "a" REPLACED "b" },
  { "paragraph separator",
    "a\xe2\x80\xa9"
    "b",
    "a" REPLACED "b" },
  { "noncharacter FFFE", "a\xef\xbf\xbe", "a" REPLACED },
  { "noncharacter FDD0", "a\xef\xb7\x90", "a" REPLACED },
  { "private use", "a\xee\x80\x80", "a" REPLACED },
  { "invalid byte",
    "a\xff"
    "b",
    "a" REPLACED "b" },
  { "cut sequence", "a\xe2\x80", "a" REPLACED REPLACED },
  { "right-to-left letters",
    "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d",
    "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d" },
  { "look-alike stays", "\xd0\x90rchitect", "\xd0\x90rchitect" },
  { "joined emoji",
    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x94\xa7",
    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x94\xa7" },
  { "accents of a script", "e\xcc\x81\xcc\xa3", "e\xcc\x81\xcc\xa3" },
};

static void
test_display (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (display_cases); i++)
    {
      g_autofree char *shown = gate_text_for_display (display_cases[i].text, 100);

      g_test_message ("%s", display_cases[i].what);
      g_assert_cmpstr (shown, ==, display_cases[i].shown);
    }
}

/* What a program does to its locale may not change what is shown. */
static void
test_display_locale (void)
{
  g_autofree char *before = g_strdup (setlocale (LC_ALL, NULL));

  g_assert_nonnull (setlocale (LC_ALL, "C"));
  test_display ();
  g_assert_nonnull (setlocale (LC_ALL, before));
}

static void
test_display_marks (void)
{
  g_autoptr (GString) piled = g_string_new ("Z");
  g_autofree char *shown = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (piled, "\xcc\xb7");
  g_string_append (piled, "algo");
  shown = gate_text_for_display (piled->str, 100);
  g_assert_cmpint (g_utf8_strlen (shown, -1), <=, 10);
  g_assert_true (g_str_has_prefix (shown, "Z\xcc\xb7"));
  g_assert_true (g_str_has_suffix (shown, "algo"));
}

static void
test_display_length (void)
{
  g_autofree char *huge = g_strnfill (64 * 1024, 'x');
  g_autofree char *shown = gate_text_for_display (huge, 100);
  g_autofree char *exact = g_strnfill (100, 'y');
  g_autofree char *shown_exact = gate_text_for_display (exact, 100);
  g_autoptr (GString) wide = g_string_new (NULL);
  g_autofree char *shown_wide = NULL;

  g_assert_cmpint (g_utf8_strlen (shown, -1), ==, 101);
  g_assert_true (g_str_has_suffix (shown, "x…"));
  g_assert_cmpstr (shown_exact, ==, exact);

  for (guint i = 0; i < 200; i++)
    g_string_append (wide, "\xf0\x9f\x94\xa7");
  shown_wide = gate_text_for_display (wide->str, 50);
  g_assert_true (g_utf8_validate (shown_wide, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (shown_wide, -1), ==, 51);
}

/* Whatever comes, what is shown is valid and on one line. */
static void
test_display_random (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      char bytes[64];
      g_autofree char *shown = NULL;

      for (guint i = 0; i < sizeof bytes - 1; i++)
        bytes[i] = (char) g_test_rand_int_range (1, 256);
      bytes[sizeof bytes - 1] = '\0';
      shown = gate_text_for_display (bytes, 40);
      g_assert_true (g_utf8_validate (shown, -1, NULL));
      g_assert_cmpint (g_utf8_strlen (shown, -1), <=, 41);
      for (const char *p = shown; *p != '\0'; p = g_utf8_next_char (p))
        g_assert_false (g_unichar_iscntrl (g_utf8_get_char (p)));
    }
}

static void
test_initials (void)
{
  static const struct
  {
    const char *name;
    const char *initials;
  } cases[] = {
    { "Quality Insights", "QI" },
    { "architect", "A" },
    { "iOS Collaborate", "IC" },
    { "", "" },
    { "…", "" },
    { "one two three", "OT" },
    { "\xc3\xa9t\xc3\xa9 ö", "ÉÖ" },
    { "(web) - chat", "WC" },
    { "3 wise", "3W" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *initials = gate_text_initials (cases[i].name);

      g_assert_cmpstr (initials, ==, cases[i].initials);
    }
}

static void
test_client_id (void)
{
  static const struct
  {
    const char *text;
    gboolean valid;
  } cases[] = {
    { "5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d42", TRUE },
    { "00000000-0000-0000-0000-000000000000", TRUE },
    { "5D1F6B0A-2C5E-4E0C-9A64-7F0E3C1B9D42", FALSE },
    { "5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d4", FALSE },
    { "5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d423", FALSE },
    { "5d1f6b0a02c5e-4e0c-9a64-7f0e3c1b9d42", FALSE },
    { "5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d4g", FALSE },
    { "5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d4-", FALSE },
    { " 5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d4", FALSE },
    { "../../../../../../../../etc/passwd/x", FALSE },
    { "5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d\xc3\xa9", FALSE },
    { "", FALSE },
    { NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text != NULL ? cases[i].text : "(null)");
      g_assert_cmpint (gate_text_is_client_id (cases[i].text), ==, cases[i].valid);
    }
}

#define ID "5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d42"
#define OTHER_ID "7a1b2c3d-0000-4000-8000-000000000001"

static void
test_lower_uuid (void)
{
  static const char *const cases[][2] = {
    { "5D1F6B0A-2C5E-4E0C-9A64-7F0E3C1B9D42", "5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d42" },
    { "5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d42", "5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d42" },
    { "5D1F6B0A-2C5E-4E0C-9A64-7F0E3C1B9D4G", "5D1F6B0A-2C5E-4E0C-9A64-7F0E3C1B9D4G" },
    { "{5D1F6B0A-2C5E-4E0C-9A64-7F0E3C1B9D42}", "{5D1F6B0A-2C5E-4E0C-9A64-7F0E3C1B9D42}" },
    { "OAuth", "OAuth" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup (cases[i][0]);

      gate_text_lower_uuid (text);
      g_assert_cmpstr (text, ==, cases[i][1]);
    }
}

static void
test_find_client_id (void)
{
  static const char *const pasted[] = {
    ID,
    "5D1F6B0A-2C5E-4E0C-9A64-7F0E3C1B9D42",
    "  " ID "\r\n",
    "\"" ID "\"",
    "'" ID "'",
    "“" ID "”",
    "„" ID "“",
    "«" ID "»",
    "`" ID "`",
    "{5D1F6B0A-2C5E-4E0C-9A64-7F0E3C1B9D42}",
    "<" ID ">",
    "(" ID ")",
    ID ",",
    ID ".",
    ID ";",
    "-" ID "-",
    "_" ID "_",
    "\xef\xbb\xbf" ID,
    "\xe2\x80\x8e" ID "\xe2\x80\x8f",
    "\xe2\x81\xa8" ID "\xe2\x81\xa9",
    "\xe2\x80\xaa" ID "\xe2\x80\xac",
    "\xd8\x9c" ID,
    "5d1f6b0a-\xe2\x80\x8b"
    "2c5e-4e0c-9a64-7f0e3c1b9d42",
    "5d1f6b0a\xc2\xad-2c5e-4e0c-9a64-7f0e\xc2\xad"
    "3c1b9d42",
    "5d1f6b0a-2c5e-\n4e0c-9a64-\t7f0e3c1b9d42\xc2\xa0",
    "Client ID: 5d1f6b0a-2c5e-\n4e0c-9a64-7f0e3c1b9d42",
    "5d1f6b0a - 2c5e - 4e0c - 9a64 - 7f0e3c1b9d42",
    "5d1f6b0a‐2c5e‑4e0c‒9a64–7f0e3c1b9d42",
    "5d1f6b0a—2c5e―4e0c−9a64-7f0e3c1b9d42",
    "5d1f6b0a﹘2c5e﹣4e0c-9a64-7f0e3c1b9d42",
    "client_id=" ID,
    "clientId=" ID "&",
    "\"client_id\": \"" ID "\",",
    "urn:uuid:" ID,
    "The client ID is " ID ", please approve it.",
    "应用" ID "的",
    "https://login.example.com/oauth/authorize?response_type=code&client_id=" ID
    "&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcb",
    "https://login.example.com/oauth/authorize?client_id=" ID "&state=" OTHER_ID,
    "https://login.example.com/oauth/authorize?state=" OTHER_ID "&client_id=" ID,
    "https://login.example.com/?to=%2Foauth%2Fauthorize%3Fclient_id%3D" ID "%26state%3Dx",
    "https://login.example.com/?to=%252Foauth%253Fclient_id%253D" ID "%2526state%253Dx",
    "client_id=%7B5d1f6b0a%2D2c5e%2d4e0c-9a64-7f0e3c1b9d42%7D",
    "https://api.example.com/api/v2/oauth/authorizations/" ID,
    ID "\n" ID,
    ID " or 5D1F6B0A-2C5E-4E0C-9A64-7F0E3C1B9D42",
    ID "%",
    ID "%2",
    "100%% " ID,
  };

  for (guint i = 0; i < G_N_ELEMENTS (pasted); i++)
    {
      g_autofree char *found = NULL;

      g_test_message ("%s", pasted[i]);
      g_assert_cmpuint (gate_text_find_client_id (pasted[i], &found), ==, 1);
      g_assert_cmpstr (found, ==, ID);
    }
}

static void
test_find_other_than_one (void)
{
  static const struct
  {
    const char *pasted;
    guint n;
  } cases[] = {
    { "", 0 },
    { "%", 0 },
    { "%00", 0 },
    { "not an é ID", 0 },
    { "client_id=", 0 },
    { "5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d4", 0 },
    { "5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d4 a client", 0 },
    { ID "3", 0 },
    { "x" ID, 0 },
    { "5d1f6b0a02c5e-4e0c-9a64-7f0e3c1b9d42", 0 },
    { "5d1f6b0a2c5e4e0c9a647f0e3c1b9d42", 0 },
    { "5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d4g", 0 },
    { ID " " OTHER_ID, 2 },
    { ID OTHER_ID, 0 },
    { ID "\n" ID "\n" OTHER_ID, 2 },
    { "client_id=" ID "&client_id=" OTHER_ID, 2 },
    { "5d1f6b0a-2c5e-\n4e0c-9a64-7f0e3c1b9d42,7a1b2c3d-0000-\n4000-8000-000000000001", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = NULL;

      g_test_message ("%s", cases[i].pasted);
      g_assert_cmpuint (gate_text_find_client_id (cases[i].pasted, &found), ==, cases[i].n);
      g_assert_null (found);
    }
}

static void
test_scope_id (void)
{
  g_autofree char *longest = g_strnfill (100, 's');
  g_autofree char *too_long = g_strnfill (101, 's');
  static const char *const good[] = { "users", "users:readonly", "a", "!", "x#y" };
  static const char *const bad[] = {
    "", "a b", "a\tb", "a\nb", "a\"b", "a\\b", "é", "a\x7f", " a"
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (gate_text_is_scope_id (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (gate_text_is_scope_id (bad[i]));
  g_assert_false (gate_text_is_scope_id (NULL));
  g_assert_true (gate_text_is_scope_id (longest));
  g_assert_false (gate_text_is_scope_id (too_long));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/set-str", test_set_str);
  g_test_add_func ("/text/strv-equal", test_strv_equal);
  g_test_add_func ("/text/strv-equal/many", test_strv_equal_many);
  g_test_add_func ("/text/display", test_display);
  g_test_add_func ("/text/display/locale", test_display_locale);
  g_test_add_func ("/text/display/marks", test_display_marks);
  g_test_add_func ("/text/display/length", test_display_length);
  g_test_add_func ("/text/display/random", test_display_random);
  g_test_add_func ("/text/initials", test_initials);
  g_test_add_func ("/text/client-id", test_client_id);
  g_test_add_func ("/text/lower-uuid", test_lower_uuid);
  g_test_add_func ("/text/client-id/find", test_find_client_id);
  g_test_add_func ("/text/client-id/find/other-than-one", test_find_other_than_one);
  g_test_add_func ("/text/scope-id", test_scope_id);
  return g_test_run ();
}
