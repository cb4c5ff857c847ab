// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: The Gatehouse authors
//
// The unknown-client procedure in a real browser, and what a real browser lets others do to its
// pages (F20 to F22).

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { findChromium, inspect, launchChromium, Person } from './chromium.mjs';
import { Organization, Tap } from './lib.mjs';

if (findChromium () === undefined)
  {
    console.log ('1..0 # SKIP Chromium is not installed');
    process.exit (0);
  }

const tap = new Tap ();
const organization = await new Organization ().start ();
const browser = await launchChromium ();
const { password } = organization.ready;
const [DESK, CRM] = organization.ready.applications;
const BUILT_IN = '76bdebfa-e1f5-43f6-a881-08f6a5443961';
const UNKNOWN = 'bb481051-67e0-43a9-a53d-3d07b0f994df';
const AUTHORIZATIONS = '/api/v2/oauth/authorizations';
const LONG_WAIT_S = 6;
const people = [];

async function enter (locale, more)
{
  const person = await Person.enter (browser, locale, more);

  people.push (person);
  return person;
}

async function authorization (id)
{
  const { body } = await organization.ask ('GET', AUTHORIZATIONS);

  return body.entities.find ((each) => each.client.id === id);
}

async function isUnknownAgain ()
{
  await organization.ask ('DELETE', `${AUTHORIZATIONS}/${DESK.clientId}`);
}

function addressOf (clientId, redirectUri)
{
  const url = new URL (`${organization.issuer}/oauth/authorize`);

  url.search = new URLSearchParams ({
    client_id: clientId, response_type: 'code', redirect_uri: redirectUri,
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaeK1t8URWbuGJJstw-cM'.padEnd (43, 'A'),
    code_challenge_method: 'S256',
  });
  return url.href;
}

async function launch (person, app = DESK, page = person.page)
{
  await page.goto (app.url);
  await page.getByRole ('link', { name: 'Sign In', exact: true }).click ();
}

const heading = (page) => page.locator ('h1').innerText ();
const words = (page) => page.locator ('main').innerText ();

async function isBack (page, app = DESK)
{
  await page.waitForURL (app.url);
  return words (page);
}

async function personWithoutPermission ()
{
  const person = await enter ();

  await launch (person);
  await person.logIn ('agent', password);
  assert.match (await heading (person.page), /An administrator is required to approve this application/);
  assert.match (await words (person.page), /oauth:client:authorize/);
  const { state } = await authorization (DESK.clientId);
  assert.equal (state, 'Requested');
  await person.press ('Back to the Application');
  assert.match (await isBack (person.page), /access_denied/);
  const { body: { entities } } = await organization.ask ('GET', AUTHORIZATIONS);
  await launch (person);
  await person.page.getByText ('An administrator is required').first ().waitFor ();
  const again = await organization.ask ('GET', AUTHORIZATIONS);
  assert.equal (again.body.entities.length, entities.length, 'a second launch made a second request');
  await person.leave ();
}

async function administrator ()
{
  const person = await enter ();
  const { page } = person;

  await launch (person);
  await person.logIn ('admin', password);
  assert.match (await heading (page), /Translation Desk asks for access to Acme Care/);
  const boxes = page.locator ('.scope input[type=checkbox]');
  const asked = await boxes.count ();
  assert.ok (asked > 1);
  for (const box of await boxes.all ())
    assert.ok (await box.isChecked (), 'all are ticked at first');
  await page.getByText ('canned responses').click ();
  await person.press ('Allow');
  assert.match (await isBack (page), /Signed in as Dana Reyes/);
  assert.ok (!page.url ().includes ('code'));
  const granted = await authorization (DESK.clientId);
  assert.equal (granted.state, 'Authorized');
  assert.equal (granted.scope.length, asked - 1);
  assert.ok (!granted.scope.some ((each) => each.startsWith ('response-management')));
  assert.deepEqual (person.complaints, []);
  assert.deepEqual ([...person.hosts].sort (), ['127.0.7.1', '127.0.7.2'], 'foreign requests');
  await person.leave ();
}

async function nextLaunch ()
{
  const person = await enter ();

  await launch (person);
  await person.logIn ('agent', password);
  // A public client is asked about again each time (S23).
  await person.press ('Allow');
  assert.match (await isBack (person.page), /Signed in as Tomás Oliveira/);
  await person.leave ();
}

