import { createHash, createVerify, randomUUID } from 'node:crypto';
import type { SandboxAnswer, SandboxClock, SandboxRequest } from '../common/types';
import { ORG_ID } from './org-data';
import type { OAuthApp } from './types';
import { asObject } from './write/read-values';

/** A session lives this long without being renewed, ms (the org's default: two hours). */
const SESSION_MS = 2 * 3600_000;
/** A JWT may be valid for this long at most, seconds. */
const MAX_ASSERTION_S = 300;
const LOGIN_HOSTS = ['https://login.salesforce.com', 'https://test.salesforce.com'];

class OAuthRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
const refuse = (code: string, message: string): OAuthRefusal => new OAuthRefusal(code, message);
type Form = Record<string, string>;

/** Tokens of one org: which bearer is alive, and how a new one is got. */
export class Tokens {
  private readonly alive = new Map<string, number>();
  private readonly codes = new Map<string, { challenge: string | null; redirect: string }>();
  private revoked = false;
  private refreshToken: string;

  constructor(
    first: string,
    private readonly app: OAuthApp | undefined,
    private readonly userId: string,
    private readonly username: () => string,
    private readonly clock: SandboxClock,
  ) {
    // A token given by the test is taken for one that is renewed all the time.
    this.alive.set(first, Infinity);
    this.refreshToken = app?.refreshToken ?? '';
  }
  isAlive(token: string): boolean {
    return (this.alive.get(token) ?? 0) > this.clock.now();
  }
  end(how: 'expired' | 'revoked'): void {
    this.alive.clear();
    this.revoked ||= how === 'revoked';
  }

  /** GET /services/oauth2/authorize: the user agrees at once. */
  authorize({ query }: SandboxRequest): SandboxAnswer {
    const redirect = query.get('redirect_uri') ?? '';
    if (!this.app || query.get('client_id') !== this.app.clientId || redirect === '')
      return { status: 400, body: 'error=invalid_client_id&error_description=client%20identifier%20invalid' };
    const code = `aPrx${randomUUID()}`;
    this.codes.set(code, { challenge: query.get('code_challenge'), redirect });
    const target = new URL(redirect);
    target.searchParams.set('code', code);
    const state = query.get('state');
    if (state !== null) target.searchParams.set('state', state);
    return { status: 302, headers: { location: target.toString() } };
  }
  /** POST /services/oauth2/token. The answer has no expires_in: the vendor never says how long a session lives. */
  grant({ body }: SandboxRequest, url: string): SandboxAnswer {
    const form = (asObject(body) ?? {}) as Form;
    try {
      const refresh = this.check(form, url);
      const token = `00DAA!${randomUUID()}`;
      this.alive.set(token, this.clock.now() + SESSION_MS);
      return {
        status: 200,
        body: {
          access_token: token,
          ...(refresh ? { refresh_token: refresh } : {}),
          signature: createHash('sha256').update(token).digest('base64'),
          scope: 'api refresh_token',
          instance_url: url,
          id: `${url}/id/${ORG_ID}/${this.userId}`,
          token_type: 'Bearer',
          issued_at: String(this.clock.now()),
        },
      };
    } catch (error) {
      if (!(error instanceof OAuthRefusal)) throw error;
      return {
        status: 400,
        body: { error: error.code, ...(error.message ? { error_description: error.message } : {}) },
      };
    }
  }

  /** The refresh token to hand out, null where the grant gives none. Throws what the vendor refuses. */
  private check(form: Form, url: string): string | null {
    const { app } = this;
    if (!app) throw refuse('invalid_client_id', 'client identifier invalid');
    if (form.grant_type === 'urn:ietf:params:oauth:grant-type:jwt-bearer')
      return this.checkAssertion(app, form, url);
    if (form.client_id !== app.clientId) throw refuse('invalid_client_id', 'client identifier invalid');
    const isSecret = form.client_secret === app.clientSecret;
    if (form.grant_type === 'client_credentials') {
      if (!isSecret) throw refuse('invalid_client', 'invalid client credentials');
      if (this.revoked) throw refuse('invalid_grant', 'no client credentials user enabled');
      return null;
    }
    if (form.grant_type === 'refresh_token') {
      if (!isSecret && form.client_secret !== undefined)
        throw refuse('invalid_client', 'invalid client credentials');
      const known = form.refresh_token === this.refreshToken;
      this.revoked ||= app.rotates === true && !known;
      if (this.revoked || !known) throw refuse('invalid_grant', 'expired access/refresh token');
      if (!app.rotates) return null;
      this.refreshToken = `5Aep861.${randomUUID()}`;
      return this.refreshToken;
    }
    if (form.grant_type === 'authorization_code') return this.checkCode(form, isSecret);
    throw refuse('unsupported_grant_type', 'grant type not supported');
  }
  private checkCode(form: Form, isSecret: boolean): string {
    const known = this.codes.get(form.code ?? '');
    this.codes.delete(form.code ?? '');
    if (!known) throw refuse('invalid_grant', 'expired authorization code');
    if (known.redirect !== form.redirect_uri)
      throw refuse('redirect_uri_mismatch', 'redirect_uri must match configuration');
    const challenge = createHash('sha256')
      .update(form.code_verifier ?? '')
      .digest('base64url');
    if (known.challenge !== null && known.challenge !== challenge)
      throw refuse('invalid_grant', 'invalid code verifier');
    if (!isSecret) throw refuse('invalid_client', 'invalid client credentials');
    this.revoked = false;
    return this.refreshToken;
  }
  private checkAssertion(app: OAuthApp, form: Form, url: string): null {
    const [head = '', claims = '', signature = ''] = (form.assertion ?? '').split('.');
    const read = (part: string): Record<string, unknown> => {
      try {
        return asObject(JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))) ?? {};
      } catch {
        throw refuse('invalid_grant', 'invalid assertion');
      }
    };
    const { iss, aud, sub, exp } = read(claims);
    if (read(head)['alg'] !== 'RS256') throw refuse('invalid_grant', 'invalid assertion');
    if (iss !== app.clientId) throw refuse('invalid_client_id', 'client identifier invalid');
    const verify = createVerify('RSA-SHA256').update(`${head}.${claims}`);
    if (!app.publicKey || !verify.verify(app.publicKey, signature, 'base64url'))
      throw refuse('invalid_grant', 'invalid assertion');
    if (app.myDomainOnly && LOGIN_HOSTS.includes(String(aud))) throw refuse('app_not_found', '');
    if (![...LOGIN_HOSTS, url].includes(String(aud))) throw refuse('invalid_grant', 'audience is invalid');
    const left = Number(exp) - this.clock.now() / 1000;
    if (!(left > 0 && left <= MAX_ASSERTION_S))
      throw refuse('invalid_grant', 'invalid assertion: expired or too long valid');
    if (this.revoked || sub !== this.username())
      throw refuse('invalid_grant', "user hasn't approved this consumer");
    return null;
  }
}
