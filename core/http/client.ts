/** The one retry layer. Takes a transport that sends once; gives requests that are paced, repeated when due, classified. */
import { classifyByStatus } from './classify';
import { TransportFault, type CrmError } from './errors';
import { noAnswer, tooLong, unknownOutcome } from './faults';
import { pacersOf } from './limits';
import { backoff, limitReset, retryAfter } from './retry';
import type {
  CallOptions,
  Classify,
  Clock,
  HttpClient,
  HttpRequest,
  HttpResponse,
  RateLimits,
  Transport,
} from './types';

export interface HttpClientOptions {
  transport: Transport;
  clock: Clock;
  /** Random number from 0 to below 1, for jitter. */
  random: () => number;
  /** Name for messages: "HubSpot". */
  system: string;
  /** Without trailing slash. */
  baseUrl: string;
  /** Default: by status only. */
  classify?: Classify;
  limits?: RateLimits;
  /** Tries in all, the first included. Default 5. */
  maxAttempts?: number;
  /** Longest time for answers and waits of one request, ms; the account's own queue is not counted. Default 60 000. */
  maxWaitMs?: number;
  /** Told of each answer, or of none (status 0). Never holds a secret. */
  onRequest?: (seen: {
    method: string;
    path: string;
    status: number;
    attempt: number;
    elapsedMs: number;
  }) => void;
}
type PathRequest = Parameters<HttpClient['request']>[0];

const MAX_ATTEMPTS = 5;
/** Where the vendor refuses for its limit and tells no wait: several processes that ask too share it by chance (HubSpot's searches). */
const MAX_REFUSALS = 8;
const MAX_WAIT_MS = 60_000;

class Client implements HttpClient {
  requests = 0;
  private readonly classify: Classify;
  readonly account: string | undefined;
  private readonly pacers: ReturnType<typeof pacersOf>;

  constructor(private readonly options: HttpClientOptions) {
    const { system, baseUrl, limits = {} } = options;
    this.classify = options.classify ?? classifyByStatus(system);
    this.account = limits.accountKey;
    this.pacers = pacersOf(`${system} ${limits.accountKey ?? baseUrl}`, limits);
  }

  async request(request: PathRequest, call: CallOptions): Promise<HttpResponse> {
    const { clock, maxAttempts = MAX_ATTEMPTS, maxWaitMs = MAX_WAIT_MS } = this.options;
    let spent = 0;
    if (call.repeat) await this.sleep(backoff(call.repeat, this.options.random()), request, call);
    for (let attempt = 1; ; attempt += 1) {
      await this.turn(request, call);
      const free = await this.slot(request, call);
      const began = clock.now();
      const result = await this.send(request, call, attempt).finally(free);
      if ('status' in result) return result;
      spent += clock.now() - began;
      const wait = result.retry ? (result.waitMs ?? backoff(attempt, this.options.random())) : null;
      const untold = result.error.kind === 'rateLimited' && result.waitMs === null;
      if (wait === null || attempt >= (untold ? Math.max(maxAttempts, MAX_REFUSALS) : maxAttempts))
        throw result.error;
      if (spent + wait > maxWaitMs) throw result.waitMs === null ? result.error : tooLong(result.error, wait);
      if (result.error.kind === 'rateLimited') {
        this.pacer(call).pause(clock.now() + wait);
        // A wait the vendor told is for all requests; searches that are refused without one have a limit of their own.
        if (result.waitMs !== null) this.pacers.burst.pause(clock.now() + wait);
        this.pacers.slots.refused(clock);
        if (this.options.limits?.untold) this.pacers.burst.guess(clock.now());
      }
      spent += wait;
      await this.sleep(wait, request, call, result.error);
    }
  }

  private pacer({ lane }: Pick<CallOptions, 'lane'>): (typeof this.pacers)['search'] {
    return lane === 'search' || lane === 'routing' ? this.pacers.search : this.pacers.burst;
  }
  /** Waits for the account's turn. A search counts in both windows of the vendor. */
  private async turn({ signal }: PathRequest, call: CallOptions): Promise<void> {
    const urgent = call.lane === 'routing' || call.lane === 'urgent';
    try {
      await this.pacer(call).acquire(this.options.clock, urgent, signal);
    } catch (error) {
      if (error instanceof TransportFault) throw noAnswer(this.options.system, call.action, error, false);
      throw error;
    }
  }
  /** Waits until fewer requests are under way than the vendor allows at once. */
  private async slot({ signal }: PathRequest, call: CallOptions): Promise<() => void> {
    const urgent = call.lane === 'routing' || call.lane === 'urgent';
    try {
      return await this.pacers.slots.acquire(this.options.clock, urgent, signal);
    } catch (error) {
      if (error instanceof TransportFault) throw noAnswer(this.options.system, call.action, error, false);
      throw error;
    }
  }
  private async sleep(
    ms: number,
    { signal }: PathRequest,
    call: CallOptions,
    last?: CrmError,
  ): Promise<void> {
    try {
      await this.options.clock.sleep(ms, signal);
    } catch {
      const why = last ? `cancelled while waiting after: ${last.message}` : 'cancelled while waiting';
      const fault = new TransportFault(why, 'aborted', false);
      throw noAnswer(this.options.system, call.action, fault, false);
    }
  }

  private async send(
    { path, ...rest }: PathRequest,
    { action, idempotent, lane }: CallOptions,
    attempt: number,
  ): Promise<HttpResponse | { error: CrmError; retry: boolean; waitMs: number | null }> {
    const { transport, clock, system, baseUrl, limits, onRequest } = this.options;
    const request: HttpRequest = { ...rest, url: baseUrl + path };
    const repeatable = idempotent ?? request.method === 'GET';
    const began = clock.now();
    const tell = (status: number): void =>
      onRequest?.({ method: request.method, path, status, attempt, elapsedMs: clock.now() - began });
    this.requests += 1;
    let response: HttpResponse;
    try {
      response = await transport(request);
    } catch (fault) {
      tell(0);
      if (!(fault instanceof TransportFault)) throw fault;
      const unknown = fault.sent && !repeatable;
      const retry = !unknown && fault.reason !== 'aborted';
      return { error: noAnswer(system, action, fault, unknown), retry, waitMs: null };
    }
    tell(response.status);
    const learnt = limits?.learn?.(response.headers, this.pacer({ lane }) === this.pacers.search);
    if (learnt) this.pacers[learnt.of ?? 'burst'].learn(learnt, clock.now());
    if (response.status >= 200 && response.status < 300) return response;
    const error = this.classify(response, action);
    // A gateway's 5xx may come after the system did the work: a write is not repeated before it is read back.
    if (error.kind === 'temporary' && response.status >= 500 && !repeatable) {
      return { error: unknownOutcome(error), retry: false, waitMs: null };
    }
    const retry = error.kind === 'temporary' || error.kind === 'rateLimited';
    const waitMs = error.waitMs ?? retryAfter(response.headers, clock.now()) ?? limitReset(response.headers);
    return { error, retry, waitMs };
  }
}

/** Makes the client of one account. Its `request` throws CrmError for everything but 2xx. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  return new Client(options);
}
