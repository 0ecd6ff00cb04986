/** Links between records: fields that hold the ids of others. */
import type { Entity } from '../../model/plan';
import type { Target } from '../engine/run';
import type { FieldKey, Kind } from './kinds';
import type { Layout } from './layout';
import { said } from '../../text/said';

/** Field of a record that links a target; null where the folder has none for it. */
const LINK_KEYS: Record<Kind, Partial<Record<Entity, FieldKey>>> = {
  contact: { company: 'company' },
  company: { contact: 'contact' },
  deal: { contact: 'contact', company: 'company' },
  callRecord: { contact: 'contact', deal: 'deal', company: 'company' },
  task: { contact: 'links', deal: 'links', company: 'links' },
};

/** Adds links to a record; a folder without a field for them goes without. Throws CrmError. */
export async function linkRecords(layout: Layout, kind: Kind, id: string, targets: Target[]): Promise<void> {
  const fields = new Map<string, string[]>();
  for (const target of targets) {
    const key = LINK_KEYS[kind][target.entity];
    const name = key ? layout.nameOf(kind, key) : null;
    if (name !== null) fields.set(name, [...(fields.get(name) ?? []), target.id]);
  }
  if (fields.size === 0) return;
  const actions = Object.fromEntries([...fields].map(([name, add]) => [name, { add }]));
  await layout.api.update(
    await layout.place(kind),
    id,
    actions,
    said('doing.linkKind', { kind: said(`of.${kind}`) }),
  );
}
