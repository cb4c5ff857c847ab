/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words and numbers for generated organizations, the same sequence for the same seed on every
 * machine. */
typedef struct
{
  guint64 state;
} GateOrgDice;

guint gate_org_dice_roll   (GateOrgDice *dice,
                            guint        sides);
char *gate_org_dice_dup_id (GateOrgDice *dice);

char *gate_org_seed_words_dup_app      (GateOrgDice *dice);
char *gate_org_seed_words_dup_sentence (GateOrgDice *dice,
                                        const char  *app);
char *gate_org_seed_words_dup_person   (GateOrgDice *dice);
char *gate_org_seed_words_dup_role     (guint        index);
char *gate_org_seed_words_dup_uri      (const char  *app,
                                        guint        index);

G_END_DECLS
