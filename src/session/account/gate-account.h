/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The longest name that a person gives an account. */
#define GATE_ACCOUNT_MAX_NAME_CHARS 60

typedef enum
{
  GATE_ACCOUNT_BROWSER,            /* the person signs in: code and PKCE */
  GATE_ACCOUNT_CLIENT_CREDENTIALS, /* the client signs in, with its secret */
} GateAccountKind;

typedef enum
{
  GATE_ACCOUNT_USE_NONE, /* not told; nothing is guessed */
  GATE_ACCOUNT_USE_PRODUCTION,
  GATE_ACCOUNT_USE_TEST,
  GATE_ACCOUNT_USE_PRACTICE,
  GATE_ACCOUNT_N_USES
} GateAccountUse;

typedef enum
{
  GATE_ACCOUNT_COLOR_NONE,
  GATE_ACCOUNT_COLOR_BLUE,
  GATE_ACCOUNT_COLOR_GREEN,
  GATE_ACCOUNT_COLOR_YELLOW,
  GATE_ACCOUNT_COLOR_ORANGE,
  GATE_ACCOUNT_COLOR_RED,
  GATE_ACCOUNT_COLOR_PURPLE,
  GATE_ACCOUNT_COLOR_BROWN,
  GATE_ACCOUNT_N_COLORS
} GateAccountColor;

/* How to sign in to one organization of Genesys Cloud, and how the person tells it apart from
 * others. It never has a secret; its ID is the key of the secret.
 *
 * Properties: name (string: the person's own, else the organization's, else the place), subtitle
 * (string: “Frankfurt · production”), color-word (string or NULL: the stored word, for CSS),
 * is-production (boolean). */
#define GATE_TYPE_ACCOUNT (gate_account_get_type ())
G_DECLARE_FINAL_TYPE (GateAccount, gate_account, GATE, ACCOUNT, GObject)

GateAccount     *gate_account_new                    (GateAccountKind   kind,
                                                      const char       *api_address,
                                                      const char       *login_address,
                                                      const char       *client_id);
GateAccount     *gate_account_read                   (GVariant         *entry);
GVariant        *gate_account_write                  (GateAccount      *self,
                                                      GVariant         *stored);
void             gate_account_update_from            (GateAccount      *self,
                                                      GateAccount      *other);
const char      *gate_account_get_id                 (GateAccount      *self);
GateAccountKind  gate_account_get_kind               (GateAccount      *self);
const char      *gate_account_get_api_address        (GateAccount      *self);
const char      *gate_account_get_login_address      (GateAccount      *self);
const char      *gate_account_get_client_id          (GateAccount      *self);
const char      *gate_account_get_organization_login (GateAccount      *self);
const char      *gate_account_get_provider           (GateAccount      *self);
void             gate_account_set_provider           (GateAccount      *self,
                                                      const char       *organization_login,
                                                      const char       *provider);
const char      *gate_account_get_label              (GateAccount      *self);
void             gate_account_set_label              (GateAccount      *self,
                                                      const char       *label);
GateAccountColor gate_account_get_color              (GateAccount      *self);
void             gate_account_set_color              (GateAccount      *self,
                                                      GateAccountColor  color);
GateAccountUse   gate_account_get_use                (GateAccount      *self);
void             gate_account_set_use                (GateAccount      *self,
                                                      GateAccountUse    use);
const char      *gate_account_get_organization_id    (GateAccount      *self);
const char      *gate_account_get_organization_name  (GateAccount      *self);
const char      *gate_account_get_person_name        (GateAccount      *self);
void             gate_account_set_seen               (GateAccount      *self,
                                                      const char       *organization_id,
                                                      const char       *organization_name,
                                                      const char       *person_name);
char            *gate_account_dup_name               (GateAccount      *self);
char            *gate_account_dup_subtitle           (GateAccount      *self);

const char      *gate_account_color_get_word         (GateAccountColor  color);
const char      *gate_account_color_describe         (GateAccountColor  color);
gboolean         gate_account_is_sign_in_word        (const char       *text);
char            *gate_account_check_address          (const char       *typed,
                                                      gboolean          is_api);

G_END_DECLS
