/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include "gate-api-list.h"

G_BEGIN_DECLS

GateApiList *gate_api_list_new          (void);
gpointer     gate_api_list_find         (GateApiList *list,
                                         const char  *id);
void         gate_api_list_take         (GateApiList *list,
                                         const char  *id,
                                         gpointer     item);
void         gate_api_list_repeat       (GateApiList *list,
                                         const char  *id);
void         gate_api_list_refuse       (GateApiList *list,
                                         const char  *reason);
void         gate_api_list_set_total    (GateApiList *list,
                                         gint64       total);
void         gate_api_list_set_cut      (GateApiList *list);
void         gate_api_list_begin_page   (GateApiList *list);
void         gate_api_list_restart_page (GateApiList *list);

G_END_DECLS
