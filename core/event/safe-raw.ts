/**
 * The payload in a shape that may pass between nodes: n8n's expressions refuse the names in words.json at any depth
 * (docs/reference/n8n.md#expressions), and a hostile payload must cost bounded memory.
 */
import words from './words.json';
import { cleanText } from './text';

const UNSAFE = new Set<string>(words.unsafeKeys);
const READABLE = new Map([
  ['caller', 'callerNumber'],
  ['callee', 'calleeNumber'],
]);

const MAX_DEPTH = 8;
const MAX_ITEMS = 200;
const MAX_KEYS = 500;
/** Characters of a key that are kept. */
const MAX_KEY = 200;

/**
 * Takes a key; returns it when expressions may use it, else a safe name: `caller` → `callerNumber`,
 * `callee` → `calleeNumber`, others with a trailing `_field` and without leading underscores.
 */
export function safeKey(key: string): string {
  const clean = cleanText(key.slice(0, MAX_KEY));
  if (!UNSAFE.has(clean)) return clean;
  return READABLE.get(clean) ?? `${clean.replace(/^_+|_+$/g, '')}_field`;
}

/** Puts a value under a safe name that is not taken: `callerNumber`, `callerNumber2`, … */
export function putSafely<T>(target: Record<string, T>, key: string, value: T): void {
  const base = safeKey(key);
  let name = base;
  for (let next = 2; Object.prototype.hasOwnProperty.call(target, name); next++) name = `${base}${next}`;
  target[name] = value;
}

function copy(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean' || value === null) return value;
  if (typeof value !== 'object') return null;
  if (depth >= MAX_DEPTH) return '[too deep]';
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item) => copy(item, depth + 1));
  return copyRecord(value as Record<string, unknown>, depth);
}

function copyRecord(value: Record<string, unknown>, depth: number): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  const entries = Object.entries(value).slice(0, MAX_KEYS);
  // Safe names first, so that a renamed key never takes the place of one that was sent so.
  for (const [key, item] of entries) if (safeKey(key) === key) result[key] = copy(item, depth + 1);
  for (const [key, item] of entries) if (safeKey(key) !== key) putSafely(result, key, copy(item, depth + 1));
  return result;
}

/**
 * Takes a parsed payload; returns a plain-JSON copy with unsafe keys renamed at every depth, texts without control
 * characters, at most 8 levels, 200 items a list and 500 keys an object. Never throws.
 */
export function safeRaw(payload: Record<string, unknown>): Record<string, unknown> {
  return copyRecord(payload, 0);
}
