import { createVerify, generateKeyPairSync } from 'node:crypto';
import { salesforce } from '../../../../core/crm/salesforce';
import { loginOrigin } from '../../../../core/crm/salesforce/accounts';
import { fetchTransport } from '../hubspot/kit';
import { createRefreshingTransport } from '../../../../core/http/oauth';
import { testClock } from '../../http/kit';
import { startKit } from './kit';

const kind = (id: string) => salesforce.accounts.find((one) => one.id === id)!;
const NOW = Date.UTC(2026, 10, 20, 12);
const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const claimsOf = (assertion: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

test('the usual way is OAuth2; all three name their secrets', () => {
  expect(salesforce.accounts.map(({ id }) => id)).toEqual(['oAuth2', 'clientCredentials', 'jwt']);
  const secrets = salesforce.accounts.flatMap(({ fields }) => fields.filter(({ secret }) => secret));
  expect([...new Set(secrets.map(({ name }) => name))]).toEqual([
    'clientSecret',
    'refreshToken',
    'privateKey',
  ]);
});

test.each([
  ['', 'https://login.salesforce.com'],
  [' login.salesforce.com ', 'https://login.salesforce.com'],
  ['https://test.salesforce.com/', 'https://test.salesforce.com'],
  ['acme--dev.sandbox.my.salesforce.com/home', 'https://acme--dev.sandbox.my.salesforce.com'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['not a host', 'https://login.salesforce.com'],
])('login host %p signs in at %s', (typed, origin) => {
  expect(loginOrigin(typed)).toBe(origin);
  expect(kind('oAuth2').token?.({ loginHost: typed }, 'r', NOW).url).toBe(`${origin}/services/oauth2/token`);
});

test('the API is where the token says, else at the My Domain, never at the login host', () => {
  const { baseUrl, baseUrlIn } = kind('oAuth2');
  expect(baseUrlIn?.({ instance_url: 'https://acme.my.salesforce.com/' }, {})).toBe(
    'https://acme.my.salesforce.com',
  );
  expect(baseUrlIn?.({}, {})).toBeNull();
  expect(baseUrl?.({ loginHost: 'acme.my.salesforce.com' })).toBe('https://acme.my.salesforce.com');
  expect(baseUrl?.({ loginHost: 'test.salesforce.com' })).toBeNull();
});

test('refresh token with and without secret; client credentials', () => {
  expect(kind('oAuth2').token?.({ clientId: 'c', clientSecret: 's' }, 'r', NOW).form).toEqual({
    grant_type: 'refresh_token',
    client_id: 'c',
    client_secret: 's',
    refresh_token: 'r',
  });
  expect(kind('oAuth2').token?.({ clientId: 'c' }, 'r', NOW).form).not.toHaveProperty('client_secret');
  const values = { clientId: 'c', clientSecret: 's', loginHost: 'acme.my.salesforce.com' };
  expect(kind('clientCredentials').token?.(values, '', NOW)).toEqual({
    url: 'https://acme.my.salesforce.com/services/oauth2/token',
    form: { grant_type: 'client_credentials', client_id: 'c', client_secret: 's' },
    scheme: 'Bearer',
  });
});

describe('JWT', () => {
  const values = { clientId: 'consumer', username: 'їжак@example.com', loginHost: 'test.salesforce.com' };
  const assertionOf = (key: string): string =>
    kind('jwt').token?.({ ...values, privateKey: key }, '', NOW).form.assertion ?? '';
  test.each([
    ['as in the file', privateKey],
    ['in one line', privateKey.replaceAll('\n', ' ')],
    ['with line ends written out', privateKey.replaceAll('\n', '\\n')],
  ])('signed by RS256 with a key %s', (_how, key) => {
    const assertion = assertionOf(key);
    const [head = '', body = '', signature = ''] = assertion.split('.');
    expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toEqual({ alg: 'RS256', typ: 'JWT' });
    expect(claimsOf(assertion)).toEqual({
      iss: 'consumer',
      sub: 'їжак@example.com',
      aud: 'https://test.salesforce.com',
      exp: NOW / 1000 + 180,
    });
    expect(
      createVerify('RSA-SHA256').update(`${head}.${body}`).verify(publicKey, signature, 'base64url'),
    ).toBe(true);
  });
  test('the audience is the host of sign-in: production by default, or My Domain', () => {
    const aud = (loginHost: string): unknown =>
      claimsOf(kind('jwt').token?.({ ...values, loginHost, privateKey }, '', NOW).form.assertion ?? '').aud;
    expect(aud('')).toBe('https://login.salesforce.com');
    expect(aud('acme.my.salesforce.com')).toBe('https://acme.my.salesforce.com');
  });
  test('a key that is none is told without a word of it', () => {
    expect(() => assertionOf('-----BEGIN PRIVATE KEY-----c2VjcmV0-----END PRIVATE KEY-----')).toThrow(
      'the private key of the credential cannot be read',
    );
    try {
      assertionOf('c2VjcmV0');
      throw new Error('no error');
    } catch (error) {
      expect(JSON.stringify([String(error), error])).not.toContain('c2VjcmV0');
    }
  });
});

test('a newer org takes a JWT at its own domain alone: elsewhere the refusal says so', async () => {
  const kit = await startKit({
    oauth: { clientId: 'c', clientSecret: 's', refreshToken: 'r', publicKey, myDomainOnly: true },
  });
  try {
    const [user] = kit.fake.records('User');
    const send = fetchTransport('');
    const ask = (loginHost: string) => {
      const values = { clientId: 'c', username: String(user?.Username), privateKey, loginHost };
      return createRefreshingTransport({
        // The sign-in host of all orgs leads to this one too.
        send: (request) =>
          send({ ...request, url: request.url.replace('https://login.salesforce.com', kit.fake.url) }),
        token: (_refreshToken, now) => kind('jwt').token!(values, '', now),
        refreshToken: '',
        clock: testClock(Date.now()),
        system: 'Salesforce',
      })({ method: 'GET', url: `${kit.fake.url}/services/oauth2/userinfo` });
    };
    await expect(ask('login.salesforce.com')).rejects.toMatchObject({
      kind: 'credentialRefused',
      message: 'Salesforce refused to renew the access token (status 400, app_not_found).',
      advice: expect.stringContaining('your-org.my.salesforce.com'),
    });
    expect((await ask(kit.fake.url)).status).toBe(200);
  } finally {
    await kit.close();
  }
});

test('each way gives a token that the org takes', async () => {
  const username = 'olena@example.com';
  const oauth = { clientId: 'c', clientSecret: 's', refreshToken: 'r', publicKey };
  const kit = await startKit({ oauth });
  try {
    const [user] = kit.fake.records('User');
    const send = fetchTransport('');
    for (const { token, baseUrlIn } of salesforce.accounts) {
      const values = {
        clientId: 'c',
        clientSecret: 's',
        username: String(user?.Username ?? username),
        privateKey,
        loginHost: kit.fake.url,
      };
      const { url, form } = token!(values, 'r', Date.now());
      const { status, body } = await send({ method: 'POST', url, form });
      expect({ status, body }).toMatchObject({ status: 200 });
      const { access_token } = body as { access_token: string };
      expect(baseUrlIn?.(body as Record<string, unknown>, values)).toBe(kit.fake.url);
      const { provider } = kit.connect({ token: access_token });
      expect((await provider.users()).length).toBeGreaterThan(0);
    }
    expect(kit.contract.violations).toEqual([]);
  } finally {
    await kit.close();
  }
});
