/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Hostile entities: what is refused whole, what costs a field only, what is taken as it is. The
 * numbers are those of J42 to J82. */

#include "wire-golden.h"

#include "gate-error.h"
#include "gate-wire-authorization.h"
#include "gate-wire-client.h"
#include "gate-wire-organization.h"
#include "gate-wire-page.h"
#include "gate-wire-person.h"
#include "gate-wire-problem.h"
#include "gate-wire-role.h"
#include "gate-wire-scope.h"
#include "gate-wire-token.h"

#include <string.h>

typedef struct
{
  const char *row;
  const char *text;    /* of an authorization */
  const char *refusal; /* the message, when the entity is refused */
  const char *problem; /* a line of the problem; NULL when there must be none */
  const char *name;    /* of the application, as shown; NULL to skip */
  const char *scopes;  /* joined; NULL to skip */
  const char *roles;
  const char *state;
  GateKnowledge scopes_known;
  GateKnowledge roles_known;
} Case;

#define NONE GATE_KNOWLEDGE_NONE
#define PARTIAL GATE_KNOWLEDGE_PARTIAL
#define NOT_TOLD GATE_KNOWLEDGE_NOT_TOLD

#define ID "\"id\":\"" GOLDEN_ID "\""
#define NAMED "\"client\":{" ID ",\"name\":\"N\"}"
#define EMPTY "\"scope\":[],\"roles\":[]"
#define NAME(text) "{\"client\":{" ID ",\"name\":" text "},\"state\":\"Authorized\"," EMPTY "}"
#define WITH_CLIENT(text) "{\"client\":{" ID text "},\"state\":\"Authorized\"," EMPTY "}"
#define WITH(text) "{" NAMED ",\"state\":\"Authorized\"," EMPTY "," text "}"
#define WITH_SCOPE(text) "{" NAMED ",\"state\":\"Authorized\",\"roles\":[]," text "}"
#define WITH_ROLES(text) "{" NAMED ",\"state\":\"Authorized\",\"scope\":[]," text "}"
#define WITH_ID(text) "{\"client\":{\"id\":" text ",\"name\":\"N\"}," EMPTY "}"

