/** Finds the client: two requests one after another, one if smart forwarding needs only the contact; searches run in parallel. Records created moments ago are read by id, because the search does not show them yet. */
import type { FindQuery } from '../port';
import type { FoundRecord } from '../../model/record';
import type { HubSpotApi } from './api';
import type { Links } from './links';
import { toFound, WANTED, type ApiRecord } from './records';
import { emptyField, roomForNumber } from '../engine/new-number';
import { hasNumber, hasSign } from './verify';
import { companiesByPhone, contactsByPhone, contactsBySign, dealsOf, type SearchContext } from './search';

/** Contacts whose deals are asked for: the groups of one search. */
const CONTACTS_WITH_DEALS = 5;

const unique = (records: ApiRecord[]): ApiRecord[] => [
  ...new Map(records.map((record) => [record.id, record])).values(),
];
const linkedIds = (record: ApiRecord, name: string): string[] => [
  ...new Set((record.associations?.[name]?.results ?? []).map(({ id }) => String(id))),
];

/** The contact this process made for the number, with its links; null when there is none or it was deleted since. */
async function recentContact({ api, signal }: SearchContext, query: FindQuery): Promise<ApiRecord | null> {
  const id = query.recent.contact;
  if (id === undefined) return null;
  return api.read('contacts', id, {
    properties: WANTED.contact,
    associations: ['deals', 'companies'],
    signal,
  });
}

async function companies(context: SearchContext, query: FindQuery): Promise<ApiRecord[]> {
  const { phone, recent, entities } = query;
  if (!entities.includes('company')) return [];
  const found = phone ? await companiesByPhone(context, phone) : [];
  const missing = recent.company && !found.some(({ id }) => id === recent.company) ? [recent.company] : [];
  if (missing.length === 0) return found;
  return [
    ...found,
    ...(await context.api.batchRead('companies', missing, WANTED.company, { signal: context.signal })),
  ];
}

interface Deals {
  records: ApiRecord[];
  /** Contacts each deal hangs on, by deal id. */
  contactsOf: Map<string, string[]>;
}

async function deals(
  context: SearchContext,
  query: FindQuery,
  contacts: ApiRecord[],
  fresh: ApiRecord | null,
  companyIds: string[],
): Promise<Deals> {
  const none: Deals = { records: [], contactsOf: new Map() };
  if (!query.entities.includes('deal')) return none;
  const { api, signal } = context;
  const contactsOf = new Map<string, string[]>();
  const note = (dealId: string, contactId: string): void => {
    contactsOf.set(dealId, [...(contactsOf.get(dealId) ?? []), contactId]);
  };
  const strong = new Set<string>(query.recent.deal ? [query.recent.deal] : []);
  if (fresh) {
    for (const id of linkedIds(fresh, 'deals')) {
      strong.add(id);
      note(id, fresh.id);
    }
  }
  const others = contacts.filter(({ id }) => id !== fresh?.id).slice(0, CONTACTS_WITH_DEALS);
  const ids = others.map(({ id }) => id);
  const anybody = ids.length > 0 || (companyIds.length > 0 && !fresh);
  const [found, read, links] = await Promise.all([
    anybody ? dealsOf(context, ids, companyIds) : [],
    strong.size > 0 ? api.batchRead('deals', [...strong], WANTED.deal, { signal }) : [],
    // With one contact every deal found is his; with several only the links tell.
    ids.length > 1 ? api.linked('contacts', 'deals', ids, signal) : null,
  ]);
  if (links) for (const [contactId, dealIds] of links) for (const dealId of dealIds) note(dealId, contactId);
  const only = ids.length === 1 ? ids[0] : undefined;
  if (only !== undefined && companyIds.length === 0) for (const { id } of found) note(id, only);
  return { records: unique([...read, ...found]), contactsOf };
}

/** Contacts that carry the number; the one made moments ago stands for a search that may not show it yet. */
async function byNumber(
  context: SearchContext,
  query: FindQuery,
): Promise<{ fresh: ApiRecord | null; found: ApiRecord[] }> {
  const fresh = await recentContact(context, query);
  const found = query.phone && !fresh ? await contactsByPhone(context, query.phone) : [];
  return { fresh, found };
}

/** By number, else by e-mail, else by client id (PD-11): who shares a browser or a mailbox is not the client. */
function nearest(query: FindQuery, byPhone: ApiRecord[], bySign: ApiRecord[]): ApiRecord[] {
  if (byPhone.length > 0) return byPhone;
  const byEmail = bySign.filter((record) => hasSign(record, query.email, null));
  return byEmail.length > 0 ? byEmail : bySign;
}

/** As CrmProvider.find. Throws CrmError. */
export async function findRecords(api: HubSpotApi, links: Links, query: FindQuery): Promise<FoundRecord[]> {
  const { email, googleClientId, entities } = query;
  // Only a routing question has a deadline, and it goes first.
  const context: SearchContext = { api, urgent: query.signal !== undefined, signal: query.signal };
  const [{ fresh, found }, bySign, foundCompanies] = await Promise.all([
    byNumber(context, query),
    email || googleClientId ? contactsBySign(context, email, googleClientId) : [],
    companies(context, query),
  ]);
  const contacts = nearest(query, unique([...(fresh ? [fresh] : []), ...found]), unique(bySign));
  const companyIds = contacts.length === 0 ? foundCompanies.map(({ id }) => id) : [];
  const url = (entity: 'contact' | 'company' | 'deal', id: string): string | null => links.url(entity, id);
  const known = [
    ...contacts.map((record) => {
      const companiesOf = linkedIds(record, 'companies');
      const links = companiesOf.length > 0 ? { companyIds: companiesOf } : {};
      return {
        ...toFound('contact', record, url('contact', record.id), links),
        ...roomForNumber(query, {
          entity: 'contact',
          id: record.id,
          mailed: hasSign(record, email, null),
          carries: (phone) => hasNumber(record, phone),
          field: () => emptyField(['phone', 'mobilephone'], (name) => record.properties[name]),
        }),
      };
    }),
    ...(entities.includes('company') ? foundCompanies : []).map((record) =>
      toFound('company', record, url('company', record.id)),
    ),
  ];
  // Five searches a second are all the account has: where the contact's owner is rung, nobody needs his deals.
  if (entities.includes('deal') && (await query.enough?.(known, ['deal']))) return known;
  const { records, contactsOf } = await deals(context, query, contacts, fresh, companyIds);
  return [
    ...known,
    ...records.map((record) =>
      toFound('deal', record, url('deal', record.id), { contactIds: contactsOf.get(record.id) ?? [] }),
    ),
  ];
}
