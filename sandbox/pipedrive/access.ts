import { randomUUID } from 'node:crypto';
import type { SandboxAnswer, SandboxClock, SandboxRequest } from '../common/types';
import { ERRORS_V1, scopeMismatch, unauthorized } from './errors';
import type { FakePipedriveOptions } from './types';

/** Life of an OAuth access token, seconds. */
const TOKEN_LIFE_S = 3600 - 1;
export type SignedIn = 'apiToken' | 'oAuth2';

/** The personal token (header `x-api-token`) and the tokens an OAuth app was given (Bearer). */
export class Access {
  private readonly bearers = new Map<string, number>();
  private ended: 'expired' | 'revoked' | null = null;
  private refreshToken: string;
  scopes: string[] | null;

  constructor(
    readonly token: string,
    private readonly options: FakePipedriveOptions,
    private readonly clock: SandboxClock,
  ) {
    this.scopes = options.scopes ?? null;
    this.refreshToken = options.oauth?.refreshToken ?? '';
  }

  end(how: 'expired' | 'revoked'): void {
    this.ended = how;
    for (const token of this.bearers.keys()) this.bearers.set(token, 0);
  }
  /** How the request is signed. Throws 401 for a bad, expired or revoked token. */
  check({ headers }: SandboxRequest): SignedIn {
    const bearer = /^Bearer (.+)$/i.exec(headers['authorization'] ?? '')?.[1];
    if (bearer !== undefined) {
      if ((this.bearers.get(bearer) ?? 0) > this.clock.now()) return 'oAuth2';
      throw unauthorized();
    }
    // A personal token does not run out by itself; whoever ends it has made a new one.
    if (headers['x-api-token'] === this.token && this.ended === null) return 'apiToken';
    throw unauthorized();
  }
  /** Throws 403 when none of the scopes is there. */
  need(scopes: string[], how: SignedIn): void {
    const { scopes: granted } = this;
    if (granted === null || scopes.some((scope) => granted.includes(scope))) return;
    throw how === 'oAuth2' ? scopeMismatch() : ERRORS_V1.forbidden('You do not have permissions to do this');
  }
  /** POST /oauth/token: Basic client, form body; the refresh token is the same again. `url` is told as api_domain. */
  grant({ headers, body, method }: SandboxRequest, url: string): SandboxAnswer {
    const bad = (status: number, error: string, message: string): SandboxAnswer => ({
      status,
      body: { success: false, error, message },
    });
    if (method !== 'POST') return bad(404, 'not_found', 'Not found');
    const { oauth } = this.options;
    const basic = `Basic ${Buffer.from(`${oauth?.clientId ?? ''}:${oauth?.clientSecret ?? ''}`).toString('base64')}`;
    if (!oauth || headers['authorization'] !== basic)
      return bad(401, 'invalid_client', 'Client authentication failed');
    if (!headers['content-type']?.includes('application/x-www-form-urlencoded'))
      return bad(400, 'invalid_request', 'content must be application/x-www-form-urlencoded');
    const form = (body ?? {}) as Record<string, string>;
    const refresh = form['grant_type'] === 'refresh_token';
    if (!refresh && form['grant_type'] !== 'authorization_code')
      return bad(400, 'unsupported_grant_type', 'Unsupported grant type');
    if (refresh && (form['refresh_token'] !== this.refreshToken || this.ended === 'revoked'))
      return bad(400, 'invalid_grant', 'Invalid grant: refresh token is invalid');
    if (!refresh && (!form['code'] || !form['redirect_uri']))
      return bad(400, 'invalid_grant', 'Invalid grant: authorization code is invalid');
    const token = `sandbox-${randomUUID()}`;
    this.bearers.set(token, this.clock.now() + TOKEN_LIFE_S * 1000);
    const answer = {
      access_token: token,
      token_type: 'Bearer',
      refresh_token: this.refreshToken,
      scope: (this.scopes ?? ['base']).join(','),
      expires_in: TOKEN_LIFE_S,
      api_domain: url,
    };
    return { status: 200, body: answer };
  }
}
