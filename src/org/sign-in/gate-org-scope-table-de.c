/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-scope-table-de.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  const char *scope;
  const char *sentence;
} Row;

/* clang-format off */
/* Sorted by scope, byte by byte; the same scopes as gate-scope-table knows. */
static const Row rows[] = {
  { "ai-studio", "KI-Leitfäden und Zusammenfassungen anlegen und ändern" },
  { "ai-studio:readonly", "KI-Leitfäden und Einstellungen der Zusammenfassungen lesen" },
  { "alerting", "Alarmregeln anlegen und ändern" },
  { "alerting:readonly", "Alarmregeln und Alarme lesen" },
  { "analytics", "Kennzahlen abfragen, Berichte anlegen und ändern" },
  { "analytics:readonly", "Kennzahlen von Konversationen, Warteschlangen und Personen lesen" },
  { "architect", "Anrufabläufe, Ansagen und Datentabellen anlegen, ändern und veröffentlichen" },
  { "architect:readonly", "Anrufabläufe, Ansagen und Datentabellen lesen" },
  { "assistants", "Agenten-Assistenten und Copiloten anlegen und ändern" },
  { "assistants:readonly", "Agenten-Assistenten und Copiloten lesen" },
  { "audits:readonly", "Das Änderungsprotokoll durchsuchen" },
  { "authorization", "Rollen, Rechte und Bereiche anlegen, ändern und zuweisen" },
  { "authorization:readonly", "Rollen, Rechte und deren Inhaber lesen" },
  { "billing", "Abrechnungsberichte anlegen und ändern" },
  { "billing:readonly", "Abrechnungs- und Abonnementberichte lesen" },
  { "business-rules", "Entscheidungstabellen und deren Schemata anlegen und ändern" },
  { "business-rules:readonly", "Entscheidungstabellen und deren Schemata lesen" },
  { "case-management", "Fälle und Fallpläne anlegen und ändern" },
  { "case-management:readonly", "Fälle und Fallpläne lesen" },
  { "coaching", "Coaching-Termine anlegen und ändern" },
  { "coaching:readonly", "Coaching-Termine lesen" },
  { "content-management", "Dokumente und Arbeitsbereiche hochladen, ändern und teilen" },
  { "content-management:readonly", "Dokumente und Arbeitsbereiche lesen" },
  { "conversations", "Konversationen beginnen, ändern und beenden" },
  { "conversations:readonly", "Anrufe, Chats, E-Mails und Nachrichten lesen" },
  { "data-extensions", "Eigene Datenfelder festlegen und ändern" },
  { "data-privacy", "Regeln zum Verbergen und Schützen persönlicher Daten ändern" },
  { "data-privacy:readonly", "Regeln zum Verbergen und Schützen persönlicher Daten lesen" },
  { "devices", "Mobilgeräte eintragen, ändern und entfernen" },
  { "devices:readonly", "Eingetragene Mobilgeräte lesen" },
  { "dialog", "Sprachen älterer Bots anlegen und ändern" },
  { "dialog:readonly", "Sprachen älterer Bots lesen" },
  { "employee-engagement", "Anerkennungen vergeben, ändern und entfernen" },
  { "employee-engagement:readonly", "Anerkennungen lesen" },
  { "employee-performance", "Leistungskennzahlen von außen festlegen und hochladen" },
  { "employee-performance:readonly", "Leistungskennzahlen von außen lesen" },
  { "external-contacts", "Kontaktdaten von Kunden anlegen, ändern und entfernen" },
  { "external-contacts:readonly", "Kontaktdaten von Kunden und Notizen lesen" },
  { "fax", "Faxdokumente ändern und löschen" },
  { "fax:readonly", "Faxdokumente lesen" },
  { "gamification", "Wertungen, Wettbewerbe und Ranglisten anlegen und ändern" },
  { "gamification:readonly", "Wertungen, Wettbewerbe und Ranglisten lesen" },
  { "gdpr", "Daten einer Person ausgeben, berichtigen und endgültig löschen" },
  { "gdpr:readonly", "Anfragen zu persönlichen Daten lesen" },
  { "geolocation", "Ändern, wo Personen sind und ob das bekannt ist" },
  { "geolocation:readonly", "Lesen, wo Personen sind" },
  { "greetings", "Sprachbegrüßungen anlegen und ändern" },
  { "greetings:readonly", "Sprachbegrüßungen lesen und abspielen" },
  { "groups", "Gruppen und deren Mitglieder anlegen, ändern und entfernen" },
  { "groups:readonly", "Gruppen, Teams und deren Mitglieder lesen" },
  { "identity-providers", "Ändern, wie sich Personen bei der Organisation anmelden" },
  { "identity-providers:readonly", "Einstellungen der einmaligen Anmeldung lesen" },
  { "infrastructureascode", "Aufträge ausführen, die Teile der Organisation einrichten" },
  { "infrastructureascode:readonly", "Einrichtungsaufträge und deren Ergebnisse lesen" },
  { "integrations", "Integrationen, Datenaktionen und Zugangsdaten einrichten und ändern" },
  { "integrations:readonly", "Integrationen und Datenaktionen lesen" },
  { "journey", "Segmente, Ergebnisse und Aktionen der Kundenwege anlegen und ändern" },
  { "journey:readonly", "Kundenwege, Segmente und Ergebnisse lesen" },
  { "knowledge", "Wissensdatenbanken und Artikel anlegen und ändern" },
  { "knowledge:readonly", "Wissensdatenbanken und Artikel lesen" },
  { "language-understanding", "Absichtsmodelle anlegen, ändern und trainieren" },
  { "language-understanding:readonly", "Absichtsmodelle lesen" },
  { "learning", "Schulungsmodule anlegen, ändern und zuweisen" },
  { "learning:readonly", "Schulungsmodule und Zuweisungen lesen" },
  { "license", "Ändern, welche Lizenzen Personen haben" },
  { "license:readonly", "Lizenzen und deren Nutzer lesen" },
  { "locations", "Standorte und Adressen anlegen, ändern und entfernen" },
  { "locations:readonly", "Standorte und Adressen lesen" },
  { "logcapture", "Aufzeichnungen von Browserprotokollen starten und ändern" },
  { "logcapture:readonly", "Aufgezeichnete Browserprotokolle lesen" },
  { "messaging", "Nachrichtenkanäle verbinden und ändern" },
  { "messaging-platform", "Einstellungen der Nachrichtenplattform ändern" },
  { "messaging-platform:readonly", "Einstellungen der Nachrichtenplattform lesen" },
  { "messaging:readonly", "Nachrichtenkanäle lesen" },
  { "notifications", "Ereignisse mithören, während sie geschehen" },
  { "oauth", "OAuth-Clients anlegen und ändern, Anwendungen zulassen und widerrufen" },
  { "oauth:readonly", "OAuth-Clients, Autorisierungen und deren Nutzung lesen" },
  { "organization", "Profil, Einstellungen und Grenzen der Organisation ändern" },
  { "organization-authorization", "Andere Organisationen einlassen und ändern, was sie dürfen" },
  { "organization-authorization:readonly", "Lesen, welchen anderen Organisationen vertraut wird" },
  { "organization:readonly", "Profil und Einstellungen der Organisation lesen" },
  { "outbound", "Kampagnen und Kontaktlisten anlegen, ändern und ausführen" },
  { "outbound:readonly", "Kampagnen und Kontaktlisten lesen" },
  { "presence", "Anwesenheit von Personen ändern" },
  { "presence:readonly", "Anwesenheit von Personen lesen" },
  { "process-automation", "Auslöser, die auf Ereignisse wirken, anlegen und ändern" },
  { "process-automation:readonly", "Auslöser, die auf Ereignisse wirken, lesen" },
  { "quality", "Bewertungen und Umfragen anlegen und ändern" },
  { "quality:readonly", "Bewertungen, Umfragen und Abgleiche lesen" },
  { "recordings", "Aufzeichnungen und deren Aufbewahrung ändern und löschen" },
  { "recordings:readonly", "Aufzeichnungen auflisten und abspielen" },
  { "response-management", "Textbausteine anlegen und ändern" },
  { "response-management:readonly", "Textbausteine lesen" },
  { "routing", "Warteschlangen und Fähigkeiten ändern" },
  { "routing:readonly", "Warteschlangen, Fähigkeiten und Nachbearbeitungscodes lesen" },
  { "scim", "Personen aus einem anderen System anlegen, ändern und entfernen" },
  { "scim:readonly", "Personen und Gruppen für ein anderes System lesen" },
  { "screen-monitoring", "Das Mitsehen von Bildschirmen beginnen und beenden" },
  { "screen-monitoring:readonly", "Bildschirme von Personen mitsehen" },
  { "scripts", "Agentenskripte anlegen, ändern und veröffentlichen" },
  { "scripts:readonly", "Agentenskripte lesen" },
  { "search:readonly", "Das Verzeichnis und alle Texte durchsuchen" },
  { "social-media", "Beobachtung und Weitergabe aus sozialen Medien anlegen und ändern" },
  { "social-media:readonly", "Beobachtung sozialer Medien und deren Nachrichten lesen" },
  { "speech-and-text-analytics", "Themen, Wörterbücher und Mitschriften verwalten" },
  { "speech-and-text-analytics:readonly", "Themen, Mitschriften und Stimmungen lesen" },
  { "stations", "Telefone von Agenten zuweisen, ändern und entfernen" },
  { "stations:readonly", "Telefone von Agenten lesen" },
  { "telephony", "Telefone, Leitungen und Standorte ändern" },
  { "telephony:readonly", "Telefone, Leitungen, Standorte und Rufnummern lesen" },
  { "textbots", "Bot-Konversationen beginnen und fortführen" },
  { "textbots:readonly", "Bot-Konversationen lesen" },
  { "upload", "Dateien hochladen" },
  { "usage", "Abfragen zur Nutzung der API durch die Organisation ausführen" },
  { "usage:readonly", "Lesen, wie die Organisation die API nutzt" },
  { "user-basic-info", "Das Profil der angemeldeten Person lesen" },
  { "user-recordings", "Persönliche Aufzeichnungen ändern und löschen" },
  { "user-recordings:readonly", "Persönliche Aufzeichnungen auflisten und abspielen" },
  { "users", "Personen anlegen, ändern und entfernen" },
  { "users-rules", "Regeln, die Personen auswählen, anlegen und ändern" },
  { "users-rules:readonly", "Regeln, die Personen auswählen, lesen" },
  { "users:readonly", "Profile und Einstellungen von Personen lesen" },
  { "voicemail", "Sprachnachrichten und deren Einstellungen ändern und löschen" },
  { "voicemail:readonly", "Sprachnachrichten lesen und abspielen" },
  { "web-chat", "Webchat-Einbindungen anlegen und ändern" },
  { "web-chat:readonly", "Webchat-Einbindungen lesen" },
  { "webdeployments", "Messenger-Einbindungen anlegen und ändern" },
  { "webdeployments:readonly", "Messenger-Einbindungen lesen" },
  { "widgets", "Widget-Einbindungen anlegen und ändern" },
  { "widgets:readonly", "Widget-Einbindungen lesen" },
  { "workforce-management", "Prognosen, Dienstpläne und Abwesenheiten anlegen und ändern" },
  { "workforce-management:readonly", "Prognosen, Dienstpläne und deren Einhaltung lesen" },
  { "workitems", "Arbeitsaufträge anlegen, zuweisen und ändern" },
  { "workitems:readonly", "Arbeitsaufträge lesen" },
};
/* clang-format on */

static int
compare_row (const void *key,
             const void *element)
{
  return strcmp (key, ((const Row *) element)->scope);
}

/**
 * gate_org_scope_table_de_find:
 * @scope: a scope
 *
 * Returns: (nullable): its sentence in German, %NULL when it is not in the table
 */
const char *
gate_org_scope_table_de_find (const char *scope)
{
  const Row *row = bsearch (scope, rows, G_N_ELEMENTS (rows), sizeof rows[0], compare_row);

  return row != NULL ? row->sentence : NULL;
}
