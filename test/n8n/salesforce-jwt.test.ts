/** The JWT credential as n8n calls it: once per request that met 401, each with the credential as it had read it. */
import { generateKeyPairSync } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestHelper } from 'n8n-workflow';
import { RingostatSalesforceJwtApi } from '../../credentials/RingostatSalesforceJwtApi.credentials';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const INSTANCE = 'https://org.my.salesforce.com';
const GIVEN = 'given-';

let asked = 0;
let refusing = false;
/** Answers before the next one is as usual. */
let first: { statusCode: number; body: unknown }[] = [];
/** n8n's request helper over a Salesforce that gives a new token each time. */
const helper = {
  helpers: {
    httpRequest: async () => {
      asked += 1;
      const token = `${GIVEN}${asked}`;
      await Promise.resolve();
      const odd = first.shift();
      if (odd) return { headers: {}, ...odd };
      return refusing
        ? {
            statusCode: 400,
            headers: {},
            body: { error: 'invalid_grant', error_description: 'not approved' },
          }
        : { statusCode: 200, headers: {}, body: { access_token: token, instance_url: `${INSTANCE}/` } };
    },
  },
} as unknown as IHttpRequestHelper;

const type = new RingostatSalesforceJwtApi();
let user = '';
const signIn = (accessToken: string, change: IDataObject = {}): Promise<IDataObject> =>
  type.preAuthentication.call(helper, {
    accessToken,
    instanceUrl: '',
    clientId: 'app',
    username: user,
    privateKey,
    loginHost: 'login.salesforce.com',
    ...change,
  } as ICredentialDataDecryptedObject);
const token = async (...args: Parameters<typeof signIn>): Promise<unknown> =>
  (await signIn(...args)).accessToken;

beforeEach(() => {
  asked = 0;
  refusing = false;
  first = [];
  // What the process knows of accounts outlives a test.
  user = `${String(expect.getState().currentTestName)}@example.com`;
});

test('20 executions whose token ran out: one sign-in, each gets a result of its own', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => signIn('old')));
  expect(all).toEqual(Array(20).fill({ accessToken: `${GIVEN}1`, instanceUrl: INSTANCE }));
  expect(new Set(all).size).toBe(20);
  expect(await token('old')).toBe(`${GIVEN}1`);
  expect(asked).toBe(1);
  expect(await token(`${GIVEN}1`)).toBe(`${GIVEN}2`);
  expect(asked).toBe(2);
});

test('the test of a credential, which holds no token, signs in freshly', async () => {
  expect(await token('old')).toBe(`${GIVEN}1`);
  expect(await token('')).toBe(`${GIVEN}2`);
  expect(await token('')).toBe(`${GIVEN}3`);
});

test.each<[string, IDataObject]>([
  ['client ID', { clientId: 'another app' }],
  ['username', { username: 'other@example.com' }],
  ['private key', { privateKey: privateKey.replace(/\n/g, ' ') }],
  ['login host', { loginHost: 'test.salesforce.com' }],
])('another %s is another account', async (_name, change) => {
  expect(await token('old')).toBe(`${GIVEN}1`);
  expect(await token('old', change)).toBe(`${GIVEN}2`);
  expect(await token('old')).toBe(`${GIVEN}1`);
});

test('a refusal is told once to all who wait, and kept for nobody', async () => {
  refusing = true;
  const told = await Promise.allSettled(Array.from({ length: 20 }, () => signIn('old')));
  expect(asked).toBe(1);
  for (const one of told)
    expect(one).toMatchObject({
      status: 'rejected',
      reason: {
        message: 'Salesforce refused to sign in with the JWT (status 400: invalid_grant, not approved)',
      },
    });
  refusing = false;
  expect(await token('old')).toBe(`${GIVEN}2`);
});

test('sign-ins side by side are refused for a moment: asked again until there is a token', async () => {
  first = [
    {
      statusCode: 400,
      body: { error: 'invalid_grant', error_description: 'token request is already being processed' },
    },
    { statusCode: 403, body: [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'limit' }] },
  ];
  expect(await token('old')).toBe(`${GIVEN}3`);
});

test('an app that is not found: the advice names My Domain', async () => {
  first = [{ statusCode: 400, body: { error: 'app_not_found' } }];
  await expect(token('old')).rejects.toMatchObject({
    message: 'Salesforce refused to sign in with the JWT (status 400: app_not_found)',
    advice: expect.stringContaining('your-org.my.salesforce.com'),
  });
});
