// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Gatehouse authors
//
// The vendor's own SDK reads from the local organization as from the service itself.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { Browser } from './browser.mjs';
import { Organization, Tap, waitFor } from './lib.mjs';

const platform = createRequire (import.meta.url) ('purecloud-platform-client-v2');
const tap = new Tap ();
const organization = new Organization ();

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SAMPLE_AUTHORIZATIONS = 18;
const SAMPLE_SCOPES = 134;
const DESK = { id: '355b9f23-538f-40c2-b613-9260206030dc',
               redirect: 'http://127.0.7.2:9/translation-desk/callback' };
const CRM = { id: '2d8e1d13-a439-4923-8580-5a5d14bb3ae7',
              redirect: 'http://127.0.7.2:9/crm-screen-pop/callback' };
const NIGHTLY = { id: '51d934e1-7ba0-45d3-a2ce-0edd18e9e858' };

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

// The code that a person's login brings to an application of the sample.
async function getCode (client, userName, challenge)
{
  const url = new URL (`${organization.issuer}/oauth/authorize`);
  const until = (address) => address.startsWith (client.redirect);

  url.search = new URLSearchParams ({ response_type: 'code', client_id: client.id,
                                      redirect_uri: client.redirect,
                                      ...(challenge ? { code_challenge: challenge,
                                                        code_challenge_method: 'S256' } : {}) });
  const back = await new Browser ().signIn (url.href, { user: userName, until,
                                                        password: organization.ready.password });
  return back.searchParams.get ('code');
}

async function newSecret (client)
{
  const { body } = await organization.ask ('POST', `/api/v2/oauth/clients/${client.id}/secret`);

  assert.match (body.secret, /\S{40,}/);
  return body.secret;
}

async function signInWithPkce ()
{
  const api = point ('none');
  const client = platform.ApiClient.instance;
  const verifier = client.generatePKCECodeVerifier (128);
  const challenge = await client.computePKCECodeChallenge (verifier);
  const data = await client.authorizePKCEGrant (DESK.id, verifier, await getCode (DESK, 'admin', challenge),
                                                DESK.redirect);

  assert.ok (data.tokenExpiryTime > Date.now ());
  assert.equal ((await api.users.getUsersMe ()).name, 'Dana Reyes');
  await api.tokens.deleteTokensMe ();
  await refused (api.users.getUsersMe (), 401, 'bad.credentials');
}

// This SDK sends no challenge with a secret, and refreshes by itself when a call is answered with 401.
async function signInWithSecret ()
{
  const api = point ('none');
  const client = platform.ApiClient.instance;
  const secret = await newSecret (CRM);
  const data = await client.loginCodeAuthorizationGrant (CRM.id, secret, await getCode (CRM, 'agent'),
                                                         CRM.redirect);
  const first = client.authentications['PureCloud OAuth'].accessToken;

  assert.ok (data.refreshToken);
  assert.equal ((await api.users.getUsersMe ()).name, 'Tomás Oliveira');
  await organization.ask ('DELETE', '/api/v2/tokens/me', undefined, first);
  // The call that finds out fails all the same; the next one has the other token.
  await assert.rejects (api.users.getUsersMe ());
  await waitFor ('another token', () => client.authentications['PureCloud OAuth'].accessToken !== first);
  assert.equal ((await api.users.getUsersMe ()).name, 'Tomás Oliveira');
}

async function signInAsClient ()
{
  const api = point ('none');
  const secret = await newSecret (NIGHTLY);

  await platform.ApiClient.instance.loginClientCredentialsGrant (NIGHTLY.id, secret);
  assert.equal ((await api.tokens.getTokensMe ()).OAuthClient.id, NIGHTLY.id);
  await refused (api.users.getUsersMe (), 400, 'not.a.user');
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
await organization.stop ();

await organization.start ('admin');
await tap.run ('signs in with PKCE and ends its token', signInWithPkce);
await tap.run ('signs in for itself alone', signInAsClient);
await tap.run ('signs in with a secret and refreshes by itself', signInWithSecret);
await organization.end (tap);
tap.end ();
