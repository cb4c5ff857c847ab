/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* How the scanner cuts a list into its elements and what stands around them. */

#include "json-verdict.h"

typedef struct
{
  GPtrArray *elements; /* (nullable strings) */
  guint count;
  gsize bytes;
  guint stop_at; /* the element at which the receiver wants no more */
} Received;

static void
received_clear (Received *self)
{
  g_clear_pointer (&self->elements, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Received, received_clear)

static gboolean
element_cb (const char *text,
            gsize       length,
            guint       index,
            gpointer    user_data,
            GError    **error)
{
  Received *self = user_data;

  g_assert_cmpuint (index, ==, self->count);
  self->count++;
  self->bytes += length;
  if (self->elements != NULL)
    g_ptr_array_add (self->elements, text != NULL ? g_strndup (text, length) : NULL);
  if (self->stop_at == 0 || self->count < self->stop_at)
    return TRUE;
  gate_error_set (error, GATE_ERROR_CONFLICT, "enough");
  return FALSE;
}

/* Cuts TEXT fed in pieces; says the verdict, the envelope and the elements, one a line. */
static char *
cut (const char *text,
     gsize       length,
     gsize       first,
     gsize       chunk)
{
  g_auto (Received) received = { .elements = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GateJsonScan) scan =
      gate_json_scan_new_for_list ("entities", GATE_JSON_MAX_LIST_BYTES, element_cb, &received);
  g_autofree char *verdict = verdict_of_scan (scan, text, length, first, chunk);
  g_autofree char *envelope = gate_json_scan_dup_envelope (scan);
  GString *all = g_string_new (verdict);

  g_assert_true ((envelope != NULL) == (strcmp (verdict, "ok") == 0));
  g_string_append_printf (all, "\n%s", envelope != NULL ? envelope : "none");
  for (guint i = 0; i < received.elements->len; i++)
    {
      const char *element = g_ptr_array_index (received.elements, i);

      g_string_append_printf (all, "\n%s", element != NULL ? element : "too large");
    }
  return g_string_free (all, FALSE);
}

static const struct
{
  const char *text;
  const char *expected;
} cases[] = {
  { "{\"entities\":[]}", "ok\n{\"entities\":[]}" },
  { "{\"entities\":[{\"id\":\"a\"},{\"id\":\"b\"}],\"total\":2}",
    "ok\n{\"entities\":[],\"total\":2}\n{\"id\":\"a\"}\n{\"id\":\"b\"}" },
  { " { \"a\" : [ 1 ] , \"entities\" : [ null , 1.5e3 ,\"x,]\" , [ [ ] ] , { } , true ] ,"
    " \"b\" : 2 } ",
    "ok\n { \"a\" : [ 1 ] , \"entities\" : [] , \"b\" : 2 } \nnull\n1.5e3\n\"x,]\"\n[ [ ] ]\n{ }"
    "\ntrue" },
  { "{\"\\u0065ntiti\\u0065s\":[1]}", "ok\n{\"\\u0065ntiti\\u0065s\":[]}\n1" },
  { "{\"entities\":[{\"entities\":[1,{\"entities\":[2]}]}]}",
    "ok\n{\"entities\":[]}\n{\"entities\":[1,{\"entities\":[2]}]}" },
  { "{\"page\":{\"entities\":[1]},\"entities\":[2]}",
    "ok\n{\"page\":{\"entities\":[1]},\"entities\":[]}\n2" },
  { "{\"entities\":[{\"name\":\"\xc3\xa4\\ud83d\\ude00\"}]}",
    "ok\n{\"entities\":[]}\n{\"name\":\"\xc3\xa4\\ud83d\\ude00\"}" },
  { "{\"entitie\":[1],\"entitiess\":[2],\"Entities\":[3]}",
    "ok\n{\"entitie\":[1],\"entitiess\":[2],\"Entities\":[3]}" },
  { "{\"entities\":null,\"a\":[1]}", "ok\n{\"entities\":null,\"a\":[1]}" },
  { "{\"entities\":{\"a\":[1]},\"b\":[2]}", "ok\n{\"entities\":{\"a\":[1]},\"b\":[2]}" },
  { "{\"entities\":\"x\",\"a\":[1]}", "ok\n{\"entities\":\"x\",\"a\":[1]}" },
  { "{\"entities\":1,\"a\":[1]}", "ok\n{\"entities\":1,\"a\":[1]}" },
  { "{\"entities\":true,\"a\":[1]}", "ok\n{\"entities\":true,\"a\":[1]}" },
  { "{\"total\":0}", "ok\n{\"total\":0}" },
  { "{}", "ok\n{}" },
  { "[{\"entities\":[1]}]", "ok\n[{\"entities\":[1]}]" },
  { "\"entities\"", "ok\n\"entities\"" },
  { "{\"entities\":[1,{\"a\":2},{\"a\":x}]}",
    "protocol: byte 28: expected a value\nnone\n1\n{\"a\":2}" },
  { "{\"entities\":[1,2",
    "protocol: byte 16: expected more, the document is not complete\nnone\n1" },
  { "{\"entities\":[1,2],\"total\":}", "protocol: byte 26: expected a value\nnone\n1\n2" },
  { "{\"entities\":[1],\"entities\":[2]}",
    "protocol: byte 25: expected no second member of one name\nnone\n1" },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = strlen (cases[i].text);

      for (gsize chunk = 0; chunk < length; chunk++)
        {
          g_autofree char *found = cut (cases[i].text, length, 0, chunk);

          g_assert_cmpstr (found, ==, cases[i].expected);
        }
      for (gsize split = 1; split < length; split++)
        {
          g_autofree char *found = cut (cases[i].text, length, split, 0);

          g_assert_cmpstr (found, ==, cases[i].expected);
        }
    }
}

