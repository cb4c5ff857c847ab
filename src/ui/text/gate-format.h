/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gtk/gtk.h>

#include "gate-session.h"

G_BEGIN_DECLS

/* Data as text for people. The functions are pure: a function that depends on the time takes the
 * time as a parameter. */
char       *gate_format_state          (GateAuthorizationState  state,
                                        const char             *state_name);
const char *gate_format_state_class    (GateAuthorizationState  state);
char       *gate_format_count          (guint                   n);
char       *gate_format_n_scopes       (guint                   n);
char       *gate_format_n_applications (guint                   n);
char       *gate_format_age            (GDateTime              *then,
                                        GDateTime              *now);
char       *gate_format_date           (GDateTime              *date);
char       *gate_format_date_and_time  (GDateTime              *date);
char       *gate_format_time_of_day    (GDateTime              *date,
                                        GDateTime              *now);
char       *gate_format_lifetime       (gint64                  lifetime_s);
char       *gate_format_owner          (GateClientOwner         owner);
char       *gate_format_permission     (const char             *permission);
char       *gate_format_loading        (guint                   n_loaded);
char       *gate_format_countdown      (guint                   seconds);
char       *gate_format_minutes_left   (guint                   seconds);
char       *gate_format_row_subtitle   (GateAuthorization      *authorization,
                                        GDateTime              *now);
char       *gate_format_row_name       (GateAuthorization      *authorization,
                                        const char             *subtitle);
char       *gate_format_known_count    (guint                   n,
                                        GateKnowledge           knowledge);
char       *gate_format_at_least       (const char             *number,
                                        GateKnowledge           knowledge);
char       *gate_format_n_roles        (GateAuthorization      *authorization,
                                        gboolean                is_short);
char       *gate_format_decision       (GateAuthorization      *authorization);
char       *gate_format_roles          (GateAuthorization      *authorization,
                                        GListModel             *roles);
char       *gate_format_id_end         (const char             *client_id);
char       *gate_format_unmistakable_name (GateAuthorization   *authorization);
char       *gate_format_approved_namesake (GateAuthorization   *authorization);
char       *gate_format_decided_state  (GateAuthorization      *authorization);
char       *gate_format_n_clients      (guint                   n);
char       *gate_format_client_state   (const char             *state);
char       *gate_format_client_ended   (GateClient             *client);
char       *gate_format_acts_as        (GateClient             *client,
                                        gboolean                is_approved);
char       *gate_format_alone          (GateAuthorization      *authorization);
char       *gate_format_client_subtitle (GateClientEntry       *entry);
char       *gate_format_client_decision (GateClientEntry       *entry);
char       *gate_format_client_row_name (GateClientEntry       *entry);
char       *gate_format_request        (const char             *organization,
                                        const char             *person,
                                        const char             *permission);

/* Registers the closure below with a template. */
void        gate_format_bind_closures  (GtkWidgetClass         *widget_class);

/* A closure for templates: OBJECT is the object of the expression. */
gboolean    gate_format_is_set         (gpointer                object,
                                        const char             *text);

G_END_DECLS
