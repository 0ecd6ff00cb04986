import type { IncomingHttpHeaders } from 'node:http';
import { parse } from 'node:querystring';
import type { IDataObject } from 'n8n-workflow';
import { engineModule } from './n8n-core-module';

/** A webhook call. Give `body` (an object is sent as JSON or, with a form content type, as a form) or `rawBody`. */
export interface WebhookRequest {
  method?: string;
  /** What follows `/webhook/<webhookId>/`; the trigger's first fixed path when absent. */
  path?: string;
  /** By name, or as it stands in the address. */
  query?: IDataObject | string;
  headers?: Record<string, string>;
  body?: unknown;
  rawBody?: Buffer | string;
  contentType?: string;
  ip?: string;
}

export interface WebhookAnswer {
  status: number;
  headers: Record<string, string>;
  /** Parsed JSON, else text; undefined for an empty body. */
  body: unknown;
}

/** The body could not be parsed; n8n answers 422 with this message before the node sees the call. */
export class UnreadableBody extends Error {}

const FORM = 'application/x-www-form-urlencoded';

/** Express's request as n8n's webhook server has it before the node's `webhook()`: nothing of the body is read yet. */
interface UnparsedRequest {
  body: unknown;
  rawBody: Buffer | undefined;
  contentType: string | undefined;
  readRawBody(): Promise<void>;
}

function queryOf(query: WebhookRequest['query']): string {
  if (typeof query === 'string') return query;
  const pairs = Object.entries(query ?? {}).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, String(one)]),
  );
  return new URLSearchParams(pairs).toString();
}

export function makeRequest(given: WebhookRequest, params: Record<string, string> = {}): UnparsedRequest {
  const contentType = given.contentType ?? (given.body === undefined ? undefined : 'application/json');
  const sent = rawOf(given, contentType);
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  const headers: IncomingHttpHeaders = { host: '127.0.0.1:5678' };
  if (contentType) headers['content-type'] = contentType;
  if (sent.length > 0) headers['content-length'] = String(sent.length);
  for (const [name, value] of Object.entries(given.headers ?? {})) headers[name.toLowerCase()] = value;
  const ip = given.ip ?? '127.0.0.1';
  const query = queryOf(given.query);
  const request = {
    method: given.method ?? 'POST',
    originalUrl: `/webhook/${given.path ?? 'fixed'}${query && `?${query}`}`,
    // 'query parser': 'extended'
    query: engineModule<{ parse(text: string): IDataObject }>('qs').parse(query),
    params,
    headers,
    body: undefined as unknown,
    rawBody: undefined as Buffer | undefined,
    contentType: type,
    encoding: 'utf-8',
    ip,
    ips: [ip],
    socket: { remoteAddress: ip },
    async readRawBody() {
      request.rawBody ??= sent;
    },
    get: (name: string) => headers[name.toLowerCase()],
    header: (name: string) => headers[name.toLowerCase()],
  };
  return request;
}

function rawOf(given: WebhookRequest, contentType?: string): Buffer {
  if (given.rawBody !== undefined) return Buffer.from(given.rawBody);
  if (given.body === undefined) return Buffer.alloc(0);
  if (typeof given.body === 'string') return Buffer.from(given.body);
  if (contentType?.startsWith(FORM)) {
    const pairs = Object.entries(given.body as Record<string, unknown>);
    return Buffer.from(new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString());
  }
  return Buffer.from(JSON.stringify(given.body));
}

/** A multipart form as n8n's formidable gives it: texts under `data`, files under `files`, one value without its list. */
function parseMultipart(raw: Buffer, boundary: string): IDataObject {
  const data: Record<string, string | string[]> = {};
  for (const part of raw.toString('utf8').split(`--${boundary}`).slice(1, -1)) {
    const [head = '', ...rest] = part.split('\r\n\r\n');
    const name = /; name="([^"]*)"/.exec(head)?.[1];
    const value = rest.join('\r\n\r\n').replace(/\r\n$/, '');
    if (name === undefined || head.includes('filename=')) continue;
    const there = data[name];
    data[name] = there === undefined ? value : [there, value].flat();
  }
  return { data, files: {} };
}

