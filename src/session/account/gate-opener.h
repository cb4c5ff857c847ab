/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Opens an address in the default browser. An implementation gets only addresses that
 * gate_opener_check() has accepted, and passes them on without a shell. */
#define GATE_TYPE_OPENER (gate_opener_get_type ())
G_DECLARE_INTERFACE (GateOpener, gate_opener, GATE, OPENER, GObject)

struct _GateOpenerInterface
{
  GTypeInterface parent_iface;

  void     (*open_async)  (GateOpener           *self,
                           const char           *address,
                           GCancellable         *cancellable,
                           GAsyncReadyCallback   callback,
                           gpointer              user_data);
  gboolean (*open_finish) (GateOpener           *self,
                           GAsyncResult         *result,
                           GError              **error);
};

char     *gate_opener_check       (const char           *typed,
                                   const char          **sentence);
void      gate_opener_open_async  (GateOpener           *self,
                                   const char           *address,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
gboolean  gate_opener_open_finish (GateOpener           *self,
                                   GAsyncResult         *result,
                                   GError              **error);

G_END_DECLS
