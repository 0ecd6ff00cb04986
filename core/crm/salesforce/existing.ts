/** Records of the plan that are there already, by their keys: one API call for all of them. */
import { queryPart, recordsOf, type Row } from './api';
import type { ObjectName } from './endpoints';
import type { Job } from './job';
import { CALL_ID, PHONE_KEY, STATE_KEY, TASK_KEY } from './own-fields';
import { isOpenLead, text } from './records';
import { inList, likePrefix, quoted } from './soql';
import type { Values } from './types';
import type { Work } from './work';
import { said } from '../../text/said';

/** A create that carries a key. */
export interface Keyed {
  job: Job;
  object: ObjectName;
  keys: Values;
}
const KEYS: Record<ObjectName, string[]> = {
  Lead: [CALL_ID, STATE_KEY],
  Opportunity: [CALL_ID, STATE_KEY],
  Contact: [PHONE_KEY],
  Account: [PHONE_KEY],
  Task: [TASK_KEY],
};
const COLUMNS: Record<ObjectName, string> = {
  Lead: `Id,Status,IsConverted,ConvertedContactId,ConvertedOpportunityId,${CALL_ID},${STATE_KEY}`,
  Opportunity: `Id,IsClosed,${CALL_ID},${STATE_KEY},(SELECT ContactId FROM OpportunityContactRoles LIMIT 50)`,
  Contact: `Id,AccountId,${PHONE_KEY}`,
  Account: `Id,${PHONE_KEY}`,
  Task: `Id,WhoId,WhatId,Description,${TASK_KEY}`,
};

/** The jobs among these that make a record with a key. */
export function keyedOf(jobs: Job[]): Keyed[] {
  return jobs.flatMap((job): Keyed[] => {
    const object = job.object as ObjectName;
    const names = job.id === null ? (KEYS[object] ?? []) : [];
    const keys = Object.fromEntries(
      names.flatMap((name) => {
        const value = job.values[name];
        return value === undefined ? [] : [[name, value]];
      }),
    );
    return Object.keys(keys).length > 0 ? [{ job, object, keys }] : [];
  });
}

function conditionOf(object: ObjectName, keyed: Keyed[]): string {
  const values = (name: string): string[] =>
    keyed.flatMap(({ keys }) => (keys[name] === undefined ? [] : [String(keys[name])]));
  if (object !== 'Lead' && object !== 'Opportunity') {
    const [name = ''] = KEYS[object];
    return `${name} IN ${inList(values(name))}`;
  }
  // State keys of records closed since are followed by key_<id>: all of them are asked for.
  return [
    ...values(CALL_ID).map((value) => `${CALL_ID} = ${quoted(value)}`),
    ...values(STATE_KEY).map((value) => `${STATE_KEY} LIKE ${likePrefix(value)}`),
  ].join(' OR ');
}

/**
 * Rows by object, 200 at most each. An object that lacks our key holds nothing with it: a create that carries the key was
 * refused. Throws CrmError.
 */
export async function rowsOfKeys(work: Work, keyed: Keyed[]): Promise<Partial<Record<ObjectName, Row[]>>> {
  const objects = [...new Set(keyed.map(({ object }) => object))];
  const parts = objects.map((object) => {
    const condition = conditionOf(
      object,
      keyed.filter((one) => one.object === object),
    );
    return queryPart(object, `SELECT ${COLUMNS[object]} FROM ${object} WHERE ${condition} LIMIT 200`);
  });
  const found: Partial<Record<ObjectName, Row[]>> = {};
  const results = await work.api.read(parts, said('doing.readRecordsByKey'));
  results.forEach(({ error, body }, at) => {
    const object = objects[at];
    if (!object) return;
    const lacksKey =
      error?.code === 'INVALID_FIELD' && error.fields.some((field) => KEYS[object].includes(field));
    if (error && !lacksKey) throw error;
    found[object] = error ? [] : recordsOf(body);
  });
  return found;
}

/** What a key leads to: the record that is there, or the state key to try with, because that state's record is closed. */
export type Standing = { row: Row } | { stateKey: string } | null;

const same = (row: Row, name: string, value: unknown): boolean =>
  typeof value === 'string' && text(row, name)?.toLowerCase() === value.toLowerCase();

/** Takes a job with its keys and the rows of its object; keys are compared without regard to case, as Salesforce does. */
export function standing(work: Work, { object, keys }: Keyed, rows: Row[]): Standing {
  const names = KEYS[object];
  const direct = rows.find((row) => names.some((name) => name !== STATE_KEY && same(row, name, keys[name])));
  if (direct) return { row: direct };
  let state = keys[STATE_KEY];
  if (typeof state !== 'string') return null;
  const open = (row: Row): boolean => (object === 'Lead' ? isOpenLead(row, work) : row.IsClosed !== true);
  for (let left = [...rows]; ;) {
    const found = left.find((row) => same(row, STATE_KEY, state));
    if (!found) break;
    if (open(found)) return { row: found };
    // Closed since: the client's state is a newer one (docs/decisions/0002).
    state = `${keys[STATE_KEY]}_${text(found, 'Id') ?? ''}`;
    left = left.filter((row) => row !== found);
  }
  return state === keys[STATE_KEY] ? null : { stateKey: state };
}
