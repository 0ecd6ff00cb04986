/**
 * Corrects what earlier events of the same call wrote. Ringostat's log shows a call that is still running as missed; when the
 * conversation is reported later, the call record is changed and the open task of the missed call is completed. An event that
 * reports a known conversation as missed changes nothing. A recording that becomes available late is added. The CRM is asked only
 * if there is a sign of an earlier event: no request in the usual case.
 */
import type { Amendment, CallActivity, CrmProvider } from '../crm/port';
import { CrmError } from '../http/errors';
import { callResult } from '../matrix/decide';
import { allRecordings } from '../matrix/lines';
import { absentLinks } from '../matrix/links-shown';
import { missedByTitle } from '../matrix/missed-titles';
import { signName } from '../matrix/names-of-people';
import type { CallResult } from '../matrix/rows';
import { keyOfCall } from '../matrix/this-call';
import type { CallRecordStep, Entity, PlanStep, RecordRef, TaskStep } from '../model/plan';
import type { StepOutcome } from '../model/outcome';
import { formatDuration, reason, say, type TextCode } from '../text/text';
import { carriersOf } from './carriers';
import type { ApplyInput } from './types';

/** A call shorter than this cannot have been read as missed: rows without talk settle for as long (core/ringostat/running.ts). */
const LONG_S = 600;

/** How the event tells its call, and what this process knows of it. */
export interface Reading {
  input: ApplyInput;
  call: string;
  /** Null: the event is not the end of a call. */
  result: CallResult | null;
  /** This process wrote the call as missed, or a replay saw that it is written so. */
  sure: boolean;
  /** This process wrote the call as a conversation, and the event tells it as missed. */
  stale: boolean;
}

const noteKey = (result: 'talked' | 'missed', call: string): string => `${result} ${call}`;

/** Takes what is to be carried out; returns how its event stands to what is known of the call. */
export function startReading(input: ApplyInput): Reading {
  const { event, memory, accountKey } = input;
  const ended = event.kind === 'call' && event.moment === 'ended';
  const result = ended ? callResult(event) : null;
  const call = keyOfCall(event);
  const knows = (what: 'talked' | 'missed'): boolean =>
    result !== null && memory.recallStep(accountKey, noteKey(what, call)) !== null;
  const talked = knows('talked');
  return {
    input,
    call,
    result,
    sure: (result === 'talked' && !talked && knows('missed')) || event.writtenOtherwise === true,
    stale: result !== 'talked' && talked,
  };
}

/** Remembers how the call was written, for the events of it that follow. */
export function noteResult({ input, call, result, stale }: Reading): void {
  if (result === null || stale) return;
  input.memory.rememberStep(input.accountKey, noteKey(result === 'talked' ? 'talked' : 'missed', call), call);
}

type Activity = CallRecordStep | TaskStep;
const isActivity = (step: PlanStep): step is Activity => step.kind === 'callRecord' || step.kind === 'task';

/** Takes the activities of a stale event out of its steps, with an outcome for each. */
export function partStale(
  { stale, input }: Reading,
  steps: PlanStep[],
): { fresh: PlanStep[]; stale: StepOutcome[] } {
  if (!stale) return { fresh: steps, stale: [] };
  const why = reason(input.plan.language, 'apply.stale');
  return {
    fresh: steps.filter((step) => !isActivity(step)),
    stale: steps.filter(isActivity).map(({ id, kind }) => ({
      id,
      kind,
      status: 'skipped',
      recordId: null,
      url: null,
      reason: why,
      error: null,
      changes: [],
    })),
  };
}

interface Done {
  steps: PlanStep[];
  /** What the provider told. */
  made: StepOutcome[];
  /** What was known to be done. */
  done: StepOutcome[];
}

/** Records the activities hang on, those made now too. */
function linksOf({ steps, made, done }: Done): { entity: Entity; id: string }[] {
  const ids = new Map([...done, ...made].map(({ id, recordId }) => [id, recordId]));
  const place = (ref: RecordRef): { entity: Entity; id: string }[] => {
    const id = 'id' in ref ? ref.id : ids.get(ref.step);
    return id ? [{ entity: ref.entity, id }] : [];
  };
  const all = steps.filter(isActivity).flatMap(({ links }) => links.flatMap(place));
  return [...new Map(all.map((one) => [`${one.entity} ${one.id}`, one])).values()];
}

interface Correction {
  activity: CallActivity;
  change: Amendment;
  code: TextCode;
}

const RANK = { missed: 0, voicemail: 1, talked: 2 };

/** A later event tells more of how the call ended than what is written. */
function isOutdated({ title }: CallActivity, result: CallResult): boolean {
  const written = missedByTitle(title);
  return written !== null && RANK[written] < RANK[result];
}

function closing({ input: { event, plan } }: Reading): string {
  const { language } = plan;
  const talk = formatDuration(event.durations.talk ?? 0, language);
  return say(language, 'line.closedMissed', {
    employee: signName(event.employee) ?? say(language, 'nobody'),
    talk,
  });
}

/** What a conversation changes: the record, and the open tasks made for a missed call. */
function talkedChanges(reading: Reading, activities: CallActivity[], { steps, made }: Done): Correction[] {
  const { sure } = reading;
  const outdated = (activity: CallActivity): boolean => isOutdated(activity, 'talked');
  const before =
    sure ||
    activities.some((one) => one.kind === 'callRecord' && outdated(one)) ||
    made.some((one) => (one.kind === 'callRecord' || one.kind === 'task') && one.status === 'created');
  return activities.flatMap((activity): Correction[] => {
    const step = steps
      .filter(isActivity)
      .find(({ kind, key }) => kind === activity.kind && key === activity.key);
    if (activity.kind === 'callRecord')
      return step && outdated(activity) ? [{ activity, change: { step }, code: 'apply.corrected' }] : [];
    // A person has dealt with it: what is done stays as it is.
    if (!before || !activity.open || !outdated(activity)) return [];
    if (step) return [{ activity, change: { step }, code: 'apply.corrected' }];
    return [{ activity, change: { lines: [closing(reading)], done: true }, code: 'apply.closedMissed' }];
  });
}

