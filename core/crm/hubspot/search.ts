/** The searches of find: contacts by number, by e-mail or client id, companies by number, deals by contact. */
import { sharedDigits } from '../../phone/phone';
import type { PhoneForms } from '../../phone/types';
import { CrmError } from '../../http/errors';
import type { Filter, HubSpotApi } from './api';
import { GROUPS_MAX } from './endpoints';
import { WANTED, WHATSAPP, type ApiRecord } from './records';
import { hasNumber, hasSign } from './verify';

export interface SearchContext {
  api: HubSpotApi;
  urgent: boolean;
  signal?: AbortSignal | undefined;
}
/** Hits asked for. One number rarely stands on more; a switchboard may. */
const CLIENTS_MAX = 50;
const DEALS_MAX = 100;

const eq = (propertyName: string, value: string): Filter[] => [{ propertyName, operator: 'EQ', value }];
/** Shorter parts stand in too many numbers to be looked for anywhere but at the end. */
const PART_MIN = 7;
/** The number's digits in a word of the text: a trunk prefix before them, the digits of an extension behind them. */
function holds(propertyName: string, phone: PhoneForms): Filter[] {
  // HubSpot's searchable forms have no leading zeros, which belong to the number in Italy.
  const digits = sharedDigits(phone).replace(/^0+/, '');
  return [
    { propertyName, operator: 'CONTAINS_TOKEN', value: `*${digits}${digits.length < PART_MIN ? '' : '*'}` },
  ];
}

const search = (
  { api, urgent, signal }: SearchContext,
  type: 'contacts' | 'companies',
  groups: Filter[][],
): Promise<ApiRecord[]> =>
  api.search({
    type,
    groups,
    properties: type === 'contacts' ? WANTED.contact : WANTED.company,
    sort: type === 'contacts' ? '-lastmodifieddate' : '-hs_lastmodifieddate',
    limit: CLIENTS_MAX,
    urgent,
    signal,
  });

/** Where a contact's numbers are looked for: HubSpot's searchable forms, then the texts as typed. */
const SEARCHED = [
  'hs_searchable_calculated_phone_number',
  'hs_searchable_calculated_mobile_number',
  'phone',
  'mobilephone',
  WHATSAPP,
];
const isUnknownProperty = (error: unknown): boolean =>
  error instanceof CrmError && error.kind === 'invalidField';

/** Contacts that carry the number in any notation, verified. One request; a second one in portals without WhatsApp. */
export async function contactsByPhone(context: SearchContext, phone: PhoneForms): Promise<ApiRecord[]> {
  const asked = (names: string[]): Promise<ApiRecord[]> =>
    search(
      context,
      'contacts',
      names.map((name) => holds(name, phone)),
    );
  const found = await asked(SEARCHED).catch((error: unknown) => {
    if (isUnknownProperty(error)) return asked(SEARCHED.filter((name) => name !== WHATSAPP));
    throw error;
  });
  return found.filter((record) => hasNumber(record, phone));
}

/** Contacts with the e-mail or the Google client id. One request; a second one in portals without the client id. */
export async function contactsBySign(
  context: SearchContext,
  email: string | null,
  googleClientId: string | null,
): Promise<ApiRecord[]> {
  const byEmail = email ? [eq('email', email.toLowerCase())] : [];
  const byClient = googleClientId ? [eq('google_client_id', googleClientId)] : [];
  const bySigns = (groups: Filter[][]): Promise<ApiRecord[]> =>
    groups.length === 0 ? Promise.resolve([]) : search(context, 'contacts', groups);
  const found = await bySigns([...byEmail, ...byClient]).catch((error: unknown) => {
    // A portal without our property refuses the filter; the e-mail is still good.
    if (byClient.length > 0 && isUnknownProperty(error)) return bySigns(byEmail);
    throw error;
  });
  return found.filter((record) => hasSign(record, email, googleClientId));
}

/** Companies that carry the number, verified. HubSpot has no searchable phone for them: the usual notations are asked. */
export async function companiesByPhone(context: SearchContext, phone: PhoneForms): Promise<ApiRecord[]> {
  const groups = [
    eq('phone', phone.e164),
    holds('phone', phone),
    eq('phone', phone.international),
    eq('phone', `0${phone.national}`),
    eq('phone', phone.national),
  ];
  const found = await search(context, 'companies', groups);
  return found.filter((record) => hasNumber(record, phone));
}

/** Deals of the contacts (and companies), newest first, open and closed. One request. */
export function dealsOf(
  { api, urgent, signal }: SearchContext,
  contactIds: string[],
  companyIds: string[] = [],
): Promise<ApiRecord[]> {
  const groups = [
    ...contactIds.map((id) => eq('associations.contact', id)),
    ...companyIds.map((id) => eq('associations.company', id)),
  ].slice(0, GROUPS_MAX);
  return api.search({
    type: 'deals',
    groups,
    properties: WANTED.deal,
    sort: '-createdate',
    limit: DEALS_MAX,
    urgent,
    signal,
  });
}
