/** Finds the client: contacts with one query; deals only when they matter, with one request more. */
import type { Entity } from '../../model/plan';
import type { FindQuery } from '../port';
import type { FoundRecord } from '../../model/record';
import { carriesNumber } from '../engine/carries';
import { roomForNumber } from '../engine/new-number';
import type { FieldKey } from './kinds';
import type { Layout } from './layout';
import { notationsOf } from './notations';
import type { Wanted, ApiRecord } from './port';
import { referencesOf, textOf, textsOf, toFound } from './records';
import { said } from '../../text/said';
import type { Words } from '../../model/said';

/** Hits looked at: search over-matches, and a switchboard's number may stand in many contacts. */
const HITS_MAX = 100;
/** Contacts whose deals are asked for. */
const CLIENTS_MAX = 10;

const unique = (records: ApiRecord[]): ApiRecord[] => [
  ...new Map(records.map((record) => [record.id, record])).values(),
];
const options = (
  query: FindQuery,
  action: Words,
): { urgent: boolean; signal: AbortSignal | undefined; action: Words } => ({
  // Only a routing question has a deadline, and it goes first.
  urgent: query.signal !== undefined,
  signal: query.signal,
  action,
});

type Client = 'contact' | 'company';

function hasEmail(layout: Layout, record: ApiRecord, email: string | null): boolean {
  const mails = textsOf(layout.valueOf(record, 'contact', 'email')).map((text) => text.toLowerCase());
  return email !== null && mails.includes(email.toLowerCase());
}

/** The contact with its field that takes the number asked for, where it lacks it. A list takes one more. */
function contactOf(layout: Layout, query: FindQuery, record: ApiRecord): FoundRecord {
  const stored = layout.valueOf(record, 'contact', 'phone');
  const numbers = textsOf(stored);
  const name = layout.nameOf('contact', 'phone');
  const takes = name !== null && (Array.isArray(stored) || numbers.length === 0);
  const room = roomForNumber(query, {
    entity: 'contact',
    id: record.id,
    mailed: hasEmail(layout, record, query.email),
    carries: (phone) => carriesNumber(numbers, phone),
    field: () => (takes ? { name, holds: numbers.join(', ') || null } : null),
  });
  return { ...toFound(layout, 'contact', record), ...room };
}

/** By number, else by e-mail, else by client id (PD-11). Search is fuzzy: every hit is checked. */
function nearest(layout: Layout, kind: Client, query: FindQuery, hits: ApiRecord[]): ApiRecord[] {
  const { phone, email, googleClientId } = query;
  const byPhone = hits.filter(
    (record) => phone !== null && carriesNumber(textsOf(layout.valueOf(record, kind, 'phone')), phone),
  );
  if (byPhone.length > 0 || kind === 'company') return byPhone;
  const byEmail = hits.filter((record) => hasEmail(layout, record, email));
  if (byEmail.length > 0) return byEmail;
  return hits.filter(
    (record) =>
      googleClientId !== null && textOf(layout.valueOf(record, kind, 'google_client_id')) === googleClientId,
  );
}

/** Number, and with contacts e-mail and client id, each with the field it stands in. */
function wantedOf(layout: Layout, kind: Client, { phone, email, googleClientId }: FindQuery): Wanted[] {
  const signs: [FieldKey, string[]][] = [
    ['phone', phone ? notationsOf(phone) : []],
    ['email', kind === 'contact' && email ? [email] : []],
    ['google_client_id', kind === 'contact' && googleClientId ? [googleClientId] : []],
  ];
  return signs.flatMap(([key, texts]) =>
    texts.length > 0
      ? [{ field: layout.nameOf(kind, key), texts, ...(key === 'phone' ? { numbers: true as const } : {}) }]
      : [],
  );
}

