/**
 * Records whose layout does not have the key fields (layouts.ts): an existing record is recognised by its name and client
 * instead, before the write and, with a separate request, after it.
 */
import { openDealOf } from './already-there';
import { textOf } from './errors';
import { coqlText, withoutReferences } from './escape';
import { lower } from './guards';
import { NAME_FIELD, type Module } from './modules';
import { isKeyless, type Part } from './parts';
import { query } from './read-back';
import { toFound, type ApiRecord } from './records';
import type { Run } from './run';
import { closedDeals } from './stages';
import { said } from '../../text/said';

/** What tells one of a client's records from the others; every call and task of his may have one name. */
const LIKE: Partial<Record<Module, string[]>> = { Calls: ['Call_Start_Time'], Tasks: ['Due_Date'] };

/** Conditions that a record like the part's meets; null while the id of a record it hangs on is not known. */
function likeness(run: Run, { module, values, lookups }: Part): string[] | null {
  const safe = withoutReferences(values) as Record<string, unknown>;
  const like = LIKE[module] ?? ['Phone'];
  const texts = [NAME_FIELD[module], ...like].filter((name) => typeof safe[name] === 'string');
  const own = texts.map((name) => `${name} = ${coqlText(textOf(safe[name]))}`);
  const client = lookups.find(({ field }) => field === 'Contact_Name') ?? lookups[0];
  if (!client) return own;
  const id = run.idOf(client.ref);
  return id === null ? null : [...own, `${client.field} = ${coqlText(id)}`];
}

const COLUMNS: Partial<Record<Module, string>> = {
  Deals: ', Stage, Probability',
  Leads: ', Lead_Status, Converted__s',
  Tasks: ', Description',
};
const words = (text: unknown): string => textOf(text).replace(/\s+/g, ' ').trim();

async function alike(run: Run, { module, values }: Part, rows: ApiRecord[]): Promise<ApiRecord[]> {
  const safe = withoutReferences(values) as Record<string, unknown>;
  // Tasks of one day: the text tells of which call they are. Queries do not compare texts of several lines.
  if (module === 'Tasks') return rows.filter((row) => words(row.Description) === words(safe.Description));
  if (module === 'Leads') return rows.filter((row) => toFound('lead', row, null).open);
  if (module !== 'Deals') return rows;
  const { http, book } = run.session;
  const closed = await closedDeals(http, book, rows);
  return rows.filter(({ id }) => closed.get(id) !== true);
}

/** Oldest open record of the name and client of the part's; null when there is none. Throws CrmError. */
export async function oldestLike(run: Run, part: Part): Promise<string | null> {
  const conditions = likeness(run, part);
  if (!conditions || conditions.length === 0) return null;
  const where = conditions.map((one) => `(${one})`).reduce((all, one) => `(${all} and ${one})`);
  const rows = await query(
    run.session.http,
    `select id${COLUMNS[part.module] ?? ''} from ${part.module} where ${where} order by Created_Time asc limit 50`,
    said('doing.readByName', { what: part.module }),
  );
  const open = await alike(run, part, rows as ApiRecord[]);
  return open.map(({ id }) => id).sort(lower)[0] ?? null;
}

/**
 * A record that makes the part needless though no key tells: an open deal of a contact the plan did not know of, or what is
 * like a record without keys. Undefined: cannot be told yet. Throws CrmError.
 */
export async function standsFor(run: Run, part: Part): Promise<string | null | undefined> {
  if (part.id !== null) return null;
  if (isKeyless(part)) return likeness(run, part) ? oldestLike(run, part) : undefined;
  const contacts = part.lookups.filter(({ field }) => field === 'Contact_Name').map(({ ref }) => ref);
  const id = part.module === 'Deals' ? run.unforeseenContact(contacts) : null;
  return id === null ? undefined : openDealOf(run, id);
}
