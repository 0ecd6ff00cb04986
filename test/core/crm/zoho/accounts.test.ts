import { accountAuth } from '../../../../node-red/host/auth';
import { zoho } from '../../../../core/crm/zoho';
import { accountsUrl } from '../../../../core/crm/zoho/accounts';
import { DATA_CENTRES } from '../../../../core/crm/zoho/data-centres';
import { labs } from '../../../../sandbox/labs';

test.each([
  ['the data centre', { dataCentre: 'uk' }, 'https://accounts.zoho.uk'],
  ['another one', { dataCentre: 'ae' }, 'https://accounts.zoho.ae'],
  ['its sandbox', { dataCentre: 'us', baseUrl: 'https://sandbox.zohoapis.uk' }, 'https://accounts.zoho.uk'],
  [
    'a proxy of the API',
    { dataCentre: 'eu', baseUrl: 'https://proxy.example/zoho' },
    'https://accounts.zoho.eu',
  ],
  [
    'a host like ours',
    { dataCentre: 'eu', baseUrl: 'https://localhost.example' },
    'https://accounts.zoho.eu',
  ],
  ['a sandbox here', { dataCentre: 'eu', baseUrl: 'http://127.0.0.1:8080' }, 'http://127.0.0.1:8080'],
])('tokens come from the accounts host: %s', (_of, values, host) => {
  expect(accountsUrl(values)).toBe(host);
  const [kind] = zoho.accounts;
  expect(kind?.token?.({ ...values, clientSecret: 's' }, 'r', 0).url).toBe(`${host}/oauth/v2/token`);
});

test('every data centre has hosts of its own', () => {
  const hosts = DATA_CENTRES.flatMap(({ accounts, api, pages }) => [accounts, api, pages]);
  expect(new Set(hosts).size).toBe(DATA_CENTRES.length * 3);
});

test('a scope that lacks is told and takes no new token; a token that ended is renewed once', async () => {
  const lab = await labs['zoho']!.start();
  try {
    const { kind, values, baseUrl } = lab.access;
    const send = accountAuth(zoho, { kind, values: { ...values, baseUrl } });
    const get = (path: string) => send({ method: 'GET', url: `${baseUrl}/crm/v8${path}` });
    const tokens = (): number => lab.requests.filter(({ path }) => path === '/oauth/v2/token').length;
    expect((await get('/org')).status).toBe(200);
    lab.limitRights();
    for (let time = 1; time <= 12; time += 1)
      expect(await get('/Deals?fields=id')).toMatchObject({
        status: 401,
        body: { code: 'OAUTH_SCOPE_MISMATCH' },
      });
    expect(tokens()).toBe(1);
    lab.tokens?.expire();
    expect((await get('/org')).status).toBe(200);
    expect(tokens()).toBe(2);
  } finally {
    await lab.close();
  }
});
