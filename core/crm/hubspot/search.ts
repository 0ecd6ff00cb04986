/** The searches of find: contacts by number, by e-mail or client id, companies by number, deals by contact. */
import type { PhoneForms } from '../../phone/types';
import { CrmError } from '../../http/errors';
import type { Filter, HubSpotApi } from './api';
import { WANTED, type ApiRecord } from './records';
import { hasNumber, hasSign } from './verify';

export interface SearchContext {
  api: HubSpotApi;
  urgent: boolean;
  signal?: AbortSignal | undefined;
}
/** Hits asked for. One number rarely stands on more; a switchboard may. */
const CLIENTS_MAX = 50;
const DEALS_MAX = 100;
/** Groups one search takes. */
const GROUPS_MAX = 5;

const eq = (propertyName: string, value: string): Filter[] => [{ propertyName, operator: 'EQ', value }];
const endsWith = (propertyName: string, value: string): Filter[] => [
  { propertyName, operator: 'CONTAINS_TOKEN', value: `*${value}` },
];

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

/** Contacts that carry the number in any notation, verified. One request. */
export async function contactsByPhone(context: SearchContext, phone: PhoneForms): Promise<ApiRecord[]> {
  const [searchable, mobile] = [
    'hs_searchable_calculated_phone_number',
    'hs_searchable_calculated_mobile_number',
  ];
  // EQ: HubSpot could parse the number; the token: stored with a trunk prefix or without plus; the last two: safety net.
  const groups = [
    eq(searchable, phone.national),
    endsWith(searchable, phone.national),
    endsWith(mobile, phone.national),
    eq('phone', phone.e164),
    eq('mobilephone', phone.e164),
  ];
  const found = await search(context, 'contacts', groups);
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
    if (byClient.length > 0 && error instanceof CrmError && error.kind === 'invalidField')
      return bySigns(byEmail);
    throw error;
  });
  return found.filter((record) => hasSign(record, email, googleClientId));
}

/** Companies that carry the number, verified. HubSpot has no searchable phone for them: the usual notations are asked. */
export async function companiesByPhone(context: SearchContext, phone: PhoneForms): Promise<ApiRecord[]> {
  const groups = [
    eq('phone', phone.e164),
    endsWith('phone', phone.national),
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
