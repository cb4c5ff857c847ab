/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-account.h"

#include "gate-address.h"
#include "gate-region.h"
#include "gate-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_WORD_CHARS 100
#define MAX_ADDRESS_CHARS 1000

/* What is kept of an account, all of it text. Of a word that only a newer version knows nothing
 * follows, and it is written back as it is. */
enum
{
  MEMBER_ID,
  MEMBER_KIND,
  MEMBER_API,
  MEMBER_LOGIN,
  MEMBER_CLIENT_ID,
  MEMBER_ORGANIZATION_LOGIN,
  MEMBER_PROVIDER,
  MEMBER_LABEL,
  MEMBER_COLOR,
  MEMBER_USE,
  MEMBER_ORGANIZATION_ID,
  MEMBER_ORGANIZATION_NAME,
  MEMBER_PERSON_NAME,
  N_MEMBERS
};

static const struct
{
  const char *key;
  glong max_chars;
} members[N_MEMBERS] = {
  [MEMBER_ID] = { "id", MAX_WORD_CHARS },
  [MEMBER_KIND] = { "kind", MAX_WORD_CHARS },
  [MEMBER_API] = { "api", MAX_ADDRESS_CHARS },
  [MEMBER_LOGIN] = { "login", MAX_ADDRESS_CHARS },
  [MEMBER_CLIENT_ID] = { "client-id", MAX_WORD_CHARS },
  [MEMBER_ORGANIZATION_LOGIN] = { "org", MAX_WORD_CHARS },
  [MEMBER_PROVIDER] = { "provider", MAX_WORD_CHARS },
  [MEMBER_LABEL] = { "name", MAX_WORD_CHARS },
  [MEMBER_COLOR] = { "color", MAX_WORD_CHARS },
  [MEMBER_USE] = { "use", MAX_WORD_CHARS },
  [MEMBER_ORGANIZATION_ID] = { "organization-id", MAX_WORD_CHARS },
  [MEMBER_ORGANIZATION_NAME] = { "organization-name", MAX_WORD_CHARS },
  [MEMBER_PERSON_NAME] = { "person-name", MAX_WORD_CHARS },
};

static const char *const kinds[] = { "browser", "client-credentials", NULL };
static const char *const uses[] = { "", "production", "test", "practice", NULL };

static const struct
{
  const char *word;
  const char *name;
} colors[GATE_ACCOUNT_N_COLORS] = {
  [GATE_ACCOUNT_COLOR_NONE] = { NULL, NC_ ("color", "None") },
  [GATE_ACCOUNT_COLOR_BLUE] = { "blue", NC_ ("color", "Blue") },
  [GATE_ACCOUNT_COLOR_GREEN] = { "green", NC_ ("color", "Green") },
  [GATE_ACCOUNT_COLOR_YELLOW] = { "yellow", NC_ ("color", "Yellow") },
  [GATE_ACCOUNT_COLOR_ORANGE] = { "orange", NC_ ("color", "Orange") },
  [GATE_ACCOUNT_COLOR_RED] = { "red", NC_ ("color", "Red") },
  [GATE_ACCOUNT_COLOR_PURPLE] = { "purple", NC_ ("color", "Purple") },
  [GATE_ACCOUNT_COLOR_BROWN] = { "brown", NC_ ("color", "Brown") },
};

struct _GateAccount
{
  GObject parent_instance;

  char *members[N_MEMBERS];
};