static const Case cases[] = {
  { "46", "null", .refusal = "document: expected an object, not null" },
  { "46", "7", .refusal = "document: expected an object, not a number" },
  { "46", "\"x\"", .refusal = "document: expected an object, not a string" },
  { "46", "[]", .refusal = "document: expected an object, not an array" },
  { "47", "{}", .refusal = "client: missing" },
  { "47", "{\"client\":null}", .refusal = "client: expected an object, not null" },
  { "47", "{\"client\":\"x\"}", .refusal = "client: expected an object, not a string" },
  { "47", "{\"client\":[]}", .refusal = "client: expected an object, not an array" },
  { "48", "{\"client\":{}}", .refusal = "client.id: missing" },
  { "48", WITH_ID ("null"), .refusal = "client.id: expected a string, not null" },
  { "48", WITH_ID ("1"), .refusal = "client.id: expected a string, not a number" },
  { "48", WITH_ID ("\"\""), .refusal = "client.id: not a client ID" },
  { "48", WITH_ID ("\"a/b\""), .refusal = "client.id: not a client ID" },
  { "48", WITH_ID ("\"..\""), .refusal = "client.id: not a client ID" },
  { "48", WITH_ID ("\"%2f\""), .refusal = "client.id: not a client ID" },
  { "48", WITH_ID ("\"a?b#c\""), .refusal = "client.id: not a client ID" },
  { "48", WITH_ID ("\"0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f\\n\""),
    .refusal = "client.id: not a client ID" },
  { "48", WITH_ID ("\"0A1B2C3D-4e5f-6071-8293-A4B5C6D7E8F9\""), .problem = "state: not known" },
  { "51", NAME ("null"), .problem = "client.name: expected a string, not null",
    .name = GOLDEN_ID },
  { "51", NAME ("7"), .problem = "client.name: expected a string, not a number",
    .name = GOLDEN_ID },
  { "51", NAME ("{}"), .problem = "client.name: expected a string, not an object",
    .name = GOLDEN_ID },
  { "51", NAME ("\"\""), .problem = "client.name: nothing that can be shown", .name = GOLDEN_ID },
  { "51", NAME ("\" \\t \""), .problem = "client.name: nothing that can be shown",
    .name = GOLDEN_ID },
  { "51", WITH_CLIENT (""), .problem = "client.name: missing",
    .name = GOLDEN_ID },
  { "52", NAME ("\"<b>x</b> &amp; <a href\""), .name = "<b>x</b> &amp; <a href" },
  { "52", NAME ("\"%s%n\""), .name = "%s%n" },
  { "53", NAME ("\"a\\u202eb\\u2066c\\u2028d\""),
    .name = "a\357\277\275bc\357\277\275d" },
  { "53", NAME ("\"a\\nb\\tc\""), .name = "a b c" },
  { "53", NAME ("\"\\ud83d\\udc69\\u200d\\ud83d\\udcbb\""), .name = "👩‍💻" },
  { "53", NAME ("\"a\\u200bb\\ufeffc\""), .name = "abc" },
  { "53", NAME ("\"a\\u0301\\u0301\\u0301\\u0301\\u0301\\u0301b\""),
    .name = "a\314\201\314\201\314\201\314\201b" },
  { "53", NAME ("\"\\u05d0\\u05d1 x\""), .name = "\327\220\327\221 x" },
  { "54", NAME ("\"\\u0410rchitect\""), .name = "Аrchitect" },
  { "55", WITH_SCOPE ("\"scope\":null"), .problem = "scope: not told", .scopes = "",
    .scopes_known = NOT_TOLD },
  { "55", WITH_SCOPE ("\"x\":1"), .problem = "scope: not told", .scopes = "",
    .scopes_known = NOT_TOLD },
  { "55", WITH_SCOPE ("\"scope\":\"a b\""), .problem = "scope: expected an array, not a string",
    .scopes = "", .scopes_known = NONE },
  { "55", WITH_SCOPE ("\"scope\":{}"), .problem = "scope: expected an array, not an object",
    .scopes = "", .scopes_known = NONE },
  { "55", WITH_SCOPE ("\"scope\":[{\"id\":\"users\"}]"),
    .problem = "scope: has entries that cannot be used", .scopes = "", .scopes_known = NONE },
  { "55", WITH_SCOPE ("\"scope\":[null,\"users\"]"),
    .problem = "scope: has entries that cannot be used", .scopes = "users", .scopes_known = PARTIAL },
  { "55", WITH_SCOPE ("\"scope\":[\"\",\"a b\",\"x\"]"),
    .problem = "scope: has entries that cannot be used", .scopes = "x", .scopes_known = PARTIAL },
  { "55", WITH_SCOPE ("\"scope\":[]"), .scopes = "" },
  { "55", WITH_SCOPE ("\"scope\":[\"users\",\"oauth\",\"users\"]"), .scopes = "users oauth" },
  { "55", WITH_SCOPE ("\"scope\":[\"brand-new:readonly\"]"), .scopes = "brand-new:readonly" },
  { "56", WITH_ROLES ("\"roles\":null"), .problem = "roles: not told", .roles = "",
    .roles_known = NOT_TOLD },
  { "56", WITH_ROLES ("\"x\":1"), .problem = "roles: not told", .roles = "",
    .roles_known = NOT_TOLD },
  { "56", "{" NAMED ",\"state\":\"Revoked\",\"scope\":[]}", .problem = "roles: not told",
    .roles = "", .roles_known = NOT_TOLD },
  /* Nothing is granted yet, so there is nothing to tell. */
  { "56", "{" NAMED ",\"state\":\"Requested\"}", .scopes = "", .roles = "" },
  { "56", "{" NAMED ",\"state\":\"Unauthorized\",\"roles\":null}", .scopes = "", .roles = "" },
  { "56", WITH_ROLES ("\"roles\":[]"), .roles = "" },
  { "56", WITH_ROLES ("\"roles\":[1,2]"), .problem = "roles: has entries that cannot be used",
    .roles = "", .roles_known = NONE },
  { "56",
    WITH_ROLES ("\"roles\":[{\"id\":\"r\"},{\"roleId\":\"s\",\"divisionId\":\"*\"}]"),
    .roles = "r s" },
  { "56", WITH_ROLES ("\"roles\":[{\"name\":\"r\"}]"),
    .problem = "roles: has entries that cannot be used", .roles = "", .roles_known = NONE },
  { "56", WITH_ROLES ("\"roles\":\"r\""), .problem = "roles: expected an array, not a string",
    .roles = "", .roles_known = NONE },
  { "56", WITH_ROLES ("\"roles\":[\"employee\",\"x/../y\"]"), .roles = "employee x/../y" },
  { "56", WITH_ROLES ("\"roles\":[\"a b\",\"r\"]"),
    .problem = "roles: has entries that cannot be used", .roles = "r", .roles_known = PARTIAL },
  { "57", "{" NAMED "," EMPTY ",\"state\":\"Suspended\"}", .state = "Suspended" },
  { "57", "{" NAMED "," EMPTY ",\"state\":\"authorized\"}", .state = "authorized" },
  { "57", "{" NAMED ",\"state\":null,\"pending\":true}", .state = "Requested" },
  { "57", "{" NAMED ",\"pending\":true}", .state = "Requested" },
  { "57", "{" NAMED "," EMPTY "}", .problem = "state: not known" },
  { "57", "{" NAMED "," EMPTY ",\"state\":3}",
    .problem = "state: expected a string, not a number" },
  { "57", "{" NAMED "," EMPTY ",\"state\":\"Authorized\",\"pending\":true}",
    .state = "Authorized" },
  { "57", WITH ("\"pending\":\"yes\""), .problem = "pending: expected a boolean, not a string",
    .state = "Authorized" },
  { "58", WITH ("\"dateCreated\":null"), .state = "Authorized" },
  { "58", WITH ("\"dateCreated\":7"), .problem = "dateCreated: expected a string, not a number" },
  { "58", WITH ("\"dateCreated\":\"2026-02-30T10:00:00Z\""), .problem = "dateCreated: not a date" },
  { "58", WITH ("\"dateCreated\":\"0000-01-01T00:00:00Z\""), .problem = "dateCreated: not a date" },
  { "58", WITH ("\"dateCreated\":\"+275760-09-13T00:00:00Z\""),
    .problem = "dateCreated: not a date" },
  { "58", WITH ("\"dateCreated\":\"10000-01-01T00:00:00Z\""),
    .problem = "dateCreated: not a date" },
  { "58", WITH ("\"dateModified\":\"2026-01-01T00:00:00.0123456789012345678901234567890123456789Z"
                "\""),
    .problem = "dateModified: not a date" },
  { "58", WITH ("\"dateModified\":\"9999-12-31T23:59:59Z\""),
    .problem = "dateModified: not a date" },
  /* No GDateTime can hold a leap second; it becomes the last second of its minute. */
  { "58", WITH ("\"dateModified\":\"2016-12-31T23:59:60Z\""), .state = "Authorized" },
  { "58", WITH ("\"dateModified\":\"\""), .problem = "dateModified: not a date" },
  { "58", WITH ("\"dateModified\":\"yesterday\""), .problem = "dateModified: not a date" },
  { "58", WITH ("\"dateModified\":\"2026-01-01T00:00:00\""),
    .problem = "dateModified: not a date" },
  { "58", WITH ("\"dateModified\":\"2026-01-01T00:00:00+02:00\""), .state = "Authorized" },
  { "25", WITH ("\"__proto__\":{\"a\":1},\"constructor\":[],\"\":null"), .state = "Authorized" },
  { "23", WITH_SCOPE ("\"Scope\":[\"users\"]"), .problem = "scope: not told", .scopes = "",
    .scopes_known = NOT_TOLD },
  { "who", WITH ("\"createdBy\":\"me\""),
    .problem = "createdBy: expected an object, not a string" },
  { "who", WITH ("\"modifiedBy\":{\"id\":\"a b\"}"), .problem = "modifiedBy.id: not an ID" },
  { "38", WITH_CLIENT (",\"name\":\"N\",\"accessTokenValiditySeconds\":1e5"),
    .problem = "client.accessTokenValiditySeconds: expected an integer, not a decimal number" },
  { "39", WITH_CLIENT (",\"name\":\"N\",\"accessTokenValiditySeconds\":-1"),
    .problem = "client.accessTokenValiditySeconds: not from 0 to 9223372036854775807" },
};

