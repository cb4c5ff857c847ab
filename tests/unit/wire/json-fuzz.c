/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Random bytes and damaged documents: the verdict does not depend on how the bytes are cut, and
 * what is accepted is read by json-glib as what it says. A small reader of our own, which may
 * trust the scanner and so is short, tells what it says. */

#include "json-verdict.h"

#include "gate-json.h"

#define ROUNDS 100000
#define SEED 20240501

static const char *const seeds[] = {
  "{\"entities\":[{\"id\":\"a\",\"state\":\"AUTHORIZED\"},{\"id\":\"b\"}],\"total\":2}",
  "{\"client\":{\"id\":\"0a1b\",\"name\":\"K\xc3\xa4ufer\"},\"scope\":[\"oauth\"],"
  "\"pending\":false}",
  "[0,-0,1,-1,9223372036854775807,-9223372036854775808,1e5,1.5E-3,-0.0,25.0]",
  "{\"a\":9223372036854775807,\"b\":-9223372036854775808,\"c\":-0,\"d\":10,\"e\":1e2}",
  "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\u20ac\\ud83d\\ude00\"]",
  "{\"\\u0061\":null,\"b\":true,\"c\":false,\"\":\"\",\"\xf0\x9f\x98\x80\":{}}",
  " [ [ ] , { } , [ { \"x\" : [ 1 , [ 2 ] ] } ] ]\n",
  "{\"m0\":0,\"m1\":1,\"m2\":2,\"m3\":3,\"m4\":4,\"m5\":5,\"m6\":6,\"m7\":7,\"m8\":8,\"m9\":9,"
  "\"ma\":10,\"mb\":11,\"mc\":12,\"md\":13,\"me\":14,\"mf\":15,\"mg\":16,\"mh\":17}",
  "\"alone\"",
  "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
};

static const char *const tokens[] = {
  "{",       "}",       "[",       "]",    ",",       ":",    "\"",   "\"a\"", "\"b\":",
  "\"a\":",   "true",    "nul",     "null", "false",  "0",    "1",    "-",     ".",
  "e",       "E+",      "12.50",   " ",    "\n",      "\\",   "\\u",  "\\n",   "\\u0061",
  "\\ud83d", "\\ude00", "\\u0000", "/",    "'",       "1e400", "\x01", "\xc3", "\xa4",
  "\xe2\x82\xac", "\xf0\x9f\x98\x80", "\xed\xa0\x80", "\xef\xbb\xbf",
};

static const char *compare (const char          *p,
                            const GateJsonValue *value);

static const char *
skip_space (const char *p)
{
  return p + strspn (p, " \t\r\n");
}

static gunichar
read_unit (const char *digits)
{
  gunichar unit = 0;

  for (guint i = 0; i < 4; i++)
    unit = unit << 4 | (gunichar) g_ascii_xdigit_value (digits[i]);
  return unit;
}

/* P is at the quotation mark; returns behind the closing one. */
static const char *
read_string (const char *p,
             GString    *out)
{
  static const char letters[] = "bfnrt";
  static const char meanings[] = "\b\f\n\r\t";

  for (p++; *p != '"'; p++)
    {
      gboolean is_escape = *p == '\\';
      const char *letter = is_escape ? strchr (letters, *++p) : NULL;

      if (letter != NULL)
        g_string_append_c (out, meanings[letter - letters]);
      else if (!is_escape || *p != 'u')
        g_string_append_c (out, *p);
      else
        {
          gunichar unit = read_unit (p + 1);

          p += 4;
          if (unit >= 0xd800 && unit < 0xe000)
            {
              unit = 0x10000 + ((unit & 0x3ff) << 10 | (read_unit (p + 3) & 0x3ff));
              p += 6;
            }
          g_string_append_unichar (out, unit);
        }
    }
  return p + 1;
}

static const char *
compare_members (const char          *p,
                 const GateJsonValue *object)
{
  g_assert_cmpint (gate_json_value_get_kind (object), ==, GATE_JSON_OBJECT);
  p = skip_space (p + 1);
  while (*p != '}')
    {
      g_autoptr (GString) name = g_string_new (NULL);
      GateJsonValue member;

      p = skip_space (read_string (p, name));
      gate_json_peek (object, name->str, &member);
      p = skip_space (compare (skip_space (p + 1), &member));
      if (*p == ',')
        p = skip_space (p + 1);
    }
  return p + 1;
}

static const char *
compare_elements (const char          *p,
                  const GateJsonValue *array)
{
  guint count = 0;

  g_assert_cmpint (gate_json_value_get_kind (array), ==, GATE_JSON_ARRAY);
  p = skip_space (p + 1);
  while (*p != ']')
    {
      GateJsonValue element;

      gate_json_array_get_element (array, count++, &element);
      p = skip_space (compare (p, &element));
      if (*p == ',')
        p = skip_space (p + 1);
    }
  g_assert_cmpuint (gate_json_array_get_length (array), ==, count);
  return p + 1;
}

