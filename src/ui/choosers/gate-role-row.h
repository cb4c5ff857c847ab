/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum
{
  GATE_ROLE_MARK_NONE,
  GATE_ROLE_MARK_ADDING,
  GATE_ROLE_MARK_REMOVING,
} GateRoleMark;

/* One role that has access, or All Roles, with a button to take it away or to keep it after all.
 *
 * Signal: pressed, when the button was. */
#define GATE_TYPE_ROLE_ROW (gate_role_row_get_type ())
G_DECLARE_FINAL_TYPE (GateRoleRow, gate_role_row, GATE, ROLE_ROW, AdwActionRow)

/* What a row says; the texts are fit to be shown, each may be NULL but the title. */
typedef struct
{
  const char  *title;
  const char  *apart; /* what tells it from others of the same title, NULL: there is none */
  const char  *subtitle;
  const char  *people;
  GateRoleMark mark;
  gboolean     editable;
} GateRoleFacts;

GateRoleRow *gate_role_row_new      (const char          *role_id);
const char  *gate_role_row_get_id   (GateRoleRow         *self);
GateRoleMark gate_role_row_get_mark (GateRoleRow         *self);
void         gate_role_row_show     (GateRoleRow         *self,
                                     const GateRoleFacts *facts);

G_END_DECLS
