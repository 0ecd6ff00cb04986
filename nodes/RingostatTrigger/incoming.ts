import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { readQuery, UNREADABLE, type Received, type RequestHead } from '../shared/product';

/** What of a request's body the core takes; `gone` when the sender broke off, `refused` when n8n cannot unpack it. */
export type Body =
  | { kind: 'read'; body: unknown; size: number | null }
  | { kind: 'refused'; answer: Received }
  | { kind: 'gone' };

const texts = (values: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const first: unknown = Array.isArray(value) ? value[0] : value;
      return [name, typeof first === 'string' ? first : ''];
    }),
  );

/** n8n's request as the core takes it before the body. The query as sent: n8n's own reading differs from other hosts'. */
export function requestHead(context: IWebhookFunctions): RequestHead {
  const request = context.getRequestObject();
  const { token } = context.getParamsData() as { token?: unknown };
  return {
    method: request.method,
    query: readQuery(request.originalUrl),
    headers: texts(context.getHeaderData()),
    pathToken: typeof token === 'string' ? token : null,
    remoteAddress: request.ip ?? null,
  };
}

/** A multipart form comes from n8n as fields under `data` beside `files`. */
function parsed(body: IDataObject): unknown {
  const { data } = body;
  return 'files' in body && typeof data === 'object' && data !== null ? data : body;
}

/** n8n's limit (N8N_PAYLOAD_SIZE_MAX) is far above the trigger's. */
const isOverLimit = (error: unknown): boolean => (error as { status?: unknown } | null)?.status === 413;

/**
 * The bytes as sent. With the option `binaryData` n8n leaves the body to the node, as to its own Webhook node; in workflows
 * saved without it n8n has read the body before, and keeps the bytes of all but multipart forms.
 */
export async function requestBody(context: IWebhookFunctions): Promise<Body> {
  const request = context.getRequestObject();
  const given = context.getBodyData() as IDataObject | undefined;
  try {
    if (!Buffer.isBuffer(request.rawBody) && given === undefined) await request.readRawBody();
  } catch (error) {
    if (request.destroyed || request.readableAborted) return { kind: 'gone' };
    return { kind: 'refused', answer: isOverLimit(error) ? UNREADABLE.size : UNREADABLE.body };
  }
  const raw: unknown = request.rawBody;
  if (Buffer.isBuffer(raw)) return { kind: 'read', body: raw, size: raw.length };
  return { kind: 'read', body: given === undefined ? null : parsed(given), size: null };
}
