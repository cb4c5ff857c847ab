// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Gatehouse authors
//
// oauth4webapi, which is strict, and openid-client above it get tokens from the local organization;
// and every way around the rules that issue lists is refused (RFC 6749, 6819, 7636, 9207, 9700).

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { Browser, Page } from './browser.mjs';
import { Organization, Tap } from './lib.mjs';

const insecure = { [oauth.allowInsecureRequests]: true };
const tap = new Tap ();
const organization = new Organization ();

// Of the sample: a public client of another organization, a confidential one, one for itself alone.
const DESK = { id: '355b9f23-538f-40c2-b613-9260206030dc',
               redirect: 'http://127.0.7.2:9/translation-desk/callback' };
const CRM = { id: '2d8e1d13-a439-4923-8580-5a5d14bb3ae7',
              redirect: 'http://127.0.7.2:9/crm-screen-pop/callback' };
const NIGHTLY = { id: '51d934e1-7ba0-45d3-a2ce-0edd18e9e858' };

let server;

const isCallback = (url) => url.startsWith ('http://127.0.7.2:');

async function discover ()
{
  const issuer = new URL (organization.issuer);
  const answer = await oauth.discoveryRequest (issuer, { algorithm: 'oauth2', ...insecure });

  return oauth.processDiscoveryResponse (issuer, answer);
}

function authorizeUri (client, parameters)
{
  const url = new URL (server.authorization_endpoint);

  for (const [name, value] of Object.entries ({ response_type: 'code', client_id: client.id,
                                               redirect_uri: client.redirect, ...parameters }))
    if (value !== undefined)
      url.searchParams.set (name, value);
  return url.href;
}

// Signs in as USER and gives what belongs to the code that came of it.
async function getCode (client, user = 'admin', { pkce = true, ...parameters } = {})
{
  const verifier = oauth.generateRandomCodeVerifier ();
  const state = oauth.generateRandomState ();
  const challenge = await oauth.calculatePKCECodeChallenge (verifier);
  const asked = authorizeUri (client, { state, ...(pkce ? { code_challenge: challenge,
                                                           code_challenge_method: 'S256' } : {}),
                                        ...parameters });
  const url = await new Browser ().signIn (asked, { user, password: organization.ready.password,
                                                    until: isCallback });

  assert.ok (url instanceof URL, `no answer for the application but a page:\n${url.words}`);
  return { url, state, verifier, code: url.searchParams.get ('code') };
}

const authentication = (client) =>
  client.secret ? oauth.ClientSecretBasic (client.secret) : oauth.None ();

async function redeem (client, got, { verifier = got.verifier, redirect = client.redirect,
                                      with: how = authentication (client) } = {})
{
  const party = { client_id: client.id };
  const parameters = oauth.validateAuthResponse (server, party, got.url, got.state);
  const answer = await oauth.authorizationCodeGrantRequest (server, party, how, parameters, redirect,
                                                            verifier, insecure);

  return oauth.processAuthorizationCodeResponse (server, party, answer);
}

async function refresh (client, token, more = {})
{
  const party = { client_id: client.id };
  const answer = await oauth.refreshTokenGrantRequest (server, party, authentication (client), token,
                                                       { additionalParameters: more, ...insecure });

  return oauth.processRefreshTokenResponse (server, party, answer);
}

// What no library would send.
async function post (path, form, { basic, headers = {} } = {})
{
  const answer = await fetch (organization.issuer + path, {
    method: 'POST',
    body: new URLSearchParams (form).toString (),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(basic ? { authorization: `Basic ${Buffer.from (basic.join (':')).toString ('base64')}` } : {}),
      ...headers,
    },
  });
  const text = await answer.text ();

  return { status: answer.status, headers: answer.headers, body: text ? JSON.parse (text) : null };
}

const formOf = (client, got) => ({ grant_type: 'authorization_code', code: got.code,
                                   redirect_uri: client.redirect,
                                   ...(client.secret ? {} : { client_id: client.id }) });
