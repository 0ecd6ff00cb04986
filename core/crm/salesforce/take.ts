/** A create met its key: the record that is there is taken, and only what it lacks is added. */
import { kindWords } from '../engine/outcomes';
import { said } from '../../text/said';
import { type CrmError } from '../../http/errors';
import type { Answer } from '../engine/write';
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
export function standIns(job: Job, row: Row): Target[] | undefined {
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
    notes: [...job.notes, ...(recording.Description ? [said('mend.recording')] : [])],
  });
}

/** What the record that stands for a part lacks: links to what this run made, a late recording, the contact's role. */
export function additionsOf(run: Run, job: Job, row: Row, status: Job['status']): Job[] {
  const id = text(row, 'Id') ?? '';
  if (job.object === 'Task') {
    const addition = status === 'alreadyThere' ? taskAddition(run, job, row) : null;
    return addition ? [addition] : [];
  }
  if (job.makes === 'deal') return roleAddition(run, job, row, id);
  const link = (targets: Target[]): Values => job.link(targets);
  const lacks = job.makes === 'contact' && text(row, 'AccountId') === null;
  if (!lacks || Object.keys(link(run.targets(job.links))).length === 0) return [];
  const ref = `${job.ref}_addition`;
  const { links } = job;
  return [newJob(job.step, { ref, object: 'Contact', id, values: {}, links, link, needs: 'any' })];
}

/** The contact's role may be there with the deal, or may have been cut off. */
function roleAddition(run: Run, { step }: Job, row: Row, dealId: string): Job[] {
  const planned = run.pending.find((job) => job.step === step && job.object === 'OpportunityContactRole');
  if (!planned || step.kind !== 'deal') return [];
  run.writer.drop(planned);
  const contact = planned.links.find(({ entity }) => entity === 'contact');
  const people = recordsOf(row.OpportunityContactRoles).map((role) => text(role, 'ContactId'));
  const known = contact ? run.targets([contact])[0]?.id : undefined;
  if (!contact || !known || people.includes(known)) return [];
  return [roleJob(step, { entity: 'deal', id: dealId }, contact, dealId)];
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
 * Looks for what is there already among all that is left, by one API call. A record whose state is closed gives way: the part
 * gets another key. Throws CrmError.
 */
export async function existing(run: Run, status: 'created' | 'alreadyThere'): Promise<Map<Job, Answer<Row>>> {
  const keyed = keyedOf([...run.pending]);
  const answers = new Map<Job, Answer<Row>>();
  if (keyed.length === 0) return answers;
  const rows = await rowsOfKeys(run.work, keyed);
  for (const one of keyed) {
    const { job } = one;
    const found = standing(run.work, one, rows[one.object] ?? []);
    if (!found) continue;
    if ('row' in found) answers.set(job, { id: text(found.row, 'Id') ?? '', status, found: found.row });
    else {
      job.values = { ...job.values, [STATE_KEY]: found.stateKey };
      answers.set(job, 'changed');
    }
  }
  return answers;
}

/** The key of a part is taken. Throws when nothing with it is to be seen. */
export async function taken(run: Run, job: Job, error: CrmError): Promise<Map<Job, Answer<Row>>> {
  const answers = await existing(run, 'alreadyThere');
  if (answers.size === 0) throw hidden(job, error);
  return answers;
}

const isKey = (name: string): boolean => /^Ringostat_(Phone|Call_Id|State_Key|Key)__c$/.test(name);

/** After an unknown outcome: what is there was written. Without a key nobody can tell, so the error stands. */
export async function readBack(run: Run, error: CrmError): Promise<Map<Job, Answer<Row>>> {
  const answers = await existing(run, 'created');
  for (const job of run.pending) {
    const keyless = job.id === null && job.makes !== null && !Object.keys(job.values).some(isKey);
    if (keyless && !answers.has(job)) answers.set(job, error);
  }
  return answers;
}
