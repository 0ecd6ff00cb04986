/** Dry run: what each step would put into which field. Reads, never writes. */
import type { CreateStep, PlanStep, UpdateStep } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import type { Changes } from '../engine/changes';
import { previewAll } from '../engine/preview';
import { isCall, isTask, lastActivity } from '../engine/steps';
import { bodyOf } from './bodies';
import { callValues } from './call-log';
import { KINDS } from './entities';
import { codesOf, fieldList } from './field-lists';
import { fieldNamed, ownOf } from './own-fields';
import { readMarkers, type ActivityStep } from './markers';
import { endedBy } from './plan-end';
import { knownTargets } from '../engine/run';
import { linkIds } from './targets';
import { taskValues } from './tasks';
import type { ApiField } from './types';
import { changesOf, DONE } from './update';
import { urlOf, type Work } from './work';
import { said } from '../../text/said';

/** Phones and e-mails are lists of values, addresses and sums objects with one. */
function text(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(text).join(', ');
  const inner = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const known = inner['value'] ?? inner['person_id'];
  return known === undefined ? JSON.stringify(value) : text(known);
}
/** Custom fields by name, as people know them; ours that are missing would be made. */
async function createValues(work: Work, step: CreateStep): Promise<Record<string, unknown>> {
  const { fields: list } = KINDS[step.kind];
  const all = await fieldList(work.api, list);
  const lacking: ApiField[] = ownOf(list)
    .filter(({ name }) => fieldNamed(all, name) === null)
    .map(({ name, type }) => ({
      field_name: name,
      field_code: name,
      field_type: type,
      is_custom_field: true,
    }));
  const whole = [...all, ...lacking];
  const ids = linkIds(knownTargets(step.links), work.existing);
  const { own, custom } = bodyOf(step, step.values.ownerId, ids, codesOf(whole, list), whole);
  const nameOf = (code: string): string =>
    whole.find(({ field_code }) => field_code === code)?.field_name ?? code;
  return {
    ...own,
    ...Object.fromEntries(Object.entries(custom).map(([code, value]) => [nameOf(code), value])),
  };
}

async function changesIn(work: Work, step: UpdateStep): Promise<Changes | string> {
  const { entity, id } = step.target;
  const { collection, fields } = KINDS[entity];
  const record = await work.api.get(collection, id, said('doing.readKind', { kind: said(`of.${entity}`) }));
  const codes = codesOf(await fieldList(work.api, fields), fields);
  return changesOf(step, record, codes) ?? DONE[step.kind] ?? '';
}

/** Ids of activities that are there, by key. */
async function idsByKey(work: Work, activities: ActivityStep[]): Promise<Map<string, string>> {
  const targets = knownTargets(activities.flatMap(({ links }) => links));
  if (targets.length === 0) return new Map();
  const markers = await readMarkers(work, targets);
  return new Map(
    [...markers].flatMap(([key, [first]]): [string, string][] => (first ? [[key, String(first.id)]] : [])),
  );
}

/** As CrmProvider.preview. Throws CrmError when the CRM cannot be read. */
export async function previewSteps(work: Work, steps: PlanStep[]): Promise<StepOutcome[]> {
  const last = lastActivity(steps);
  return previewAll(steps, {
    url: (kind, id) => urlOf(work, kind, id),
    there: await idsByKey(work, [...steps.filter(isCall), ...steps.filter(isTask)]),
    changes: (step) => changesIn(work, step),
    async values(step) {
      const { ownerId } = step.values;
      const ids = linkIds(knownTargets(step.links), work.existing);
      if (isCall(step)) return callValues(step, ownerId, ids);
      if (isTask(step)) return taskValues(step, ownerId, ids, work.settings.taskType, endedBy(step, last));
      return createValues(work, step);
    },
    shown: text,
  });
}
