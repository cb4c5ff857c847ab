/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Hostile documents: J1 to J45, on the two ways by which an answer becomes a model: as one
 * authorization, and as a list of them that is cut as it arrives. The corpus has the finer
 * shades. */

#include "gate-error.h"
#include "gate-json-scan.h"
#include "gate-wire-authorization.h"
#include "gate-wire-page.h"

#include <string.h>

typedef enum
{
  ONE,
  LIST,
} Way;

typedef struct
{
  const char *row;
  Way way;
  const char *text; /* @ is where the parts go */
  gsize length;
  const char *refusal; /* in the message; NULL: accepted */
  const char *part;    /* # is its number */
  guint count;
  const char *close; /* as often, behind all parts */
  int code;          /* of the refusal; 0: protocol */
  const char *name;  /* of the one authorization; NULL: N */
  gint64 total;      /* of the list */
} Case;

#define T(text) text, sizeof text - 1
#define CLIENT "\"client\":{\"id\":\"0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9\",\"name\":\"N\"}"
#define NAMED(name)                                                                               \
  "{\"client\":{\"id\":\"0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9\",\"name\":\"" name "\"},"          \
  "\"state\":\"Authorized\"}"
#define WITH(text) "{" CLIENT ",\"state\":\"Authorized\"," text "}"
#define GOOD NAMED ("N")
#define TOTAL(text) "{\"entities\":[" GOOD "],\"total\":" text "}"
#define MORE "expected more"
#define END "expected nothing behind"
#define VALUE "expected a value"
#define FFFD "\357\277\275"

