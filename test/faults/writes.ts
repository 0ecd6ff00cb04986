/** Which requests change a CRM, seen as they come in, and the calls whose keys they write. */
import type { RecordedRequest, SandboxRequest } from '../../sandbox/common/types';

type Sent = Pick<SandboxRequest, 'method' | 'path' | 'body'>;
const READS = /\/(search|batch\/read|coql|token)$/;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The parts of a composite request of Salesforce or Zoho; any other request is its own only part. */
function partsOf(request: Sent): Sent[] {
  const { body } = request;
  const parts = isObject(body) ? (body['compositeRequest'] ?? body['__composite_requests']) : undefined;
  if (!Array.isArray(parts)) return [request];
  return parts.filter(isObject).map((part) => ({
    method: String(part['method']),
    path: String(part['url'] ?? part['uri']).split('?')[0]!,
    body: part['body'],
  }));
}
const writing = (request: Sent): Sent[] =>
  partsOf(request).filter(({ method, path }) => method !== 'GET' && !READS.test(path));

/** A composite writes when one of its parts does. */
export const isWrite = (request: Sent): boolean => writing(request).length > 0;

/** A composite of which every part was refused (Salesforce, by a unique key) has changed nothing. */
function refused({ answer }: RecordedRequest): boolean {
  const parts = isObject(answer) ? answer['compositeResponse'] : undefined;
  return (
    Array.isArray(parts) && parts.every((part) => isObject(part) && Number(part['httpStatusCode']) >= 400)
  );
}

/** Positions in `keys` of the calls that the request writes, in a body or an address; of a held one: would have written. */
export function callsWritten(request: RecordedRequest, keys: readonly string[]): number[] {
  if (refused(request)) return [];
  const text = JSON.stringify(writing(request));
  return keys.flatMap((key, index) => (text.includes(key) ? [index] : []));
}