/**
 * As n8n's parseRequestBody (webhook-helpers) and parseBody (middlewares/body-parser): a node of version 1 with the option
 * `binaryData` gets its body unread; multipart forms keep no bytes; what has no body, or a type n8n does not parse, has no
 * `body` at all. Throws UnreadableBody, which n8n answers with 422.
 */
export async function parseRequest(request: UnparsedRequest, leaveUnread: boolean): Promise<void> {
  if (leaveUnread) return;
  const { contentType: type } = request;
  if (type === 'multipart/form-data') {
    await request.readRawBody();
    const raw = request.rawBody ?? Buffer.alloc(0);
    request.rawBody = undefined;
    request.body = parseMultipart(raw, /^--(.*)/.exec(raw.toString('latin1'))?.[1]?.trim() ?? '');
    return;
  }
  if (type?.startsWith('multipart/')) return;
  await request.readRawBody();
  const text = request.rawBody?.toString('utf8').replace(/^\uFEFF/, '') ?? '';
  if (!request.rawBody?.length) return;
  if (type === 'application/json') {
    try {
      request.body = JSON.parse(text);
    } catch {
      throw new UnreadableBody('Failed to parse request body');
    }
  } else if (type === FORM) request.body = { ...parse(text, undefined, undefined, { maxKeys: 1000 }) };
  else if (type === 'text/plain') request.body = text;
}

/** Collects what is written to Express's response. `answered` resolves at the first `end`, `send` or `json`. */
export class RecordedResponse {
  statusCode = 200;
  headersSent = false;
  answeredAt: number | undefined;
  private body: string | undefined;
  private readonly headerMap = new Map<string, string>();
  private finish: () => void = () => undefined;
  readonly answered = new Promise<void>((resolve) => {
    this.finish = resolve;
  });

  constructor(private readonly startedAt: number) {}

  status = (code: number): this => {
    this.statusCode = code;
    return this;
  };
  setHeader = (name: string, value: string | number): this => {
    this.headerMap.set(name.toLowerCase(), String(value));
    return this;
  };
  set = this.setHeader;
  header = this.setHeader;
  getHeader = (name: string): string | undefined => this.headerMap.get(name.toLowerCase());
  type = (value: string): this => this.setHeader('content-type', value);
  writeHead = (code: number, headers: Record<string, string> = {}): this => {
    Object.entries(headers).forEach(([name, value]) => this.setHeader(name, value));
    return this.status(code);
  };
  json = (value: unknown): this => {
    if (!this.headerMap.has('content-type')) this.type('application/json; charset=utf-8');
    return this.end(value === undefined ? undefined : JSON.stringify(value));
  };
  send = (value?: unknown): this => {
    if (typeof value === 'object' && value !== null && !Buffer.isBuffer(value)) return this.json(value);
    if (typeof value === 'string' && !this.headerMap.has('content-type'))
      this.type('text/html; charset=utf-8');
    return this.end(value);
  };
  sendStatus = (code: number): this => this.status(code).send(String(code));
  /** The first answer counts; n8n itself calls `end` again after some of them. */
  end = (value?: unknown): this => {
    if (this.headersSent) return this;
    this.headersSent = true;
    this.body = value === undefined ? undefined : String(value);
    this.answeredAt = performance.now() - this.startedAt;
    this.finish();
    return this;
  };
  on = (): this => this;
  once = (): this => this;

  answer(): WebhookAnswer {
    const body = this.body === '' ? undefined : this.body;
    const isJson = this.getHeader('content-type')?.startsWith('application/json');
    return {
      status: this.statusCode,
      headers: Object.fromEntries(this.headerMap),
      body: body !== undefined && isJson ? JSON.parse(body) : body,
    };
  }
}
