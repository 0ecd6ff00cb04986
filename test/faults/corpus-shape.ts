/** What a request asks, without the values it asks for: two requests of one shape mean the same to the vendor. */
import type { RecordedRequest } from '../../sandbox/common/types';

/** Keys whose text is a value and nothing else with the vendor that has them. */
const VALUES = new Set(['value', 'values', 'term', 'email', 'phone', 'word']);
/** Keys of a write that say where it goes, not what it holds. */
const PLACES = new Set(['method', 'url', 'uri', 'referenceId', 'sub_request_id']);

/** Literals of SOQL and COQL end at a quote without a backslash, as the vendors' manuals say. */
const literals = (text: string): string => text.replace(/'(?:\\[\s\S]|[^'\\])*'/g, "'…'");
const phrases = (text: string): string => text.replace(/"(?:\\[\s\S]|[^"\\])*"/g, '"…"');
const criteria = (text: string): string =>
  text.replace(/([\w.]+:(?:equals|starts_with|in|between)):((?:\\[\s\S]|[^()\\])*)/g, '$1:…');
/** Ids and names that a fake makes anew each time it starts. */
const anew = (text: string): string =>
  text.replace(/[0-9a-f]{40}/g, '<field>').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<uuid>');

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return `undecodable: ${text}`;
  }
}

function leaf(key: string, text: string, write: boolean): string {
  if (PLACES.has(key)) return literals(decoded(text));
  if (write || VALUES.has(key)) return '…';
  if (key === 'query') return phrases(text);
  if (key === 'criteria') return criteria(text);
  return /\bselect\b/i.test(text) ? literals(text) : text;
}

function walk(key: string, value: unknown, write: boolean): unknown {
  if (typeof value === 'string') return leaf(key, value, write);
  if (Array.isArray(value)) return value.map((item) => walk(key, item, write));
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).map(([name, item]) => [
    anew(name),
    // Parts of a composite that read are no writes, whatever carries them.
    walk(name, item, name === 'params' || name === 'select_query' ? false : write),
  ]);
}

/** Requests that read by POST. */
const READS = /\/(search|coql|query)$|\/batch\/read$/;
const TOKENS = /\/oauth/;

/**
 * Takes requests; returns their shapes, to be compared with those of another run, in the order of their texts: requests that go out
 * side by side may come in another order the next time.
 */
export function shapesOf(requests: readonly RecordedRequest[]): unknown[] {
  const shapes = requests.map(({ method, path, query, body }) => {
    // Every fake has credentials of its own.
    if (TOKENS.test(path)) return [method, path];
    const write = method !== 'GET' && !READS.test(path);
    return [method, anew(path), walk('', query, false), walk('', body, write)];
  });
  const keyed = shapes.map((shape) => [JSON.stringify(shape), shape] as const);
  return keyed.sort(([one], [other]) => (one < other ? -1 : Number(one > other))).map(([, shape]) => shape);
}
