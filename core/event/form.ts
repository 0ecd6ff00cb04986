/** A site form: all its fields by their HTML names, and who sent it. */
import keys from './form-keys.json';
import { emailOf, nameOf, readsAsPhone } from './form-values';
import { asRecord, parseObject } from './records';
import { putSafely } from './safe-raw';
import { foldKey, textOf } from './text';
import { isNumberLike, phoneForms } from '../phone/phone';

const MAX_FIELDS = 200;
const CONTAINERS = new Set(keys.containers.map(foldKey));
/** Characters of a field's name that are looked at. */
const MAX_KEY = 200;

/** Characters of a field that holds a phone with words around it; fields that are tried. Reading a number costs ms. */
const MAX_PHONE = 100;
const MAX_PHONES = 6;

type Sought = 'phone' | 'email' | 'name';
/** Names of the key map that mean the sender, by what is sought (canonical names of aliases.json and form-keys.json). */
const MAPPED: Record<Sought, string[]> = {
  phone: ['client_number', 'caller_number', 'e164', 'userfield', 'caller', ...keys.phone],
  email: ['client_email', ...keys.email],
  name: ['client_name', ...keys.name],
};

export interface FormFields {
  fields: Record<string, string>;
  phone: string | null;
  email: string | null;
  name: string | null;
  /** Phone or e-mail stands in a field that is named for it. */
  named: boolean;
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

interface Field {
  folded: string;
  /** Words of the name: `billing_phone`, `yourTel`, `tel-456` are of several. */
  words: string[];
  text: string;
}

function fieldOf(key: string, text: string): Field {
  const name = key.slice(0, MAX_KEY);
  const words = name
    .replace(/['’ʼ`]/g, '')
    .replace(/([\p{Ll}\p{N}])(?=\p{Lu})/gu, '$1 ')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(Boolean);
  return { folded: foldKey(name), words, text };
}

const isOf = ({ words }: Field, list: readonly string[]): boolean =>
  words.some((word) => list.includes(word));

function looksLike(field: Field, sought: Sought): boolean {
  const { words, parts } = keys.looksLike[sought];
  const alike = isOf(field, words) || parts.some((part) => field.folded.includes(part));
  return alike && !isOf(field, keys.never[sought]);
}

/** Fields that may hold it, those whose name says so most plainly first: key map, known name, a name like it. */
function candidates(fields: Field[], sought: Sought, keyMap: Record<string, string>): Field[] {
  const mapped = new Set(MAPPED[sought].map(foldKey));
  const own = Object.entries(keyMap).flatMap(([variable, name]) =>
    mapped.has(foldKey(variable)) && foldKey(name) ? [foldKey(name)] : [],
  );
  const named = [...own, ...keys[sought].map(foldKey)];
  return [
    ...named.flatMap((name) => fields.filter(({ folded }) => folded === name)),
    ...fields.filter((field) => looksLike(field, sought)),
  ];
}

function firstOf<T>(fields: Field[], read: (text: string) => T | null): T | null {
  for (const { text } of fields) {
    const found = read(text);
    if (found !== null) return found;
  }
  return null;
}

/** A first name with its family name, where the form asks for them apart. */
function wholeName(fields: Field[], name: string | null): string | null {
  const of = (names: string[]): string | null =>
    firstOf(
      fields.filter(({ folded }) => names.some((one) => foldKey(one) === folded)),
      nameOf,
    );
  const family = of(keys.familyName);
  return family && (name === null || name === of(keys.givenName))
    ? [name, family].filter(Boolean).join(' ')
    : name;
}

/**
 * Takes the payload of a form, the user's key map and the ISO country of local numbers; returns its fields by name and
 * the sender. Phone, e-mail and name: by the key map, by a known name (phone, tel, telephone, … in the order of seed
 * 004), by a name that looks like one (`tel-456`, `Ваш телефон`), phone and e-mail also by a value that reads as one.
 * A full number anywhere goes before digits that are none.
 */
export function readForm(
  payload: Record<string, unknown>,
  keyMap: Record<string, string>,
  country: string,
): FormFields {
  const found: Record<string, string> = {};
  collect(payload, '', 0, found);
  const fields = Object.entries(found).map(([key, text]) => fieldOf(key, text));
  const phones = candidates(fields, 'phone', keyMap)
    .filter(({ text }) => text.length <= MAX_PHONE)
    .slice(0, MAX_PHONES);
  const full = firstOf(phones, (text) => (phoneForms(text, country) ? text : null));
  const email = firstOf(candidates(fields, 'email', keyMap), emailOf);
  const unnamed = fields.filter((field) => !isOf(field, keys.never.value));
  const byValue = (): string | null =>
    firstOf(unnamed, (text) => (readsAsPhone(text, country) ? text : null));
  const digits = (): string | null => firstOf(phones, (text) => (isNumberLike(text) ? text : null));
  return {
    fields: found,
    phone: full ?? byValue() ?? digits(),
    email:
      email ??
      firstOf(
        fields.filter((field) => !isOf(field, keys.never.email)),
        emailOf,
      ),
    name: wholeName(fields, firstOf(candidates(fields, 'name', keyMap), nameOf)),
    named: full !== null || email !== null || digits() !== null,
  };
}