/** What an event without a conversation changes: a voicemail says more than a missed call; a conversation that is there stays. */
function missedChanges(reading: Reading, activities: CallActivity[], { steps, made }: Done): Correction[] {
  const record = activities.find(({ kind }) => kind === 'callRecord');
  if (!record || reading.result === null) return [];
  const step = steps.find(({ kind, key }) => kind === 'callRecord' && key === record.key);
  if (missedByTitle(record.title) !== null)
    return step?.kind === 'callRecord' && isOutdated(record, reading.result)
      ? [{ activity: record, change: { step }, code: 'apply.corrected' }]
      : [];
  const line = say(reading.input.plan.language, 'line.closedStale');
  return activities.flatMap((activity): Correction[] => {
    const own = steps.find(({ kind, key }) => kind === 'task' && key === activity.key);
    const fresh = made.some(({ id, status }) => id === own?.id && status === 'created');
    return fresh && activity.open
      ? [{ activity, change: { lines: [line], done: true }, code: 'apply.stale' }]
      : [];
  });
}

/** Recordings that came late, where the table writes no call record; call records get theirs by the provider. */
function lateRecordings({ input }: Reading, activities: CallActivity[], steps: PlanStep[]): Correction[] {
  const links = allRecordings(input.event);
  return carriersOf(input.event, steps).flatMap((step): Correction[] => {
    const activity = activities.find(({ kind, key }) => kind === 'task' && key === step.key);
    const lines = activity && step.kind === 'task' ? absentLinks(links, activity.text) : [];
    return activity && lines.length > 0
      ? [{ activity, change: { lines, done: false }, code: 'apply.recordingAdded' }]
      : [];
  });
}

/** Only with a sign that an earlier event wrote something: what was met by its key, what is known, or a call long enough. */
function mayHaveEarlier({ result, sure, input }: Reading, made: StepOutcome[]): boolean {
  if (result === null) return false;
  const met = made.some(
    ({ kind, status }) => (kind === 'callRecord' || kind === 'task') && status === 'alreadyThere',
  );
  return sure || met || (result === 'talked' && (input.event.durations.total ?? 0) >= LONG_S);
}

/** Owners that the CRM refuses are given up once: the record still has to say what the call was. */
async function amend(
  provider: NonNullable<CrmProvider['earlier']>,
  { activity, change }: Correction,
  links: { entity: Entity; id: string }[],
): Promise<string> {
  try {
    return await provider.amend(activity, change, links);
  } catch (error) {
    const refused =
      error instanceof CrmError && ['invalidField', 'notPermitted', 'permanent'].includes(error.kind);
    if (!refused || !('step' in change) || change.step.values.ownerId === null) throw error;
    const ownerless = { ...change.step.values, ownerId: null };
    const step = { ...change.step, values: ownerless } as Activity;
    return provider.amend(activity, { step }, links);
  }
}

function told(
  { input: { plan } }: Reading,
  { activity, change, code }: Correction,
  before: StepOutcome | undefined,
  steps: PlanStep[],
  recordId: string,
): StepOutcome {
  const step = steps.find(({ kind, key }) => kind === activity.kind && key === activity.key);
  const why = reason(plan.language, code);
  const base = before ?? {
    id: step?.id ?? `earlier.${activity.id}`,
    kind: activity.kind,
    url: null,
    error: null,
    changes: [],
  };
  const after =
    'step' in change
      ? [
          {
            field: 'title',
            before: activity.title,
            after: change.step.kind === 'task' ? change.step.values.subject : change.step.values.title,
          },
        ]
      : [];
  const text = before ? [before.reason.text, why.text].join(' ') : why.text;
  return { ...base, status: 'updated', recordId, reason: { ...why, text }, changes: after };
}

/**
 * Takes the reading, the provider and what was carried out; changes what earlier events of the call left. Returns the outcomes:
 * those of the provider with what was changed, and one for each task that is no step of this plan.
 */
export async function correctEarlier(
  reading: Reading,
  provider: CrmProvider,
  all: Done,
): Promise<StepOutcome[]> {
  const { earlier } = provider;
  const { made, steps } = all;
  if (!earlier || !mayHaveEarlier(reading, made)) return made;
  const outcomes = new Map(made.map((one) => [one.id, one]));
  const links = linksOf(all);
  try {
    const activities = await earlier.ofCall(reading.call, links);
    const changes =
      reading.result === 'talked'
        ? talkedChanges(reading, activities, all)
        : missedChanges(reading, activities, all);
    const rewritten = new Set(
      changes.filter(({ change }) => 'step' in change).map(({ activity }) => activity.id),
    );
    const late = lateRecordings(reading, activities, steps).filter(
      ({ activity }) => !rewritten.has(activity.id),
    );
    for (const one of [...changes, ...late]) {
      const id = await amend(earlier, one, links);
      const step = steps.find(({ kind, key }) => kind === one.activity.kind && key === one.activity.key);
      const outcome = told(reading, one, step && outcomes.get(step.id), steps, id);
      outcomes.set(outcome.id, outcome);
    }
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    const why = reason(reading.input.plan.language, 'apply.corrected');
    outcomes.set('earlier', {
      id: 'earlier',
      kind: 'callRecord',
      status: 'failed',
      recordId: null,
      url: null,
      reason: why,
      error: error.toStepError(),
      changes: [],
    });
  }
  return [...outcomes.values()];
}
