/** The queries of the request that finds a client (docs/reference/zoho.md#finding). */
import { sharedDigits } from '../../phone/phone';
import type { PhoneForms } from '../../phone/types';
import type { FindQuery } from '../port';
import type { Book } from './book';
import { READ_MAX, type CompositePart } from './composite';
import { paths } from './endpoints';
import { anyOf, coqlText, isIn } from './escape';
import { recordModule, type Module, type RecordModule } from './modules';
import { notations } from './notations';
import { attributionField, PHONE_KEY, STATE_KEY } from './own-fields';
import { STANDARD, type ApiRecord } from './records';
import { textOf } from './errors';
import { said } from '../../text/said';

export interface Query extends CompositePart {
  module: RecordModule;
  /** Modules whose fields of ours it names: a refusal may mean that they lack one. */
  names: Module[];
}
type Wanted = Pick<FindQuery, 'phone' | 'email' | 'googleClientId' | 'recent'>;
const CLIENT_ID = attributionField('google_client_id');

const fieldsOf = (book: Book, module: RecordModule): string[] => [
  'id',
  ...STANDARD[module].filter((name) => book.mayHave(module, name)),
  ...book.own(module),
];

/** The search index: phones in any notation, but new records are late in it. */
function searchPhone(book: Book, module: RecordModule, phone: PhoneForms): Query {
  const params = {
    phone: sharedDigits(phone),
    fields: fieldsOf(book, module).join(','),
    per_page: String(READ_MAX),
    ...(module === 'Leads' ? { converted: 'false' } : {}),
  };
  const request = {
    sub_request_id: `search_${module}`,
    method: 'GET',
    uri: paths.search(module),
    params,
  } as const;
  return { module, request, action: said('doing.search', { what: module }), names: [module] };
}

export function select(book: Book, module: RecordModule, where: string, id: string, names: Module[]): Query {
  const order = module === 'Deals' ? 'order by Created_Time desc' : 'order by Modified_Time desc';
  const body = {
    select_query: `select ${fieldsOf(book, module).join(', ')} from ${module} where ${where} ${order} limit ${READ_MAX}`,
  };
  const request = { sub_request_id: id, method: 'POST', uri: paths.coql, body } as const;
  return { module, request, action: said('doing.read', { what: module }), names };
}

/** Phone fields people fill most; the search index looks into the others too. */
export const phones = (book: Book, module: RecordModule): string[] =>
  ['Phone', 'Mobile'].filter((name) => book.mayHave(module, name));

/** Signs of the client in a contact or lead, as COQL conditions; `of` is the lookup in front, from deals. */
function signs(book: Book, module: 'Contacts' | 'Leads', wanted: Wanted, of = ''): string[] {
  const { phone, email, googleClientId } = wanted;
  const own = new Set(book.own(module));
  const mail = email && book.mayHave(module, 'Email') ? email : null;
  return [
    ...(phone ? phones(book, module).map((name) => `${of}${name} like '%${sharedDigits(phone)}%'`) : []),
    ...(phone && own.has(PHONE_KEY) ? [`${of}${PHONE_KEY} = ${coqlText(phone.digits)}`] : []),
    ...(phone && own.has(STATE_KEY) ? [`${of}${STATE_KEY} like '${phone.digits}_%'`] : []),
    ...(mail ? [`${of}Email = ${coqlText(mail)}`] : []),
    ...(googleClientId && own.has(CLIENT_ID) ? [`${of}${CLIENT_ID} = ${coqlText(googleClientId)}`] : []),
  ];
}

/** The database: as fresh as the last write, but it compares phones as they are stored. */
function byKey(book: Book, module: 'Contacts' | 'Leads', wanted: Wanted): Query[] {
  const recent = wanted.recent[module === 'Contacts' ? 'contact' : 'lead'];
  const where = [...signs(book, module, wanted), ...(recent ? [`id = ${coqlText(recent)}`] : [])];
  return where.length > 0 ? [select(book, module, anyOf(where), `keys_${module}`, [module])] : [];
}

/** True when the query for deals by their contact's signs surely met this contact's deals. */
export function metBySigns(contact: ApiRecord, { phone, email, googleClientId }: Wanted): boolean {
  const stored = [contact.Phone, contact.Mobile].map(textOf);
  const known = phone ? new Set(notations(phone)) : new Set<string>();
  if (phone && stored.some((text) => text.includes(sharedDigits(phone)) || known.has(text))) return true;
  if (phone && contact[PHONE_KEY] === phone.digits) return true;
  if (email && textOf(contact.Email).toLowerCase() === email.toLowerCase()) return true;
  return googleClientId !== null && contact[CLIENT_ID] === googleClientId;
}

function deals(book: Book, wanted: Wanted, companies: boolean): Query[] {
  const { phone, recent } = wanted;
  const typed = phone ? notations(phone) : [];
  const where = [
    ...signs(book, 'Contacts', wanted, 'Contact_Name.'),
    ...(phone ? phones(book, 'Contacts').map((name) => isIn(`Contact_Name.${name}`, typed)) : []),
    ...(phone && companies ? [`Account_Name.Phone like '%${sharedDigits(phone)}%'`] : []),
    ...(recent.deal ? [`id = ${coqlText(recent.deal)}`] : []),
  ];
  return where.length > 0 ? [select(book, 'Deals', anyOf(where), 'deals', ['Deals', 'Contacts'])] : [];
}

/** Deals of contacts whose notation the query by signs could not know. */
export const dealsOf = (book: Book, contactIds: string[]): Query =>
  select(book, 'Deals', isIn('Contact_Name', contactIds), 'deals_of', ['Deals']);

/** Takes the question; returns its parts, the most telling first: five of them are one request. */
export function queriesFor(book: Book, query: FindQuery): Query[] {
  const { phone, entities, recent } = query;
  const wants = (entity: FindQuery['entities'][number]): boolean => entities.includes(entity);
  const contacts = wants('contact') || wants('deal');
  const searched = [
    ...(contacts ? (['contact'] as const) : []),
    ...(wants('lead') ? (['lead'] as const) : []),
    ...(wants('company') ? (['company'] as const) : []),
  ].map(recordModule);
  const company = wants('company') && recent.company ? [`id = ${coqlText(recent.company)}`] : [];
  return [
    ...(phone ? searched.map((module) => searchPhone(book, module, phone)) : []),
    ...(wants('deal') ? deals(book, query, wants('company')) : []),
    ...(contacts ? byKey(book, 'Contacts', query) : []),
    ...(wants('lead') ? byKey(book, 'Leads', query) : []),
    ...company.map((where) => select(book, 'Accounts', anyOf([where]), 'keys_Accounts', ['Accounts'])),
  ];
}
