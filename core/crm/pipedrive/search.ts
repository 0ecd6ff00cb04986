/** The one search: matches and what hangs on them in one request; every match is verified on our side. */
import type { PhoneForms } from '../../phone/types';
import type { Entity } from '../../plan/types';
import { carriesNumber } from '../shared/carries';
import type { FoundRecord } from '../port';
import type { PipedriveApi } from './api';
import { paths } from './endpoints';
import { fromSearch } from './found';
import type { Links } from './links';
import { keyAmong } from './own-key';
import type { SearchItem } from './types';

interface SearchAnswer {
  items?: { item: SearchItem }[] | null;
  related_items?: { item: SearchItem }[] | null;
}
export interface SearchContext {
  api: PipedriveApi;
  links: Links;
  signal?: AbortSignal | undefined;
  /** True while somebody else may be making the same records. */
  careful?: () => boolean;
}
const ENTITY: Record<SearchItem['type'], Entity> = {
  person: 'contact',
  organization: 'company',
  deal: 'deal',
  lead: 'lead',
};

async function ask({ api, signal }: SearchContext, query: Record<string, string>): Promise<SearchAnswer> {
  const request = {
    method: 'GET',
    path: paths.search,
    query: { ...query, search_for_related_items: 'true', limit: '100' },
    signal,
  } as const;
  // Only a routing question has a deadline, and it goes first.
  const lane = signal ? 'routing' : 'search';
  const { data } = await api.send(request, { action: 'searching the client', lane });
  return (data ?? {}) as SearchAnswer;
}

type Verify = (item: SearchItem) => boolean;

/** Records of the answer: clients that pass `verify`, and the deals and leads that hang on them. */
function recordsOf(
  { items, related_items }: SearchAnswer,
  verify: Verify,
  links: Links,
  phone: PhoneForms | null,
): FoundRecord[] {
  const hits = (items ?? []).map(({ item }) => item);
  const all = [...hits, ...(related_items ?? []).map(({ item }) => item)];
  const calls = new Map<string, string>();
  for (const { type, id, custom_fields } of all) {
    const call = phone ? keyAmong(custom_fields, phone)?.call : null;
    if (call) calls.set(`${type} ${id}`, call);
  }
  const clients = hits.filter(
    (item) => (item.type === 'person' || item.type === 'organization') && verify(item),
  );
  const ids = (type: SearchItem['type']): Set<number | string> =>
    new Set(clients.filter((item) => item.type === type).map(({ id }) => id));
  const [persons, organizations] = [ids('person'), ids('organization')];
  const hangs = ({ type, person, organization }: SearchItem): boolean => {
    if (type !== 'deal' && type !== 'lead') return false;
    if (person) return persons.has(person.id);
    // What hangs on an organisation alone is the client's when no contact is known.
    return persons.size === 0 && !!organization && organizations.has(organization.id);
  };
  const unique = new Map([...clients, ...all.filter(hangs)].map((item) => [`${item.type} ${item.id}`, item]));
  return [...unique].map(([key, item]) =>
    fromSearch(ENTITY[item.type], item, calls.get(key) ?? null, (entity, id) => links.url(entity, id)),
  );
}

/** By number, in any notation: the national number is common to all of them (crm-apis.md §0.1). */
export async function byPhone(
  context: SearchContext,
  phone: PhoneForms,
  leads: boolean,
): Promise<FoundRecord[]> {
  const answer = await ask(context, {
    term: phone.national,
    item_types: leads ? 'person,organization,deal,lead' : 'person,organization,deal',
    fields: 'phone,custom_fields',
  });
  const verify: Verify = ({ phones, custom_fields }) => {
    const texts = (custom_fields ?? []).filter((value) => typeof value === 'string');
    return carriesNumber([...(phones ?? []), ...texts], phone) || keyAmong(texts, phone) !== null;
  };
  return recordsOf(answer, verify, context.links, phone);
}

/** Contacts by e-mail, and what hangs on them. */
export async function byEmail(context: SearchContext, email: string): Promise<FoundRecord[]> {
  const wanted = email.trim().toLowerCase();
  const answer = await ask(context, {
    term: email.trim(),
    item_types: 'person',
    fields: 'email',
    exact_match: 'true',
  });
  const verify: Verify = ({ emails }) =>
    (emails ?? []).some((stored) => stored.trim().toLowerCase() === wanted);
  return recordsOf(answer, verify, context.links, null);
}

/** Contacts with the Google client id in a field, and what hangs on them. */
export async function byClientId(context: SearchContext, clientId: string): Promise<FoundRecord[]> {
  const answer = await ask(context, {
    term: clientId,
    item_types: 'person',
    fields: 'custom_fields',
    exact_match: 'true',
  });
  const verify: Verify = ({ custom_fields }) => (custom_fields ?? []).includes(clientId);
  return recordsOf(answer, verify, context.links, null);
}
