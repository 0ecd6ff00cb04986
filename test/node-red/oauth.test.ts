/** An OAuth2 account through a real Node-RED: the access token is renewed when it has run out, once. */
import { labs } from '../../sandbox/labs';
import { startFakeHubSpot } from '../../sandbox/hubspot/server';
import type { FakeHubSpot } from '../../sandbox/hubspot/types';
import { byHandFlow, send } from './by-hand-flow';
import { NodeRed } from './node-red';

const TOKEN_PATH = '/oauth/2026-09/token';
const oauth = { clientId: 'client-1', clientSecret: 'hush-client', refreshToken: 'hush-refresh' };
let host: NodeRed;
let hubspot: FakeHubSpot;
beforeAll(async () => {
  [host, hubspot] = await Promise.all([NodeRed.start(), startFakeHubSpot({ limits: false, oauth })]);
}, 90_000);
afterAll(async () => {
  await Promise.all([host?.close(), hubspot?.close()]);
});
beforeEach(() => hubspot.reset());

const use = (
  credentials: Record<string, string> = oauth,
  node: Record<string, unknown> = {},
): Promise<void> =>
  host.deploy(
    byHandFlow(
      { resource: 'contact', operation: 'upsert', ...node },
      { name: 'Shop', auth: 'oAuth2', baseUrl: hubspot.url, credentials },
    ),
  );
const renewals = (): number => hubspot.requests.filter(({ path }) => path === TOKEN_PATH).length;
const contact = (number: number): Record<string, string> => ({
  phone: `+38067123450${number}`,
  recordName: `Client ${number}`,
});

test('the first message gets a token, the next ones use it', async () => {
  await use();
  expect((await send(host, contact(1))).error).toBeUndefined();
  expect((await send(host, contact(2))).error).toBeUndefined();
  expect(hubspot.records('contacts')).toHaveLength(2);
  expect(renewals()).toBe(1);
});

test('twelve deploys take one token: it belongs to the account, not to the node', async () => {
  const lab = await labs['zoho']!.start();
  try {
    const { kind, values, baseUrl } = lab.access;
    for (let deploy = 1; deploy <= 12; deploy += 1) {
      // Something of the flow changes each time, as when somebody builds it.
      await host.deploy(
        byHandFlow(
          { type: 'ringostat-zoho', resource: 'contact', operation: 'upsert', name: `Deploy ${deploy}` },
          { name: 'Zoho', crm: 'zoho', auth: kind, baseUrl, credentials: values },
        ),
      );
      expect((await send(host, contact(deploy % 10))).error).toBeUndefined();
    }
    expect(lab.requests.filter(({ path }) => path === '/oauth/v2/token')).toHaveLength(1);
    expect((await lab.view()).contacts).toHaveLength(10);
  } finally {
    await lab.close();
  }
});

test('a token that has run out is renewed once, also for several messages at a time, and the flow goes on', async () => {
  await use();
  await send(host, contact(1));
  hubspot.endToken('expired');
  const before = (await host.seen()).length;
  const answers = await Promise.all([2, 3, 4].map((number) => send(host, contact(number))));
  expect(answers.map(({ error }) => error)).toEqual([undefined, undefined, undefined]);
  await host.until(before + 3);
  expect(hubspot.records('contacts')).toHaveLength(4);
  expect(renewals()).toBe(2);
});

test('after the credential is put right and deployed, the same message goes through', async () => {
  await use({ ...oauth, clientSecret: 'wrong' });
  expect((await send(host, contact(1))).error?.code).toBe('credentialRefused');
  await use();
  expect((await send(host, contact(1))).error).toBeUndefined();
  expect(hubspot.records('contacts')).toHaveLength(1);
});

test('a credential with a field missing is told before anything is sent', async () => {
  await host.deploy(
    byHandFlow(
      { resource: 'contact', operation: 'upsert', account: 'empty' },
      {
        id: 'empty',
        name: 'Shop',
        auth: 'oAuth2',
        baseUrl: hubspot.url,
        credentials: { clientId: 'client-1' },
      },
    ),
  );
  const { error } = await send(host, contact(1));
  expect(error?.message).toContain('has no complete credential');
  expect(hubspot.requests).toEqual([]);
});

test('a refused renewal is one clear error that names the account; the message is kept for Catch', async () => {
  await use();
  await send(host, contact(1));
  hubspot.endToken('revoked');
  const before = renewals();
  const { error, msg } = await send(host, contact(2));
  expect(error).toMatchObject({ code: 'credentialRefused', source: { id: 'node' } });
  expect(error?.message).toMatch(
    /^HubSpot refused to renew the access token.*Open the CRM account "Shop" in Node-RED\. Connect the account again/,
  );
  expect(error?.message).not.toMatch(/hush/);
  expect(msg['body']).toEqual(contact(2));
  await send(host, contact(3));
  expect(renewals() - before).toBe(1);
  expect(host.log.join('')).not.toMatch(/hush/);
  expect(hubspot.records('contacts')).toHaveLength(1);
});