G_DEFINE_FINAL_TYPE (GateAccount, gate_account, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  PROP_SUBTITLE,
  PROP_COLOR_WORD,
  PROP_IS_PRODUCTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The properties are made of several members each, so all of them may have changed. */
static void
notify_all (GateAccount *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
set_member (GateAccount *self,
            guint        member,
            const char  *value)
{
  if (gate_set_str (&self->members[member], value != NULL && *value != '\0' ? value : NULL))
    notify_all (self);
}

/* Names may come from outside, and are kept only to be shown. */
static void
set_name_member (GateAccount *self,
                 guint        member,
                 const char  *name)
{
  g_autofree char *shown = gate_text_for_display (name, GATE_ACCOUNT_MAX_NAME_CHARS);

  set_member (self, member, shown);
}

/* The environment, or the host where the addresses are made of none. */
static char *
dup_place (GateAccount *self)
{
  g_autofree char *environment = gate_region_dup_environment (self->members[MEMBER_API],
                                                              self->members[MEMBER_LOGIN]);
  const GateRegion *region = gate_region_find (environment);
  g_autoptr (GUri) address = NULL;

  if (region != NULL)
    return g_strdup (gate_region_get_place (region));
  if (environment != NULL)
    return g_steal_pointer (&environment);
  address = gate_address_parse (self->members[MEMBER_API], NULL);
  if (address == NULL || gate_address_is_loopback (address))
    return g_strdup (C_ ("place", "This computer"));
  return g_strdup (g_uri_get_host (address));
}

static const char *
describe_use (GateAccountUse use)
{
  switch (use)
    {
    case GATE_ACCOUNT_USE_PRODUCTION:
      return C_ ("use of an account", "production");
    case GATE_ACCOUNT_USE_TEST:
      return C_ ("use of an account", "test");
    case GATE_ACCOUNT_USE_PRACTICE:
      return C_ ("use of an account", "practice");
    case GATE_ACCOUNT_USE_NONE:
    case GATE_ACCOUNT_N_USES:
    default:
      return NULL;
    }
}

static guint
find_word (const char *const *words,
           const char        *word)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_strcmp0 (words[i], word) == 0)
      return i;
  return G_MAXUINT;
}

