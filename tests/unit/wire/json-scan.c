/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The scanner's verdict on the corpus, on truncated and damaged documents and at its limits. In
 * the corpus y_ is accepted, n_ is no strict document and l_ is over a limit. */

#include "json-verdict.h"

#include "gate-json-keys.h"
#include "gate-json.h"

static const char list[] =
    "{\"entities\" : [{\"client\":{\"id\":\"0a1b\",\"name\":\"Käufer \\u20ac \xf0\x9f\x98\x80\"},"
    "\"scope\":[\"oauth\",\"users:readonly\"],\"roles\":[{\"id\":\"r1\"},{\"id\":\"r2\"}],"
    "\"state\":\"AUTHORIZED\",\"pending\":false,\"dateModified\":null},\n"
    "{\"client\":{\"id\":\"2c3d\",\"name\":\"\\ud83d\\ude00 \\\"x\\\" \\\\\"},\"total\":-12.5e+3},"
    " 7, \"text\", [[], {}], true],\n \"pageSize\":25,\t\"pageNumber\":1,"
    " \"total\":2,\"pageCount\":1}";

static void
check_same (const char *text,
            gsize       length,
            const char *verdict,
            gsize       first,
            gsize       chunk)
{
  g_autofree char *other = verdict_of (text, length, first, chunk);

  if (strcmp (other, verdict) != 0)
    g_error ("“%s” but “%s” in pieces of %" G_GSIZE_FORMAT ", %" G_GSIZE_FORMAT, verdict, other,
             first, chunk);
}

static void
check_chunkings (const char *text,
                 gsize       length,
                 const char *verdict)
{
  static const gsize sizes[] = { 1, 2, 3, 7, 8, 9 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    check_same (text, length, verdict, 0, sizes[i]);
  for (gsize split = 1; split < length; split++)
    check_same (text, length, verdict, split, 0);
}

static void
check_file (gconstpointer data)
{
  const char *name = data;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "unit", "wire", "corpus", name, NULL);
  g_autoptr (GateJsonDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *verdict = NULL;
  g_autofree char *text = NULL;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  verdict = verdict_of (text, length, 0, 0);
  g_test_message ("%s", verdict);
  check_chunkings (text, length, verdict);
  document = gate_json_document_new (text, length, NULL, &error);
  if (name[0] == 'y')
    {
      GateJsonValue root;

      g_assert_cmpstr (verdict, ==, "ok");
      g_assert_no_error (error);
      gate_json_document_get_root (document, &root);
      g_assert_cmpint (gate_json_value_get_kind (&root), !=, GATE_JSON_ABSENT);
      return;
    }
  g_assert_true (g_str_has_prefix (verdict, name[0] == 'l' ? "too large" : "protocol"));
  g_assert_null (document);
  g_assert_true (g_str_has_suffix (verdict, error->message));
}

static void
add_corpus (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "unit", "wire", "corpus", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (path, 0, &error);
  guint found = 0;

  g_assert_no_error (error);
  for (const char *name = g_dir_read_name (folder); name != NULL; name = g_dir_read_name (folder))
    {
      g_autofree char *test = g_strconcat ("/json-scan/corpus/", name, NULL);

      if (!g_str_has_suffix (name, ".json"))
        continue;
      g_test_add_data_func_full (test, g_strdup (name), check_file, g_free);
      found++;
    }
  g_assert_cmpuint (found, >=, 150);
}

static void
test_truncated (void)
{
  g_autofree char *whole = verdict_of (list, sizeof list - 1, 0, 0);

  g_assert_cmpstr (whole, ==, "ok");
  check_chunkings (list, sizeof list - 1, whole);
  for (gsize length = 0; length < sizeof list - 1; length++)
    {
      g_autofree char *verdict = verdict_of (list, length, 0, 0);
      g_autofree char *by_byte = verdict_of (list, length, 0, 1);

      g_assert_true (g_str_has_prefix (verdict, "protocol"));
      g_assert_cmpstr (verdict, ==, by_byte);
    }
}

static void
test_flipped (void)
{
  guint accepted = 0;

  for (gsize bit = 0; bit < 8 * (sizeof list - 1); bit++)
    {
      g_autofree char *text = g_memdup2 (list, sizeof list);
      g_autoptr (GateJsonDocument) document = NULL;
      g_autofree char *verdict = NULL;

      text[bit / 8] = (char) (text[bit / 8] ^ (1 << bit % 8));
      verdict = verdict_of (text, sizeof list - 1, 0, 0);
      check_same (text, sizeof list - 1, verdict, 0, 1);
      check_same (text, sizeof list - 1, verdict, 1 + bit % 13, 3);
      document = gate_json_document_new (text, sizeof list - 1, NULL, NULL);
      g_assert_true ((document != NULL) == (strcmp (verdict, "ok") == 0));
      accepted += document != NULL;
    }
  g_assert_cmpuint (accepted, >, 100);
  g_assert_cmpuint (accepted, <, 8 * (sizeof list - 1));
}

static void
test_fails_for_good (void)
{
  g_autoptr (GateJsonScan) scan = gate_json_scan_new (100);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (gate_json_scan_feed (scan, i == 0 ? "[1,x" : "]", i == 0 ? 4 : 1, &error));
      g_assert_error (error, GATE_ERROR, (int) GATE_ERROR_PROTOCOL);
      g_assert_cmpstr (error->message, ==, "byte 3: expected a value");
      g_clear_error (&error);
      g_assert_false (gate_json_scan_finish (scan, &error));
      g_assert_cmpstr (error->message, ==, "byte 3: expected a value");
      g_assert_null (gate_json_scan_dup_envelope (scan));
    }
}

