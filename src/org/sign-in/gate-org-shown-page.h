/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-authorization.h"

G_BEGIN_DECLS

/* What a page of a request showed. The page carries it in its form, bound into the form's token,
 * because several pages of one request may be open. */
typedef struct
{
  guint  step;       /* which GateOrgStep it was about */
  guint  generation; /* of the request; see gate_org_authorize_request_forget_pages() */
  gint64 shown_us;   /* monotonic: when it was sent */
  char  *digest;     /* of the authorization as it showed it */
} GateOrgShownPage;

void     gate_org_shown_page_clear (GateOrgShownPage       *page);
char    *gate_org_shown_page_write (guint                   step,
                                    guint                   generation,
                                    GateAuthorization      *authorization);
gboolean gate_org_shown_page_read  (GateOrgShownPage       *page,
                                    const char             *text);
gboolean gate_org_shown_page_shows (const GateOrgShownPage *page,
                                    GateAuthorization      *authorization);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GateOrgShownPage, gate_org_shown_page_clear)

G_END_DECLS
