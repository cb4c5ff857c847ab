/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* What a client of Gatehouse is told to need is what the operations need that Gatehouse uses, no
 * less and no more. */

#include "gate-client-setup.h"
#include "gate-scope.h"

#include <string.h>

typedef struct
{
  char *method;
  char **scopes;
  char *permission; /* NULL without one */
} Operation;

static void
operation_free (gpointer data)
{
  Operation *operation = data;

  g_free (operation->method);
  g_strfreev (operation->scopes);
  g_free (operation->permission);
  g_free (operation);
}

static GPtrArray *
read_operations (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "unit", "ui", "operations.tsv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *operations = g_ptr_array_new_with_free_func (operation_free);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);
      Operation *operation;

      if (*lines[i] == '#' || *lines[i] == '\0')
        continue;
      g_assert_cmpuint (g_strv_length (cells), ==, 4);
      operation = g_new0 (Operation, 1);
      operation->method = g_strdup (cells[0]);
      operation->scopes = g_strsplit (cells[2], ",", -1);
      operation->permission = g_str_equal (cells[3], "-") ? NULL : g_strdup (cells[3]);
      g_ptr_array_add (operations, operation);
    }
  g_assert_cmpuint (operations->len, >=, 15);
  return operations;
}

static gboolean
suffices (char     **offered,
          Operation *operation)
{
  for (guint i = 0; offered[i] != NULL; i++)
    if (g_strv_contains ((const char *const *) operation->scopes, offered[i]))
      return TRUE;
  return FALSE;
}

/* Every operation of the use is possible, and without any one of the scopes it is not. */
static void
check_scopes (GateClientSetupUse use)
{
  g_autoptr (GPtrArray) operations = read_operations ();
  g_autofree char *list = gate_client_setup_dup_scopes (use);
  g_auto (GStrv) scopes = g_strsplit (list, ", ", -1);

  for (guint k = 0; k <= g_strv_length (scopes); k++)
    {
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
      g_auto (GStrv) offered = NULL;
      gboolean all = TRUE;

      for (guint i = 0; scopes[i] != NULL; i++)
        if (i != k)
          g_strv_builder_add (builder, scopes[i]);
      offered = g_strv_builder_end (builder);
      for (guint i = 0; i < operations->len; i++)
        {
          Operation *operation = operations->pdata[i];

          if (use == GATE_CLIENT_SETUP_ADMINISTER || g_str_equal (operation->method, "GET"))
            all = all && suffices (offered, operation);
        }
      g_test_message ("without %s", scopes[k] != NULL ? scopes[k] : "none");
      g_assert_cmpint (all, ==, scopes[k] == NULL);
    }
}

static void
test_scopes (void)
{
  g_autofree char *review = gate_client_setup_dup_scopes (GATE_CLIENT_SETUP_REVIEW);
  guint n = 0;
  const GateClientSetupNeed *scopes = gate_client_setup_get_scopes (&n);

  check_scopes (GATE_CLIENT_SETUP_ADMINISTER);
  check_scopes (GATE_CLIENT_SETUP_REVIEW);
  g_assert_null (strstr (review, "oauth,"));
  for (guint i = 0; i < n; i++)
    {
      g_assert_nonnull (gate_scope_table_find (scopes[i].id));
      g_assert_cmpuint (strlen (gate_client_setup_get_reason (&scopes[i])), >, 10);
    }
}

static void
test_permissions (void)
{
  g_autoptr (GPtrArray) operations = read_operations ();
  g_autoptr (GHashTable) needed = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0;
  const GateClientSetupNeed *permissions = gate_client_setup_get_permissions (&n);

  for (guint i = 0; i < operations->len; i++)
    {
      Operation *operation = operations->pdata[i];

      if (operation->permission != NULL)
        g_hash_table_add (needed, operation->permission);
    }
  g_assert_cmpuint (g_hash_table_size (needed), ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_true (g_hash_table_contains (needed, permissions[i].id));
}

static void
test_text (void)
{
  static const char *const browser[] = {
    "https://apps.mypurecloud.de/directory/#/admin/integrations/oauth",
    "2. Grant type: Code Authorization",
    "3. Authorized redirect URI: http://localhost (without a port)",
    "oauth — Read and decide",
    "oauth:readonly, authorization:readonly",
    "OAuth › Client › Authorize — See and decide",
    "6. Pass the client ID on",
  };
  g_autofree char *text = gate_client_setup_dup_text (GATE_ACCOUNT_BROWSER, "mypurecloud.de");
  g_autofree char *bare = gate_client_setup_dup_text (GATE_ACCOUNT_BROWSER, NULL);
  g_autofree char *alone = gate_client_setup_dup_text (GATE_ACCOUNT_CLIENT_CREDENTIALS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (browser); i++)
    {
      g_test_message ("%s", browser[i]);
      g_assert_nonnull (strstr (text, browser[i]));
    }
  g_assert_null (strstr (bare, "https://"));
  g_assert_nonnull (strstr (alone, "2. Grant type: Client Credentials"));
  g_assert_null (strstr (alone, "localhost"));
  g_assert_null (strstr (alone, "readonly"));
  g_assert_nonnull (strstr (alone, "Authorization › Role › View"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client-setup/scopes", test_scopes);
  g_test_add_func ("/client-setup/permissions", test_permissions);
  g_test_add_func ("/client-setup/text", test_text);
  return g_test_run ();
}
