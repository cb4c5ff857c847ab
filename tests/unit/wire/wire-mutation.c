/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Each value of each golden body is replaced in turn by values that do not belong there. Whatever
 * comes of it is a clean refusal or a model that can be written and read again without a change. */

#include "wire-golden.h"

#include "gate-error.h"

#include <string.h>

typedef struct
{
  gsize start;
  gsize end;
} Span;

/* The golden bodies are valid and compact, so a value ends where its brackets or quotes do. */
static gsize
find_spans (const char *text,
            gsize       at,
            GArray     *spans)
{
  Span span = { at, at };
  char open = text[at];
  guint index = spans->len;

  g_array_append_val (spans, span);
  if (open == '"')
    {
      for (at++; text[at] != '"'; at++)
        if (text[at] == '\\')
          at++;
      at++;
    }
  else if (open == '{' || open == '[')
    {
      while (text[at] != (open == '{' ? '}' : ']'))
        {
          at++;
          if (text[at] == '}' || text[at] == ']')
            continue;
          if (open == '{')
            at = strchr (text + at + 1, '"') - text + 2;
          at = find_spans (text, at, spans);
        }
      at++;
    }
  else
    at += strcspn (text + at, ",]}");
  g_array_index (spans, Span, index).end = at;
  return at;
}

static char *
new_long_string (gsize length)
{
  g_autoptr (GString) text = g_string_new ("\"");

  for (gsize i = 0; i < length; i++)
    g_string_append_c (text, (char) ('a' + i % 26));
  return g_string_free (g_string_append_c (g_steal_pointer (&text), '"'), FALSE);
}

static char *
new_nested (guint depth)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, ']');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GPtrArray *
new_mutants (void)
{
  static const char *const plain[] = {
    "null",
    "true",
    "false",
    "-1",
    "0",
    "25.0",
    "1e5",
    "9223372036854775807",
    "18446744073709551616",
    "1e400",
    "\"\"",
    "\"  \\t\"",
    "\"%s%n%s\"",
    "\"../..%2f\\u202e\"",
    "\"a\\u0000b\"",
    "\"2026-02-30T00:00:00Z\"",
    "\"\xff\"",
    "[]",
    "{}",
    "[null]",
    "[\"a b\",\"a\",\"a\",\"\",7]",
    "{\"id\":{},\"name\":[]}",
    "{\"id\":\"x\",\"id\":\"y\"}",
    "",
  };
  GPtrArray *mutants = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    g_ptr_array_add (mutants, g_strdup (plain[i]));
  g_ptr_array_add (mutants, new_long_string (64 * 1024));
  g_ptr_array_add (mutants, new_nested (20));
  g_ptr_array_add (mutants, new_nested (40));
  return mutants;
}

/* Returns whether the text was accepted. */
static gboolean
check (const Golden *golden,
       const char   *text,
       gsize         length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) once = golden->rewrite (text, length, &error);
  g_autoptr (GBytes) twice = NULL;
  gsize size = 0;

  if (once == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == GATE_ERROR);
      g_assert_cmpuint (strlen (error->message), >, 0);
      g_assert_cmpuint (strlen (error->message), <, 1000);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return FALSE;
    }
  g_assert_no_error (error);
  g_assert_true (g_utf8_validate (g_bytes_get_data (once, &size), g_bytes_get_size (once), NULL));
  twice = golden->rewrite (g_bytes_get_data (once, NULL), size, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (once, NULL), size, g_bytes_get_data (twice, NULL),
                   g_bytes_get_size (twice));
  return TRUE;
}

static void
test_mutation (gconstpointer data)
{
  const Golden *golden = data;
  g_autoptr (GPtrArray) mutants = new_mutants ();
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (Span));
  guint n_accepted = 0;

  g_assert_cmpuint (find_spans (golden->text, 0, spans), ==, strlen (golden->text));
  for (guint i = 0; i < spans->len; i++)
    for (guint k = 0; k < mutants->len; k++)
      {
        const Span *span = &g_array_index (spans, Span, i);
        g_autoptr (GString) text = g_string_new_len (golden->text, (gssize) span->start);

        g_string_append (text, g_ptr_array_index (mutants, k));
        g_string_append (text, golden->text + span->end);
        n_accepted += check (golden, text->str, text->len);
      }
  g_test_message ("%s: %u of %u accepted", golden->name, n_accepted, spans->len * mutants->len);
  g_assert_cmpuint (n_accepted, >, 0);
}

static void
test_truncation (gconstpointer data)
{
  const Golden *golden = data;
  gsize length = strlen (golden->text);

  for (gsize n = 0; n < length; n++)
    {
      gboolean accepted = check (golden, golden->text, n);

      /* An error body that cannot be read still is an error of its status. */
      g_assert_true (!accepted || g_str_equal (golden->name, "problem"));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < n_golden_bodies; i++)
    {
      const Golden *golden = &golden_bodies[i];
      g_autofree char *mutation = g_strconcat ("/wire/mutation/", golden->name, NULL);
      g_autofree char *truncation = g_strconcat ("/wire/truncation/", golden->name, NULL);

      g_test_add_data_func (mutation, golden, test_mutation);
      g_test_add_data_func (truncation, golden, test_truncation);
    }
  return g_test_run ();
}
