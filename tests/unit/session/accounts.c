/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The list of accounts in the settings: random edits of two windows against a reference, and
 * entries that nobody can read. */

#define G_SETTINGS_ENABLE_BACKEND

#include "gate-accounts.h"
#include "shadow.h"

#include <gio/gsettingsbackend.h>
#include <glib/gstdio.h>
#include <string.h>

#define APP_ID "io.github.gatehouse.Gatehouse"
#define CLIENT "dbbf16aa-6045-4b1d-8f56-913ba045e5fb"
#define ID_FORMAT "4b1c3c0e-6f0a-4a53-9c39-3a3c0a8f%04x"
#define API "https://api.mypurecloud.de"
#define LOGIN "https://login.mypurecloud.de"
#define N_EDITS 300

typedef struct
{
  char *folder;
  char *file;
  GSettingsBackend *backend;
  GSettings *settings;
} Fixture;

static GSettings *
open_settings (Fixture *fixture)
{
  return g_settings_new_with_backend (APP_ID, fixture->backend);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("gatehouse-accounts-XXXXXX", NULL);
  fixture->file = g_build_filename (fixture->folder, "settings", NULL);
  fixture->backend = g_keyfile_settings_backend_new (fixture->file, "/", NULL);
  fixture->settings = open_settings (fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->settings);
  g_clear_object (&fixture->backend);
  g_remove (fixture->file);
  g_rmdir (fixture->folder);
  g_free (fixture->file);
  g_free (fixture->folder);
}

static void
store_text (GSettings  *settings,
            const char *text)
{
  g_autoptr (GError) error = NULL;
  GVariant *value = g_variant_parse (G_VARIANT_TYPE ("aa{sv}"), text, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (g_settings_set_value (settings, "accounts", value));
  g_variant_unref (value);
}

static GateAccount *
new_account (const char *label)
{
  GateAccount *account = gate_account_new (GATE_ACCOUNT_BROWSER, API, LOGIN, CLIENT);

  gate_account_set_label (account, label);
  return account;
}

static char *
dup_labels (GateAccounts *accounts)
{
  g_autoptr (GString) labels = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (accounts)); i++)
    {
      g_autoptr (GateAccount) account = g_list_model_get_item (G_LIST_MODEL (accounts), i);

      g_string_append_printf (labels, "%s ", gate_account_get_label (account));
    }
  return g_string_free (g_steal_pointer (&labels), FALSE);
}

static void
assert_labels (GateAccounts *accounts,
               const char   *expected)
{
  g_autofree char *labels = dup_labels (accounts);

  g_assert_cmpstr (labels, ==, expected);
}

static char *
dup_stored (Fixture *fixture)
{
  g_autoptr (GVariant) value = g_settings_get_value (fixture->settings, "accounts");

  return g_variant_print (value, FALSE);
}

static void
test_edits (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GateAccounts) accounts = gate_accounts_new (fixture->settings);
  g_autoptr (GateAccounts) later = NULL;
  g_autoptr (GateAccount) a = new_account ("A");
  g_autoptr (GateAccount) b = new_account ("B");
  g_autoptr (GateAccount) c = new_account ("C");

  gate_accounts_store (accounts, a);
  gate_accounts_store (accounts, b);
  gate_accounts_store (accounts, c);
  assert_labels (accounts, "A B C ");
  g_assert_true (gate_accounts_find (accounts, gate_account_get_id (b)) == b);
  gate_accounts_move (accounts, gate_account_get_id (c), 0);
  assert_labels (accounts, "C A B ");
  gate_accounts_move (accounts, gate_account_get_id (c), 99);
  gate_account_set_label (a, "A2");
  gate_accounts_store (accounts, a);
  gate_accounts_remove (accounts, gate_account_get_id (b));
  gate_accounts_remove (accounts, "unknown");
  assert_labels (accounts, "A2 C ");
  later = gate_accounts_new (fixture->settings);
  assert_labels (later, "A2 C ");
  g_assert_null (gate_accounts_dup_problem (later));
}

