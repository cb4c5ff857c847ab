/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#define G_LOG_DOMAIN "gate-org"

#include "gate-org-shown-page.h"

#include "gate-org-secret.h"

void
gate_org_shown_page_clear (GateOrgShownPage *page)
{
  g_clear_pointer (&page->digest, g_free);
}

static char *
dup_digest (GateAuthorization *authorization)
{
  GDateTime *date = gate_authorization_get_date_modified (authorization);
  const char *modified_by = gate_authorization_get_modified_by_name (authorization);
  g_autofree char *scopes =
      g_strjoinv (" ", (char **) gate_authorization_get_scopes (authorization));
  g_autofree char *roles =
      g_strjoinv (" ", (char **) gate_authorization_get_roles (authorization));
  g_autofree char *text =
      g_strdup_printf ("%d\n%" G_GINT64_FORMAT ".%06d\n%s\n%s\n%s\n%s",
                       (int) gate_authorization_get_state (authorization),
                       date != NULL ? g_date_time_to_unix (date) : 0,
                       date != NULL ? g_date_time_get_microsecond (date) : 0,
                       scopes,
                       roles,
                       gate_authorization_get_name (authorization),
                       modified_by != NULL ? modified_by : "");

  return gate_org_secret_hash (text);
}

/**
 * gate_org_shown_page_write:
 * @step: which GateOrgStep the page is about
 * @generation: of its request
 * @authorization: as the page shows it
 *
 * Returns: (transfer full): the field of a page that is sent now
 */
char *
gate_org_shown_page_write (guint              step,
                           guint              generation,
                           GateAuthorization *authorization)
{
  g_autofree char *digest = dup_digest (authorization);

  return g_strdup_printf ("%u.%u.%" G_GINT64_FORMAT ".%s", step, generation,
                          g_get_monotonic_time (), digest);
}

/**
 * gate_org_shown_page_read:
 * @page: cleared, to be filled
 * @text: a field that gate_org_shown_page_write() made, as the token of its form says
 *
 * Returns: FALSE when it is none
 */
gboolean
gate_org_shown_page_read (GateOrgShownPage *page,
                          const char       *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ".", 4);

  if (g_strv_length (parts) != 4)
    return FALSE;
  page->step = (guint) g_ascii_strtoull (parts[0], NULL, 10);
  page->generation = (guint) g_ascii_strtoull (parts[1], NULL, 10);
  page->shown_us = g_ascii_strtoll (parts[2], NULL, 10);
  page->digest = g_strdup (parts[3]);
  return TRUE;
}

/**
 * gate_org_shown_page_shows:
 * @page: a page
 * @authorization: (nullable): an authorization
 *
 * Returns: whether the page showed it as it is in @authorization
 */
gboolean
gate_org_shown_page_shows (const GateOrgShownPage *page,
                           GateAuthorization      *authorization)
{
  g_autofree char *digest = authorization != NULL ? dup_digest (authorization) : NULL;

  return g_strcmp0 (digest, page->digest) == 0;
}
