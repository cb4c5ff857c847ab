/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* Who gets into a client, who is asked, and who is refused. */

#include "gate-org-authorize-context.h"

#define AUTHORIZED GATE_AUTHORIZATION_AUTHORIZED
#define REQUESTED GATE_AUTHORIZATION_REQUESTED
#define REVOKED GATE_AUTHORIZATION_REVOKED
#define NONE GATE_AUTHORIZATION_UNAUTHORIZED

/* clang-format off */
static const struct
{
  GateAuthorizationState state;
  GateClientOwner owner;
  gboolean is_confidential;
  const char *authorized_role; /* NULL: all */
  gboolean is_administrator;
  gboolean is_own_wish;
  GateOrgStep step;
} rows[] = {
  /* Authorized: confidential clients go through unless another site led here (S23). */
  { AUTHORIZED, GATE_OWNER_SELF, TRUE, NULL, FALSE, TRUE, GATE_ORG_STEP_ENTER },
  { AUTHORIZED, GATE_OWNER_SELF, TRUE, NULL, FALSE, FALSE, GATE_ORG_STEP_CONFIRM },
  { AUTHORIZED, GATE_OWNER_FOREIGN, FALSE, NULL, FALSE, TRUE, GATE_ORG_STEP_CONFIRM },
  { AUTHORIZED, GATE_OWNER_FOREIGN, FALSE, NULL, TRUE, TRUE, GATE_ORG_STEP_CONFIRM },
  { AUTHORIZED, GATE_OWNER_BUILT_IN, TRUE, NULL, FALSE, TRUE, GATE_ORG_STEP_ENTER },
  /* Limited to roles, for administrators too. */
  { AUTHORIZED, GATE_OWNER_SELF, TRUE, "held", FALSE, TRUE, GATE_ORG_STEP_ENTER },
  { AUTHORIZED, GATE_OWNER_SELF, TRUE, "other", FALSE, TRUE, GATE_ORG_STEP_NO_ROLE },
  { AUTHORIZED, GATE_OWNER_SELF, FALSE, "other", TRUE, TRUE, GATE_ORG_STEP_NO_ROLE },
  { AUTHORIZED, GATE_OWNER_BUILT_IN, TRUE, "other", TRUE, TRUE, GATE_ORG_STEP_NO_ROLE },
  /* Not authorized: who holds the permission decides. */
  { NONE, GATE_OWNER_SELF, TRUE, NULL, TRUE, TRUE, GATE_ORG_STEP_CONSENT },
  { NONE, GATE_OWNER_SELF, TRUE, NULL, FALSE, TRUE, GATE_ORG_STEP_ASK },
  { NONE, GATE_OWNER_FOREIGN, FALSE, NULL, TRUE, FALSE, GATE_ORG_STEP_CONSENT },
  { NONE, GATE_OWNER_BUILT_IN, FALSE, NULL, TRUE, TRUE, GATE_ORG_STEP_CONSENT },
  { REQUESTED, GATE_OWNER_FOREIGN, FALSE, NULL, TRUE, TRUE, GATE_ORG_STEP_CONSENT },
  { REQUESTED, GATE_OWNER_FOREIGN, FALSE, NULL, FALSE, TRUE, GATE_ORG_STEP_ASK },
  /* Revoked: a built-in client is switched off for everybody. */
  { REVOKED, GATE_OWNER_SELF, TRUE, NULL, TRUE, TRUE, GATE_ORG_STEP_CONSENT },
  { REVOKED, GATE_OWNER_SELF, TRUE, NULL, FALSE, TRUE, GATE_ORG_STEP_ASK },
  { REVOKED, GATE_OWNER_FOREIGN, FALSE, "held", TRUE, TRUE, GATE_ORG_STEP_CONSENT },
  { REVOKED, GATE_OWNER_BUILT_IN, TRUE, NULL, TRUE, TRUE, GATE_ORG_STEP_SWITCHED_OFF },
  { REVOKED, GATE_OWNER_BUILT_IN, FALSE, NULL, FALSE, TRUE, GATE_ORG_STEP_SWITCHED_OFF },
  { REVOKED, GATE_OWNER_BUILT_IN, TRUE, "held", TRUE, TRUE, GATE_ORG_STEP_SWITCHED_OFF },
};
/* clang-format on */

static void
test_decide (void)
{
  static const char *const held[] = { "held", NULL };
  static const char *const permissions[] = { "oauth:*:*", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GateOrgAuthorizeContext) context = g_new0 (GateOrgAuthorizeContext, 1);
      g_autoptr (GateClient) client = gate_client_new ("id");
      const char *const roles[] = { rows[i].authorized_role, NULL };

      g_test_message ("row %u", i);
      context->authorization = gate_authorization_new (client);
      gate_authorization_set_state (context->authorization, rows[i].state);
      gate_authorization_set_roles (context->authorization, roles);
      context->owner = rows[i].owner;
      context->is_confidential = rows[i].is_confidential;
      context->person = gate_person_new ("person");
      gate_person_set_role_ids (context->person, held);
      if (rows[i].is_administrator)
        gate_person_set_permissions (context->person, permissions);
      g_assert_cmpint (gate_org_authorize_context_decide (context, rows[i].is_own_wish),
                       ==,
                       rows[i].step);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/launch/decide", test_decide);
  return g_test_run ();
}
