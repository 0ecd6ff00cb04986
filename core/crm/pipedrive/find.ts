/** Find the client: one search; records made moments ago are read, not searched (docs/decisions/0007). */
import type { PhoneForms } from '../../phone/types';
import type { Entity } from '../../model/plan';
import type { FindQuery } from '../port';
import type { FoundRecord } from '../../model/record';
import { codesOf, knownFields } from './field-lists';
import { mayHoldDoubles, withoutDoubles } from './doubles';
import { KINDS } from './entities';
import { fromRecord, type Codes } from './found';
import { knownToRead, missesNotations } from './notations';
import { byClientId, byEmail, byNotations, byPhone, type SearchContext } from './search';
import type { ApiRecord } from './types';
import { said } from '../../text/said';

/** Deals of one client that are asked for by id: the most one request takes. */
const IDS_MAX = 100;
const keyOf = ({ entity, id }: Pick<FoundRecord, 'entity' | 'id'>): string => `${entity} ${id}`;

function strongly({ api, links }: SearchContext, entity: Entity, record: ApiRecord): FoundRecord {
  const { fields } = KINDS[entity];
  const known = knownFields(api, fields);
  const codes: Codes = known ? codesOf(known, fields) : new Map();
  return fromRecord(entity, record, codes, (kind, id) => links.url(kind, id));
}

interface Recent {
  records: FoundRecord[];
  /** Asked for by id and not there: a search that lags may still show them. */
  gone: Set<string>;
}

/** What this process made for the client, strongly consistent, and the deals of a contact among it. */
async function recentRecords(context: SearchContext, { recent, entities }: FindQuery): Promise<Recent> {
  const { api, signal } = context;
  const read = async (entity: Entity, query: Record<string, string>): Promise<FoundRecord[]> => {
    const { collection } = KINDS[entity];
    const rows = await api.list(
      collection,
      query,
      said('doing.readA', { kind: said(`of.${entity}`) }),
      signal,
    );
    return rows.map((row) => strongly(context, entity, row));
  };
  const asked = (['contact', 'company', 'deal'] as const).filter((entity) => recent[entity] !== undefined);
  const one = async (id: string): Promise<FoundRecord[]> => {
    const lead = await api.get('leads', id, said('doing.readA', { kind: said('of.lead') }));
    return lead ? [strongly(context, 'lead', lead)] : [];
  };
  const rows = await Promise.all([
    ...asked
      // A recent contact's deals are read together with all the others he has.
      .filter((entity) => entity !== 'deal' || recent.contact === undefined)
      .map((entity) => read(entity, { ids: recent[entity] ?? '' })),
    ...(recent.contact === undefined ? [] : [read('deal', { person_id: recent.contact })]),
    ...(recent.lead !== undefined && entities.includes('lead') ? [one(recent.lead)] : []),
  ]);
  const all = rows.flat();
  // Deals stay when their contact is deleted; without him only the one made for the client is the client's.
  const orphans = recent.contact !== undefined && !all.some(({ entity }) => entity === 'contact');
  const records = all.filter(({ entity, id }) => !orphans || entity !== 'deal' || id === recent.deal);
  const there = new Set(records.map(keyOf));
  const gone = asked
    .map((entity) => keyOf({ entity, id: recent[entity] ?? '' }))
    .filter((key) => !there.has(key));
  return { records, gone: new Set(gone) };
}

/** By number; in other notations where nobody was found and the search of the account compares texts. */
async function numberedRecords(
  context: SearchContext,
  query: FindQuery,
  phone: PhoneForms,
): Promise<FoundRecord[]> {
  const { api, signal } = context;
  const found = await byPhone(context, phone, query.entities.includes('lead'));
  if (query.recent.contact !== undefined || found.some(({ entity }) => entity === 'contact')) return found;
  // A routing question has no time to try it.
  const misses = signal ? knownToRead(api) === false : await missesNotations(api, phone.home);
  const others = misses ? await byNotations(context, phone) : [];
  return others.length > 0 ? [...others, ...found.filter(({ entity }) => entity === 'company')] : found;
}

