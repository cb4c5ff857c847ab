/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The checked options of the command line. */
typedef struct
{
  gboolean local;         /* start the local organization */
  char *sign_in;          /* the person to sign in as; NULL = the default */
  char *data_folder;      /* of the local organization; NULL = the usual one */
  char *api;              /* the address of a running organization */
  char *login;
  char *token_file;
  char *client_id;        /* the client that signs in with the browser, in place of a token */
  char *picture;          /* the file for the picture of the window */
} GateOptions;

const GOptionEntry *gate_options_get_entries (void);
GateOptions        *gate_options_new         (GVariantDict  *dict,
                                              GError       **error);
void                gate_options_free        (GateOptions   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GateOptions, gate_options_free)

G_END_DECLS
