/** One record, task or call record as Pipedrive takes it. Nothing is unique here: what is sent is rendered for each request. */
import type { CallRecordStep, CreateStep, TaskStep } from '../../model/plan';
import type { FoundRecord } from '../../model/record';
import type { Words } from '../../model/said';
import type { Target } from '../engine/run';
import type * as engine from '../engine/write';
import type { ApiField, Json } from './types';

export interface Write<
  Step extends CreateStep | TaskStep | CallRecordStep = CreateStep | TaskStep | CallRecordStep,
>
  extends engine.Write {
  step: Step;
  ownerId: string | null;
  /** What it hangs on. */
  targets: Target[];
  /** Records whose organisation counts beside the targets. */
  existing: FoundRecord[];
  /** What refusals made of single values, by code or name: another value, or none (undefined). */
  instead: Map<string, unknown>;
  /** Fields of the account when it was last sent. */
  known: ApiField[];
  /** Codes of the custom fields that were sent. */
  custom: string[];
  /** Mapped fields whose values were told to be unfit. */
  unsent: Set<string>;
  /** Type of an activity. */
  type: string;
  /** Told when it was made. */
  whenMade: Words | null;
}

export const newWrite = <Step extends CreateStep | TaskStep | CallRecordStep>(
  step: Step,
  write: Pick<Write, 'targets' | 'existing' | 'action'> & { type?: string },
): Write<Step> => ({
  id: null,
  values: {},
  given: step.values,
  notes: [],
  step,
  ownerId: step.values.ownerId,
  instead: new Map(),
  known: [],
  custom: [],
  unsent: new Set(),
  type: '',
  whenMade: null,
  ...write,
});

/** The values of an activity with what refusals made of them. */
export function mendedValues(values: Json, { instead }: Write): Json {
  const all = Object.entries({ ...values, ...Object.fromEntries(instead) });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}
