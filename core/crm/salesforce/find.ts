/** Find the client in one API call. SOQL reads the database, so what was written a moment ago is there. */
import type { Entity } from '../../model/plan';
import type { FindQuery } from '../port';
import type { FoundRecord } from '../../model/record';
import { recordsOf, type Row } from './api';
import { RECORD_OF, type RecordObject } from './endpoints';
import { asJson } from './errors';
import { emptyField, roomForNumber } from '../engine/new-number';
import { findQueries, recentQueries, type QueryName } from './queries';
import { hasClientId, hasEmail, hasNumber, text, toFound } from './records';
import type { Work } from './work';
import { said } from '../../text/said';

/** By number, else by e-mail, else by client id (PD-11): who shares a browser or a mailbox is not the client. */
type Sign = 'phone' | 'email' | 'client';
function signOf(row: Row, object: RecordObject, { phone, email, googleClientId }: FindQuery): Sign | null {
  if (phone && hasNumber(row, object, phone)) return 'phone';
  if (hasEmail(row, email)) return 'email';
  return hasClientId(row, googleClientId) ? 'client' : null;
}
interface Rows {
  leads: Row[];
  contacts: Row[];
  accounts: Row[];
  accountDeals: Row[];
}
/** What the queries gave, by their names. */
export type Answers = Partial<Record<QueryName, Row[]>>;

/** Leaves the rows of the strongest sign; contacts that a lead was converted into count with the lead's sign. */
function nearest(rows: Rows & { converted: Row[] }, query: FindQuery): Rows {
  const leads = rows.leads.map((row) => ({ row, sign: signOf(row, 'Lead', query) }));
  const signOfContact = (row: Row): Sign | null =>
    signOf(row, 'Contact', query) ??
    leads.find((lead) => text(lead.row, 'ConvertedContactId') === text(row, 'Id'))?.sign ??
    null;
  const all = new Map([...rows.contacts, ...rows.converted].map((row) => [text(row, 'Id'), row]));
  const contacts = [...all.values()].map((row) => ({ row, sign: signOfContact(row) }));
  const best = (['phone', 'email', 'client'] as const).find((sign) =>
    [...leads, ...contacts].some((hit) => hit.sign === sign),
  );
  const left = (hits: { row: Row; sign: Sign | null }[]): Row[] =>
    hits.filter(({ sign }) => sign !== null && sign === best).map(({ row }) => row);
  const { phone } = query;
  const accounts = rows.accounts.filter((row) => phone !== null && hasNumber(row, 'Account', phone));
  return { leads: left(leads), contacts: left(contacts), accounts, accountDeals: rows.accountDeals };
}

/** Deals of the contacts (by role), of their accounts where nobody else has a role, of the companies found. */
function dealsOf(work: Work, { contacts, accounts, accountDeals }: Rows): FoundRecord[] {
  const deals = new Map<string, { row: Row; contactIds: string[] }>();
  const add = (row: Row, contactIds: string[]): void => {
    const id = text(row, 'Id');
    if (id === null) return;
    const before = deals.get(id)?.contactIds ?? [];
    deals.set(id, { row, contactIds: [...new Set([...before, ...contactIds])] });
  };
  const ids = contacts.map((row) => text(row, 'Id') ?? '');
  for (const contact of contacts)
    for (const role of recordsOf(contact.OpportunityContactRoles)) {
      const deal = asJson(role.Opportunity);
      add(deal, [text(contact, 'Id') ?? '']);
    }
  const own = new Set(contacts.map((row) => text(row, 'AccountId')));
  for (const row of accountDeals) {
    if (!own.has(text(row, 'AccountId'))) continue;
    const people = recordsOf(row.OpportunityContactRoles).map((role) => text(role, 'ContactId') ?? '');
    // An account may gather strangers ("private persons"): a deal with people is theirs alone.
    if (people.length === 0 || people.some((id) => ids.includes(id)))
      add(
        row,
        people.filter((id) => ids.includes(id)),
      );
  }
  for (const account of accounts) for (const row of recordsOf(account.Opportunities)) add(row, []);
  return [...deals.values()].map(({ row, contactIds }) => toFound(work, 'deal', row, { contactIds }));
}

/** A lead or contact with the field that takes the number asked for, where it lacks it. */
function person(work: Work, query: FindQuery, entity: 'lead' | 'contact', row: Row): FoundRecord {
  const object = RECORD_OF[entity];
  const found = toFound(work, entity, row);
  const visible = work.schema.visible(object, ['Phone', 'MobilePhone']);
  const room = roomForNumber(query, {
    entity,
    id: found.id,
    mailed: hasEmail(row, query.email),
    carries: (phone) => hasNumber(row, object, phone),
    field: () => emptyField(visible, (name) => text(row, name)),
  });
  return { ...found, ...room };
}

/** Records made moments ago that no query gave. One request, and only then. */
async function recentOnes(work: Work, query: FindQuery, found: FoundRecord[]): Promise<FoundRecord[]> {
  const missing = (Object.entries(query.recent) as [Entity, string][])
    .filter(([entity, id]) => query.entities.includes(entity) && !found.some((record) => record.id === id))
    .map(([entity, id]) => ({ entity, object: RECORD_OF[entity], id }));
  if (missing.length === 0) return [];
  const rows = await work.schema.reading(() =>
    work.api.rows(recentQueries(work.schema, missing), said('doing.readMoments'), sendingOf(query)),
  );
  return missing.flatMap(({ entity, object }) =>
    (rows[object] ?? []).map((row) => toFound(work, entity, row)),
  );
}

/** Only a routing question comes with a signal, and it goes before everything else. */
const sendingOf = ({ signal }: FindQuery): { signal?: AbortSignal; lane?: 'routing' } =>
  signal ? { signal, lane: 'routing' } : {};

/** Takes what the queries gave, for one client or many; returns the records of the one asked for, leads first. */
export function recordsIn(work: Work, query: FindQuery, rows: Answers): FoundRecord[] {
  const empty = { leads: [], contacts: [], converted: [], accounts: [], accountDeals: [] };
  const hits = nearest({ ...empty, ...rows }, query);
  const wants = (entity: Entity): boolean => query.entities.includes(entity);
  return [
    ...(wants('lead') ? hits.leads.map((row) => person(work, query, 'lead', row)) : []),
    ...(wants('contact') ? hits.contacts.map((row) => person(work, query, 'contact', row)) : []),
    ...hits.accounts.map((row) => toFound(work, 'company', row)),
    ...(wants('deal') ? dealsOf(work, hits) : []),
  ];
}

/** As CrmProvider.find: leads first, converted ones through their contact. Throws CrmError. */
export async function findRecords(work: Work, query: FindQuery): Promise<FoundRecord[]> {
  const { api, schema } = work;
  const signs = { ...query, phones: query.phone ? [query.phone] : [] };
  const rows = await schema.reading(() =>
    api.rows(findQueries(schema, signs), said('doing.searchClient'), sendingOf(query)),
  );
  const found = recordsIn(work, query, rows);
  return [...found, ...(await recentOnes(work, query, found))];
}
