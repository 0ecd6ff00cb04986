import type { IncomingHttpHeaders } from 'node:http';
import { parse } from 'node:querystring';
import type { IDataObject } from 'n8n-workflow';

/** A webhook call. Give `body` (an object is sent as JSON or, with a form content type, as a form) or `rawBody`. */
export interface WebhookRequest {
  method?: string;
  /** What follows `/webhook/<webhookId>/`; the trigger's first fixed path when absent. */
  path?: string;
  query?: IDataObject;
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

/** Express's request as n8n's webhook server hands it over: body parsed by content type, raw bytes kept. */
export function makeRequest(given: WebhookRequest, params: Record<string, string> = {}): IDataObject {
  const contentType = given.contentType ?? (given.body === undefined ? undefined : 'application/json');
  const rawBody = rawOf(given, contentType);
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  const headers: IncomingHttpHeaders = { host: '127.0.0.1:5678' };
  if (contentType) headers['content-type'] = contentType;
  if (rawBody.length > 0) headers['content-length'] = String(rawBody.length);
  for (const [name, value] of Object.entries(given.headers ?? {})) headers[name.toLowerCase()] = value;
  const ip = given.ip ?? '127.0.0.1';
  const request = {
    method: given.method ?? 'POST',
    query: given.query ?? {},
    params,
    headers,
    body: parseBody(rawBody, type),
    rawBody,
    contentType: type,
    encoding: 'utf-8',
    ip,
    ips: [ip],
    socket: { remoteAddress: ip },
    readRawBody: async () => undefined,
    get: (name: string) => headers[name.toLowerCase()],
    header: (name: string) => headers[name.toLowerCase()],
  };
  return request as unknown as IDataObject;
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

/** As n8n's body-parser: JSON, form and text; anything else leaves the body undefined. */
function parseBody(raw: Buffer, type?: string): unknown {
  if (raw.length === 0) return {};
  const text = raw.toString('utf8').replace(/^\uFEFF/, '');
  if (type === 'application/json') {
    try {
      return JSON.parse(text);
    } catch {
      throw new UnreadableBody('Failed to parse request body');
    }
  }
  if (type === FORM) return { ...parse(text, undefined, undefined, { maxKeys: 1000 }) };
  if (type === 'text/plain') return text;
  return undefined;
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
