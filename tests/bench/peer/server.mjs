// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Gatehouse authors
//
// server.mjs SECRET: an oidc-provider with one client, which signs in by itself. Prints its port.

import Provider from 'oidc-provider';

const provider = new Provider ('http://127.0.0.1', {
  clients: [{
    client_id: 'bench',
    client_secret: process.argv[2],
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
    token_endpoint_auth_method: 'client_secret_post',
  }],
  features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
  ttl: { ClientCredentials: 3600 },
});
const server = provider.listen (0, '127.0.0.1', () => console.log (server.address ().port));