static void
test_max_bytes (void)
{
  static const char text[] = "{\"name\":\"12345\"}";

  for (gsize chunk = 0; chunk < sizeof text; chunk++)
    for (gsize max = 0; max <= sizeof text; max++)
      {
        g_autoptr (GateJsonScan) scan = gate_json_scan_new (max);
        g_autofree char *verdict = verdict_of_scan (scan, text, sizeof text - 1, 0, chunk);

        if (max >= sizeof text - 1)
          g_assert_cmpstr (verdict, ==, "ok");
        else
          g_assert_true (g_str_has_prefix (verdict, "too large"));
      }
}

/* BEGIN, then PART COUNT times, numbered if it has a place for it, then END. */
static GString *
repeat (const char *begin,
        const char *part,
        guint       count,
        const char *end)
{
  GString *text = g_string_new (begin);
  const char *place = strchr (part, '#');

  for (guint i = 0; i < count; i++)
    {
      if (i > 0 && part[0] != '[' && part[0] != '{')
        g_string_append_c (text, ',');
      g_string_append_len (text, part, place != NULL ? place - part : (gssize) strlen (part));
      if (place != NULL)
        g_string_append_printf (text, "%u%s", i, place + 1);
    }
  return g_string_append (text, end);
}

static void
check_repeated (const char *begin,
                const char *part,
                guint       count,
                const char *end,
                gboolean    is_good)
{
  g_autoptr (GString) text = repeat (begin, part, count, end);
  g_autofree char *verdict = verdict_of (text->str, text->len, 0, 0);

  g_test_message ("%u × %s: %s", count, part, verdict);
  check_same (text->str, text->len, verdict, 0, 4099);
  if (is_good)
    g_assert_cmpstr (verdict, ==, "ok");
  else
    g_assert_true (g_str_has_prefix (verdict, "too large"));
}

static void
test_counts (void)
{
  check_repeated ("[", "1", GATE_JSON_MAX_VALUES, "]", TRUE);
  check_repeated ("[", "1", GATE_JSON_MAX_VALUES + 1, "]", FALSE);
  check_repeated ("[", "1", 3000000, "]", FALSE);
  check_repeated ("{", "\"m#\":null", GATE_JSON_MAX_MEMBERS, "}", TRUE);
  check_repeated ("{", "\"m#\":null", GATE_JSON_MAX_MEMBERS + 1, "}", FALSE);
  check_repeated ("{", "\"m#\":null", 1000000, "}", FALSE);
}

/* "ac" and "bB" are equal in GLib's hash, and so are all rows of them. */
static void
test_colliding_names (void)
{
  const guint max_objects = GATE_JSON_MAX_PAIRS / (256 * 255 / 2);
  g_autoptr (GString) object = g_string_new (NULL);

  for (guint i = 0; i < 256; i++)
    {
      g_string_append (object, i > 0 ? ",\"" : "0,{\"");
      for (guint bit = 0; bit < 8; bit++)
        g_string_append (object, (i >> bit & 1) != 0 ? "ac" : "bB");
      g_string_append (object, "\":0");
    }
  g_string_append_c (object, '}');
  check_repeated ("[", object->str, max_objects, "]", TRUE);
  check_repeated ("[", object->str, max_objects + 1, "]", FALSE);
}

static void
test_depth_bombs (void)
{
  check_repeated ("", "[", 100000, "", FALSE);
  check_repeated ("", "{\"a\":", 100000, "", FALSE);
  check_repeated ("{\"ignored\":", "[{\"a\":", 100000, "", FALSE);
  check_repeated ("{\"entities\":[{\"ignored\":", "[", 100000, "", FALSE);
}

static void
test_long_tokens (void)
{
  g_autofree char *digits = g_strnfill (1024 * 1024, '7');
  g_autofree char *number = g_strdup_printf ("[%s]", digits);
  g_autofree char *string = g_strdup_printf ("{\"name\":\"%s\"}", digits);
  g_autofree char *key = g_strnfill (GATE_JSON_MAX_KEY_BYTES, '7');
  g_autofree char *name = g_strdup_printf ("{\"%s\":1}", key);
  g_autofree char *over = g_strdup_printf ("{\"%sx\":1}", key);
  g_autofree char *over_escaped = g_strdup_printf ("{\"%s\\n\":1}", key);
  struct
  {
    const char *text;
    gboolean is_good;
  } cases[] = { { number, FALSE }, { string, TRUE }, { name, TRUE }, { over, FALSE },
              { over_escaped, FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *verdict = verdict_of (cases[i].text, strlen (cases[i].text), 0, 0);

      check_same (cases[i].text, strlen (cases[i].text), verdict, 0, 61);
      check_same (cases[i].text, strlen (cases[i].text), verdict, 0, 16384);
      if (cases[i].is_good)
        g_assert_cmpstr (verdict, ==, "ok");
      else
        g_assert_true (g_str_has_prefix (verdict, "too large"));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_corpus ();
  g_test_add_func ("/json-scan/truncated", test_truncated);
  g_test_add_func ("/json-scan/flipped", test_flipped);
  g_test_add_func ("/json-scan/fails-for-good", test_fails_for_good);
  g_test_add_func ("/json-scan/max-bytes", test_max_bytes);
  g_test_add_func ("/json-scan/counts", test_counts);
  g_test_add_func ("/json-scan/colliding-names", test_colliding_names);
  g_test_add_func ("/json-scan/depth-bombs", test_depth_bombs);
  g_test_add_func ("/json-scan/long-tokens", test_long_tokens);
  return g_test_run ();
}
