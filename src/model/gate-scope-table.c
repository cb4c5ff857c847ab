/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* The scopes of the Genesys Cloud API (the public definition, August 2026), each with a sentence of
 * ours and the access that it gives.
 *
 * The access is judged by what the API can do behind the scope, not by its name:
 * - admin: people (users, scim, groups, license, gdpr), rights (authorization), clients (oauth),
 *   sign-in (identity-providers), the organization itself (organization, data-privacy,
 *   infrastructureascode) and trust in others (organization-authorization, integrations, which
 *   keep the credentials of other systems).
 * - read: `:readonly` scopes, and single scopes that only allow reading (notifications,
 *   user-basic-info).
 * - change: all others. A category that has a read-only form counts as change even where most of
 *   its calls only read (billing, usage), because it includes all calls that the service adds to it
 *   later. */

#define G_LOG_DOMAIN "gate-model"

#include "config.h"

#include "gate-scope-table.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

/* clang-format off */
/* Sorted by ID, byte by byte. */
static const GateScopeFact facts[] = {
  { "ai-studio", GATE_SCOPE_CHANGE, N_ ("Create and change AI guides and conversation summaries") },
  { "ai-studio:readonly", GATE_SCOPE_READ, N_ ("Read AI guides and summary settings") },
  { "alerting", GATE_SCOPE_CHANGE, N_ ("Create and change alert rules") },
  { "alerting:readonly", GATE_SCOPE_READ, N_ ("Read alert rules and alerts") },
  { "analytics", GATE_SCOPE_CHANGE, N_ ("Query metrics and create and change reports") },
  { "analytics:readonly", GATE_SCOPE_READ, N_ ("Read conversation, queue and user metrics") },
  { "architect", GATE_SCOPE_CHANGE,
    N_ ("Create, change and publish call flows, prompts and data tables") },
  { "architect:readonly", GATE_SCOPE_READ, N_ ("Read call flows, prompts and data tables") },
  { "assistants", GATE_SCOPE_CHANGE, N_ ("Create and change agent assistants and copilots") },
  { "assistants:readonly", GATE_SCOPE_READ, N_ ("Read agent assistants and copilots") },
  { "audits:readonly", GATE_SCOPE_READ, N_ ("Search the audit trail") },
  { "authorization", GATE_SCOPE_ADMIN,
    N_ ("Create, change and assign roles, permissions and divisions") },
  { "authorization:readonly", GATE_SCOPE_READ, N_ ("Read roles, permissions and who holds them") },
  { "billing", GATE_SCOPE_CHANGE, N_ ("Create and change billing reports") },
  { "billing:readonly", GATE_SCOPE_READ, N_ ("Read billing and subscription reports") },
  { "business-rules", GATE_SCOPE_CHANGE,
    N_ ("Create and change decision tables and their schemas") },
  { "business-rules:readonly", GATE_SCOPE_READ, N_ ("Read decision tables and their schemas") },
  { "case-management", GATE_SCOPE_CHANGE, N_ ("Create and change cases and case plans") },
  { "case-management:readonly", GATE_SCOPE_READ, N_ ("Read cases and case plans") },
  { "coaching", GATE_SCOPE_CHANGE, N_ ("Create and change coaching appointments") },
  { "coaching:readonly", GATE_SCOPE_READ, N_ ("Read coaching appointments") },
  { "content-management", GATE_SCOPE_CHANGE,
    N_ ("Upload, change and share documents and workspaces") },
  { "content-management:readonly", GATE_SCOPE_READ, N_ ("Read documents and workspaces") },
  { "conversations", GATE_SCOPE_CHANGE, N_ ("Start, change and end conversations") },
  { "conversations:readonly", GATE_SCOPE_READ, N_ ("Read calls, chats, e-mails and messages") },
  { "data-extensions", GATE_SCOPE_CHANGE, N_ ("Define and change custom data") },
  { "data-privacy", GATE_SCOPE_ADMIN, N_ ("Change the rules that mask and protect personal data") },
  { "data-privacy:readonly", GATE_SCOPE_READ,
    N_ ("Read the rules that mask and protect personal data") },
  { "devices", GATE_SCOPE_CHANGE, N_ ("Register, change and remove mobile devices") },
  { "devices:readonly", GATE_SCOPE_READ, N_ ("Read registered mobile devices") },
  { "dialog", GATE_SCOPE_CHANGE, N_ ("Create and change the languages of older bots") },
  { "dialog:readonly", GATE_SCOPE_READ, N_ ("Read the languages of older bots") },
  { "employee-engagement", GATE_SCOPE_CHANGE, N_ ("Give, change and remove recognitions") },
  { "employee-engagement:readonly", GATE_SCOPE_READ, N_ ("Read recognitions") },
  { "employee-performance", GATE_SCOPE_CHANGE,
    N_ ("Define and upload performance metrics from outside") },
  { "employee-performance:readonly", GATE_SCOPE_READ,
    N_ ("Read performance metrics from outside") },
  { "external-contacts", GATE_SCOPE_CHANGE,
    N_ ("Create, change and remove customers’ contact data") },
  { "external-contacts:readonly", GATE_SCOPE_READ, N_ ("Read customers’ contact data and notes") },
  { "fax", GATE_SCOPE_CHANGE, N_ ("Change and delete fax documents") },
  { "fax:readonly", GATE_SCOPE_READ, N_ ("Read fax documents") },
  { "gamification", GATE_SCOPE_CHANGE,
    N_ ("Create and change scorecards, contests and leaderboards") },
  { "gamification:readonly", GATE_SCOPE_READ, N_ ("Read scorecards, contests and leaderboards") },
  { "gdpr", GATE_SCOPE_ADMIN, N_ ("Export, correct and erase a person’s data for good") },
  { "gdpr:readonly", GATE_SCOPE_READ, N_ ("Read requests about personal data") },
  { "geolocation", GATE_SCOPE_CHANGE, N_ ("Change where people are and whether it is known") },
  { "geolocation:readonly", GATE_SCOPE_READ, N_ ("Read where people are") },
  { "greetings", GATE_SCOPE_CHANGE, N_ ("Create and change voice greetings") },
  { "greetings:readonly", GATE_SCOPE_READ, N_ ("Read and play voice greetings") },
  { "groups", GATE_SCOPE_ADMIN, N_ ("Create, change and remove groups and their members") },
  { "groups:readonly", GATE_SCOPE_READ, N_ ("Read groups, work teams and their members") },
  { "identity-providers", GATE_SCOPE_ADMIN, N_ ("Change how people sign in to the organization") },
  { "identity-providers:readonly", GATE_SCOPE_READ, N_ ("Read the settings of single sign-on") },
  { "infrastructureascode", GATE_SCOPE_ADMIN,
    N_ ("Run jobs that set up parts of the organization") },
  { "infrastructureascode:readonly", GATE_SCOPE_READ, N_ ("Read set-up jobs and their results") },
  { "integrations", GATE_SCOPE_ADMIN,
    N_ ("Install and change integrations, data actions and credentials") },
  { "integrations:readonly", GATE_SCOPE_READ, N_ ("Read integrations and data actions") },
  { "journey", GATE_SCOPE_CHANGE, N_ ("Create and change journey segments, outcomes and actions") },
  { "journey:readonly", GATE_SCOPE_READ, N_ ("Read customer journeys, segments and outcomes") },
  { "knowledge", GATE_SCOPE_CHANGE, N_ ("Create and change knowledge bases and articles") },
  { "knowledge:readonly", GATE_SCOPE_READ, N_ ("Read knowledge bases and articles") },
  { "language-understanding", GATE_SCOPE_CHANGE, N_ ("Create, change and train intent models") },
  { "language-understanding:readonly", GATE_SCOPE_READ, N_ ("Read intent models") },
  { "learning", GATE_SCOPE_CHANGE, N_ ("Create, change and assign training modules") },
  { "learning:readonly", GATE_SCOPE_READ, N_ ("Read training modules and assignments") },
  { "license", GATE_SCOPE_ADMIN, N_ ("Change which licenses people hold") },
  { "license:readonly", GATE_SCOPE_READ, N_ ("Read licenses and who uses them") },
  { "locations", GATE_SCOPE_CHANGE, N_ ("Create, change and remove sites and addresses") },
  { "locations:readonly", GATE_SCOPE_READ, N_ ("Read sites and addresses") },
  { "logcapture", GATE_SCOPE_CHANGE, N_ ("Start and change captures of people’s browser logs") },
  { "logcapture:readonly", GATE_SCOPE_READ, N_ ("Read captured browser logs") },
  { "messaging", GATE_SCOPE_CHANGE, N_ ("Connect and change messaging channels") },
  { "messaging-platform", GATE_SCOPE_CHANGE, N_ ("Change the settings of the messaging platform") },
  { "messaging-platform:readonly", GATE_SCOPE_READ,
    N_ ("Read the settings of the messaging platform") },
  { "messaging:readonly", GATE_SCOPE_READ, N_ ("Read messaging channels") },
  { "notifications", GATE_SCOPE_READ, N_ ("Listen to events as they happen") },
  { "oauth", GATE_SCOPE_ADMIN,
    N_ ("Create and change OAuth clients, and approve and revoke applications") },
  { "oauth:readonly", GATE_SCOPE_READ, N_ ("Read OAuth clients, authorizations and their use") },
  { "organization", GATE_SCOPE_ADMIN,
    N_ ("Change the organization’s profile, settings and limits") },
  { "organization-authorization", GATE_SCOPE_ADMIN,
    N_ ("Let other organizations in, and change what they may do") },
  { "organization-authorization:readonly", GATE_SCOPE_READ,
    N_ ("Read which other organizations are trusted") },
  { "organization:readonly", GATE_SCOPE_READ, N_ ("Read the organization’s profile and settings") },
  { "outbound", GATE_SCOPE_CHANGE, N_ ("Create, change and run campaigns and contact lists") },
  { "outbound:readonly", GATE_SCOPE_READ, N_ ("Read campaigns and contact lists") },
  { "presence", GATE_SCOPE_CHANGE, N_ ("Change people’s presence") },
  { "presence:readonly", GATE_SCOPE_READ, N_ ("Read people’s presence") },
  { "process-automation", GATE_SCOPE_CHANGE, N_ ("Create and change triggers that act on events") },
  { "process-automation:readonly", GATE_SCOPE_READ, N_ ("Read triggers that act on events") },
  { "quality", GATE_SCOPE_CHANGE, N_ ("Create and change evaluations and surveys") },
  { "quality:readonly", GATE_SCOPE_READ, N_ ("Read evaluations, surveys and calibrations") },
  { "recordings", GATE_SCOPE_CHANGE,
    N_ ("Change and delete recordings and how long they are kept") },
  { "recordings:readonly", GATE_SCOPE_READ, N_ ("Play back and list recordings") },
  { "response-management", GATE_SCOPE_CHANGE, N_ ("Create and change canned responses") },
  { "response-management:readonly", GATE_SCOPE_READ, N_ ("Read canned responses") },
  { "routing", GATE_SCOPE_CHANGE, N_ ("Change queues and skills") },
  { "routing:readonly", GATE_SCOPE_READ, N_ ("Read queues, skills and wrap-up codes") },
  { "scim", GATE_SCOPE_ADMIN, N_ ("Create, change and remove people from another system") },
  { "scim:readonly", GATE_SCOPE_READ, N_ ("Read people and groups for another system") },
  { "screen-monitoring", GATE_SCOPE_CHANGE, N_ ("Start and end watching people’s screens") },
  { "screen-monitoring:readonly", GATE_SCOPE_READ, N_ ("Watch people’s screens") },
  { "scripts", GATE_SCOPE_CHANGE, N_ ("Create, change and publish agent scripts") },
  { "scripts:readonly", GATE_SCOPE_READ, N_ ("Read agent scripts") },
  { "search:readonly", GATE_SCOPE_READ, N_ ("Search the directory and all texts") },
  { "social-media", GATE_SCOPE_CHANGE, N_ ("Create and change social listening and escalation") },
  { "social-media:readonly", GATE_SCOPE_READ, N_ ("Read social listening and its messages") },
  { "speech-and-text-analytics", GATE_SCOPE_CHANGE,
    N_ ("Manage topics, dictionaries and transcripts") },
  { "speech-and-text-analytics:readonly", GATE_SCOPE_READ,
    N_ ("Read topics, transcripts and sentiment") },
  { "stations", GATE_SCOPE_CHANGE, N_ ("Assign, change and remove agents’ phones") },
  { "stations:readonly", GATE_SCOPE_READ, N_ ("Read agents’ phones") },
  { "telephony", GATE_SCOPE_CHANGE, N_ ("Change phones, trunks and sites") },
  { "telephony:readonly", GATE_SCOPE_READ, N_ ("Read phones, trunks, sites and numbers") },
  { "textbots", GATE_SCOPE_CHANGE, N_ ("Start and carry on bot conversations") },
  { "textbots:readonly", GATE_SCOPE_READ, N_ ("Read bot conversations") },
  { "upload", GATE_SCOPE_CHANGE, N_ ("Upload files") },
  { "usage", GATE_SCOPE_CHANGE, N_ ("Run queries on how the organization uses the API") },
  { "usage:readonly", GATE_SCOPE_READ, N_ ("Read how the organization uses the API") },
  { "user-basic-info", GATE_SCOPE_READ, N_ ("Read the signed-in person’s profile") },
  { "user-recordings", GATE_SCOPE_CHANGE, N_ ("Change and delete personal recordings") },
  { "user-recordings:readonly", GATE_SCOPE_READ, N_ ("Play back and list personal recordings") },
  { "users", GATE_SCOPE_ADMIN, N_ ("Create, change and remove people") },
  { "users-rules", GATE_SCOPE_CHANGE, N_ ("Create and change rules that select people") },
  { "users-rules:readonly", GATE_SCOPE_READ, N_ ("Read rules that select people") },
  { "users:readonly", GATE_SCOPE_READ, N_ ("Read people’s profiles and settings") },
  { "voicemail", GATE_SCOPE_CHANGE, N_ ("Change and delete voicemail and its settings") },
  { "voicemail:readonly", GATE_SCOPE_READ, N_ ("Read and play voicemail") },
  { "web-chat", GATE_SCOPE_CHANGE, N_ ("Create and change web chat deployments") },
  { "web-chat:readonly", GATE_SCOPE_READ, N_ ("Read web chat deployments") },
  { "webdeployments", GATE_SCOPE_CHANGE, N_ ("Create and change messenger deployments") },
  { "webdeployments:readonly", GATE_SCOPE_READ, N_ ("Read messenger deployments") },
  { "widgets", GATE_SCOPE_CHANGE, N_ ("Create and change widget deployments") },
  { "widgets:readonly", GATE_SCOPE_READ, N_ ("Read widget deployments") },
  { "workforce-management", GATE_SCOPE_CHANGE,
    N_ ("Create and change forecasts, schedules and time off") },
  { "workforce-management:readonly", GATE_SCOPE_READ,
    N_ ("Read forecasts, schedules and adherence") },
  { "workitems", GATE_SCOPE_CHANGE, N_ ("Create, assign and change work items") },
  { "workitems:readonly", GATE_SCOPE_READ, N_ ("Read work items") },
};
/* clang-format on */

static int
compare_fact (const void *key,
              const void *element)
{
  const GateScopeFact *fact = element;

  return g_strcmp0 (key, fact->id);
}

/**
 * gate_scope_table_find:
 * @id: (nullable): a scope
 *
 * Returns: (transfer none) (nullable): the facts about it, or %NULL when it is not in the table
 */
const GateScopeFact *
gate_scope_table_find (const char *id)
{
  if (id == NULL)
    return NULL;
  return bsearch (id, facts, G_N_ELEMENTS (facts), sizeof facts[0], compare_fact);
}

/**
 * gate_scope_table_get:
 * @index: a position below gate_scope_table_size()
 *
 * Returns: (transfer none) (nullable): the fact at @index, in the order of the IDs
 */
const GateScopeFact *
gate_scope_table_get (guint index)
{
  return index < G_N_ELEMENTS (facts) ? &facts[index] : NULL;
}

/**
 * gate_scope_table_size:
 *
 * Returns: how many scopes are known
 */
guint
gate_scope_table_size (void)
{
  return G_N_ELEMENTS (facts);
}