async function deny ()
{
  const person = await enter ();

  await isUnknownAgain ();
  await launch (person);
  await person.logIn ('admin', password);
  await person.press ('Deny');
  assert.match (await isBack (person.page), /access_denied/);
  assert.notEqual ((await authorization (DESK.clientId))?.state, 'Authorized');
  await person.leave ();
}

async function confidential ()
{
  const person = await enter ();

  await launch (person, CRM);
  await person.logIn ('agent', password);
  if (!person.page.url ().startsWith (CRM.url))
    await person.press ('Allow');
  assert.match (await isBack (person.page, CRM), /Signed in as Tomás Oliveira/);
  await person.press ('Refresh Tokens');
  assert.match (await isBack (person.page, CRM), /Times refreshed\s+1/);
  await person.press ('Call Again');
  assert.match (await isBack (person.page, CRM), /users\/me 200/);
  await person.press ('Sign Out');
  await person.page.getByRole ('link', { name: 'Sign In', exact: true }).waitFor ();
  assert.deepEqual (person.complaints, []);
  await person.leave ();
}

async function notTheRoles ()
{
  const person = await enter ();

  await launch (person, CRM);
  await person.logIn ('reviewer', password);
  assert.match (await heading (person.page), /Your roles do not include this application/);
  await person.press ('Back to the Application');
  assert.match (await isBack (person.page, CRM), /access_denied/);
  await person.leave ();
}

async function wrongPassword ()
{
  const person = await enter ();
  const { page } = person;

  await isUnknownAgain ();
  await launch (person);
  await person.logIn ('admin', `${password}x`);
  assert.match (await words (page), /do not match/);
  assert.equal (await page.locator ('input[type=text]').inputValue (), 'admin');
  assert.equal (await page.locator ('input[type=password]').inputValue (), '');
  const unknown = await enter ();
  await launch (unknown);
  await unknown.logIn ('nobody', password);
  assert.match (await words (unknown.page), /do not match/);
  await person.logIn ('admin', password);
  await person.press ('Deny');
  await isBack (page);
  await unknown.leave ();
  await person.leave ();
}

async function throttling ()
{
  const person = await enter ();

  await launch (person);
  // The waits double; one that a slow browser cannot outlast comes after the short ones.
  let wait = 0;
  for (let attempt = 0; wait < LONG_WAIT_S && attempt < 60; attempt++)
    {
      await person.logIn ('nadia.petrova', `${password}x`);
      const told = /too many failed attempts\. Try again in (\d+) s/.exec (await words (person.page));
      wait = Number (told?.[1] ?? 0);
    }
  assert.ok (wait >= LONG_WAIT_S, `the wait is ${wait} s`);
  await person.logIn ('nadia.petrova', password);
  assert.match (await words (person.page), /too many failed attempts/, 'the right one waits, too');
  await inspect (person, 'throttled');
  const other = await enter ();
  await launch (other);
  await other.logIn ('agent', password);
  assert.doesNotMatch (await words (other.page), /too many/, 'another account waits');
  await other.leave ();
  await person.leave ();
}

async function revokedBuiltIn ()
{
  const person = await enter ();

  await organization.ask ('DELETE', `${AUTHORIZATIONS}/${BUILT_IN}`);
  await person.page.goto (addressOf (BUILT_IN, 'https://apps.example/directory'));
  await person.logIn ('admin', password);
  assert.match (await heading (person.page), /switched off/);
  await inspect (person, 'switched-off');
  assert.equal (await person.page.getByRole ('button', { name: 'Allow' }).count (), 0);
  await person.leave ();
}

async function withoutScripts ()
{
  const person = await enter ('en-US', { javaScriptEnabled: false });

  await isUnknownAgain ();
  await launch (person);
  await person.logIn ('admin', password);
  await person.press ('Allow');
  assert.match (await isBack (person.page), /Signed in as Dana Reyes/);
  await person.leave ();
}

async function tabTo (page, wanted)
{
  for (let step = 0; step < 40; step++)
    {
      await page.keyboard.press ('Tab');
      const label = await page.evaluate (() => {
        const { activeElement: here } = document;
        return here.labels?.[0]?.innerText ?? here.innerText ?? '';
      });
      if (label.trim () === wanted)
        return;
    }
  assert.fail (`Tab never came to ${wanted}`);
}

