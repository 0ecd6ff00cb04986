/**
 * Keeps the missed tasks of a client: open tasks this product made for calls he made in vain. There is one of them at a time,
 * further calls and attempts are lines in it, and a conversation completes it (docs/missed-calls.md). What a call did is told by
 * its line in the task, so that the same event again, in any order, does nothing more.
 */
import { isTask } from '../crm/engine/steps';
import { failureOf } from '../crm/engine/outcomes';
import type { CrmProvider, OwnTask } from '../crm/port';
import { CrmError } from '../http/errors';
import { linesOf, missedTask, type MissedTask } from '../matrix/missed-task';
import type { Client } from '../model/client';
import type { Entity, MissedStep, PlanStep, Reason, Step } from '../model/plan';
import type { StepOutcome } from '../model/outcome';
import { clientKey } from '../plan/keys';
import { fill } from '../text/fill';
import { catalogues, formatDuration, LANGUAGES, reason, type TextCode } from '../text/text';
import type { ApplyInput } from './types';

type Link = { entity: Entity; id: string };

export const isMissedStep = (step: Step): step is MissedStep => step.kind === 'missed';

/** What is known to this process of the client whom search does not show yet. */
const openKey = (client: string): string => `missed task ${client}`;
const talkedKey = (client: string): string => `missed talk ${client}`;

const clientOf = ({ event }: ApplyInput): string | null => clientKey(event.clientNumber, null);

/** Records of the client that the CRM has, those this process made moments ago too. */
function linksOf(input: ApplyInput): Link[] {
  const { contact, lead, deal, company }: Client = input.client;
  const found = [contact, lead, deal, company].flatMap((record): Link[] =>
    record ? [{ entity: record.entity, id: record.id }] : [],
  );
  const client = clientOf(input);
  const recent = client === null ? {} : input.memory.recall(input.accountKey, client);
  const made = Object.entries(recent).map(([entity, id]): Link => ({ entity: entity as Entity, id }));
  return [...new Map([...found, ...made].map((link) => [`${link.entity} ${link.id}`, link])).values()];
}

/** One whose search lags may not show what this process wrote moments ago: read by its call then. */
async function lately(
  input: ApplyInput,
  { earlier }: CrmProvider,
  known: OwnTask[],
  links: Link[],
): Promise<OwnTask[]> {
  const client = clientOf(input);
  const call = client === null ? null : input.memory.recallStep(input.accountKey, openKey(client));
  if (call === null || !earlier || known.some(({ key }) => key.startsWith(`${call}_`))) return [];
  const activities = await earlier.ofCall(call, links);
  return activities.flatMap((activity): OwnTask[] =>
    activity.kind === 'task'
      ? [{ ...activity, kind: 'task', ownerId: null, dueAt: null, createdAt: null, links, url: null }]
      : [],
  );
}

/** Missed tasks of the client, open and done, those of this call left out, the oldest first. Throws CrmError. */
async function tasksOf(input: ApplyInput, provider: CrmProvider, { key }: MissedStep): Promise<MissedTask[]> {
  if (!provider.tasks) return [];
  const links = linksOf(input);
  const shown = await provider.tasks.ofRecords(links);
  const all = [...shown, ...(await lately(input, provider, shown, links))];
  return all
    .flatMap((task) => missedTask(task, input.event.defaultCountry) ?? [])
    .filter(
      ({ task, call, client }) =>
        call !== key && (client === null ? task.links.length > 0 : client === input.event.clientNumber),
    )
    .sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
}

/** The line without what only the task tells. */
const endsOf = (line: string): [string, string] => {
  const [head = '', tail = ''] = line.split(/\{(?:after|number)\}/);
  return [head.trimEnd(), tail.trim()];
};
function holds({ task }: MissedTask, { values }: MissedStep): boolean {
  const [head, tail] = endsOf(values.line);
  return linesOf(task.text).some((line) => line.startsWith(head) && line.endsWith(tail));
}

const ATTEMPTS = LANGUAGES.map(
  (language) => catalogues[language]['line.missed.attempt'].split('{', 1)[0] ?? '',
);
const attemptsIn = ({ task }: MissedTask): number =>
  linesOf(task.text).filter((line) => ATTEMPTS.some((begin) => line.startsWith(begin))).length;

function lineFor({ values }: MissedStep, one: MissedTask, { plan }: ApplyInput): string {
  const waited = one.at === null ? null : Math.max(0, (Date.parse(values.at) - one.at) / 1000);
  return fill(values.line, {
    after: waited === null ? '–' : formatDuration(waited, plan.language),
    number: attemptsIn(one) + 1,
  });
}

interface Part {
  input: ApplyInput;
  provider: CrmProvider;
  step: MissedStep;
}

function told({ step, input }: Part, code: TextCode, more: Partial<StepOutcome> = {}): StepOutcome {
  const why = reason(input.plan.language, code);
  return {
    id: step.id,
    kind: 'missed',
    status: 'skipped',
    recordId: null,
    url: null,
    error: null,
    changes: [],
    ...more,
    reason: { ...why, text: [step.reason.text, why.text].join(' ') },
  };
}

