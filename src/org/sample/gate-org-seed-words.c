/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-seed-words.h"

/* clang-format off */
static const char *const subjects[] = {
  "Agent", "Billing", "Branch", "Callback", "Campaign", "Case", "Chat", "Coaching", "Contact",
  "Courier", "Customer", "Dispatch", "Feedback", "Field", "Forecast", "Fraud", "Handover",
  "Incident", "Invoice", "Lead", "Loyalty", "Mailbox", "Menu", "Night Shift", "Order", "Outage",
  "Parcel", "Payment", "Payroll", "Presence", "Promotion", "Quality", "Queue", "Renewal",
  "Repair", "Returns", "Roster", "Sales", "Screen", "Script", "Shift", "Speech", "Stock",
  "Survey", "Ticket", "Training", "Transcript", "Voice",
};

static const char *const kinds[] = {
  "Archive", "Assistant", "Board", "Bridge", "Console", "Desk", "Digest", "Export", "Finder",
  "Gateway", "Import", "Insights", "Kiosk", "Ledger", "Link", "Mirror", "Monitor", "Notes",
  "Pilot", "Planner", "Relay", "Report", "Sync", "Tracker",
};

static const char *const places[] = {
  "Accra", "Bergen", "Bilbao", "Brno", "Cebu", "Cork", "Dakar", "Dresden", "Gdańsk", "Graz",
  "Halifax", "Izmir", "Kraków", "Leeds", "Lisbon", "Lyon", "Malmö", "Manila", "Medellín",
  "Montréal", "Nagoya", "Nantes", "Osaka", "Oulu", "Porto", "Pune", "Quito", "Riga", "Rosario",
  "Sapporo", "Seville", "Tallinn", "Tampere", "Turin", "Utrecht", "Valencia", "Vilnius", "Warsaw",
  "Zagreb", "Zürich",
};

static const char *const purposes[] = {
  "brings yesterday’s conversations into the data warehouse",
  "shows team leads what needs their attention",
  "saves agents from typing the same thing twice",
  "asks customers afterwards how it went",
  "keeps addresses and numbers the same everywhere",
  "warns when a queue grows faster than usual",
  "prepares the weekly figures for the branches",
  "plans who sits where, and when",
};

static const char *const owners[] = {
  "Run by the service desk; ask there before changing anything.",
  "Written by an agency that has since been bought by another one.",
  "Maintained by the integration team, on call around the clock.",
  "A trial that became permanent; its owner moved to another department.",
  "Used on every floor, updated twice a year.",
};

static const char *const first_names[] = {
  "Adaeze", "Agnieszka", "Ahmed", "Aiko", "Alejandro", "Amélie", "Anil", "Anna", "Ayodele",
  "Bjørn", "Camila", "Chen", "Ciara", "Daniel", "Deepa", "Elif", "Emma", "Esteban", "Fatima",
  "Felix", "Gabriela", "Giulia", "Hamid", "Hanna", "Haruto", "Ines", "Ivan", "Jamal", "Jing",
  "João", "Kaisa", "Karim", "Katarzyna", "Lars", "Leila", "Lukas", "Mahmoud", "Maja", "Mateo",
  "Minh", "Mira", "Naledi", "Nils", "Noah", "Olivia", "Omar", "Petra", "Rahul", "Rosa", "Sakura",
  "Sean", "Selin", "Stefan", "Svetlana", "Temitope", "Valentina", "Wei", "Yara", "Yusuf",
  "Zanele",
};

static const char *const last_names[] = {
  "Abara", "Ahmadi", "Andersen", "Banerjee", "Becker", "Bianchi", "Boateng", "Castillo", "Chukwu",
  "Costa", "Dubois", "Eklund", "Farouk", "Fischer", "Fuentes", "García", "Gupta", "Hansen",
  "Hernández", "Horváth", "Ibrahim", "Ito", "Jansen", "Jovanović", "Kamau", "Kapoor", "Keller",
  "Khan", "Kim", "Kovács", "Laine", "Larsen", "Lee", "Martins", "Mbeki", "Moreau", "Müller",
  "Murphy", "Mwangi", "Nieminen", "Novák", "Ogunleye", "Okonkwo", "Park", "Pereira", "Popescu",
  "Reddy", "Ricci", "Rossi", "Sato", "Schmidt", "Silva", "Singh", "Suzuki", "Takahashi", "Tran",
  "Vargas", "Virtanen", "Wang", "Zielińska",
};

