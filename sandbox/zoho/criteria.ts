import { Refusal } from './errors';

export interface Criterion {
  field: string;
  comparator: string;
  value: string;
}
export type Criteria = Criterion | { op: 'and' | 'or'; parts: Criteria[] };

const MAX_CRITERIA = 15;
const malformed = (name: string): Refusal =>
  new Refusal(400, 'INVALID_QUERY', 'Invalid query formed', {
    reason: 'the criteria does not parse',
    api_name: name,
  });

/**
 * Parses `((A:equals:x)and(B:starts_with:y))`. The characters ( ) , : and \ inside values carry a backslash.
 * Throws INVALID_QUERY, CRITERIA_LIMIT_EXCEEDED.
 */
export function parseCriteria(text: string): Criteria {
  let at = 0;
  let count = 0;
  const until = (stops: string): string => {
    let out = '';
    while (at < text.length && !stops.includes(text[at] ?? '')) {
      if (text[at] === '\\') at += 1;
      out += text[at] ?? '';
      at += 1;
    }
    return out;
  };
  const leaf = (): Criterion => {
    const field = until(':()');
    if (text[at] !== ':') throw malformed(field);
    at += 1;
    const comparator = until(':()');
    if (text[at] !== ':') throw malformed(field);
    at += 1;
    count += 1;
    return { field: field.trim(), comparator: comparator.trim(), value: until('()') };
  };
  const group = (): Criteria => {
    if (text[at] !== '(') throw malformed('criteria');
    at += 1;
    const parts: Criteria[] = [];
    let op: 'and' | 'or' = 'and';
    while (at < text.length && text[at] !== ')') {
      const word = /^\s*(and|or)\s*(?=\()/i.exec(text.slice(at));
      if (word) {
        op = word[1]?.toLowerCase() === 'or' ? 'or' : 'and';
        at += word[0].length;
      }
      parts.push(text[at] === '(' ? group() : leaf());
    }
    if (text[at] !== ')') throw malformed('criteria');
    at += 1;
    const [only, second] = parts;
    if (!only) throw malformed('criteria');
    return second ? { op, parts } : only;
  };
  // A lone list of groups needs no outer brackets.
  const tree = ((): Criteria => {
    text = `(${text})`;
    return group();
  })();
  if (at !== text.length) throw malformed('criteria');
  if (count > MAX_CRITERIA)
    throw new Refusal(
      400,
      'CRITERIA_LIMIT_EXCEEDED',
      'no of criterium that can be given exceed the limit 15',
    );
  return tree;
}
