/** Finds many clients by their numbers: by our key in batches, then searches that list the usual forms of many numbers. */
import type { Entity } from '../../model/plan';
import type { FoundRecord } from '../../model/record';
import { sharedDigits } from '../../phone/phone';
import type { PhoneForms } from '../../phone/types';
import { CrmError } from '../../http/errors';
import { chunks } from '../engine/chunks';
import { numberQuery } from '../engine/number-query';
import { BATCH_MAX, type Filter, type HubSpotApi } from './api';
import type { ObjectType } from './endpoints';
import { findRecords } from './find';
import type { Links } from './links';
import { PHONE_KEY } from './properties';
import { toFound, WANTED, WHATSAPP, type ApiRecord } from './records';
import { hasNumber } from './verify';

/** Numbers of one search: each list of values stays at a hundred or below. */
const PHONES_MAX = 20;
/** The largest page of a search; what reaches it may lack hits, so its numbers are asked in two halves. */
const PAGE_MAX = 200;

/** As HubSpot's searchable forms have it: without country code, or whole; a trunk prefix of abroad before it. */
function searchable(phone: PhoneForms): string[] {
  const bare = [phone.national, sharedDigits(phone)].map((digits) => digits.replace(/^0+/, ''));
  return [...new Set([...bare, phone.digits, `80${phone.national}`])];
}
/** As a field holds it whose text is compared as it is. */
const typed = ({ e164, digits, international, national }: PhoneForms): string[] => [
  ...new Set([e164, digits, international, `0${national}`, national]),
];

const anyOf = (
  propertyName: string,
  phones: PhoneForms[],
  forms: (phone: PhoneForms) => string[],
): Filter[] => [{ propertyName, operator: 'IN', values: [...new Set(phones.flatMap(forms))] }];

const contactGroups = (phones: PhoneForms[], whatsapp: boolean): Filter[][] => [
  anyOf('hs_searchable_calculated_phone_number', phones, searchable),
  anyOf('hs_searchable_calculated_mobile_number', phones, searchable),
  ...(whatsapp ? [anyOf(WHATSAPP, phones, typed)] : []),
];

const unknownProperty = (error: unknown): boolean =>
  error instanceof CrmError && error.kind === 'invalidField';

const unique = (records: ApiRecord[]): ApiRecord[] => [
  ...new Map(records.map((record) => [record.id, record])).values(),
];

/** Records that our key names: strongly consistent, so what was made a moment ago is among them. */
async function byKey(
  api: HubSpotApi,
  type: 'contacts' | 'companies',
  phones: PhoneForms[],
): Promise<ApiRecord[]> {
  const properties = type === 'contacts' ? WANTED.contact : WANTED.company;
  const keys = [...new Set(phones.map(({ digits }) => digits))];
  try {
    return await api.batchRead(type, keys, properties, { idProperty: PHONE_KEY });
  } catch (error) {
    // A portal without our properties has none of our keys.
    if (unknownProperty(error)) return [];
    throw error;
  }
}

/** Null: more hits than one page holds. */
async function search(
  api: HubSpotApi,
  type: 'contacts' | 'companies',
  phones: PhoneForms[],
): Promise<ApiRecord[] | null> {
  const asked = (groups: Filter[][]): Promise<ApiRecord[]> =>
    api.search({
      type,
      groups,
      properties: type === 'contacts' ? WANTED.contact : WANTED.company,
      sort: type === 'contacts' ? '-lastmodifieddate' : '-hs_lastmodifieddate',
      limit: PAGE_MAX,
      urgent: false,
    });
  const found =
    type === 'companies'
      ? await asked([anyOf('phone', phones, typed)])
      : await asked(contactGroups(phones, true)).catch((error: unknown) => {
          if (unknownProperty(error)) return asked(contactGroups(phones, false));
          throw error;
        });
  return found.length < PAGE_MAX ? found : null;
}

/** Ids of linked records by the id of each of `ids`; any number of them. */
async function linked(
  api: HubSpotApi,
  from: ObjectType,
  to: ObjectType,
  ids: string[],
): Promise<Map<string, string[]>> {
  const all = new Map<string, string[]>();
  for (const some of chunks(ids, BATCH_MAX))
    for (const [id, others] of await api.linked(from, to, some)) all.set(id, others);
  return all;
}

