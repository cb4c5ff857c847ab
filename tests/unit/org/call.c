/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Parameters (F12) and answers of a call. */

#include "gate-error.h"
#include "gate-org-call.h"
#include "gate-wire-problem.h"

typedef struct
{
  const char *query;
  gboolean accepted;
  const char *name; /* value of this parameter … */
  const char *value;
} Row;

static const Row rows[] = {
  { NULL, TRUE, "a", NULL },
  { "", TRUE, "a", NULL },
  { "a=1", TRUE, "a", "1" },
  { "a=1&b=2", TRUE, "b", "2" },
  { "a=", TRUE, "a", "" },
  { "a=x+y%2Bz", TRUE, "a", "x y+z" },
  { "a=%C3%A4", TRUE, "a", "\xc3\xa4" },
  { "a=%26%3D", TRUE, "a", "&=" },
  { "A=1", TRUE, "a", NULL },
  { "id=1&id=2", TRUE, "id", "1" },
  { "a=1&a=2", FALSE, NULL, NULL },
  { "a=1&a=1", FALSE, NULL, NULL },
  { "pageSize=1&pageSize=1", FALSE, NULL, NULL },
  { "a=1&%61=2", FALSE, NULL, NULL },
  { "a", FALSE, NULL, NULL },
  { "a=%", FALSE, NULL, NULL },
  { "a=%4", FALSE, NULL, NULL },
  { "a=%zz", FALSE, NULL, NULL },
  { "a=%00", FALSE, NULL, NULL },
  { "a=%ff", FALSE, NULL, NULL },
  { "a=%c0%af", FALSE, NULL, NULL },
  { "%ff=a", FALSE, NULL, NULL },
};

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GateOrgCall) call = gate_org_call_new (NULL, "GET", "/x", rows[i].query, NULL);
      g_autoptr (GError) error = NULL;
      gboolean accepted = gate_org_call_parse_query (call, &error);

      g_test_message ("%s", rows[i].query);
      g_assert_cmpint (accepted, ==, rows[i].accepted);
      if (accepted)
        g_assert_cmpstr (gate_org_call_get_parameter (call, rows[i].name), ==, rows[i].value);
      else
        g_assert_error (error, GATE_ERROR, GATE_ERROR_INVALID);
    }
}

static void
test_too_many (void)
{
  g_autoptr (GString) query = g_string_new (NULL);

  for (guint n = 1; n <= 101; n++)
    {
      g_autoptr (GateOrgCall) call = NULL;
      g_autoptr (GError) error = NULL;

      g_string_append_printf (query, "%sp%u=1", n > 1 ? "&" : "", n);
      call = gate_org_call_new (NULL, "GET", "/x", query->str, NULL);
      g_assert_cmpint (gate_org_call_parse_query (call, &error), ==, n <= 100);
    }
}

static void
check_list (const char *query,
            const char *expected)
{
  g_autoptr (GateOrgCall) call = gate_org_call_new (NULL, "GET", "/x", query, NULL);
  g_auto (GStrv) list = NULL;
  g_autofree char *joined = NULL;

  g_assert_true (gate_org_call_parse_query (call, NULL));
  list = gate_org_call_dup_list_parameter (call, "id");
  joined = list != NULL ? g_strjoinv ("|", list) : NULL;
  g_assert_cmpstr (joined, ==, expected);
}

static void
test_lists (void)
{
  check_list ("id=1,2", "1|2");
  check_list ("id=1&id=2", "1|2");
  check_list ("id=1,2&x=9&id=3", "1|2|3");
  check_list ("id=1%2C2", "1|2");
  check_list ("id=,1,,2,", "1|2");
  check_list ("id=%201%20,+2", "1|2");
  check_list ("id=", "");
  check_list ("x=1", NULL);
}

static void
test_segments (void)
{
  g_autoptr (GateOrgCall) call = gate_org_call_new (NULL, "GET", "/x", NULL, NULL);

  g_assert_cmpstr (gate_org_call_get_segment (call, 0), ==, "");
  gate_org_call_set_segments (call, g_strsplit ("a|b", "|", -1));
  g_assert_cmpstr (gate_org_call_get_segment (call, 1), ==, "b");
  g_assert_cmpstr (gate_org_call_get_segment (call, 2), ==, "");
}

static void
test_problem (void)
{
  g_autoptr (GateOrgCall) call = gate_org_call_new (NULL, "GET", "/x", NULL, NULL);
  g_autoptr (GError) error = NULL;
  GBytes *answer;

  g_assert_false (gate_org_call_is_answered (call));
  gate_org_call_answer_problem (call, 404, "not.found", "No \"such\" thing", "id", "7");
  g_assert_true (gate_org_call_is_answered (call));
  g_assert_cmpuint (gate_org_call_get_status (call), ==, 404);
  answer = gate_org_call_get_answer (call);
  error = gate_wire_problem_decode (&(GateEvidence) { .status = 404 },
                                    g_bytes_get_data (answer, NULL), g_bytes_get_size (answer),
                                    NULL);
  g_assert_error (error, GATE_ERROR, GATE_ERROR_NOT_FOUND);
  g_assert_cmpstr (gate_error_get_server_code (error), ==, "not.found");
  g_assert_cmpstr (gate_error_get_correlation_id (error), ==,
                   gate_org_call_get_correlation_id (call));
}

static void
test_headers (void)
{
  g_autoptr (GateOrgCall) call = gate_org_call_new (NULL, "GET", "/x", NULL, NULL);
  const char *const *headers = gate_org_call_get_headers (call);

  g_assert_null (headers[0]);
  gate_org_call_add_header (call, "A", "1");
  gate_org_call_add_header (call, "B", "2");
  headers = gate_org_call_get_headers (call);
  g_assert_cmpstr (headers[0], ==, "A");
  g_assert_cmpstr (headers[1], ==, "1");
  g_assert_cmpstr (headers[2], ==, "B");
  g_assert_cmpstr (headers[3], ==, "2");
  g_assert_null (headers[4]);
}

static void
check_store_error (int         code,
                   guint       status,
                   const char *server_code)
{
  g_autoptr (GateOrgCall) call = gate_org_call_new (NULL, "PUT", "/x", NULL, NULL);
  g_autoptr (GError) error = g_error_new (GATE_ORG_STORE_ERROR, code, "secret detail");
  g_autofree char *text = NULL;

  gate_org_call_answer_store_error (call, error);
  g_assert_cmpuint (gate_org_call_get_status (call), ==, status);
  text = g_strndup (g_bytes_get_data (gate_org_call_get_answer (call), NULL),
                    g_bytes_get_size (gate_org_call_get_answer (call)));
  g_assert_nonnull (strstr (text, server_code));
  g_assert_null (strstr (text, "secret detail"));
}

static void
test_store_errors (void)
{
  check_store_error (GATE_ORG_STORE_ERROR_FULL, 507, "insufficient.storage");
  check_store_error (GATE_ORG_STORE_ERROR_FAILED, 500, "internal.server.error");
  check_store_error (GATE_ORG_STORE_ERROR_DAMAGED, 500, "internal.server.error");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/org/call/query", test_rows);
  g_test_add_func ("/org/call/too-many-parameters", test_too_many);
  g_test_add_func ("/org/call/lists", test_lists);
  g_test_add_func ("/org/call/segments", test_segments);
  g_test_add_func ("/org/call/problem", test_problem);
  g_test_add_func ("/org/call/headers", test_headers);
  g_test_add_func ("/org/call/store-errors", test_store_errors);
  return g_test_run ();
}
