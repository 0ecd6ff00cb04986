/** Names and values as forms and addresses carry them, with names such as `additional_call_data[userfield]`. */
import { EventError } from './errors';
import { asRecord } from './records';
import { said } from '../text/said';

const MAX_FIELDS = 1000;
/** Containers in containers; a name that goes deeper stays as it is written. */
const MAX_DEPTH = 5;
type Fields = Record<string, unknown>;

const newFields = (): Fields => Object.create(null) as Fields;
const isReadable = (value: unknown): boolean =>
  value !== undefined && value !== null && (typeof value !== 'string' || value.trim() !== '');

/** `a[b][c]` → a, b, c; `a[]` → a and an empty part, which means a list. */
function partsOf(name: string): string[] {
  const open = name.indexOf('[');
  if (open <= 0 || !name.endsWith(']')) return [name];
  const inner = name.slice(open + 1, -1).split('][');
  if (inner.length > MAX_DEPTH || inner.some((part) => part.includes('[') || part.includes(']')))
    return [name];
  return [name.slice(0, open), ...inner];
}

/** A name that comes again changes nothing, unless nothing readable stood there: `phone=&phone=0671234567`. */
function putField(fields: Fields, name: string, value: unknown): void {
  const parts = partsOf(name);
  const last = parts.pop() ?? name;
  let place = fields;
  for (const [at, part] of parts.entries()) {
    const there = place[part];
    if (last === '' && at === parts.length - 1) {
      if (Array.isArray(there)) there.push(value);
      else if (!isReadable(there)) place[part] = [value];
      return;
    }
    const inner = asRecord(there);
    if (!inner && isReadable(there)) return;
    place = place[part] = inner ?? newFields();
  }
  if (!isReadable(place[last])) place[last] = value;
}

/**
 * Takes names with values in the order they were sent; returns them as fields: the first readable value of a repeated
 * name, brackets as nested fields, `name[]` as a list. Throws EventError when there are more than a thousand.
 */
export function fieldsOfPairs(pairs: Iterable<[string, unknown]>): Fields {
  const fields = newFields();
  let count = 0;
  for (const [name, value] of pairs) {
    if (++count > MAX_FIELDS) throw new EventError(said('event.tooManyFields', { max: MAX_FIELDS }));
    putField(fields, name, value);
  }
  return fields;
}

/** The same for a form that the host has taken apart already: a name that was repeated holds a list then. */
export function fieldsOfParsedForm(parsed: Fields): Fields {
  return fieldsOfPairs(
    Object.entries(parsed).flatMap(([name, value]): [string, unknown][] =>
      Array.isArray(value) ? value.map((one: unknown) => [name, one]) : [[name, value]],
    ),
  );
}

/**
 * Takes the address of a request as sent (`/ringostat?event=…`); returns the fields of its query. Escapes that are no
 * text become U+FFFD; what stands behind the thousandth field is left out. Never throws.
 */
export function readQuery(address: string): Fields {
  const start = address.indexOf('?');
  if (start < 0) return newFields();
  const text = address.slice(start + 1).split('#', 1)[0] ?? '';
  return fieldsOfPairs([...new URLSearchParams(text)].slice(0, MAX_FIELDS));
}
