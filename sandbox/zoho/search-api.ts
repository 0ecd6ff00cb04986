import type { SandboxAnswer, SandboxRequest } from '../common/types';
import { parseCriteria, type Criteria } from './criteria';
import { invalidData, Refusal } from './errors';
import { byId, type Org } from './org';
import { byConversion, page } from './read-api';
import { idOf, nameOf, valueOf } from './render';
import type { Stored, ZohoModule } from './types';

const PHONE = /^[+]?[0-9\s\-().]+$/;
const digits = (value: unknown): string => String(value ?? '').replace(/\D/g, '');

function text(org: Org, record: Stored, name: string): string {
  const value = valueOf(org, record, name);
  return value === null ? '' : (idOf(value) ?? String(value as string | number | boolean));
}
type Compare = (have: string, want: string) => boolean;
const lower =
  (compare: Compare): Compare =>
  (have, want) =>
    compare(have.toLowerCase(), want.toLowerCase());
const order: Record<string, Compare> = {
  equals: lower((have, want) => have === want),
  not_equal: lower((have, want) => have !== want),
  starts_with: lower((have, want) => have.startsWith(want)),
  in: lower((have, want) => want.split(',').includes(have)),
  greater_than: (have, want) => have > want,
  greater_equal: (have, want) => have >= want,
  less_than: (have, want) => have < want,
  less_equal: (have, want) => have <= want,
};
function matches(org: Org, record: Stored, criteria: Criteria): boolean {
  if ('op' in criteria) {
    const one = (part: Criteria): boolean => matches(org, record, part);
    return criteria.op === 'and' ? criteria.parts.every(one) : criteria.parts.some(one);
  }
  const def = org.defs(record.module).get(criteria.field);
  const compare = order[criteria.comparator];
  if (!def || !compare || def.type === 'textarea') {
    const reason = def ? 'unsupported operator' : 'the field is not available for the module';
    throw new Refusal(400, 'INVALID_QUERY', 'Invalid query formed', {
      reason,
      api_name: criteria.field,
      ...(def ? { operator: criteria.comparator } : {}),
    });
  }
  return compare(text(org, record, criteria.field), criteria.value);
}

/** All phone fields of the record; any notation, parts too (the caller must verify). */
function hasPhone(org: Org, record: Stored, wanted: string): boolean {
  const defs = [...org.defs(record.module).values()].filter(({ type }) => type === 'phone');
  return defs.some(({ name }) => digits(record.values[name]).includes(wanted));
}
function filterOf(org: Org, query: URLSearchParams): (record: Stored) => boolean {
  const [criteria, email, phone, word] = ['criteria', 'email', 'phone', 'word'].map((name) =>
    query.get(name),
  );
  if (criteria) {
    const tree = parseCriteria(criteria);
    return (record) => matches(org, record, tree);
  }
  if (email) {
    const wanted = email.toLowerCase();
    return ({ values }) =>
      ['Email', 'Secondary_Email'].some((name) => String(values[name] ?? '').toLowerCase() === wanted);
  }
  if (phone) {
    if (!PHONE.test(phone) || phone.length < 3 || phone.length > 50)
      throw invalidData('invalid data', { param_name: 'phone', expected_data_type: 'phone' });
    return (record) => hasPhone(org, record, digits(phone));
  }
  if (word) {
    if (word.length < 2)
      throw invalidData('invalid data', { param_name: 'word', expected_data_type: 'string' });
    const wanted = word.toLowerCase();
    return (record) =>
      [nameOf(record), ...Object.values(record.values)].some(
        (value) => typeof value === 'string' && value.toLowerCase().includes(wanted),
      );
  }
  throw new Refusal(400, 'EXPECTED_PARAM_MISSING', 'One of the expected parameter is missing', {
    param_names: ['criteria', 'email', 'phone', 'word'],
  });
}

/** GET {module}/search over the lagging index. */
export function searchApi(
  org: Org,
  module: ZohoModule,
  { query }: SandboxRequest,
  maxRows: number,
): SandboxAnswer {
  const filter = filterOf(org, query);
  const seen = org.index.entries(module, org.clock.now()).sort((a, b) => byId(b, a));
  return page(org, byConversion(seen, query).filter(filter), query, maxRows, 'LIMIT_REACHED');
}
