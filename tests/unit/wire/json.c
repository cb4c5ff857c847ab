/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The getters, each with what can stand in its place, and the writer. */

#include "gate-error.h"
#include "gate-json-scan.h"
#include "gate-json.h"

#include <string.h>

typedef char *(*Getter) (const GateJsonValue *object,
                         GError             **error);

static char *
get_string (const GateJsonValue *object,
            GError             **error)
{
  const char *out = "untouched";

  if (gate_json_get_string (object, "m", &out, error))
    return g_strdup_printf ("“%s”", out);
  g_assert_null (out);
  return NULL;
}

static char *
get_optional_string (const GateJsonValue *object,
                     GError             **error)
{
  const char *out = "untouched";

  if (gate_json_get_optional_string (object, "m", &out, error))
    return out != NULL ? g_strdup_printf ("“%s”", out) : g_strdup ("none");
  g_assert_null (out);
  return NULL;
}

static char *
get_boolean (const GateJsonValue *object,
             GError             **error)
{
  gboolean out = 7;
  gboolean other = 7;

  if (gate_json_get_optional_boolean (object, "m", TRUE, &out, error))
    {
      gate_json_get_optional_boolean (object, "m", FALSE, &other, NULL);
      return g_strdup (out != other ? "fallback" : out ? "true" : "false");
    }
  g_assert_cmpint (out, ==, TRUE);
  return NULL;
}

static char *
get_int (const GateJsonValue *object,
         GError             **error)
{
  gint64 out = 7;

  if (gate_json_get_optional_int (object, "m", -5, 100, -99, &out, error))
    return g_strdup_printf ("%" G_GINT64_FORMAT, out);
  g_assert_cmpint (out, ==, -99);
  return NULL;
}

static char *
get_any_int (const GateJsonValue *object,
             GError             **error)
{
  gint64 out = 7;

  if (gate_json_get_optional_int (object, "m", G_MININT64, G_MAXINT64, 0, &out, error))
    return g_strdup_printf ("%" G_GINT64_FORMAT, out);
  return NULL;
}

static char *
describe_view (const GateJsonValue *view,
               const GateJsonValue *parent)
{
  g_autofree char *path = gate_json_value_dup_path (view);

  g_assert_true (view->parent == parent);
  return g_strdup_printf ("%s %d %u", path, gate_json_value_get_kind (view) != GATE_JSON_ABSENT,
                          gate_json_array_get_length (view));
}

static char *
get_object (const GateJsonValue *object,
            GError             **error)
{
  GateJsonValue out;

  return gate_json_get_object (object, "m", &out, error) ? describe_view (&out, object) : NULL;
}

static char *
get_optional_object (const GateJsonValue *object,
                     GError             **error)
{
  GateJsonValue out;

  if (!gate_json_get_optional_object (object, "m", &out, error))
    return NULL;
  return describe_view (&out, object);
}

static char *
get_array (const GateJsonValue *object,
           GError             **error)
{
  GateJsonValue out;

  return gate_json_get_array (object, "m", &out, error) ? describe_view (&out, object) : NULL;
}

static char *
get_optional_array (const GateJsonValue *object,
                    GError             **error)
{
  GateJsonValue out;

  if (!gate_json_get_optional_array (object, "m", &out, error))
    return NULL;
  return describe_view (&out, object);
}

static char *
get_strv (const GateJsonValue *object,
          GError             **error)
{
  g_auto (GStrv) out = NULL;

  if (gate_json_get_optional_strv (object, "m", &out, error))
    return g_strjoinv ("|", out);
  g_assert_null (out);
  return NULL;
}

/* What there can be, and for each getter what comes of it; "!" begins a message. */
static const char *const values[] = {
  "",     "\"m\":null", "\"m\":true",   "\"m\":25",      "\"m\":25.0",
  "\"m\":\"x\"", "\"m\":{}", "\"m\":[\"a\",\"b\"]",
};