static const Case cases[] = {
  { "1", ONE, T ("") , MORE },
  { "1", LIST, T (""), MORE },
  { "2", ONE, T (" \t\r\n"), MORE },
  { "2", LIST, T (" \n"), MORE },
  { "3", ONE, T ("\357\273\277" GOOD), VALUE },
  { "3", LIST, T ("\357\273\277" TOTAL ("1")), VALUE },
  { "4", ONE, T ("\377\376{\0}\0"), VALUE },
  { "4", ONE, T ("\376\377\0{\0}"), VALUE },
  { "4", ONE, T ("{\0}\0"), "byte 1" },
  { "4", ONE, T ("\0{\0}"), VALUE },
  { "4", ONE, T ("\0\0\0{\0\0\0}"), VALUE },
  { "4", LIST, T ("{\0\0\0}\0\0\0"), "byte 1" },
  { "5", ONE, T ("null"), "expected an object, not null" },
  { "5", ONE, T ("7"), "expected an object, not a number" },
  { "5", ONE, T ("\"x\""), "expected an object, not a string" },
  { "5", ONE, T ("[]"), "expected an object, not an array" },
  { "5", ONE, T ("true"), "expected an object, not a boolean" },
  { "5", LIST, T ("null"), "expected an object, not null" },
  { "5", LIST, T ("[]"), "expected an object, not an array" },
  { "6", ONE, T (GOOD GOOD), END },
  { "6", ONE, T (GOOD "\n" GOOD), END },
  { "6", LIST, T (TOTAL ("1") TOTAL ("1")), END },
  { "7", ONE, T (GOOD "x"), END },
  { "7", ONE, T (GOOD ";"), END },
  { "7", ONE, T (GOOD "\0"), END },
  { "7", LIST, T (TOTAL ("1") "\0"), END },
  { "8", ONE, T ("<!DOCTYPE html><html><title>502</title></html>"), VALUE },
  { "8", LIST, T ("<html>"), VALUE },
  { "9", ONE, T ("/* */" GOOD), VALUE },
  { "9", ONE, T (GOOD "// x"), END },
  { "9", LIST, T ("{\"entities\":[/**/]}"), VALUE },
  { "10", ONE, T ("{'client':1}"), "byte 1" },
  { "10", ONE, T ("{client:1}"), "byte 1" },
  { "10", LIST, T ("{\"entities\":['x']}"), VALUE },
  { "11", ONE, T ("var x = " GOOD ";"), VALUE },
  { "12", ONE, T ("{" CLIENT ",}"), "byte " },
  { "12", LIST, T ("{\"entities\":[" GOOD ",]}"), VALUE },
  { "13", ONE, T ("{" CLIENT ",\"state\"\"Authorized\"}"), "expected ':'" },
  { "13", ONE, T ("{" CLIENT ",\"state\":}"), VALUE },
  { "13", LIST, T ("{\"entities\":}"), VALUE },
  { "16", ONE, T (WITH ("\"x\":@")), "less nesting", "[", 40, "]", GATE_ERROR_TOO_LARGE },
  { "16", ONE, T (WITH ("\"x\":@")), NULL, "[", 31, "]" },
  { "16", ONE, T (WITH ("\"x\":@")), "less nesting", "[", 32, "]", GATE_ERROR_TOO_LARGE },
  { "17", ONE, T ("@"), "less nesting", "[", 100000, NULL, GATE_ERROR_TOO_LARGE },
  { "17", LIST, T ("{\"entities\":@"), "less nesting", "[", 100000, NULL, GATE_ERROR_TOO_LARGE },
  { "18", ONE, T ("@"), "less nesting", "{\"a\":", 100000, NULL, GATE_ERROR_TOO_LARGE },
  { "18", LIST, T ("@"), "less nesting", "{\"a\":", 100000, NULL, GATE_ERROR_TOO_LARGE },
  { "19", ONE, T (WITH ("\"ignored\":@1")), "less nesting", "[{\"a\":", 100000, "}]",
    GATE_ERROR_TOO_LARGE },
  { "19", LIST, T ("{\"entities\":[" WITH ("\"ignored\":@") "]}"), "less nesting", "[", 100000, "]",
    GATE_ERROR_TOO_LARGE },
  { "20", ONE, T (WITH ("\"state\":\"Authorized\"")), "second member" },
  { "20", LIST, T ("{\"entities\":[],\"entities\":[]}"), "second member" },
  { "21", ONE, T (WITH ("\"state\":\"Revoked\"")), "second member" },
  { "21", ONE, T ("{\"client\":{\"id\":\"a\",\"id\":\"b\"}}"), "second member" },
  { "21", LIST, T ("{\"entities\":[" WITH ("\"state\":\"Revoked\"") "]}"), "second member" },
  { "22", ONE, T (WITH ("\"st\\u0061te\":\"Revoked\"")), "second member" },
  { "22", ONE, T ("{\"client\":{\"id\":\"a\",\"\\u0069d\":\"b\"}}"), "second member" },
  { "23", ONE, T (WITH ("\"State\":\"Revoked\",\"STATE\":7")), NULL },
  { "24", ONE, T (WITH ("\"\":1")), NULL },
  { "24", ONE, T (WITH ("\"@\":1")), "byte", "x", 1024 * 1024, NULL, GATE_ERROR_TOO_LARGE },
  { "24", ONE, T (WITH ("\"@\":1")), NULL, "x", 60 * 1024 },
  { "25", ONE, T (WITH ("\"__proto__\":{},\"constructor\":1,\"class\":[]")), NULL },
  { "26", ONE, T (NAMED ("a\nb")), "byte " },
  { "26", ONE, T (NAMED ("a\tb")), "byte " },
  { "27", ONE, T (NAMED ("\\x41")), "byte " },
  { "27", ONE, T (NAMED ("\\u00ZZ")), "byte " },
  { "27", ONE, T (NAMED ("\\u12")), "byte " },
  { "28", ONE, T (NAMED ("a\\u0000b")), "byte " },
  { "28", LIST, T ("{\"entities\":[" NAMED ("\\u0000") "]}"), "byte " },
  { "29", ONE, T (WITH ("\"a\\u0000\":1")), "byte " },
  { "30", ONE, T (NAMED ("\\ud800")), "byte " },
  { "30", ONE, T (NAMED ("\\udc00\\ud800")), "byte " },
  { "30", ONE, T (NAMED ("\\ud800x")), "byte " },
  { "30", ONE, T (NAMED ("\\ud83d\\ude00")), NULL, .name = "\360\237\230\200" },
  { "31", ONE, T (NAMED ("\377")), "byte " },
  { "31", ONE, T (NAMED ("\300\257")), "byte " },
  { "31", ONE, T (NAMED ("\342\202")), "byte " },
  { "31", ONE, T (NAMED ("\364\220\200\200")), "byte " },
  { "31", ONE, T (NAMED ("\355\240\200")), "byte " },
  { "31", LIST, T ("{\"entities\":[" NAMED ("\377") "]}"), "byte " },
  { "32", ONE, T (NAMED ("a\357\277\276b")), NULL, .name = "a" FFFD "b" },
  { "32", ONE, T (NAMED ("a\\ufdd0b")), NULL, .name = "a" FFFD "b" },
  { "33", ONE, T (WITH ("\"x\":0x10")), "byte " },
  { "33", ONE, T (WITH ("\"x\":010")), "byte " },
  { "33", ONE, T (WITH ("\"x\":+1")), VALUE },
  { "33", ONE, T (WITH ("\"x\":.5")), VALUE },
  { "33", ONE, T (WITH ("\"x\":1.")), "byte " },
  { "33", ONE, T (WITH ("\"x\":-")), "byte " },
  { "33", LIST, T (TOTAL ("01")), "byte " },
  { "34", ONE, T (WITH ("\"x\":NaN")), VALUE },
  { "34", ONE, T (WITH ("\"x\":-Infinity")), "byte " },
  { "34", LIST, T (TOTAL ("Infinity")), VALUE },
  { "35", LIST, T (TOTAL ("9223372036854775807")), NULL, .total = G_MAXINT64 },
  { "35", LIST, T (TOTAL ("-9223372036854775808")), NULL, .total = -1 },
  { "36", LIST, T (TOTAL ("9223372036854775808")), "byte " },
  { "36", LIST, T (TOTAL ("18446744073709551616")), "byte " },
  { "36", LIST, T (TOTAL ("100000000000000000000000000000")), "byte " },
  { "37", ONE, T (WITH ("\"x\":1e400")), "byte " },
  { "37", LIST, T (TOTAL ("-1e400")), "byte " },
  { "38", LIST, T (TOTAL ("1e5")), NULL, .total = -1 },
  { "38", LIST, T (TOTAL ("25.0")), NULL, .total = -1 },
  { "39", LIST, T (TOTAL ("-1")), NULL, .total = -1 },
  { "39", LIST, T (TOTAL ("-0")), NULL, .total = 0 },
  { "40", ONE, T (WITH ("\"x\":@")), "byte ", "7", 1000 * 1000, NULL, GATE_ERROR_TOO_LARGE },
  { "41", ONE, T ("@" GOOD), "byte ", " ", 8 * 1024 * 1024 + 1, NULL, GATE_ERROR_TOO_LARGE },
  { "41", ONE, T ("@" GOOD), "byte ", " ", 1024 * 1024 + 1 - sizeof GOOD + 1, NULL,
    GATE_ERROR_TOO_LARGE },
  { "41", ONE, T ("@" GOOD), NULL, " ", 1024 * 1024 - sizeof GOOD + 1 },
  { "42", ONE, T (NAMED ("@")), "byte ", "N", 7 * 1024 * 1024, NULL, GATE_ERROR_TOO_LARGE },
  { "43", LIST, T ("{\"entities\":[{@\"z\":0}]}"), "byte ", "\"m#\":0,", 1000000, NULL,
    GATE_ERROR_TOO_LARGE },
  { "43", LIST, T ("{\"entities\":[[@1]]}"), "byte ", "1,", 3000000, NULL, GATE_ERROR_TOO_LARGE },
  { "45", LIST, T ("{\"total\":1}"), "entities: missing" },
  { "45", LIST, T ("{\"entities\":null}"), "entities: expected an array, not null" },
  { "45", LIST, T ("{\"entities\":{}}"), "entities: expected an array, not an object" },
  { "45", LIST, T ("{\"entities\":\"x\"}"), "entities: expected an array, not a string" },
};