const basicOf = (client) => (client.secret ? { basic: [client.id, client.secret] } : {});

async function refused (promise, error, status = 400)
{
  const reason = await promise.then (() => assert.fail ('it was granted'), (thrown) => thrown);

  assert.ok (reason instanceof oauth.ResponseBodyError || reason instanceof openid.ResponseBodyError,
             String (reason.stack));
  assert.equal (reason.error, error, JSON.stringify (reason.cause));
  assert.equal (reason.status, status);
  assert.match (reason.cause.error_description, /\S/);
  assert.equal (reason.cause.description, reason.cause.error_description);
}

function refusedRaw (answer, error, status = 400)
{
  assert.equal (answer.body.error, error, JSON.stringify (answer.body));
  assert.equal (answer.status, status);
  assert.match (answer.headers.get ('cache-control'), /no-store/);
}

async function works (token)
{
  const { status, body } = await organization.ask ('GET', '/api/v2/users/me', undefined, token);

  assert.equal (status, 200, JSON.stringify (body));
  return body;
}

async function isDead (token)
{
  const { status } = await organization.ask ('GET', '/api/v2/users/me', undefined, token);

  assert.equal (status, 401);
}

async function newSecret (client)
{
  const { status, body } = await organization.ask ('POST', `/api/v2/oauth/clients/${client.id}/secret`);

  assert.equal (status, 200, JSON.stringify (body));
  assert.match (body.secret, /^\S{40,}$/);
  client.secret = body.secret;
}

async function authorize (client, body)
{
  const answer = await organization.ask ('PUT', `/api/v2/oauth/authorizations/${client.id}`, body);

  assert.equal (answer.status, 200, JSON.stringify (answer.body));
}

// Between an end and a start, because the database belongs to whoever runs.
async function changeDatabase (sql)
{
  await organization.stop ();
  execFileSync ('/usr/bin/python3', ['-c', `
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as database:
    assert database.execute(sys.argv[2]).rowcount > 0, sys.argv[2]
`, join (organization.data, 'organization.db'), sql]);
  await organization.start ();
  server = await discover ();
  // The application that comes with the organization took a new one at the start.
  await newSecret (CRM);
}

async function metadata ()
{
  assert.equal (server.issuer, organization.issuer);
  assert.deepEqual (server.response_types_supported, ['code']);
  assert.deepEqual (server.code_challenge_methods_supported, ['S256']);
  assert.equal (server.authorization_response_iss_parameter_supported, true);
  for (const name of ['authorization', 'token', 'revocation', 'introspection'])
    assert.ok (server[`${name}_endpoint`].startsWith (`${organization.issuer}/oauth/`), name);
  for (const grant of ['password', 'implicit'])
    assert.ok (!server.grant_types_supported.includes (grant), grant);
}

async function publicCode ()
{
  const got = await getCode (DESK);
  const tokens = await redeem (DESK, got);
  const me = await works (tokens.access_token);

  assert.equal (got.url.searchParams.get ('iss'), organization.issuer);
  assert.equal (tokens.token_type, 'bearer');
  assert.equal (tokens.expires_in, 28800);
  assert.equal (tokens.refresh_token, undefined, 'a public client gets no refresh token');
  assert.ok (tokens.scope.split (' ').includes ('user-basic-info'));
  assert.ok (me.email.startsWith ('admin'), me.email);
}

async function confidentialCode (with_)
{
  const tokens = await redeem (CRM, await getCode (CRM, 'agent'), { with: with_ (CRM.secret) });

  await works (tokens.access_token);
  assert.match (tokens.refresh_token, /\S{43,}/);
}

async function withoutPkce ()
{
  const got = await getCode (CRM, 'agent', { pkce: false });
  const answer = await post ('/oauth/token', formOf (CRM, got), basicOf (CRM));

  assert.equal (answer.status, 200, JSON.stringify (answer.body));
}

