import { randomUUID } from 'node:crypto';
import type { SandboxAnswer, SandboxClock, SandboxRequest } from '../common/types';
import { Refusal } from './errors';
import type { FakeHubSpotOptions, HubSpotType } from './types';
import { asObject } from './write';

/** Life of an OAuth access token, seconds. */
const TOKEN_LIFE_S = 1800;

const OBJECT_SCOPE: Record<HubSpotType, string> = {
  contacts: 'crm.objects.contacts',
  companies: 'crm.objects.companies',
  deals: 'crm.objects.deals',
  leads: 'crm.objects.leads',
  // Activities are opened by the scopes of contacts.
  calls: 'crm.objects.contacts',
  tasks: 'crm.objects.contacts',
  notes: 'crm.objects.contacts',
};
export function objectScope(type: HubSpotType, write: boolean): string {
  return `${OBJECT_SCOPE[type]}.${write ? 'write' : 'read'}`;
}
function schemaScope(type: HubSpotType, write: boolean, own: boolean): string {
  const objects = own ? `crm.objects.${type}` : OBJECT_SCOPE[type];
  return `${objects.replace('objects', 'schemas')}.${write ? 'write' : 'read'}`;
}

/** Tokens of the portal: the given one (never expires by itself) and those its OAuth client was given. */
export class Access {
  private expiry = new Map<string, number>();
  private ended: 'expired' | 'revoked' | null = null;
  scopes: string[] | null;

  constructor(
    readonly token: string,
    private readonly options: FakeHubSpotOptions,
    private readonly clock: SandboxClock,
  ) {
    this.scopes = options.scopes ?? null;
    this.expiry.set(token, Infinity);
  }

  /** The tokens given until now stop working. A refresh helps when they are expired, not when revoked. */
  end(how: 'expired' | 'revoked'): void {
    this.ended = how;
    for (const token of this.expiry.keys()) this.expiry.set(token, 0);
  }
  /** Throws 401 for a bad or expired token. */
  check({ headers }: SandboxRequest): void {
    const token = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
    const until = token === undefined ? undefined : this.expiry.get(token);
    if (until === undefined || (this.ended === 'revoked' && until === 0)) {
      const text = 'Authentication credentials not found or not valid. Send a valid access token as Bearer.';
      throw new Refusal(401, 'INVALID_AUTHENTICATION', text);
    }
    if (until <= this.clock.now()) {
      throw new Refusal(401, 'EXPIRED_AUTHENTICATION', 'The OAuth token used to make this call has expired.');
    }
  }
  /** Throws 403 when the token lacks the scope. */
  need(scope: string): void {
    if (this.scopes === null || this.scopes.includes(scope)) return;
    const text = "This app hasn't been granted all required scopes to make this call.";
    const message = 'One or more of the following scopes are required.';
    throw new Refusal(403, 'MISSING_SCOPES', text, {
      errors: [{ message, context: { requiredGranularScopes: [scope] } }],
      context: { missingScopes: [scope] },
    });
  }
  /** The same for the settings of a type: its properties and groups. */
  needSchema(type: HubSpotType, write: boolean): void {
    this.need(schemaScope(type, write, this.options.activitySchemas === 'own'));
  }
  /** Answers the token endpoint: form body; grants authorization_code and refresh_token. */
  grant(request: SandboxRequest): SandboxAnswer {
    const form = asObject(request.body);
    const { oauth } = this.options;
    const bad = (status: string, message: string): SandboxAnswer => ({
      status: 400,
      body: { status, message, correlationId: randomUUID(), category: 'VALIDATION_ERROR' },
    });
    if (!oauth || form.client_id !== oauth.clientId || form.client_secret !== oauth.clientSecret) {
      return bad('BAD_CLIENT_ID', 'missing or unknown client id or secret');
    }
    const refresh = form.grant_type === 'refresh_token';
    if (!refresh && form.grant_type !== 'authorization_code')
      return bad('BAD_GRANT_TYPE', 'unknown grant type');
    if (refresh && (form.refresh_token !== oauth.refreshToken || this.ended === 'revoked')) {
      return bad('BAD_REFRESH_TOKEN', 'missing or invalid refresh token');
    }
    if (!refresh && (typeof form.code !== 'string' || form.code === ''))
      return bad('BAD_AUTH_CODE', 'missing auth code');
    const token = `sandbox-${randomUUID()}`;
    this.expiry.set(token, this.clock.now() + TOKEN_LIFE_S * 1000);
    const body = {
      token_type: 'bearer',
      access_token: token,
      refresh_token: oauth.refreshToken,
      expires_in: TOKEN_LIFE_S,
    };
    return { status: 200, body };
  }
}
