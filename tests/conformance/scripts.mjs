// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Gatehouse authors
//
// Applications that are scripts in a page of their own origin, in a real browser, which lets them
// read of another origin what that allows (CORS). The scripts are libraries that nobody here wrote.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { findChromium, launchChromium, Person } from './chromium.mjs';
import { Organization, Tap } from './lib.mjs';

if (findChromium () === undefined)
  {
    console.log ('1..0 # SKIP Chromium is not installed');
    process.exit (0);
  }

const { resolve } = createRequire (import.meta.url);
const tap = new Tap ();
const organization = await new Organization ().start ();
const browser = await launchChromium ();
const DESK = '355b9f23-538f-40c2-b613-9260206030dc';
const CALLBACK = '/translation-desk/callback';
const AUTHORIZATION = `/api/v2/oauth/authorizations/${DESK}`;
const SCRIPTS = {
  '/oauth.js': readFileSync (resolve ('oauth4webapi')),
  '/sdk.js': readFileSync (resolve ('purecloud-platform-client-v2')
                             .replace (/dist\/.*/, 'dist/web-cjs/purecloud-platform-client-v2.min.js')),
};

// Any page of this server is empty; what runs in it is what a test evaluates there.
async function withOrigin (address, test)
{
  const requests = [];
  const server = createServer ((request, answer) => {
    const { pathname } = new URL (request.url, 'http://x');

    requests.push (pathname);
    answer.setHeader ('content-type', SCRIPTS[pathname] ? 'text/javascript' : 'text/html');
    answer.end (SCRIPTS[pathname] ?? '<!DOCTYPE html><title>x</title>');
  });

  await new Promise ((done) => server.listen (0, address, done));
  try
    {
      await test (`http://${address}:${server.address ().port}`, requests);
    }
  finally
    {
      server.closeAllConnections ();
      server.close ();
    }
}

// In the page, with oauth4webapi.
async function begin ({ issuer, clientId, redirect })
{
  const oauth = await import ('/oauth.js');
  const insecure = { [oauth.allowInsecureRequests]: true };
  const server = await oauth.processDiscoveryResponse (
    new URL (issuer),
    await oauth.discoveryRequest (new URL (issuer), { algorithm: 'oauth2', ...insecure }));
  const verifier = oauth.generateRandomCodeVerifier ();
  const state = oauth.generateRandomState ();
  const url = new URL (server.authorization_endpoint);

  url.search = new URLSearchParams ({
    client_id: clientId, redirect_uri: redirect, response_type: 'code', state,
    code_challenge: await oauth.calculatePKCECodeChallenge (verifier), code_challenge_method: 'S256',
  });
  sessionStorage.setItem ('attempt', JSON.stringify ({ server, verifier, state }));
  location.assign (url);
}

async function finish ({ clientId, redirect })
{
  const oauth = await import ('/oauth.js');
  const { server, verifier, state } = JSON.parse (sessionStorage.getItem ('attempt'));
  const client = { client_id: clientId };
  const parameters = oauth.validateAuthResponse (server, client, new URL (location.href), state);
  const ask = () => oauth.authorizationCodeGrantRequest (
    server, client, oauth.None (), parameters, redirect, verifier, { [oauth.allowInsecureRequests]: true });
  const tokens = await oauth.processAuthorizationCodeResponse (server, client, await ask ());
  const again = await oauth.processAuthorizationCodeResponse (server, client, await ask ())
    .catch ((error) => ({ error: error.error, status: error.status }));

  return { tokens, again };
}

// In the page, by itself: what a script gets to see of an answer.
async function read ({ url, ...options })
{
  try
    {
      const answer = await fetch (url, options);
      const text = await answer.text ();

      return { status: answer.status, text, headers: Object.fromEntries (answer.headers) };
    }
  catch (error)
    {
      return { refused: String (error) };
    }
}

async function enter (origin)
{
  const person = await Person.enter (browser);

  await person.page.goto (`${origin}/`);
  return person;
}

async function signIn ()
{
  await withOrigin ('127.0.7.2', async (origin) => {
    const person = await enter (origin);
    const { page } = person;
    const attempt = { issuer: organization.issuer, clientId: DESK, redirect: origin + CALLBACK };

    await page.evaluate (begin, attempt).catch (() => null);
    await page.waitForURL (/\/oauth\/authorize/);
    await person.logIn ('admin', organization.ready.password);
    await person.press ('Allow');
    await page.waitForURL ((url) => url.href.startsWith (attempt.redirect));
    const { tokens, again } = await page.evaluate (finish, attempt);
    assert.equal (tokens.token_type, 'bearer');
    assert.deepEqual (again, { error: 'invalid_grant', status: 400 }, 'a refusal can be read');
    assert.deepEqual (person.complaints, []);
    await person.leave ();
  });
}