/* Two windows, each with settings of its own. */
static void
test_random (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GSettings) other_settings = open_settings (fixture);
  g_autoptr (GateAccounts) one = gate_accounts_new (fixture->settings);
  g_autoptr (GateAccounts) other = gate_accounts_new (other_settings);
  g_autoptr (Shadow) shadow = shadow_new (G_LIST_MODEL (one));
  g_autoptr (Shadow) other_shadow = shadow_new (G_LIST_MODEL (other));
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  for (guint n = 0; n < N_EDITS; n++)
    {
      GateAccounts *window = g_test_rand_int_range (0, 2) == 0 ? one : other;
      guint at = ids->len > 0 ? (guint) g_test_rand_int_range (0, (int) ids->len) : 0;
      guint to = (guint) g_test_rand_int_range (0, 8);
      int what = ids->len == 0 ? 0 : g_test_rand_int_range (0, ids->len > 6 ? 4 : 3);
      g_autofree char *label = g_strdup_printf ("n%u", n);
      g_autoptr (GString) expected = g_string_new (NULL);

      if (what == 0 && ids->len < 8)
        {
          g_autoptr (GateAccount) account = new_account (label);

          gate_accounts_store (window, account);
          g_ptr_array_add (ids, g_strdup (gate_account_get_id (account)));
          g_ptr_array_add (labels, g_steal_pointer (&label));
        }
      else if (what == 1)
        {
          GateAccount *account = gate_accounts_find (window, ids->pdata[at]);

          gate_account_set_label (account, label);
          gate_accounts_store (window, account);
          g_free (labels->pdata[at]);
          labels->pdata[at] = g_steal_pointer (&label);
        }
      else if (what == 2)
        {
          gpointer id = g_ptr_array_steal_index (ids, at);
          gpointer moved = g_ptr_array_steal_index (labels, at);

          gate_accounts_move (window, id, to);
          g_ptr_array_insert (ids, to < ids->len ? (int) to : -1, id);
          g_ptr_array_insert (labels, to < labels->len ? (int) to : -1, moved);
        }
      else
        {
          gate_accounts_remove (window, ids->pdata[at]);
          g_ptr_array_remove_index (ids, at);
          g_ptr_array_remove_index (labels, at);
        }
      for (guint i = 0; i < labels->len; i++)
        g_string_append_printf (expected, "%s ", (char *) labels->pdata[i]);
      assert_labels (one, expected->str);
      assert_labels (other, expected->str);
      shadow_check (shadow);
      shadow_check (other_shadow);
    }
}

#define GOOD(id, label) \
  "{'id':<'4b1c3c0e-6f0a-4a53-9c39-3a3c0a8f" id "'>,'kind':<'browser'>,'api':<'" API \
  "'>,'login':<'" LOGIN "'>,'client-id':<'" CLIENT "'>,'name':<'" label "'>,'extra':<5>}"
#define NEWER "{'id':<'x'>,'kind':<'device-code'>}"

/* Entries that cannot be read stay where they are, byte for byte, through every kind of edit. */
static void
test_unread (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GateAccounts) accounts = NULL;
  g_autoptr (GateAccount) c = new_account ("C");
  g_autofree char *problem = NULL;
  g_autofree char *stored = NULL;
  g_auto (GStrv) parts = NULL;
  GateAccount *a;

  store_text (fixture->settings, "[{}," GOOD ("0001", "A") "," NEWER "," GOOD ("0001", "Twin") ","
                                 GOOD ("0002", "B") ",{'id':<7>}]");
  accounts = gate_accounts_new (fixture->settings);
  assert_labels (accounts, "A B ");
  problem = gate_accounts_dup_problem (accounts);
  g_assert_true (g_str_has_prefix (problem, "4 accounts could not be read. They are left as"));

  a = gate_accounts_find (accounts, "4b1c3c0e-6f0a-4a53-9c39-3a3c0a8f0001");
  gate_account_set_label (a, "A2");
  gate_accounts_store (accounts, a);
  gate_accounts_store (accounts, c);
  gate_accounts_move (accounts, gate_account_get_id (c), 0);
  gate_accounts_remove (accounts, gate_account_get_id (c));
  gate_accounts_move (accounts, gate_account_get_id (a), 5);
  assert_labels (accounts, "B A2 ");
  stored = dup_stored (fixture);
  g_assert_true (g_str_has_prefix (stored, "[{}, {'id': <'x'>, 'kind': <'device-code'>}, {"));
  g_assert_nonnull (strstr (stored, "'name': <'Twin'>"));
  g_assert_nonnull (strstr (stored, "{'id': <7>}"));
  parts = g_strsplit (stored, "'extra': <5>", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, 4);

  gate_accounts_remove (accounts, gate_account_get_id (a));
  assert_labels (accounts, "B ");
}