/** By number, else by e-mail, else by client id (PD-11): who shares a mailbox or a browser is not the client. */
async function searched(context: SearchContext, query: FindQuery): Promise<FoundRecord[]> {
  const { phone, email, googleClientId, recent } = query;
  // A contact and a company made moments ago are all there is to know.
  const known = recent.contact !== undefined && recent.company !== undefined;
  const [numbered, mailed] = await Promise.all([
    phone && !known ? numberedRecords(context, query, phone) : [],
    email && !known ? byEmail(context, email, query) : [],
  ]);
  const has = (records: FoundRecord[]): boolean => records.some(({ entity }) => entity === 'contact');
  if (has(numbered) || recent.contact !== undefined) return numbered;
  if (has(mailed)) return [...mailed, ...numbered.filter(({ entity }) => entity === 'company')];
  const byBrowser = googleClientId && numbered.length === 0 ? await byClientId(context, googleClientId) : [];
  return has(byBrowser) ? byBrowser : numbered;
}

/** Several open deals: search does not tell their times, by which one is chosen (G-03, F-07). */
async function withTimes(context: SearchContext, records: FoundRecord[]): Promise<FoundRecord[]> {
  const unclear = records.filter(
    ({ entity, open, createdAt }) => entity === 'deal' && open && createdAt === null,
  );
  const several = unclear.some((deal) =>
    unclear.some((other) => other !== deal && other.contactIds[0] === deal.contactIds[0]),
  );
  if (!several) return records;
  const ids = unclear.slice(0, IDS_MAX).map(({ id }) => id);
  const rows = await context.api.list(
    'deals',
    { ids: ids.join(',') },
    said('doing.readDeals'),
    context.signal,
  );
  const read = new Map(rows.map((row) => [`deal ${row.id}`, strongly(context, 'deal', row)]));
  return records.map((record) => {
    const strong = read.get(keyOf(record));
    return strong ? { ...strong, callId: strong.callId ?? record.callId } : record;
  });
}

/**
 * Several contacts: when they changed, by which one is chosen (G-03), is told by some searches only; and one of them may be a
 * double about to be taken away, which a question with a deadline leaves open, as it writes nothing.
 */
async function settled(context: SearchContext, records: FoundRecord[]): Promise<FoundRecord[]> {
  const { api, signal, careful } = context;
  const contacts = records.filter(({ entity }) => entity === 'contact');
  const unclear = contacts.length > 1 && contacts.some(({ updatedAt }) => updatedAt === null);
  const doubles = !signal && mayHoldDoubles(records, api.clock.now(), careful?.() ?? false);
  if (!unclear && !doubles) return records;
  const query = {
    ids: contacts
      .slice(0, IDS_MAX)
      .map(({ id }) => id)
      .join(','),
  };
  const rows = await api.list('persons', query, said('doing.readContacts'), signal);
  const read = new Map(rows.map((row) => [`contact ${row.id}`, strongly(context, 'contact', row)]));
  const timed = records.map((record) => {
    const strong = read.get(keyOf(record));
    return strong ? { ...record, createdAt: strong.createdAt, updatedAt: strong.updatedAt } : record;
  });
  return signal ? timed : withoutDoubles(timed, [...read.values()], api.clock.now());
}

/** As CrmProvider.find. Throws CrmError. */
export async function findRecords(context: SearchContext, query: FindQuery): Promise<FoundRecord[]> {
  const [recent, first] = await Promise.all([recentRecords(context, query), searched(context, query)]);
  // A remembered client was deleted: now the search has the say.
  const found = recent.gone.size > 0 ? await searched(context, { ...query, recent: {} }) : first;
  const all = new Map(
    found.filter((record) => !recent.gone.has(keyOf(record))).map((one) => [keyOf(one), one]),
  );
  for (const record of recent.records) {
    const shown = all.get(keyOf(record));
    all.set(keyOf(record), { ...record, callId: record.callId ?? shown?.callId ?? null });
  }
  // An organisation that is gone still stands in what is left.
  const there = (ids: string[]): string[] =>
    ids.filter((id) => !recent.gone.has(keyOf({ entity: 'company', id })));
  const records = [...all.values()]
    .filter(({ entity }) => entity !== 'lead' || query.entities.includes('lead'))
    .map((record) => ({ ...record, companyIds: there(record.companyIds) }));
  return withTimes(context, await settled(context, records));
}