async function rotation ()
{
  const first = await redeem (CRM, await getCode (CRM, 'agent'));
  const second = await refresh (CRM, first.refresh_token);
  const third = await refresh (CRM, second.refresh_token);

  assert.equal (new Set ([first, second, third].map ((each) => each.refresh_token)).size, 3);
  assert.equal (third.scope, first.scope);
  await works (third.access_token);
  const narrow = await refresh (CRM, third.refresh_token, { scope: 'user-basic-info' });
  assert.equal (narrow.scope, 'user-basic-info');
  const wide = await refresh (CRM, narrow.refresh_token);
  assert.equal (wide.scope, first.scope, 'narrowing once does not shrink what was granted');
  await refused (refresh (CRM, wide.refresh_token, { scope: 'oauth' }), 'invalid_scope');
}

async function reusedRefresh ()
{
  const first = await redeem (CRM, await getCode (CRM, 'agent'));
  const second = await refresh (CRM, first.refresh_token);

  await refused (refresh (CRM, first.refresh_token), 'invalid_grant');
  await refused (refresh (CRM, second.refresh_token), 'invalid_grant');
  await isDead (first.access_token);
  await isDead (second.access_token);
}

async function foreignRefresh ()
{
  const tokens = await redeem (CRM, await getCode (CRM, 'agent'));
  const form = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };

  refusedRaw (await post ('/oauth/token', { ...form, client_id: DESK.id }), 'unauthorized_client');
  refusedRaw (await post ('/oauth/token', { ...form, client_id: CRM.id }), 'invalid_client');
  await works ((await refresh (CRM, tokens.refresh_token)).access_token);
}

async function parallelRefresh ()
{
  const { refresh_token: token } = await redeem (CRM, await getCode (CRM, 'agent'));
  const form = { grant_type: 'refresh_token', refresh_token: token };
  const answers = await Promise.all (
    Array.from ({ length: 16 }, () => post ('/oauth/token', form, basicOf (CRM))));

  assert.ok (answers.filter ((each) => each.status === 200).length <= 1);
  for (const answer of answers.filter ((each) => each.status !== 200))
    refusedRaw (answer, 'invalid_grant');
}

async function clientCredentials ()
{
  const party = { client_id: NIGHTLY.id };
  const answer = await oauth.clientCredentialsGrantRequest (
    server, party, oauth.ClientSecretPost (NIGHTLY.secret), new URLSearchParams (), insecure);
  const tokens = await oauth.processClientCredentialsResponse (server, party, answer);

  assert.equal (tokens.refresh_token, undefined);
  assert.equal (tokens.expires_in, 3600);
  const me = await organization.ask ('GET', '/api/v2/users/me', undefined, tokens.access_token);
  assert.equal (me.status, 400, 'a token of nobody');
  const wrong = await oauth.clientCredentialsGrantRequest (
    server, party, oauth.ClientSecretBasic (`${NIGHTLY.secret}x`), new URLSearchParams (), insecure);
  const error = await oauth.processClientCredentialsResponse (server, party, wrong).catch ((e) => e);
  assert.ok (error instanceof oauth.WWWAuthenticateChallengeError || error.error === 'invalid_client',
             String (error));
  assert.equal (error.status, 401);
  refusedRaw (await post ('/oauth/token', { grant_type: 'client_credentials' }, basicOf (CRM)),
              'unauthorized_client');
}

