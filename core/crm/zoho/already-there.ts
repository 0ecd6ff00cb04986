/** A record with the same key exists already: it is used instead of a new one, and only its empty fields are filled. */
import type { Answer } from '../engine/write';
import { isCall } from '../engine/steps';
import { textOf, type ZohoError } from './errors';
import { anyOf, coqlText } from './escape';
import { missingRecordings } from './late-recording';
import { linkPart, type Part } from './parts';
import { STATE_KEY } from './own-fields';
import { hidden, query, standing } from './read-back';
import { idOf, toFound, type ApiRecord } from './records';
import type { Run } from './run';
import { closedDeals } from './stages';
import { said } from '../../text/said';

/** True when a deal is closed, or a lead lost or converted. Throws CrmError. */
async function isClosed(
  { session: { http, book } }: Run,
  { module }: Part,
  record: ApiRecord,
): Promise<boolean> {
  if (module === 'Leads') return !toFound('lead', record, null).open;
  const closed = await closedDeals(http, book, [record]);
  return closed.get(record.id) === true;
}

/** The client's state is a newer one than the key says (docs/decisions/0002). */
function nextState(part: Part, id: string | null): 'changed' {
  const key = `${textOf(part.values[STATE_KEY])}_${id ?? 'x'}`;
  part.values = { ...part.values, [STATE_KEY]: key };
  return 'changed';
}

/** Takes a part whose record is there; returns the parts that add what it lacks: links to what this run made. */
function laterLinks(run: Run, part: Part, record: ApiRecord): Part[] {
  const [step] = part.steps;
  const lookups = part.lookups.filter(
    ({ ref, field }) =>
      'step' in ref && (run.idOf(ref) === null || run.isFresh(ref)) && idOf(record[field]) === null,
  );
  return step && lookups.length > 0 ? [linkPart(step, part.module, record.id, lookups)] : [];
}

function laterRecording(part: Part, record: ApiRecord): Part[] {
  const step = part.steps.find(isCall);
  const late = step ? missingRecordings(record, step) : null;
  if (!step || !late) return [];
  part.notes.push(said('mend.recording'));
  const link = linkPart(step, 'Calls', record.id, []);
  return [{ ...link, ref: `recording_${link.ref}`, values: late, action: said('doing.addRecording') }];
}

/** What the record that stands for a part lacks. */
export const additionsOf = (run: Run, part: Part, record: ApiRecord): Part[] => [
  ...laterLinks(run, part, record),
  ...laterRecording(part, record),
];

/** The open deal of a contact that search did not show when the plan was made; null when there is none. */
export async function openDealOf(
  { session: { http, book } }: Run,
  contactId: string,
): Promise<string | null> {
  const rows = (await query(
    http,
    `select id, Stage, Probability from Deals where ${anyOf([`Contact_Name = ${coqlText(contactId)}`])} order by Created_Time desc limit 100`,
    said('doing.readDealsOfContact'),
  )) as ApiRecord[];
  const closed = await closedDeals(http, book, rows);
  return rows.find(({ id }) => closed.get(id) !== true)?.id ?? null;
}

/** The key of a part is taken: what holds it; a record whose state has passed gives way. Throws CrmError. */
export async function taken(run: Run, part: Part, error: ZohoError): Promise<Answer<ApiRecord>> {
  const { record, field, id } = await standing(run.session.http, part, error);
  if (record && (field !== STATE_KEY || !(await isClosed(run, part, record))))
    return { id: record.id, status: 'alreadyThere', found: record };
  const isState = field === STATE_KEY && !textOf(part.values[STATE_KEY]).endsWith('_x');
  if (record || isState) return nextState(part, record?.id ?? id);
  throw hidden(error, field, field ? textOf(part.values[field]) : '');
}
