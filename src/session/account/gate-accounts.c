/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Every edit reads what is stored at that moment, changes one entry of it and writes all of them
 * back, without a turn of the main loop between. So the edits of two windows never undo each other,
 * and an entry that cannot be read is passed on as it is. */

#define G_LOG_DOMAIN "gate-session"

#include "config.h"

#include "gate-accounts.h"

#include <glib/gi18n-lib.h>

#define KEY "accounts"
#define ENTRIES_TYPE "aa{sv}"
/* Further entries are left alone and counted. */
#define MAX_ACCOUNTS 100

struct _GateAccounts
{
  GObject parent_instance;

  GSettings *settings; /* NULL without any */
  GVariant *memory;    /* the entries once the settings could not be written, else NULL */
  GPtrArray *accounts;
  guint n_unread;
};

static void gate_accounts_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GateAccounts,
                               gate_accounts,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, gate_accounts_iface_init))

enum
{
  PROP_0,
  PROP_PROBLEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GType
gate_accounts_get_item_type (GListModel *model)
{
  return GATE_TYPE_ACCOUNT;
}

static guint
gate_accounts_get_n_items (GListModel *model)
{
  return GATE_ACCOUNTS (model)->accounts->len;
}

static gpointer
gate_accounts_get_item (GListModel *model,
                        guint       position)
{
  GateAccounts *self = GATE_ACCOUNTS (model);

  return position < self->accounts->len ?
             g_object_ref (g_ptr_array_index (self->accounts, position)) :
             NULL;
}

static void
gate_accounts_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = gate_accounts_get_item_type;
  iface->get_n_items = gate_accounts_get_n_items;
  iface->get_item = gate_accounts_get_item;
}

/* The entries as they are stored now: an array of a{sv}. */
static GPtrArray *
read_entries (GateAccounts *self)
{
  g_autoptr (GVariant) stored = NULL;
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);

  if (self->memory != NULL)
    stored = g_variant_ref (self->memory);
  else if (self->settings != NULL)
    stored = g_settings_get_value (self->settings, KEY);
  for (gsize i = 0; stored != NULL && i < g_variant_n_children (stored); i++)
    g_ptr_array_add (entries, g_variant_get_child_value (stored, i));
  return entries;
}

static GateAccount *
find_in (GPtrArray  *accounts,
         const char *id)
{
  for (guint i = 0; i < accounts->len; i++)
    {
      GateAccount *account = g_ptr_array_index (accounts, i);

      if (g_str_equal (gate_account_get_id (account), id))
        return account;
    }
  return NULL;
}

/* The account of an entry; NULL if it cannot be read, or if an entry before has the same ID. */
static GateAccount *
read_entry (GVariant  *entry,
            GPtrArray *before)
{
  g_autoptr (GateAccount) account = gate_account_read (entry);

  if (account == NULL || before->len == MAX_ACCOUNTS ||
      find_in (before, gate_account_get_id (account)) != NULL)
    return NULL;
  return g_steal_pointer (&account);
}

static gboolean
is_entry_of (GVariant   *entry,
             const char *id)
{
  g_autoptr (GateAccount) account = gate_account_read (entry);

  return account != NULL && g_str_equal (gate_account_get_id (account), id);
}

/* The position of the entry of an account, or the number of entries. */
static guint
find_entry (GPtrArray  *entries,
            const char *id)
{
  for (guint i = 0; i < entries->len; i++)
    if (is_entry_of (g_ptr_array_index (entries, i), id))
      return i;
  return entries->len;
}

/* Takes all entries with an ID off: the one that counts first, then those that have its ID too. */
static GPtrArray *
steal_entries (GPtrArray  *entries,
               const char *id)
{
  GPtrArray *stolen = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);

  for (guint i = find_entry (entries, id); i < entries->len; i = find_entry (entries, id))
    g_ptr_array_add (stolen, g_ptr_array_steal_index (entries, i));
  return stolen;
}

/* The position of the entry that is the nth account, or the number of entries. */
static guint
find_readable (GPtrArray *entries,
               guint      n)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < entries->len; i++)
    {
      GateAccount *account = read_entry (g_ptr_array_index (entries, i), accounts);

      if (account == NULL)
        continue;
      if (accounts->len == n)
        {
          g_object_unref (account);
          return i;
        }
      g_ptr_array_add (accounts, account);
    }
  return entries->len;
}

