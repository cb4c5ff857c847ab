/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-org-authorize-request-store.h"
#include "gate-org-call.h"
#include "gate-org-phrases.h"

G_BEGIN_DECLS

/* One HTML page as it is written. What comes from outside goes through _add_value(), _add_phrase()
 * or _add_attribute() and is made harmless there (S21); _add_html() takes literals. */
typedef struct _GateOrgPage GateOrgPage;

GateOrgPage    *gate_org_page_new              (GateOrgCall    *call,
                                                GateOrgPhrase   title,
                                                const char     *first,
                                                const char     *second);
GateOrgPage    *gate_org_page_new_bare         (GateOrgLanguage language,
                                                GateOrgPhrase   title);
void            gate_org_page_free             (GateOrgPage    *self);
GateOrgLanguage gate_org_page_get_language     (GateOrgPage    *self);
const char     *gate_org_page_get_organization (GateOrgPage    *self);

void gate_org_page_add_html      (GateOrgPage             *self,
                                  const char              *literal);
void gate_org_page_add_value     (GateOrgPage             *self,
                                  const char              *value);
void gate_org_page_add_attribute (GateOrgPage             *self,
                                  const char              *name,
                                  const char              *value);
void gate_org_page_add_phrase    (GateOrgPage             *self,
                                  GateOrgPhrase            phrase,
                                  const char              *first,
                                  const char              *second);
void gate_org_page_add_paragraph (GateOrgPage             *self,
                                  const char              *style,
                                  GateOrgPhrase            phrase,
                                  const char              *first,
                                  const char              *second);
/* Within a description list: a name, and what is written until its end. */
void gate_org_page_begin_fact    (GateOrgPage             *self,
                                  GateOrgPhrase            name);
void gate_org_page_end_fact      (GateOrgPage             *self);
void gate_org_page_add_code_fact (GateOrgPage             *self,
                                  GateOrgPhrase            name,
                                  const char              *value);
void gate_org_page_add_code      (GateOrgPage             *self,
                                  const char              *value);
void gate_org_page_add_button    (GateOrgPage             *self,
                                  const char              *style,
                                  const char              *decision,
                                  GateOrgPhrase            phrase);
void gate_org_page_begin_form    (GateOrgPage             *self,
                                  GateOrgAuthorizeRequest *request,
                                  const char              *action,
                                  const char              *shown);
void gate_org_page_begin_get_form (GateOrgPage            *self,
                                  const char              *action,
                                  const char              *redirect_uri);
void gate_org_page_add_hidden    (GateOrgPage             *self,
                                  const char              *name,
                                  const char              *value);
void gate_org_page_end_form      (GateOrgPage             *self);

GBytes *gate_org_page_end    (GateOrgPage *self);
void    gate_org_page_answer (GateOrgPage *self,
                              GateOrgCall *call,
                              guint        status);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOrgPage, gate_org_page_free)

G_END_DECLS