static void
test_damaged (Fixture      *fixture,
              gconstpointer data)
{
  static const char *const values[] = { "7", "'x'", "[", "@a{sv} {}", "[{'id': 'x'}]", "[{" };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("[io/github/gatehouse/Gatehouse]\naccounts=%s\n", values[i]);
      g_autoptr (GSettingsBackend) backend = NULL;
      g_autoptr (GSettings) settings = NULL;
      g_autoptr (GateAccounts) accounts = NULL;
      g_autoptr (GateAccount) account = new_account ("A");

      g_test_message ("%s", values[i]);
      g_assert_true (g_file_set_contents (fixture->file, text, -1, NULL));
      backend = g_keyfile_settings_backend_new (fixture->file, "/", NULL);
      settings = g_settings_new_with_backend (APP_ID, backend);
      accounts = gate_accounts_new (settings);
      assert_labels (accounts, "");
      gate_accounts_store (accounts, account);
      assert_labels (accounts, "A ");
    }
}

/* More than a person has: the rest is counted, and stays. */
static void
test_many (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("[");
  g_autoptr (GateAccounts) accounts = NULL;
  g_autoptr (GVariant) value = NULL;
  g_autofree char *problem = NULL;

  for (guint i = 0; i < 103; i++)
    {
      g_autofree char *id = g_strdup_printf (ID_FORMAT, i);

      g_string_append_printf (text,
                              "%s{'id':<'%s'>,'kind':<'browser'>,'api':<'" API "'>,'login':<'" LOGIN
                              "'>,'client-id':<'" CLIENT "'>}",
                              i > 0 ? "," : "", id);
    }
  g_string_append_c (text, ']');
  store_text (fixture->settings, text->str);
  accounts = gate_accounts_new (fixture->settings);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (accounts)), ==, 100);
  problem = gate_accounts_dup_problem (accounts);
  g_assert_true (g_str_has_prefix (problem, "3 accounts"));
  gate_accounts_remove (accounts, "4b1c3c0e-6f0a-4a53-9c39-3a3c0a8f0000");
  value = g_settings_get_value (fixture->settings, "accounts");
  g_assert_cmpuint (g_variant_n_children (value), ==, 102);
}

static void
count_cb (guint *n)
{
  *n += 1;
}

static void
test_not_kept (void)
{
  g_autoptr (GSettingsBackend) null_backend = g_null_settings_backend_new ();
  g_autoptr (GSettingsBackend) memory_backend = g_memory_settings_backend_new ();
  g_autoptr (GSettings) read_only = g_settings_new_with_backend (APP_ID, null_backend);
  g_autoptr (GSettings) in_memory = g_settings_new_with_backend (APP_ID, memory_backend);
  GSettings *const cases[] = { NULL, read_only, in_memory };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GateAccounts) accounts = gate_accounts_new (cases[i]);
      g_autoptr (GateAccount) a = new_account ("A");
      g_autoptr (GateAccount) b = new_account ("B");
      g_autofree char *problem = NULL;
      guint n = 0;

      g_signal_connect_swapped (accounts, "notify::problem", G_CALLBACK (count_cb), &n);
      g_object_get (accounts, "problem", &problem, NULL);
      g_assert_null (problem);
      gate_accounts_store (accounts, a);
      gate_accounts_store (accounts, b);
      gate_accounts_move (accounts, gate_account_get_id (b), 0);
      assert_labels (accounts, "B A ");
      g_object_get (accounts, "problem", &problem, NULL);
      g_assert_nonnull (problem);
      g_assert_nonnull (strstr (problem, "forgotten when Gatehouse closes"));
      g_assert_cmpuint (n, ==, 1);
      gate_accounts_remove (accounts, gate_account_get_id (a));
      gate_accounts_remove (accounts, gate_account_get_id (b));
      g_assert_cmpuint (n, ==, 2);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/accounts/edits", Fixture, NULL, set_up, test_edits, tear_down);
  g_test_add ("/accounts/random", Fixture, NULL, set_up, test_random, tear_down);
  g_test_add ("/accounts/unread", Fixture, NULL, set_up, test_unread, tear_down);
  g_test_add ("/accounts/damaged", Fixture, NULL, set_up, test_damaged, tear_down);
  g_test_add ("/accounts/many", Fixture, NULL, set_up, test_many, tear_down);
  g_test_add_func ("/accounts/not-kept", test_not_kept);
  return g_test_run ();
}
