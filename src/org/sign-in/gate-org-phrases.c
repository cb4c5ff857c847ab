/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The language is the browser's, of whom there may be several at once; the translations that a
 * process has are for one language only. So the pages have their own words. */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-phrases.h"

#include "gate-org-scope-table-de.h"
#include "gate-scope-table.h"

#include <string.h>

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

typedef const char *Texts[GATE_ORG_N_LANGUAGES];

/* clang-format off */
static const Texts phrases[GATE_ORG_N_PHRASES] = {
  [GATE_ORG_PHRASE_NONE] = { "", "" },
  [GATE_ORG_PHRASE_LOCAL_ORGANIZATION] = {
    "Local organization, for practice",
    "Lokale Organisation, zum Üben" },
  [GATE_ORG_PHRASE_FAULTS] = {
    "Training faults can be switched on here: answers may be late or wrong on purpose.",
    "Hier lassen sich Übungsfehler einschalten: Antworten können absichtlich verspätet oder falsch "
    "sein." },

  [GATE_ORG_PHRASE_LOG_IN] = { "Log In", "Anmelden" },
  [GATE_ORG_PHRASE_LOG_IN_TO] = {
    "To continue to {1}, log in to {2}.",
    "Melden Sie sich bei {2} an, um mit {1} fortzufahren." },
  [GATE_ORG_PHRASE_USER_NAME] = { "User name or e-mail", "Benutzername oder E-Mail" },
  [GATE_ORG_PHRASE_PASSWORD] = { "Password", "Passwort" },
  [GATE_ORG_PHRASE_WRONG_LOGIN] = {
    "User name and password do not match. Check both and try again.",
    "Benutzername und Passwort passen nicht zusammen. Prüfen Sie beides und versuchen Sie es noch "
    "einmal." },
  [GATE_ORG_PHRASE_WAIT] = {
    "There were too many failed attempts. Try again in {1} s.",
    "Es gab zu viele Fehlversuche. Versuchen Sie es in {1} s noch einmal." },
  [GATE_ORG_PHRASE_MISSING_NAME] = {
    "Enter your user name or e-mail address.",
    "Geben Sie Ihren Benutzernamen oder Ihre E-Mail-Adresse ein." },
  [GATE_ORG_PHRASE_MISSING_PASSWORD] = {
    "Enter your password.", "Geben Sie Ihr Passwort ein." },
  [GATE_ORG_PHRASE_WHERE_PASSWORD] = {
    "All people of this organization share one password. Gatehouse shows it beside Launch.",
    "Alle Personen dieser Organisation haben dasselbe Passwort. Gatehouse zeigt es neben „Launch“ "
    "an." },

  [GATE_ORG_PHRASE_CONSENT_TITLE] = {
    "{1} asks for access to {2}", "{1} möchte Zugriff auf {2}" },
  [GATE_ORG_PHRASE_CONSENT_FOR_ALL] = {
    "What you allow here applies to everybody in {1} who uses this application.",
    "Was Sie hier erlauben, gilt für alle in {1}, die diese Anwendung nutzen." },
  [GATE_ORG_PHRASE_CONSENT_AGAIN] = {
    "This application’s authorization was revoked. Allowing it authorizes the application again.",
    "Die Autorisierung dieser Anwendung wurde widerrufen. Mit „Erlauben“ wird sie wieder "
    "autorisiert." },
  [GATE_ORG_PHRASE_WHO_ASKS] = { "Who asks", "Wer anfragt" },
  [GATE_ORG_PHRASE_APPLICATION] = { "Application", "Anwendung" },
  [GATE_ORG_PHRASE_CLIENT_ID] = { "Client ID", "Client-ID" },
  [GATE_ORG_PHRASE_OWNER] = { "Owner", "Inhaber" },
  [GATE_ORG_PHRASE_OWNER_SELF] = {
    "{1}: one of this organization’s clients", "{1}: ein Client dieser Organisation" },
  [GATE_ORG_PHRASE_OWNER_BUILT_IN] = { "{1}: built-in", "{1}: eingebaut" },
  [GATE_ORG_PHRASE_OWNER_FOREIGN] = {
    "{1}: not one of this organization’s clients", "{1}: kein Client dieser Organisation" },
  [GATE_ORG_PHRASE_ORGANIZATION] = { "For the organization", "Für die Organisation" },
  [GATE_ORG_PHRASE_RETURNS_TO] = { "Returns to", "Führt zurück zu" },
  [GATE_ORG_PHRASE_RETURNS_TO_DEVICE] = {
    "an application on this device ({1})", "einer Anwendung auf diesem Gerät ({1})" },
  [GATE_ORG_PHRASE_LIFETIME] = { "Access token lives for", "Zugriffstoken gilt" },
  [GATE_ORG_PHRASE_SIGNED_IN_AS] = { "Signed in as", "Angemeldet als" },
  [GATE_ORG_PHRASE_SCOPES] = { "Scopes it asks for", "Angefragte Scopes" },
  [GATE_ORG_PHRASE_SCOPES_ADMIN] = {
    "Scopes it asks for, {1} of them to administer",
    "Angefragte Scopes, {1} davon zur Administration" },
  [GATE_ORG_PHRASE_SCOPES_HINT] = {
    "Untick what it does not need. When in doubt, ask the application’s developer.",
    "Entfernen Sie, was nicht nötig ist. Fragen Sie im Zweifel die Entwickler der Anwendung." },
  [GATE_ORG_PHRASE_NO_SCOPES] = {
    "The application asks for no scopes: it learns who you are and nothing else.",
    "Die Anwendung fragt keine Scopes an: Sie erfährt, wer Sie sind, und sonst nichts." },
  [GATE_ORG_PHRASE_NOTHING_TICKED] = {
    "Tick at least one scope, or deny the request.",
    "Wählen Sie mindestens einen Scope, oder lehnen Sie die Anfrage ab." },
  [GATE_ORG_PHRASE_READ_ONLY] = { "Read-only", "Nur lesen" },
  [GATE_ORG_PHRASE_CHANGE] = { "Can change data", "Kann Daten ändern" },
  [GATE_ORG_PHRASE_ADMIN] = { "Admin", "Admin" },
  [GATE_ORG_PHRASE_UNKNOWN] = { "Unknown", "Unbekannt" },
  [GATE_ORG_PHRASE_LET_READ_ONLY] = {
    "Read-only instead: {1}", "Stattdessen nur lesen: {1}" },
  [GATE_ORG_PHRASE_NOT_IN_TABLE] = {
    "Nobody says what this scope opens", "Was dieser Scope öffnet, ist nicht bekannt" },
  [GATE_ORG_PHRASE_HOW_TO_REVOKE] = {
    "You can take this back at any time: in Gatehouse, under Applications, choose Revoke "
    "Authorization. Tokens end at once.",
    "Sie können das jederzeit zurücknehmen: in Gatehouse unter „Applications“ mit „Revoke "
    "Authorization“. Alle Tokens enden sofort." },
  [GATE_ORG_PHRASE_TOO_SOON] = {
    "Allow was pressed before this page could be read, so nothing has been allowed. Read it, then "
    "press Allow.",
    "„Erlauben“ wurde gedrückt, bevor diese Seite gelesen werden konnte. Es wurde nichts erlaubt. "
    "Lesen Sie die Seite, und drücken Sie dann „Erlauben“." },
  [GATE_ORG_PHRASE_ALLOW] = { "Allow", "Erlauben" },
  [GATE_ORG_PHRASE_DENY] = { "Deny", "Ablehnen" },

  [GATE_ORG_PHRASE_CONFIRM_TITLE] = { "Continue to {1}?", "Weiter zu {1}?" },
  [GATE_ORG_PHRASE_CONFIRM_TEXT] = {
    "{1} is approved in {2}. It will act in your name.",
    "{1} ist in {2} zugelassen. Die Anwendung handelt in Ihrem Namen." },
  [GATE_ORG_PHRASE_WHAT_IT_MAY] = { "What it may do", "Was sie darf" },

  [GATE_ORG_PHRASE_DENIED_TITLE] = {
    "An administrator is required to approve this application",
    "Ein Administrator muss diese Anwendung zulassen" },
  [GATE_ORG_PHRASE_DENIED_TEXT] = {
    "{1} is not authorized in {2}, and you may not authorize it.",
    "{1} ist in {2} nicht autorisiert, und Sie dürfen die Anwendung nicht autorisieren." },
  [GATE_ORG_PHRASE_DENIED_REVOKED] = {
    "An administrator has revoked the authorization of this application.",
    "Die Autorisierung dieser Anwendung wurde von einem Administrator widerrufen." },
  [GATE_ORG_PHRASE_MISSING_PERMISSION] = { "Missing permission", "Fehlendes Recht" },
  [GATE_ORG_PHRASE_DENIED_REQUESTED] = {
    "Your request is noted: administrators find it in Gatehouse under Pending.",
    "Ihre Anfrage ist vermerkt: Administratoren finden sie in Gatehouse unter „Pending“." },
  [GATE_ORG_PHRASE_DENIED_NEXT] = {
    "Ask an administrator, then open the application again. Tell them the client ID.",
    "Bitten Sie einen Administrator, und öffnen Sie die Anwendung danach noch einmal. Nennen Sie "
    "die Client-ID." },
  [GATE_ORG_PHRASE_BUILT_IN_REVOKED_TITLE] = {
    "This application is switched off", "Diese Anwendung ist abgeschaltet" },
  [GATE_ORG_PHRASE_BUILT_IN_REVOKED_TEXT] = {
    "{1} is revoked in {2}, for everybody, administrators included. An administrator can authorize "
    "it again in Gatehouse.",
    "{1} ist in {2} für alle widerrufen, auch für Administratoren. Ein Administrator kann die "
    "Anwendung in Gatehouse wieder autorisieren." },
  [GATE_ORG_PHRASE_ROLE_TITLE] = {
    "Your roles do not include this application",
    "Ihre Rollen schließen diese Anwendung nicht ein" },
  [GATE_ORG_PHRASE_ROLE_TEXT] = {
    "{1} is limited to certain roles in {2}, and you hold none of them. Ask an administrator.",
    "{1} ist in {2} auf bestimmte Rollen beschränkt, und Sie haben keine davon. Fragen Sie einen "
    "Administrator." },
  [GATE_ORG_PHRASE_BACK] = { "Back to the Application", "Zurück zur Anwendung" },
  [GATE_ORG_PHRASE_SWITCH] = { "Log In as Somebody Else", "Als jemand anderes anmelden" },

  [GATE_ORG_PHRASE_ERROR_TITLE] = { "This did not work", "Das hat nicht funktioniert" },
  [GATE_ORG_PHRASE_ERROR_CLIENT] = {
    "The application that sent you here is not known, or it wants you sent to an address that is "
    "not registered for it.",
    "Die Anwendung, von der Sie kommen, ist nicht bekannt, oder sie will Sie zu einer Adresse "
    "schicken, die für sie nicht eingetragen ist." },
  [GATE_ORG_PHRASE_ERROR_PARAMETERS] = {
    "The application’s request cannot be read: a parameter is repeated, too long or not text.",
    "Die Anfrage der Anwendung ist nicht lesbar: Ein Parameter ist doppelt, zu lang oder kein "
    "Text." },
  [GATE_ORG_PHRASE_ERROR_MEDIA_TYPE] = {
    "A form was sent in a way that is not served here.",
    "Ein Formular wurde auf eine Weise gesendet, die hier nicht bedient wird." },
  [GATE_ORG_PHRASE_ERROR_OVER] = {
    "This page is no longer good: it was answered already, is older than ten minutes, or belongs "
    "to another browser or login.",
    "Diese Seite gilt nicht mehr: Sie wurde schon beantwortet, ist älter als zehn Minuten oder "
    "gehört zu einem anderen Browser oder einer anderen Anmeldung." },
  [GATE_ORG_PHRASE_ERROR_FORM] = {
    "The form cannot be read: a field is missing, repeated, too long or not text.",
    "Das Formular ist nicht lesbar: Ein Feld fehlt, ist doppelt, zu lang oder kein Text." },
  [GATE_ORG_PHRASE_ERROR_ELSEWHERE] = {
    "The form did not come from a page of this organization, so nothing was done.",
    "Das Formular kam nicht von einer Seite dieser Organisation, deshalb wurde nichts getan." },
  [GATE_ORG_PHRASE_ERROR_LOGOUT] = {
    "You are logged out. The address to go on to is not registered for the application.",
    "Sie sind abgemeldet. Die Adresse, zu der es weitergehen soll, ist für die Anwendung nicht "
    "eingetragen." },
  [GATE_ORG_PHRASE_ERROR_NOT_FOUND] = {
    "There is nothing at this address.", "Unter dieser Adresse gibt es nichts." },
  [GATE_ORG_PHRASE_ERROR_METHOD] = {
    "This page cannot be opened in this way.", "Diese Seite lässt sich so nicht öffnen." },
  [GATE_ORG_PHRASE_ERROR_OURS] = {
    "The organization could not do this. Nothing was changed.",
    "Die Organisation konnte das nicht ausführen. Es wurde nichts geändert." },
  [GATE_ORG_PHRASE_ERROR_TOO_LONG] = {
    "What was sent is too long.", "Was gesendet wurde, ist zu lang." },
  [GATE_ORG_PHRASE_START_AGAIN] = {
    "Go back to the application and start again from there. If this happens again, tell its "
    "developer.",
    "Gehen Sie zurück zur Anwendung und beginnen Sie dort noch einmal. Wenn das wieder geschieht, "
    "sagen Sie es den Entwicklern." },
  [GATE_ORG_PHRASE_CORRELATION] = { "Correlation ID", "Korrelations-ID" },

  [GATE_ORG_PHRASE_LOGGED_OUT] = { "You Are Logged Out", "Sie sind abgemeldet" },
  [GATE_ORG_PHRASE_LOGGED_OUT_TEXT] = {
    "This browser’s login to {1} has ended. Applications keep the access they have until it runs "
    "out or is revoked.",
    "Die Anmeldung dieses Browsers bei {1} ist beendet. Anwendungen behalten ihren Zugriff, bis er "
    "abläuft oder widerrufen wird." },

  [GATE_ORG_PHRASE_DAY] = { "1 day", "1 Tag" },
  [GATE_ORG_PHRASE_DAYS] = { "{1} days", "{1} Tage" },
  [GATE_ORG_PHRASE_HOUR] = { "1 hour", "1 Stunde" },
  [GATE_ORG_PHRASE_HOURS] = { "{1} hours", "{1} Stunden" },
  [GATE_ORG_PHRASE_MINUTE] = { "1 minute", "1 Minute" },
  [GATE_ORG_PHRASE_MINUTES] = { "{1} minutes", "{1} Minuten" },
};
/* clang-format on */

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
  return phrases[phrase][language];
}

/**
 * gate_org_phrases_fill:
 * @language: a language
 * @phrase: a phrase
 * @first: (nullable): what `{1}` stands for
 * @second: (nullable): what `{2}` stands for
 *
 * What is filled in is not read again, whatever it says.
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
 * Returns: (nullable): what it opens, in a sentence; %NULL when nobody says
 */
const char *
gate_org_phrases_get_scope (GateOrgLanguage language,
                            const char     *scope)
{
  const GateScopeFact *fact = gate_scope_table_find (scope);

  if (language == GATE_ORG_GERMAN)
    return gate_org_scope_table_de_find (scope);
  return fact != NULL ? fact->description : NULL;
}
