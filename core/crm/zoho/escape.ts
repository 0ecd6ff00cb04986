/** Escapes values from callers and forms where Zoho would read syntax in them (queries, references). */

/** Control signs end a query or a line of it. */
const CONTROL = /[\p{Cc}\u2028\u2029]+/gu;

/** Takes any text; returns it as a literal of COQL, quotes included: nothing in it can end the literal. */
export function coqlText(value: string): string {
  return `'${value.replace(CONTROL, ' ').replace(/[\\']/g, '\\$&')}'`;
}

/** Any of the conditions; COQL wants brackets around each pair. */
export function anyOf(conditions: string[]): string {
  const [first = '', ...rest] = conditions.map((condition) => `(${condition})`);
  return rest.reduce((joined, condition) => `(${joined} or ${condition})`, first);
}

/** `column in (…)` for texts. */
export const isIn = (column: string, values: string[]): string =>
  `${column} in (${values.map(coqlText).join(', ')})`;

/** "@{" begins a reference to another part of a composite request; in a value it must stay two signs. */
const REFERENCE = /@(?=\{)/g;

const asText = (text: string): string => text.replace(REFERENCE, '@\u200b');

/** Takes a JSON value; returns it with references taken out of every text in it, names included. */
export function withoutReferences(value: unknown): unknown {
  if (typeof value === 'string') return asText(value);
  if (Array.isArray(value)) return value.map(withoutReferences);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [asText(name), withoutReferences(one)]),
  );
}
