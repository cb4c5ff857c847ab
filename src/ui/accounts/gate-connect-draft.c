/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* What the form needs and what may stand in it. What is empty is a gap and no error. */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-connect-draft.h"

#include "gate-opener.h"
#include "gate-region.h"
#include "gate-session-describe.h"
#include "gate-text.h"
#include "gate-wipe.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_SECRET_BYTES 1000

/* A text without the blanks before it. */
static const char *
get_text (const GateConnectDraft *self,
          GateConnectField        field)
{
  return self->texts[field] + strspn (self->texts[field], " \t\r\n");
}

/* The copy has nothing behind its end, so a secret is wiped whole. */
static char *
dup_stripped (const GateConnectDraft *self,
              GateConnectField        field)
{
  return g_strchomp (g_strdup (get_text (self, field)));
}

static gboolean
is_empty (const GateConnectDraft *self,
          GateConnectField        field)
{
  return *get_text (self, field) == '\0';
}

/* Whether the form asks for a field, as far as it is filled in. */
static gboolean
has_field (const GateConnectDraft *self,
           GateConnectField        field)
{
  switch (field)
    {
    case GATE_CONNECT_FIELD_ENVIRONMENT:
      return self->place == GATE_CONNECT_PLACE_ENVIRONMENT;
    case GATE_CONNECT_FIELD_API:
    case GATE_CONNECT_FIELD_LOGIN:
      return self->place == GATE_CONNECT_PLACE_ADDRESSES;
    case GATE_CONNECT_FIELD_ORGANIZATION:
    case GATE_CONNECT_FIELD_PROVIDER:
      return self->kind == GATE_ACCOUNT_BROWSER;
    case GATE_CONNECT_FIELD_SECRET:
      return self->kind == GATE_ACCOUNT_CLIENT_CREDENTIALS;
    case GATE_CONNECT_FIELD_CLIENT_ID:
    case GATE_CONNECT_FIELD_NAME:
    case GATE_CONNECT_N_FIELDS:
    default:
      return TRUE;
    }
}

static const char *
check_environment (const char *text)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);

  if (gate_region_is_environment (lower) && !g_str_has_prefix (lower, "login.") &&
      !g_str_has_prefix (lower, "api.") && !g_str_has_prefix (lower, "apps."))
    return NULL;
  return _ ("Type only what the addresses have in common, such as mypurecloud.de, without “login.” "
            "before it and without slashes.");
}

static const char *
check_address (const char *text,
               gboolean    is_api)
{
  const char *sentence = NULL;
  g_autofree char *opened = gate_opener_check (text, &sentence);
  g_autofree char *address = gate_account_check_address (text, is_api);

  if (address != NULL)
    return NULL;
  return sentence != NULL ? sentence : _ ("Type only the beginning of the address, without “?” or "
                                          "“#” and what follows it.");
}

static char *
check_client_id (const char *text)
{
  g_autofree char *client_id = NULL;
  guint n = gate_text_find_client_id (text, &client_id);
  g_autoptr (GError) error = NULL;

  if (n == 1)
    return NULL;
  error = gate_session_refuse (GATE_ERROR_INVALID, n == 0 ? GATE_REFUSED_MALFORMED_ID :
                                                            GATE_REFUSED_SEVERAL_IDS);
  return gate_session_error_sentence (error);
}

static const char *
check_secret (const char *text)
{
  if (gate_text_is_client_id (text))
    return _ ("This is a client ID. The client secret stands below it in Genesys Cloud.");
  if (strlen (text) > MAX_SECRET_BYTES)
    return _ ("This is too long for a client secret.");
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p))
      return _ ("A client secret has no spaces. Copy it again without what stands around it.");
  return NULL;
}

