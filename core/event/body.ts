/** The body of a webhook in any of Ringostat's data types: form, JSON, JSON-RPC; parsed by the host or not. */
import { EventError } from './errors';
import { asRecord } from './records';

const MAX_FIELDS = 1000;

/** `additional_call_data[userfield]=…` becomes a nested field, as form bodies write one. */
function putField(target: Record<string, unknown>, key: string, value: string): void {
  const match = /^([^[\]]+)\[([^[\]]*)\]$/.exec(key);
  if (!match) {
    if (target[key] === undefined) target[key] = value;
    return;
  }
  const [, outer = '', inner = ''] = match;
  const nested = asRecord(target[outer]) ?? (Object.create(null) as Record<string, unknown>);
  nested[inner === '' ? String(Object.keys(nested).length) : inner] = value;
  target[outer] = nested;
}

function parseForm(text: string): Record<string, unknown> {
  const result = Object.create(null) as Record<string, unknown>;
  let count = 0;
  for (const [key, value] of new URLSearchParams(text)) {
    if (++count > MAX_FIELDS)
      throw new EventError(
        `The form has more than ${MAX_FIELDS} fields. Send only the parameters of the set-up guide.`,
      );
    putField(result, key, value);
  }
  return result;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new EventError(
      'The body is not valid JSON. In Ringostat choose the data type "json" or "http" and let it write the body.',
    );
  }
}

/** A form body that a host parsed as text of one key is no form: `{"a":1}` without a content type. */
function parseText(text: string, contentType: string): unknown {
  const trimmed = text.replace(/^\ufeff/, '').trim();
  if (trimmed === '') return {};
  if (/multipart\/form-data/i.test(contentType)) {
    throw new EventError(
      'Multipart bodies are not read. In Ringostat choose the data type "http" (form fields) or "json".',
    );
  }
  const looksJson = trimmed[0] === '{' || trimmed[0] === '[';
  if (/json/i.test(contentType) || looksJson) return parseJson(trimmed);
  if (/urlencoded/i.test(contentType) || /^[^\s=&<>]+=/.test(trimmed)) return parseForm(trimmed);
  throw new EventError(
    'The body is neither form fields nor JSON. In Ringostat choose the data type "http" or "json".',
  );
}

/** JSON labelled as a form, which a host's parser took apart at the signs of a form; null when it is none. */
function jsonInForm(body: unknown, contentType: string): string | null {
  const entries = /urlencoded/i.test(contentType) ? Object.entries(asRecord(body) ?? {}) : [];
  if (!entries[0]?.[0].trimStart().startsWith('{')) return null;
  if (!entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')) return null;
  return entries.map(([key, value]) => (value === '' ? key : `${key}=${value}`)).join('&');
}

/** What JSON-RPC wraps the fields in; other bodies come back as they are. */
function unwrapRpc(record: Record<string, unknown>): Record<string, unknown> {
  if (typeof record.jsonrpc !== 'string') return record;
  const params = Array.isArray(record.params) ? record.params[0] : record.params;
  const fields = asRecord(params);
  if (!fields)
    throw new EventError("The JSON-RPC request has no params. Tick the parameters in Ringostat's settings.");
  return record.id === undefined || record.id === null ? fields : { ...fields, jsonrpc_id: record.id };
}

/**
 * Takes the body (text, or parsed by the host; a list of one counts as its item) and the content type in lower or
 * upper case; returns its fields, {} for an empty body. Throws EventError with what to do when it cannot be read.
 */
export function readBody(body: unknown, contentType: string): Record<string, unknown> {
  if (body === null || body === undefined) return {};
  const text = typeof body === 'string' ? body : jsonInForm(body, contentType);
  const parsed = text === null ? body : parseText(text, contentType);
  if (Array.isArray(parsed) && parsed.length !== 1) {
    throw new EventError(`The body is a list of ${parsed.length}. Send one event a request.`);
  }
  const record = asRecord(Array.isArray(parsed) ? (parsed[0] as unknown) : parsed);
  if (!record)
    throw new EventError(
      'The body is not an object with fields. In Ringostat choose the data type "http" or "json".',
    );
  return unwrapRpc(record);
}
