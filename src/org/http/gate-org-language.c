/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-language.h"

#include <string.h>

#define MAX_RANGES 32
#define BEST_WEIGHT 1000

static const char *const tags[GATE_ORG_N_LANGUAGES] = {
  [GATE_ORG_ENGLISH] = "en",
  [GATE_ORG_GERMAN] = "de",
};

/* RFC 9110, section 12.4.2, in thousandths; -1 for a text that is not a weight. */
static int
parse_weight (const char *text)
{
  int weight;

  if (text[0] != '0' && text[0] != '1')
    return -1;
  weight = (text[0] - '0') * BEST_WEIGHT;
  if (text[1] == '\0')
    return weight;
  if (text[1] != '.' || strlen (text) > strlen ("0.000"))
    return -1;
  for (int i = 2, step = BEST_WEIGHT / 10; text[i] != '\0'; i++, step /= 10)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      weight += (text[i] - '0') * step;
    }
  return weight <= BEST_WEIGHT ? weight : -1;
}

/* The weight of one range such as "de-AT;q=0.8", which is taken apart. */
static int
take_weight (char *range)
{
  char *semicolon = strchr (range, ';');
  char *parameter;

  if (semicolon == NULL)
    return BEST_WEIGHT;
  *semicolon = '\0';
  g_strchomp (range);
  parameter = g_strstrip (semicolon + 1);
  if (g_ascii_strncasecmp (parameter, "q=", 2) != 0)
    return -1;
  return parse_weight (parameter + 2);
}

static gboolean
is_tag (const char *range,
        const char *tag)
{
  gsize length = strlen (tag);

  return g_ascii_strncasecmp (range, tag, length) == 0 &&
         (range[length] == '\0' || range[length] == '-');
}

/**
 * gate_org_language_choose:
 * @accept_language: (nullable): the header as it came
 *
 * Returns: the language that the browser likes best of those there are (RFC 9110, section 12.5.4);
 *   English when it says nothing that can be read
 */
GateOrgLanguage
gate_org_language_choose (const char *accept_language)
{
  g_auto (GStrv) ranges = NULL;
  GateOrgLanguage best = GATE_ORG_ENGLISH;
  int best_weight = 0;

  if (accept_language == NULL)
    return best;
  ranges = g_strsplit (accept_language, ",", MAX_RANGES + 1);
  for (guint i = 0; ranges[i] != NULL && i < MAX_RANGES; i++)
    {
      char *range = g_strstrip (ranges[i]);
      int weight = take_weight (range);

      for (int language = 0; language < GATE_ORG_N_LANGUAGES; language++)
        if (weight > best_weight && is_tag (range, tags[language]))
          {
            best = (GateOrgLanguage) language;
            best_weight = weight;
          }
    }
  return best;
}

/**
 * gate_org_language_get_tag:
 * @language: a language
 *
 * Returns: its tag (RFC 5646), e.g. "de"
 */
const char *
gate_org_language_get_tag (GateOrgLanguage language)
{
  return tags[language];
}