static const char *
compare_number (const char          *p,
                const GateJsonValue *value)
{
  gsize length = strspn (p, "-+.eE0123456789");
  gboolean is_double = strcspn (p, ".eE") < length;
  gint64 number;

  g_assert_cmpint (gate_json_value_get_kind (value), ==,
                   is_double ? GATE_JSON_DOUBLE : GATE_JSON_INTEGER);
  if (!is_double && value->member != NULL && value->parent != NULL)
    {
      g_assert_true (gate_json_get_optional_int (value->parent, value->member, G_MININT64,
                                                 G_MAXINT64, 99, &number, NULL));
      g_assert_cmpint (number, ==, g_ascii_strtoll (p, NULL, 10));
    }
  return p + length;
}

/* Compares the value at P, which the scanner has accepted, with the one in the tree. */
static const char *
compare (const char          *p,
         const GateJsonValue *value)
{
  g_autoptr (GString) text = g_string_new (NULL);

  switch (*p)
    {
    case '{':
      return compare_members (p, value);
    case '[':
      return compare_elements (p, value);
    case '"':
      p = read_string (p, text);
      g_assert_cmpint (gate_json_value_get_kind (value), ==, GATE_JSON_STRING);
      g_assert_cmpstr (gate_json_value_peek_string (value), ==, text->str);
      return p;
    case 't':
    case 'f':
      g_assert_cmpint (gate_json_value_get_kind (value), ==, GATE_JSON_BOOLEAN);
      return p + (*p == 't' ? 4 : 5);
    case 'n':
      g_assert_cmpint (gate_json_value_get_kind (value), ==, GATE_JSON_NULL);
      return p + 4;
    default:
      return compare_number (p, value);
    }
}

static gboolean
check (const GString *text,
       GRand         *rand)
{
  g_autofree char *verdict = verdict_of (text->str, text->len, 0, 0);
  gsize first = (gsize) g_rand_int_range (rand, 0, 20);
  gsize chunk = (gsize) g_rand_int_range (rand, 1, 5);
  g_autofree char *pieces = verdict_of (text->str, text->len, first, chunk);
  g_autoptr (GateJsonDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  GateJsonValue root;

  g_assert_cmpstr (verdict, ==, pieces);
  if (strcmp (verdict, "ok") != 0)
    return FALSE;
  document = gate_json_document_new (text->str, text->len, NULL, &error);
  g_assert_no_error (error);
  gate_json_document_get_root (document, &root);
  g_assert_cmpstr (skip_space (compare (skip_space (text->str), &root)), ==, "");
  return TRUE;
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  guint accepted = 0;

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      gint32 length = g_rand_int_range (rand, 0, 16);

      for (gint32 i = 0; i < length; i++)
        if (g_rand_int_range (rand, 0, 10) == 0)
          g_string_append_c (text, (char) g_rand_int_range (rand, 0, 256));
        else
          g_string_append (text, tokens[g_rand_int_range (rand, 0, G_N_ELEMENTS (tokens))]);
      accepted += check (text, rand);
    }
  g_test_message ("%u of %u accepted", accepted, ROUNDS);
  g_assert_cmpuint (accepted, >, ROUNDS / 200);
}

static void
damage (GString *text,
        GRand   *rand)
{
  gssize at = g_rand_int_range (rand, 0, (gint32) text->len);
  gssize length = g_rand_int_range (rand, 1, 1 + (gint32) MIN (5, (gssize) text->len - at));
  g_autofree char *piece = g_strndup (text->str + at, (gsize) length);

  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
      text->str[at] = (char) (text->str[at] ^ (1 << g_rand_int_range (rand, 0, 8)));
      break;
    case 1:
      g_string_erase (text, at, length);
      break;
    case 2:
      g_string_insert_len (text, at, piece, length);
      break;
    case 3:
      g_string_insert (text, g_rand_int_range (rand, 0, (gint32) text->len + 1), piece);
      break;
    case 4:
      text->str[at] = (char) g_rand_int_range (rand, 0, 256);
      break;
    default:
      g_string_insert (text, at, tokens[g_rand_int_range (rand, 0, G_N_ELEMENTS (tokens))]);
      break;
    }
}

static void
test_damaged (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED + 1);
  guint accepted = 0;

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (GString) text = g_string_new (seeds[round % G_N_ELEMENTS (seeds)]);
      gint32 times = g_rand_int_range (rand, 0, 4);

      for (gint32 i = 0; i < times && text->len > 0; i++)
        damage (text, rand);
      accepted += check (text, rand);
    }
  g_test_message ("%u of %u accepted", accepted, ROUNDS);
  g_assert_cmpuint (accepted, >, ROUNDS / 4);
  g_assert_cmpuint (accepted, <, ROUNDS * 3 / 4);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-fuzz/random", test_random);
  g_test_add_func ("/json-fuzz/damaged", test_damaged);
  return g_test_run ();
}
