/** One composite write of what is pending: in one transaction at first, part by part after a refusal. */
import type { Words } from '../../model/said';
import type { CrmError } from '../../http/errors';
import type { Part, PartResult } from './api';
import { PARTS_MAX, QUERIES_MAX } from './api';
import { defaultQueries, isDefaultQuery, sent } from './defaults';
import { paths } from './endpoints';
import type { Job } from './job';
import { isListQuery, listedValues, queriesOf, referenceTo, unlisted, type Listed } from './listed';
import type { Run } from './run';
import { isUpdate } from '../engine/steps';
import { said } from '../../text/said';

/**
 * Assignment rules would give the record to somebody else, duplicate rules that only warn would stop it. Each part carries
 * its own header fields.
 */
const HEADERS = { 'Sforce-Auto-Assign': 'FALSE', 'Sforce-Duplicate-Rule-Header': 'allowSave=true' };
const WITH_RULES = new Set(['Lead', 'Contact', 'Account', 'Opportunity']);

export interface JobResult {
  job: Job;
  /** Id of the record; empty for a change. */
  id: string;
  error: PartResult['error'];
}
export interface Sending {
  allOrNone: boolean;
  /** How often this has been sent with unknown outcome or met a locked row. */
  repeat: number;
  /** Names of a new org instead of asking for this one's. */
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

/** Sends the pending jobs; returns each one's result, or the refusal of a query for default names. Throws CrmError. */
export async function send(
  run: Run,
  { allOrNone, repeat, standardNames }: Sending,
): Promise<{ results: JobResult[]; defaults: CrmError | null }> {
  const asked = standardNames ? [] : defaultQueries(run.pending);
  // Part by part, one may be refused while another is written: the last activity tells that all are.
  const before = allOrNone ? [] : run.pending.filter(({ last }) => !last);
  const ready = before.length > 0 ? before : run.pending;
  const listed = standardNames ? new Map<Job, Listed>() : listedValues(ready, QUERIES_MAX - asked.length);
  const queries = [...asked, ...queriesOf(listed)];
  const jobs = ready.slice(0, PARTS_MAX - queries.length);
  const parts = [...queries, ...jobs.map((job) => partOf(run, job, standardNames, listed.get(job)))];
  const action = jobs.length === 1 ? actionOf(jobs[0]) : said('doing.writePlan');
  const answers = await run.work.api.composite(parts, { action, writes: true, allOrNone, repeat });
  const byRef = new Map(answers.map((answer) => [answer.referenceId, answer]));
  const results = jobs.flatMap((job): JobResult[] => {
    const answer = byRef.get(job.ref);
    const compared = listed.get(job);
    const gone = compared ? unlisted(compared, byRef.get(compared.query.referenceId)) : null;
    return answer ? [{ job, id: idIn(answer.body), error: answer.error && (gone ?? answer.error) }] : [];
  });
  const refused = answers.find(
    ({ referenceId, error }) =>
      (isDefaultQuery(referenceId) || isListQuery(referenceId)) &&
      error !== null &&
      error.code !== 'PROCESSING_HALTED',
  );
  return { results, defaults: refused?.error ?? null };
}

/** "creating the lead", for messages. */
export function actionOf(job: Job | undefined): Words {
  if (!job) return said('doing.write');
  const { step, id, object } = job;
  if (isUpdate(step)) return said('doing.updateKind', { kind: said(`of.${step.target.entity}`) });
  const kind = said(`of.${step.kind}`);
  if (object === 'OpportunityContactRole') return said('doing.linkWithContact', { kind });
  return said(id === null ? 'doing.createKind' : 'doing.updateKind', { kind });
}
