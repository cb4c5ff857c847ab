/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

/* One attempt to sign in: each line is what came back once, with @ in place of the attempt's state.
 * There is no code without the state. */

#include "fuzz.h"

#include "gate-oauth-attempt.h"

#include <string.h>

static char *
dup_state (GateOauthAttempt *attempt)
{
  static const GateOauthAttemptWishes wishes = { NULL };
  g_autofree char *address = gate_oauth_attempt_dup_address (attempt, &wishes, NULL);
  const char *state = strstr (address, "state=") + strlen ("state=");

  return g_strndup (state, strcspn (state, "&"));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const GateWireMetadata metadata = {
    .issuer = (char *) "https://login.example.com",
    .authorization_endpoint = (char *) "https://login.example.com/oauth/authorize",
    .token_endpoint = (char *) "https://login.example.com/oauth/token",
    .names_issuer = size % 2 == 0,
  };
  g_autoptr (GateOauthAttempt) attempt =
      gate_oauth_attempt_new (&metadata, "11111111-2c5e-4e0c-9a64-7f0e3c1b9d42",
                              "http://127.0.0.1:8085/callback", NULL);
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *state = dup_state (attempt);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 30);
  GateOauthVerdict verdict = GATE_OAUTH_IGNORED;

  for (guint i = 0; lines[i] != NULL && verdict == GATE_OAUTH_IGNORED; i++)
    {
      g_autoptr (GString) query = g_string_new (lines[i]);
      g_autoptr (GError) error = NULL;

      g_string_replace (query, "@", state, 0);
      verdict = gate_oauth_attempt_read_callback (attempt, query->str, &error);
      g_assert_true ((verdict == GATE_OAUTH_FAILED) == (error != NULL));
      g_assert_true (verdict != GATE_OAUTH_MATCHED || strchr (lines[i], '@') != NULL);
    }
  if (verdict == GATE_OAUTH_MATCHED)
    {
      g_autoptr (GBytes) request = gate_oauth_attempt_dup_token_request (attempt);

      g_assert_nonnull (request);
    }
  return 0;
}