async function byKeyboard ()
{
  const person = await enter ();
  const { page } = person;

  await isUnknownAgain ();
  await page.goto (DESK.url);
  await tabTo (page, 'Sign In');
  await page.keyboard.press ('Enter');
  await page.waitForURL (/authorize/);
  await page.keyboard.type ('admin');
  await tabTo (page, 'Password');
  await page.keyboard.type (password);
  await page.keyboard.press ('Enter');
  await page.waitForURL (/consent/);
  await tabTo (page, 'Read-only instead: Read calls, chats, e-mails and messages');
  await page.keyboard.press ('Space');
  await tabTo (page, 'Allow');
  // As soon as a click would reach it, a key is not too soon either.
  await page.getByRole ('button', { name: 'Allow', exact: true }).click ({ trial: true });
  await page.keyboard.press ('Enter');
  assert.match (await isBack (page), /conversations:readonly/);
  await person.leave ();
}

async function cookies ()
{
  const person = await enter ();

  await isUnknownAgain ();
  await launch (person);
  await person.logIn ('admin', password);
  await person.press ('Allow');
  await isBack (person.page);
  for (const cookie of await person.context.cookies ())
    {
      assert.ok (cookie.httpOnly && cookie.sameSite === 'Lax', cookie.name);
      assert.equal (cookie.domain, cookie.name.startsWith ('app-') ? '127.0.7.2' : '127.0.7.1');
    }
  // Ports do not part cookies, addresses do (F21).
  await withForeignPage ('127.0.0.1', '<p>x</p>', async (url, requests) => {
    await person.page.goto (url);
    assert.ok (requests.length > 0 && requests.every ((each) => each.headers.cookie === undefined));
  });
  await person.leave ();
}

async function backButton ()
{
  const person = await enter ();
  const { page } = person;

  await isUnknownAgain ();
  await launch (person);
  await person.logIn ('admin', password);
  await person.press ('Allow');
  await isBack (page);
  for (let step = 0; step < 6 && page.url () !== 'about:blank'; step++)
    {
      await page.goBack ().catch (() => null);
      assert.ok (!/[?&]code=/.test (page.url ()), page.url ());
      const allow = page.getByRole ('button', { name: 'Allow', exact: true });
      if (await allow.count () === 0)
        continue;
      assert.match (await words (page), /is approved in Acme Care/);
      await allow.click ();
      assert.match (await isBack (page), /Signed in as Dana Reyes/);
      await person.leave ();
      return;
    }
  assert.fail ('the back button never came to Allow');
  await person.leave ();
}

async function doubleSubmit ()
{
  const person = await enter ();

  await isUnknownAgain ();
  await launch (person);
  await person.logIn ('admin', password);
  const given = () => organization.log ().split ('consent given').length;
  const before = given ();
  await person.page.getByRole ('button', { name: 'Allow', exact: true }).dblclick ();
  // The second press comes before the first is sent, or after it was answered.
  await person.page.getByText (/Signed in as Dana Reyes|is approved in Acme Care/).first ().waitFor ();
  if (!person.page.url ().startsWith (DESK.url))
    await person.press ('Allow');
  assert.match (await isBack (person.page), /Signed in as Dana Reyes/);
  assert.equal (given (), before + 1);
  await person.leave ();
}

async function consentInTwoTabs ()
{
  const person = await enter ();
  const second = await person.newPage ();

  await isUnknownAgain ();
  await launch (person);
  await person.logIn ('admin', password);
  await second.goto (person.page.url ());
  await person.press ('Allow');
  assert.match (await isBack (person.page), /Signed in as Dana Reyes/);
  await person.press ('Allow', second);
  await second.getByText (/is approved in Acme Care/).waitFor ();
  await person.press ('Allow', second);
  assert.match (await isBack (second), /Signed in as Dana Reyes/);
  await person.leave ();
}

async function approvedMeanwhile ()
{
  const person = await enter ();

  await isUnknownAgain ();
  await launch (person);
  await person.logIn ('agent', password);
  await person.press ('Try Again');
  await person.page.getByText ('Nothing has changed yet.').waitFor ();
  await organization.ask ('PUT', `${AUTHORIZATIONS}/${DESK.clientId}`,
                          { scope: ['user-basic-info'], roles: [] });
  await person.press ('Try Again');
  await person.page.getByText (/is approved in Acme Care/).waitFor ();
  await person.press ('Allow');
  assert.match (await isBack (person.page), /Signed in as Tomás Oliveira/);
  assert.deepEqual (person.complaints, []);
  await person.leave ();
}

