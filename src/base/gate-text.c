/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Text from outside: makes it safe to show, and checks identifiers. */

#define G_LOG_DOMAIN "gate-base"

#include "gate-text.h"

#include <string.h>

#define MAX_SCOPE_BYTES 100
#define MAX_NAME_CHARS 100
#define CLIENT_ID_CHARS 36

/**
 * gate_set_str:
 * @field: (inout): an owned string field, which may be %NULL
 * @value: (nullable): the new text, copied
 *
 * Returns: whether the field changed
 */
gboolean
gate_set_str (char      **field,
              const char *value)
{
  char *copy = NULL;

  if (g_strcmp0 (*field, value) == 0)
    return FALSE;
  copy = g_strdup (value);
  g_free (*field);
  *field = copy;
  return TRUE;
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
sorted_once (const char *const *strv)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  guint n = 0;

  for (gsize i = 0; strv != NULL && strv[i] != NULL; i++)
    g_ptr_array_add (sorted, (char *) strv[i]);
  g_ptr_array_sort (sorted, compare_strings);
  for (guint i = 0; i < sorted->len; i++)
    if (n == 0 || strcmp (sorted->pdata[i], sorted->pdata[n - 1]) != 0)
      sorted->pdata[n++] = sorted->pdata[i];
  g_ptr_array_set_size (sorted, (int) n);
  return g_steal_pointer (&sorted);
}

static gboolean
same_order (const char *const *a,
            const char *const *b)
{
  gsize i = 0;

  if (a == NULL || b == NULL)
    return a == b;
  while (a[i] != NULL && b[i] != NULL && (a[i] == b[i] || strcmp (a[i], b[i]) == 0))
    i++;
  return a[i] == NULL && b[i] == NULL;
}

/**
 * gate_strv_equal:
 * @a: (nullable): a list of strings
 * @b: (nullable): another
 *
 * Compares two lists as sets: order and repetition do not matter, %NULL is the empty list. Lists
 * come from outside and can be long, so the time does not grow with the square of their length.
 *
 * Returns: whether both hold the same strings
 */
gboolean
gate_strv_equal (const char *const *a,
                 const char *const *b)
{
  g_autoptr (GPtrArray) set_a = NULL;
  g_autoptr (GPtrArray) set_b = NULL;

  if (same_order (a, b))
    return TRUE;
  set_a = sorted_once (a);
  set_b = sorted_once (b);
  if (set_a->len != set_b->len)
    return FALSE;
  for (guint i = 0; i < set_a->len; i++)
    if (strcmp (set_a->pdata[i], set_b->pdata[i]) != 0)
      return FALSE;
  return TRUE;
}

/* Soft hyphens, direction marks, isolates, embeddings and blanks without width come along when a
 * name is copied. Nothing of them is to be seen, and without them no name reorders another. */
static gboolean
is_dropped (gunichar c)
{
  switch (c)
    {
    case 0x00ad: /* soft hyphen */
    case 0x061c: /* Arabic letter mark */
    case 0x200b: /* zero-width space */
    case 0x200e: /* left-to-right mark */
    case 0x200f: /* right-to-left mark */
    case 0x202a: /* left-to-right embedding */
    case 0x202b: /* right-to-left embedding */
    case 0x202c: /* the end of an embedding */
    case 0x2060: /* word joiner */
    case 0xfeff: /* byte order mark */
      return TRUE;
    default:
      return c >= 0x2066 && c <= 0x2069; /* isolates and their end */
    }
}

/* Controls, bidi overrides, line separators and other invisible characters have no place in a name;
 * they are shown as a replacement character. */
static gboolean
is_deceptive (gunichar c)
{
  if (g_unichar_iscntrl (c))
    return TRUE;
  if (c >= 0xfdd0 && c <= 0xfdef)
    return TRUE;
  if ((c & 0xfffe) == 0xfffe)
    return TRUE;
  switch ((int) g_unichar_type (c))
    {
    case G_UNICODE_FORMAT:
      return c != 0x200d && c != 0x200c;
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_UNASSIGNED:
      return TRUE;
    default:
      return FALSE;
    }
}

/* More combining marks on one letter would paint over the neighbouring rows. No script needs
 * more. */