/* Emits items-changed for what lies between the first and the last difference. */
static void
replace_accounts (GateAccounts *self,
                  GPtrArray    *accounts)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->accounts);
  guint n_same = 0;
  guint n_same_end = 0;
  guint n_both = MIN (before->len, accounts->len);

  while (n_same < n_both && before->pdata[n_same] == accounts->pdata[n_same])
    n_same++;
  while (n_same_end < n_both - n_same &&
         before->pdata[before->len - 1 - n_same_end] ==
             accounts->pdata[accounts->len - 1 - n_same_end])
    n_same_end++;
  self->accounts = g_ptr_array_ref (accounts);
  if (before->len != n_same + n_same_end || accounts->len != n_same + n_same_end)
    g_list_model_items_changed (G_LIST_MODEL (self), n_same, before->len - n_same - n_same_end,
                                accounts->len - n_same - n_same_end);
}

/* Takes over what is stored; an account keeps its object. ADDED is the object of a new one. */
static void
follow (GateAccounts *self,
        GateAccount  *added)
{
  g_autoptr (GPtrArray) entries = read_entries (self);
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *problem_before = gate_accounts_dup_problem (self);
  g_autofree char *problem = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      g_autoptr (GateAccount) account = read_entry (g_ptr_array_index (entries, i), accounts);
      GateAccount *known = NULL;

      if (account == NULL)
        continue;
      known = find_in (self->accounts, gate_account_get_id (account));
      if (known == NULL && added != NULL &&
          g_str_equal (gate_account_get_id (added), gate_account_get_id (account)))
        known = added;
      if (known != NULL)
        gate_account_update_from (known, account);
      g_ptr_array_add (accounts, g_object_ref (known != NULL ? known : account));
    }
  self->n_unread = entries->len - accounts->len;
  replace_accounts (self, accounts);
  problem = gate_accounts_dup_problem (self);
  if (g_strcmp0 (problem_before, problem) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static void
changed_cb (GateAccounts *self)
{
  if (self->memory == NULL)
    follow (self, NULL);
}

static void
write_entries (GateAccounts *self,
               GPtrArray    *entries,
               GateAccount  *added)
{
  GVariantBuilder builder;
  g_autoptr (GVariant) value = NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (ENTRIES_TYPE));
  for (guint i = 0; i < entries->len; i++)
    g_variant_builder_add_value (&builder, g_ptr_array_index (entries, i));
  value = g_variant_ref_sink (g_variant_builder_end (&builder));
  /* The handler would make a new object for an account that is added. */
  if (self->settings != NULL)
    g_signal_handlers_block_by_func (self->settings, changed_cb, self);
  if (self->memory != NULL || self->settings == NULL ||
      !g_settings_set_value (self->settings, KEY, value))
    {
      g_clear_pointer (&self->memory, g_variant_unref);
      self->memory = g_steal_pointer (&value);
    }
  if (self->settings != NULL)
    g_signal_handlers_unblock_by_func (self->settings, changed_cb, self);
  follow (self, added);
}

/* Whether what is stored is there again after Gatehouse was closed. GLib falls back to a backend in
 * memory where no other one is installed. */
static gboolean
is_kept (GateAccounts *self)
{
  g_autoptr (GObject) backend = NULL;

  if (self->settings == NULL || self->memory != NULL ||
      !g_settings_is_writable (self->settings, KEY))
    return FALSE;
  g_object_get (self->settings, "backend", &backend, NULL);
  return !g_str_equal (G_OBJECT_TYPE_NAME (backend), "GMemorySettingsBackend");
}