/* One of the two alone is an error of the other one: there is something to add. */
static const char *
check_provider (const GateConnectDraft *self,
                GateConnectField        field,
                const char             *text)
{
  GateConnectField other = field == GATE_CONNECT_FIELD_PROVIDER ? GATE_CONNECT_FIELD_ORGANIZATION :
                                                                  GATE_CONNECT_FIELD_PROVIDER;

  if (*text != '\0')
    return gate_account_is_sign_in_word (text) ? NULL : _ ("This has to be one word.");
  if (is_empty (self, other))
    return NULL;
  return field == GATE_CONNECT_FIELD_PROVIDER ?
             _ ("Choose the identity provider too, or leave the short name out.") :
             _ ("Type the short name of the organization too, or leave the identity provider out.");
}

static char *
find_problem (const GateConnectDraft *self,
              GateConnectField        field,
              const char             *text)
{
  switch (field)
    {
    case GATE_CONNECT_FIELD_ENVIRONMENT:
      return g_strdup (check_environment (text));
    case GATE_CONNECT_FIELD_API:
    case GATE_CONNECT_FIELD_LOGIN:
      return g_strdup (check_address (text, field == GATE_CONNECT_FIELD_API));
    case GATE_CONNECT_FIELD_ORGANIZATION:
    case GATE_CONNECT_FIELD_PROVIDER:
      return g_strdup (check_provider (self, field, text));
    case GATE_CONNECT_FIELD_CLIENT_ID:
      return check_client_id (text);
    case GATE_CONNECT_FIELD_SECRET:
      return g_strdup (check_secret (text));
    case GATE_CONNECT_FIELD_NAME:
      return g_utf8_strlen (text, -1) > GATE_ACCOUNT_MAX_NAME_CHARS ?
                 g_strdup (_ ("This name is too long.")) :
                 NULL;
    case GATE_CONNECT_N_FIELDS:
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * gate_connect_draft_check:
 * @self: what stands in the form
 * @field: one of its fields
 *
 * Returns: (transfer full) (nullable): what is wrong with the text of the field, in a sentence for
 *   people; %NULL when it is right, empty, or not asked for
 */
char *
gate_connect_draft_check (const GateConnectDraft *self,
                          GateConnectField        field)
{
  gboolean is_pair =
      field == GATE_CONNECT_FIELD_ORGANIZATION || field == GATE_CONNECT_FIELD_PROVIDER;
  char *text;
  char *sentence;

  if (!has_field (self, field) || (!is_pair && is_empty (self, field)))
    return NULL;
  text = dup_stripped (self, field);
  sentence = find_problem (self, field, text);
  gate_wipe_free (text);
  return sentence;
}

static gboolean
has_problem (const GateConnectDraft *self)
{
  for (guint i = 0; i < GATE_CONNECT_N_FIELDS; i++)
    {
      g_autofree char *sentence = gate_connect_draft_check (self, i);

      if (sentence != NULL)
        return TRUE;
    }
  return FALSE;
}

/**
 * gate_connect_draft_describe_gaps:
 * @self: what stands in the form
 *
 * Returns: (transfer full) (nullable): what is still to be filled in or to be put right, in a
 *   sentence for people; %NULL when the draft is right
 */
char *
gate_connect_draft_describe_gaps (const GateConnectDraft *self)
{
  static const struct
  {
    GateConnectField field;
    const char *name;
  } needed[] = {
    { GATE_CONNECT_FIELD_ENVIRONMENT, NC_ ("still needed", "environment") },
    { GATE_CONNECT_FIELD_API, NC_ ("still needed", "API address") },
    { GATE_CONNECT_FIELD_LOGIN, NC_ ("still needed", "login address") },
    { GATE_CONNECT_FIELD_CLIENT_ID, NC_ ("still needed", "client ID") },
    { GATE_CONNECT_FIELD_SECRET, NC_ ("still needed", "client secret") },
  };
  g_autoptr (GPtrArray) gaps = g_ptr_array_new ();
  g_autofree char *list = NULL;

  if (self->place == GATE_CONNECT_PLACE_NONE)
    g_ptr_array_add (gaps, (gpointer) C_ ("still needed", "region"));
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (has_field (self, needed[i].field) && is_empty (self, needed[i].field))
      g_ptr_array_add (gaps, (gpointer) g_dpgettext2 (GETTEXT_PACKAGE, "still needed",
                                                      needed[i].name));
  if (self->use == GATE_ACCOUNT_USE_NONE)
    g_ptr_array_add (gaps, (gpointer) C_ ("still needed", "use"));
  if (gaps->len == 0)
    return has_problem (self) ? g_strdup (_ ("Put right what is marked above.")) : NULL;
  g_ptr_array_add (gaps, NULL);
  /* Translators: between what is listed, e.g. “region, client ID”. */
  list = g_strjoinv (C_ ("list", ", "), (char **) gaps->pdata);
  /* Translators: %s is a list, e.g. “region, client ID”. */
  return g_strdup_printf (_ ("Still needed: %s"), list);
}

gboolean
gate_connect_draft_is_right (const GateConnectDraft *self)
{
  g_autofree char *gaps = gate_connect_draft_describe_gaps (self);

  return gaps == NULL && !has_problem (self);
}

/**
 * gate_connect_draft_dup_environment:
 * @self: what stands in the form
 *
 * Returns: (transfer full) (nullable): the environment, %NULL without one or with one that is wrong
 */
char *
gate_connect_draft_dup_environment (const GateConnectDraft *self)
{
  g_autofree char *text = dup_stripped (self, GATE_CONNECT_FIELD_ENVIRONMENT);
  g_autofree char *lower = g_ascii_strdown (text, -1);

  if ((self->place != GATE_CONNECT_PLACE_REGION &&
       self->place != GATE_CONNECT_PLACE_ENVIRONMENT) ||
      check_environment (text) != NULL)
    return NULL;
  return g_steal_pointer (&lower);
}

/**
 * gate_connect_draft_new_account:
 * @self: a draft that is right
 *
 * Returns: (transfer full): a new account
 */
GateAccount *
gate_connect_draft_new_account (const GateConnectDraft *self)
{
  g_autofree char *environment = gate_connect_draft_dup_environment (self);
  g_autofree char *organization = dup_stripped (self, GATE_CONNECT_FIELD_ORGANIZATION);
  g_autofree char *provider = dup_stripped (self, GATE_CONNECT_FIELD_PROVIDER);
  g_autofree char *client_id = NULL;
  g_autofree char *api = NULL;
  g_autofree char *login = NULL;
  GateAccount *account;

  g_return_val_if_fail (gate_connect_draft_is_right (self), NULL);

  gate_text_find_client_id (self->texts[GATE_CONNECT_FIELD_CLIENT_ID], &client_id);
  if (environment != NULL)
    {
      api = gate_region_dup_api_address (environment);
      login = gate_region_dup_login_address (environment);
    }
  else
    {
      api = gate_account_check_address (self->texts[GATE_CONNECT_FIELD_API], TRUE);
      login = gate_account_check_address (self->texts[GATE_CONNECT_FIELD_LOGIN], FALSE);
    }
  account = gate_account_new (self->kind, api, login, client_id);
  if (self->kind == GATE_ACCOUNT_BROWSER && *provider != '\0')
    gate_account_set_provider (account, organization, provider);
  gate_account_set_label (account, self->texts[GATE_CONNECT_FIELD_NAME]);
  gate_account_set_color (account, self->color);
  gate_account_set_use (account, self->use);
  return account;
}

/**
 * gate_connect_draft_dup_secret:
 * @self: a draft that is right
 *
 * Returns: (transfer full) (nullable): the client secret, for gate_wipe_free(); %NULL when the
 *   person signs in
 */
char *
gate_connect_draft_dup_secret (const GateConnectDraft *self)
{
  return self->kind == GATE_ACCOUNT_CLIENT_CREDENTIALS ?
             dup_stripped (self, GATE_CONNECT_FIELD_SECRET) :
             NULL;
}
