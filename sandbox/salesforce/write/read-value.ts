import { stamp } from '../calculated';
import { badJson, refuse } from '../errors';
import { readId } from '../ids';
import type { FieldDef } from '../schema/types';
import type { Value } from '../types';

const DATE = /^\d{4}-\d\d-\d\d$/;
const DATETIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/;
const KINDS: Record<string, string> = {
  string: 'VALUE_STRING',
  number: 'VALUE_NUMBER_INT',
  boolean: 'VALUE_TRUE',
  object: 'START_OBJECT',
};

function wrongType(wanted: string, raw: unknown): Error {
  const kind = Array.isArray(raw) ? 'START_ARRAY' : (KINDS[typeof raw] ?? 'VALUE');
  const shown = typeof raw === 'object' ? '' : ` value ${String(raw)}`;
  return badJson(
    `Cannot deserialize instance of ${wanted} from ${kind}${shown} or request may be missing a required field at [line:1, column:2]`,
  );
}
function readNumber(type: 'int' | 'double', raw: unknown): number {
  const isText = typeof raw === 'string' && raw.trim() !== '';
  const number = typeof raw === 'number' ? raw : isText ? Number(raw) : NaN;
  if (!Number.isFinite(number) || (type === 'int' && !Number.isInteger(number))) throw wrongType(type, raw);
  return number;
}
function readTime(type: 'date' | 'datetime', raw: unknown): string {
  const pattern = type === 'date' ? DATE : DATETIME;
  const ms =
    typeof raw === 'string' && pattern.test(raw)
      ? Date.parse(raw.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
      : NaN;
  // Date.parse takes 31 February for 3 March; the vendor does not.
  const isDay = type === 'datetime' || new Date(ms || 0).toISOString().startsWith(String(raw));
  if (Number.isNaN(ms) || !isDay) throw wrongType(type, raw);
  return type === 'date' ? String(raw) : stamp(ms);
}
function readText({ name, label, type, length }: FieldDef, raw: unknown): string {
  if (typeof raw !== 'string') throw wrongType('string', raw);
  // The vendor trims text at both ends when it stores it.
  const text = type === 'base64' ? raw : raw.trim();
  if (length > 0 && text.length > length)
    throw refuse('STRING_TOO_LONG', `${label}: data value too large: ${text} (max length=${length})`, [name]);
  if (type === 'email' && text !== '' && !EMAIL.test(text))
    throw refuse('INVALID_EMAIL_ADDRESS', `${label}: invalid email address: ${text}`, [name]);
  return text;
}

/** Takes a value from a body; returns it as it is stored. Throws JSON_PARSER_ERROR and the refusals of single values. */
export function readValue(field: FieldDef, raw: unknown): Value {
  const { name, label, type } = field;
  if (raw === null || raw === undefined) return null;
  if (type === 'boolean') {
    if (typeof raw === 'boolean') return raw;
    if (raw === 'true' || raw === 'false') return raw === 'true';
    throw wrongType('boolean', raw);
  }
  if (type === 'int' || type === 'double') return raw === '' ? null : readNumber(type, raw);
  if (type === 'date' || type === 'datetime') return raw === '' ? null : readTime(type, raw);
  const text = readText(field, raw);
  if (type === 'reference' && text !== '') {
    const id = readId(text);
    if (id === null) throw refuse('MALFORMED_ID', `${label}: id value of incorrect type: ${text}`, [name]);
    return id;
  }
  return text === '' ? null : text;
}
