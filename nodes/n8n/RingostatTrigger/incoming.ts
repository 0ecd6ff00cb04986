import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import type { IncomingRequest } from '../shared/product';

/** The first value of a repeated parameter; objects (`a[b]=c`) as JSON, so that nothing is lost. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return textOf(value[0]);
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
}
const texts = (values: object): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, textOf(value)]));

/** A multipart form comes from n8n as fields under `data` beside `files`. */
function parsedBody(context: IWebhookFunctions): unknown {
  const body = context.getBodyData();
  const data = body['data'];
  return 'files' in body && typeof data === 'object' && data !== null ? (data as IDataObject) : body;
}

/** n8n's request as the core takes it: the raw text where n8n has it, for Ringostat mislabels its bodies. */
export function incoming(context: IWebhookFunctions): IncomingRequest {
  const request = context.getRequestObject();
  const raw: unknown = request.rawBody;
  const params = context.getParamsData() as { token?: unknown };
  return {
    method: request.method,
    query: texts(context.getQueryData() as object),
    headers: texts(context.getHeaderData()),
    body: Buffer.isBuffer(raw) && raw.length > 0 ? raw.toString('utf8') : parsedBody(context),
    pathToken: params.token === undefined ? null : textOf(params.token),
    remoteAddress: request.ip ?? null,
    size: Buffer.isBuffer(raw) ? raw.length : null,
  };
}