#define MAX_MARKS 4

/**
 * gate_text_for_display:
 * @text: (nullable): text from a server, a file or a person
 * @max_chars: the longest result in characters; a longer text ends in an ellipsis
 *
 * Makes text from outside safe to show on one line: it never carries control or direction
 * characters, piled-up marks or leading and trailing blanks. It is plain text, not markup. Two
 * texts that differ may be shown alike.
 *
 * Returns: (transfer full): valid UTF-8, empty when nothing visible is left
 */
char *
gate_text_for_display (const char *text,
                       gsize       max_chars)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autoptr (GString) out = g_string_new (NULL);
  gsize n = 0;
  guint marks = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_dropped (c))
        continue;
      marks = g_unichar_ismark (c) ? marks + 1 : 0;
      if (marks > MAX_MARKS)
        continue;
      if (n == max_chars)
        {
          g_string_append (out, "…");
          break;
        }
      if (c == '\t' || c == '\n' || c == '\r' || g_unichar_type (c) == G_UNICODE_SPACE_SEPARATOR)
        c = ' ';
      g_string_append_unichar (out, is_deceptive (c) ? 0xfffd : c);
      n++;
    }
  g_strstrip (out->str);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Letters and symbols that are drawn as nothing: Hangul fillers and the blank Braille pattern. */
static gboolean
is_visible (gunichar c)
{
  if (c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0 || c == 0x2800 || c == 0xfffd)
    return FALSE;
  return g_unichar_isgraph (c) && !g_unichar_ismark (c) && g_unichar_type (c) != G_UNICODE_FORMAT;
}

/**
 * gate_text_display_name:
 * @name: (nullable): a name from outside
 * @id: the identifier to show where the name has no visible character
 *
 * Returns: (transfer full): a name that can be shown on one line
 */
char *
gate_text_display_name (const char *name,
                        const char *id)
{
  g_autofree char *shown = gate_text_for_display (name, MAX_NAME_CHARS);

  for (const char *p = shown; *p != '\0'; p = g_utf8_next_char (p))
    if (is_visible (g_utf8_get_char (p)))
      return g_steal_pointer (&shown);
  return gate_text_for_display (id, MAX_NAME_CHARS);
}

/**
 * gate_text_initials:
 * @text: a name to be shown
 *
 * Returns: (transfer full): at most two capital letters for an avatar, empty when it has none
 */
char *
gate_text_initials (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean at_word = TRUE;
  guint n = 0;

  for (const char *p = text; *p != '\0' && n < 2; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean letter = g_unichar_isalnum (c);

      if (letter && at_word)
        {
          g_string_append_unichar (out, g_unichar_toupper (c));
          n++;
        }
      at_word = !letter;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Whether TEXT begins with a UUID in small letters. */
static gboolean
begins_with_id (const char *text)
{
  for (guint i = 0; i < CLIENT_ID_CHARS; i++)
    {
      gboolean dash = i == 8 || i == 13 || i == 18 || i == 23;

      if (dash ? text[i] != '-' : !g_ascii_isxdigit (text[i]) || g_ascii_isupper (text[i]))
        return FALSE;
    }
  return TRUE;
}

/**
 * gate_text_is_client_id:
 * @text: (nullable): a text from outside
 *
 * Client IDs are lower-case UUIDs (Genesys API, common rules).
 *
 * Returns: whether it has that form
 */
gboolean
gate_text_is_client_id (const char *text)
{
  return text != NULL && begins_with_id (text) && text[CLIENT_ID_CHARS] == '\0';
}

/**
 * gate_text_lower_uuid:
 * @text: any text
 *
 * Writes it in lower case, in place, when it is a UUID in another; RFC 9562, section 4, lets both
 * through. Other text stays as it is.
 */
void
gate_text_lower_uuid (char *text)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);

  if (gate_text_is_client_id (lower))
    memcpy (text, lower, strlen (lower));
}

/* Reads one character and moves @p behind it. A percent sign of an address is read as the character
 * that it stands for: in an address within an address “%253D” stands for “=”. */
