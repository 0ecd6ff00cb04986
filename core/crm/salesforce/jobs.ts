/** The parts of a composite write that a plan's steps become. */
import type { CallRecordStep, CreateStep, PlanStep, RecordRef, TaskStep } from '../../model/plan';
import type { FoundRecord } from '../../model/record';
import { isCall, isCreate, isTask, isUpdate, lastActivity } from '../engine/steps';
import { callValues, sealOf, taskValues, whoAndWhat } from './activities';
import { RECORD_OF } from './endpoints';
import type { Target } from '../engine/run';
import { newJob, refOf, type Job } from './job';
import { updateJob } from './update';
import { recordValues } from './values';
import type { Values } from './types';

const idOf = (targets: Target[], entity: Target['entity']): string | undefined =>
  targets.find((target) => target.entity === entity)?.id;

/** The contact's role in a deal: the link between the two. */
export function roleJob(step: CreateStep, deal: RecordRef, contact: RecordRef, recordId: string | null): Job {
  return newJob(step, {
    ref: `${refOf(step.id)}_role`,
    object: 'OpportunityContactRole',
    values: { IsPrimary: true },
    links: [deal, contact],
    link: (targets): Values => ({
      OpportunityId: idOf(targets, 'deal') ?? '',
      ContactId: idOf(targets, 'contact') ?? '',
    }),
    recordId,
    needs: 'contact',
  });
}

/** A contact made earlier in this call, without company so far, meets the company made now. */
function companyOfContact(step: CreateStep, existing: FoundRecord[]): Job[] {
  const ref = step.links.find((link) => link.entity === 'contact' && 'id' in link);
  if (step.kind !== 'company' || !ref || !('id' in ref)) return [];
  const contact = existing.find(({ entity, id }) => entity === 'contact' && id === ref.id);
  if (!contact || contact.companyIds.length > 0) return [];
  return [
    newJob(step, {
      ref: `${refOf(step.id)}_contact`,
      object: 'Contact',
      id: ref.id,
      values: {},
      links: [{ entity: 'company', step: step.id }],
      link: (targets): Values => ({ AccountId: idOf(targets, 'company') ?? '' }),
      needs: 'any',
    }),
  ];
}

/** A deal's company: the one it is linked with, else the contact's own. */
function companyOf(existing: FoundRecord[], targets: Target[]): string | undefined {
  const contact = idOf(targets, 'contact');
  const own = existing.find(({ entity, id }) => entity === 'contact' && id === contact)?.companyIds[0];
  return idOf(targets, 'company') ?? own;
}

function createJobs(step: CreateStep, existing: FoundRecord[], now: number): Job[] {
  const linked = step.links.find((ref) => ref.entity === 'company' && 'id' in ref);
  const company = existing.find(({ id }) => linked && 'id' in linked && linked.id === id)?.name ?? null;
  const withAccount = (targets: Target[]): Values => {
    const id = step.kind === 'deal' ? companyOf(existing, targets) : idOf(targets, 'company');
    return id === undefined ? {} : { AccountId: id };
  };
  const job = newJob(step, {
    object: RECORD_OF[step.kind],
    values: recordValues(step, company, now),
    links: step.links,
    link: step.kind === 'contact' || step.kind === 'deal' ? withAccount : () => ({}),
    needs: step.kind === 'deal' ? 'contact' : 'none',
    makes: step.kind,
  });
  const contact = step.links.find(({ entity }) => entity === 'contact');
  const role =
    step.kind === 'deal' && contact ? [roleJob(step, { entity: 'deal', step: step.id }, contact, null)] : [];
  return [job, ...role, ...companyOfContact(step, existing)];
}

function activityJob(step: CallRecordStep | TaskStep, last: boolean): Job {
  const values = isCall(step) ? callValues(step) : { ...taskValues(step), ...(last ? sealOf(step) : {}) };
  return newJob(step, { object: 'Task', values, links: step.links, link: whoAndWhat, needs: 'any', last });
}

/** Takes the steps, the records found before and the time (ms); returns the parts in the order they are written. */
export function jobsOf(steps: PlanStep[], existing: FoundRecord[], now: number): Job[] {
  const last = lastActivity(steps);
  return steps.flatMap((step): Job[] => {
    if (isUpdate(step)) return updateJob(step, existing);
    if (isCall(step) || isTask(step)) return [activityJob(step, step === last)];
    return isCreate(step) ? createJobs(step, existing, now) : [];
  });
}
