import fc from 'fast-check';
import { anyOf, coqlText, isIn, withoutReferences } from '../../../../core/crm/zoho/escape';

/** Signs that mean something in COQL, in criteria or in a reference, mixed with ordinary ones. */
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...'\'"\\(),:%@{}$ \n\r\t\u0000\u2028;-'), fc.string({ unit: 'grapheme' })))
  .map((parts) => parts.join(''));

/** Reads a literal as COQL does: a backslash takes the next sign as it is, a bare quote ends it. */
function readLiteral(literal: string): { value: string; rest: string } {
  expect(literal.startsWith("'")).toBe(true);
  let value = '';
  for (let at = 1; at < literal.length; at += 1) {
    const sign = literal[at]!;
    if (sign === "'") return { value, rest: literal.slice(at + 1) };
    if (sign === '\\') at += 1;
    value += literal[at] ?? '';
  }
  throw new Error(`the literal does not end: ${literal}`);
}
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');

test('whatever is in a value, the literal ends where it should and holds the value', () => {
  fc.assert(
    fc.property(hostile, (value) => {
      expect(readLiteral(coqlText(value))).toEqual({ value: oneLine(value), rest: '' });
    }),
  );
});

test('a list of hostile values has as many literals as values', () => {
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 1, maxLength: 5 }), (values) => {
      let rest = isIn('rs_call_id', values).slice('rs_call_id in ('.length);
      for (const [index, value] of values.entries()) {
        const read = readLiteral(rest);
        expect(read.value).toBe(oneLine(value));
        rest = read.rest.slice(index === values.length - 1 ? 0 : 2);
      }
      expect(rest).toBe(')');
    }),
  );
});

test('no text of a caller is a reference to another part of the request', () => {
  fc.assert(
    fc.property(hostile, fc.oneof(fc.string(), hostile), (before, name) => {
      const body = { Last_Name: `${before}@{lead:$.data[0].details.id}`, nested: [{ [name]: '@@{x}' }] };
      const clean = withoutReferences(body);
      expect(JSON.stringify(clean)).not.toContain('@{');
      expect(clean).toEqual(JSON.parse(JSON.stringify(body).replaceAll('@{', '@\u200b{')));
    }),
  );
});

test('conditions are bracketed in pairs', () => {
  expect(anyOf(['a = 1'])).toBe('(a = 1)');
  expect(anyOf(['a = 1', 'b = 2', 'c = 3'])).toBe('(((a = 1) or (b = 2)) or (c = 3))');
});