static char *
compose (const Case *one,
         gsize      *length)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *place = one->part != NULL ? strchr (one->text, '@') : NULL;
  gsize before = place != NULL ? (gsize) (place - one->text) : one->length;

  g_string_append_len (text, one->text, (gssize) before);
  for (guint i = 0; i < one->count; i++)
    for (const char *p = one->part; *p != '\0'; p++)
      if (*p == '#')
        g_string_append_printf (text, "%u", i);
      else
        g_string_append_c (text, *p);
  for (guint i = 0; i < one->count && one->close != NULL; i++)
    g_string_append (text, one->close);
  if (place != NULL)
    g_string_append (text, place + 1);
  *length = text->len;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GateAuthorization *
decode_one (const char *text,
            gsize       length,
            GError    **error)
{
  g_autoptr (GateJsonDocument) document = gate_json_document_new (text, length, NULL, error);
  GateJsonValue root;

  if (document == NULL)
    return NULL;
  gate_json_document_get_root (document, &root);
  return gate_wire_authorization_decode (&root, error);
}

/* As the API does it: what is wrong with one entity does not end the list. */
static gboolean
entity_cb (const char *text,
           gsize       length,
           guint       index,
           gpointer    user_data,
           GError    **error)
{
  g_autoptr (GateJsonDocument) document = NULL;
  g_autoptr (GateAuthorization) model = NULL;
  guint *n_models = user_data;
  GateJsonValue root;

  if (text == NULL)
    return TRUE;
  document = gate_json_document_new_scanned (text, length, NULL, error);
  g_assert_nonnull (document);
  gate_json_document_get_root (document, &root);
  model = gate_wire_authorization_decode (&root, NULL);
  *n_models += model != NULL;
  return TRUE;
}

