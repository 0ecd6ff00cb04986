/** Access tokens for hosts without OAuth of their own (Node-RED): requested, used, and refreshed once for all waiting requests. */
import type { Words } from '../model/said';
import { said } from '../text/said';
import { CrmError, TransportFault } from './errors';
import { keepingSecrets } from './secrets';
import { askInServerTime } from './server-clock';
import { singleFlight } from './single-flight';
import { passesByItself, tokenRefusal } from './token-refusal';
import type { Clock, HttpRequest, Transport } from './types';

export interface Tokens {
  accessToken: string;
  /** Some vendors give a new one with each refresh; it must then replace the stored one. */
  refreshToken: string;
  /** Milliseconds since the epoch; null when the vendor does not say. */
  expiresAt: number | null;
}
/** How an access token is asked for; the CRM's account kind says it (core/crm/account.ts). */
export interface TokenRequest {
  /** Absolute. */
  url: string;
  /** Sent as a form. */
  form: Record<string, string>;
  /** Word before the token in Authorization. */
  scheme: string;
  headers?: Record<string, string>;
  /** What to do about a refusal, by the vendor's code, where that is known. */
  advice?: Record<string, Words>;
}
export interface RefreshingOptions {
  /** Sends once, without authentication. */
  send: Transport;
  /** Takes the newest refresh token and the time, ms since the epoch. */
  token: (refreshToken: string, now: number) => TokenRequest;
  /** True when a 401 with this body is cured by a new token; absent: always. */
  stale?: (body: unknown) => boolean;
  /** Empty for grants without one (client credentials, JWT). */
  refreshToken: string;
  /** The account's API lives where the token's answer says: requests that begin with `from` go there instead. */
  rebase?: { from: string; baseUrlIn: (answer: Record<string, unknown>) => string | null };
  /** Token still known from before; absent: the first request refreshes. */
  accessToken?: string | null;
  expiresAt?: number | null;
  /** Told of new tokens so that the host can store them. */
  onRefreshed?: (tokens: Tokens) => void | Promise<void>;
  clock: Clock;
  /** Name for messages. */
  system: string;
}

/** A token this close to its end is refreshed before it is used, ms. */
const EARLY_MS = 60_000;
/** All requests of the account wait for the token: a server that hangs must not hold them longer. */
const TOKEN_TIMEOUT_MS = 10_000;
/** A refresh takes less, ms. */
const LATE_MS = 500;
/** Access and refresh tokens of the last renewals. */
const KEPT_TOKENS = 50;
/**
 * A refusal is believed this long, ms, and twice as long after each further one: what is put right at the vendor's works
 * within seconds and without a new start of the host, a dead grant asks less than ten times in ten minutes.
 */
export const REFUSED_MS = 5_000;
const REFUSED_MAX_MS = 120_000;
/** Token servers count refreshes (Zoho: ten in ten minutes), so a second one is begun this seldom, ms. */
const LEAVE_EVERY_MS = 30_000;

/**
 * Takes a bare transport and the OAuth client; returns a transport that adds the token. A 401 leads to one refresh,
 * shared by all requests under way, and one repetition. Throws CrmError credentialRefused when the refresh is refused.
 */
export function createRefreshingTransport(options: RefreshingOptions): Transport {
  const { send, clock, system, rebase } = options;
  let refreshToken = options.refreshToken;
  let base: string | null = null;
  let scheme = options.token(refreshToken, clock.now()).scheme;
  let tokens: Tokens | null = options.accessToken
    ? { accessToken: options.accessToken, refreshToken, expiresAt: options.expiresAt ?? null }
    : null;
  let refused: { why: CrmError; until: number; spell: number } | null = null;
  /** Tokens an answer may still repeat: those of a request that was on its way while they were renewed too. */
  let lately: string[] = tokens ? [tokens.accessToken, refreshToken] : [];

  const refresh = singleFlight(async (): Promise<Tokens> => {
    if (refused && clock.now() < refused.until) throw refused.why;
    let known: Record<string, Words> = {};
    const answer = await askInServerTime(
      (now) => options.token(refreshToken, now),
      ({ url, form, headers = {}, scheme: word, advice = {} }) => {
        scheme = word;
        known = advice;
        return send({ method: 'POST', url, form, headers, timeoutMs: TOKEN_TIMEOUT_MS });
      },
      clock,
    );
    const body = (typeof answer.body === 'object' && answer.body !== null ? answer.body : {}) as Record<
      string,
      unknown
    >;
    const given = answer.status < 400 && typeof body.access_token === 'string';
    const { code, said: text } = tokenRefusal(answer.body);
    if (!given && passesByItself(answer.status, answer.body)) {
      const words = text ? `: ${text}` : '';
      throw new TransportFault(`the token server answered ${answer.status}${words}`, 'connection', false);
    }
    if (!given || typeof body.access_token !== 'string') {
      const why = new CrmError({
        kind: 'credentialRefused',
        system,
        message: text
          ? said('http.tokenRefusedBecause', { system, status: answer.status, why: text })
          : said('http.tokenRefused', { system, status: answer.status }),
        advice: known[code] ?? said('http.tokenRefused.advice'),
        status: answer.status,
      });
      const spell = refused ? Math.min(refused.spell * 2, REFUSED_MAX_MS) : REFUSED_MS;
      refused = { why, until: clock.now() + spell, spell };
      throw why;
    }
    refused = null;
    if (typeof body.refresh_token === 'string' && body.refresh_token) refreshToken = body.refresh_token;
    const seconds = Number(body.expires_in);
    const expiresAt = seconds > 0 ? clock.now() + seconds * 1000 : null;
    tokens = { accessToken: body.access_token, refreshToken, expiresAt };
    lately = [...lately, tokens.accessToken, refreshToken].slice(-KEPT_TOKENS);
    base = rebase?.baseUrlIn(body) ?? base;
    await options.onRefreshed?.(tokens);
    return tokens;
  });

  const placed = (url: string): string =>
    rebase && base && url.startsWith(rebase.from) ? base + url.slice(rebase.from.length) : url;
  const withToken = (request: HttpRequest, { accessToken }: Tokens): HttpRequest => ({
    ...request,
    url: placed(request.url),
    headers: { ...request.headers, authorization: `${scheme} ${accessToken}` },
  });
  let begun = 0;
  let left = -Infinity;
  /** A question with a deadline does not wait for somebody else's refresh that hangs: it begins one of its own. */
  const shared = (signal: AbortSignal | undefined): Promise<Tokens> => {
    const now = clock.now();
    if (signal && refresh.running() && now - begun > LATE_MS && now - left > LEAVE_EVERY_MS) {
      refresh.leave();
      left = now;
    }
    if (!refresh.running()) begun = now;
    return refresh();
  };
  const current = async (signal: AbortSignal | undefined): Promise<Tokens> => {
    const fresh = tokens && (tokens.expiresAt === null || tokens.expiresAt - EARLY_MS > clock.now());
    return fresh && tokens ? tokens : shared(signal);
  };
  const signed: Transport = async (request) => {
    const used = await current(request.signal);
    const answer = await send(withToken(request, used));
    if (answer.status !== 401 || options.stale?.(answer.body) === false) return answer;
    // Somebody may have refreshed while this request was on its way.
    const renewed = tokens && tokens.accessToken !== used.accessToken ? tokens : await shared(request.signal);
    return send(withToken(request, renewed));
  };
  return keepingSecrets(signed, () => lately);
}
