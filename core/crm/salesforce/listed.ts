/**
 * Stages and statuses somebody chose, held against the org's list: lists are not restricted unless said, so a value that is
 * not in it (any more) may be stored as one that no report counts. The list is asked in the very request that writes, and
 * the value is taken from its answer by reference: it costs no request, and without a hit nothing is written.
 */
import { queryPart, type Part, type PartResult } from './api';
import { nameOfMark } from './defaults';
import { asJson, listOf, salesforceRefusal, type SalesforceError } from './errors';
import type { Job } from './job';
import { quoted } from './soql';
import { said } from '../../text/said';

const LISTS: { object: string; field: string; from: string; only: string }[] = [
  { object: 'Opportunity', field: 'StageName', from: 'OpportunityStage', only: ' AND IsActive = true' },
  { object: 'Lead', field: 'Status', from: 'LeadStatus', only: '' },
  { object: 'Task', field: 'Status', from: 'TaskStatus', only: '' },
];

/** Begins the names of our queries; no step's name does. */
const PREFIX = 'listed_';

export interface Listed {
  field: string;
  value: string;
  query: Part;
}

/** Takes a part; returns its value that a list of the org must hold, null for one without, or with a name of the org's own. */
function listedOf({ object, values }: Job): (Omit<Listed, 'query'> & { from: string; only: string }) | null {
  const list = LISTS.find((one) => one.object === object);
  const value = list ? values[list.field] : undefined;
  if (!list || typeof value !== 'string' || nameOfMark(value) !== null) return null;
  return { field: list.field, value, from: list.from, only: list.only };
}

/** Takes the jobs and how many queries there is room for; returns what is to be compared, by job. */
export function listedValues(jobs: readonly Job[], room: number): Map<Job, Listed> {
  const queries = new Map<string, Part>();
  const listed = new Map<Job, Listed>();
  for (const job of jobs) {
    const one = listedOf(job);
    if (!one) continue;
    const { field, value, from, only } = one;
    const name = `${from} ${value}`;
    if (!queries.has(name) && queries.size >= room) continue;
    const soql = `SELECT ApiName FROM ${from} WHERE ApiName = ${quoted(value)}${only} LIMIT 1`;
    const query = queries.get(name) ?? queryPart(`${PREFIX}${queries.size}`, soql);
    queries.set(name, query);
    listed.set(job, { field, value, query });
  }
  return listed;
}

export const queriesOf = (listed: Map<Job, Listed>): Part[] => [
  ...new Set([...listed.values()].map(({ query }) => query)),
];

/** The value by reference. */
export const referenceTo = ({ query }: Listed): string => `@{${query.referenceId}.records[0].ApiName}`;

/** Takes a value and the answer of its query; returns the refusal when the list does not hold it. */
export function unlisted({ field, value }: Listed, answer: PartResult | undefined): SalesforceError | null {
  if (!answer || answer.error || listOf(asJson(answer.body).records).length > 0) return null;
  const message = `${field}: bad value for restricted picklist field: ${value}`;
  const refusal = { errorCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message, fields: [field] };
  return salesforceRefusal(400, [refusal], said('doing.writeUnlisted'));
}
