/** One composite write of what is left: in one transaction at first, part by part after a refusal. */
import type { Sent } from '../engine/write';
import type { Part, Row } from './api';
import { PARTS_MAX, QUERIES_MAX } from './api';
import { defaultQueries, sent } from './defaults';
import type { SalesforceError } from './errors';
import { paths } from './endpoints';
import type { Job } from './job';
import { listedValues, queriesOf, referenceTo, unlisted, type Listed } from './listed';
import type { Run } from './run';
import { said } from '../../text/said';

/**
 * Assignment rules would give the record to somebody else, duplicate rules that only warn would stop it. Each part carries
 * its own header fields.
 */
const HEADERS = { 'Sforce-Auto-Assign': 'FALSE', 'Sforce-Duplicate-Rule-Header': 'allowSave=true' };
const WITH_RULES = new Set(['Lead', 'Contact', 'Account', 'Opportunity']);

export interface Sending {
  /** The first request is one transaction. */
  allOrNone: boolean;
  /** Names of a new org instead of asking for this one's: it hides its lists. */
  standardNames: boolean;
}

function partOf(run: Run, job: Job, standardNames: boolean, listed: Listed | undefined): Part {
  const { ref, object, id, values, links } = job;
  const own = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      listed?.field === name ? referenceTo(listed) : sent(value, standardNames),
    ]),
  );
  return {
    method: id === null ? 'POST' : 'PATCH',
    url: id === null ? paths.objects(object) : paths.record(object, id),
    referenceId: ref,
    ...(WITH_RULES.has(object) ? { httpHeaders: HEADERS } : {}),
    body: { ...own, ...job.link(run.targets(links)) },
  };
}

const idIn = (body: unknown): string => {
  const id = (body as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? id : '';
};

/** The parts that go next, and the queries that go with them. */
function ready(
  { pending }: Run,
  { allOrNone, standardNames }: Sending,
): { jobs: Job[]; queries: Part[]; listed: Map<Job, Listed> } {
  const asked = standardNames ? [] : defaultQueries(pending);
  // Part by part, one may be refused while another is written: the last activity tells that all are.
  const before = allOrNone ? [] : pending.filter(({ last }) => !last);
  const first = before.length > 0 ? before : pending;
  const listed = standardNames ? new Map<Job, Listed>() : listedValues(first, QUERIES_MAX - asked.length);
  const queries = [...asked, ...queriesOf(listed)];
  return { jobs: first.slice(0, PARTS_MAX - queries.length), queries, listed };
}
/** As Writing.waves: all in one request. */
export const waveOf = (run: Run, sending: Sending): Job[][] => [ready(run, sending).jobs];

const HALTED = 'PROCESSING_HALTED';

/** A part that was not tried because another one was refused, or because what it refers to was not made. */
const isHalted = ({ code, vendorText }: SalesforceError): boolean =>
  code === HALTED || /invalid reference specified/i.test(vendorText);

/** First signs of an id. */
const PREFIX = { lead: '00Q', contact: '003', company: '001', deal: '006' };

/** The record that a duplicate rule or somebody's own unique field names, when it is of the same kind. */
function named({ makes, notes }: Job, error: SalesforceError): string | null {
  const { code, existingIds, fields, subject } = error;
  const id = existingIds.find((known) => makes && known.startsWith(PREFIX[makes]));
  const byRule = code === 'DUPLICATES_DETECTED';
  const ours = fields.some((field) => field.startsWith('Ringostat_'));
  if (!id || !makes || (!byRule && (ours || fields.length === 0))) return null;
  const by = byRule ? said('salesforce.duplicateRule') : (subject ?? '');
  notes.push(said('salesforce.named', { kind: said(`kind.${makes}`), by }));
  return id;
}

function sentOf(job: Job, error: SalesforceError): Sent<Row> {
  if (isHalted(error)) return { is: 'held' };
  if (error.kind !== 'alreadyExists') return { is: 'refused', error };
  const id = named(job, error);
  if (id !== null) return { is: 'there', id, status: 'alreadyThere' };
  return { is: error.code === 'DUPLICATES_DETECTED' ? 'refused' : 'exists', error };
}

/** Sends the parts in one request; returns what became of each. Throws CrmError. */
export async function send(run: Run, sending: Sending, jobs: Job[], repeat: number): Promise<Sent<Row>[]> {
  const { allOrNone, standardNames } = sending;
  const { queries, listed } = ready(run, sending);
  const parts = [...queries, ...jobs.map((job) => partOf(run, job, standardNames, listed.get(job)))];
  const action = jobs.length === 1 && jobs[0] ? jobs[0].action : said('doing.writePlan');
  const answers = await run.work.api.composite(parts, { action, writes: true, allOrNone, repeat });
  sending.allOrNone = false;
  const byRef = new Map(answers.map((answer) => [answer.referenceId, answer]));
  const hides = queries.some(({ referenceId }) => {
    const error = byRef.get(referenceId)?.error;
    return error && error.code !== HALTED;
  });
  if (hides) sending.standardNames = true;
  const isWritten = jobs.some(({ ref }) => byRef.get(ref)?.error === null);
  if (hides && !isWritten) return send(run, sending, jobs, repeat);
  return jobs.map((job): Sent<Row> => {
    const answer = byRef.get(job.ref);
    if (!answer) return { is: 'held' };
    if (!answer.error) return { is: 'created', id: idIn(answer.body) || job.id || '' };
    const compared = listed.get(job);
    const gone = compared ? unlisted(compared, byRef.get(compared.query.referenceId)) : null;
    return sentOf(job, gone ?? answer.error);
  });
}