async function revocation ()
{
  const party = { client_id: CRM.id };
  const how = oauth.ClientSecretBasic (CRM.secret);
  const revoke = async (token) => oauth.processRevocationResponse (
    await oauth.revocationRequest (server, party, how, token, insecure));
  const first = await redeem (CRM, await getCode (CRM, 'agent'));
  const second = await redeem (CRM, await getCode (CRM, 'agent'));
  const desk = await redeem (DESK, await getCode (DESK));

  await revoke (first.access_token);
  await isDead (first.access_token);
  await works ((await refresh (CRM, first.refresh_token)).access_token);
  await revoke (second.refresh_token);
  await isDead (second.access_token);
  await refused (refresh (CRM, second.refresh_token), 'invalid_grant');
  await revoke (second.refresh_token);
  await revoke ('gate_a_nobody');
  await revoke (desk.access_token);
  await works (desk.access_token);
  assert.equal ((await post ('/oauth/revoke', { token: desk.access_token, client_id: DESK.id })).status,
                200);
  await isDead (desk.access_token);
}

async function introspection ()
{
  const party = { client_id: CRM.id };
  const how = oauth.ClientSecretBasic (CRM.secret);
  const look = async (token) => oauth.processIntrospectionResponse (
    server, party, await oauth.introspectionRequest (server, party, how, token, insecure));
  const tokens = await redeem (CRM, await getCode (CRM, 'agent'));
  const desk = await redeem (DESK, await getCode (DESK));
  const found = await look (tokens.access_token);

  assert.equal (found.active, true);
  assert.equal (found.client_id, CRM.id);
  assert.equal (found.iss, organization.issuer);
  assert.ok (found.exp > found.iat);
  assert.equal ((await look (tokens.refresh_token)).active, true);
  for (const token of ['nothing', desk.access_token])
    assert.deepEqual (await look (token), { active: false });
  await organization.ask ('DELETE', '/api/v2/tokens/me', undefined, tokens.access_token);
  assert.deepEqual (await look (tokens.access_token), { active: false });
  const nobody = await post ('/oauth/introspect', { token: tokens.access_token, client_id: DESK.id });
  assert.equal (nobody.body.error, 'invalid_client');
}

async function replayedCode (client, user)
{
  const got = await getCode (client, user);
  const tokens = await redeem (client, got);

  // Whoever knows the code alone ends nothing.
  refusedRaw (await post ('/oauth/token', { ...formOf (client, got), code_verifier: 'x'.repeat (43) },
                          basicOf (client)), 'invalid_grant');
  await works (tokens.access_token);
  await refused (redeem (client, got), 'invalid_grant');
  await isDead (tokens.access_token);
  if (tokens.refresh_token)
    await refused (refresh (client, tokens.refresh_token), 'invalid_grant');
}

async function wrongVerifier ()
{
  const got = await getCode (DESK);
  const form = formOf (DESK, got);

  for (const verifier of ['x'.repeat (43), `${got.verifier}x`])
    refusedRaw (await post ('/oauth/token', { ...form, code_verifier: verifier }), 'invalid_grant');
  refusedRaw (await post ('/oauth/token', form), 'invalid_grant');
  await refused (redeem (DESK, got), 'invalid_grant');
  for (const verifier of ['x'.repeat (42), 'x'.repeat (129), `${'x'.repeat (42)}+`])
    {
      const other = await getCode (DESK);
      const answer = await post ('/oauth/token', { ...formOf (DESK, other), code_verifier: verifier });
      assert.equal (answer.status, 400, verifier);
      assert.match (answer.body.error, /^invalid_(grant|request)$/);
    }
}

async function asks (client, parameters, error)
{
  const state = oauth.generateRandomState ();
  const url = await new Browser ().go (authorizeUri (client, { state, ...parameters }),
                                       { until: isCallback });

  assert.ok (url instanceof URL, `a page, not an answer:\n${url.words}`);
  assert.equal (url.searchParams.get ('error'), error);
  assert.equal (url.searchParams.get ('code'), null);
  assert.equal (url.searchParams.get ('state'), state);
  assert.equal (url.searchParams.get ('iss'), organization.issuer);
  assert.throws (() => oauth.validateAuthResponse (server, { client_id: client.id }, url, state),
                 oauth.AuthorizationResponseError);
}