static GateAuthorization *
decode (const char *text,
        GError    **error)
{
  g_autoptr (GateJsonDocument) document =
      gate_json_document_new (text, strlen (text), NULL, error);
  GateJsonValue root;

  if (document == NULL)
    return NULL;
  gate_json_document_get_root (document, &root);
  return gate_wire_authorization_decode (&root, error);
}

static void
check_strv (const char        *expected,
            const char *const *found)
{
  g_autofree char *joined = g_strjoinv (" ", (char **) found);

  if (expected != NULL)
    g_assert_cmpstr (joined, ==, expected);
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (GateAuthorization) authorization = NULL;
  g_autoptr (GError) error = NULL;

  authorization = decode (one->text, &error);
  if (one->refusal != NULL)
    {
      g_assert_null (authorization);
      g_assert_true (gate_error_matches (error, GATE_ERROR_PROTOCOL));
      g_assert_cmpstr (error->message, ==, one->refusal);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpstr (gate_authorization_get_id (authorization), ==, GOLDEN_ID);
  if (one->problem == NULL)
    g_assert_cmpstr (gate_authorization_get_problem (authorization), ==, NULL);
  else
    g_assert_true (g_str_has_prefix (gate_authorization_get_problem (authorization), one->problem));
  g_assert_cmpint (gate_authorization_get_scopes_knowledge (authorization),
                   ==,
                   one->scopes_known);
  g_assert_cmpint (gate_authorization_get_roles_knowledge (authorization), ==, one->roles_known);
  g_assert_cmpint (gate_authorization_is_complete (authorization),
                   ==,
                   one->scopes_known == GATE_KNOWLEDGE_COMPLETE &&
                       one->roles_known == GATE_KNOWLEDGE_COMPLETE);
  if (one->name != NULL)
    g_assert_cmpstr (gate_authorization_get_name (authorization), ==, one->name);
  check_strv (one->scopes, gate_authorization_get_scopes (authorization));
  check_strv (one->roles, gate_authorization_get_roles (authorization));
  if (one->state != NULL)
    g_assert_cmpstr (gate_authorization_get_state_name (authorization), ==, one->state);
}

static char *
repeat (const char *part,
        guint       n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, part);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* J42 and J51: a name that nobody can have meant. */
static void
test_long_name (void)
{
  g_autofree char *name = repeat ("Käufer", 20000);
  g_autofree char *text = g_strdup_printf (NAME ("\"%s\""), name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GateAuthorization) authorization = decode (text, &error);
  const char *kept;

  g_assert_no_error (error);
  kept = gate_client_get_name (gate_authorization_get_client (authorization));
  g_assert_cmpint (g_utf8_strlen (kept, -1), ==, 1000);
  g_assert_cmpstr (gate_authorization_get_problem (authorization), ==,
                   "client.name: too long, the rest is left out");
}

/* J48: an ID of 10 kB. */
static void
test_long_id (void)
{
  g_autofree char *id = repeat ("0a1b2c3d", 1250);
  g_autofree char *text = g_strdup_printf (WITH_ID ("\"%s\""), id);
  g_autoptr (GError) error = NULL;

  g_assert_null (decode (text, &error));
  g_assert_cmpstr (error->message, ==, "client.id: not a client ID");
}

static char *
new_list (const char *member,
          guint       n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text,
                          "{" NAMED ",\"state\":\"Authorized\",\"%s\":[],\"%s\":[\"x0\"",
                          g_str_equal (member, "scope") ? "roles" : "scope",
                          member);
  for (guint i = 1; i < n; i++)
    g_string_append_printf (text, ",\"x%u\"", i % 20000);
  g_string_append (text, "]}");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* J55 and J56: lists longer than any organization has. */
static void
test_long_lists (void)
{
  g_autofree char *scopes = new_list ("scope", 10000);
  g_autofree char *roles = new_list ("roles", 29000);
  g_autoptr (GError) error = NULL;
  g_autoptr (GateAuthorization) with_scopes = decode (scopes, &error);
  g_autoptr (GateAuthorization) with_roles = decode (roles, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length ((char **) gate_authorization_get_scopes (with_scopes)), ==,
                    5000);
  g_assert_cmpint (gate_authorization_get_scopes_knowledge (with_scopes), ==, PARTIAL);
  g_assert_cmpint (gate_authorization_get_roles_knowledge (with_roles), ==, PARTIAL);
  g_assert_cmpstr (gate_authorization_get_problem (with_scopes), ==,
                   "scope: has too many entries, the rest is left out");
  g_assert_cmpuint (g_strv_length ((char **) gate_authorization_get_roles (with_roles)), ==, 5000);
  g_assert_cmpstr (gate_authorization_get_problem (with_roles), ==,
                   "roles: has too many entries, the rest is left out");
}

/* J55: what was read is what is sent back. */
static void
test_write_back (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GateAuthorization) authorization = decode (
      "{" NAMED ",\"state\":\"Authorized\","
      "\"scope\":[\"zz:new\",\"users\",\"users\"],\"roles\":[\"r1\",\"r2\"]}",
      &error);
  g_autoptr (GBytes) body = NULL;
  const char *expected = "{\"scope\":[\"zz:new\",\"users\"],\"roles\":[\"r1\",\"r2\"]}";

  g_assert_no_error (error);
  body = gate_wire_authorization_encode_put (gate_authorization_get_scopes (authorization),
                                             gate_authorization_get_roles (authorization));
  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), expected,
                   strlen (expected));
}

