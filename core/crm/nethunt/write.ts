/** One record as NetHunt takes it: by meaning, since its fields have other names in each workspace. */
import type { CallRecordStep, CreateStep, TaskStep } from '../../model/plan';
import type { Target } from '../engine/run';
import type * as engine from '../engine/write';
import type { Identity } from './settle';
import type { RecordValues, Values } from './values';

export interface Write extends engine.Write, RecordValues {
  /** Under which only one creation goes on in this process. */
  flight: string;
  identity: Identity;
  /** Records it is linked to that memory told of. */
  remembered: ReadonlySet<string>;
  /** Stage and pipeline that somebody chose. */
  chosen: { stage: string | null; pipeline: string | null };
  /** Values that depend on what the fields are called, once they have been read. */
  renamed?: () => Values;
  /** A request had no answer: what was made is read back. */
  unsure: boolean;
}

type Own = Pick<Write, 'kind' | 'meanings' | 'key' | 'identity' | 'action'>;

/** A new record of the step, linked to `targets`. */
export const newWrite = (
  step: CreateStep | CallRecordStep | TaskStep,
  targets: Target[],
  write: Own & Partial<Write>,
): Write => ({
  id: null,
  values: {},
  given: step.values,
  notes: [],
  extra: step.values.fields,
  flight: `${write.kind} ${step.key}`,
  remembered: new Set(targets.filter(({ remembered }) => remembered).map(({ id }) => id)),
  chosen: { stage: null, pipeline: null },
  unsure: false,
  ...write,
});