async function challenges ()
{
  const challenge = await oauth.calculatePKCECodeChallenge (oauth.generateRandomCodeVerifier ());
  const s256 = { code_challenge_method: 'S256' };

  await asks (DESK, {}, 'invalid_request');
  await asks (DESK, { code_challenge: challenge }, 'invalid_request');
  await asks (DESK, { code_challenge: challenge, code_challenge_method: 'plain' }, 'invalid_request');
  for (const wrong of [challenge.slice (1), `${challenge}A`, `${challenge}=`, `${challenge.slice (1)}+`])
    await asks (DESK, { code_challenge: wrong, ...s256 }, 'invalid_request');
  await asks (CRM, { code_challenge: challenge, code_challenge_method: 'plain' }, 'invalid_request');
}

async function responseTypes ()
{
  const challenge = await oauth.calculatePKCECodeChallenge (oauth.generateRandomCodeVerifier ());
  const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };

  for (const type of ['token', 'code token', 'none', 'id_token', 'Code'])
    await asks (DESK, { ...pkce, response_type: type }, 'unsupported_response_type');
  await asks (DESK, { ...pkce, response_type: undefined }, 'invalid_request');
  await asks (DESK, { ...pkce, scope: 'oauth' }, 'invalid_scope');
}

async function downgrades ()
{
  const bare = await getCode (CRM, 'agent', { pkce: false });
  refusedRaw (await post ('/oauth/token', { ...formOf (CRM, bare), code_verifier: 'x'.repeat (43) },
                          basicOf (CRM)), 'invalid_grant');
  const bound = await getCode (CRM, 'agent');
  refusedRaw (await post ('/oauth/token', formOf (CRM, bound), basicOf (CRM)), 'invalid_grant');
}

async function otherRedirect ()
{
  const got = await getCode (DESK);
  const form = { ...formOf (DESK, got), code_verifier: got.verifier };

  for (const uri of [DESK.redirect.replace (':9/', ':10/'), `${DESK.redirect}/`, CRM.redirect])
    refusedRaw (await post ('/oauth/token', { ...form, redirect_uri: uri }), 'invalid_grant');
  // Three tries are all there are.
  await refused (redeem (DESK, got), 'invalid_grant');
  const other = await getCode (DESK);
  const { redirect_uri: _, ...without } = formOf (DESK, other);
  refusedRaw (await post ('/oauth/token', { ...without, code_verifier: other.verifier }),
              'invalid_grant');
}

async function unregisteredRedirect ()
{
  const challenge = await oauth.calculatePKCECodeChallenge (oauth.generateRandomCodeVerifier ());
  const pkce = { code_challenge: challenge, code_challenge_method: 'S256', state: 's' };

  for (const uri of ['http://127.0.7.2:9/translation-desk/callback/', 'http://127.0.7.4:9/translation-desk/callback',
                     'https://127.0.7.2:9/translation-desk/callback', 'http://evil.example/',
                     'https://desk.lingua-bridge.example:8/callback', 'javascript:alert(1)',
                     'http://127.0.7.2:9/translation-desk/callback?x=1', undefined])
    {
      const page = await new Browser ().go (authorizeUri (DESK, { ...pkce, redirect_uri: uri }),
                                            { until: () => true });
      assert.ok (page instanceof Page, `${uri} was sent to ${page}`);
      assert.equal (page.status, 400, uri);
    }
  const nobody = { id: '00000000-0000-4000-8000-000000000000', redirect: DESK.redirect };
  const page = await new Browser ().go (authorizeUri (nobody, pkce), { until: () => true });
  assert.equal (page.status, 400);
}

async function otherClientsCode ()
{
  const got = await getCode (DESK);
  const form = { ...formOf (DESK, got), code_verifier: got.verifier };

  refusedRaw (await post ('/oauth/token', { ...form, client_id: undefined }, basicOf (CRM)),
              'invalid_request');
  const { client_id: _, ...withoutId } = form;
  refusedRaw (await post ('/oauth/token', withoutId, basicOf (CRM)), 'invalid_grant');
  await works ((await redeem (DESK, got)).access_token);
}

