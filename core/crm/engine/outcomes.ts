/** Builds the outcome of a step (created, failed, waiting …) in the port's format. */
import type { Words } from '../../model/said';
import { said, toText } from '../../text/said';
import type { Entity, PlanStep, Step } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import { CrmError } from '../../http/errors';

type Done = Pick<StepOutcome, 'status' | 'recordId'> & Partial<Pick<StepOutcome, 'url' | 'changes'>>;

/** Takes the step, what became of it and what a person should know besides its reason. */
export function outcomeOf({ id, kind, reason }: PlanStep, done: Done, notes: Words[] = []): StepOutcome {
  return withNotes({ id, kind, url: null, changes: [], ...done, reason, error: null }, notes);
}
/** The outcome with more that a person should know, in English until it is worded in a language (core/apply). */
export function withNotes(outcome: StepOutcome, notes: Words[]): StepOutcome {
  if (notes.length === 0) return outcome;
  const { words, ...reason } = outcome.reason;
  const all = [...(words ?? [reason.text]), ...notes];
  return { ...outcome, reason: { ...reason, text: all.map((one) => toText(one)).join(' '), words: all } };
}

export function failureOf(
  { id, kind, reason }: Pick<Step, 'id' | 'kind' | 'reason'>,
  error: CrmError,
  recordId: string | null = null,
): StepOutcome {
  return { id, kind, status: 'failed', recordId, url: null, reason, error: error.toStepError(), changes: [] };
}

/** What a step writes, in words. */
export const kindWords = (kind: PlanStep['kind']): Words =>
  kind === 'attribution' || kind === 'phone' || kind === 'owner' || kind === 'fields'
    ? kind
    : said(`kind.${kind}`);

/** A refusal that the next run of the plan may not meet again: what follows from the step waits for that run. */
export function passes({ kind }: Pick<CrmError, 'kind'>): boolean {
  return kind === 'temporary' || kind === 'rateLimited' || kind === 'outcomeUnknown';
}

/**
 * The last activity of a plan (lastActivity in steps.ts) is written last: a replay takes a call that has it for done
 * (CrmProvider.seen). Takes the outcomes so far and that activity; returns the error with which it waits for the next run,
 * null when nothing is left.
 */
export function lastWaits(
  system: string,
  outcomes: Iterable<StepOutcome>,
  { kind }: Pick<PlanStep, 'kind'>,
): CrmError | null {
  for (const { error } of outcomes) {
    if (!error || !passes(error)) continue;
    const message = said(kind === 'task' ? 'write.lastTaskWaits' : 'write.lastCallWaits', { system });
    return new CrmError({ kind: error.kind, system, message, advice: error.words?.advice ?? error.advice });
  }
  return null;
}

/** The step waits for a record that could not be made; running the plan again finishes it. `system` is the CRM's label. */
export function waitsFor(
  system: string,
  step: PlanStep,
  missing: Entity,
  cause: CrmError | undefined,
): CrmError {
  const kind = cause?.kind ?? 'temporary';
  return new CrmError({
    kind,
    system,
    message: said('write.waits', { system, kind: kindWords(step.kind), missing: said(`kind.${missing}`) }),
    advice: cause?.words.advice ?? said('advice.again'),
  });
}
