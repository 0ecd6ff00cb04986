/** OAuth2 credentials: an expired token is renewed once by n8n, a refused renewal is told as a refused credential. */
import type { IDataObject } from 'n8n-workflow';
import type { CrmId } from '../../core/model/plan';
import { providers } from '../../core/crm/registry';
import { startFakeHubSpot } from '../../sandbox/hubspot/server';
import { startFakePipedrive } from '../../sandbox/pipedrive/server';
import { startFakeSalesforce } from '../../sandbox/salesforce/server';
import { startFakeZoho } from '../../sandbox/zoho/server';
import { n8nAccount, type N8nAccount } from '../engines/n8n-account';
import { runWorkflow, type RunResult } from '../engines/n8n-core';
import { upsertType } from './labs';
import { oneNode } from './pack';

const APP = { clientId: 'app-id', clientSecret: 'app-secret-of-test', refreshToken: 'refresh-of-test' };

interface OAuthFake {
  url: string;
  requests: { method: string; path: string }[];
  endToken(how: 'expired' | 'revoked'): void;
  close(): Promise<void>;
}
const FAKES: [CrmId, () => Promise<OAuthFake>][] = [
  ['hubspot', () => startFakeHubSpot({ oauth: APP })],
  ['salesforce', () => startFakeSalesforce({ oauth: APP })],
  ['zoho', () => startFakeZoho({ oauth: APP })],
  ['pipedrive', () => startFakePipedrive({ oauth: APP })],
];

describe.each(FAKES)('%s', (crm, start) => {
  let fake: OAuthFake;
  let account: N8nAccount;
  let connected: number;
  beforeEach(async () => {
    fake = await start();
    const values = { ...APP, loginHost: fake.url };
    account = await n8nAccount(crm, { kind: 'oAuth2', values, baseUrl: fake.url });
    connected = fake.requests.length;
  });
  afterEach(() => fake.close());

  /** Since the account was connected. */
  const requests = () => fake.requests.slice(connected);
  const tokenRequests = () => requests().filter(({ path }) => /oauth/.test(path));
  const secrets = (): string[] => {
    const { access_token: token } = account.data.oauthTokenData as IDataObject;
    return [APP.clientSecret, APP.refreshToken, String(token)];
  };
  const run = (operation: Record<string, string>): Promise<RunResult> =>
    runWorkflow({
      ...oneNode(upsertType(crm), { ...account.inUpsert, ...operation }, { account }),
      startNode: 'Node',
    });
  const read = () => run({ resource: 'contact', operation: 'get', findBy: 'id', recordId: '1' });

  test('a good token is used as it is', async () => {
    const { error } = await read();
    expect(error?.context['kind']).not.toBe('credentialRefused');
    expect(requests().length).toBeGreaterThan(0);
    expect(tokenRequests()).toEqual([]);
  });

  test('an expired token is renewed once, kept, and the request repeated', async () => {
    fake.endToken('expired');
    const [, , worn] = secrets();
    const { error } = await read();
    expect(error?.context['kind']).not.toBe('credentialRefused');
    expect(tokenRequests()).toHaveLength(1);
    const [first, , again] = requests();
    expect(again?.path).toBe(first?.path);
    expect(secrets()[2]).not.toBe(worn);
  });

  test('a refused renewal is one clear error without secrets', async () => {
    fake.endToken('revoked');
    const { error } = await read();
    expect(error?.message).toContain(providers[crm]?.label);
    expect(error?.context).toMatchObject({ kind: 'credentialRefused' });
    expect(error?.description).toMatch(/Open the credential "[^"]+" in n8n\./);
    const told = JSON.stringify([error?.message, error?.description, error?.context]);
    for (const secret of secrets()) expect(told).not.toContain(secret);
  });

  test('the health check finds a refused renewal', async () => {
    fake.endToken('revoked');
    const result = await run({ resource: 'account', operation: 'health' });
    const [item] = result.items('Node');
    expect(item).toMatchObject({ healthy: false });
    expect(JSON.stringify(item)).toMatch(/refused|401|token|connect/i);
    for (const secret of secrets()) expect(JSON.stringify(item)).not.toContain(secret);
  });
});
