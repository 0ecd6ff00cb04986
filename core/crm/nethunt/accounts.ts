/** The ways to sign in to NetHunt: its two APIs have keys of their own, which are not interchangeable. */
import { said } from '../../text/said';
import type { AccountKind } from '../account';
import { V2_BASE_URL } from './v2/api';

/** Base64 of UTF-8 text, without a Node or browser built-in: the core has neither. */
function base64(text: string): string {
  const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const bytes = new TextEncoder().encode(text);
  let result = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const bits = (a << 16) | (b << 8) | c;
    const four = [18, 12, 6, 0].map((shift) => signs[(bits >> shift) & 63] ?? '').join('');
    const missing = Math.max(0, at + 3 - bytes.length);
    result += four.slice(0, 4 - missing) + '='.repeat(missing);
  }
  return result;
}

/** Stored for ever. */
export const API_V2 = 'apiV2';
/** Keys of API v2 begin with this; those of the first API are bare ids. */
const V2_KEY = /^nh_[a-z]+_/;

export const ACCOUNTS: AccountKind[] = [
  {
    id: 'apiKey',
    label: 'API key',
    fields: [
      { name: 'email', label: 'E-mail', secret: false, required: true },
      { name: 'apiKey', label: 'API key', secret: true, required: true },
    ],
    sign: ({ email = '', apiKey = '' }) => ({
      authorization: `Basic ${base64(`${email.trim()}:${apiKey.trim()}`)}`,
    }),
    misplaced: ({ apiKey = '' }) => (V2_KEY.test(apiKey.trim()) ? said('nethunt.key.isV2') : null),
  },
  {
    id: API_V2,
    label: 'API v2 key',
    fields: [{ name: 'apiKey', label: 'API key', secret: true, required: true }],
    baseUrl: () => V2_BASE_URL,
    sign: ({ apiKey = '' }) => ({ authorization: `Bearer ${apiKey.trim()}` }),
    misplaced: ({ apiKey = '' }) =>
      apiKey.trim() === '' || V2_KEY.test(apiKey.trim()) ? null : said('nethunt.key.isLegacy'),
  },
];
