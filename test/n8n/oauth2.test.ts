/** OAuth2 credentials: an expired token is renewed once by n8n, a refused renewal is told as a refused credential. */
import type { CrmId } from '../../core/plan/types';
import { providers } from '../../core/crm/registry';
import { startFakeHubSpot } from '../../sandbox/hubspot/server';
import { startFakePipedrive } from '../../sandbox/pipedrive/server';
import { startFakeSalesforce } from '../../sandbox/salesforce/server';
import { startFakeZoho } from '../../sandbox/zoho/server';
import { runWorkflow } from '../engines/n8n-core';
import { signInOf } from '../../nodes/n8n/shared/sign-ins';
import { upsertType } from './labs';
import { oneNode } from './pack';

const APP = { clientId: 'app-id', clientSecret: 'app-secret-of-test', refreshToken: 'refresh-of-test' };
const TOKEN = 'access-of-test';

interface OAuthFake {
  url: string;
  requests: { method: string; path: string }[];
  endToken(how: 'expired' | 'revoked'): void;
  close(): Promise<void>;
}
const FAKES: Partial<Record<CrmId, () => Promise<OAuthFake>>> = {
  hubspot: () => startFakeHubSpot({ token: TOKEN, oauth: APP }),
  salesforce: () => startFakeSalesforce({ token: TOKEN, oauth: APP }),
  zoho: () => startFakeZoho({ token: TOKEN, oauth: APP }),
  pipedrive: () => startFakePipedrive({ token: TOKEN, oauth: APP }),
};
const CRMS = (Object.keys(FAKES) as CrmId[]).filter((crm) => crm in providers);

describe.each(CRMS)('%s', (crm) => {
  let fake: OAuthFake;
  beforeEach(async () => {
    const start = FAKES[crm];
    if (!start) throw new Error(`No fake of ${crm}`);
    fake = await start();
  });
  afterEach(() => fake.close());

  const credential = signInOf(crm, 'oAuth2')?.credential ?? '';
  const tokenRequests = () => fake.requests.filter(({ path }) => /oauth/.test(path));

  function read(change: Record<string, unknown> = {}) {
    const setup = oneNode(upsertType(crm), {
      authentication: 'oAuth2',
      resource: 'account',
      operation: 'health',
    });
    const { clientId, clientSecret, refreshToken } = APP;
    const oauthTokenData = { access_token: TOKEN, refresh_token: refreshToken, token_type: 'Bearer' };
    const data = {
      clientId,
      clientSecret,
      baseUrl: fake.url,
      loginHost: fake.url,
      oauthTokenData,
      ...change,
    };
    return runWorkflow({
      ...setup,
      startNode: 'Node',
      credentials: { ...setup.credentials, [credential]: data as never },
    });
  }
  const findings = (result: Awaited<ReturnType<typeof read>>) =>
    result.items('Node').flatMap(({ account }) => account) as unknown as { level: string; message: string }[];
  const refused = (found: { message: string }[]) =>
    found.filter(({ message }) => /refused|401|token|connect/i.test(message));

  test('a good token is used as it is', async () => {
    const result = await read();
    expect(result.error).toBeUndefined();
    expect(findings(result).length).toBeGreaterThan(0);
    expect(tokenRequests()).toEqual([]);
  });

  test('an expired token is renewed once, and the request repeated', async () => {
    fake.endToken('expired');
    const result = await read();
    expect(result.error).toBeUndefined();
    expect(tokenRequests()).toHaveLength(1);
    expect(fake.requests.length).toBeGreaterThan(2);
  });

  test('a refused renewal is one clear finding without secrets', async () => {
    fake.endToken('revoked');
    const result = await read();
    const found = findings(result);
    expect(result.items('Node')[0]).toMatchObject({ healthy: false });
    expect(refused(found).length).toBeGreaterThan(0);
    const told = JSON.stringify(found);
    for (const secret of [APP.clientSecret, APP.refreshToken, TOKEN]) expect(told).not.toContain(secret);
  });

  test('a refused renewal stops a run with a refused credential', async () => {
    fake.endToken('revoked');
    const setup = oneNode(upsertType(crm), {
      authentication: 'oAuth2',
      resource: 'contact',
      operation: 'get',
      findBy: 'id',
      recordId: '1',
    });
    const { clientId, clientSecret, refreshToken } = APP;
    const oauthTokenData = { access_token: TOKEN, refresh_token: refreshToken, token_type: 'Bearer' };
    const data = { clientId, clientSecret, baseUrl: fake.url, loginHost: fake.url, oauthTokenData };
    const credentials = { ...setup.credentials, [credential]: data as never };
    const { error } = await runWorkflow({ ...setup, startNode: 'Node', credentials });
    expect(error?.message).toContain(providers[crm]?.label);
    expect(error?.context).toMatchObject({ kind: 'credentialRefused' });
    const told = JSON.stringify([error?.message, error?.description, error?.context]);
    for (const secret of [APP.clientSecret, APP.refreshToken, TOKEN]) expect(told).not.toContain(secret);
  });
});
