/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-sample-words.h"

#include <string.h>

static const GateOrgSampleWords english = {
  .language = "en",
  .kind = "An external application",
  .sign_in = "Sign In",
  .sign_in_other = "Sign In as Somebody Else",
  .call_again = "Call Again",
  .refresh = "Refresh Tokens",
  .sign_out = "Sign Out",
  .about = "This application wants to know who you are. It does not see your password: you sign in "
           "at your organization, which decides what the application may do.",
  .over = "The access of this application may have ended. Sign in to ask for it again.",
  .signed_in = "Signed in as",
  .signed_in_unknown = "Signed in",
  .scopes = "Scopes it got",
  .scopes_as_asked = "all that it asked for",
  .until = "Access until",
  .refreshed = "Times refreshed",
  .client = "Client ID",
  .public_client = "Public client with PKCE: it keeps no secret",
  .confidential_client = "Confidential client: it has a secret of its own",
  .answer = "What the API answered",
  .error = "What went wrong",
  .error_note = "This is what the application was told.",
  .sign_out_note = "Sign Out ends the access of this application. The sign-in at your organization "
                   "goes on in this browser until you end it there:",
  .sign_out_there = "Sign out at the organization",
  .index = "External applications",
  .index_note = "They stand for applications of others that ask for access to the organization.",
  .refused = "This does not work",
  .back = "Back to the application",
};

static const GateOrgSampleWords german = {
  .language = "de",
  .kind = "Eine externe Anwendung",
  .sign_in = "Anmelden",
  .sign_in_other = "Als jemand anders anmelden",
  .call_again = "Erneut aufrufen",
  .refresh = "Token erneuern",
  .sign_out = "Abmelden",
  .about = "Diese Anwendung möchte wissen, wer Sie sind. Ihr Passwort sieht sie nicht: Sie melden "
           "sich bei Ihrer Organisation an, und die entscheidet, was die Anwendung darf.",
  .over = "Der Zugriff dieser Anwendung ist möglicherweise beendet. Melden Sie sich an, um erneut "
          "darum zu bitten.",
  .signed_in = "Angemeldet als",
  .signed_in_unknown = "Angemeldet",
  .scopes = "Erhaltene Scopes",
  .scopes_as_asked = "alle, um die sie gebeten hat",
  .until = "Zugriff bis",
  .refreshed = "Erneuert",
  .client = "Client-ID",
  .public_client = "Öffentlicher Client mit PKCE: Er hat kein Geheimnis",
  .confidential_client = "Vertraulicher Client: Er hat ein eigenes Geheimnis",
  .answer = "Was die API geantwortet hat",
  .error = "Was schiefgegangen ist",
  .error_note = "Das wurde der Anwendung mitgeteilt.",
  .sign_out_note = "„Abmelden“ beendet den Zugriff dieser Anwendung. Die Anmeldung bei Ihrer "
                   "Organisation gilt in diesem Browser weiter, bis Sie sie dort beenden:",
  .sign_out_there = "Bei der Organisation abmelden",
  .index = "Externe Anwendungen",
  .index_note = "Sie stehen für Anwendungen anderer, die um Zugriff auf die Organisation bitten.",
  .refused = "Das geht nicht",
  .back = "Zurück zur Anwendung",
};

/* How much a language range of the header is wanted (RFC 9110, section 12.4.2), in thousandths. */
static int
get_weight (const char *range)
{
  const char *weight = strstr (range, ";q=");

  if (weight == NULL)
    return 1000;
  return (int) (CLAMP (g_ascii_strtod (weight + strlen (";q="), NULL), 0, 1) * 1000);
}

static gboolean
is_of (const char *range,
       const char *language)
{
  gsize length = strlen (language);

  return g_ascii_strncasecmp (range, language, length) == 0 && !g_ascii_isalnum (range[length]);
}

/**
 * gate_org_sample_words_choose:
 * @accept_language: (nullable): the field of that name
 *
 * Returns: German where it is wanted more than English, else English
 */
const GateOrgSampleWords *
gate_org_sample_words_choose (const char *accept_language)
{
  g_auto (GStrv) ranges = g_strsplit (accept_language != NULL ? accept_language : "", ",", 32);
  int wanted_german = 0;
  int wanted_english = 0;

  for (gsize i = 0; ranges[i] != NULL; i++)
    {
      const char *range = g_strstrip (ranges[i]);

      /* Of two equal weights the first in the list counts. */
      if (is_of (range, "de"))
        wanted_german = MAX (wanted_german, 2 * get_weight (range) + (wanted_english == 0));
      else if (is_of (range, "en"))
        wanted_english = MAX (wanted_english, 2 * get_weight (range) + (wanted_german == 0));
    }
  return wanted_german > wanted_english ? &german : &english;
}
