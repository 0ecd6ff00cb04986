/** A record with the same key exists already: it is used instead of a new one, and only its empty fields are filled. */
import { isCall } from '../engine/steps';
import { textOf, type ZohoError } from './errors';
import { anyOf, coqlText } from './escape';
import { missingRecordings } from './late-recording';
import { linkPart, type Part } from './parts';
import { STATE_KEY } from './own-fields';
import { hidden, query, readRecord, standing } from './read-back';
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
function nextState(part: Part, id: string | null): Part {
  const key = `${textOf(part.values[STATE_KEY])}_${id ?? 'x'}`;
  return { ...part, values: { ...part.values, [STATE_KEY]: key } };
}

/** Takes a part whose record is there; returns the parts that add what it lacks: links to what this run made. */
function laterLinks(run: Run, part: Part, record: ApiRecord | null): Part[] {
  const [step] = part.steps;
  const lookups = part.lookups.filter(
    ({ ref, field }) =>
      'step' in ref && (run.idOf(ref) === null || run.isFresh(ref)) && idOf(record?.[field]) === null,
  );
  return step && record && lookups.length > 0 ? [linkPart(step, part.module, record.id, lookups)] : [];
}

function laterRecording(part: Part, record: ApiRecord | null): Part[] {
  const step = part.steps.find(isCall);
  const late = step && record ? missingRecordings(record, step) : null;
  if (!step || !record || !late) return [];
  part.notes.push('The recording was added.');
  const link = linkPart(step, 'Calls', record.id, []);
  return [{ ...link, id: `recording_${link.id}`, values: late, action: said('doing.addRecording') }];
}

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

/**
 * Takes a part that met its key and the id or Zoho's refusal. Returns the parts to write instead: the same part with
 * another key (same part id), or what the record lacks. Throws CrmError when the record cannot be read.
 */
export async function alreadyThere(
  run: Run,
  part: Part,
  id: string | null,
  error: ZohoError | null,
): Promise<Part[]> {
  const { http } = run.session;
  const met = error
    ? await standing(http, part, error)
    : { record: id ? await readRecord(http, part.module, id) : null, field: null, id };
  const { record, field } = met;
  const stateful = field === STATE_KEY;
  if (!record && error) {
    if (stateful && !textOf(part.values[STATE_KEY]).endsWith('_x')) return [nextState(part, met.id)];
    throw hidden(error, field, field ? textOf(part.values[field]) : '');
  }
  if (record && stateful && (await isClosed(run, part, record))) return [nextState(part, record.id)];
  const found = record?.id ?? id ?? '';
  const more = [...laterLinks(run, part, record), ...laterRecording(part, record)];
  run.donePart(part, found, 'alreadyThere');
  return more;
}
