/** Updates existing records: fills empty attribution, sets the owner, adds a number. One request per record. */
import type { StepOutcome } from '../../model/outcome';
import type { UpdateStep } from '../../model/plan';
import type { FoundRecord } from '../../model/record';
import { CrmError } from '../../http/errors';
import { numberChange } from '../engine/new-number';
import { outcomeOf } from '../engine/outcomes';
import { updateRecords } from '../engine/updates';
import { changesOf, type Changes, type FieldNames } from '../engine/changes';
import type { FieldAction } from './port';
import { netHuntError, noLeads } from './errors';
import { FOLDER_WORDS, kindOf, usualNames, type FieldKey, type Kind } from './kinds';
import type { Layout } from './layout';
import { attributionValues, shown } from './values';
import { said } from '../../text/said';

/** `name`: display name of a mapped field, in place of the meaning. */
type Change = { key: FieldKey; name?: string; add: unknown; overwrite: boolean };

/** What the step sets. Attribution is only added: a value somebody else wrote meanwhile stays. */
function changesIn(step: UpdateStep): Change[] {
  if (step.kind === 'owner') return [{ key: 'owner', add: [step.values.ownerId], overwrite: true }];
  if (step.kind === 'phone') return [{ key: 'phone', add: step.values.phone, overwrite: false }];
  if (step.kind === 'fields')
    return Object.entries(step.values).map(([name, add]) => ({
      key: 'description',
      name,
      add,
      overwrite: true,
    }));
  return Object.entries(attributionValues(step.values))
    .filter(([, value]) => value !== null)
    .map(([key, add]) => ({ key: key as FieldKey, add, overwrite: false }));
}

/** What the fields held, as `existing` tells, and what they get. */
export function changesOfStep(layout: Layout, step: UpdateStep, existing: FoundRecord[]): Changes {
  if (step.kind === 'phone') return [numberChange(step)];
  const kind = kindOf(step.target.entity);
  if (step.kind === 'fields')
    return Object.entries(step.values).map(([field, value]) => ({ field, before: null, after: value }));
  const after = changesIn(step).map(({ key, add }): [string, string] => [key, shown(add)]);
  const names: FieldNames = { owner: 'owner', attribution: (field) => field };
  return changesOf(step, existing, Object.fromEntries(after), names).map((change) => ({
    ...change,
    field: (kind && layout.nameOf(kind, change.field as FieldKey)) ?? change.field,
  }));
}

function actions(layout: Layout, kind: Kind, changes: Change[]): Record<string, FieldAction> {
  const named = changes.flatMap(({ key, name, add, overwrite }): [string, FieldAction][] => {
    const field = name ?? layout.nameOf(kind, key);
    return field === null ? [] : [[field, { ...(overwrite ? { overwrite } : {}), add }]];
  });
  return Object.fromEntries(named);
}

/** Nothing of what was to be set has a field. */
function noField(kind: Kind, changes: Change[]): CrmError {
  const list = changes.map(({ key }) => usualNames(kind, key)[0] ?? key).join(', ');
  const what = FOLDER_WORDS[kind];
  return netHuntError(
    'invalidField',
    `the folder of ${what} lacks the fields ${list}.`,
    `Add the fields ${list} to the folder of ${what} in NetHunt, as texts (a manager as people), and run the item again.`,
    list,
  );
}

/** The person whom the step gives the record to is not a member of the workspace. */
function refusedOwner(kind: Kind, changes: Change[], error: unknown): CrmError | null {
  const owner = changes.find(({ key }) => key === 'owner');
  const [email] = Array.isArray(owner?.add) ? (owner.add as string[]) : [];
  if (!email || !(error instanceof CrmError) || !error.code?.includes(email)) return null;
  const message = `the ${kind} was not given to ${email}: not a member of the workspace (any more).`;
  return netHuntError('invalidField', message, 'Correct the team table, then run the item again.', email);
}

async function send(layout: Layout, kind: Kind, id: string, changes: Change[]): Promise<void> {
  const action = said('doing.updateKind', { kind: said(`of.${kind}`) });
  const wanted = actions(layout, kind, changes);
  if (Object.keys(wanted).length === 0) throw noField(kind, changes);
  try {
    await layout.api.update(await layout.place(kind), id, wanted, action);
  } catch (error) {
    const refused = refusedOwner(kind, changes, error);
    if (refused) throw refused;
    const names =
      error instanceof CrmError && error.kind === 'invalidField'
        ? (await layout.relearn(kind)).map(({ name }) => name)
        : null;
    // Every field is there under its name: the refusal has another reason.
    if (!names || Object.keys(wanted).every((name) => names.includes(name))) throw error;
    const left = actions(layout, kind, changes);
    if (Object.keys(left).length === 0) throw noField(kind, changes);
    await layout.api.update(await layout.place(kind), id, left, action);
  }
}

async function updateOne(
  layout: Layout,
  steps: UpdateStep[],
  existing: FoundRecord[],
): Promise<StepOutcome[]> {
  const [first] = steps;
  const kind = first ? kindOf(first.target.entity) : null;
  if (!first || !kind) throw noLeads();
  const { id } = first.target;
  const changes = steps.flatMap(changesIn);
  if (changes.length > 0) await send(layout, kind, id, changes);
  return steps.map((step) =>
    outcomeOf(step, {
      status: 'updated',
      recordId: id,
      url: layout.api.links.of(id),
      changes: changesOfStep(layout, step, existing),
    }),
  );
}

/** Carries the steps out, those of one record together. */
export const updateAll = (
  layout: Layout,
  steps: UpdateStep[],
  existing: FoundRecord[],
): Promise<StepOutcome[]> => updateRecords(steps, (group) => updateOne(layout, group, existing));