interface Clients {
  contacts: ApiRecord[];
  companies: ApiRecord[];
}

/** Contacts and companies of each number, or null for a number that has to be asked alone. */
async function clientsOf(
  api: HubSpotApi,
  phones: PhoneForms[],
  wantsCompanies: boolean,
): Promise<(Clients | null)[]> {
  const hits = await search(api, 'contacts', phones);
  const companies = wantsCompanies ? await search(api, 'companies', phones) : [];
  if (hits !== null && companies !== null)
    return phones.map((phone) => ({
      contacts: hits.filter((record) => hasNumber(record, phone)),
      companies: companies.filter((record) => hasNumber(record, phone)),
    }));
  if (phones.length <= 1) return phones.map(() => null);
  const halves = chunks(phones, Math.ceil(phones.length / 2));
  return (await Promise.all(halves.map((half) => clientsOf(api, half, wantsCompanies)))).flat();
}

const merged = (found: Clients, keyed: Clients, phone: PhoneForms): Clients => {
  const mine = (records: ApiRecord[]): ApiRecord[] => records.filter((record) => hasNumber(record, phone));
  return {
    contacts: unique([...found.contacts, ...mine(keyed.contacts)]),
    companies: unique([...found.companies, ...mine(keyed.companies)]),
  };
};

/** As CrmProvider.findMany. Throws CrmError. */
export async function findMany(
  api: HubSpotApi,
  links: Links,
  phones: PhoneForms[],
  entities: Entity[],
): Promise<FoundRecord[][]> {
  const wants = (entity: Entity): boolean => entities.includes(entity);
  const keyed: Clients = {
    contacts: await byKey(api, 'contacts', phones),
    companies: wants('company') ? await byKey(api, 'companies', phones) : [],
  };
  const found: (Clients | null)[] = [];
  for (const some of chunks(phones, PHONES_MAX))
    found.push(...(await clientsOf(api, some, wants('company'))));
  const clients = found.map((one, at) => (one ? merged(one, keyed, phones[at] as PhoneForms) : null));
  const known = clients.filter((one) => one !== null);
  const idsOf = (records: ApiRecord[]): string[] => [...new Set(records.map(({ id }) => id))];
  const alone = known.filter(({ contacts }) => contacts.length === 0);
  const [ofContacts, ofCompanies] = wants('deal')
    ? [
        await linked(api, 'contacts', 'deals', idsOf(known.flatMap(({ contacts }) => contacts))),
        // A company's deals count where nobody else has the number.
        await linked(api, 'companies', 'deals', idsOf(alone.flatMap(({ companies }) => companies))),
      ]
    : [new Map<string, string[]>(), new Map<string, string[]>()];
  const dealIds = [...new Set([...ofContacts.values(), ...ofCompanies.values()].flat())];
  const deals = new Map(
    (await api.batchRead('deals', dealIds, WANTED.deal)).map((record) => [record.id, record]),
  );
  const recordsOf = ({ contacts, companies }: Clients): FoundRecord[] => {
    const contactIds = idsOf(contacts);
    const from = contacts.length > 0 ? contactIds.map((id) => ofContacts.get(id)) : [];
    const theirs = contacts.length > 0 ? from : idsOf(companies).map((id) => ofCompanies.get(id));
    return [
      ...contacts.map((record) => toFound('contact', record, links.url('contact', record.id))),
      ...companies.map((record) => toFound('company', record, links.url('company', record.id))),
      ...[...new Set(theirs.flatMap((ids) => ids ?? []))].flatMap((id) => {
        const record = deals.get(id);
        const people = contactIds.filter((contact) => ofContacts.get(contact)?.includes(id));
        return record ? [toFound('deal', record, links.url('deal', id), { contactIds: people })] : [];
      }),
    ];
  };
  const all: FoundRecord[][] = [];
  for (const [at, one] of clients.entries())
    all.push(
      one ? recordsOf(one) : await findRecords(api, links, numberQuery(phones[at] as PhoneForms, entities)),
    );
  return all;
}