static gboolean
decode_list (const char *text,
             gsize       length,
             gsize       chunk,
             gint64     *total,
             guint      *n_models,
             GError    **error)
{
  g_autoptr (GateJsonScan) scan = gate_json_scan_new_for_list (
      GATE_WIRE_LIST_MEMBER, GATE_JSON_MAX_LIST_BYTES, entity_cb, n_models);
  g_auto (GateWirePage) page = { 0 };
  g_autofree char *envelope = NULL;

  for (gsize at = 0; at < length; at += chunk)
    if (!gate_json_scan_feed (scan, text + at, MIN (chunk, length - at), error))
      return FALSE;
  if (!gate_json_scan_finish (scan, error))
    return FALSE;
  envelope = gate_json_scan_dup_envelope (scan);
  if (!gate_wire_page_decode (envelope, &page, error))
    return FALSE;
  *total = page.total;
  return TRUE;
}

static void
check_error (const Case   *one,
             const GError *error)
{
  const int code = one->code != 0 ? one->code : GATE_ERROR_PROTOCOL;

  if (error != NULL)
    g_test_message ("%s", error->message);
  if (one->refusal == NULL)
    {
      g_assert_no_error (error);
      return;
    }
  g_assert_error (error, GATE_ERROR, code);
  g_assert_nonnull (strstr (error->message, one->refusal));
}

static void
test_one (gconstpointer data)
{
  const Case *one = data;
  gsize length = 0;
  g_autofree char *text = compose (one, &length);
  g_autoptr (GError) error = NULL;
  g_autoptr (GateAuthorization) model = decode_one (text, length, &error);

  check_error (one, error);
  g_assert_true ((model == NULL) == (one->refusal != NULL));
  if (model != NULL)
    g_assert_cmpstr (gate_authorization_get_name (model), ==,
                     one->name != NULL ? one->name : "N");
}

