/** Lists for the drop-downs. NetHunt lists folders and names of fields; people, pipelines and stages are collected from records. */
import type { Entity } from '../../model/plan';
import { CrmError } from '../../http/errors';
import type { CrmField } from '../../model/record';
import type { CrmPipeline, CrmUser } from '../port';
import { noLeads, netHuntError } from './errors';
import { fold, kindOf, type Kind } from './kinds';
import type { Layout } from './layout';
import { ONE_PIPELINE } from './settings';
import type { ApiRecord } from './port';
import { isClosedStage, peopleOf, textOf } from './records';

const ROWS = 200;
/** How far back people and stages are collected. */
const BACK_MS = 365 * 86_400_000;

async function recent(layout: Layout, kind: Kind): Promise<ApiRecord[]> {
  try {
    const folder = await layout.locate(kind);
    return folder === null ? [] : await layout.api.updatedRecords(folder, layout.clock.now() - BACK_MS, ROWS);
  } catch (error) {
    // A folder the key may not see has nothing to tell; a refused key has.
    if (error instanceof CrmError && (error.kind === 'notPermitted' || error.kind === 'notFound')) return [];
    throw error;
  }
}

/** The owner of the key and everybody who owns a recent record; ids are e-mails. Throws CrmError. */
export async function readUsers(layout: Layout): Promise<CrmUser[]> {
  const kinds: Kind[] = ['contact', 'deal', 'task'];
  const [me, ...lists] = await Promise.all([layout.api.me(), ...kinds.map((kind) => recent(layout, kind))]);
  const owners = lists.flatMap((rows, index) => {
    const kind = kinds[index] ?? 'contact';
    return rows.flatMap((row) => peopleOf(layout.valueOf(row, kind, 'owner')));
  });
  const mails = [...new Set([...(me.email ? [me.email] : []), ...owners])].sort();
  return mails.map((email) => ({
    id: email,
    name: email === me.email && me.name ? me.name : email,
    email,
    active: true,
  }));
}

/** Named in the settings, else collected from recent deals. Throws CrmError. */
export async function readPipelines(layout: Layout): Promise<CrmPipeline[]> {
  if (layout.settings.stages.length > 0)
    return layout.settings.stages.map(({ pipeline, stages }) => ({
      id: pipeline || ONE_PIPELINE,
      name: pipeline || 'Deals',
      stages: stages.map(({ name, closed }) => ({ id: name, name, closed })),
    }));
  const found = new Map<string, Set<string>>();
  for (const row of await recent(layout, 'deal')) {
    const pipeline = textOf(layout.valueOf(row, 'deal', 'pipeline')) ?? ONE_PIPELINE;
    const stage = textOf(layout.valueOf(row, 'deal', 'stage'));
    const stages = found.get(pipeline) ?? new Set();
    if (stage !== null) stages.add(stage);
    found.set(pipeline, stages);
  }
  return [...found].map(([pipeline, stages]) => ({
    id: pipeline,
    name: pipeline === ONE_PIPELINE ? 'Deals' : pipeline,
    stages: [...stages].map((name) => ({ id: name, name, closed: isClosedStage(layout, name) })),
  }));
}

/** Fields of a folder. Types and options are not told, so every field counts as a writable text. Throws CrmError. */
export async function readFields(
  layout: Layout,
  entity: Entity | 'callRecord' | 'task',
): Promise<CrmField[]> {
  const kind = entity === 'callRecord' || entity === 'task' ? entity : kindOf(entity);
  if (!kind) throw noLeads();
  const names = await layout.names(kind);
  return names
    .map((name) => ({ name, label: name, type: 'text', writable: true, options: [] }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
}

/** Values of the lists that the settings name. Throws CrmError. */
export async function readChoices(layout: Layout, list: string): Promise<{ value: string; label: string }[]> {
  const byLabel = (a: { label: string }, b: { label: string }): number =>
    a.label.localeCompare(b.label, 'en');
  if (list === 'folders') {
    const folders = await layout.api.folders('writable');
    return folders.map(({ id, name }) => ({ value: id, label: name })).sort(byLabel);
  }
  const kind = list === 'contactFields' ? 'contact' : list === 'dealFields' ? 'deal' : null;
  if (kind) return (await layout.names(kind)).map((name) => ({ value: name, label: name })).sort(byLabel);
  throw netHuntError('invalidField', `there is no list ${fold(list)}.`, 'Choose folders or fields.', list);
}