/* A list of one string element of SIZE bytes between two small ones. */
static void
check_size (gsize    size,
            gboolean is_kept)
{
  g_autofree char *filling = g_strnfill (size - 2, 'x');
  g_autofree char *text = g_strdup_printf ("{\"entities\":[1,\"%s\",2],\"a\":3}", filling);
  g_autofree char *expected =
      g_strdup_printf ("ok\n{\"entities\":[],\"a\":3}\n1\n%s%s%s\n2", is_kept ? "\"" : "",
                       is_kept ? filling : "too large", is_kept ? "\"" : "");
  static const gsize chunks[] = { 0, 1, 1000, 65535, 65536, 65537 };

  for (gsize i = 0; i < G_N_ELEMENTS (chunks); i++)
    {
      g_autofree char *found = cut (text, strlen (text), 0, chunks[i]);

      g_assert_cmpstr (found, ==, expected);
    }
}

static void
test_entity_size (void)
{
  check_size (GATE_JSON_MAX_ENTITY_BYTES - 1, TRUE);
  check_size (GATE_JSON_MAX_ENTITY_BYTES, TRUE);
  check_size (GATE_JSON_MAX_ENTITY_BYTES + 1, FALSE);
  check_size (GATE_JSON_MAX_ENTITY_BYTES * 20, FALSE);
}

/* What is too large to keep is checked all the same. */
static void
test_large_is_checked (void)
{
  g_autofree char *filling = g_strnfill (200000, 'x');
  g_autofree char *text =
      g_strdup_printf ("{\"entities\":[{\"a\":\"%s\",\"a\":1}]}", filling);
  g_autofree char *whole = cut (text, strlen (text), 0, 0);
  g_autofree char *pieces = cut (text, strlen (text), 0, 777);

  g_assert_true (g_str_has_prefix (whole, "protocol"));
  g_assert_cmpstr (whole, ==, pieces);
}

/* What is said of TEXT, and how many elements come out of it until then. */
static void
check_counted (GString    *text,
               const char *expected,
               guint       count)
{
  static const gsize chunks[] = { 0, 4099 };

  for (gsize i = 0; i < G_N_ELEMENTS (chunks); i++)
    {
      Received received = { 0 };
      g_autoptr (GateJsonScan) scan = gate_json_scan_new_for_list (
          "entities", GATE_JSON_MAX_LIST_BYTES, element_cb, &received);
      g_autofree char *verdict = verdict_of_scan (scan, text->str, text->len, 0, chunks[i]);

      g_test_message ("%s", verdict);
      g_assert_true (g_str_has_prefix (verdict, expected));
      g_assert_cmpuint (received.count, ==, count);
    }
  g_string_free (text, TRUE);
}