static const struct
{
  const char *name;
  Getter getter;
  const char *expected[G_N_ELEMENTS (values)];
} getters[] = {
  { "string", get_string,
    { "!missing", "!expected a string, not null", "!expected a string, not a boolean",
      "!expected a string, not a number", "!expected a string, not a decimal number", "“x”",
      "!expected a string, not an object", "!expected a string, not an array" } },
  { "optional-string", get_optional_string,
    { "none", "none", "!expected a string, not a boolean", "!expected a string, not a number",
      "!expected a string, not a decimal number", "“x”", "!expected a string, not an object",
      "!expected a string, not an array" } },
  { "boolean", get_boolean,
    { "fallback", "fallback", "true", "!expected a boolean, not a number",
      "!expected a boolean, not a decimal number", "!expected a boolean, not a string",
      "!expected a boolean, not an object", "!expected a boolean, not an array" } },
  { "int", get_int,
    { "-99", "-99", "!expected an integer, not a boolean", "25",
      "!expected an integer, not a decimal number", "!expected an integer, not a string",
      "!expected an integer, not an object", "!expected an integer, not an array" } },
  { "object", get_object,
    { "!missing", "!expected an object, not null", "!expected an object, not a boolean",
      "!expected an object, not a number", "!expected an object, not a decimal number",
      "!expected an object, not a string", "entities[3].m 1 0",
      "!expected an object, not an array" } },
  { "optional-object", get_optional_object,
    { "entities[3].m 0 0", "entities[3].m 0 0", "!expected an object, not a boolean",
      "!expected an object, not a number", "!expected an object, not a decimal number",
      "!expected an object, not a string", "entities[3].m 1 0",
      "!expected an object, not an array" } },
  { "array", get_array,
    { "!missing", "!expected an array, not null", "!expected an array, not a boolean",
      "!expected an array, not a number", "!expected an array, not a decimal number",
      "!expected an array, not a string", "!expected an array, not an object",
      "entities[3].m 1 2" } },
  { "optional-array", get_optional_array,
    { "entities[3].m 0 0", "entities[3].m 0 0", "!expected an array, not a boolean",
      "!expected an array, not a number", "!expected an array, not a decimal number",
      "!expected an array, not a string", "!expected an array, not an object",
      "entities[3].m 1 2" } },
  { "strv", get_strv,
    { "", "", "!expected an array, not a boolean", "!expected an array, not a number",
      "!expected an array, not a decimal number", "!expected an array, not a string",
      "!expected an array, not an object", "a|b" } },
};

static const struct
{
  const char *text;
  Getter getter;
  const char *expected;
} cases[] = {
  { "{\"m\":false}", get_boolean, "false" },
  { "{\"m\":\"\"}", get_string, "“”" },
  { "{\"m\":\"K\\u00e4ufer \\ud83d\\ude00\"}", get_string, "“Käufer 😀”" },
  { "{\"M\":\"x\"}", get_string, "!entities[3].m: missing" },
  { "{\"\\u006d\":\"x\"}", get_string, "“x”" },
  { "{\"m\":-5}", get_int, "-5" },
  { "{\"m\":100}", get_int, "100" },
  { "{\"m\":-0}", get_int, "0" },
  { "{\"m\":-6}", get_int, "!entities[3].m: not from -5 to 100" },
  { "{\"m\":101}", get_int, "!entities[3].m: not from -5 to 100" },
  { "{\"m\":9223372036854775807}", get_int, "!entities[3].m: not from -5 to 100" },
  { "{\"m\":1e1}", get_int, "!entities[3].m: expected an integer, not a decimal number" },
  { "{\"m\":9223372036854775807}", get_any_int, "9223372036854775807" },
  { "{\"m\":-9223372036854775808}", get_any_int, "-9223372036854775808" },
  { "{\"m\":[]}", get_strv, "" },
  { "{\"m\":[\"\"]}", get_strv, "" },
  { "{\"m\":[\"a\",1]}", get_strv, "!entities[3].m[1]: expected a string, not a number" },
  { "{\"m\":[null,\"a\"]}", get_strv, "!entities[3].m[0]: expected a string, not null" },
  { "{\"m\":[\"a\",[\"b\"]]}", get_strv, "!entities[3].m[1]: expected a string, not an array" },
  { "null", get_string, "!entities[3]: expected an object, not null" },
  { "\"x\"", get_optional_string, "!entities[3]: expected an object, not a string" },
  { "[{\"m\":\"x\"}]", get_string, "!entities[3]: expected an object, not an array" },
  { "[]", get_strv, "!entities[3]: expected an object, not an array" },
  { "5", get_int, "!entities[3]: expected an object, not a number" },
  { "5.5", get_object, "!entities[3]: expected an object, not a decimal number" },
  { "true", get_optional_array, "!entities[3]: expected an object, not a boolean" },
};

static void
check_getter (const char *text,
              Getter      getter,
              const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GateJsonDocument) document =
      gate_json_document_new (text, strlen (text), "entities[3]", &error);
  g_autofree char *found = NULL;
  GateJsonValue root;

  g_assert_no_error (error);
  gate_json_document_get_root (document, &root);
  found = getter (&root, &error);
  if (expected[0] != '!')
    {
      g_assert_no_error (error);
      g_assert_cmpstr (found, ==, expected);
      return;
    }
  g_assert_null (found);
  g_assert_error (error, GATE_ERROR, (int) GATE_ERROR_PROTOCOL);
  g_assert_cmpstr (error->message, ==, expected + 1);
}

static void
test_getters (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (getters); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (values); j++)
      {
        g_autofree char *text = g_strdup_printf ("{%s}", values[j]);
        const char *expected = getters[i].expected[j];
        g_autofree char *message = NULL;

        if (expected[0] == '!')
          message = g_strconcat ("!entities[3].m: ", expected + 1, NULL);
        g_test_message ("%s of %s", getters[i].name, text);
        check_getter (text, getters[i].getter, message != NULL ? message : expected);
      }
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    check_getter (cases[i].text, cases[i].getter, cases[i].expected);
}