async function clients(layout: Layout, kind: Client, query: FindQuery): Promise<ApiRecord[]> {
  const { recent } = query;
  const folder = kind === 'contact' ? await layout.place(kind) : await layout.locate(kind);
  if (folder === null) return [];
  const id = recent[kind];
  if (id !== undefined) {
    // Made moments ago: read, because search may not show it yet.
    const record = await layout.api.read(
      folder,
      id,
      said('doing.readKind', { kind: said(`of.${kind}`) }),
      options(query, ''),
    );
    if (record) return [record];
  }
  const wanted = wantedOf(layout, kind, query);
  if (wanted.length === 0) return [];
  const call = options(query, said('doing.search', { what: kind === 'contact' ? 'contacts' : 'companies' }));
  const hits = await layout.api.find(folder, wanted, HITS_MAX, call);
  return nearest(layout, kind, query, hits);
}

/** Ids of the clients a deal hangs on: by id where the reference tells it, else by name. */
export function linkedTo(layout: Layout, deal: ApiRecord, kind: Client, known: ApiRecord[]): string[] {
  const references = referencesOf(layout.valueOf(deal, 'deal', kind));
  return known
    .filter((client) => {
      const name = textOf(layout.valueOf(client, kind, 'name'));
      return references.some(({ id, name: told }) =>
        id === null ? told !== null && told === name : id === client.id,
      );
    })
    .map(({ id }) => id);
}

/** Deals of the clients, by their names: linked records are found by name only. Throws CrmError. */
export async function dealsOf(
  layout: Layout,
  contacts: ApiRecord[],
  companies: ApiRecord[],
  query: Pick<FindQuery, 'signal' | 'recent'> = { signal: undefined, recent: {} },
): Promise<FoundRecord[]> {
  const folder = await layout.locate('deal');
  if (folder === null) return [];
  const people = contacts.slice(0, CLIENTS_MAX);
  // A deal of the company alone counts when nobody of it is known.
  const firms = people.length > 0 ? [] : companies.slice(0, CLIENTS_MAX);
  const linked = (kind: Client, clients: ApiRecord[]): Wanted => ({
    field: layout.nameOf('deal', kind),
    texts: clients.flatMap((client) => textOf(layout.valueOf(client, kind, 'name')) ?? []),
    ids: clients.map(({ id }) => id),
  });
  const wanted = [linked('contact', people), linked('company', firms)].filter(
    ({ texts, ids = [] }) => texts.length + ids.length > 0,
  );
  const call = {
    urgent: query.signal !== undefined,
    signal: query.signal,
    action: said('doing.searchDeals'),
  };
  const recent = query.recent.deal;
  const [hits, fresh] = await Promise.all([
    wanted.some(({ texts }) => texts.length > 0) ? layout.api.find(folder, wanted, HITS_MAX, call) : [],
    recent === undefined
      ? null
      : layout.api.read(folder, recent, said('doing.readKind', { kind: said('of.deal') }), call),
  ]);
  return unique([...(fresh ? [fresh] : []), ...hits]).flatMap((deal) => {
    const contactIds = linkedTo(layout, deal, 'contact', people);
    const companyIds = linkedTo(layout, deal, 'company', companies);
    const belongs = people.length > 0 ? contactIds.length > 0 : companyIds.length > 0;
    return belongs || deal.id === recent ? [toFound(layout, 'deal', deal, { contactIds, companyIds })] : [];
  });
}

/** As CrmProvider.find. `asked`: deals are meant, whatever the settings say of them. Throws CrmError. */
export async function findRecords(layout: Layout, query: FindQuery, asked = false): Promise<FoundRecord[]> {
  const wants = (entity: Entity): boolean => query.entities.includes(entity);
  const [contacts, companies] = await Promise.all([
    clients(layout, 'contact', query),
    wants('company') ? clients(layout, 'company', query) : [],
  ]);
  const anybody = contacts.length > 0 || companies.length > 0 || query.recent.deal !== undefined;
  // In routing (the only question with a deadline) deals are asked for because the order names them.
  const meant = asked || layout.settings.deals || query.signal !== undefined;
  const deals = wants('deal') && anybody && meant;
  const known = [
    ...contacts.map((record) => contactOf(layout, query, record)),
    ...companies.map((record) => toFound(layout, 'company', record)),
  ];
  if (!deals || (await query.enough?.(known, ['deal']))) return known;
  return [...known, ...(await dealsOf(layout, contacts, companies, query))];
}