/* The organization's side: nothing of a change is forgiven. */
static void
test_put (void)
{
  static const char *const refused[] = {
    "[]",
    "{}",
    "{\"state\":\"Authorized\"}",
    "{\"scope\":null}",
    "{\"scope\":\"oauth\"}",
    "{\"scope\":[\"oauth\",7]}",
    "{\"scope\":[\"a b\"]}",
    "{\"scope\":[\"oauth\"],\"roles\":null}",
    "{\"roles\":[\"\"]}",
    "{\"roles\":{\"id\":\"r\"}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GateJsonDocument) document =
          gate_json_document_new (refused[i], strlen (refused[i]), NULL, NULL);
      g_autoptr (GError) error = NULL;
      char **scopes = NULL;
      char **roles = NULL;
      GateJsonValue root;

      gate_json_document_get_root (document, &root);
      g_assert_false (gate_wire_authorization_decode_put (&root, &scopes, &roles, &error));
      g_assert_true (gate_error_matches (error, GATE_ERROR_PROTOCOL));
      g_assert_null (scopes);
      g_assert_null (roles);
    }
}

#define PUT_ID "5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d42"

/* What a PUT says of itself may not contradict what it is; ERROR is what it is about. */
static void
test_put_about_another (void)
{
  static const struct
  {
    const char *body;
    const char *about; /* NULL: nothing is wrong */
  } bodies[] = {
    { "{\"scope\":[]}", NULL },
    { "{\"client\":{}}", NULL },
    { "{\"client\":{\"id\":\"" PUT_ID "\",\"name\":\"x\"}}", NULL },
    { "{\"client\":{\"id\":\"5D1F6B0A-2C5E-4E0C-9A64-7F0E3C1B9D42\"}}", NULL },
    { "{\"state\":\"Authorized\"}", NULL },
    { "{\"state\":\"Requested\"}", NULL },
    { "{\"state\":\"Unauthorized\"}", NULL },
    { "{\"state\":\"Revoked\"}", "state: " },
    { "{\"state\":\"revoked\"}", "state: " },
    { "{\"state\":[]}", "state: " },
    { "{\"client\":\"" PUT_ID "\"}", "client: " },
    { "{\"client\":{\"id\":\"5d1f6b0a-2c5e-4e0c-9a64-7f0e3c1b9d43\"}}", "client.id: " },
    { "{\"client\":{\"id\":\"\"}}", "client.id: " },
    { "{\"client\":{\"id\":{}}}", "client.id: " },
    { "[]", "document: " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GateJsonDocument) document =
          gate_json_document_new (bodies[i].body, strlen (bodies[i].body), NULL, NULL);
      g_autoptr (GError) error = NULL;
      GateJsonValue root;

      g_test_message ("%s", bodies[i].body);
      gate_json_document_get_root (document, &root);
      g_assert_cmpint (gate_wire_authorization_check_put (&root, PUT_ID, &error), ==,
                       bodies[i].about == NULL);
      g_assert_cmpint (error == NULL, ==, bodies[i].about == NULL);
      if (error == NULL)
        continue;
      g_assert_true (gate_error_matches (error, GATE_ERROR_PROTOCOL));
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, bodies[i].about));
    }
}

