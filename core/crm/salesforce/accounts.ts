/** Ways to sign in to Salesforce. All of them go through an External Client App of the org. */
import { said } from '../../text/said';
import type { AccountField, AccountKind, AccountValues } from '../account';
import { toldAddress } from '../told-address';
import { salesforce } from '../vendor-hosts.json';
import { DEFAULT_BASE_URL, GRANTS_PATH, LOGIN_HOST as SALESFORCE } from './endpoints';
import { signAssertion } from './jwt';

/** Takes the host as typed (with or without https, path, port); returns https://host, the vendor's when empty. */
export function loginOrigin(typed: string | undefined): string {
  const text = typed?.trim() ?? '';
  if (!text) return DEFAULT_BASE_URL;
  try {
    // A fake on this machine is reached without TLS; only when that is written out.
    return new URL(/^https?:\/\//i.test(text) ? text : `https://${text}`).origin;
  } catch {
    return DEFAULT_BASE_URL;
  }
}

const CLIENT_ID: AccountField = { name: 'clientId', label: 'Consumer key', secret: false, required: true };
const CLIENT_SECRET: AccountField = {
  name: 'clientSecret',
  label: 'Consumer secret',
  secret: true,
  required: true,
};
const LOGIN_HOST: AccountField = {
  name: 'loginHost',
  label: 'Login host (sandbox: test.salesforce.com; or your My Domain)',
  secret: false,
  required: true,
  default: SALESFORCE,
};
/** Newer orgs take a JWT at their own domain alone. */
const MY_DOMAIN = { app_not_found: said('salesforce.myDomain') };
const tokenUrl = ({ loginHost }: AccountValues): string => `${loginOrigin(loginHost)}${GRANTS_PATH}`;
const SIGN_IN_ONLY = new Set([DEFAULT_BASE_URL, 'https://test.salesforce.com']);

/** The org's own domain serves its data too; login and test only tell where the data is. */
function baseUrl({ loginHost }: AccountValues): string | null {
  const origin = loginOrigin(loginHost);
  return SIGN_IN_ONLY.has(origin) ? null : origin;
}
function baseUrlIn({ instance_url: told }: Record<string, unknown>, values: AccountValues): string | null {
  return toldAddress('Salesforce', salesforce, told, [values.baseUrl, loginOrigin(values.loginHost)]);
}
const common = { baseUrl, baseUrlIn };

export const ACCOUNTS: AccountKind[] = [
  {
    ...common,
    id: 'oAuth2',
    label: 'OAuth2',
    fields: [
      CLIENT_ID,
      // A public client proves itself by PKCE and has none.
      { ...CLIENT_SECRET, required: false },
      { name: 'refreshToken', label: 'Refresh token', secret: true, required: true },
      LOGIN_HOST,
    ],
    token: (values, refreshToken) => ({
      url: tokenUrl(values),
      form: {
        grant_type: 'refresh_token',
        client_id: values.clientId ?? '',
        ...(values.clientSecret ? { client_secret: values.clientSecret } : {}),
        refresh_token: refreshToken,
      },
      scheme: 'Bearer',
    }),
  },
  {
    ...common,
    id: 'clientCredentials',
    label: 'OAuth2 client credentials',
    // Salesforce grants these on the org's own domain only.
    fields: [
      CLIENT_ID,
      CLIENT_SECRET,
      { ...LOGIN_HOST, label: 'My Domain host (your-org.my.salesforce.com)', default: '' },
    ],
    token: (values) => ({
      url: tokenUrl(values),
      form: {
        grant_type: 'client_credentials',
        client_id: values.clientId ?? '',
        client_secret: values.clientSecret ?? '',
      },
      scheme: 'Bearer',
    }),
  },
  {
    ...common,
    id: 'jwt',
    label: 'JWT bearer',
    fields: [
      CLIENT_ID,
      { name: 'username', label: 'User name', secret: false, required: true },
      { name: 'privateKey', label: 'Private key (PEM)', secret: true, required: true, multiline: true },
      {
        ...LOGIN_HOST,
        label: 'My Domain host (your-org.my.salesforce.com); older orgs: login.salesforce.com',
      },
    ],
    token: (values, _refreshToken, now) => {
      const { clientId = '', username = '', privateKey = '', loginHost } = values;
      const assertion = signAssertion(
        { clientId, username, privateKey, audience: loginOrigin(loginHost) },
        now,
      );
      return {
        url: tokenUrl(values),
        form: { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion },
        scheme: 'Bearer',
        advice: MY_DOMAIN,
      };
    },
  },
];
