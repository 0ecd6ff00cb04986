/** Salesforce's REST API, one function per operation. Throws CrmError; retries of requests are the HttpClient's. */
import { said } from '../../text/said';
import { CrmError } from '../../http/errors';
import type { CallOptions, HttpClient } from '../../http/types';
import { paths } from './endpoints';
import { asJson, listOf, salesforceRefusal, type SalesforceError } from './errors';
import type { Words } from '../../model/said';

export type Row = Record<string, unknown>;
export interface Part {
  method: 'GET' | 'POST' | 'PATCH';
  /** Path with version. */
  url: string;
  referenceId: string;
  httpHeaders?: Record<string, string>;
  body?: Record<string, unknown>;
}
export interface PartResult {
  referenceId: string;
  status: number;
  body: unknown;
  /** Null when the part succeeded. */
  error: SalesforceError | null;
}
type Sending = Pick<CallOptions, 'lane' | 'repeat'> & { signal?: AbortSignal | undefined };

/** Parts one composite request takes; queries among them, 5. */
export const PARTS_MAX = 25;
export const QUERIES_MAX = 5;
/** Pages of a list: 2000 rows each. */
const PAGES_MAX = 20;
/** Repetitions of a read of which a part said "busy". */
const BUSY_MAX = 3;

/** Only a page of a query: anything else behind the host's name could make it another host's. */
const NEXT_PAGE = /^\/services\/data\/v\d{1,3}\.\d\/query(?:All)?\/[\w-]{1,200}$/;

/** Takes nextRecordsUrl; returns null when there is none. Throws CrmError for what is no path of a page. */
function nextPath(told: unknown): string | null {
  if (typeof told !== 'string') return null;
  if (NEXT_PAGE.test(told)) return told;
  throw new CrmError({
    kind: 'permanent',
    system: 'Salesforce',
    message: said('salesforce.foreignPage'),
    advice: said('salesforce.foreignPage.advice'),
  });
}

export class SalesforceApi {
  constructor(readonly http: HttpClient) {}

  /** One API call whatever its parts. `writes` false: repeating is harmless. */
  async composite(
    parts: Part[],
    options: Sending & { action: Words; writes: boolean; allOrNone: boolean },
  ): Promise<PartResult[]> {
    const { action, writes, allOrNone, signal, ...rest } = options;
    const json = { allOrNone, collateSubrequests: !writes, compositeRequest: parts };
    const request = { method: 'POST', path: paths.composite, json, signal } as const;
    const { body } = await this.http.request(request, { action, idempotent: !writes, ...rest });
    const answers = new Map(
      listOf(asJson(body).compositeResponse).map((answer) => [asJson(answer).referenceId, asJson(answer)]),
    );
    return parts.map(({ referenceId }): PartResult => {
      const answer = answers.get(referenceId) ?? {};
      const status = Number(answer.httpStatusCode) || 500;
      const error = status < 300 ? null : salesforceRefusal(status, answer.body, action);
      return { referenceId, status, body: answer.body, error };
    });
  }

  /** Reads side by side in one API call; a busy part is asked again. Results in order, an error for each refused part. */
  async read(parts: Part[], action: Words, sending: Sending = {}): Promise<PartResult[]> {
    for (let repeat = 0; ; repeat += 1) {
      const options = { ...sending, action, writes: false, allOrNone: false, repeat };
      const results = await this.composite(parts, options);
      if (repeat >= BUSY_MAX || !results.some(({ error }) => error?.kind === 'temporary')) return results;
    }
  }

  /** Rows of several queries by name, one API call (at most 5). Throws the first refusal. */
  async rows<Name extends string>(
    queries: Partial<Record<Name, string>>,
    action: Words,
    sending: Sending = {},
  ): Promise<Partial<Record<Name, Row[]>>> {
    const parts = Object.entries<string | undefined>(queries).flatMap(([name, soql]) =>
      soql === undefined ? [] : [queryPart(name, soql)],
    );
    if (parts.length === 0) return {};
    const results = await this.read(parts, action, sending);
    const refused = results.find(({ error }) => error);
    if (refused?.error) throw refused.error;
    const rows = results.map(({ referenceId, body }) => [referenceId, recordsOf(body)]);
    return Object.fromEntries(rows) as Partial<Record<Name, Row[]>>;
  }

  /** All rows of a query, page by page. */
  async query(soql: string, action: Words): Promise<Row[]> {
    const found: Row[] = [];
    let next: string | null = null;
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const request = next === null ? { path: paths.query, query: { q: soql } } : { path: next };
      const { body } = await this.http.request({ method: 'GET', ...request }, { action });
      found.push(...recordsOf(body));
      const { nextRecordsUrl } = asJson(body);
      next = nextPath(nextRecordsUrl);
      if (next === null) break;
    }
    return found;
  }

  async get(path: string, action: Words): Promise<Row> {
    return asJson((await this.http.request({ method: 'GET', path }, { action })).body);
  }

  /** For what is refused, not made twice, when it is there already. */
  async post(path: string, json: unknown, action: Words): Promise<unknown> {
    return (await this.http.request({ method: 'POST', path, json }, { action, idempotent: true })).body;
  }
}

export const queryPart = (referenceId: string, soql: string): Part => ({
  method: 'GET',
  url: paths.queryOf(soql),
  referenceId,
});
/** Rows of a query's answer, or of a nested one. */
export const recordsOf = (answer: unknown): Row[] => listOf(asJson(answer).records).map(asJson);
