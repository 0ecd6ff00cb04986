/** Finds the client with one request; a second one only for the deals of a contact whose number is stored in a rare notation. */
import type { HttpClient } from '../../http/types';
import type { FindQuery } from '../port';
import type { FoundRecord } from '../../model/record';
import { emptyField, roomForNumber } from '../engine/new-number';
import { ask } from './ask';
import type { Book } from './book';
import type { Links } from './links';
import { recordModule, type RecordModule } from './modules';
import { dealsOf, metBySigns, phones, queriesFor } from './queries';
import { idOf, toFound, type ApiRecord } from './records';
import { closedDeals } from './stages';
import { hasClientId, hasEmail, hasNumber } from './verify';

export interface Session {
  http: HttpClient;
  book: Book;
  links: Links;
  /** Milliseconds since the epoch. */
  now: () => number;
}

const unique = (records: ApiRecord[]): ApiRecord[] => [
  ...new Map(records.map((record) => [record.id, record])).values(),
];

export interface Clients {
  contacts: ApiRecord[];
  leads: ApiRecord[];
  companies: ApiRecord[];
}

/** Records of the client: by number, else by e-mail, else by client id (PD-11). */
export function clientsAmong(query: FindQuery, all: Clients): Clients {
  const { phone, email, googleClientId, recent } = query;
  const fresh = new Set(Object.values(recent));
  const rules: ((module: RecordModule, record: ApiRecord) => boolean)[] = [
    (module, record) => fresh.has(record.id) || (phone !== null && hasNumber(module, record, phone)),
    (_module, record) => email !== null && hasEmail(record, email),
    (_module, record) => googleClientId !== null && hasClientId(record, googleClientId),
  ];
  for (const rule of rules) {
    const contacts = all.contacts.filter((record) => rule('Contacts', record));
    const leads = all.leads.filter((record) => rule('Leads', record));
    const companies = all.companies.filter((record) => rule('Accounts', record));
    if (contacts.length + leads.length + companies.length > 0) return { contacts, leads, companies };
  }
  return { contacts: [], leads: [], companies: [] };
}

async function dealsFor(
  { http, book }: Session,
  query: FindQuery,
  { contacts, companies }: Clients,
  met: ApiRecord[],
): Promise<ApiRecord[]> {
  if (!query.entities.includes('deal')) return [];
  const rest = contacts.filter((contact) => !metBySigns(contact, query)).map(({ id }) => id);
  const more =
    rest.length > 0
      ? [...(await ask(http, book, () => [dealsOf(book, rest)], { signal: query.signal })).values()].flat()
      : [];
  const contactIds = new Set(contacts.map(({ id }) => id));
  const companyIds = new Set(contacts.length === 0 ? companies.map(({ id }) => id) : []);
  const belongs = (deal: ApiRecord): boolean =>
    deal.id === query.recent.deal ||
    contactIds.has(idOf(deal.Contact_Name) ?? '') ||
    companyIds.has(idOf(deal.Account_Name) ?? '');
  return unique([...met, ...more]).filter(belongs);
}

/** As CrmProvider.find. Throws CrmError. */
export async function findRecords(session: Session, query: FindQuery): Promise<FoundRecord[]> {
  const { http, book } = session;
  const answers = await ask(http, book, () => queriesFor(book, query), { signal: query.signal });
  const of = (...ids: string[]): ApiRecord[] => unique(ids.flatMap((id) => answers.get(id) ?? []));
  const clients = clientsAmong(query, {
    contacts: of('search_Contacts', 'keys_Contacts'),
    leads: of('search_Leads', 'keys_Leads'),
    companies: of('search_Accounts', 'keys_Accounts'),
  });
  return foundOf(session, query, clients, await dealsFor(session, query, clients, of('deals')));
}

/** The client's records and deals in the port's form; asks for the stages only when a deal's cannot be told. */
export async function foundOf(
  { http, book, links }: Session,
  query: FindQuery,
  clients: Clients,
  deals: ApiRecord[],
): Promise<FoundRecord[]> {
  const closed = await closedDeals(http, book, deals, query.signal);
  const found = (entity: FoundRecord['entity'], records: ApiRecord[]): FoundRecord[] =>
    records.map((record) =>
      toFound(entity, record, links(recordModule(entity), record.id), closed.get(record.id) ?? null),
    );
  const people = (entity: 'contact' | 'lead', records: ApiRecord[]): FoundRecord[] =>
    found(entity, records).map((person, at) => {
      const record = records[at] ?? { id: person.id };
      const module = recordModule(entity);
      const room = roomForNumber(query, {
        entity,
        id: person.id,
        mailed: query.email !== null && hasEmail(record, query.email),
        carries: (phone) => hasNumber(module, record, phone),
        field: () => emptyField(phones(book, module), (name) => record[name]),
      });
      return { ...person, ...room };
    });
  return [
    ...people('contact', clients.contacts),
    ...people('lead', clients.leads),
    ...found('company', clients.companies),
    ...found('deal', deals),
  ];
}
