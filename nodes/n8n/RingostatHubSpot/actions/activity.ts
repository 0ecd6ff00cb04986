import { clock, CrmError, SetUpError, type ItemResult, type PlanStep } from '../../shared/product';
import { linksOf, textOf, valueOf, type Run } from './run';

const FOUR_HOURS_MS = 4 * 60 * 60 * 1000;
const BY_HAND = { code: 'byHand', params: {}, text: 'asked for by hand in the node' };

/** Call id of the event the item may carry. */
function callIdOf({ json }: Run): string | null {
  const event: unknown = json['event'];
  const id = typeof event === 'object' && event !== null ? (event as { callId?: unknown }).callId : null;
  return typeof id === 'string' ? id : null;
}

/** One record per call and node, else per execution and item; only characters that every CRM takes. */
function keyOf(run: Run): string {
  const { context, itemIndex } = run;
  const call = callIdOf(run) ?? `${context.getExecutionId()}_${itemIndex}`;
  const key = textOf(run, 'key') ?? `${call}_${context.getNode().id}`;
  return `byHand_${key}`.replace(/[^A-Za-z0-9_-]/g, '_');
}

function time(run: Run, name: string, fallback: number): string {
  const typed = textOf(run, name);
  const at =
    typed === null
      ? new Date(fallback)
      : new Date(/^\d+$/.test(typed) ? Number(typed) : typed.replace(/^"|"$/g, ''));
  if (!Number.isNaN(at.getTime())) return at.toISOString();
  throw new SetUpError(
    `The time in the field ${name} cannot be read`,
    'Give an ISO date, e.g. 2026-11-20T14:00:00Z.',
  );
}

async function applyOne(run: Run, step: PlanStep): Promise<ItemResult> {
  const { provider } = run.account;
  const [outcome] = await provider.apply([step], []);
  if (outcome?.status === 'failed' && outcome.error)
    throw new CrmError({ ...outcome.error, system: provider.label });
  return { json: { ...run.json, record: outcome ?? null } };
}

function subjectOf(run: Run): string {
  const subject = textOf(run, 'subject');
  if (subject === null) throw new SetUpError('The subject is empty', 'Fill the field Subject.');
  return subject;
}

/** Task by hand. */
export function createTask(run: Run): Promise<ItemResult> {
  return applyOne(run, {
    id: 'task.manager',
    kind: 'task',
    key: keyOf(run),
    reason: BY_HAND,
    links: linksOf(run),
    values: {
      role: 'manager',
      state: valueOf<'open' | 'done'>(run, 'taskState', 'open'),
      subject: subjectOf(run),
      body: textOf(run, 'body') ?? '',
      dueAt: time(run, 'dueAt', clock.now() + FOUR_HOURS_MS),
      ownerId: textOf(run, 'ownerId'),
      fields: {},
    },
  });
}

/** Call record by hand. */
export function logCall(run: Run): Promise<ItemResult> {
  const recording = textOf(run, 'recording');
  const number = textOf(run, 'clientNumber');
  const direction = valueOf<'incoming' | 'outgoing'>(run, 'callDirection', 'incoming');
  const key = keyOf(run);
  return applyOne(run, {
    id: 'callRecord',
    kind: 'callRecord',
    key,
    reason: BY_HAND,
    links: linksOf(run),
    values: {
      title: subjectOf(run),
      body: textOf(run, 'body') ?? '',
      direction,
      status: valueOf<'answered' | 'missed' | 'voicemail' | 'failed'>(run, 'callStatus', 'answered'),
      startedAt: time(run, 'startedAt', clock.now()),
      endedAt: null,
      talk: Number(textOf(run, 'talk')) || 0,
      from: direction === 'incoming' ? number : null,
      to: direction === 'incoming' ? null : number,
      recordings: recording === null ? [] : [recording],
      ownerId: textOf(run, 'ownerId'),
      callId: key,
      fields: {},
    },
  });
}