static const char *const functions[] = {
  "Agents", "Team Leads", "Trainers", "Quality Evaluators", "Planners", "Flow Authors",
  "Night Shift", "Field Service", "Back Office", "Social Media", "Complaints", "Technicians",
};
/* clang-format on */

#define PICK(dice, words) ((words)[gate_org_dice_roll ((dice), G_N_ELEMENTS (words))])

static guint64
next_word (GateOrgDice *dice)
{
  /* splitmix64: small, and the same everywhere. */
  guint64 z = dice->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/**
 * gate_org_dice_roll:
 * @dice: the dice
 * @sides: how many outcomes there are, at least one
 *
 * Returns: one of 0 to @sides - 1
 */
guint
gate_org_dice_roll (GateOrgDice *dice,
                    guint        sides)
{
  return (guint) (next_word (dice) % sides);
}

/**
 * gate_org_dice_dup_id:
 * @dice: the dice
 *
 * Returns: (transfer full): a UUID of the random kind
 */
char *
gate_org_dice_dup_id (GateOrgDice *dice)
{
  guint64 high = next_word (dice);
  guint64 low = next_word (dice);

  return g_strdup_printf ("%08x-%04x-4%03x-%04x-%012" G_GINT64_MODIFIER "x",
                          (guint) (high >> 32),
                          (guint) (high >> 16) & 0xffff,
                          (guint) high & 0xfff,
                          ((guint) (low >> 48) & 0x3fff) | 0x8000,
                          low & G_GUINT64_CONSTANT (0xffffffffffff));
}

/**
 * gate_org_seed_words_dup_app:
 * @dice: the dice
 *
 * Returns: (transfer full): the name of an application
 */
char *
gate_org_seed_words_dup_app (GateOrgDice *dice)
{
  const char *subject = PICK (dice, subjects);
  const char *kind = PICK (dice, kinds);

  if (gate_org_dice_roll (dice, 3) == 0)
    return g_strdup_printf ("%s %s", subject, kind);
  return g_strdup_printf ("%s %s %s", subject, kind, PICK (dice, places));
}

/**
 * gate_org_seed_words_dup_sentence:
 * @dice: the dice
 * @app: the name of an application
 *
 * Returns: (transfer full): a description of it
 */
char *
gate_org_seed_words_dup_sentence (GateOrgDice *dice,
                                  const char  *app)
{
  const char *purpose = PICK (dice, purposes);

  return g_strdup_printf ("%s %s. %s", app, purpose, PICK (dice, owners));
}

/**
 * gate_org_seed_words_dup_person:
 * @dice: the dice
 *
 * Returns: (transfer full): the name of a person
 */
char *
gate_org_seed_words_dup_person (GateOrgDice *dice)
{
  const char *first = PICK (dice, first_names);

  return g_strdup_printf ("%s %s", first, PICK (dice, last_names));
}

/**
 * gate_org_seed_words_dup_role:
 * @index: a number
 *
 * Returns: (transfer full): the name of a role, another one for each number
 */
char *
gate_org_seed_words_dup_role (guint index)
{
  guint n_functions = G_N_ELEMENTS (functions);
  guint n_places = G_N_ELEMENTS (places);
  guint round = index / (n_functions * n_places);
  const char *function = functions[index % n_functions];
  const char *place = places[index / n_functions % n_places];

  if (round == 0)
    return g_strdup_printf ("%s %s", function, place);
  return g_strdup_printf ("%s %s %u", function, place, round + 1);
}

/**
 * gate_org_seed_words_dup_uri:
 * @app: the name of an application
 * @index: which of its addresses
 *
 * Returns: (transfer full): a redirect URI under a reserved name (RFC 2606)
 */
char *
gate_org_seed_words_dup_uri (const char *app,
                             guint       index)
{
  g_autofree char *ascii = g_str_to_ascii (app, "C");
  g_autofree char *lower = g_ascii_strdown (ascii, -1);

  g_strdelimit (lower, " ", '-');
  return g_strdup_printf ("https://%s.%s/oauth/callback",
                          lower,
                          index == 0 ? "acme-care.example" : "staging.acme-care.example");
}