typedef struct
{
  const char *text;
  gint64      total;
  gint64      page_count;
  const char *refusal;
} PageCase;

/* J36, J38, J39 and J45. */
static void
test_pages (void)
{
  static const PageCase pages[] = {
    { "{\"entities\":[],\"total\":3,\"pageCount\":1}", 3, 1, NULL },
    { "{\"entities\":[]}", -1, -1, NULL },
    { "{\"entities\":[],\"total\":-1,\"pageCount\":-0}", -1, 0, NULL },
    { "{\"entities\":[],\"total\":25.0,\"pageCount\":1e5}", -1, -1, NULL },
    { "{\"entities\":[],\"total\":\"3\",\"pageCount\":null}", -1, -1, NULL },
    { "{\"total\":3}", 0, 0, "entities: missing" },
    { "{\"entities\":null}", 0, 0, "entities: expected an array, not null" },
    { "{\"entities\":{}}", 0, 0, "entities: expected an array, not an object" },
    { "{\"entities\":\"\"}", 0, 0, "entities: expected an array, not a string" },
    { "[]", 0, 0, "document: expected an object, not an array" },
    { "{\"entities\":[],\"total\":18446744073709551616}", 0, 0, "byte " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_auto (GateWirePage) page = { 0 };
      g_autoptr (GError) error = NULL;
      gboolean ok = gate_wire_page_decode (pages[i].text, &page, &error);

      g_assert_cmpint (ok, ==, pages[i].refusal == NULL);
      if (!ok)
        {
          g_assert_true (gate_error_matches (error, GATE_ERROR_PROTOCOL));
          g_assert_true (g_str_has_prefix (error->message, pages[i].refusal));
          continue;
        }
      g_assert_cmpint (page.total, ==, pages[i].total);
      g_assert_cmpint (page.page_count, ==, pages[i].page_count);
    }
}

typedef struct
{
  guint       status;
  const char *body;
  int         code;
  const char *server_code;
  const char *message;
  const char *missing;
  const char *correlation_id;
} ProblemCase;

static const ProblemCase problems[] = {
  { 503, "<html>503</html>", GATE_ERROR_SERVER, NULL, NULL, NULL, "header-id" },
  { 500, "", GATE_ERROR_SERVER, NULL, NULL, NULL, "header-id" },
  { 404, "[]", GATE_ERROR_NOT_FOUND, NULL, NULL, NULL, "header-id" },
  { 404, "{\"status\":\"200\",\"code\":7,\"message\":{}}", GATE_ERROR_NOT_FOUND, NULL, NULL, NULL,
    "header-id" },
  { 400, "{\"code\":\"bad.request\",\"message\":\"%s%n\\u202e\",\"contextId\":\"body-id\"}",
    GATE_ERROR_INVALID, "bad.request", "%s%n\357\277\275", NULL, "body-id" },
  { 400, "{\"code\":\"has blanks\",\"contextId\":\"a\\nb\"}", GATE_ERROR_INVALID, NULL, NULL, NULL,
    "header-id" },
  { 403,
    "{\"code\":\"missing.any.permissions\",\"message\":\"You need: [a:b:c, d:e:f]\"}",
    GATE_ERROR_FORBIDDEN, "missing.any.permissions", "You need: [a:b:c, d:e:f]", "a:b:c, d:e:f",
    "header-id" },
  { 403,
    "{\"code\":\"missing.permissions\",\"messageParams\":{"
    "\"permissions\":\"[oauth:client:view]\"}}",
    GATE_ERROR_FORBIDDEN, "missing.permissions", NULL, "oauth:client:view", "header-id" },
  { 403, "{\"code\":\"app.not.authorized.for.scope\",\"message\":\"scope [oauth] is missing\"}",
    GATE_ERROR_SCOPE, "app.not.authorized.for.scope", "scope [oauth] is missing", "oauth",
    "header-id" },
  { 403, "{\"message\":\"[<b>markup</b>]\",\"messageParams\":[]}", GATE_ERROR_FORBIDDEN, NULL,
    "[<b>markup</b>]", NULL, "header-id" },
  { 403, "{\"message\":\"open [ only\",\"messageParams\":{\"permissions\":[]}}",
    GATE_ERROR_FORBIDDEN, NULL, "open [ only", NULL, "header-id" },
  { 400, "{\"message\":\"not about [oauth:client:view]\"}", GATE_ERROR_INVALID, NULL,
    "not about [oauth:client:view]", NULL, "header-id" },
  { 400, "{\"code\":\"auth.invalid.scope\",\"message\":\"Unknown: [users:readonly]\"}",
    GATE_ERROR_INVALID, "auth.invalid.scope", "Unknown: [users:readonly]", "users:readonly",
    "header-id" },
  { 403, "{\"code\":\"app.not.authorized.for.scope\","
    "\"message\":\"App not authorized to use scope [oauth:readonly, oauth]\"}",
    GATE_ERROR_SCOPE, "app.not.authorized.for.scope",
    "App not authorized to use scope [oauth:readonly, oauth]", "oauth:readonly, oauth",
    "header-id" },
  { 401, "{\"code\":\"ip.not.authorized\",\"message\":\"Requests originating from this IP address "
    "are not authorized: [192.0.2.7]\"}", GATE_ERROR_BLOCKED, "ip.not.authorized",
    "Requests originating from this IP address are not authorized: [192.0.2.7]", NULL,
    "header-id" },
  { 401, "{\"code\":\"bad.credentials\"}", GATE_ERROR_UNAUTHORIZED, "bad.credentials", NULL, NULL,
    "header-id" },
  { 429, "{}", GATE_ERROR_RATE_LIMITED, NULL, NULL, NULL, "header-id" },
  { 302, "{}", GATE_ERROR_PROTOCOL, NULL, NULL, NULL, "header-id" },
};

static GError *
decode_problem (guint       status,
                const char *body,
                gsize       length,
                const char *correlation_id)
{
  GateEvidence answered = { .status = status, .is_proven = TRUE, .is_change = TRUE };

  return gate_wire_problem_decode (&answered, body, length, correlation_id);
}

/* J60. */
static void
test_problem (gconstpointer data)
{
  const ProblemCase *one = data;
  g_autoptr (GError) error =
      decode_problem (one->status, one->body, strlen (one->body), "header-id");

  g_assert_error (error, GATE_ERROR, one->code);
  g_assert_cmpstr (gate_error_get_server_code (error), ==, one->server_code);
  g_assert_cmpstr (gate_error_get_server_message (error), ==, one->message);
  g_assert_cmpstr (gate_error_get_missing (error), ==, one->missing);
  g_assert_cmpstr (gate_error_get_correlation_id (error), ==, one->correlation_id);
}

static void
test_large_problems (void)
{
  g_autofree char *message = repeat ("word ", 10000);
  g_autofree char *text = g_strdup_printf ("{\"code\":\"x.y\",\"message\":\"%s\"}", message);
  g_autofree char *opened = repeat ("{\"errors\":[", 1000);
  g_autofree char *huge = repeat ("word ", 20000);
  g_autoptr (GError) clamped = decode_problem (400, text, strlen (text), NULL);
  g_autoptr (GError) nested = decode_problem (400, opened, strlen (opened), "a b");
  g_autoptr (GError) endless = decode_problem (500, huge, strlen (huge), "id");
  g_autoptr (GError) none = decode_problem (500, NULL, 0, NULL);

  g_assert_cmpint (g_utf8_strlen (gate_error_get_server_message (clamped), -1), <=, 301);
  g_assert_cmpstr (gate_error_get_server_code (clamped), ==, "x.y");
  g_assert_error (nested, GATE_ERROR, GATE_ERROR_INVALID);
  g_assert_null (gate_error_get_correlation_id (nested));
  g_assert_error (endless, GATE_ERROR, GATE_ERROR_SERVER);
  g_assert_error (none, GATE_ERROR, GATE_ERROR_SERVER);
}

typedef gpointer (*DecodeFunc) (const GateJsonValue *value,
                                GError             **error);

static gpointer
decode_role (const GateJsonValue *value,
             GError             **error)
{
  return gate_wire_role_decode (value, error);
}

static gpointer
decode_person (const GateJsonValue *value,
               GError             **error)
{
  return gate_wire_person_decode (value, error);
}

static gpointer
decode_with_roles (const GateJsonValue *value,
                   GError             **error)
{
  return gate_wire_person_decode_with_roles (value, error);
}

static gpointer
decode_scope (const GateJsonValue *value,
              GError             **error)
{
  return gate_wire_scope_decode (value, error);
}

static gpointer
decode_organization (const GateJsonValue *value,
                     GError             **error)
{
  return gate_wire_organization_decode (value, error);
}

static gpointer
decode_with (DecodeFunc  func,
             const char *text,
             GError    **error)
{
  g_autoptr (GateJsonDocument) document =
      gate_json_document_new (text, strlen (text), NULL, error);
  GateJsonValue root;

  if (document == NULL)
    return NULL;
  gate_json_document_get_root (document, &root);
  return func (&root, error);
}

typedef struct
{
  DecodeFunc  func;
  const char *text;
  const char *refusal; /* NULL: accepted */
} OtherCase;

static const OtherCase others[] = {
  { decode_role, "{\"name\":\"x\"}", "id: missing" },
  { decode_role, "{\"id\":\"a b\"}", "id: not an ID" },
  { decode_role, "{\"id\":\"r\",\"name\":7,\"permissions\":\"x\",\"userCount\":1.5}", NULL },
  { decode_role, "{\"id\":\"r\",\"permissions\":[\"%s\",\"a:*:*\",\":\",{}]}", NULL },
  { decode_person, "{\"email\":[]}", "id: missing" },
  { decode_person, "{\"id\":\"u\",\"email\":[],\"images\":[{\"imageUri\":\"http://x/\"}]}", NULL },
  { decode_person, "{\"id\":\"u\",\"authorization\":null}", NULL },
  { decode_person, "{\"id\":\"u\",\"authorization\":[]}", NULL },
  { decode_person, "{\"id\":\"u\",\"authorization\":{\"roles\":[7,{},{\"id\":\"\"}],"
                   "\"permissions\":[]}}",
    NULL },
  { decode_with_roles, "{\"id\":\"u\"}", "authorization: missing" },
  { decode_with_roles, "{\"id\":\"u\",\"authorization\":{}}", "authorization.roles: missing" },
  { decode_with_roles, "{\"id\":\"u\",\"authorization\":{\"roles\":\"all\"}}",
    "authorization.roles: expected an array, not a string" },
  { decode_with_roles, "{\"authorization\":{\"roles\":[]}}", "id: missing" },
  { decode_scope, "{\"id\":\"a b\"}", "id: not a scope" },
  { decode_scope, "{\"id\":\"x\",\"description\":{}}", NULL },
  { decode_organization, "{\"name\":\"x\"}", "id: missing" },
  { decode_organization, "{\"id\":\"purecloud-builtin\",\"name\":null}", NULL },
};

/* J81 and J82, and the same for the rest. */
static void
test_others (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GObject) model = decode_with (others[i].func, others[i].text, &error);

      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, others[i].refusal);
      g_assert_true ((model == NULL) == (error != NULL));
      g_assert_true (error == NULL || gate_error_matches (error, GATE_ERROR_PROTOCOL));
    }
}