async function clientAuthentication ()
{
  const got = await getCode (CRM, 'agent');
  const form = { ...formOf (CRM, got), code_verifier: got.verifier };
  const send = (more, options) => post ('/oauth/token', { ...form, ...more }, options);

  refusedRaw (await send ({}, { basic: [CRM.id, 'wrong'] }), 'invalid_client', 401);
  refusedRaw (await send ({}, { basic: [CRM.id, ''] }), 'invalid_client', 401);
  refusedRaw (await send ({ client_id: CRM.id }, {}), 'invalid_client');
  refusedRaw (await send ({ client_id: CRM.id, client_secret: 'wrong' }, {}), 'invalid_client');
  refusedRaw (await send ({ client_id: DESK.id, client_secret: CRM.secret }, {}), 'invalid_client');
  refusedRaw (await send ({ client_secret: CRM.secret }, basicOf (CRM)), 'invalid_request');
  refusedRaw (await send ({}, { headers: { authorization: 'Basic %%%' } }), 'invalid_client', 401);
  await works ((await redeem (CRM, got)).access_token);
}

async function grants ()
{
  const form = { client_id: DESK.id };

  refusedRaw (await post ('/oauth/token', form), 'invalid_request');
  for (const grant of ['password', 'implicit', 'Authorization_code',
                       'urn:ietf:params:oauth:grant-type:device_code'])
    refusedRaw (await post ('/oauth/token', { ...form, grant_type: grant, username: 'admin',
                                             password: organization.ready.password }),
                'unsupported_grant_type');
  refusedRaw (await post ('/oauth/token', { ...form, grant_type: 'client_credentials' }),
              'unauthorized_client');
}

async function parallelRedemption ()
{
  for (const [client, user] of [[DESK, 'admin'], [CRM, 'agent']])
    {
      const got = await getCode (client, user);
      const form = { ...formOf (client, got), code_verifier: got.verifier };
      const answers = await Promise.all (
        Array.from ({ length: 16 }, () => post ('/oauth/token', form, basicOf (client))));
      const won = answers.filter ((each) => each.status === 200);

      assert.equal (won.length, 1);
      for (const answer of answers.filter ((each) => each.status !== 200))
        refusedRaw (answer, 'invalid_grant');
      await isDead (won[0].body.access_token);
    }
}

async function expiredCode ()
{
  const got = await getCode (DESK);

  await changeDatabase ('UPDATE codes SET issued_ms = issued_ms - 60001, expires_ms = expires_ms - 60001'
                        + ' WHERE used_ms IS NULL');
  refusedRaw (await post ('/oauth/token', { ...formOf (DESK, got), code_verifier: got.verifier }),
              'invalid_grant');
}

async function expiredRefresh ()
{
  const tokens = await redeem (CRM, await getCode (CRM, 'agent'));

  await changeDatabase ('UPDATE refresh_tokens SET issued_ms = issued_ms - 1209600001,'
                        + ' expires_ms = expires_ms - 1209600001 WHERE spent_ms IS NULL');
  await refused (refresh (CRM, tokens.refresh_token), 'invalid_grant');
}

// Narrowing and revoking act on tokens that are out already (issue: enforcement).
async function enforcement ()
{
  const tokens = await redeem (CRM, await getCode (CRM, 'agent'));

  await authorize (CRM, { scope: ['conversations:readonly'], roles: [] });
  const narrow = await organization.ask ('GET', '/api/v2/users/me', undefined, tokens.access_token);
  assert.equal (narrow.status, 403);
  await authorize (CRM, { scope: ['user-basic-info', 'conversations:readonly'], roles: [] });
  await works (tokens.access_token);
  const revoked = await organization.ask ('DELETE', `/api/v2/oauth/authorizations/${CRM.id}`);
  assert.equal (revoked.status, 200);
  await isDead (tokens.access_token);
  await refused (refresh (CRM, tokens.refresh_token), 'invalid_grant');
  await authorize (CRM, { scope: ['user-basic-info'], roles: [] });
  await isDead (tokens.access_token);
  await refused (refresh (CRM, tokens.refresh_token), 'invalid_grant');
}

