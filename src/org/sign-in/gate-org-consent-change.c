/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-consent-change.h"

#include "gate-org-roles-table.h"

static void
add_item (GateOrgPage  *page,
          GateOrgPhrase phrase,
          const char   *first,
          const char   *second)
{
  gate_org_page_add_html (page, "<li>");
  gate_org_page_add_phrase (page, phrase, first, second);
  gate_org_page_add_html (page, "</li>\n");
}

static const char *
get_state_words (GateOrgPage       *page,
                 GateAuthorization *authorization)
{
  static const GateOrgPhrase phrases[] = {
    [GATE_AUTHORIZATION_UNAUTHORIZED] = GATE_ORG_PHRASE_STATE_UNAUTHORIZED,
    [GATE_AUTHORIZATION_REQUESTED] = GATE_ORG_PHRASE_STATE_REQUESTED,
    [GATE_AUTHORIZATION_AUTHORIZED] = GATE_ORG_PHRASE_STATE_AUTHORIZED,
    [GATE_AUTHORIZATION_REVOKED] = GATE_ORG_PHRASE_STATE_REVOKED,
  };

  return gate_org_phrases_get (gate_org_page_get_language (page),
                               phrases[gate_authorization_get_state (authorization)]);
}

/* A role that is gone, or that the store cannot tell, is named by its ID. */
static void
add_role (GateOrgPage  *page,
          GateOrgStore *store,
          const char   *id)
{
  g_autoptr (GateRole) role = gate_org_roles_table_find (store, id, NULL);

  gate_org_page_add_value (page, role != NULL ? gate_role_get_name (role) : id);
}

/* Names what @texts has and @others has not; roles where there is a @store. */
static void
add_difference (GateOrgPage       *page,
                GateOrgPhrase      phrase,
                GateOrgStore      *store,
                const char *const *texts,
                const char *const *others)
{
  gboolean is_first = TRUE;

  for (gsize i = 0; texts[i] != NULL; i++)
    {
      if (g_strv_contains (others, texts[i]))
        continue;
      gate_org_page_add_html (page, is_first ? "<li>" : ", ");
      if (is_first)
        gate_org_page_add_phrase (page, phrase, NULL, NULL);
      gate_org_page_add_html (page, is_first ? " " : "");
      if (store != NULL)
        add_role (page, store, texts[i]);
      else
        gate_org_page_add_code (page, texts[i]);
      is_first = FALSE;
    }
  gate_org_page_add_html (page, is_first ? "" : "</li>\n");
}

/**
 * gate_org_consent_change_add:
 * @page: a page that is being written
 * @store: the organization's database
 * @before: the authorization as the page before showed it
 * @after: the authorization now
 *
 * Adds what is different and, where it is known, who changed it.
 */
void
gate_org_consent_change_add (GateOrgPage       *page,
                             GateOrgStore      *store,
                             GateAuthorization *before,
                             GateAuthorization *after)
{
  const char *const *old_scopes = gate_authorization_get_scopes (before);
  const char *const *new_scopes = gate_authorization_get_scopes (after);
  const char *const *old_roles = gate_authorization_get_roles (before);
  const char *const *new_roles = gate_authorization_get_roles (after);
  const char *name = gate_authorization_get_modified_by_name (after);

  gate_org_page_add_html (page, "<div class=\"alert\" role=\"alert\">\n<p>");
  gate_org_page_add_phrase (page, GATE_ORG_PHRASE_CHANGED, NULL, NULL);
  gate_org_page_add_html (page, "</p>\n<ul>\n");
  if (gate_authorization_get_state (before) != gate_authorization_get_state (after))
    add_item (page, GATE_ORG_PHRASE_CHANGED_STATE, get_state_words (page, before),
              get_state_words (page, after));
  add_difference (page, GATE_ORG_PHRASE_CHANGED_SCOPES_MORE, NULL, new_scopes, old_scopes);
  add_difference (page, GATE_ORG_PHRASE_CHANGED_SCOPES_LESS, NULL, old_scopes, new_scopes);
  add_difference (page, GATE_ORG_PHRASE_CHANGED_ROLES_MORE, store, new_roles, old_roles);
  add_difference (page, GATE_ORG_PHRASE_CHANGED_ROLES_LESS, store, old_roles, new_roles);
  if (name != NULL)
    add_item (page, GATE_ORG_PHRASE_CHANGED_BY, name, NULL);
  gate_org_page_add_html (page, "</ul>\n</div>\n");
}
