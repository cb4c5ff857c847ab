/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Whether two names look alike. */

#define G_LOG_DOMAIN "gate-base"

#include "gate-text.h"

#include <string.h>

/* Letters of other scripts that are drawn like Latin ones, in small letters. A letter whose capital
 * and small form look like different ones stands by its capital: a name begins with one. A small
 * part of the table of Unicode (UTS 39), because GLib has none. */
static const struct
{
  gunichar    from;
  const char *to;
} lookalikes[] = {
  { 0x0131, "l" }, /* dotless i */
  { 0x0251, "a" }, /* Latin alpha */
  { 0x0261, "g" }, /* script g */
  { 0x03b1, "a" }, /* Greek alpha */
  { 0x03b2, "b" }, /* Greek beta */
  { 0x03b5, "e" }, /* Greek epsilon */
  { 0x03b6, "z" }, /* Greek zeta */
  { 0x03b7, "h" }, /* Greek eta */
  { 0x03b9, "l" }, /* Greek iota */
  { 0x03ba, "k" }, /* Greek kappa */
  { 0x03bc, "m" }, /* Greek mu */
  { 0x03bd, "n" }, /* Greek nu */
  { 0x03bf, "o" }, /* Greek omicron */
  { 0x03c1, "p" }, /* Greek rho */
  { 0x03c4, "t" }, /* Greek tau */
  { 0x03c5, "y" }, /* Greek upsilon */
  { 0x03c7, "x" }, /* Greek chi */
  { 0x03f3, "j" }, /* Greek yot */
  { 0x0430, "a" }, /* Cyrillic a */
  { 0x0432, "b" }, /* Cyrillic ve */
  { 0x0435, "e" }, /* Cyrillic ie */
  { 0x043a, "k" }, /* Cyrillic ka */
  { 0x043c, "m" }, /* Cyrillic em */
  { 0x043d, "h" }, /* Cyrillic en */
  { 0x043e, "o" }, /* Cyrillic o */
  { 0x0440, "p" }, /* Cyrillic er */
  { 0x0441, "c" }, /* Cyrillic es */
  { 0x0442, "t" }, /* Cyrillic te */
  { 0x0443, "y" }, /* Cyrillic u */
  { 0x0445, "x" }, /* Cyrillic ha */
  { 0x0455, "s" }, /* Cyrillic dze */
  { 0x0456, "l" }, /* Cyrillic i */
  { 0x0458, "j" }, /* Cyrillic je */
  { 0x04bb, "h" }, /* Cyrillic shha */
  { 0x04cf, "l" }, /* Cyrillic palochka */
  { 0x0501, "d" }, /* Cyrillic komi de */
  { 0x051b, "q" }, /* Cyrillic qa */
  { 0x051d, "w" }, /* Cyrillic we */
  { 0x0585, "o" }, /* Armenian oh */
  { 0x2010, "-" }, /* hyphen */
  { 0x2012, "-" }, /* figure dash */
  { 0x2013, "-" }, /* en dash */
  { 0x2014, "-" }, /* em dash */
  { 0x2015, "-" }, /* horizontal bar */
  { 0x2018, "'" }, /* quotation mark */
  { 0x2019, "'" }, /* apostrophe */
  { 0x2212, "-" }, /* minus sign */
};

/* One of i, l, 1 and | is drawn like the capital or small form of another. */
static char
fold_ascii (char c)
{
  c = g_ascii_tolower (c);
  if (c == 'i' || c == '1' || c == '|')
    return 'l';
  return c == '0' ? 'o' : c;
}

/* Nearly all names are ASCII, and a list may have a hundred thousand of them. */
static char *
make_ascii_skeleton (const char *name)
{
  char *skeleton = g_malloc (strlen (name) + 1);
  char *end = skeleton;

  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      *end++ = fold_ascii (*p);
  *end = '\0';
  return skeleton;
}

/* Blanks, joiners, variation selectors and inherent vowels. One font draws a Hangul filler as a
 * blank, another as nothing. */
static gboolean
is_unseen (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_FORMAT || c == 0x034f ||
         c == 0x115f || c == 0x1160 || c == 0x17b4 || c == 0x17b5 || c == 0x2800 || c == 0x3164 ||
         (c >= 0x180b && c <= 0x180f) || (c >= 0xfe00 && c <= 0xfe0f) ||
         (c >= 0xe0100 && c <= 0xe01ef);
}

static void
append_other (GString *out,
              gunichar c)
{
  for (guint i = 0; i < G_N_ELEMENTS (lookalikes); i++)
    if (lookalikes[i].from == c)
      {
        g_string_append (out, lookalikes[i].to);
        return;
      }
  g_string_append_unichar (out, c);
}

/* NFKD makes one letter of its forms (wide, mathematical), and parts it from its accent, so that
 * the look-alike of an accented letter is found too. The accent stays. */
static char *
fold_other (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = g_utf8_casefold (normal != NULL ? normal : "", -1);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
}

/**
 * gate_text_skeleton:
 * @name: a name as it is displayed: valid UTF-8
 *
 * Two names with the same skeleton look so much alike that a person may take one for the other:
 * they differ in case, in blanks, in the form of a letter, or in letters of other scripts that are
 * drawn alike. Names that a person can tell apart may have the same one (“mail” and “mall”).
 *
 * Returns: (transfer full): a text to compare, not to be shown
 */
char *
gate_text_skeleton (const char *name)
{
  g_autofree char *folded = NULL;
  g_autoptr (GString) out = NULL;

  if (g_str_is_ascii (name))
    return make_ascii_skeleton (name);
  folded = fold_other (name);
  out = g_string_new (NULL);
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_unseen (c))
        continue;
      if (c < 0x80)
        g_string_append_c (out, fold_ascii ((char) c));
      else
        append_other (out, c);
    }
  /* Accents that a blank kept apart have an order. */
  return g_utf8_normalize (out->str, -1, G_NORMALIZE_ALL);
}
