/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#include "gate-scope.h"

#include "gate-scope-table.h"
#include "gate-text.h"

#include <string.h>

#define LIST(...) ((const char *const[]) { __VA_ARGS__ __VA_OPT__ (, ) NULL })

static void
assert_list (char             **got,
             const char *const *expected)
{
  g_assert_cmpstrv (got, expected);
}

static void
test_table_counts (void)
{
  static const char *const alone[] = { "data-extensions",
                                       "notifications",
                                       "upload",
                                       "user-basic-info",
                                       NULL };
  guint n_pairs = 0;
  guint n_alone = 0;
  guint n_read_alone = 0;

  g_assert_cmpuint (gate_scope_table_size (), ==, 134);
  for (guint i = 0; i < gate_scope_table_size (); i++)
    {
      const char *id = gate_scope_table_get (i)->id;
      g_autofree char *read_form = g_strconcat (id, ":readonly", NULL);

      if (g_str_has_suffix (id, ":readonly"))
        {
          g_autofree char *category = g_strndup (id, strlen (id) - strlen (":readonly"));

          n_read_alone += gate_scope_table_find (category) == NULL;
        }
      else if (gate_scope_table_find (read_form) != NULL)
        n_pairs++;
      else
        {
          g_assert_true (g_strv_contains (alone, id));
          n_alone++;
        }
    }
  g_assert_cmpuint (n_pairs, ==, 64);
  g_assert_cmpuint (n_alone, ==, 4);
  g_assert_cmpuint (n_read_alone, ==, 2);
  g_assert_nonnull (gate_scope_table_find ("audits:readonly"));
  g_assert_nonnull (gate_scope_table_find ("search:readonly"));
}

static void
test_table_rows (void)
{
  for (guint i = 0; i < gate_scope_table_size (); i++)
    {
      const GateScopeFact *fact = gate_scope_table_get (i);
      g_autofree char *shown = gate_text_for_display (fact->description, 80);

      g_test_message ("%s", fact->id);
      g_assert_true (gate_text_is_scope_id (fact->id));
      g_assert_true (gate_scope_table_find (fact->id) == fact);
      if (i > 0)
        g_assert_cmpstr (gate_scope_table_get (i - 1)->id, <, fact->id);
      /* The tone of the window: a short sentence, a capital first, no full stop. */
      g_assert_cmpstr (shown, ==, fact->description);
      g_assert_true (g_ascii_isupper (fact->description[0]));
      g_assert_true (strchr (fact->description, ' ') != NULL);
      g_assert_false (g_str_has_suffix (fact->description, "."));
      g_assert_null (strchr (fact->description, '\''));
    }
  g_assert_null (gate_scope_table_get (gate_scope_table_size ()));
  g_assert_null (gate_scope_table_get (G_MAXUINT));
  g_assert_null (gate_scope_table_find (NULL));
  g_assert_null (gate_scope_table_find (""));
  g_assert_null (gate_scope_table_find ("user"));
  g_assert_null (gate_scope_table_find ("Users"));
  g_assert_null (gate_scope_table_find ("zzz"));
}

/* No two scopes may read the same, or a person could not tell what is being approved. */
static void
test_table_sentences_differ (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < gate_scope_table_size (); i++)
    g_assert_true (g_hash_table_add (seen, (char *) gate_scope_table_get (i)->description));
}

static void
test_access (void)
{
  static const char *const admin[] = {
    "authorization",
    "data-privacy",
    "gdpr",
    "groups",
    "identity-providers",
    "infrastructureascode",
    "integrations",
    "license",
    "oauth",
    "organization",
    "organization-authorization",
    "scim",
    "users",
  };
  static const char *const read[] = { "notifications", "user-basic-info" };
  guint n_admin = 0;
  guint n_plain_read = 0;

  for (guint i = 0; i < gate_scope_table_size (); i++)
    {
      const GateScopeFact *fact = gate_scope_table_get (i);

      g_assert_cmpint (gate_scope_access_of (fact->id), ==, fact->access);
      g_assert_cmpint (fact->access, <, GATE_SCOPE_UNKNOWN);
      if (g_str_has_suffix (fact->id, ":readonly"))
        g_assert_cmpint (fact->access, ==, GATE_SCOPE_READ);
      else
        n_plain_read += fact->access == GATE_SCOPE_READ;
      n_admin += fact->access == GATE_SCOPE_ADMIN;
    }
  for (guint i = 0; i < G_N_ELEMENTS (admin); i++)
    g_assert_cmpint (gate_scope_access_of (admin[i]), ==, GATE_SCOPE_ADMIN);
  for (guint i = 0; i < G_N_ELEMENTS (read); i++)
    g_assert_cmpint (gate_scope_access_of (read[i]), ==, GATE_SCOPE_READ);
  g_assert_cmpuint (n_admin, ==, G_N_ELEMENTS (admin));
  g_assert_cmpuint (n_plain_read, ==, G_N_ELEMENTS (read));
  g_assert_cmpint (gate_scope_access_of ("upload"), ==, GATE_SCOPE_CHANGE);
  g_assert_cmpint (gate_scope_access_of ("streaming-events:readonly"), ==, GATE_SCOPE_UNKNOWN);
  g_assert_cmpint (gate_scope_access_of (""), ==, GATE_SCOPE_UNKNOWN);
  g_assert_cmpint (gate_scope_access_of (NULL), ==, GATE_SCOPE_UNKNOWN);
}