async function twoTabs ()
{
  const person = await enter ();
  const second = await person.newPage ();

  await isUnknownAgain ();
  await launch (person);
  await launch (person, CRM, second);
  await person.logIn ('agent', password, second);
  if (!second.url ().startsWith (CRM.url))
    await person.press ('Allow', second);
  assert.match (await isBack (second, CRM), /Signed in as Tomás Oliveira/);
  // The first tab still shows the login page of its own request.
  await person.logIn ('admin', password);
  await person.press ('Allow');
  assert.match (await isBack (person.page), /Signed in as Dana Reyes/);
  await second.reload ();
  assert.match (await words (second), /Signed in as Tomás Oliveira/);
  // Twice the same application: either tab may be the first to answer.
  await person.page.goto (`${DESK.url}sign-in`);
  await second.goto (`${DESK.url}sign-in`);
  await person.press ('Allow');
  assert.match (await isBack (person.page), /Signed in as Dana Reyes/);
  await person.press ('Allow', second);
  assert.match (await isBack (second), /Signed in as Dana Reyes/);
  await person.leave ();
}

// A page on ADDRESS that sends the consent form of somebody else's browser, fields and all.
async function withForeignPage (address, html, test)
{
  const requests = [];
  const server = createServer ((request, answer) => {
    requests.push (request);
    answer.setHeader ('content-type', 'text/html');
    answer.end (html);
  });

  await new Promise ((resolve) => server.listen (0, address, resolve));
  try
    {
      await test (`http://${address}:${server.address ().port}/`, requests);
    }
  finally
    {
      server.closeAllConnections ();
      server.close ();
    }
}

async function foreignForm (address)
{
  const person = await enter ();

  await isUnknownAgain ();
  await launch (person);
  await person.logIn ('admin', password);
  const fields = await person.page.locator ('form input[type=hidden], form input[type=checkbox]').evaluateAll (
    (inputs) => inputs.map ((each) => [each.name, each.value]));
  const html = `<form method="post" action="${organization.issuer}/consent">`
    + fields.map (([name, value]) => `<input name="${name}" value="${value}">`).join ('')
    + '<button name="decision" value="allow">x</button></form>';
  await withForeignPage (address, html, async (url) => {
    const page = await person.newPage ();
    await page.goto (url);
    const [answer] = await Promise.all ([
      page.waitForResponse ((response) => response.url () === `${organization.issuer}/consent`),
      page.getByRole ('button').click (),
    ]);
    assert.equal (answer.status (), 403);
  });
  assert.notEqual ((await authorization (DESK.clientId))?.state, 'Authorized');
  await person.press ('Allow');
  assert.match (await isBack (person.page), /Signed in as/, 'the true form works still');
  await person.leave ();
}

async function framing ()
{
  const person = await enter ();
  const request = new URL (DESK.url);

  for (const framed of [`${organization.issuer}/logout`, `${organization.issuer}/oauth/authorize`,
                        request.href])
    await withForeignPage ('127.0.0.1', `<iframe src="${framed}"></iframe>`, async (url) => {
      await person.page.goto (url);
      const frame = await person.page.locator ('iframe').elementHandle ();
      const inside = await frame.contentFrame ();
      await inside.waitForLoadState ();
      assert.ok (!inside.url ().startsWith ('http://127.0.7.'), `${framed} shows in a frame`);
    });
  await person.leave ();
}

async function foreignScript ()
{
  const person = await enter ();

  await withForeignPage ('127.0.0.1', '<p>x</p>', async (url) => {
    await person.page.goto (url);
    for (const path of ['/api/v2/users/me', '/.well-known/oauth-authorization-server', '/logout'])
      assert.equal (await person.page.evaluate (
        (address) => fetch (address, { headers: { authorization: 'Bearer x' } }).then (() => 'read', () => 'refused'),
        organization.issuer + path), 'refused', path);
  });
  await person.leave ();
}