static void
gate_account_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  GateAccount *self = GATE_ACCOUNT (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_take_string (value, gate_account_dup_name (self));
      break;
    case PROP_SUBTITLE:
      g_value_take_string (value, gate_account_dup_subtitle (self));
      break;
    case PROP_COLOR_WORD:
      g_value_set_string (value, colors[gate_account_get_color (self)].word);
      break;
    case PROP_IS_PRODUCTION:
      g_value_set_boolean (value, gate_account_get_use (self) == GATE_ACCOUNT_USE_PRODUCTION);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_account_finalize (GObject *object)
{
  GateAccount *self = GATE_ACCOUNT (object);

  for (guint i = 0; i < N_MEMBERS; i++)
    g_free (self->members[i]);
  G_OBJECT_CLASS (gate_account_parent_class)->finalize (object);
}

static void
gate_account_class_init (GateAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gate_account_get_property;
  object_class->finalize = gate_account_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  properties[PROP_COLOR_WORD] = g_param_spec_string ("color-word", NULL, NULL, NULL, flags);
  properties[PROP_IS_PRODUCTION] =
      g_param_spec_boolean ("is-production", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gate_account_init (GateAccount *self)
{
}

/**
 * gate_account_new:
 * @kind: who signs in
 * @api_address: what gate_account_check_address() returned for the API
 * @login_address: what it returned for the login
 * @client_id: the ID of the OAuth client
 *
 * Returns: (transfer full): an account with a new random ID
 */
GateAccount *
gate_account_new (GateAccountKind kind,
                  const char     *api_address,
                  const char     *login_address,
                  const char     *client_id)
{
  GateAccount *self;

  g_return_val_if_fail (api_address != NULL && login_address != NULL, NULL);
  g_return_val_if_fail (gate_text_is_client_id (client_id), NULL);

  self = g_object_new (GATE_TYPE_ACCOUNT, NULL);
  self->members[MEMBER_ID] = g_uuid_string_random ();
  self->members[MEMBER_KIND] = g_strdup (kinds[kind]);
  self->members[MEMBER_API] = g_strdup (api_address);
  self->members[MEMBER_LOGIN] = g_strdup (login_address);
  self->members[MEMBER_CLIENT_ID] = g_strdup (client_id);
  return self;
}

static gboolean
read_member (GateAccount *self,
             guint        member,
             GVariant    *entry)
{
  g_autoptr (GVariant) value = g_variant_lookup_value (entry, members[member].key, NULL);
  const char *text;

  if (value == NULL)
    return TRUE;
  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return FALSE;
  text = g_variant_get_string (value, NULL);
  if (g_utf8_strlen (text, -1) > members[member].max_chars)
    return FALSE;
  self->members[member] = *text != '\0' ? g_strdup (text) : NULL;
  return TRUE;
}

static gboolean
check_address_member (GateAccount *self,
                      guint        member)
{
  g_autofree char *checked = NULL;

  if (self->members[member] == NULL)
    return FALSE;
  checked = gate_account_check_address (self->members[member], member == MEMBER_API);
  return g_strcmp0 (checked, self->members[member]) == 0;
}

static gboolean
is_complete (GateAccount *self)
{
  const char *organization_login = self->members[MEMBER_ORGANIZATION_LOGIN];
  const char *provider = self->members[MEMBER_PROVIDER];

  if (organization_login != NULL || provider != NULL)
    if (!gate_account_is_sign_in_word (organization_login) ||
        !gate_account_is_sign_in_word (provider))
      return FALSE;
  return gate_text_is_client_id (self->members[MEMBER_ID]) &&
         find_word (kinds, self->members[MEMBER_KIND]) != G_MAXUINT &&
         check_address_member (self, MEMBER_API) && check_address_member (self, MEMBER_LOGIN) &&
         gate_text_is_client_id (self->members[MEMBER_CLIENT_ID]);
}

/**
 * gate_account_read:
 * @entry: what is stored, a{sv}
 *
 * Returns: (transfer full) (nullable): the account; %NULL when a member is missing, of another
 *   type, too long, or not what it has to be, e.g. because a newer version wrote it
 */
GateAccount *
gate_account_read (GVariant *entry)
{
  g_autoptr (GateAccount) self = g_object_new (GATE_TYPE_ACCOUNT, NULL);

  g_return_val_if_fail (g_variant_is_of_type (entry, G_VARIANT_TYPE_VARDICT), NULL);

  for (guint i = 0; i < N_MEMBERS; i++)
    if (!read_member (self, i, entry))
      return NULL;
  return is_complete (self) ? g_steal_pointer (&self) : NULL;
}

/**
 * gate_account_write:
 * @self: an account
 * @stored: (nullable): what is stored of it, a{sv}
 *
 * Returns: (transfer floating): what to store, a{sv}: the members of @self, and those of @stored
 *   that only a newer version knows
 */
GVariant *
gate_account_write (GateAccount *self,
                    GVariant    *stored)
{
  g_auto (GVariantDict) entry = G_VARIANT_DICT_INIT (stored);

  g_return_val_if_fail (GATE_IS_ACCOUNT (self), NULL);

  for (guint i = 0; i < N_MEMBERS; i++)
    if (self->members[i] != NULL)
      g_variant_dict_insert (&entry, members[i].key, "s", self->members[i]);
    else
      g_variant_dict_remove (&entry, members[i].key);
  return g_variant_dict_end (&entry);
}

/**
 * gate_account_update_from:
 * @self: an account
 * @other: the same account as it is now
 */
void
gate_account_update_from (GateAccount *self,
                          GateAccount *other)
{
  gboolean changed = FALSE;

  g_return_if_fail (GATE_IS_ACCOUNT (self) && GATE_IS_ACCOUNT (other));
  g_return_if_fail (g_str_equal (self->members[MEMBER_ID], other->members[MEMBER_ID]));

  for (guint i = 0; i < N_MEMBERS; i++)
    changed |= gate_set_str (&self->members[i], other->members[i]);
  if (changed)
    notify_all (self);
}

const char *
gate_account_get_id (GateAccount *self)
{
  g_return_val_if_fail (GATE_IS_ACCOUNT (self), NULL);

  return self->members[MEMBER_ID];
}

GateAccountKind
gate_account_get_kind (GateAccount *self)
{
  g_return_val_if_fail (GATE_IS_ACCOUNT (self), GATE_ACCOUNT_BROWSER);

  return (GateAccountKind) find_word (kinds, self->members[MEMBER_KIND]);
}

const char *
gate_account_get_api_address (GateAccount *self)
{
  g_return_val_if_fail (GATE_IS_ACCOUNT (self), NULL);

  return self->members[MEMBER_API];
}

const char *
gate_account_get_login_address (GateAccount *self)
{
  g_return_val_if_fail (GATE_IS_ACCOUNT (self), NULL);

  return self->members[MEMBER_LOGIN];
}

const char *
gate_account_get_client_id (GateAccount *self)
{
  g_return_val_if_fail (GATE_IS_ACCOUNT (self), NULL);

  return self->members[MEMBER_CLIENT_ID];
}

const char *
gate_account_get_organization_login (GateAccount *self)
{
  g_return_val_if_fail (GATE_IS_ACCOUNT (self), NULL);

  return self->members[MEMBER_ORGANIZATION_LOGIN];
}

const char *
gate_account_get_provider (GateAccount *self)
{
  g_return_val_if_fail (GATE_IS_ACCOUNT (self), NULL);

  return self->members[MEMBER_PROVIDER];
}

/**
 * gate_account_set_provider:
 * @self: an account
 * @organization_login: (nullable): the short name of the organization
 * @provider: (nullable): the identity provider that the person signs in with, e.g. `okta`
 *
 * The service takes both or none (genesys-api.md 2.3).
 */
void
gate_account_set_provider (GateAccount *self,
                           const char  *organization_login,
                           const char  *provider)
{
  g_return_if_fail (GATE_IS_ACCOUNT (self));
  g_return_if_fail ((organization_login == NULL) == (provider == NULL));
  g_return_if_fail (provider == NULL || (gate_account_is_sign_in_word (provider) &&
                                         gate_account_is_sign_in_word (organization_login)));

  set_member (self, MEMBER_ORGANIZATION_LOGIN, organization_login);
  set_member (self, MEMBER_PROVIDER, provider);
}

const char *
gate_account_get_label (GateAccount *self)
{
  g_return_val_if_fail (GATE_IS_ACCOUNT (self), NULL);

  return self->members[MEMBER_LABEL];
}

/**
 * gate_account_set_label:
 * @self: an account
 * @label: (nullable): the person's own name for it
 */
void
gate_account_set_label (GateAccount *self,
                        const char  *label)
{
  g_return_if_fail (GATE_IS_ACCOUNT (self));

  set_name_member (self, MEMBER_LABEL, label);
}

GateAccountColor
gate_account_get_color (GateAccount *self)
{
  g_return_val_if_fail (GATE_IS_ACCOUNT (self), GATE_ACCOUNT_COLOR_NONE);

  for (guint i = 1; i < GATE_ACCOUNT_N_COLORS; i++)
    if (g_strcmp0 (colors[i].word, self->members[MEMBER_COLOR]) == 0)
      return i;
  return GATE_ACCOUNT_COLOR_NONE;
}

void
gate_account_set_color (GateAccount     *self,
                        GateAccountColor color)
{
  g_return_if_fail (GATE_IS_ACCOUNT (self));

  set_member (self, MEMBER_COLOR, colors[color].word);
}

GateAccountUse
gate_account_get_use (GateAccount *self)
{
  guint use;

  g_return_val_if_fail (GATE_IS_ACCOUNT (self), GATE_ACCOUNT_USE_NONE);

  use = find_word (uses, self->members[MEMBER_USE]);
  return use != G_MAXUINT ? (GateAccountUse) use : GATE_ACCOUNT_USE_NONE;
}

void
gate_account_set_use (GateAccount   *self,
                      GateAccountUse use)
{
  g_return_if_fail (GATE_IS_ACCOUNT (self));

  set_member (self, MEMBER_USE, uses[use]);
}

const char *
gate_account_get_organization_id (GateAccount *self)
{
  g_return_val_if_fail (GATE_IS_ACCOUNT (self), NULL);

  return self->members[MEMBER_ORGANIZATION_ID];
}

const char *
gate_account_get_organization_name (GateAccount *self)
{
  g_return_val_if_fail (GATE_IS_ACCOUNT (self), NULL);

  return self->members[MEMBER_ORGANIZATION_NAME];
}

const char *
gate_account_get_person_name (GateAccount *self)
{
  g_return_val_if_fail (GATE_IS_ACCOUNT (self), NULL);

  return self->members[MEMBER_PERSON_NAME];
}

/**
 * gate_account_set_seen:
 * @self: an account
 * @organization_id: (nullable): the ID of the organization
 * @organization_name: (nullable): its name, from outside
 * @person_name: (nullable): who is signed in, from outside; %NULL for a client
 *
 * Keeps what the organization told after a sign-in, to be shown before the next one.
 */
void
gate_account_set_seen (GateAccount *self,
                       const char  *organization_id,
                       const char  *organization_name,
                       const char  *person_name)
{
  g_return_if_fail (GATE_IS_ACCOUNT (self));

  set_name_member (self, MEMBER_ORGANIZATION_ID, organization_id);
  set_name_member (self, MEMBER_ORGANIZATION_NAME, organization_name);
  set_name_member (self, MEMBER_PERSON_NAME, person_name);
}

/**
 * gate_account_dup_name:
 * @self: an account
 *
 * Returns: (transfer full): what to call it, safe to show
 */
char *
gate_account_dup_name (GateAccount *self)
{
  const char *name;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (GATE_IS_ACCOUNT (self), NULL);

  name = self->members[MEMBER_LABEL] != NULL ? self->members[MEMBER_LABEL] :
                                               self->members[MEMBER_ORGANIZATION_NAME];
  shown = gate_text_for_display (name, GATE_ACCOUNT_MAX_NAME_CHARS);
  return *shown != '\0' ? g_steal_pointer (&shown) : dup_place (self);
}

/**
 * gate_account_dup_subtitle:
 * @self: an account
 *
 * Returns: (transfer full): where it is and what it is used for
 */
char *
gate_account_dup_subtitle (GateAccount *self)
{
  g_autofree char *place = NULL;
  const char *use;

  g_return_val_if_fail (GATE_IS_ACCOUNT (self), NULL);

  place = dup_place (self);
  use = describe_use (gate_account_get_use (self));
  if (use == NULL)
    return g_steal_pointer (&place);
  /* Translators: where an organization is, and what it is used for: “Frankfurt · production”. */
  return g_strdup_printf (C_ ("account", "%1$s · %2$s"), place, use);
}

const char *
gate_account_color_get_word (GateAccountColor color)
{
  return colors[color].word;
}

const char *
gate_account_color_describe (GateAccountColor color)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "color", colors[color].name);
}

/**
 * gate_account_is_sign_in_word:
 * @text: (nullable): a short name of an organization, or the name of an identity provider
 *
 * Returns: whether it is one word of printable characters, 100 at most
 */
gboolean
gate_account_is_sign_in_word (const char *text)
{
  if (text == NULL || *text == '\0' || g_utf8_strlen (text, -1) > MAX_WORD_CHARS)
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isgraph (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/**
 * gate_account_check_address:
 * @typed: the address of an API or of a login, from a person or a file
 * @is_api: whether it is of an API; the `/api/v2` at its end is left out then
 *
 * Accepts https, and http on a loopback literal, both without a query and a fragment.
 *
 * Returns: (transfer full) (nullable): the address without a slash at its end, %NULL when it is
 *   refused
 */
char *
gate_account_check_address (const char *typed,
                            gboolean    is_api)
{
  g_autofree char *stripped = g_strstrip (g_strdup (typed));
  g_autoptr (GUri) address = NULL;
  g_autofree char *text = NULL;

  if (strlen (stripped) > MAX_ADDRESS_CHARS)
    return NULL;
  address = is_api ? gate_address_parse_api (stripped, NULL) : gate_address_parse (stripped, NULL);
  if (address == NULL || g_uri_get_query (address) != NULL)
    return NULL;
  text = g_uri_to_string (address);
  while (g_str_has_suffix (text, "/"))
    text[strlen (text) - 1] = '\0';
  return g_steal_pointer (&text);
}
