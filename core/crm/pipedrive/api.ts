/** The requests we send to Pipedrive, one place for their shape. Retries, limits and errors are the HttpClient's. */
import { said } from '../../text/said';
import { CrmError } from '../../http/errors';
import type { CallOptions, Clock, HttpClient, HttpRequest } from '../../http/types';
import { bookOf, type Book } from './book';
import { endpointOf, paths, type Collection } from './endpoints';
import { pipedriveError, wordsOf } from './errors';
import type { ApiRecord } from './types';
import type { Words } from '../../model/said';

export type Query = Record<string, string>;
interface Envelope {
  success?: boolean;
  data?: unknown;
  additional_data?: {
    next_cursor?: string | null;
    pagination?: { more_items_in_collection?: boolean; next_start?: number };
    more_items_in_collection?: boolean;
  } | null;
}
type Sent = Omit<HttpRequest, 'url'> & { path: string };

/** Most a v2 list gives on a page, and pages read of one list. */
const PAGE = '500';
const PAGES_MAX = 40;

/** 410 at an endpoint of version 1, not at one of its records: the vendor has switched it off. Null for any other fault. */
function retiredIn(path: string, error: unknown): CrmError | null {
  const endpoint = error instanceof CrmError && error.status === 410 ? endpointOf(path) : null;
  if (endpoint === null) return null;
  return pipedriveError(
    'permanent',
    said('pipedrive.retired', { endpoint }),
    said('pipedrive.retired.advice'),
    endpoint,
  );
}

export class PipedriveApi {
  readonly book: Book;
  constructor(
    readonly http: HttpClient,
    readonly clock: Pick<Clock, 'now'>,
    /** Each process may have a token of its own, so that the vendor's counts do not show one to the other. */
    private readonly ownTokens = false,
  ) {
    this.book = bookOf(http, clock);
  }

  /** Sends one request; throws CrmError, also for an answer that says 2xx and `success: false`. */
  async send(request: Sent, options: CallOptions): Promise<Envelope> {
    const { traffic } = this.book;
    const search = options.lane === 'search' || options.lane === 'routing';
    traffic.depart();
    let headers: Record<string, string> | null = null;
    try {
      const answer = await this.http.request(request, options);
      if (!search) ({ headers } = answer);
      const body = (answer.body ?? {}) as Envelope;
      if (body.success === false)
        throw pipedriveError(
          'permanent',
          said('pipedrive.unsuccessful', {
            action: options.action,
            why: wordsOf(body) || said('pipedrive.noReason'),
          }),
          said('pipedrive.unsuccessful.advice'),
        );
      return body;
    } catch (error) {
      throw retiredIn(request.path, error) ?? error;
    } finally {
      traffic.land(this.clock.now(), headers);
    }
  }
  /** True while somebody else works with the same account, or may without our seeing it. */
  shared(): boolean {
    return this.ownTokens || this.book.traffic.shared(this.clock.now());
  }

  async read<T>(path: string, query: Query, action: Words, signal?: AbortSignal): Promise<T> {
    const lane = signal ? 'urgent' : 'normal';
    const { data } = await this.send({ method: 'GET', path, query, signal }, { action, lane });
    return data as T;
  }
  /** All rows of a v2 list. */
  async all<T>(path: string, action: Words, query: Query = {}): Promise<T[]> {
    const rows: T[] = [];
    let cursor: string | null | undefined;
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const asked = { ...query, limit: PAGE, ...(cursor ? { cursor } : {}) };
      const { data, additional_data } = await this.send({ method: 'GET', path, query: asked }, { action });
      rows.push(...((data as T[] | null) ?? []));
      cursor = additional_data?.next_cursor;
      if (!cursor) break;
    }
    return rows;
  }
  /** One record, strongly consistent; null when it is not there (any more). */
  async get(collection: Collection, id: string, action: Words, query: Query = {}): Promise<ApiRecord | null> {
    try {
      const found = await this.read<ApiRecord | null>(paths.record(collection, id), query, action);
      return found && found.is_deleted !== true ? found : null;
    } catch (error) {
      if (error instanceof CrmError && error.kind === 'notFound') return null;
      throw error;
    }
  }
  /** Records of a list, one page, strongly consistent. */
  async list(
    collection: Collection,
    query: Query,
    action: Words,
    signal?: AbortSignal,
  ): Promise<ApiRecord[]> {
    const rows = await this.read<ApiRecord[] | null>(paths.collection(collection), query, action, signal);
    return (rows ?? []).filter(({ is_deleted }) => is_deleted !== true);
  }

  /** Makes something; never repeated blindly. `repeat`: how often it has been tried with unknown outcome. */
  async post<T>(path: string, json: unknown, action: Words, repeat = 0): Promise<T> {
    const { data } = await this.send({ method: 'POST', path, json }, { action, idempotent: false, repeat });
    return data as T;
  }
  /** Sets values; repeating it is harmless. */
  async patch(path: string, json: unknown, action: Words): Promise<void> {
    await this.send({ method: 'PATCH', path, json }, { action, idempotent: true });
  }
  /** Takes something away; it being gone already is no fault. */
  async remove(path: string, action: Words): Promise<void> {
    try {
      await this.send({ method: 'DELETE', path }, { action, idempotent: true });
    } catch (error) {
      if (!(error instanceof CrmError && error.kind === 'notFound')) throw error;
    }
  }
}
