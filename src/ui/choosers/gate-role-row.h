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

/* One role with access, or All Roles, with a button to remove it or to undo the removal.
 *
 * Signal: pressed (), when the button is pressed. */
#define GATE_TYPE_ROLE_ROW (gate_role_row_get_type ())
G_DECLARE_FINAL_TYPE (GateRoleRow, gate_role_row, GATE, ROLE_ROW, AdwActionRow)

/* The content of a row. The texts are safe to show; each may be NULL except the title. */
typedef struct
{
  const char  *title;
  const char  *apart; /* tells the role from others of the same title; NULL if there are none */
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
