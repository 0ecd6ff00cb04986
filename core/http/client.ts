/** The only retry layer. Wraps a transport that sends once; its requests are rate limited, repeated when necessary, and their errors classified. */
import { classifyByStatus } from './classify';
import { TransportFault, type CrmError } from './errors';
import { noAnswer, tooLong, unknownOutcome } from './faults';
import { listenLate, type Late } from './late';
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
interface Failed {
  error: CrmError;
  retry: boolean;
  /** Null: nobody knows. */
  waitMs: number | null;
  /** The vendor's headers say how long. */
  told: boolean;
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
      const late = listenLate(request.signal, clock);
      const free = await this.slot(request, call, late);
      const began = clock.now();
      const result = await this.send({ ...request, signal: late.signal }, call, attempt).finally(() => {
        late.end();
        free();
      });
      if ('status' in result) return result;
      spent += clock.now() - began;
      const wait = result.retry ? (result.waitMs ?? backoff(attempt, this.options.random())) : null;
      const untold = result.error.kind === 'rateLimited' && result.waitMs === null;
      if (wait === null || attempt >= (untold ? Math.max(maxAttempts, MAX_REFUSALS) : maxAttempts))
        throw result.error;
      if (spent + wait > maxWaitMs) throw result.waitMs === null ? result.error : tooLong(result.error, wait);
      if (result.error.kind === 'rateLimited') this.refused(call, wait, result);
      spent += wait;
      await this.sleep(wait, request, call, result.error);
    }
  }

  /** The vendor refused for a limit and is left alone for `wait` ms; `untold`: it did not say for how long. */
  private refused(call: CallOptions, wait: number, { waitMs, told }: Failed): void {
    const untold = waitMs === null;
    const { clock, limits } = this.options;
    const { burst, slots } = this.pacers;
    const now = clock.now();
    const own = this.pacer(call);
    // Searches that are refused without a wait have a limit of their own; a wait the vendor told is for all requests.
    if (untold && !limits?.untold) own.crowded(now, wait);
    else for (const pacer of untold ? [own] : [own, burst]) pacer.pause(now + wait);
    slots.refused(clock);
    // Only who is told neither limit nor wait has to guess: a wait that was told is the whole answer.
    if (limits?.untold && !told) burst.guess(now);
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
  private async slot({ signal }: PathRequest, call: CallOptions, late: Late): Promise<() => void> {
    const urgent = call.lane === 'routing' || call.lane === 'urgent';
    try {
      return await this.pacers.slots.acquire(this.options.clock, urgent, signal, () => late.yield());
    } catch (error) {
      late.end();
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
  ): Promise<HttpResponse | Failed> {
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
      return { error: noAnswer(system, action, fault, unknown), retry, waitMs: null, told: false };
    }
    tell(response.status);
    const learnt = limits?.learn?.(response.headers, this.pacer({ lane }) === this.pacers.search);
    if (learnt) this.pacers[learnt.of ?? 'burst'].learn(learnt, clock.now());
    if (response.status >= 200 && response.status < 300) return response;
    const error = this.classify(response, action);
    // A gateway's 5xx may come after the system did the work: a write is not repeated before it is read back.
    if (error.kind === 'temporary' && response.status >= 500 && !repeatable) {
      return { error: unknownOutcome(error), retry: false, waitMs: null, told: false };
    }
    const retry = error.kind === 'temporary' || error.kind === 'rateLimited';
    const told = retryAfter(response.headers, clock.now()) ?? limitReset(response.headers);
    return { error, retry, waitMs: error.waitMs ?? told, told: told !== null };
  }
}

/** Makes the client of one account. Its `request` throws CrmError for everything but 2xx. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  return new Client(options);
}
