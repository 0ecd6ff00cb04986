/** One record by hand: what the engine needs of NetHunt for it. */
import { newestFirst, type ByHand } from '../engine/by-hand';
import { knownTargets } from '../engine/run';
import type { RecordInput } from '../port';
import type { Entity } from '../../model/plan';
import { createRecord } from './create';
import { noLeads } from './errors';
import { dealsOf, findRecords } from './find';
import type { FieldAction } from './port';
import type { FieldKey } from './kinds';
import type { Layout } from './layout';
import { misnamed } from './remedies';
import { startWork } from './work';
import { CrmError } from '../../http/errors';
import { said } from '../../text/said';

type Own = Exclude<Entity, 'lead'>;

function known(entity: Entity): Own {
  if (entity === 'lead') throw noLeads();
  return entity;
}

/** What was typed for a record that is there, as far as the folder has fields for it. */
function actionsOf(layout: Layout, kind: Own, input: RecordInput): Record<string, FieldAction> {
  const { name, email, ownerId, pipeline, stage, fields = {} } = input;
  const typed: [FieldKey, unknown][] = [
    ['name', name],
    ['email', email],
    ['owner', ownerId ? [ownerId] : null],
    ['pipeline', pipeline],
    ['stage', stage],
  ];
  const named = typed.flatMap(([key, add]): [string, FieldAction][] => {
    const field = layout.nameOf(kind, key);
    // A further e-mail joins the others.
    return add && field !== null ? [[field, { overwrite: key !== 'email', add }]] : [];
  });
  const mapped = Object.entries(fields).map(([field, add]): [string, FieldAction] => [
    field,
    { overwrite: true, add },
  ]);
  return Object.fromEntries([...named, ...mapped]);
}

async function change(layout: Layout, kind: Own, id: string, input: RecordInput): Promise<void> {
  const send = async (): Promise<void> => {
    const wanted = actionsOf(layout, kind, input);
    if (Object.keys(wanted).length > 0)
      await layout.api.update(
        await layout.place(kind),
        id,
        wanted,
        said('doing.updateKind', { kind: said(`of.${kind}`) }),
      );
  };
  try {
    await send();
  } catch (error) {
    if (!(error instanceof CrmError) || error.kind !== 'invalidField') throw error;
    const sent = Object.keys(actionsOf(layout, kind, input));
    if ((await misnamed(layout, kind, sent, input.fields ?? {})) === null) throw error;
    await send();
  }
}

export const byHand = (layout: Layout): ByHand => ({
  check: known,
  mailed: ['contact'],
  hanging: ['deal'],
  linked: ['company', 'deal'],
  // Who asks for a deal by hand means it, whether or not the settings have deals looked for.
  find: async (query) => newestFirst(await findRecords(layout, query, true)),
  async ofContact(_entity, contactId) {
    const contact = await layout.api.read(
      await layout.place('contact'),
      contactId,
      said('doing.readKind', { kind: said('of.contact') }),
    );
    return contact ? newestFirst(await dealsOf(layout, [contact], [])) : [];
  },
  // NetHunt has no unique fields: the key joins what is made at the same moment, and deals are never joined.
  keyOf(entity, { email }, phone) {
    const now = `${layout.clock.now()}`;
    const key = phone?.digits ?? email ?? now;
    return entity === 'deal' ? `${key} ${now}` : key;
  },
  async create(step) {
    const work = startWork(layout, [step], []);
    const { id, status } = await createRecord(work, step, knownTargets(step.links));
    return { id, created: status === 'created' };
  },
  update: (entity, id, input) => change(layout, known(entity), id, input),
  async read(entity, id) {
    const kind = known(entity);
    const record = await layout.api.read(
      await layout.place(kind),
      id,
      said('doing.readKind', { kind: said(`of.${kind}`) }),
    );
    return record && { id: record.id, values: record.fields };
  },
  url: (_entity, id) => layout.api.links.of(id),
});
