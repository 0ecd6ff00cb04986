/** Dry run: what each step would put into which field. Reads, never writes. */
import type { CreateStep, PlanStep } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import { outcomeOf } from '../shared/outcomes';
import { isCall, isTask, isUpdate, lastActivity } from '../shared/steps';
import { bodyOf } from './bodies';
import { callValues } from './call-log';
import { KINDS } from './entities';
import { codesOf, fieldList } from './field-lists';
import { fieldNamed, ownOf } from './own-fields';
import { readMarkers } from './markers';
import { endedBy } from './plan-end';
import { knownTargets } from '../engine/run';
import { linkIds } from './targets';
import { taskValues } from './tasks';
import type { ApiField } from './types';
import { changesOf, DONE } from './update';
import type { Work } from './work';

/** Phones and e-mails are lists of values, addresses and sums objects with one. */
function text(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(text).join(', ');
  const inner = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const known = inner['value'] ?? inner['person_id'];
  return known === undefined ? JSON.stringify(value) : text(known);
}
const fresh = (values: Record<string, unknown>): StepOutcome['changes'] =>
  Object.entries(values).map(([field, after]) => ({ field, before: null, after: text(after) }));

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

/** As CrmProvider.preview. Throws CrmError when the CRM cannot be read. */
export async function previewSteps(work: Work, steps: PlanStep[]): Promise<StepOutcome[]> {
  const last = lastActivity(steps);
  const activities = [...steps.filter(isCall), ...steps.filter(isTask)];
  const targets = knownTargets(activities.flatMap(({ links }) => links));
  const markers = targets.length > 0 ? await readMarkers(work, targets) : new Map<string, { id: number }[]>();
  return Promise.all(
    steps.map(async (step) => {
      if (isUpdate(step)) {
        const { entity, id } = step.target;
        const { collection, fields } = KINDS[entity];
        const record = await work.api.get(collection, id, `reading the ${entity}`);
        const codes = codesOf(await fieldList(work.api, fields), fields);
        const changes = changesOf(step, record, codes);
        const url = work.links.url(entity, id);
        return changes
          ? outcomeOf(step, { status: 'updated', recordId: id, url, changes })
          : outcomeOf(step, { status: 'skipped', recordId: id, url }, [DONE[step.kind] ?? '']);
      }
      const [there] = markers.get(step.key) ?? [];
      if (there && (step.kind === 'callRecord' || step.kind === 'task'))
        return outcomeOf(step, { status: 'alreadyThere', recordId: String(there.id) });
      const ids = linkIds(knownTargets(step.links), work.existing);
      const values =
        step.kind === 'callRecord'
          ? callValues(step, step.values.ownerId, ids)
          : step.kind === 'task'
            ? taskValues(step, step.values.ownerId, ids, work.settings.taskType, endedBy(step, last))
            : await createValues(work, step);
      return outcomeOf(step, { status: 'created', recordId: null, changes: fresh(values) });
    }),
  );
}
