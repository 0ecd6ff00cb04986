/** One record by hand: what the engine needs of Pipedrive for it. */
import type { Entity } from '../../model/plan';
import type { RecordInput } from '../port';
import type { ByHand } from '../engine/by-hand';
import { filled, integer, mappedValues } from './bodies';
import { createRecord } from './create';
import { KINDS } from './entities';
import { fieldList } from './field-lists';
import { findRecords } from './find';
import { knownTargets } from '../engine/run';
import type { Json } from './types';
import { changeRecord } from './update';
import type { Work } from './work';
import { said } from '../../text/said';

const HANGING: readonly Entity[] = ['deal', 'lead'];
/** Codes of custom fields. */
const isCode = (name: string): boolean => /^[0-9a-f]{40}$/.test(name);

async function change(work: Work, entity: Entity, id: string, input: RecordInput): Promise<void> {
  const { name, ownerId, email, pipeline, stage, fields = {} } = input;
  const title = HANGING.includes(entity) ? { title: name } : { name };
  await changeRecord(work, entity, id, async () => {
    const mapped = mappedValues(entity, fields, await fieldList(work.api, KINDS[entity].fields), true);
    const emails = entity === 'contact' && email ? { emails: await withEmail(work, id, email) } : {};
    const place =
      entity === 'deal'
        ? { pipeline_id: integer(pipeline ?? null, 'pipeline'), stage_id: integer(stage ?? null, 'stage') }
        : {};
    const own = filled({ ...title, owner_id: integer(ownerId ?? null, 'user'), ...place, ...emails });
    return { own: { ...own, ...mapped.own }, custom: mapped.custom };
  });
}

/** A change of e-mails replaces the whole list, so the old ones are sent too; null when it is there already. */
async function withEmail({ api }: Work, id: string, email: string): Promise<Json[] | null> {
  const person = await api.get('persons', id, said('doing.readKind', { kind: said('of.contact') }));
  const old = (person?.emails ?? []) as Json[];
  const there = old.some(
    ({ value }) => typeof value === 'string' && value.toLowerCase() === email.toLowerCase(),
  );
  return there ? null : [...old, { value: email, primary: old.length === 0, label: 'work' }];
}

export const byHand = (work: Work): ByHand => ({
  mailed: ['contact'],
  hanging: HANGING,
  linked: ['company', ...HANGING],
  find: (query) => findRecords(work, query),
  async ofContact(entity, contactId) {
    const sorted: Record<string, string> = entity === 'deal' ? { sort_by: 'id', sort_direction: 'desc' } : {};
    const query = { person_id: contactId, limit: '100', ...sorted };
    const rows = await work.api.list(
      KINDS[entity].collection,
      query,
      said('doing.readKinds', { kinds: said(`things.${entity}`) }),
    );
    const isOpen = (status: unknown): boolean => entity === 'lead' || status === 'open';
    // What is put into the archive is neither.
    return rows
      .filter(({ is_archived, status }) => is_archived !== true || !isOpen(status))
      .map(({ id, status }) => ({ id: String(id), open: isOpen(status) }));
  },
  keyOf: (entity) => (HANGING.includes(entity) ? '' : undefined),
  async create(step) {
    const { id, status } = await createRecord(work, step, knownTargets(step.links), false);
    return { id, created: status === 'created' };
  },
  update: (entity, id, input) => change(work, entity, id, input),
  /** Custom fields by name. */
  async read(entity, id) {
    const { collection, fields } = KINDS[entity];
    const record = await work.api.get(collection, id, said('doing.readKind', { kind: said(`of.${entity}`) }));
    if (!record) return null;
    const all = await fieldList(work.api, fields);
    const names = new Map(all.map((field) => [field.field_code, field.field_name]));
    const { custom_fields, ...rest } = record;
    const own = Object.entries(rest).filter(([name]) => !isCode(name));
    const custom = Object.entries({ ...rest, ...custom_fields }).filter(([name]) => isCode(name));
    const named = custom.map(([code, value]): [string, unknown] => [names.get(code) ?? code, value]);
    return { id: String(record.id), values: Object.fromEntries([...own, ...named]) };
  },
  url: (entity, id) => work.links.url(entity, id),
});
