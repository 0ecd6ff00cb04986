import { typeByName } from './association-types';
import { timeOf } from './check-values';
import { invalid } from './errors';
import type { Portal } from './portal';
import type { Indexed } from './search-index';
import type { HubSpotType, PropertyDef } from './types';
import { asObject } from './write';

export interface Filter {
  propertyName: string;
  operator: string;
  value: string | undefined;
  highValue: string | undefined;
  values: string[];
}
const OPERATORS =
  'EQ NEQ LT LTE GT GTE BETWEEN IN NOT_IN HAS_PROPERTY NOT_HAS_PROPERTY CONTAINS_TOKEN NOT_CONTAINS_TOKEN'.split(
    ' ',
  );
const NO_VALUE = new Set(['HAS_PROPERTY', 'NOT_HAS_PROPERTY']);
const LISTED = new Set(['IN', 'NOT_IN']);

/** Reads and checks one filter of a search. Throws 400. */
export function readFilter(portal: Portal, type: HubSpotType, input: unknown): Filter {
  const { propertyName, operator, value, highValue, values } = asObject(input);
  if (typeof propertyName !== 'string' || typeof operator !== 'string') {
    throw invalid('Invalid input JSON: a filter needs propertyName and operator.');
  }
  if (!OPERATORS.includes(operator))
    throw invalid(`Invalid input JSON: ${operator} is not a filter operator.`);
  if (value !== undefined && typeof value !== 'string') {
    throw invalid(`Invalid input JSON: the filter value of ${propertyName} must be a string.`);
  }
  const list = Array.isArray(values) ? values.map(String) : [];
  if (LISTED.has(operator) && list.length === 0) throw invalid(`operator ${operator} requires values.`);
  if (!LISTED.has(operator) && !NO_VALUE.has(operator) && value === undefined) {
    throw invalid(`operator ${operator} requires a value.`);
  }
  const linked = propertyName.startsWith('associations.') ? typeByName(propertyName.slice(13)) : null;
  if (!linked && !portal.defs(type).has(propertyName)) {
    throw invalid(`Property "${propertyName}" does not exist`, [
      { message: `Property "${propertyName}" does not exist`, code: 'PROPERTY_DOESNT_EXIST' },
    ]);
  }
  return {
    propertyName,
    operator,
    value,
    highValue: highValue === undefined ? undefined : String(highValue),
    values: list,
  };
}

/** Words of a text as the index cuts them: runs of letters, digits and underscores, without case. */
export function tokens(text: string, keepStar = false): string[] {
  const cut = keepStar ? /[^\p{L}\p{N}_*]+/u : /[^\p{L}\p{N}_]+/u;
  return text
    .toLowerCase()
    .split(cut)
    .filter((word) => word !== '');
}
function tokenMatches(word: string, pattern: string): boolean {
  const bare = pattern.replace(/^\*|\*$/g, '');
  if (pattern.startsWith('*') && pattern.endsWith('*')) return word.includes(bare);
  if (pattern.startsWith('*')) return word.endsWith(bare);
  return pattern.endsWith('*') ? word.startsWith(bare) : word === bare;
}
function containsToken(value: string, wanted: string): boolean {
  const words = tokens(value);
  return tokens(wanted, true).every((pattern) => words.some((word) => tokenMatches(word, pattern)));
}

function comparable(def: PropertyDef | undefined, value: string): number | string {
  if (def?.type === 'number') return Number(value);
  if (def?.type === 'datetime') return timeOf(value) ?? value;
  return value.toLowerCase();
}
function compare(def: PropertyDef | undefined, a: string, b: string): number {
  const [x, y] = [comparable(def, a), comparable(def, b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

function linkMatches(entry: Indexed, filter: Filter): boolean {
  const linked = typeByName(filter.propertyName.slice(13));
  const ids = (linked && entry.links.get(linked)) || new Set<string>();
  const wanted = LISTED.has(filter.operator) ? filter.values : [filter.value ?? ''];
  const hit = NO_VALUE.has(filter.operator) ? ids.size > 0 : wanted.some((id) => ids.has(id));
  return filter.operator.startsWith('N') ? !hit : hit;
}

/** Whether an indexed record passes a filter. */
export function matches(portal: Portal, entry: Indexed, filter: Filter): boolean {
  if (filter.propertyName.startsWith('associations.')) return linkMatches(entry, filter);
  const def = portal.defs(entry.type).get(filter.propertyName);
  const stored = entry.properties[filter.propertyName];
  const value = filter.value ?? '';
  switch (filter.operator) {
    case 'HAS_PROPERTY':
      return stored !== undefined;
    case 'NOT_HAS_PROPERTY':
      return stored === undefined;
    case 'NEQ':
      return stored === undefined || compare(def, stored, value) !== 0;
    // The values of IN are taken as they are: for text the index holds lower case, so upper case never matches.
    case 'NOT_IN':
      return stored === undefined || !filter.values.includes(indexedText(def, stored));
    case 'NOT_CONTAINS_TOKEN':
      return stored === undefined || !containsToken(stored, value);
  }
  if (stored === undefined) return false;
  switch (filter.operator) {
    case 'IN':
      return filter.values.includes(indexedText(def, stored));
    case 'CONTAINS_TOKEN':
      return containsToken(stored, value);
    case 'BETWEEN':
      return compare(def, stored, value) >= 0 && compare(def, stored, filter.highValue ?? value) <= 0;
    case 'LT':
      return compare(def, stored, value) < 0;
    case 'LTE':
      return compare(def, stored, value) <= 0;
    case 'GT':
      return compare(def, stored, value) > 0;
    case 'GTE':
      return compare(def, stored, value) >= 0;
    default:
      return compare(def, stored, value) === 0;
  }
}
function indexedText(def: PropertyDef | undefined, stored: string): string {
  return def?.type === 'string' ? stored.toLowerCase() : stored;
}
export { compare };