static void
test_read_only (void)
{
  static const struct
  {
    const char *id;
    gboolean is_read_only;
    const char *read_only;
  } cases[] = {
    { "quality", FALSE, "quality:readonly" },
    { "quality:readonly", TRUE, "quality:readonly" },
    { "users", FALSE, "users:readonly" },
    { "user-basic-info", TRUE, "user-basic-info" },
    { "notifications", TRUE, "notifications" },
    { "audits:readonly", TRUE, "audits:readonly" },
    { "upload", FALSE, NULL },
    { "data-extensions", FALSE, NULL },
    { "not-known", FALSE, NULL },
    { "streaming-events:readonly", FALSE, "streaming-events:readonly" },
    { "audits", FALSE, "audits:readonly" },
    { "", FALSE, NULL },
    { NULL, FALSE, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *read_only = gate_scope_dup_read_only (cases[i].id);

      g_test_message ("%s", cases[i].id != NULL ? cases[i].id : "(null)");
      g_assert_cmpint (gate_scope_is_read_only (cases[i].id), ==, cases[i].is_read_only);
      g_assert_cmpstr (read_only, ==, cases[i].read_only);
    }
}

static void
test_read_only_list (void)
{
  const char *const scopes[] = { "users", "upload", "quality", "quality:readonly", "x", NULL };
  const char *const forms[] = { "quality:readonly", "users:readonly", NULL };
  const char *const none[] = { NULL };
  g_auto (GStrv) some = gate_scopes_dup_read_only (scopes);
  g_auto (GStrv) nothing = gate_scopes_dup_read_only (NULL);

  g_assert_cmpstrv (some, forms);
  g_assert_cmpstrv (nothing, none);
}

static void
test_implies (void)
{
  static const struct
  {
    const char *have;
    const char *want;
    gboolean implies;
  } cases[] = {
    { "users", "users", TRUE },
    { "users", "users:readonly", TRUE },
    { "users:readonly", "users:readonly", TRUE },
    { "users:readonly", "users", FALSE },
    { "users:readonly", "users:readonly:readonly", FALSE },
    { "users", "users-rules", FALSE },
    { "users", "users-rules:readonly", FALSE },
    { "users", "users:read", FALSE },
    { "users", "users:readonly2", FALSE },
    { "users", "user", FALSE },
    { "user", "users", FALSE },
    { "not-known", "not-known:readonly", TRUE },
    { "", "", FALSE },
    { "", ":readonly", FALSE },
    { "users", "", FALSE },
    { NULL, "users", FALSE },
    { "users", NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%u", i);
      g_assert_cmpint (gate_scope_implies (cases[i].have, cases[i].want), ==, cases[i].implies);
    }
}

static void
test_include (void)
{
  g_assert_true (gate_scopes_include (LIST ("quality", "users"), "users:readonly"));
  g_assert_true (gate_scopes_include (LIST ("quality", "users:readonly"), "users:readonly"));
  g_assert_false (gate_scopes_include (LIST ("quality:readonly"), "quality"));
  g_assert_false (gate_scopes_include (LIST (), "quality"));
  g_assert_false (gate_scopes_include (NULL, "quality"));
  g_assert_false (gate_scopes_include (LIST ("quality"), NULL));
}

static void
test_intersect (void)
{
  static const struct
  {
    const char *const a[5];
    const char *const b[5];
    const char *const both[5];
  } cases[] = {
    { { NULL }, { NULL }, { NULL } },
    { { "x" }, { NULL }, { NULL } },
    { { "x" }, { "x" }, { "x" } },
    { { "x" }, { "x:readonly" }, { "x:readonly" } },
    { { "x:readonly" }, { "x:readonly" }, { "x:readonly" } },
    { { "x", "x:readonly" }, { "x" }, { "x", "x:readonly" } },
    { { "x", "x:readonly" }, { "x:readonly" }, { "x:readonly" } },
    { { "b", "a", "c" }, { "c", "b", "d" }, { "b", "c" } },
    { { "b", "b" }, { "b", "b" }, { "b" } },
    { { "b:readonly", "a" }, { "b", "a:readonly" }, { "a:readonly", "b:readonly" } },
    { { "x" }, { "x-y" }, { NULL } },
    { { "x" }, { "x-y:readonly" }, { NULL } },
    { { "x:readonly" }, { "x:readonly:readonly" }, { NULL } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) both = gate_scopes_intersect (cases[i].a, cases[i].b);
      g_auto (GStrv) swapped = gate_scopes_intersect (cases[i].b, cases[i].a);

      g_test_message ("%u", i);
      assert_list (both, cases[i].both);
      assert_list (swapped, cases[i].both);
    }
}

static void
test_intersect_null (void)
{
  g_auto (GStrv) none = gate_scopes_intersect (NULL, LIST ("x"));

  assert_list (none, LIST ());
}

/* Against the definition, over all scopes of the table: a scope is in both lists after implication
 * exactly when each list implies it. */
static void
test_intersect_definition (void)
{
  for (guint round = 0; round < 50; round++)
    {
      g_autoptr (GPtrArray) a = g_ptr_array_new ();
      g_autoptr (GPtrArray) b = g_ptr_array_new ();
      g_auto (GStrv) both = NULL;

      for (guint i = 0; i < gate_scope_table_size (); i++)
        {
          if (g_test_rand_int_range (0, 3) == 0)
            g_ptr_array_add (a, (char *) gate_scope_table_get (i)->id);
          if (g_test_rand_int_range (0, 3) == 0)
            g_ptr_array_add (b, (char *) gate_scope_table_get (i)->id);
        }
      g_ptr_array_add (a, NULL);
      g_ptr_array_add (b, NULL);
      both = gate_scopes_intersect ((const char *const *) a->pdata, (const char *const *) b->pdata);
      for (guint i = 0; i < gate_scope_table_size (); i++)
        {
          const char *id = gate_scope_table_get (i)->id;
          gboolean expected = gate_scopes_include ((const char *const *) a->pdata, id) &&
                              gate_scopes_include ((const char *const *) b->pdata, id);

          g_assert_cmpint (gate_scopes_include ((const char *const *) both, id), ==, expected);
        }
    }
}

static void
test_normalize (void)
{
  g_auto (GStrv) some = gate_scopes_normalize (
      LIST ("users:readonly", "quality", "users", "quality", "users-rules", "Users"));
  g_auto (GStrv) none = gate_scopes_normalize (NULL);

  assert_list (some, LIST ("Users", "quality", "users", "users-rules", "users:readonly"));
  assert_list (none, LIST ());
}

static int
compare_cb (gconstpointer a,
            gconstpointer b)
{
  return gate_scope_compare (*(const char *const *) a, *(const char *const *) b);
}

static void
test_compare (void)
{
  const char *scopes[] = { "quality:readonly", "routing", "users",  "analytics:readonly",
                           "not-known",        "oauth",   "quality" };
  static const char *const sorted[] = { "oauth",           "users",   "not-known",
                                        "quality",         "routing", "analytics:readonly",
                                        "quality:readonly" };

  qsort (scopes, G_N_ELEMENTS (scopes), sizeof scopes[0], compare_cb);
  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    g_assert_cmpstr (scopes[i], ==, sorted[i]);
  g_assert_cmpint (gate_scope_compare ("users", "users"), ==, 0);
}

static void
test_object (void)
{
  g_autoptr (GateScope) told = gate_scope_new ("quality", " Bewertungen\nändern ");
  g_autoptr (GateScope) own = gate_scope_new ("quality", NULL);
  g_autoptr (GateScope) blank = gate_scope_new ("quality", " \n");
  g_autoptr (GateScope) unknown = gate_scope_new ("not-known", NULL);
  g_autofree char *id = NULL;
  g_autofree char *description = NULL;
  guint access = 0;

  g_assert_cmpstr (gate_scope_get_description (told), ==, "Bewertungen ändern");
  g_assert_cmpstr (gate_scope_get_description (own),
                   ==,
                   gate_scope_table_find ("quality")->description);
  g_assert_cmpstr (gate_scope_get_description (blank), ==, gate_scope_get_description (own));
  g_assert_cmpstr (gate_scope_get_description (unknown), ==, "");
  g_assert_cmpint (gate_scope_get_access (unknown), ==, GATE_SCOPE_UNKNOWN);

  g_object_get (told, "id", &id, "description", &description, "access", &access, NULL);
  g_assert_cmpstr (id, ==, "quality");
  g_assert_cmpstr (description, ==, "Bewertungen ändern");
  g_assert_cmpuint (access, ==, GATE_SCOPE_CHANGE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scope/table/counts", test_table_counts);
  g_test_add_func ("/scope/table/rows", test_table_rows);
  g_test_add_func ("/scope/table/sentences-differ", test_table_sentences_differ);
  g_test_add_func ("/scope/access", test_access);
  g_test_add_func ("/scope/read-only", test_read_only);
  g_test_add_func ("/scope/implies", test_implies);
  g_test_add_func ("/scope/include", test_include);
  g_test_add_func ("/scope/intersect", test_intersect);
  g_test_add_func ("/scope/intersect/null", test_intersect_null);
  g_test_add_func ("/scope/intersect/definition", test_intersect_definition);
  g_test_add_func ("/scope/read-only-list", test_read_only_list);
  g_test_add_func ("/scope/normalize", test_normalize);
  g_test_add_func ("/scope/compare", test_compare);
  g_test_add_func ("/scope/object", test_object);
  return g_test_run ();
}
