/** Finds many clients by their numbers: COQL that lists the usual notations of many numbers, five queries in one request. */
import type { Entity } from '../../model/plan';
import type { FoundRecord } from '../../model/record';
import type { PhoneForms } from '../../phone/types';
import { chunks } from '../engine/chunks';
import { numberQuery } from '../engine/number-query';
import { ask } from './ask';
import type { Book } from './book';
import { READ_MAX } from './composite';
import { anyOf, isIn } from './escape';
import { clientsAmong, findRecords, foundOf, type Clients, type Session } from './find';
import { PHONE_FIELDS, type RecordModule } from './modules';
import { notations } from './notations';
import { PHONE_KEY } from './own-fields';
import { select, type Query } from './queries';
import { idOf, type ApiRecord } from './records';

/** Values of one `in`, conditions of one query. */
const VALUES_MAX = 50;
const CONDITIONS_MAX = 25;
/** Numbers of one request: contacts in two queries, leads and companies in one each. */
const PHONES_MAX = 18;
/** Records whose deals one query asks for: their deals together shall fit into its rows. */
const OWNERS_MAX = 10;
const OWNERS_AT_ONCE = 5 * OWNERS_MAX;

/** All that a field may hold: the number plain, and as people type it. */
const textsOf = (phone: PhoneForms): string[] => [
  ...new Set([phone.e164, phone.digits, `0${phone.national}`, phone.national, ...notations(phone)]),
];

/** The query for records with one of the numbers in one of the fields; null when there is nothing to ask. */
function query(
  book: Book,
  module: RecordModule,
  phones: PhoneForms[],
  fields: string[],
  part: string,
): Query | null {
  const texts = chunks([...new Set(phones.flatMap(textsOf))], VALUES_MAX);
  const own = book.own(module).includes(PHONE_KEY) && part === 'usual';
  const names = fields.filter((name) => book.mayHave(module, name));
  const conditions = [
    ...(own
      ? [
          isIn(
            PHONE_KEY,
            phones.map(({ digits }) => digits),
          ),
        ]
      : []),
    ...names.flatMap((name) => texts.map((values) => isIn(name, values))),
  ];
  if (conditions.length === 0) return null;
  return select(book, module, anyOf(conditions), `${part}_${module}`, [module]);
}

function queriesOf(book: Book, phones: PhoneForms[], entities: Entity[]): Query[] {
  const wants = (...any: Entity[]): boolean => any.some((entity) => entities.includes(entity));
  const modules: RecordModule[] = [
    ...(wants('contact', 'deal') ? (['Contacts'] as const) : []),
    ...(wants('lead') ? (['Leads'] as const) : []),
    ...(wants('company') ? (['Accounts'] as const) : []),
  ];
  return modules.flatMap((module) => {
    const [usual, rare] = [(PHONE_FIELDS[module] ?? []).slice(0, 2), (PHONE_FIELDS[module] ?? []).slice(2)];
    return [query(book, module, phones, usual, 'usual'), query(book, module, phones, rare, 'rare')].filter(
      (one) => one !== null,
    );
  });
}

/** How many of the numbers one query takes: most have the same count of notations. */
function atOnce(phones: PhoneForms[]): number {
  const values = Math.max(1, ...phones.map((phone) => textsOf(phone).length));
  const fields = 3;
  const fit = Math.floor((Math.floor((CONDITIONS_MAX - 1) / fields) * VALUES_MAX) / values);
  return Math.max(1, Math.min(PHONES_MAX, fit));
}

/** Clients of each number; null for one that has to be asked alone. */
async function clientsOf(
  { http, book }: Session,
  phones: PhoneForms[],
  entities: Entity[],
): Promise<(Clients | null)[]> {
  const answers = await ask(http, book, () => queriesOf(book, phones, entities));
  if ([...answers.values()].every((rows) => rows.length < READ_MAX)) {
    const of = (module: RecordModule): ApiRecord[] => {
      const rows = ['usual', 'rare'].flatMap((part) => answers.get(`${part}_${module}`) ?? []);
      return [...new Map(rows.map((record) => [record.id, record])).values()];
    };
    const all = { contacts: of('Contacts'), leads: of('Leads'), companies: of('Accounts') };
    return phones.map((phone) => clientsAmong(numberQuery(phone, entities), all));
  }
  if (phones.length <= 1) return phones.map(() => null);
  const halves = chunks(phones, Math.ceil(phones.length / 2));
  const parts: (Clients | null)[][] = [];
  for (const half of halves) parts.push(await clientsOf({ http, book } as Session, half, entities));
  return parts.flat();
}

/** Deals that hang on the records by this lookup; where they fill the rows of a query, record by record. */
async function dealsOn(
  session: Session,
  lookup: 'Contact_Name' | 'Account_Name',
  ids: string[],
  size = OWNERS_MAX,
): Promise<ApiRecord[]> {
  const { http, book } = session;
  const found: ApiRecord[] = [];
  for (const some of chunks(ids, size * (OWNERS_AT_ONCE / OWNERS_MAX))) {
    const groups = chunks(some, size);
    const answers = await ask(http, book, () =>
      groups.map((group, at) => select(book, 'Deals', isIn(lookup, group), `deals_${at}`, ['Deals'])),
    );
    for (const [at, group] of groups.entries()) {
      const rows = answers.get(`deals_${at}`) ?? [];
      // Of one record the newest ones are enough, as in find.
      if (rows.length < READ_MAX || group.length === 1) found.push(...rows);
      else found.push(...(await dealsOn(session, lookup, group, 1)));
    }
  }
  return found;
}

const idsOf = (records: ApiRecord[]): string[] => [...new Set(records.map(({ id }) => id))];

/** As CrmProvider.findMany. Throws CrmError. */
export async function findMany(
  session: Session,
  phones: PhoneForms[],
  entities: Entity[],
): Promise<FoundRecord[][]> {
  const clients: (Clients | null)[] = [];
  for (const some of chunks(phones, atOnce(phones)))
    clients.push(...(await clientsOf(session, some, entities)));
  const known = clients.filter((one) => one !== null);
  const alone = known.filter(({ contacts }) => contacts.length === 0);
  const deals = entities.includes('deal')
    ? [
        ...(await dealsOn(session, 'Contact_Name', idsOf(known.flatMap(({ contacts }) => contacts)))),
        ...(await dealsOn(session, 'Account_Name', idsOf(alone.flatMap(({ companies }) => companies)))),
      ]
    : [];
  const all: FoundRecord[][] = [];
  for (const [at, one] of clients.entries()) {
    const asked = numberQuery(phones[at] as PhoneForms, entities);
    if (one === null) {
      all.push(await findRecords(session, asked));
      continue;
    }
    const lookup = one.contacts.length > 0 ? 'Contact_Name' : 'Account_Name';
    const owners = new Set(idsOf(one.contacts.length > 0 ? one.contacts : one.companies));
    const theirs = deals.filter((deal) => owners.has(idOf(deal[lookup]) ?? ''));
    all.push(
      await foundOf(session, asked, one, [...new Map(theirs.map((deal) => [deal.id, deal])).values()]),
    );
  }
  return all;
}
