/** One record as HubSpot takes it. */
import type { CallRecordStep, CreateStep, TaskStep } from '../../model/plan';
import type { Words } from '../../model/said';
import type * as engine from '../engine/write';
import type { Target } from '../engine/run';
import type { Properties } from './api';
import type { ObjectType } from './endpoints';

export interface Write extends engine.Write {
  type: ObjectType;
  values: Properties;
  /** What a new record is linked to. */
  targets: Target[];
  /** Names of the unique properties among the values, the most telling one first. */
  keys: string[];
  /** What it cannot be without, keys aside. */
  needed: string[];
  /** Properties read of a record that is there already. */
  wanted: string[];
  /** Step of a new record. */
  step: CreateStep | CallRecordStep | TaskStep | null;
  /** HTML at the end of the text of an activity, in place of its key; empty: it has its key (keyless.ts). */
  mark: string;
  /** The text of an activity with such a mark. */
  body: (mark: string) => string;
  /** A request for several did not take it. */
  alone?: true;
}

/** A new record; what it does not say has none of it. */
export const newWrite = (
  step: NonNullable<Write['step']>,
  write: Pick<Write, 'type' | 'values' | 'targets' | 'keys' | 'needed' | 'action'> & Partial<Write>,
): Write => ({
  id: null,
  given: step.values,
  notes: [],
  wanted: [],
  step,
  mark: '',
  body: () => '',
  ...write,
});

/** A change of a record that is there: all of it or nothing. */
export const changeOf = (type: ObjectType, id: string, values: Properties, action: Words): Write => ({
  type,
  id,
  values,
  action,
  given: { whole: true },
  notes: [],
  targets: [],
  keys: [],
  needed: [],
  wanted: [],
  step: null,
  mark: '',
  body: () => '',
});