async function openidClient ()
{
  const config = await openid.discovery (new URL (organization.issuer), CRM.id, undefined,
                                         openid.ClientSecretBasic (CRM.secret),
                                         { algorithm: 'oauth2', execute: [openid.allowInsecureRequests] });
  const pkceCodeVerifier = openid.randomPKCECodeVerifier ();
  const expectedState = openid.randomState ();
  const url = openid.buildAuthorizationUrl (config, {
    redirect_uri: CRM.redirect, state: expectedState, code_challenge_method: 'S256',
    code_challenge: await openid.calculatePKCECodeChallenge (pkceCodeVerifier),
  });
  const back = await new Browser ().signIn (url.href, { user: 'agent', until: isCallback,
                                                        password: organization.ready.password });
  const tokens = await openid.authorizationCodeGrant (config, back, { pkceCodeVerifier, expectedState });
  const me = await openid.fetchProtectedResource (
    config, tokens.access_token, new URL (`${organization.ready.api}/api/v2/users/me`), 'GET');

  assert.equal (me.status, 200);
  const next = await openid.refreshTokenGrant (config, tokens.refresh_token);
  assert.equal ((await openid.tokenIntrospection (config, next.access_token)).active, true);
  await openid.tokenRevocation (config, next.refresh_token);
  assert.equal ((await openid.tokenIntrospection (config, next.access_token)).active, false);
  await refused (openid.refreshTokenGrant (config, next.refresh_token), 'invalid_grant');
  await assert.rejects (openid.authorizationCodeGrant (config, back, { pkceCodeVerifier,
                                                                       expectedState: 'another' }));
}

await organization.start ();
server = await discover ();
await newSecret (CRM);
await newSecret (NIGHTLY);
await authorize (DESK, { scope: ['messaging:readonly', 'user-basic-info'], roles: [] });

const tests = [
  ['metadata (RFC 8414)', metadata],
  ['code with PKCE, public client', publicCode],
  ['code with a secret in the header', () => confidentialCode (oauth.ClientSecretBasic)],
  ['code with a secret in the body', () => confidentialCode (oauth.ClientSecretPost)],
  ['a confidential client may go without PKCE', withoutPkce],
  ['refresh tokens rotate', rotation],
  ['a refresh token used twice ends its family', reusedRefresh],
  ['a refresh token belongs to its client', foreignRefresh],
  ['16 refreshes at once have one successor at most', parallelRefresh],
  ['client credentials', clientCredentials],
  ['revocation (RFC 7009)', revocation],
  ['introspection (RFC 7662)', introspection],
  ['a replayed code ends its tokens, public client', () => replayedCode (DESK, 'admin')],
  ['a replayed code ends its tokens, confidential client', () => replayedCode (CRM, 'agent')],
  ['wrong verifiers', wrongVerifier],
  ['no challenge, plain and misshapen challenges', challenges],
  ['response types and scopes beyond the client', responseTypes],
  ['PKCE downgrades, both ways', downgrades],
  ['another redirect URI at the token endpoint', otherRedirect],
  ['an unregistered redirect URI never redirects', unregisteredRedirect],
  ['another client’s code', otherClientsCode],
  ['client authentication', clientAuthentication],
  ['grant types', grants],
  ['of 16 redemptions at once one wins', parallelRedemption],
  ['openid-client, from discovery to revocation', openidClient],
  ['an expired code', expiredCode],
  ['an expired refresh token', expiredRefresh],
  ['narrowing and revoking act at once', enforcement],
];
for (const [name, test] of tests)
  await tap.run (name, test);
await organization.end (tap);
tap.end ();