static void
gate_accounts_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_PROBLEM:
      g_value_take_string (value, gate_accounts_dup_problem (GATE_ACCOUNTS (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gate_accounts_dispose (GObject *object)
{
  GateAccounts *self = GATE_ACCOUNTS (object);

  g_clear_object (&self->settings);
  G_OBJECT_CLASS (gate_accounts_parent_class)->dispose (object);
}

static void
gate_accounts_finalize (GObject *object)
{
  GateAccounts *self = GATE_ACCOUNTS (object);

  g_clear_pointer (&self->memory, g_variant_unref);
  g_ptr_array_unref (self->accounts);
  G_OBJECT_CLASS (gate_accounts_parent_class)->finalize (object);
}

static void
gate_accounts_class_init (GateAccountsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gate_accounts_get_property;
  object_class->dispose = gate_accounts_dispose;
  object_class->finalize = gate_accounts_finalize;

  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gate_accounts_init (GateAccounts *self)
{
  self->accounts = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * gate_accounts_new:
 * @settings: (nullable): settings with the key `accounts`, whose changes apply at once; without
 *   any, accounts are kept in memory
 *
 * Returns: (transfer full): the accounts that are stored
 */
GateAccounts *
gate_accounts_new (GSettings *settings)
{
  GateAccounts *self = g_object_new (GATE_TYPE_ACCOUNTS, NULL);

  if (settings != NULL)
    {
      self->settings = g_object_ref (settings);
      g_signal_connect_object (settings, "changed::" KEY, G_CALLBACK (changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  follow (self, NULL);
  return self;
}

/**
 * gate_accounts_find:
 * @self: the accounts
 * @id: the ID of an account
 *
 * Returns: (transfer none) (nullable): the account
 */
GateAccount *
gate_accounts_find (GateAccounts *self,
                    const char   *id)
{
  g_return_val_if_fail (GATE_IS_ACCOUNTS (self) && id != NULL, NULL);

  return find_in (self->accounts, id);
}

/**
 * gate_accounts_store:
 * @self: the accounts
 * @account: an account, of the list or not
 *
 * Writes @account in place of the one with its ID, or behind all others.
 */
void
gate_accounts_store (GateAccounts *self,
                     GateAccount  *account)
{
  g_autoptr (GPtrArray) entries = NULL;
  guint position;

  g_return_if_fail (GATE_IS_ACCOUNTS (self) && GATE_IS_ACCOUNT (account));

  entries = read_entries (self);
  position = find_entry (entries, gate_account_get_id (account));
  if (position == entries->len)
    g_ptr_array_add (entries, g_variant_ref_sink (gate_account_write (account, NULL)));
  else
    {
      g_autoptr (GVariant) stored = g_ptr_array_steal_index (entries, position);

      g_ptr_array_insert (entries, position,
                          g_variant_ref_sink (gate_account_write (account, stored)));
    }
  write_entries (self, entries, account);
}

/**
 * gate_accounts_remove:
 * @self: the accounts
 * @id: the ID of an account; an unknown one changes nothing
 *
 * Forgets an account. Its secrets are not kept here.
 */
void
gate_accounts_remove (GateAccounts *self,
                      const char   *id)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) removed = NULL;

  g_return_if_fail (GATE_IS_ACCOUNTS (self) && id != NULL);

  entries = read_entries (self);
  removed = steal_entries (entries, id);
  if (removed->len > 0)
    write_entries (self, entries, NULL);
}

/**
 * gate_accounts_move:
 * @self: the accounts
 * @id: the ID of an account; an unknown one changes nothing
 * @position: its position from now on; behind all others if there are fewer
 */
void
gate_accounts_move (GateAccounts *self,
                    const char   *id,
                    guint         position)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) moved = NULL;
  guint to;

  g_return_if_fail (GATE_IS_ACCOUNTS (self) && id != NULL);

  entries = read_entries (self);
  moved = steal_entries (entries, id);
  if (moved->len == 0)
    return;
  to = find_readable (entries, position);
  while (moved->len > 0)
    g_ptr_array_insert (entries, (int) to++, g_ptr_array_steal_index (moved, 0));
  write_entries (self, entries, NULL);
}

/**
 * gate_accounts_dup_problem:
 * @self: the accounts
 *
 * Returns: (transfer full) (nullable): sentences for people: what could not be read or is not kept
 */
char *
gate_accounts_dup_problem (GateAccounts *self)
{
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  g_return_val_if_fail (GATE_IS_ACCOUNTS (self), NULL);

  if (self->n_unread > 0)
    {
      g_autofree char *unread = g_strdup_printf (
          ngettext ("%u account could not be read. It is left as it is; a newer version of "
                    "Gatehouse may have written it.",
                    "%u accounts could not be read. They are left as they are; a newer version of "
                    "Gatehouse may have written them.",
                    self->n_unread),
          self->n_unread);

      g_strv_builder_add (sentences, unread);
    }
  if (self->accounts->len > 0 && !is_kept (self))
    g_strv_builder_add (sentences, _ ("The settings cannot be written here, so accounts are "
                                      "forgotten when Gatehouse closes."));
  all = g_strv_builder_end (sentences);
  return all[0] != NULL ? g_strjoinv (" ", all) : NULL;
}