static void
test_peek (void)
{
  static const char text[] =
      "{\"n\":null,\"b\":true,\"i\":1,\"d\":1.0,\"s\":\"x\",\"o\":{},\"a\":[]}";
  static const char *const names[] = { "none", "n", "b", "i", "d", "s", "o", "a" };
  g_autoptr (GateJsonDocument) document = gate_json_document_new (text, strlen (text), NULL, NULL);
  GateJsonValue root;
  GateJsonValue string;
  GateJsonValue member;

  gate_json_document_get_root (document, &root);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = NULL;

      g_assert_cmpint (gate_json_peek (&root, names[i], &member), ==, (int) (GATE_JSON_ABSENT + i));
      path = gate_json_value_dup_path (&member);
      g_assert_cmpstr (path, ==, names[i]);
      g_assert_cmpstr (gate_json_value_peek_string (&member), ==, names[i][0] == 's' ? "x" : NULL);
    }
  gate_json_peek (&root, "s", &string);
  g_assert_cmpint (gate_json_peek (&string, "x", &member), ==, GATE_JSON_ABSENT);
}

static void
test_paths (void)
{
  static const char text[] = "{\"roles\":[[1],{\"id\":2}]}";
  g_autoptr (GateJsonDocument) document = gate_json_document_new (text, strlen (text), NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  GateJsonValue root;
  GateJsonValue roles;
  GateJsonValue element;
  const char *id;

  gate_json_document_get_root (document, &root);
  path = gate_json_value_dup_path (&root);
  g_assert_cmpstr (path, ==, "document");
  g_assert_true (gate_json_get_array (&root, "roles", &roles, NULL));
  gate_json_array_get_element (&roles, 1, &element);
  g_assert_false (gate_json_get_string (&element, "id", &id, &error));
  g_assert_cmpstr (error->message, ==, "roles[1].id: expected a string, not a number");
  gate_json_array_get_element (&roles, 2, &element);
  g_assert_cmpint (gate_json_value_get_kind (&element), ==, GATE_JSON_ABSENT);
  g_clear_error (&error);
  g_assert_false (gate_json_value_expect_object (&element, &error));
  g_assert_cmpstr (error->message, ==, "roles[2]: missing");
}

/* An object that may be missing: its members are missing too, and that is no error. */
static void
test_absent_object (void)
{
  g_autoptr (GateJsonDocument) document = gate_json_document_new ("{\"o\":null}", 10, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) strv = NULL;
  GateJsonValue root;
  GateJsonValue absent;
  const char *text;
  gint64 number;

  gate_json_document_get_root (document, &root);
  g_assert_true (gate_json_get_optional_object (&root, "o", &absent, NULL));
  g_assert_true (gate_json_get_optional_string (&absent, "m", &text, NULL));
  g_assert_null (text);
  g_assert_true (gate_json_get_optional_int (&absent, "m", 0, 9, 5, &number, NULL));
  g_assert_cmpint (number, ==, 5);
  g_assert_true (gate_json_get_optional_strv (&absent, "m", &strv, NULL));
  g_assert_cmpuint (g_strv_length (strv), ==, 0);
  g_assert_false (gate_json_get_string (&absent, "m", &text, &error));
  g_assert_cmpstr (error->message, ==, "o: missing");
}

static void
test_document_is_scanned (void)
{
  g_autofree char *large = g_strnfill (GATE_JSON_MAX_DOCUMENT_BYTES, ' ');
  g_autoptr (GError) error = NULL;

  g_assert_null (gate_json_document_new ("{\"a\":1,\"a\":2}", 13, "me", &error));
  g_assert_error (error, GATE_ERROR, (int) GATE_ERROR_PROTOCOL);
  g_assert_cmpstr (error->message, ==, "me: byte 9: expected no second member of one name");
  g_clear_error (&error);
  g_assert_null (gate_json_document_new ("", 0, NULL, &error));
  g_assert_error (error, GATE_ERROR, (int) GATE_ERROR_PROTOCOL);
  g_clear_error (&error);
  g_assert_null (gate_json_document_new (large, strlen (large) + 1, NULL, &error));
  g_assert_error (error, GATE_ERROR, (int) GATE_ERROR_TOO_LARGE);
}

static void
test_scanned (void)
{
  static const char text[] = "[{\"m\":\"x\"}]";
  g_autoptr (GError) error = NULL;
  g_autoptr (GateJsonDocument) document =
      gate_json_document_new_scanned (text + 1, strlen (text) - 2, "entities[0]", &error);
  g_autofree char *found = NULL;
  GateJsonValue root;

  g_assert_no_error (error);
  gate_json_document_get_root (document, &root);
  found = get_string (&root, &error);
  g_assert_cmpstr (found, ==, "“x”");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/getters", test_getters);
  g_test_add_func ("/json/peek", test_peek);
  g_test_add_func ("/json/paths", test_paths);
  g_test_add_func ("/json/absent-object", test_absent_object);
  g_test_add_func ("/json/document-is-scanned", test_document_is_scanned);
  g_test_add_func ("/json/scanned", test_scanned);
  return g_test_run ();
}
