/** Credentials against the core's accounts: the same fields, the same hosts, and a test that the CRM answers. */
import { generateKeyPairSync } from 'node:crypto';
import type { ICredentialDataDecryptedObject, ICredentialType, IDataObject } from 'n8n-workflow';
import type { AccountKind } from '../../core/crm/account';
import { providers } from '../../core/crm/registry';
import { baseUrlOf } from '../../nodes/shared/base-url';
import { SIGN_INS, type SignIn } from '../../nodes/shared/sign-ins';
import { startFakeSalesforce } from '../../sandbox/salesforce/server';
import { runWorkflow } from '../engines/n8n-core';
import { resolveCredential } from '../engines/n8n-credential-values';
import { CRMS, openLab } from './labs';
import { credentialTypes, oneNode } from './pack';

const typeOf = (name: string): ICredentialType => {
  const found = credentialTypes.find((type) => type.name === name);
  if (!found) throw new Error(`There is no credential ${name}`);
  return found;
};
const kindsOf = ({ crm, kinds }: SignIn): AccountKind[] =>
  (providers[crm]?.accounts ?? []).filter(({ id }) => kinds.includes(id));
const offered = SIGN_INS.filter(({ crm }) => crm in providers);
/** n8n's own: it asks for the client itself and keeps the refresh token. */
const BY_N8N = ['clientId', 'clientSecret', 'refreshToken'];

test('no credential has n8n evaluate an expression for each request', () => {
  const declared = credentialTypes.filter(({ authenticate }) => typeof authenticate === 'object');
  expect(declared.map(({ name }) => name)).toEqual([]);
});

test('every account of the core has a credential', () => {
  const all = Object.values(providers).flatMap(({ crm, accounts }) => accounts.map(({ id }) => [crm, id]));
  expect(offered.flatMap(({ crm, kinds }) => kinds.map((kind) => [crm, kind])).sort()).toEqual(all.sort());
});

