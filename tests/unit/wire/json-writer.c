/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-json.h"

#include <string.h>

static char *
end (GateJsonWriter *writer)
{
  g_autoptr (GBytes) bytes = gate_json_writer_end (writer);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  g_assert_cmpuint (strnlen (text, length), ==, length);
  return g_strndup (text, length);
}

static void
test_structure (void)
{
  static const char *const scopes[] = { "oauth", "users:readonly", NULL };
  static const char *const none[] = { NULL };
  g_autoptr (GateJsonWriter) writer = gate_json_writer_new ();
  g_autofree char *text = NULL;

  gate_json_writer_begin_object (writer, NULL);
  gate_json_writer_add_string (writer, "name", "Wallboard");
  gate_json_writer_add_string (writer, "skipped", NULL);
  gate_json_writer_add_int (writer, "total", G_MININT64);
  gate_json_writer_add_boolean (writer, "yes", TRUE);
  gate_json_writer_add_boolean (writer, "no", FALSE);
  gate_json_writer_add_strv (writer, "scope", scopes);
  gate_json_writer_add_strv (writer, "empty", none);
  gate_json_writer_add_strv (writer, "null", NULL);
  gate_json_writer_begin_array (writer, "roles");
  gate_json_writer_add_int (writer, NULL, 1);
  gate_json_writer_add_string (writer, NULL, NULL);
  gate_json_writer_begin_object (writer, NULL);
  gate_json_writer_end_object (writer);
  gate_json_writer_begin_array (writer, NULL);
  gate_json_writer_add_string (writer, NULL, "");
  gate_json_writer_end_array (writer);
  gate_json_writer_end_array (writer);
  gate_json_writer_begin_object (writer, "client");
  gate_json_writer_add_string (writer, "id", "c1");
  gate_json_writer_end_object (writer);
  gate_json_writer_end_object (writer);
  text = end (writer);
  g_assert_cmpstr (text, ==,
                   "{\"name\":\"Wallboard\",\"total\":-9223372036854775808,\"yes\":true,"
                   "\"no\":false,\"scope\":[\"oauth\",\"users:readonly\"],\"empty\":[],\"null\":[],"
                   "\"roles\":[1,{},[\"\"]],\"client\":{\"id\":\"c1\"}}");
}

static void
test_root_array_twice (void)
{
  g_autoptr (GateJsonWriter) writer = gate_json_writer_new ();

  for (int i = 0; i < 2; i++)
    {
      g_autofree char *text = NULL;
      g_autofree char *expected = g_strdup_printf ("[%d]", i);

      gate_json_writer_begin_array (writer, NULL);
      gate_json_writer_add_int (writer, NULL, i);
      gate_json_writer_end_array (writer);
      text = end (writer);
      g_assert_cmpstr (text, ==, expected);
    }
}

/* Whatever the text, what is written is one strict document and reads back as the text. */
static void
test_round_trips (void)
{
  static const char *const texts[] = {
    "", "x", "\"", "\\", "/", "\b\f\n\r\t", "\x01\x1f\x7f", "Käufer", "😀", "\xef\xbf\xbe", "\u202e",
    "\u2028", "{\"a\":1}", "\",\"b\":\"", "\\u0041", "'", "<b>&amp;</b>", "%s%n", "a/*b*/c",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GateJsonWriter) writer = gate_json_writer_new ();
      g_autoptr (GateJsonDocument) document = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      GateJsonValue root;
      const char *back;

      gate_json_writer_begin_object (writer, NULL);
      gate_json_writer_add_string (writer, "text", texts[i]);
      gate_json_writer_add_string (writer, texts[i], "named");
      gate_json_writer_end_object (writer);
      text = end (writer);
      document = gate_json_document_new (text, strlen (text), NULL, &error);
      g_assert_no_error (error);
      gate_json_document_get_root (document, &root);
      g_assert_true (gate_json_get_string (&root, "text", &back, NULL));
      g_assert_cmpstr (back, ==, texts[i]);
      g_assert_true (gate_json_get_string (&root, texts[i], &back, NULL));
      g_assert_cmpstr (back, ==, "named");
    }
}

static void
test_invalid_text (void)
{
  g_autoptr (GateJsonWriter) writer = gate_json_writer_new ();
  g_autofree char *text = NULL;

  gate_json_writer_begin_object (writer, NULL);
  gate_json_writer_add_string (writer, "a\xff", "\xc3(\xed\xa0\x80");
  gate_json_writer_end_object (writer);
  text = end (writer);
  g_assert_cmpstr (text, ==,
                   "{\"a\xef\xbf\xbd\":\"\xef\xbf\xbd(\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"}");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-writer/structure", test_structure);
  g_test_add_func ("/json-writer/root-array-twice", test_root_array_twice);
  g_test_add_func ("/json-writer/round-trips", test_round_trips);
  g_test_add_func ("/json-writer/invalid-text", test_invalid_text);
  return g_test_run ();
}