static void
test_values_of_others (void)
{
  g_autoptr (GateRole) role = decode_with (decode_role, others[3].text, NULL);
  g_autoptr (GateRole) odd = decode_with (decode_role, others[2].text, NULL);
  g_autoptr (GatePerson) person = decode_with (decode_person, others[8].text, NULL);

  check_strv ("%s a:*:* :", gate_role_get_permissions (role));
  g_assert_cmpint (gate_role_get_n_people (role), ==, -1);
  g_assert_cmpint (gate_role_get_n_people (odd), ==, -1);
  g_assert_cmpstr (gate_role_get_name (odd), ==, NULL);
  check_strv ("", gate_person_get_role_ids (person));
}

static void
test_token_info (void)
{
  /* None of these says that the token is good for nothing. */
  static const char *const untold[] = { "{}", "{\"authorizedScope\":\"oauth\"}",
                                        "{\"authorizedScope\":null}", "{\"authorizedScope\":[]}",
                                        "{\"authorizedScope\":[\"oauth\",7]}" };
  const char *text = "{\"authorizedScope\":[\"oauth\"],\"oAuthClient\":{\"id\":\"x\"},"
                     "\"organization\":7}";
  const char *capitals = "{\"authorizedScope\":[],\"OAuthClient\":{\"id\":"
                         "\"0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9\"}}";
  g_autoptr (GateJsonDocument) document =
      gate_json_document_new (text, strlen (text), NULL, NULL);
  g_autoptr (GateJsonDocument) other =
      gate_json_document_new (capitals, strlen (capitals), NULL, NULL);
  g_autoptr (GateWireTokenInfo) info = NULL;
  g_autoptr (GateWireTokenInfo) own = NULL;
  GateJsonValue root;

  for (gsize i = 0; i < G_N_ELEMENTS (untold); i++)
    {
      g_autoptr (GateJsonDocument) one =
          gate_json_document_new (untold[i], strlen (untold[i]), NULL, NULL);
      g_autoptr (GateWireTokenInfo) told = NULL;

      gate_json_document_get_root (one, &root);
      told = gate_wire_token_info_decode (&root, NULL);
      g_assert_nonnull (told);
      g_assert_null (told->scopes);
    }
  gate_json_document_get_root (document, &root);
  info = gate_wire_token_info_decode (&root, NULL);
  g_assert_nonnull (info);
  g_assert_null (info->client_id);
  g_assert_null (info->organization_id);
  gate_json_document_get_root (other, &root);
  own = gate_wire_token_info_decode (&root, NULL);
  g_assert_cmpstr (own->client_id, ==, GOLDEN_ID);
  check_strv ("oauth", (const char *const *) info->scopes);
}

static void
add_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/wire/hostile/row-%s/%" G_GSIZE_FORMAT, cases[i].row, i);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (problems); i++)
    {
      g_autofree char *path = g_strdup_printf ("/wire/hostile/row-60/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, &problems[i], test_problem);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_cases ();
  g_test_add_func ("/wire/hostile/row-42/long-name", test_long_name);
  g_test_add_func ("/wire/hostile/row-48/long-id", test_long_id);
  g_test_add_func ("/wire/hostile/row-55/long-lists", test_long_lists);
  g_test_add_func ("/wire/hostile/row-55/write-back", test_write_back);
  g_test_add_func ("/wire/hostile/put", test_put);
  g_test_add_func ("/wire/hostile/put-about-another", test_put_about_another);
  g_test_add_func ("/wire/hostile/pages", test_pages);
  g_test_add_func ("/wire/hostile/row-60/large", test_large_problems);
  g_test_add_func ("/wire/hostile/row-82/others", test_others);
  g_test_add_func ("/wire/hostile/row-81/values-of-others", test_values_of_others);
  g_test_add_func ("/wire/hostile/token-info", test_token_info);
  return g_test_run ();
}
