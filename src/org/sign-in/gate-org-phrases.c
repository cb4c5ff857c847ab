/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The language is the browser's, of whom there may be several at once; the translations that a
 * process has are for one language only. So the pages have their own words. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-phrases.h"

#include "gate-org-phrase-types.h"
#include "gate-org-resources.h"
#include "gate-scope-table.h"

#include <string.h>

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

#define WORDS_PATH "/io/github/gatehouse/org/pages.ini"

static GKeyFile *
load_words (void)
{
  g_autoptr (GKeyFile) words = g_key_file_new ();
  g_autoptr (GBytes) bytes = g_resource_lookup_data (gate_org_get_resource (), WORDS_PATH,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;

  if (!g_key_file_load_from_bytes (words, bytes, G_KEY_FILE_KEEP_TRANSLATIONS, &error))
    g_error ("%s: %s", WORDS_PATH, error->message);
  return g_steal_pointer (&words);
}

/* The words are part of the program; they are read once and never change. */
static const char *
find_words (const char     *group,
            const char     *key,
            GateOrgLanguage language)
{
  static gsize words = 0;
  g_autofree char *text = NULL;

  if (g_once_init_enter (&words))
    g_once_init_leave (&words, GPOINTER_TO_SIZE (load_words ()));
  text = g_key_file_get_locale_string (GSIZE_TO_POINTER (words), group, key,
                                       gate_org_language_get_tag (language), NULL);
  return g_intern_string (text);
}

/**
 * gate_org_phrases_get:
 * @language: a language
 * @phrase: a phrase
 *
 * Returns: the phrase in that language, with its placeholders
 */
const char *
gate_org_phrases_get (GateOrgLanguage language,
                      GateOrgPhrase   phrase)
{
  g_autoptr (GEnumClass) phrases = g_type_class_ref (GATE_TYPE_ORG_PHRASE);
  const GEnumValue *value = g_enum_get_value (phrases, (int) phrase);

  return phrase != GATE_ORG_PHRASE_NONE ? find_words ("pages", value->value_nick, language) : "";
}

/**
 * gate_org_phrases_fill:
 * @language: a language
 * @phrase: a phrase
 * @first: (nullable): what `{1}` stands for
 * @second: (nullable): what `{2}` stands for
 *
 * A placeholder inside of @first or @second is not filled in.
 *
 * Returns: (transfer full): the phrase
 */
char *
gate_org_phrases_fill (GateOrgLanguage language,
                       GateOrgPhrase   phrase,
                       const char     *first,
                       const char     *second)
{
  GString *out = g_string_new (NULL);

  for (const char *p = gate_org_phrases_get (language, phrase); *p != '\0';)
    if (p[0] == '{' && (p[1] == '1' || p[1] == '2') && p[2] == '}')
      {
        const char *value = p[1] == '1' ? first : second;

        g_string_append (out, value != NULL ? value : "");
        p += 3;
      }
    else
      g_string_append_c (out, *p++);
  return g_string_free (out, FALSE);
}

/**
 * gate_org_phrases_dup_duration:
 * @language: a language
 * @seconds: a duration of at least a minute
 *
 * Returns: (transfer full): the duration in the largest unit that says it exactly, minutes at worst
 */
char *
gate_org_phrases_dup_duration (GateOrgLanguage language,
                               gint64          seconds)
{
  static const struct
  {
    gint64 unit;
    GateOrgPhrase one;
    GateOrgPhrase many;
  } units[] = {
    { DAY, GATE_ORG_PHRASE_DAY, GATE_ORG_PHRASE_DAYS },
    { HOUR, GATE_ORG_PHRASE_HOUR, GATE_ORG_PHRASE_HOURS },
    { MINUTE, GATE_ORG_PHRASE_MINUTE, GATE_ORG_PHRASE_MINUTES },
  };
  g_autofree char *count = NULL;
  guint i = 0;

  while (i + 1 < G_N_ELEMENTS (units) && (seconds < units[i].unit || seconds % units[i].unit != 0))
    i++;
  count = g_strdup_printf ("%" G_GINT64_FORMAT, seconds / units[i].unit);
  return gate_org_phrases_fill (language,
                                strcmp (count, "1") == 0 ? units[i].one : units[i].many,
                                count, NULL);
}

/**
 * gate_org_phrases_get_scope:
 * @language: a language
 * @scope: a scope
 *
 * Returns: (nullable): what it opens, in a sentence; %NULL for an unknown scope
 */
const char *
gate_org_phrases_get_scope (GateOrgLanguage language,
                            const char     *scope)
{
  const GateScopeFact *fact = gate_scope_table_find (scope);

  if (language == GATE_ORG_GERMAN)
    return find_words ("scopes", scope, GATE_ORG_GERMAN);
  return fact != NULL ? fact->description : NULL;
}