static gunichar
read_char (const char **p)
{
  const char *digits = *p + 1;
  gunichar c = g_utf8_get_char (*p);

  while (c == '%' && g_str_has_prefix (digits, "25"))
    digits += 2;
  if (c == '%' && g_ascii_isxdigit (digits[0]) && g_ascii_isxdigit (digits[1]))
    {
      *p = digits + 2;
      return (gunichar) (g_ascii_xdigit_value (digits[0]) * 16 + g_ascii_xdigit_value (digits[1]));
    }
  *p = g_utf8_next_char (*p);
  return c;
}

/* Word processors put other hyphens and the minus sign in the place of the one on the keyboard. */
static gboolean
is_hyphen (gunichar c)
{
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xfe58 || c == 0xfe63 || c == 0xff0d;
}

/* TYPED with one kind of hyphen, in small letters and without what cannot be seen. */
static char *
simplify (const char *typed,
          gboolean    keep_blanks)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = typed; *p != '\0';)
    {
      gunichar c = read_char (&p);

      if (g_unichar_type (c) == G_UNICODE_FORMAT || (g_unichar_isspace (c) && !keep_blanks))
        continue;
      if (c == '\0')
        c = ' ';
      if (is_hyphen (c))
        c = '-';
      g_string_append_unichar (out, c < 0x80 ? (gunichar) g_ascii_tolower ((char) c) : c);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Finds the IDs behind LABEL; part of a longer word is none. */
static guint
find_behind (const char *text,
             const char *label,
             char      **client_id)
{
  g_autofree char *found = NULL;
  gssize length = (gssize) strlen (label);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (!begins_with_id (p) || g_ascii_isalnum (p[CLIENT_ID_CHARS]) ||
          (p > text && g_ascii_isalnum (p[-1])) || p - text < length ||
          strncmp (p - length, label, (gsize) length) != 0)
        continue;
      if (found != NULL && strncmp (found, p, CLIENT_ID_CHARS) != 0)
        return 2;
      if (found == NULL)
        found = g_strndup (p, CLIENT_ID_CHARS);
    }
  *client_id = g_steal_pointer (&found);
  return *client_id != NULL ? 1 : 0;
}

/**
 * gate_text_find_client_id:
 * @typed: what a person typed or pasted, valid UTF-8
 * @client_id: (out) (nullable): the client ID when there is exactly one, in small letters
 *
 * Finds the client ID in whatever it was copied with: quotes, braces, direction marks, typographic
 * hyphens, a sentence, a whole login address. In an address that names its `client_id` (RFC 6749,
 * section 4.1.1) other UUIDs do not count: a `state` often is one. Blanks within an ID count only
 * when there is no whole one.
 *
 * Returns: 0 when there is none, 1, or 2 for more than one
 */
guint
gate_text_find_client_id (const char *typed,
                          char      **client_id)
{
  *client_id = NULL;
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *text = simplify (typed, i == 0);
      guint n = find_behind (text, "client_id=", client_id);

      if (n == 0)
        n = find_behind (text, "", client_id);
      if (n > 0)
        return n;
    }
  return 0;
}

/**
 * gate_text_is_bearer_token:
 * @text: (nullable): what may be an access token
 *
 * Returns: whether it has the form of the b64token of RFC 6750, section 2.1, and a length that any
 *   real token has. No other text is sent as one.
 */
gboolean
gate_text_is_bearer_token (const char *text)
{
  gsize length = 0;

  if (text == NULL)
    return FALSE;
  while (g_ascii_isalnum (text[length]) ||
         (text[length] != '\0' && strchr ("-._~+/", text[length]) != NULL))
    length++;
  if (length == 0)
    return FALSE;
  while (text[length] == '=')
    length++;
  return text[length] == '\0' && length <= GATE_TEXT_MAX_TOKEN_BYTES;
}

/**
 * gate_text_is_scope_id:
 * @text: (nullable): a text from outside
 *
 * A scope token is made of visible ASCII without `"` and `\` (RFC 6749, section 3.3).
 *
 * Returns: whether it has that form and a length that any real scope has
 */
gboolean
gate_text_is_scope_id (const char *text)
{
  if (text == NULL || *text == '\0' || strlen (text) > MAX_SCOPE_BYTES)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (*p <= 0x20 || *p >= 0x7f || *p == '"' || *p == '\\')
      return FALSE;
  return TRUE;
}