async function callTheApi ()
{
  await withOrigin ('127.0.7.2', async (origin) => {
    const person = await enter (origin);
    const authorization = `Bearer ${organization.token}`;
    const call = (path, options) => person.page.evaluate (read, { url: organization.ready.api + path, ...options });

    const me = await call ('/api/v2/users/me', { headers: { authorization, 'x-any': 'header' } });
    assert.equal (me.status, 200, JSON.stringify (me));
    assert.equal (JSON.parse (me.text).name, 'Dana Reyes');
    assert.match (me.headers['inin-correlation-id'], /^[0-9a-f-]{36}$/);
    const refused = await call ('/api/v2/users/me', { headers: { authorization: 'Bearer x' } });
    assert.equal (refused.status, 401, JSON.stringify (refused));
    assert.match (refused.headers['www-authenticate'], /invalid_token/);
    assert.equal (JSON.parse (refused.text).contextId, refused.headers['inin-correlation-id']);
    const body = JSON.stringify ({ scope: ['user-basic-info'], roles: [] });
    const written = await call (AUTHORIZATION, {
      method: 'PUT', body, headers: { authorization, 'content-type': 'application/json' } });
    assert.equal (written.status, 200, JSON.stringify (written));
    const revoked = await call (AUTHORIZATION, { method: 'DELETE', headers: { authorization } });
    assert.equal (revoked.status, 200, JSON.stringify (revoked));
    await person.leave ();
  });
}

async function noCookies ()
{
  await withOrigin ('127.0.7.2', async (origin) => {
    const person = await enter (origin);

    assert.ok ((await person.page.evaluate (read, {
      url: `${organization.ready.api}/api/v2/users/me`, credentials: 'include',
      headers: { authorization: `Bearer ${organization.token}` } })).refused);
    for (const path of ['/logout', '/oauth/authorize', '/consent?request=x'])
      assert.ok ((await person.page.evaluate (read, { url: organization.issuer + path })).refused, path);
    await person.leave ();
  });
}

async function ofNobody ()
{
  await withOrigin ('127.0.0.1', async (origin) => {
    const person = await enter (origin);
    const before = await organization.ask ('GET', '/api/v2/oauth/authorizations');
    const headers = { authorization: `Bearer ${organization.token}` };

    for (const [path, options] of [
      ['/.well-known/oauth-authorization-server', {}], ['/api/v2/users/me', { headers }],
      ['/oauth/token', { method: 'POST', body: new URLSearchParams ({ grant_type: 'x' }).toString (),
                         headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
      [AUTHORIZATION, { method: 'DELETE', headers }]])
      assert.ok ((await person.page.evaluate (read, { url: organization.issuer + path, ...options })).refused,
                 path);
    assert.deepEqual (await organization.ask ('GET', '/api/v2/oauth/authorizations'), before);
    await person.leave ();
  });
}

// In the page, with the vendor's SDK for browsers.
async function withSdk ({ host, port, token })
{
  await new Promise ((done) => {
    document.head.append (Object.assign (document.createElement ('script'), { src: '/sdk.js', onload: done }));
  });
  const platform = globalThis.require ('platformClient');
  const client = platform.ApiClient.instance;

  client.setGateway ({ host, protocol: 'http', port });
  client.setAccessToken (token);
  const me = await new platform.UsersApi ().getUsersMe ();
  const refused = await new platform.OAuthApi ().getOauthClient ('x').catch ((error) => error);

  return { name: me.name, code: refused.code, status: refused.status };
}

async function sdk ()
{
  await withOrigin ('127.0.7.2', async (origin) => {
    const person = await enter (origin);
    const { hostname: host, port } = new URL (organization.ready.api);

    assert.deepEqual (await person.page.evaluate (withSdk, { host, port, token: organization.token }),
                      { name: 'Dana Reyes', code: 'invalid.value', status: 400 });
    await person.leave ();
  });
}

for (const [name, test] of [
  ['oauth4webapi in a page signs in from its own origin', signIn],
  ['a page of a client calls the API', callTheApi],
  ['the vendor’s SDK in a page calls the API', sdk],
  ['no page calls with cookies or reads what people see', noCookies],
  ['a page of no client reads and changes nothing', ofNobody],
])
  await tap.run (name, test);
await browser.close ();
await organization.end (tap);
tap.end ();