static void
test_list (gconstpointer data)
{
  static const gsize chunks[] = { G_MAXINT32, 7 };
  const Case *one = data;
  gsize length = 0;
  g_autofree char *text = compose (one, &length);

  for (gsize i = 0; i < G_N_ELEMENTS (chunks); i++)
    {
      g_autoptr (GError) error = NULL;
      guint n_models = 0;
      gint64 total = 0;

      g_assert_cmpint (decode_list (text, length, chunks[i], &total, &n_models, &error), ==,
                       one->refusal == NULL);
      check_error (one, error);
      if (one->refusal != NULL)
        continue;
      g_assert_cmpint (total, ==, one->total);
      g_assert_cmpuint (n_models, ==, 1);
    }
}

static const char list[] =
    "{\"entities\":[" NAMED ("K\303\244ufer \\u20ac") "," WITH ("\"scope\":[\"oauth\"],"
    "\"roles\":[\"r\"],\"dateCreated\":\"2026-01-01T00:00:00Z\"") "],"
    "\"pageSize\":25,\"total\":2,\"pageCount\":1}";

/* J14: cut off at every byte. */
static void
test_truncated (void)
{
  for (gsize length = 0; length < sizeof list - 1; length++)
    {
      g_autofree char *text = g_memdup2 (list, MAX (length, 1));
      g_autoptr (GError) error = NULL;
      guint n_models = 0;
      gint64 total;

      g_assert_false (decode_list (text, length, 16, &total, &n_models, &error));
      g_assert_error (error, GATE_ERROR, GATE_ERROR_PROTOCOL);
    }
}

/* J15: one bit wrong at every place. */
static void
test_flipped (void)
{
  guint n_refused = 0;
  guint n_one = 0;

  for (gsize bit = 0; bit < 8 * (sizeof list - 1); bit++)
    {
      g_autofree char *text = g_memdup2 (list, sizeof list);
      g_autoptr (GError) error = NULL;
      guint n_models = 0;
      gint64 total;

      text[bit / 8] = (char) (text[bit / 8] ^ (1 << bit % 8));
      if (!decode_list (text, sizeof list - 1, 16, &total, &n_models, &error))
        {
          g_assert_true (gate_error_matches (error, GATE_ERROR_PROTOCOL));
          n_refused++;
        }
      n_one += n_models == 1;
      g_assert_cmpuint (n_models, <=, 2);
    }
  g_assert_cmpuint (n_refused, >, sizeof list);
  g_assert_cmpuint (n_one, >, 0);
}

/* J44: json-glib compares each name of an object with all others of one hash, so an object with
 * many names never gets to it. */
static void
test_colliding (void)
{
  g_autoptr (GString) text = g_string_new ("{\"entities\":[{");
  g_autoptr (GError) error = NULL;
  guint n_models = 0;
  gint64 total = 0;

  for (guint i = 0; i < 1 << 15; i++)
    {
      g_string_append_c (text, '"');
      for (guint bit = 0; bit < 15; bit++)
        g_string_append (text, (i >> bit & 1) != 0 ? "Ez" : "FY");
      g_string_append (text, "\":0,");
    }
  g_string_append (text, "\"z\":0}]}");
  g_assert_false (decode_list (text->str, text->len, 65536, &total, &n_models, &error));
  g_assert_true (gate_error_matches (error, GATE_ERROR_TOO_LARGE));
  g_assert_nonnull (strstr (error->message, "fewer members in one object"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/wire/documents/row-%s/%" G_GSIZE_FORMAT, cases[i].row, i);

      g_test_add_data_func (path, &cases[i], cases[i].way == LIST ? test_list : test_one);
    }
  g_test_add_func ("/wire/documents/row-14/truncated", test_truncated);
  g_test_add_func ("/wire/documents/row-15/flipped", test_flipped);
  g_test_add_func ("/wire/documents/row-44/colliding", test_colliding);
  return g_test_run ();
}
