/** A token goes to the vendor's hosts and to the account's own, whatever an answer tells. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { accountAuth } from '../../../node-red/host/auth';
import type { AccountValues } from '../../../core/crm/account';
import { providers } from '../../../core/crm/registry';
import { SalesforceApi } from '../../../core/crm/salesforce/api';
import type { HttpClient } from '../../../core/http/types';
import type { CrmId } from '../../../core/model/plan';

/** Every way to sign in whose token's answer names an address. */
const TOLD: [CrmId, string][] = Object.values(providers).flatMap((factory) =>
  factory.accounts.flatMap(({ id, baseUrlIn }): [CrmId, string][] => (baseUrlIn ? [[factory.crm, id]] : [])),
);
const KEY: Partial<Record<CrmId, string>> = {
  salesforce: 'instance_url',
  zoho: 'api_domain',
  pipedrive: 'api_domain',
};
const OWN: Partial<Record<CrmId, string>> = {
  salesforce: 'loginHost',
  zoho: 'baseUrl',
  pipedrive: 'baseUrl',
};
const GOOD: Partial<Record<CrmId, string[]>> = {
  salesforce: [
    'https://acme.my.salesforce.com',
    'https://acme--dev.sandbox.my.salesforce.com',
    'https://na1.salesforce.com/',
    'https://acme.my.salesforce.mil',
  ],
  zoho: [
    'https://www.zohoapis.com',
    'https://www.zohoapis.eu/',
    'https://sandbox.zohoapis.in',
    'https://www.zohoapis.com.au',
    'https://www.zohoapis.jp',
  ],
  pipedrive: ['https://acme.pipedrive.com', 'https://api.pipedrive.com/', 'https://ACME.pipedrive.com.'],
};

test('each CRM that tells an address is here', () => {
  expect([...new Set(TOLD.map(([crm]) => crm))].sort()).toEqual(Object.keys(GOOD).sort());
});

describe.each(TOLD)('%s, %s', (crm, kind) => {
  const told = (address: unknown, values: AccountValues = {}): string | null =>
    providers[crm]?.accounts
      .find(({ id }) => id === kind)
      ?.baseUrlIn?.({ [KEY[crm] ?? '']: address }, values) ?? null;
  const [first = ''] = GOOD[crm] ?? [];
  const vendor = new URL(first).hostname;

  test.each(GOOD[crm] ?? [])('%s is taken', (address) => {
    expect(told(address)).toBe(new URL(address).origin);
  });
  test.each([
    'https://evil.example',
    `http://${vendor}`,
    `https://${vendor}:8443`,
    `https://${vendor}.evil.example`,
    `https://evil.example/${vendor}`,
    `https://evil.example#${vendor}`,
    `https://evil.example?${vendor}`,
    `https://evil.example\\.${vendor}`,
    `https://${vendor}@evil.example`,
    `https://user:password@${vendor}`,
    `https://evil${vendor.split('.').slice(-2).join('.')}`,
    'https://127.0.0.1',
    'http://localhost:8080',
    'https://169.254.169.254',
    'https://[::1]',
    'ftp://evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'no address',
    '//evil.example',
  ])('%s is refused in words', (address) => {
    expect(() => told(address)).toThrow(/host that is not its own .*nothing was sent there/);
  });
  test.each([undefined, null, '', 5, {}, []])('%j is no address', (address) => {
    expect(told(address)).toBeNull();
  });
  test('the account’s own address is taken as it is', () => {
    const own = { [OWN[crm] ?? '']: 'https://crm.proxy.example:8443' };
    expect(told('https://crm.proxy.example:8443/', own)).toBe('https://crm.proxy.example:8443');
    expect(() => told('https://crm.proxy.example', own)).toThrow(/not its own/);
    expect(() => told('http://127.0.0.1:8443', own)).toThrow(/not its own/);
  });
  test('this machine, only where the account says so', () => {
    const own = { [OWN[crm] ?? '']: 'http://127.0.0.1:4000' };
    expect(told('http://127.0.0.1:4001', own)).toBe('http://127.0.0.1:4001');
    expect(told('http://localhost:4001', own)).toBe('http://localhost:4001');
    expect(() => told('http://10.0.0.1:4001', own)).toThrow(/not its own/);
  });
});

test('Node-RED: a token server that tells another host gets one question, and the other host none', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"access_token":"c4nary","instance_url":"https://evil.example"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const factory = providers.salesforce;
  if (!factory) throw new Error('no Salesforce');
  const values = { clientId: 'id', clientSecret: 'secret', loginHost: url };
  const send = accountAuth(factory, { kind: 'clientCredentials', values });
  await expect(send({ method: 'GET', url: `${url}/services/data` })).rejects.toThrow(/evil\.example/);
  expect(asked).toEqual(['POST /services/oauth2/token']);
  server.close();
});

describe('Salesforce: the next page', () => {
  const pages = (nextRecordsUrl: unknown) => {
    const asked: string[] = [];
    const http: Pick<HttpClient, 'request'> = {
      request: ({ path }) => {
        asked.push(path);
        const more = asked.length === 1 ? { nextRecordsUrl } : {};
        return Promise.resolve({ status: 200, headers: {}, body: { records: [{ Id: '1' }], ...more } });
      },
    };
    return { asked, rows: new SalesforceApi(http as HttpClient).query('SELECT Id FROM Lead', 'reading') };
  };
  test('is asked', async () => {
    const { asked, rows } = pages('/services/data/v67.0/query/01gRM000000Xabc-2000');
    expect(await rows).toHaveLength(2);
    expect(asked[1]).toBe('/services/data/v67.0/query/01gRM000000Xabc-2000');
  });
  test.each([
    '@evil.example/x',
    '.evil.example/x',
    ':8443/x',
    'https://evil.example',
    '/services/data/v67.0/query/../../x',
    '/services/apexrest/x',
  ])('%s is refused', async (address) => {
    const { asked, rows } = pages(address);
    await expect(rows).rejects.toThrow(/none of its queries/);
    expect(asked).toHaveLength(1);
  });
});
