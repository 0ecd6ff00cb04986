/** The assertion of the JWT bearer flow: a server signs in for one user, without a refresh token. */
import { said } from '../../text/said';
import { createPrivateKey, createSign, type KeyObject } from 'node:crypto';
import { salesforceError } from './errors';

/** Salesforce refuses assertions that live longer than three minutes. */
const LIVE_S = 180;

/** base64url of the value as JSON. */
function encode(value: unknown): string {
  const bytes = String.fromCharCode(...new TextEncoder().encode(JSON.stringify(value)));
  return btoa(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** A key pasted into a one-line field has lost its line ends, or has them written out. */
function pem(text: string): string {
  const plain = text.replace(/\\n/g, '\n').trim();
  const parts = /^(-----BEGIN [A-Z ]+-----)([\s\S]+?)(-----END [A-Z ]+-----)$/.exec(plain);
  if (!parts) return plain;
  const [, begin = '', body = '', end = ''] = parts;
  const lines = body.replace(/\s+/g, '').match(/.{1,64}/g) ?? [];
  return [begin, ...lines, end, ''].join('\n');
}

function keyOf(text: string): KeyObject {
  try {
    return createPrivateKey(pem(text));
  } catch {
    // The cause could hold a part of the key.
    throw salesforceError('credentialRefused', said('salesforce.key'), said('salesforce.key.advice'));
  }
}

export interface Assertion {
  /** Consumer key of the External Client App. */
  clientId: string;
  /** Salesforce user name the app acts for. */
  username: string;
  /** https://login.salesforce.com, https://test.salesforce.com or the org's My Domain. */
  audience: string;
  /** PEM. */
  privateKey: string;
}

/** Takes who signs in and the time (ms since the epoch); returns the signed assertion. Throws CrmError on a bad key. */
export function signAssertion({ clientId, username, audience, privateKey }: Assertion, now: number): string {
  const exp = Math.floor(now / 1000) + LIVE_S;
  const text = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode({ iss: clientId, sub: username, aud: audience, exp })}`;
  const signature = createSign('RSA-SHA256').update(text).sign(keyOf(privateKey), 'base64url');
  return `${text}.${signature}`;
}
