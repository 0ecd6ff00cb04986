/** itemSearch and the searches of one object. All of them lag behind the records. */
import { isHidden } from './account-rules';
import { ok, type Context, type Handler } from './context';
import { itemOf, relatedOf, type SearchType } from './search-items';
import { matchOf, type Wanted } from './search-match';
import { SEARCHABLE_TYPES } from './field-types';
import { fieldOwner } from './account';
import type { Row, Values } from './types';

const TYPES: SearchType[] = ['person', 'organization', 'deal', 'lead'];
/** Item types of the vendor that a call never makes: they are accepted and find nothing. */
const OTHERS = ['product', 'file', 'mail_attachment', 'project'];
const FIELDS = [
  'address',
  'code',
  'custom_fields',
  'email',
  'name',
  'notes',
  'phone',
  'title',
  'description',
];
const OWN_FIELDS: Record<SearchType, string[]> = {
  person: ['custom_fields', 'email', 'notes', 'phone', 'name'],
  organization: ['address', 'custom_fields', 'notes', 'name'],
  deal: ['custom_fields', 'notes', 'title'],
  lead: ['custom_fields', 'notes', 'title'],
};
const ITEMS_MAX = 100;
const LIST_MAX = 500;

interface Hit {
  row: Row;
  custom: string[];
}
/** The term, at least two characters, or one where the match is exact. */
function termOf({ query, errors }: Context, exact: boolean): string {
  const term = query.text('term');
  if (term === null) throw errors.invalid('term is required');
  if (term.trim().length < (exact ? 1 : 2)) throw errors.invalid('term: must be at least 2 characters long');
  return term.trim();
}
function wantedOf(context: Context, allowed: string[]): Wanted {
  const { query, errors, phoneSearch } = context;
  const exact = query.boolean('exact_match') ?? false;
  const fields = query.list('fields');
  const unknown = fields?.find((field) => !allowed.includes(field));
  if (unknown !== undefined) throw errors.invalid(`fields: '${unknown}' is not allowed`);
  return { term: termOf(context, exact), exact, fields, phoneSearch };
}
function hitsOf(context: Context, types: SearchType[], wanted: Wanted): Hit[] {
  const { account } = context;
  const now = account.clock.now();
  return types
    .flatMap((type) => account.index.rows(type, now))
    .filter((row) => !isHidden(account.rules, row))
    .flatMap((row) => {
      const match = matchOf(account, row, wanted);
      return match ? [{ row, custom: match.custom }] : [];
    });
}
const scored = (context: Context, score: number, { row, custom }: Hit): Values => ({
  result_score: score,
  item: itemOf(context.account, row, custom),
});

const items: Handler = (context) => {
  const { account, errors, query } = context;
  const types = query.list('item_types') ?? [...TYPES, ...OTHERS];
  const unknown = types.find((type) => ![...TYPES, ...OTHERS].includes(type));
  if (unknown !== undefined) throw errors.invalid(`item_types: '${unknown}' is not allowed`);
  const wanted = wantedOf(context, FIELDS);
  const hits = hitsOf(
    context,
    TYPES.filter((type) => types.includes(type)),
    wanted,
  );
  const { rows, additional_data } = query.page(hits, ITEMS_MAX);
  const found = rows.map(({ row }) => row);
  const related =
    query.boolean('search_for_related_items') === true ? relatedOf(account, found, account.clock.now()) : [];
  return ok(
    {
      items: rows.map((hit) => scored(context, 0.81, hit)),
      related_items: related.map((row) => scored(context, 0, { row, custom: [] })),
    },
    { additional_data },
  );
};

const one =
  (type: SearchType): Handler =>
  (context) => {
    const { query } = context;
    const [person, organization] = [query.integer('person_id'), query.integer('organization_id')];
    const status = query.oneOf('status', ['open', 'won', 'lost']);
    const hits = hitsOf(context, [type], wantedOf(context, OWN_FIELDS[type])).filter(
      ({ row: { values } }) =>
        (person === null || values['person_id'] === person) &&
        (organization === null || (values['org_id'] ?? values['organization_id']) === organization) &&
        (status === null || (values['status'] ?? 'open') === status),
    );
    const { rows, additional_data } = query.page(hits, LIST_MAX);
    return ok({ items: rows.map((hit) => scored(context, 0.81, hit)) }, { additional_data });
  };

/** One field, with regard to case; answers ids and names of the records. */
const field: Handler = (context) => {
  const { account, errors, query } = context;
  const type = query.oneOf('entity_type', TYPES) as SearchType | null;
  const match = query.oneOf('match', ['exact', 'beginning', 'middle']) ?? 'exact';
  const term = termOf(context, match === 'exact');
  const code = query.text('field');
  const owner = type && fieldOwner(type);
  if (!type || !owner) throw errors.invalid('entity_type is required');
  const known = code === null ? undefined : account.fields(owner).find((one_) => one_.code === code);
  if (!known) throw errors.bad(`Field ${code ?? ''} does not exist`);
  if (known.custom && !SEARCHABLE_TYPES.includes(known.type))
    throw errors.bad(`Field ${known.code} is not searchable`);
  const fits = (text: string): boolean =>
    match === 'exact' ? text === term : match === 'beginning' ? text.startsWith(term) : text.includes(term);
  const hits = account.index
    .rows(type, account.clock.now())
    .filter((row) => fits(String((known.custom ? row.custom : row.values)[known.code] ?? '')));
  const { rows, additional_data } = query.page(hits, LIST_MAX);
  return ok(
    rows.map(({ id, values }) => ({ id, name: values['name'] ?? values['title'] })),
    { additional_data },
  );
};

export const search = { items, one, field };
