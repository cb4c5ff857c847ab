/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Gatehouse authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A server on raw sockets, in its own threads, that answers each path with given bytes and then
 * misbehaves. It counts what arrives. */
typedef struct _FaultServer FaultServer;

typedef enum
{
  FAULT_KEEP,    /* wait for the next request on the connection */
  FAULT_CLOSE,   /* FIN */
  FAULT_RESET,   /* RST */
  FAULT_HANG,    /* say nothing more, until the client goes */
  FAULT_DRIP,    /* repeat the tail, a byte every few milliseconds */
  FAULT_ENDLESS, /* repeat the tail as fast as it is taken */
} FaultEnd;

FaultServer *fault_server_new         (void);
FaultServer *fault_server_new_closed  (void);
void         fault_server_open        (FaultServer *self);
void         fault_server_free        (FaultServer *self);
void         fault_server_gather      (FaultServer *self,
                                       guint        n_requests);
void         fault_server_set_certificate (FaultServer     *self,
                                           GTlsCertificate *certificate);
guint16      fault_server_get_port    (FaultServer *self);
GUri        *fault_server_dup_address (FaultServer *self,
                                       const char  *path);
void         fault_server_add         (FaultServer *self,
                                       const char  *path,
                                       const char  *answer,
                                       FaultEnd     end,
                                       const char  *tail);
void         fault_server_add_bytes   (FaultServer *self,
                                       const char  *path,
                                       GBytes      *answer,
                                       FaultEnd     end,
                                       const char  *tail);
void         fault_server_greet       (FaultServer *self,
                                       const char  *greeting,
                                       FaultEnd     end);
guint        fault_server_count       (FaultServer *self,
                                       const char  *method,
                                       const char  *path);
char        *fault_server_dup_request (FaultServer *self,
                                       guint        n);
guint        fault_server_count_connections (FaultServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FaultServer, fault_server_free)

G_END_DECLS
