/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-ui"

#include "config.h"

#include "gate-format-revoke.h"

#include "gate-builtin.h"
#include "gate-format.h"
#include "gate-unread.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define REPLACEMENT "\357\277\275" /* U+FFFD, in place of a character that cannot be shown */

/* N as the type of ngettext() and %'u; no organization has more people than that. */
static guint
narrow (gint64 n)
{
  return (guint) CLAMP (n, 0, G_MAXINT);
}

/* Whether revoking AUTHORIZATION denies a request, which removes no access. */
gboolean
gate_format_revoke_is_denial (GateAuthorization *authorization)
{
  return gate_authorization_get_state (authorization) == GATE_AUTHORIZATION_REQUESTED;
}

/* Whether revoking locks all people out, the administrator included, so that the person must tick a
 * sentence first. */
gboolean
gate_format_revoke_locks_out (GateAuthorization *authorization)
{
  return gate_authorization_may_be_built_in (authorization) &&
         gate_builtin_is_main_client (gate_authorization_get_name (authorization));
}

/**
 * gate_format_revoke_effect:
 * @authorization: the authorization to revoke or deny
 *
 * Returns: (transfer full): one sentence about the effect
 */
char *
gate_format_revoke_effect (GateAuthorization *authorization)
{
  const char *name = gate_authorization_get_name (authorization);

  if (gate_format_revoke_is_denial (authorization))
    /* Translators: %s is the name of an application. */
    return g_strdup_printf (_ ("Denying the request of %s gives it no access: it becomes Revoked."),
                            name);
  if (gate_authorization_is_built_in (authorization))
    /* Translators: %s is the name of an application. */
    return g_strdup_printf (_ ("Revoking disables %s for every role, administrators included."),
                            name);
  /* Translators: %s is the name of an application. */
  return g_strdup_printf (_ ("Revoking ends %s’s access to this organization at once."), name);
}

/* Tells why the person must type the name: AUTHORIZATION may be of Gatehouse's own client. */
char *
gate_format_revoke_maybe_own (GateAuthorization *authorization)
{
  /* Translators: %s is the name of an application. */
  return g_strdup_printf (_ ("The organization does not say which application Gatehouse signs in "
                             "with. If it is %s, revoking it ends your own access, and Gatehouse "
                             "cannot give it back."),
                          gate_authorization_get_name (authorization));
}

/**
 * gate_format_revoke_to_type:
 * @authorization: the authorization to revoke
 *
 * Returns: (transfer none): the text to type for confirmation: the name, or the client ID if the
 *   shown name is cut or has replacement characters, which a person cannot type
 */
const char *
gate_format_revoke_to_type (GateAuthorization *authorization)
{
  const char *name = gate_authorization_get_name (authorization);

  if (strstr (name, REPLACEMENT) != NULL || g_str_has_suffix (name, "…"))
    return gate_authorization_get_id (authorization);
  return name;
}

static char *
fold (const char *text)
{
  g_autofree char *normalized = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  char *folded = normalized != NULL ? g_utf8_casefold (normalized, -1) : g_strdup ("");

  return g_strstrip (folded);
}

/* Whether TYPED is WANTED, without regard to upper case and surrounding blanks. */
gboolean
gate_format_revoke_is_typed (const char *typed,
                             const char *wanted)
{
  g_autofree char *one = fold (typed);
  g_autofree char *other = fold (wanted);

  return *other != '\0' && g_str_equal (one, other);
}

/* The number above gate_format_revoke_people(); NULL if it is unknown. */
char *
gate_format_revoke_n_people (GateImpact *impact)
{
  guint n = narrow (impact->people.n_people);

  switch (impact->people.kind)
    {
    case GATE_HEADCOUNT_EXACT:
      return g_strdup_printf ("%'u", n);
    case GATE_HEADCOUNT_AT_MOST:
      /* Translators: %'u is a number of people; a large text of its own. */
      return g_strdup_printf (C_ ("people", "At most %'u"), n);
    case GATE_HEADCOUNT_AT_LEAST:
      /* Translators: %'u is a number of people; a large text of its own. */
      return g_strdup_printf (C_ ("people", "At least %'u"), n);
    case GATE_HEADCOUNT_UNKNOWN:
    default:
      return NULL;
    }
}

