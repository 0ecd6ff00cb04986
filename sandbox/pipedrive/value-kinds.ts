/** Strict types of v2 (docs/reference/pipedrive.md#addresses-and-versions): what a value of a kind must look like. */

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isInteger = (value: unknown): boolean => Number.isInteger(value);
const matches =
  (pattern: RegExp) =>
  (value: unknown): boolean =>
    typeof value === 'string' && pattern.test(value);
const listOf =
  (test: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.every(test);
/** An object with these keys and no others. */
const shape =
  (keys: Record<string, (value: unknown) => boolean>, needed: string[] = []) =>
  (value: unknown): boolean =>
    isObject(value) &&
    needed.every((key) => value[key] !== undefined) &&
    Object.entries(value).every(([key, part]) => keys[key]?.(part) ?? false);
const isText = (value: unknown): boolean => typeof value === 'string';
const isBoolean = (value: unknown): boolean => typeof value === 'boolean';
const isDate = (value: unknown): boolean =>
  matches(/^\d{4}-\d{2}-\d{2}$/)(value) && !Number.isNaN(Date.parse(`${String(value)}T00:00:00Z`));

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const TIME = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;

export const KINDS = {
  integer: { test: isInteger, expects: 'an integer' },
  number: { test: (value: unknown) => typeof value === 'number', expects: 'a number' },
  text: { test: isText, expects: 'a string' },
  boolean: { test: isBoolean, expects: 'a boolean' },
  integers: { test: listOf(isInteger), expects: 'an array of integers' },
  uuid: { test: matches(UUID), expects: 'a UUID' },
  uuids: { test: listOf(matches(UUID)), expects: 'an array of UUIDs' },
  date: { test: isDate, expects: 'a date YYYY-MM-DD' },
  time: { test: matches(TIME), expects: 'a time HH:MM' },
  /** `HH:MM`; hours may pass 24. */
  duration: { test: matches(/^\d{2,3}:[0-5]\d(:[0-5]\d)?$/), expects: 'a duration HH:MM' },
  /** UTC, as v1 documents it. */
  dateTime: {
    test: matches(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/),
    expects: 'a date and time YYYY-MM-DD HH:MM:SS',
  },
  /** RFC 3339 in whole seconds: a fraction is refused (docs/reference/pipedrive.md#values). */
  rfc3339: {
    test: matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$/),
    expects: 'a valid datetime',
  },
  labelled: {
    test: listOf(shape({ value: isText, primary: isBoolean, label: isText }, ['value'])),
    expects: 'an array of {value, primary, label}',
  },
  participants: {
    test: listOf(shape({ person_id: isInteger, primary: isBoolean }, ['person_id'])),
    expects: 'an array of {person_id, primary}',
  },
  attendees: { test: listOf(isObject), expects: 'an array of attendees' },
  address: { test: isObject, expects: 'an address object' },
  money: {
    test: shape({ amount: (value) => typeof value === 'number', currency: isText }, ['amount', 'currency']),
    expects: 'an object of amount and currency',
  },
  moneyField: {
    test: shape({ value: (value) => typeof value === 'number', currency: isText }, ['value', 'currency']),
    expects: 'an object of value and currency',
  },
  object: { test: isObject, expects: 'an object' },
} satisfies Record<string, { test: (value: unknown) => boolean; expects: string }>;
export type Kind = keyof typeof KINDS;
