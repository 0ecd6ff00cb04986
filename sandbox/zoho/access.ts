import { randomUUID } from 'node:crypto';
import { SlidingWindow } from '../common/rate-limit';
import type { SandboxAnswer, SandboxClock, SandboxRequest } from '../common/types';
import { HOSTS } from './defaults';
import { asObject, Refusal } from './errors';
import type { FakeZohoOptions, ZohoModule } from './types';

/** Life of an access token, seconds. */
const TOKEN_LIFE_S = 3600;
/** What a token of all rights says it has. */
const ALL_SCOPES = [
  ...['modules', 'settings', 'users', 'org', 'files'].map((area) => `ZohoCRM.${area}.ALL`),
  'ZohoCRM.coql.READ',
  'ZohoCRM.composite_requests.CUSTOM',
  'ZohoSearch.securesearch.READ',
];
const REFRESHES = 10;
const REFRESH_WINDOW_MS = 600_000;

/** Tokens of the organisation: the given one and those its OAuth client was given. */
export class Access {
  private readonly expiry = new Map<string, number>();
  private readonly refreshes = new SlidingWindow(REFRESHES, REFRESH_WINDOW_MS);
  private revoked = false;
  scopes: string[] | null;
  forbidden: ZohoModule[] = [];

  constructor(
    token: string,
    private readonly options: FakeZohoOptions,
    private readonly clock: SandboxClock,
  ) {
    this.scopes = options.scopes ?? null;
    this.expiry.set(token, Infinity);
  }

  end(how: 'expired' | 'revoked'): void {
    this.revoked ||= how === 'revoked';
    for (const token of this.expiry.keys()) this.expiry.set(token, 0);
  }
  /** Throws 401 without a living token. Both words before it are taken. A token of another data centre is none. */
  check({ headers }: SandboxRequest): void {
    const token = /^(?:Zoho-oauthtoken|Bearer)\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
    if (token === undefined) throw new Refusal(401, 'AUTHENTICATION_FAILURE', 'Authentication failed');
    if ((this.expiry.get(token) ?? 0) <= this.clock.now() || !this.atHome(headers, 1))
      throw new Refusal(401, 'INVALID_TOKEN', 'invalid oauth token');
  }
  /** Throws 401 unless one of the scopes is held (`X.ALL` holds `X.READ`; case does not matter). */
  need(...anyOf: string[]): void {
    if (this.scopes === null) return;
    const held = this.scopes.map((scope) => scope.trim().toLowerCase());
    const covers = (scope: string): boolean => {
      const parts = scope.toLowerCase().split('.');
      return held.some(
        (have) =>
          have === parts.join('.') ||
          (have.endsWith('.all') && parts.join('.').startsWith(have.slice(0, -'all'.length))),
      );
    };
    if (anyOf.some(covers)) return;
    throw new Refusal(401, 'OAUTH_SCOPE_MISMATCH', 'invalid oauth scope to access this URL');
  }
  /** Throws unless scope and profile allow the operation on the module. */
  needModule(module: ZohoModule, operation: 'READ' | 'CREATE' | 'UPDATE' | 'DELETE'): void {
    this.need(`ZohoCRM.modules.${operation}`, `ZohoCRM.modules.${module}.${operation}`);
    if (this.forbidden.includes(module))
      throw new Refusal(403, 'NO_PERMISSION', 'permission denied', {
        permissions: [`Crm_Implied_${operation === 'READ' ? 'View' : 'Edit'}_${module}`],
      });
  }

  /** POST /oauth/v2/token. Refusals come with 200, as the vendor's do. */
  grant(request: SandboxRequest, ownUrl: string): SandboxAnswer {
    const form = { ...Object.fromEntries(request.query), ...asObject(request.body) };
    const { oauth, apiDomain } = this.options;
    const error = (name: string): SandboxAnswer => ({ status: 200, body: { error: name } });
    if (!oauth || form['client_id'] !== oauth.clientId || !this.atHome(request.headers, 0))
      return error('invalid_client');
    if (form['client_secret'] !== oauth.clientSecret) return error('invalid_client_secret');
    const refresh = form['grant_type'] === 'refresh_token';
    if (!refresh && form['grant_type'] !== 'authorization_code') return error('unsupported_grant_type');
    const given = refresh ? form['refresh_token'] : form['code'];
    const wanted = refresh ? oauth.refreshToken : (oauth.code ?? 'code');
    if (given !== wanted || this.revoked) return error('invalid_code');
    if (!this.refreshes.allow(this.clock.now())) {
      const error_description =
        'You have made too many requests continuously. Please try again after some time.';
      return { status: 400, body: { error_description, error: 'Access Denied', status: 'failure' } };
    }
    const token = `1000.${randomUUID().replaceAll('-', '')}`;
    this.expiry.set(token, this.clock.now() + TOKEN_LIFE_S * 1000);
    const body = {
      access_token: token,
      ...(refresh ? {} : { refresh_token: oauth.refreshToken }),
      scope: (this.scopes ?? ALL_SCOPES).join(' '),
      api_domain: apiDomain ?? ownUrl,
      token_type: 'Bearer',
      expires_in: TOKEN_LIFE_S,
    };
    return { status: 200, body };
  }
  /** False when the Host header names another data centre than the organisation's (any host of our own is at home). */
  private atHome({ host = '' }: Record<string, string>, kind: 0 | 1): boolean {
    const all = Object.values(HOSTS).map((pair) => pair[kind]);
    return !all.includes(host) || host === HOSTS[this.options.dataCentre ?? 'us'][kind];
  }
}