char *
gate_format_revoke_people (GateImpact *impact,
                           const char *name)
{
  guint n = narrow (impact->people.n_people);

  /* Translators: the text below a number of people; %s is the name of an application. */
  return g_strdup_printf (ngettext ("person loses %s", "people lose %s", n), name);
}

char *
gate_format_revoke_n_roles (GateImpact *impact)
{
  if (impact->is_all_roles)
    return g_strdup (C_ ("roles", "All"));
  return gate_format_known_count (impact->roles->len, impact->roles_known);
}

char *
gate_format_revoke_roles (GateImpact *impact)
{
  /* Translators: the text below a number of roles, or below “All”. */
  return g_strdup (ngettext ("role loses access",
                             "roles lose access",
                             impact->is_all_roles ||
                                     impact->roles_known != GATE_KNOWLEDGE_COMPLETE ?
                                 2 :
                                 impact->roles->len));
}

/* The text below “You”; NULL if it is unknown whether the person has access. */
char *
gate_format_revoke_you (GateImpact *impact)
{
  if (!impact->knows_you)
    return NULL;
  /* Translators: the text below “You”; “them” are the people who lose an application. */
  return g_strdup (impact->includes_you ? _ ("are one of them") : _ ("are not one of them"));
}

/**
 * gate_format_revoke_tokens:
 * @lifetime_s: the lifetime of a token of the client, in seconds; 0 or less = unknown
 * @is_local: whether the organization is the local one, which revokes the tokens itself
 *
 * Returns: (transfer full): a sentence about the end of the existing access tokens
 */
char *
gate_format_revoke_tokens (gint64   lifetime_s,
                           gboolean is_local)
{
  g_autofree char *lifetime = gate_format_lifetime (lifetime_s);

  if (is_local)
    return g_strdup (_ ("End at once"));
  if (lifetime == NULL)
    return g_strdup (_ ("End at once where the service does that, otherwise when they run out"));
  /* Translators: %s is a span of time, e.g. “24 hours”. */
  return g_strdup_printf (_ ("End at once where the service does that, otherwise after %s at most"),
                          lifetime);
}

/**
 * gate_format_revoke_way_back:
 * @authorization: the authorization to revoke or deny
 *
 * Returns: (transfer full): a sentence that tells how to undo that
 */
char *
gate_format_revoke_way_back (GateAuthorization *authorization)
{
  GateClient *client = gate_authorization_get_client (authorization);
  const char *unread = gate_unread_describe_what (authorization);

  if (unread != NULL)
    /* Translators: %s is a clause such as “Its roles could not be read”. */
    return g_strdup_printf (_ ("%s, so Gatehouse cannot bring it back: there is no Undo"), unread);
  if (gate_format_revoke_is_denial (authorization))
    return g_strdup (_ ("“Authorize Again…” approves it after all"));
  if (gate_client_get_grant_type (client) == GATE_GRANT_CLIENT_CREDENTIALS)
    return g_strdup (_ ("“Undo” at once or “Authorize Again…” later restore its scopes and roles"));
  return g_strdup (_ ("“Undo” at once or “Authorize Again…” later restore its scopes and roles; "
                      "people must sign in again"));
}

/**
 * gate_format_revoke_denial_message:
 * @authorization: the denied request
 * @organization: (nullable): the name of the organization
 * @reason: the reason that the person typed; may be empty
 *
 * Returns: (transfer full): a message for the person who requested the authorization
 */
char *
gate_format_revoke_denial_message (GateAuthorization *authorization,
                                   const char        *organization,
                                   const char        *reason)
{
  const char *name = gate_authorization_get_name (authorization);
  const char *client_id = gate_authorization_get_id (authorization);
  g_autofree char *message = NULL;

  if (organization != NULL)
    /* Translators: %1$s is an application, %2$s its client ID, %3$s an organization. */
    message = g_strdup_printf (
        _ ("The request to approve %1$s (client ID %2$s) in %3$s was denied."),
        name,
        client_id,
        organization);
  else
    /* Translators: %1$s is an application, %2$s its client ID. */
    message = g_strdup_printf (_ ("The request to approve %1$s (client ID %2$s) was denied."),
                               name,
                               client_id);
  if (*reason == '\0')
    return g_steal_pointer (&message);
  /* Translators: %1$s is a sentence, %2$s a reason as an administrator typed it. */
  return g_strdup_printf (_ ("%1$s\nReason: %2$s"), message, reason);
}