// Every page there is, each judged and drawn.
async function everyPage (locale, suffix)
{
  const person = await enter (locale);
  const german = locale.startsWith ('de');
  const say = (english, deutsch) => (german ? deutsch : english);
  const see = (name) => inspect (person, name + suffix, { inAllLooks: !german });
  const { page } = person;
  const start = (app = DESK) => page.goto (`${app.url}sign-in`);

  await isUnknownAgain ();
  await page.goto (new URL ('/', DESK.url).href);
  await see ('app-index');
  await page.goto (DESK.url);
  await see ('app-start');
  assert.equal (await page.getByRole ('link', { name: say ('Sign In', 'Anmelden'), exact: true }).count (), 1);
  await start ();
  await see ('login');
  await person.logIn ('admin', 'wrong password');
  await see ('login-wrong');
  await person.logIn ('agent', password);
  await see ('permission');
  await person.press (say ('Try Again', 'Erneut versuchen'));
  await see ('permission-again');
  await person.press (say ('Back to the Application', 'Zurück zur Anwendung'));
  await page.waitForURL (DESK.url);
  await see ('app-refused');
  await page.goto (addressOf (UNKNOWN, 'https://console.acme-care.example/callback'));
  await see ('permission-ask');
  await page.goto (DESK.url);
  await page.getByRole ('link', { name: say ('Sign out at the organization', 'Bei der Organisation abmelden') }).click ();
  await see ('log-out');
  await person.press (say ('Log Out', 'Abmelden'));
  await page.waitForURL (/client_id/);
  await see ('logged-out');
  await start ();
  await person.logIn ('admin', password);
  await see ('consent');
  await isUnknownAgain ();
  await person.press (say ('Allow', 'Erlauben'));
  await see ('consent-changed');
  for (const box of await page.locator ('.scope input[type=checkbox]').all ())
    await box.uncheck ();
  await person.press (say ('Allow', 'Erlauben'));
  await see ('consent-none');
  for (const box of await page.locator ('.scope input[type=checkbox]').all ())
    await box.check ();
  await person.press (say ('Allow', 'Erlauben'));
  await page.waitForURL (DESK.url);
  await see ('app-signed-in');
  await start ();
  await see ('continue');
  await page.goto (DESK.url);
  await isUnknownAgain ();
  await person.press (say ('Call Again', 'Erneut aufrufen'));
  await page.locator ('strong', { hasText: '401' }).waitFor ();
  await see ('app-over');
  await page.goto (`${organization.issuer}/oauth/authorize?client_id=nobody`);
  await see ('error');
  await page.goto (`${organization.issuer}/oauth/authorize?client_id=${CRM.clientId}`
                   + `&redirect_uri=${encodeURIComponent (`${DESK.url}callback?${'long-'.repeat (60)}`)}`);
  await see ('error-redirect');
  await page.goto (new URL ('/nothing', DESK.url).href);
  await see ('app-nothing');
  await page.goto (`${organization.issuer}/logout`);
  await start (CRM);
  await person.logIn ('reviewer', password);
  await see ('roles');
  assert.deepEqual (person.complaints, []);
  await person.leave ();
}

const tests = [
  ['a person without the permission', personWithoutPermission],
  ['an administrator selects scopes and allows', administrator],
  ['the person’s next launch goes through', nextLaunch],
  ['an administrator denies', deny],
  ['a confidential application refreshes, calls, signs out', confidential],
  ['a person whose roles are not listed', notTheRoles],
  ['a wrong password and an unknown name say the same', wrongPassword],
  ['without scripts', withoutScripts],
  ['by keyboard alone', byKeyboard],
  ['cookies stay where they belong', cookies],
  ['the back button gives no second code', backButton],
  ['a double click gives one code', doubleSubmit],
  ['the same question in two tabs', consentInTwoTabs],
  ['approved while somebody looks', approvedMeanwhile],
  ['two tabs', twoTabs],
  ['a form sent from another port of the address', () => foreignForm (new URL (organization.issuer).hostname)],
  ['a form sent from another local address', () => foreignForm ('127.0.0.1')],
  ['no page shows in a frame', framing],
  ['a script elsewhere reads nothing', foreignScript],
  ['every page, judged and drawn, in English', () => everyPage ('en-US', '')],
  ['every page, judged and drawn, in German', () => everyPage ('de-DE', '-de')],
  ['guessing is slowed down', throttling],
  ['a revoked built-in client lets nobody in', revokedBuiltIn],
];
for (const [name, test] of tests)
  {
    await tap.run (name, test);
    await Promise.all (people.splice (0).map ((person) => person.leave ().catch (() => null)));
  }
await browser.close ();
await organization.end (tap);
tap.end ();
