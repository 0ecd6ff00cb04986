/**
 * Reads the body of a webhook in any of Ringostat's data types, and as website forms send it. The format is detected from the
 * body itself, because senders label JSON as a form, a form as JSON, and either without a content type.
 */
import { EventError } from './errors';
import { boundaryOf, readMultipart } from './multipart';
import { fieldsOfPairs, fieldsOfParsedForm } from './pairs';
import { asRecord } from './records';
import { said } from '../text/said';

/** Null when the bytes are no text of that charset, or nobody knows the charset. */
function decodeAs(charset: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-8 where the bytes are that, whatever their label says; else as labelled. A text holds no NUL: UTF-16 does. */
function decode(bytes: Uint8Array, contentType: string): string {
  const utf8 = decodeAs('utf-8', bytes);
  if (utf8 !== null && !utf8.includes('\u0000')) return utf8;
  const charset = /charset="?([\w:.-]{1,40})/i.exec(contentType)?.[1] ?? 'utf-8';
  return decodeAs(charset, bytes) ?? new TextDecoder().decode(bytes);
}

/** Undefined when the text is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** JSON that went through a form's escapes as one name without value: `%7B%22uniqueid%22…%7D=`. */
function unescaped(text: string): string {
  if (!/^%(?:7b|5b)/i.test(text)) return text;
  return [...new URLSearchParams(text)]
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
    .join('&');
}

/** A first name and its "=", or a name as Ringostat's cabinet offers it: `{{caller}}=`. */
const looksLikeForm = (text: string): boolean =>
  /^[^\s=&<>{}[\]"]+(?:\[[^\s=&<>]*)?=/.test(text) || /^\{\{[^{}=&]{1,200}\}\}=/.test(text);

function parseText(text: string, contentType: string): unknown {
  const trimmed = text.replace(/^\ufeff/, '').trim();
  if (trimmed === '') return {};
  const boundary = boundaryOf(trimmed, contentType);
  if (boundary !== null) return fieldsOfPairs(readMultipart(trimmed, boundary));
  const plain = unescaped(trimmed);
  const opens = plain[0] === '{' || plain[0] === '[';
  if (opens || plain[0] === '"' || /json/i.test(contentType)) {
    const json = jsonOf(plain);
    // JSON written as a text of JSON: some senders encode twice.
    if (typeof json === 'string') return jsonOf(json) ?? json;
    if (json !== undefined) return json;
  }
  if (looksLikeForm(trimmed) || (!opens && /urlencoded/i.test(contentType)))
    return fieldsOfPairs(new URLSearchParams(trimmed));
  throw new EventError(
    said(opens || /json/i.test(contentType) ? 'event.noJson' : 'event.neitherFormNorJson'),
  );
}

/** JSON labelled as a form, which a host's parser took apart at the signs of a form; null when it is none. */
function jsonInForm(parsed: Record<string, unknown>): unknown {
  const entries = Object.entries(parsed);
  if (!entries[0]?.[0].trimStart().startsWith('{')) return null;
  if (!entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')) return null;
  return jsonOf(entries.map(([key, value]) => (value === '' ? key : `${key}=${value}`)).join('&'));
}

/** What the host parsed already. */
function parsedByHost(body: unknown, contentType: string): unknown {
  const form = /urlencoded|multipart/i.test(contentType) ? asRecord(body) : null;
  return form ? (jsonInForm(form) ?? fieldsOfParsedForm(form)) : body;
}

/** What JSON-RPC wraps the fields in; other bodies come back as they are. */
function unwrapRpc(record: Record<string, unknown>): Record<string, unknown> {
  if (typeof record.jsonrpc !== 'string') return record;
  const params = Array.isArray(record.params) ? record.params[0] : record.params;
  const fields = asRecord(params);
  if (!fields) throw new EventError(said('event.noParams'));
  return record.id === undefined || record.id === null ? fields : { ...fields, jsonrpc_id: record.id };
}

/**
 * Takes the body (bytes, text, or parsed by the host; a list of one counts as its item) and the content type in lower
 * or upper case; returns its fields, {} for an empty body. Throws EventError with what to do when it cannot be read.
 */
export function readBody(body: unknown, contentType: string): Record<string, unknown> {
  if (body === null || body === undefined) return {};
  const text = body instanceof Uint8Array ? decode(body, contentType) : body;
  const parsed = typeof text === 'string' ? parseText(text, contentType) : parsedByHost(text, contentType);
  if (Array.isArray(parsed) && parsed.length !== 1) {
    throw new EventError(said('event.list', { count: parsed.length }));
  }
  const record = asRecord(Array.isArray(parsed) ? (parsed[0] as unknown) : parsed);
  if (!record) throw new EventError(said('event.noFields'));
  return unwrapRpc(record);
}
