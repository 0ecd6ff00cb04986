/** The one search: matches and what hangs on them in one request; every match is verified on our side. */
import { sharedDigits } from '../../phone/phone';
import type { PhoneForms } from '../../phone/types';
import type { Entity } from '../../model/plan';
import { carriesNumber } from '../engine/carries';
import { roomForNumber } from '../engine/new-number';
import type { FindQuery } from '../port';
import type { FoundRecord } from '../../model/record';
import type { PipedriveApi } from './api';
import { paths } from './endpoints';
import { fromSearch } from './found';
import type { Links } from './links';
import { usualEnds } from './notations';
import { keyAmong, readOwnKey } from './own-key';
import type { SearchItem } from './types';
import { said } from '../../text/said';

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
  const { data } = await api.send(request, { action: said('doing.searchClient'), lane });
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

const hasNumber =
  (phone: PhoneForms): Verify =>
  ({ phones, custom_fields }) => {
    const texts = (custom_fields ?? []).filter((value) => typeof value === 'string');
    // Our key begins with national digits, which are another client's in another country.
    const foreign = texts.filter((text) => readOwnKey(text) === null);
    return carriesNumber([...(phones ?? []), ...foreign], phone) || keyAmong(texts, phone) !== null;
  };

/** By number, in any notation: the national number is common to all of them. */
export async function byPhone(
  context: SearchContext,
  phone: PhoneForms,
  leads: boolean,
): Promise<FoundRecord[]> {
  const answer = await ask(context, {
    term: sharedDigits(phone),
    item_types: leads ? 'person,organization,deal,lead' : 'person,organization,deal',
    fields: 'phone,custom_fields',
  });
  return recordsOf(answer, hasNumber(phone), context.links, phone);
}

/** Contacts by the number as people write it, for accounts whose search compares texts (notations.ts). */
export async function byNotations(context: SearchContext, phone: PhoneForms): Promise<FoundRecord[]> {
  const answers = await Promise.all(
    usualEnds(phone).map((term) => ask(context, { term, item_types: 'person', fields: 'phone' })),
  );
  const all = {
    items: answers.flatMap(({ items }) => items ?? []),
    related_items: answers.flatMap(({ related_items }) => related_items ?? []),
  };
  return recordsOf(all, hasNumber(phone), context.links, phone);
}

/** Contacts by e-mail, and what hangs on them. */
export async function byEmail(
  context: SearchContext,
  email: string,
  query: Pick<FindQuery, 'phone' | 'recent'>,
): Promise<FoundRecord[]> {
  const wanted = email.trim().toLowerCase();
  const answer = await ask(context, {
    term: email.trim(),
    item_types: 'person',
    fields: 'email',
    exact_match: 'true',
  });
  const verify: Verify = ({ emails }) =>
    (emails ?? []).some((stored) => stored.trim().toLowerCase() === wanted);
  const stored = new Map((answer.items ?? []).map(({ item }) => [String(item.id), item.phones ?? []]));
  return recordsOf(answer, verify, context.links, null).map((record) => {
    if (record.entity !== 'contact') return record;
    const numbers = stored.get(record.id) ?? [];
    const room = roomForNumber(query, {
      entity: 'contact',
      id: record.id,
      mailed: true,
      carries: (phone) => carriesNumber(numbers, phone),
      field: () => ({ name: 'phones', holds: numbers.filter(Boolean).join(', ') || null }),
    });
    return { ...record, ...room };
  });
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
