/**
 * Records whose layout does not have the key fields (layouts.ts): an existing record is recognised by its name and client
 * instead, before the write and, with a separate request, after it.
 */
import { CrmError } from '../../http/errors';
import { openDealOf } from './already-there';
import { asJson, SYSTEM, textOf } from './errors';
import { coqlText, withoutReferences } from './escape';
import type { Session } from './find';
import { lower } from './guards';
import { toText } from '../../text/said';
import { lackingIn, layoutAdvice, readLayouts, type Layout } from './layouts';
import { NAME_FIELD, type Module } from './modules';
import { isAttribution } from './own-fields';
import { isKeyless, type Part } from './parts';
import { query } from './read-back';
import { toFound, type ApiRecord } from './records';
import type { Run } from './run';
import { closedDeals } from './stages';

const ACTIVITIES = new Set<Module>(['Calls', 'Tasks']);

/**
 * The layout that a record names, null when it is not known; asked once in ten minutes. Throws CrmError only when the
 * credential is refused: without the right to read layouts nothing is known of them.
 */
async function layoutOf({ http, book }: Session, module: Module, id: string): Promise<Layout | null> {
  let known = book.layouts(module);
  if (!known) {
    try {
      known = await readLayouts(http, module);
    } catch (error) {
      if (!(error instanceof CrmError) || error.kind === 'credentialRefused') throw error;
      known = [];
    }
    book.noteLayouts(module, known);
  }
  return known.find((layout) => layout.id === id) ?? null;
}

function noteOf({ name }: Layout, { module }: Part, lost: string[]): string {
  const keys = lost.some((field) => !isAttribution(field));
  const meanwhile = keys ? ' Until then a repeated event is known by the name and the client alone.' : '';
  return `The layout ${name} lacks ${lost.join(', ')}, and ${SYSTEM} passes over what a layout lacks. ${toText(layoutAdvice(module))}${meanwhile}`;
}

/** Takes a new record's part; returns it with the layout it names and what of ours that loses, and a note of it. */
export async function laidOut(session: Session, part: Part): Promise<Part> {
  const { Layout: given } = part.values;
  const id = textOf(asJson(given).id) || textOf(given);
  if (!id || part.recordId !== null || ACTIVITIES.has(part.module) || part.layout?.id === id) return part;
  const layout = await layoutOf(session, part.module, id);
  const lost = layout ? lackingIn(part.module, layout).filter((name) => name in part.values) : [];
  const notes = layout && lost.length > 0 ? [...part.notes, noteOf(layout, part, lost)] : part.notes;
  return { ...part, layout: { id, lost }, notes };
}

/** Conditions that a record like the part's meets; null while the id of a record it hangs on is not known. */
function likeness(run: Run, { module, values, lookups }: Part): string[] | null {
  const safe = withoutReferences(values) as Record<string, unknown>;
  const texts = [NAME_FIELD[module], 'Phone'].filter((name) => typeof safe[name] === 'string');
  const own = texts.map((name) => `${name} = ${coqlText(textOf(safe[name]))}`);
  const client = lookups.find(({ field }) => field === 'Contact_Name') ?? lookups[0];
  if (!client) return own;
  const id = run.idOf(client.ref);
  return id === null ? null : [...own, `${client.field} = ${coqlText(id)}`];
}

const COLUMNS: Partial<Record<Module, string>> = {
  Deals: ', Stage, Probability',
  Leads: ', Lead_Status, Converted__s',
};

async function openOnes(run: Run, { module }: Part, rows: ApiRecord[]): Promise<ApiRecord[]> {
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
    `reading ${part.module} of the name and client`,
  );
  const open = await openOnes(run, part, rows as ApiRecord[]);
  return open.map(({ id }) => id).sort(lower)[0] ?? null;
}

/**
 * A record that makes the part needless though no key tells: an open deal of a contact the plan did not know of, or what is
 * like a record without keys. Undefined: cannot be told yet. Throws CrmError.
 */
export async function standsFor(run: Run, part: Part): Promise<string | null | undefined> {
  if (part.recordId !== null) return null;
  if (isKeyless(part)) return likeness(run, part) ? oldestLike(run, part) : undefined;
  const contacts = part.lookups.filter(({ field }) => field === 'Contact_Name').map(({ ref }) => ref);
  const id = part.module === 'Deals' ? run.unforeseenContact(contacts) : null;
  return id === null ? undefined : openDealOf(run, id);
}
