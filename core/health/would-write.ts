/** What plans of these tables and settings would write: the plans themselves, made of sample events and carried out dry. */
import { resolveSteps } from '../apply/resolve';
import type { ApplySettings } from '../apply/types';
import { applyMatrix } from '../matrix/apply-matrix';
import { presets } from '../matrix/presets';
import type { NoteStep, PlanStep, StepKind } from '../model/plan';
import { isNote, isUpdate } from '../crm/engine/steps';
import type { CrmProvider, WrittenObject } from '../crm/port';
import { samplesOf, type Sample } from './samples';
import type { FlowUses, UsedTable } from './uses';

type WritingStep = Exclude<PlanStep, NoteStep | { target: unknown }>;

/** One new record as it would be sent. */
export interface WouldWrite {
  object: WrittenObject;
  /** By the names of the CRM's dry run. */
  values: ReadonlyMap<string, string>;
  /** By API name: what the field mapping gives. */
  mapped: Readonly<Record<string, string>>;
  /** By API name: what stands in for a demanded value. */
  defaults: Readonly<Record<string, string>>;
}

function stepsOf(
  used: UsedTable,
  settings: ApplySettings,
  sample: Sample,
  senior: string | null,
): WritingStep[] {
  const { table, preset, options } = used;
  const { event, card } = sample;
  const { callRecordIsTask } = presets[preset];
  const plan = applyMatrix({ event, card, table, preset, callRecordIsTask, options });
  const { steps } = resolveSteps({ plan, event, client: card.client, settings, senior });
  // A note is a task where its demands count.
  return steps.flatMap((step) => (isUpdate(step) || isNote(step) ? [] : [step]));
}

/** Names of the values that are there; texts and times of samples are alike. */
const filledNames = (values: object): string[] =>
  Object.entries(values).flatMap(([name, value]) => (value === null || value === '' ? [] : [name]));

/** Steps that look alike to a CRM: same kind, same choices, same values filled. */
function likeness(step: WritingStep): string {
  const { kind, values } = step;
  const choices =
    kind === 'callRecord'
      ? [values.direction, values.status]
      : kind === 'task'
        ? [values.state]
        : [values.pipeline, values.stage];
  return JSON.stringify([kind, choices, filledNames(values), values.fields, values.defaults]);
}

/**
 * Takes what the flows use and the provider; returns each different record that would be made. Reads for the dry run, writes
 * nothing. Throws CrmError when the CRM cannot be read.
 */
export async function wouldWrite(uses: FlowUses, provider: CrmProvider): Promise<WouldWrite[]> {
  const users = uses.users.filter(Boolean);
  const senior = users[0] ?? null;
  const different = new Map<string, WritingStep>();
  for (const settings of uses.settings)
    for (const used of uses.tables)
      for (const sample of samplesOf(users, settings.mapping))
        for (const step of stepsOf(used, settings, sample, senior)) different.set(likeness(step), step);
  // Mapped fields are compared by themselves: a dry run may refuse one that is gone, and with it all.
  const steps = [...different.values()].map((step, index) => ({
    ...step,
    id: `sample.${index}`,
    key: `${step.key}.${index}`,
    links: [],
    values: { ...step.values, fields: {} },
  })) as WritingStep[];
  if (steps.length === 0) return [];
  const outcomes = await provider.preview(steps, []);
  return [...different.values()].flatMap(({ kind, values }, index): WouldWrite[] => {
    const outcome = outcomes.find(({ id }) => id === `sample.${index}`);
    if (!outcome || outcome.error) return [];
    const sent = outcome.changes.flatMap(({ field, after }): [string, string][] =>
      after === null ? [] : [[field, after]],
    );
    return [
      {
        object: kind satisfies StepKind,
        values: new Map(sent),
        mapped: values.fields,
        defaults: values.defaults ?? {},
      },
    ];
  });
}
