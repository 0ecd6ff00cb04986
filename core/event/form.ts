/** A site form: all its fields by their HTML names, and who sent it. */
import keys from './form-keys.json';
import { asRecord, parseObject } from './records';
import { putSafely } from './safe-raw';
import { foldKey, textOf } from './text';
import { isNumberLike } from '../phone/phone';

const MAX_FIELDS = 200;
const CONTAINERS = new Set(keys.containers.map(foldKey));

export interface FormFields {
  fields: Record<string, string>;
  phone: string | null;
  email: string | null;
  name: string | null;
}

function collect(value: unknown, prefix: string, depth: number, into: Record<string, string>): void {
  if (Object.keys(into).length >= MAX_FIELDS || depth > 4) return;
  if (Array.isArray(value) && value.some(asRecord)) {
    // [{name: 'phone', value: '067…'}], as form plug-ins send it.
    for (const item of value.slice(0, MAX_FIELDS)) {
      const row = asRecord(item);
      const name = row && (textOf(row.name) ?? textOf(row.key) ?? textOf(row.title));
      const text = row && textOf(row.value);
      if (name && text !== null) putSafely(into, name, text);
    }
    return;
  }
  const record = asRecord(value);
  if (!record) {
    const text = textOf(value);
    if (text !== null && prefix) putSafely(into, prefix, text);
    return;
  }
  for (const [key, item] of Object.entries(record).slice(0, MAX_FIELDS)) {
    const parsed =
      CONTAINERS.has(foldKey(key)) && typeof item === 'string' ? (parseObject(item) ?? item) : item;
    const isContainer = CONTAINERS.has(foldKey(key)) && typeof parsed === 'object';
    collect(parsed, isContainer ? prefix : prefix ? `${prefix}.${key}` : key, depth + 1, into);
  }
}

function first(
  fields: Record<string, string>,
  names: string[],
  fits: (text: string) => boolean,
): string | null {
  for (const name of names) {
    for (const [key, text] of Object.entries(fields))
      if (foldKey(key) === foldKey(name) && fits(text)) return text;
  }
  return null;
}

/**
 * Takes the payload of a form; returns its fields by name and the sender: phone key order as in seed 004
 * (phone, tel, telephone, …), then e-mail, then name, each only when it looks like one.
 */
export function readForm(payload: Record<string, unknown>): FormFields {
  const fields: Record<string, string> = {};
  collect(payload, '', 0, fields);
  return {
    fields,
    phone: first(fields, keys.phone, (text) => isNumberLike(text)),
    email:
      first(fields, keys.email, (text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text))?.toLowerCase() ?? null,
    name: first(fields, keys.name, (text) => /\p{L}/u.test(text)),
  };
}