const CODES = { again: 'missed.again', close: 'missed.closed', attempt: 'missed.attempt' } as const;

/** Gives one task its line, or tells that it has it. Throws CrmError. */
async function change({ input, provider, step }: Part, one: MissedTask, id: string): Promise<StepOutcome> {
  const { task } = one;
  const { does } = step.values;
  const done = does === 'close';
  const as = { id, recordId: task.id, url: task.url };
  if (holds(one, step) && !done)
    return told({ input, provider, step }, 'missed.noted', { ...as, status: 'alreadyThere' });
  const line = lineFor(step, one, input);
  if (!input.dryRun)
    await provider.earlier?.amend(task, { lines: holds(one, step) ? [] : [line], done }, task.links);
  const changes = [
    { field: 'text', before: null, after: line },
    ...(done ? [{ field: 'state', before: 'open', after: 'done' }] : []),
  ];
  return told({ input, provider, step }, CODES[does], { ...as, status: 'updated', changes });
}

/** Every open task the call concerns; a client has one, and where others made more, all of them. */
async function carryOut(part: Part): Promise<StepOutcome[]> {
  const { input, provider, step } = part;
  const start = Date.parse(step.values.at);
  const all = await tasksOf(input, provider, step);
  const open = all.filter(({ task, at }) => task.open && (at === null || Number.isNaN(start) || at < start));
  if (open.length === 0) return [told(part, 'missed.none')];
  return Promise.all(
    open.map((one, index) => change(part, one, index === 0 ? step.id : `${step.id}.${one.task.id}`)),
  );
}

function skipped(step: PlanStep, why: Reason): StepOutcome {
  const { id, kind } = step;
  return { id, kind, status: 'skipped', recordId: null, url: null, reason: why, error: null, changes: [] };
}

/** What is left to be written of a call made in vain, and what became of the rest. */
export interface Sifted {
  steps: PlanStep[];
  outcomes: StepOutcome[];
}

async function siftAgain(part: Part, steps: PlanStep[]): Promise<Sifted> {
  const { input, provider, step } = part;
  const { memory, accountKey, plan } = input;
  const isOpen = (one: PlanStep): boolean => isTask(one) && one.values.state === 'open';
  const without = (code: TextCode, outcomes: StepOutcome[]): Sifted => ({
    steps: steps.filter((one) => !isOpen(one)),
    outcomes: [...steps.filter(isOpen).map((one) => skipped(one, reason(plan.language, code))), ...outcomes],
  });
  const client = clientOf(input);
  const talked = client === null ? null : memory.recallStep(accountKey, talkedKey(client));
  if (talked !== null && Date.parse(talked) > Date.parse(step.values.at))
    return without('missed.talkedSince', [told(part, 'missed.talkedSince')]);
  const others = await tasksOf(input, provider, step);
  const noted = others.find((one) => holds(one, step));
  const [standing] = others.filter(({ task }) => task.open);
  const one = noted ?? standing;
  if (!one) return { steps, outcomes: [told(part, 'missed.none')] };
  return without('missed.instead', [await change(part, one, step.id)]);
}

/**
 * Before the plan is carried out: a client who called in vain and has an open missed task gets no second one. Returns the
 * steps that are left. A refusal is an outcome, and the tasks wait for the next run.
 */
export async function siftMissed(
  input: ApplyInput,
  provider: CrmProvider,
  steps: PlanStep[],
): Promise<Sifted> {
  const step = input.plan.steps.find(isMissedStep);
  if (!step || step.values.does !== 'again' || !provider.tasks) return { steps, outcomes: [] };
  try {
    return await siftAgain({ input, provider, step }, steps);
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    return {
      steps: steps.filter((one) => !isTask(one)),
      outcomes: [...steps.filter(isTask).map((one) => failureOf(one, error)), failureOf(step, error)],
    };
  }
}

/** After it: closes or notes. Returns what became of the step; nothing when the plan has none. */
export async function keepMissed(input: ApplyInput, provider: CrmProvider): Promise<StepOutcome[]> {
  const step = input.plan.steps.find(isMissedStep);
  if (!step || step.values.does === 'again' || !provider.tasks) return [];
  const part = { input, provider, step };
  try {
    const outcomes = await carryOut(part);
    const client = clientOf(input);
    if (client !== null && step.values.does === 'close' && !input.dryRun)
      input.memory.rememberStep(input.accountKey, talkedKey(client), step.values.at);
    return outcomes;
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    return [failureOf(step, error)];
  }
}

/** Remembers the missed task that was made now, for events that come before search shows it. */
export function noteMissed(input: ApplyInput, steps: PlanStep[], outcomes: StepOutcome[]): void {
  const step = input.plan.steps.find(isMissedStep);
  const client = clientOf(input);
  if (step?.values.does !== 'again' || client === null) return;
  const made = steps.some(
    (one) =>
      isTask(one) &&
      one.values.state === 'open' &&
      outcomes.some(({ id, status }) => id === one.id && status === 'created'),
  );
  if (made) input.memory.rememberStep(input.accountKey, openKey(client), step.key);
}