static GString *
repeat (const char *begin,
        const char *part,
        guint       count,
        const char *end)
{
  GString *text = g_string_new (begin);

  for (guint i = 0; i < count; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", part);
  return g_string_append (text, end);
}

static void
test_counts (void)
{
  const guint max = GATE_JSON_MAX_VALUES;

  /* Each entity has a count of its own, and what stands around the list has one. */
  check_counted (repeat ("{\"entities\":[", "{\"a\":1}", max + 1, "]}"), "ok", max + 1);
  check_counted (repeat ("{\"entities\":[[", "1", max, "],[1]]}"), "ok", 2);
  check_counted (repeat ("{\"entities\":[[", "1", max + 1, "]]}"), "too large", 0);
  check_counted (repeat ("{\"entities\":[[", "1", 1000000, "]]}"), "too large", 0);
  check_counted (repeat ("{\"entities\":[7],\"a\":[", "1", max - 2, "]}"), "ok", 1);
  check_counted (repeat ("{\"entities\":[7],\"a\":[", "1", max - 1, "]}"), "too large", 1);
}

/* An envelope of SIZE bytes: a string between BEFORE and BEHIND fills it. */
static void
check_envelope (const char *before,
                const char *behind,
                gsize       size,
                gboolean    is_good)
{
  g_autofree char *filling = g_strnfill (size - strlen (before) - strlen (behind), 'x');
  g_autofree char *text = g_strconcat (before, filling, behind, NULL);
  g_autofree char *whole = cut (text, strlen (text), 0, 0);
  g_autofree char *pieces = cut (text, strlen (text), 0, 1009);
  g_autofree char *bytes = cut (text, strlen (text), 0, 1);

  if (is_good)
    g_assert_true (g_str_has_prefix (whole, "ok\n"));
  else
    g_assert_true (g_str_has_prefix (whole, "too large"));
  g_assert_cmpstr (whole, ==, pieces);
  g_assert_cmpstr (whole, ==, bytes);
}

static void
test_envelope_size (void)
{
  const gsize max = GATE_JSON_MAX_ENVELOPE_BYTES;

  check_envelope ("{\"a\":\"", "\",\"entities\":[]}", max, TRUE);
  check_envelope ("{\"a\":\"", "\",\"entities\":[]}", max + 1, FALSE);
  check_envelope ("{\"entities\":[],\"a\":\"", "\"}", max, TRUE);
  check_envelope ("{\"entities\":[],\"a\":\"", "\"}", max + 1, FALSE);
  /* The document is wrong too, but only behind the limit. */
  check_envelope ("{\"entities\":[],\"a\":\"", "\"x}", max + 100, FALSE);
  check_envelope ("{\"a\":\"", "\",\"entities\":[x", max + 100, FALSE);
}

static void
test_receiver_stops (void)
{
  static const char text[] = "{\"entities\":[1,2,3,4],\"a\":1}";

  for (gsize chunk = 0; chunk < sizeof text; chunk++)
    {
      Received received = { .stop_at = 3 };
      g_autoptr (GateJsonScan) scan =
          gate_json_scan_new_for_list ("entities", 1000, element_cb, &received);
      g_autofree char *verdict = verdict_of_scan (scan, text, sizeof text - 1, 0, chunk);
      g_autoptr (GError) error = NULL;

      g_assert_cmpstr (verdict, ==, "other: enough");
      g_assert_false (gate_json_scan_feed (scan, "1", 1, &error));
      g_assert_cmpstr (error->message, ==, "enough");
      g_clear_error (&error);
      g_assert_false (gate_json_scan_finish (scan, &error));
      g_assert_error (error, GATE_ERROR, (int) GATE_ERROR_CONFLICT);
      g_assert_null (gate_json_scan_dup_envelope (scan));
      g_assert_cmpuint (received.count, ==, 3);
    }
}

/* An element is given out with its last byte, not with the next piece. */
static void
test_at_once (void)
{
  static const char text[] = "{\"entities\":[{\"a\":1},{\"b\":2}";
  Received received = { 0 };
  g_autoptr (GateJsonScan) scan =
      gate_json_scan_new_for_list ("entities", 1000, element_cb, &received);

  for (gsize i = 0; i < sizeof text - 1; i++)
    {
      g_assert_true (verdict_feed (scan, text + i, 1, NULL));
      g_assert_cmpuint (received.count, ==, i == sizeof text - 2 ? 2 : i >= 19);
    }
  g_assert_cmpuint (received.bytes, ==, 14);
  g_assert_null (gate_json_scan_dup_envelope (scan));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-list/cases", test_cases);
  g_test_add_func ("/json-list/entity-size", test_entity_size);
  g_test_add_func ("/json-list/large-is-checked", test_large_is_checked);
  g_test_add_func ("/json-list/counts", test_counts);
  g_test_add_func ("/json-list/envelope-size", test_envelope_size);
  g_test_add_func ("/json-list/receiver-stops", test_receiver_stops);
  g_test_add_func ("/json-list/at-once", test_at_once);
  return g_test_run ();
}
