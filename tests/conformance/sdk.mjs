// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Gatehouse authors
//
// The vendor's own SDK reads from the local organization as from the service itself.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { Organization, Tap } from './lib.mjs';

const platform = createRequire (import.meta.url) ('purecloud-platform-client-v2');
const tap = new Tap ();
const organization = new Organization ();

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SAMPLE_AUTHORIZATIONS = 18;
const SAMPLE_SCOPES = 134;

function point (token)
{
  const client = platform.ApiClient.instance;
  const address = new URL (organization.ready.api);

  client.setGateway ({ host: address.hostname, protocol: 'http', port: address.port });
  client.setAccessToken (token);
  return {
    authorization: new platform.AuthorizationApi (),
    oauth: new platform.OAuthApi (),
    organization: new platform.OrganizationApi (),
    tokens: new platform.TokensApi (),
    users: new platform.UsersApi (),
  };
}

async function refused (call, status, code, permission)
{
  const error = await call.then (() => assert.fail ('it was answered'), (reason) => reason);

  assert.equal (error.status, status, JSON.stringify (error));
  assert.equal (error.code, code, JSON.stringify (error));
  assert.match (error.message, /\S/);
  assert.match (error.contextId, UUID);
  if (permission)
    assert.ok (JSON.stringify (error).includes (permission), JSON.stringify (error));
}

async function allPages (list)
{
  const all = [];

  for (let page = 1; page < 100; page++)
    {
      const part = await list ({ pageSize: 7, pageNumber: page });
      all.push (...part.entities);
      if (page >= part.pageCount)
        return { all, total: part.total };
    }
  return assert.fail ('the list has no end');
}

async function me (api, userName)
{
  const me = await api.users.getUsersMe ({ expand: ['authorization'] });

  assert.match (me.id, UUID);
  assert.ok (me.email.startsWith (`${userName}@`) || me.username?.startsWith (userName), me.email);
  assert.ok (me.authorization.roles.length > 0);
  assert.ok (Array.isArray (me.authorization.permissions));
  const here = await api.organization.getOrganizationsMe ();
  assert.equal (here.name, 'Acme Care');
  const token = await api.tokens.getTokensMe ();
  assert.equal (token.organization.id, here.id);
  assert.equal (token.OAuthClient.name, 'Gatehouse');
}

async function readAsAdmin (api)
{
  const authorizations = await api.oauth.getOauthAuthorizations ();

  assert.equal (authorizations.entities.length, SAMPLE_AUTHORIZATIONS);
  for (const each of authorizations.entities)
    {
      assert.match (each.client.id, UUID);
      assert.ok (Array.isArray (each.scope) && Array.isArray (each.roles));
      assert.ok (each.dateCreated && each.state);
    }
  const { client } = authorizations.entities[0];
  const one = await api.oauth.getOauthAuthorization (client.id);
  assert.equal (one.client.id, client.id);
}

async function readClients (api)
{
  const { all, total } = await allPages ((page) => api.oauth.getOauthClients (page));
  const distinct = new Set (all.map ((each) => each.id));

  assert.equal (distinct.size, total);
  const own = await api.oauth.getOauthClient (all[0].id);
  assert.equal (own.name, all[0].name);
  assert.ok (own.authorizedGrantType);
}

async function readScopes (api)
{
  const scopes = await api.oauth.getOauthScopes ();

  assert.equal (scopes.entities.length, SAMPLE_SCOPES);
  assert.equal ((await api.oauth.getOauthScope ('user-basic-info')).id, 'user-basic-info');
}

async function readRoles (api)
{
  const { all, total } = await allPages ((page) => api.authorization.getAuthorizationRoles (page));

  assert.equal (all.length, total);
  const role = await api.authorization.getAuthorizationRole (all[0].id);
  assert.equal (role.name, all[0].name);
  const people = await api.authorization.getAuthorizationRoleUsers (all[0].id);
  assert.ok (Array.isArray (people.entities));
}

async function readPeople (api)
{
  const { all, total } = await allPages ((page) => api.users.getUsers ({ ...page, state: 'any' }));

  assert.equal (new Set (all.map ((each) => each.id)).size, total);
  assert.equal ((await api.users.getUser (all[0].id)).name, all[0].name);
}

async function unknownThings (api)
{
  const nobody = '00000000-0000-4000-8000-000000000000';

  await refused (api.oauth.getOauthClient (nobody), 404, 'client.not.found');
  await refused (api.authorization.getAuthorizationRole (nobody), 404, 'not.found');
}

await organization.start ('admin');
await tap.run ('admin: me, organization, token', () => me (point (organization.token), 'admin'));
await tap.run ('admin: authorizations', () => readAsAdmin (point (organization.token)));
await tap.run ('admin: clients, page by page', () => readClients (point (organization.token)));
await tap.run ('admin: scopes', () => readScopes (point (organization.token)));
await tap.run ('admin: roles, page by page', () => readRoles (point (organization.token)));
await tap.run ('admin: people, page by page', () => readPeople (point (organization.token)));
await tap.run ('admin: what is not there', () => unknownThings (point (organization.token)));
await tap.run ('a token that nobody issued', () =>
  refused (point ('gate_a_nothing').users.getUsersMe (), 401, 'bad.credentials'));
await organization.stop ();

await organization.start ('reviewer');
await tap.run ('reviewer: me, organization, token', () => me (point (organization.token), 'reviewer'));
await tap.run ('reviewer: clients', () => readClients (point (organization.token)));
await tap.run ('reviewer: roles', () => readRoles (point (organization.token)));
await tap.run ('reviewer: authorizations are refused', () =>
  refused (point (organization.token).oauth.getOauthAuthorizations (), 403,
           'missing.any.permissions', 'oauth:client:authorize'));
await organization.stop ();

await organization.start ('agent');
await tap.run ('agent: me, organization, token', () => me (point (organization.token), 'agent'));
await tap.run ('agent: authorizations are refused', () =>
  refused (point (organization.token).oauth.getOauthAuthorizations (), 403,
           'missing.any.permissions', 'oauth:client:authorize'));
await tap.run ('agent: clients are refused', () =>
  refused (point (organization.token).oauth.getOauthClients (), 403,
           'missing.any.permissions', 'oauth:client:view'));
await organization.end (tap);
tap.end ();
