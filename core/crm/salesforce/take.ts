/** A create met its key: the record that is there is taken, and only what it lacks is added. */
import { kindWords } from '../engine/outcomes';
import { said } from '../../text/said';
import { type CrmError } from '../../http/errors';
import type { StepOutcome } from '../../model/outcome';
import { missingRecordings, textWith, whoAndWhat } from './activities';
import { recordsOf, type Row } from './api';
import { salesforceError } from './errors';
import { keyedOf, rowsOfKeys, standing } from './existing';
import type { Target } from '../engine/run';
import { newJob, type Job } from './job';
import { roleJob } from './jobs';
import { STATE_KEY } from './own-fields';
import { text } from './records';
import type { Run } from './run';
import { MAX, plain } from './values';
import type { Values } from './types';

/** A converted lead goes on as contact and deal; nothing can hang on the lead itself any more. */
function standIns(job: Job, row: Row): Target[] | undefined {
  if (job.makes !== 'lead' || row.IsConverted !== true) return undefined;
  const contact = text(row, 'ConvertedContactId');
  const deal = text(row, 'ConvertedOpportunityId');
  return [
    ...(contact === null ? [] : [{ entity: 'contact' as const, id: contact }]),
    ...(deal === null ? [] : [{ entity: 'deal' as const, id: deal }]),
  ];
}

/** Links that the record lacks, once they are known. Nothing a person put there is changed. */
function lacking(row: Row, wanted: Values): Values {
  return Object.fromEntries(Object.entries(wanted).filter(([name]) => text(row, name) === null));
}

/** The part that adds links and late recordings to a task that is there; null when it lacks nothing. */
function taskAddition(run: Run, job: Job, row: Row): Job | null {
  const { step } = job;
  const link = (targets: Target[]): Values => {
    const wanted = whoAndWhat(targets);
    // A deal or company cannot be put beside a lead.
    const onLead = (text(row, 'WhoId') ?? wanted.WhoId)?.toString().startsWith('00Q') === true;
    const { WhatId, ...who } = lacking(row, wanted);
    return onLead || WhatId === undefined ? who : { ...who, WhatId };
  };
  const before = text(row, 'Description') ?? '';
  const absent = step.kind === 'callRecord' ? missingRecordings(before, step.values) : [];
  const longer = plain(textWith(before, absent));
  const recording: Values = absent.length > 0 && longer.length <= MAX.longText ? { Description: longer } : {};
  const links = link(run.targets(job.links));
  if (Object.keys({ ...recording, ...links }).length === 0) return null;
  return newJob(step, {
    ref: `${job.ref}_addition`,
    object: 'Task',
    id: text(row, 'Id'),
    values: recording,
    links: job.links,
    link,
    status: 'alreadyThere',
    notes: [...job.notes, ...(recording.Description ? ['The recording was added.'] : [])],
  });
}

function take(run: Run, job: Job, row: Row, status: 'created' | 'alreadyThere'): void {
  const id = text(row, 'Id') ?? '';
  run.doneJob(job, id, status, standIns(job, row));
  if (job.object === 'Task') {
    const addition = status === 'alreadyThere' ? taskAddition(run, job, row) : null;
    if (addition) run.add(addition);
  }
  if (job.makes === 'contact' && text(row, 'AccountId') === null) {
    const link = (targets: Target[]): Values => job.link(targets);
    if (Object.keys(link(run.targets(job.links))).length > 0)
      run.add(
        newJob(job.step, {
          ref: `${job.ref}_addition`,
          object: 'Contact',
          id,
          values: {},
          links: job.links,
          link,
          needs: 'any',
        }),
      );
  }
  if (job.makes === 'deal') keepRole(run, job, row, id);
}

/** The contact's role may be there with the deal, or may have been cut off. */
function keepRole(run: Run, job: Job, row: Row, dealId: string): void {
  const planned = run.pending.find(
    ({ step, object }) => step === job.step && object === 'OpportunityContactRole',
  );
  if (!planned || job.step.kind !== 'deal') return;
  run.pending = run.pending.filter((other) => other !== planned);
  const contact = planned.links.find(({ entity }) => entity === 'contact');
  const people = recordsOf(row.OpportunityContactRoles).map((role) => text(role, 'ContactId'));
  const known = contact ? run.targets([contact])[0]?.id : undefined;
  if (contact && known && !people.includes(known))
    run.add(roleJob(job.step, { entity: 'deal', id: dealId }, contact, dealId));
}

/**
 * Salesforce says the key is taken but shows no record with it. A contact without account is private: whoever does not own it
 * sees it with a right of its own only.
 */
function hidden(job: Job, error: CrmError): CrmError {
  return salesforceError(
    'alreadyExists',
    said('salesforce.existsUnseen', { kind: kindWords(job.step.kind), why: error.words.message }),
    said(`salesforce.existsUnseen.${job.makes === 'contact' ? 'adviceContact' : 'advice'}`),
    error.subject,
  );
}

/**
 * Reads the pending creates by their keys, takes those that are there and gives a new state key to those whose state
 * has passed. `refused`: the job that met its key. Returns whether anything changed. Throws CrmError.
 */
export async function takeExisting(
  run: Run,
  status: Extract<StepOutcome['status'], 'created' | 'alreadyThere'>,
  refused: { job: Job; error: CrmError } | null = null,
): Promise<boolean> {
  const keyed = keyedOf(run.pending);
  if (keyed.length === 0) return false;
  const rows = await rowsOfKeys(run.work, keyed);
  let changed = false;
  for (const one of keyed) {
    const found = standing(run.work, one, rows[one.object] ?? []);
    if (!found) continue;
    changed = true;
    if ('row' in found) take(run, one.job, found.row, status);
    else one.job.values = { ...one.job.values, [STATE_KEY]: found.stateKey };
  }
  if (refused && !changed) run.failJob(refused.job, hidden(refused.job, refused.error));
  return changed;
}