describe.each(offered.map((signIn): [string, SignIn] => [signIn.credential, signIn]))(
  '%s',
  (name, signIn) => {
    const type = typeOf(name);
    const oAuth2 = type.extends?.includes('oAuth2Api') ?? false;
    const kinds = kindsOf(signIn);

    test('has the fields of the account, secrets hidden, choices and defaults the same', () => {
      for (const field of kinds.flatMap(({ fields }) => fields)) {
        if (oAuth2 && BY_N8N.includes(field.name)) continue;
        const property = type.properties.find((one) => one.name === field.name);
        expect({ field: field.name, known: property !== undefined }).toEqual({
          field: field.name,
          known: true,
        });
        if (field.secret) expect(property?.typeOptions?.password).toBe(true);
        if (field.default) expect(property?.default).toBe(field.default);
        const values = property?.options?.map((option) => ('value' in option ? String(option.value) : ''));
        if (field.options) expect(values?.sort()).toEqual(field.options.map(({ value }) => value).sort());
      }
    });

    test('has an optional base URL and one harmless request to test itself', () => {
      expect(type.properties.find((one) => one.name === 'baseUrl')).toMatchObject({
        type: 'string',
        default: '',
      });
      expect(type.test?.request.method ?? 'GET').toBe('GET');
    });

    test('asks for tokens where the core does', async () => {
      for (const kind of kinds.filter(() => oAuth2)) {
        for (const given of accountsToTry(kind)) {
          const told = await resolveCredential(type, {
            ...given,
            ...grant(kind),
          } as ICredentialDataDecryptedObject);
          const values = { ...given, clientId: 'id', clientSecret: 'secret' };
          const wanted = kind.token?.(values, 'refresh', 0).url;
          expect(told.accessTokenUrl).toBe(wanted);
          if (kind.id !== 'clientCredentials') expect(String(told.authUrl)).toMatch(/^https?:\/\//);
        }
      }
    });
  },
);

/** Values worth trying: defaults, each choice of a field, an own host, an own base URL. */
function accountsToTry(kind: AccountKind): Record<string, string>[] {
  const choices = kind.fields.flatMap(({ name, options = [] }) =>
    options.map(({ value }) => ({ [name]: value })),
  );
  const hosts = kind.fields.some(({ name }) => name === 'loginHost')
    ? ['test.salesforce.com', 'https://my.example.com/', ' my.example.com'].map((loginHost) => ({
        loginHost,
      }))
    : [{ baseUrl: 'http://127.0.0.1:9' }];
  const plain = kind.fields.filter(({ default: value }) => value).map((field) => [field.name, field.default]);
  return [Object.fromEntries(plain) as Record<string, string>, ...choices, ...hosts];
}
const grant = ({ id }: AccountKind): IDataObject =>
  id === 'clientCredentials' ? { grantType: 'clientCredentials' } : {};

describe.each(CRMS)('%s', (crm) => {
  test('the test of the credential is answered by the CRM, with and without a good account', async () => {
    const { lab, account } = await openLab(crm);
    try {
      const type = typeOf(account.type);
      const ask = async (): Promise<number> => {
        const told = await resolveCredential(type, account.data, type.test?.request);
        const headers = new Headers(told.headers as Record<string, string>);
        const token = (account.data.oauthTokenData as IDataObject | undefined)?.['access_token'];
        if (token) headers.set('authorization', `Bearer ${String(token)}`);
        return (await fetch(String(told.url), { headers })).status;
      };
      expect(await ask()).toBe(200);
      lab.revoke();
      expect(await ask()).toBe(401);
    } finally {
      await lab.close();
    }
  });
});

describe('where an account is', () => {
  const salesforce = providers['salesforce'];
  const [oAuth2] = SIGN_INS.filter(({ crm }) => crm === 'salesforce');
  const told = (credential: ICredentialDataDecryptedObject): string =>
    salesforce && oAuth2 ? baseUrlOf(salesforce, oAuth2, credential) : '';
  const INSTANCE = 'https://org.my.salesforce.com';

  test('typed in, told by the token, following from the values, the vendor’s: in this order', () => {
    const token = { oauthTokenData: { instance_url: `${INSTANCE}/` } };
    expect(told({ ...token, baseUrl: 'http://127.0.0.1:9/' })).toBe('http://127.0.0.1:9');
    expect(told({ ...token, loginHost: 'other.my.salesforce.com' })).toBe(INSTANCE);
    expect(told({ loginHost: 'other.my.salesforce.com' })).toBe('https://other.my.salesforce.com');
    expect(told({ loginHost: 'login.salesforce.com' })).toBe(salesforce?.defaultBaseUrl);
  });
});

describe('Salesforce without a person', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const APP = { clientId: 'app-id', clientSecret: 'app-secret', refreshToken: 'none', publicKey };
  const health = { resource: 'account', operation: 'health' };

  async function withOrg(
    credential: string,
    authentication: string,
    dataFor: (org: { url: string; username: string }) => IDataObject,
    check: (
      run: () => ReturnType<typeof runWorkflow>,
      org: Awaited<ReturnType<typeof startFakeSalesforce>>,
      data: IDataObject,
    ) => Promise<void>,
  ): Promise<void> {
    const org = await startFakeSalesforce({ token: 'none-of-yours', oauth: APP });
    try {
      const username = String(org.records('User')[0]?.['Username']);
      const data = dataFor({ url: org.url, username });
      const setup = oneNode('ringostatSalesforce', { authentication, ...health });
      const credentials = { ...setup.credentials, [credential]: data as never };
      await check(() => runWorkflow({ ...setup, startNode: 'Node', credentials }), org, data);
    } finally {
      await org.close();
    }
  }
  const tokens = (org: { requests: { path: string }[] }) =>
    org.requests.filter(({ path }) => path.endsWith('/oauth2/token'));

  test('client credentials: a token is fetched once, kept, and fetched anew when it ended', async () => {
    await withOrg(
      'ringostatSalesforceOAuth2Api',
      'oAuth2',
      ({ url }) => ({
        grantType: 'clientCredentials',
        clientId: APP.clientId,
        clientSecret: APP.clientSecret,
        loginHost: url,
        authentication: 'body',
      }),
      async (run, org) => {
        expect((await run()).error).toBeUndefined();
        expect(tokens(org)).toHaveLength(1);
        await run();
        expect(tokens(org)).toHaveLength(1);
        org.endToken('expired');
        expect((await run()).error).toBeUndefined();
        expect(tokens(org)).toHaveLength(2);
      },
    );
  });

  const jwt = ({ url, username }: { url: string; username: string }): IDataObject => ({
    clientId: APP.clientId,
    username,
    // As a one-line field keeps it.
    privateKey: privateKey.replace(/\n/g, ' '),
    loginHost: url,
  });

  test('JWT: signs in once, keeps token and instance, signs in anew when the session ended', async () => {
    await withOrg('ringostatSalesforceJwtApi', 'jwt', jwt, async (run, org, data) => {
      const first = await run();
      expect(first.error).toBeUndefined();
      expect(tokens(org)).toHaveLength(1);
      expect(data).toMatchObject({ accessToken: expect.any(String), instanceUrl: org.url });
      await run();
      expect(tokens(org)).toHaveLength(1);
      org.endToken('expired');
      expect((await run()).items('Node')[0]).toBeDefined();
      expect(tokens(org)).toHaveLength(2);
    });
  });

  test('JWT refused: one finding in words, without the key', async () => {
    await withOrg('ringostatSalesforceJwtApi', 'jwt', jwt, async (run, org) => {
      org.endToken('revoked');
      const result = await run();
      const told = JSON.stringify([result.items('Node'), result.error?.message]);
      expect(told).toContain('Salesforce');
      expect(result.items('Node')[0]).toMatchObject({ healthy: false });
      expect(told).not.toContain(privateKey.slice(40, 80));
    });
  });
});
