/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Which language a page is in, and that it has all words of it. */

#include "gate-org-phrases.h"
#include "gate-scope-table.h"

#include <string.h>

static void
test_choice (void)
{
  static const struct
  {
    const char *header;
    GateOrgLanguage language;
  } rows[] = {
    { NULL, GATE_ORG_ENGLISH },
    { "", GATE_ORG_ENGLISH },
    { "en", GATE_ORG_ENGLISH },
    { "de", GATE_ORG_GERMAN },
    { "DE", GATE_ORG_GERMAN },
    { "de-AT", GATE_ORG_GERMAN },
    { "de-DE,de;q=0.9,en;q=0.8", GATE_ORG_GERMAN },
    { "en-GB,en;q=0.9,de;q=0.8", GATE_ORG_ENGLISH },
    { "fr-FR, de;q=0.5, en;q=0.4", GATE_ORG_GERMAN },
    { "fr, es;q=0.5", GATE_ORG_ENGLISH },
    { "*", GATE_ORG_ENGLISH },
    { "de;q=0", GATE_ORG_ENGLISH },
    { "de;q=0.000, en;q=0.001", GATE_ORG_ENGLISH },
    { "en;q=0.3 , de ; q=0.31", GATE_ORG_GERMAN },
    { "de;q=1.000", GATE_ORG_GERMAN },
    /* What cannot be read counts for nothing (H83). */
    { "de;q=NaN", GATE_ORG_ENGLISH },
    { "de;q=", GATE_ORG_ENGLISH },
    { "de;q=2", GATE_ORG_ENGLISH },
    { "de;q=1.5", GATE_ORG_ENGLISH },
    { "de;q=-1", GATE_ORG_ENGLISH },
    { "de;q=0.1234", GATE_ORG_ENGLISH },
    { "de;x=1", GATE_ORG_ENGLISH },
    { "den", GATE_ORG_ENGLISH },
    { "d", GATE_ORG_ENGLISH },
    { ";;;,,,;q", GATE_ORG_ENGLISH },
  };
  g_autofree char *long_header = g_strnfill (64 * 1024, ',');

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].header);
      g_assert_cmpint (gate_org_language_choose (rows[i].header), ==, rows[i].language);
    }
  g_assert_cmpint (gate_org_language_choose (long_header), ==, GATE_ORG_ENGLISH);
}

/* Every phrase exists in every language, with the same places to fill in and without markup. */
static void
test_phrases (void)
{
  for (int phrase = GATE_ORG_PHRASE_NONE + 1; phrase < GATE_ORG_N_PHRASES; phrase++)
    for (int language = 0; language < GATE_ORG_N_LANGUAGES; language++)
      {
        const char *english = gate_org_phrases_get (GATE_ORG_ENGLISH, (GateOrgPhrase) phrase);
        const char *text =
            gate_org_phrases_get ((GateOrgLanguage) language, (GateOrgPhrase) phrase);

        g_test_message ("%d: %s", phrase, text);
        g_assert_nonnull (text);
        g_assert_cmpuint (strlen (text), >, 0);
        g_assert_true (g_utf8_validate (text, -1, NULL));
        g_assert_null (strpbrk (text, "<>&\""));
        /* A phrase that is not translated is shown in English. */
        if (language != GATE_ORG_ENGLISH && phrase != GATE_ORG_PHRASE_ADMIN)
          g_assert_cmpstr (text, !=, english);
        g_assert_cmpint (strstr (text, "{1}") != NULL, ==, strstr (english, "{1}") != NULL);
        g_assert_cmpint (strstr (text, "{2}") != NULL, ==, strstr (english, "{2}") != NULL);
      }
}

static void
test_fill (void)
{
  g_autofree char *both =
      gate_org_phrases_fill (GATE_ORG_GERMAN, GATE_ORG_PHRASE_LOG_IN_TO, "{2}", "{1}");
  g_autofree char *none =
      gate_org_phrases_fill (GATE_ORG_ENGLISH, GATE_ORG_PHRASE_WAIT, NULL, NULL);

  g_assert_cmpstr (both, ==, "Melden Sie sich bei {1} an, um mit {2} fortzufahren.");
  g_assert_null (strchr (none, '{'));
}

static void
test_scopes (void)
{
  for (guint i = 0; i < gate_scope_table_size (); i++)
    {
      const GateScopeFact *fact = gate_scope_table_get (i);
      const char *english = gate_org_phrases_get_scope (GATE_ORG_ENGLISH, fact->id);
      const char *german = gate_org_phrases_get_scope (GATE_ORG_GERMAN, fact->id);

      g_test_message ("%s", fact->id);
      g_assert_cmpstr (english, ==, fact->description);
      g_assert_nonnull (german);
      g_assert_cmpstr (german, !=, english);
    }
  g_assert_null (gate_org_phrases_get_scope (GATE_ORG_ENGLISH, "moon"));
  g_assert_null (gate_org_phrases_get_scope (GATE_ORG_GERMAN, "moon"));
}

static void
test_durations (void)
{
  static const struct
  {
    gint64 seconds;
    const char *english;
    const char *german;
  } rows[] = {
    { 300, "5 minutes", "5 Minuten" },   { 60, "1 minute", "1 Minute" },
    { 3600, "1 hour", "1 Stunde" },      { 28800, "8 hours", "8 Stunden" },
    { 86400, "1 day", "1 Tag" },         { 172800, "2 days", "2 Tage" },
    { 5400, "90 minutes", "90 Minuten" }, { 90000, "25 hours", "25 Stunden" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *english = gate_org_phrases_dup_duration (GATE_ORG_ENGLISH, rows[i].seconds);
      g_autofree char *german = gate_org_phrases_dup_duration (GATE_ORG_GERMAN, rows[i].seconds);

      g_assert_cmpstr (english, ==, rows[i].english);
      g_assert_cmpstr (german, ==, rows[i].german);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/language/choice", test_choice);
  g_test_add_func ("/language/phrases", test_phrases);
  g_test_add_func ("/language/fill", test_fill);
  g_test_add_func ("/language/scopes", test_scopes);
  g_test_add_func ("/language/durations", test_durations);
  return g_test_run ();
}
