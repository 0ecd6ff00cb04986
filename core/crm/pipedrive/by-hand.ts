/** One record by hand: found by number or e-mail and changed, else made. */
import type { PhoneForms } from '../../phone/types';
import type { Entity } from '../../model/plan';
import type { FindQuery, RecordInput } from '../port';
import type { FoundRecord } from '../../model/record';
import { stepByHand, type ByHand } from '../shared/by-hand';
import { filled, integer, mappedValues } from './bodies';
import { createRecord } from './create';
import { KINDS } from './entities';
import { fieldList } from './field-lists';
import { findRecords } from './find';
import { idOf } from './found';
import type { Target } from './targets';
import type { ApiRecord, Json } from './types';
import { changeRecord } from './update';
import type { Work } from './work';

const hangs = (entity: Entity): boolean => entity === 'deal' || entity === 'lead';

function find(
  { api, links }: Work,
  entity: Entity,
  phone: PhoneForms | null,
  email: string | null,
): Promise<FoundRecord[]> {
  const query: FindQuery = {
    phone,
    email,
    googleClientId: null,
    entities: [entity],
    closedDeals: true,
    recent: {},
  };
  return findRecords({ api, links }, query);
}

interface Match {
  found: { id: string; by: string } | null;
  closedDeal: string | null;
  contactId: string | null;
}

/** Deals and leads of a contact, newest first. */
async function ofContact({ api }: Work, entity: Entity, contactId: string): Promise<ApiRecord[]> {
  const { collection } = KINDS[entity];
  const sorted: Record<string, string> = entity === 'deal' ? { sort_by: 'id', sort_direction: 'desc' } : {};
  return api.list(collection, { person_id: contactId, limit: '100', ...sorted }, `reading the ${entity}s`);
}

async function match(
  work: Work,
  entity: Entity,
  input: RecordInput,
  phone: PhoneForms | null,
): Promise<Match> {
  if (!hangs(entity)) {
    const email = entity === 'contact' ? (input.email ?? null) : null;
    if (!phone && !email) return { found: null, closedDeal: null, contactId: null };
    const record = (await find(work, entity, phone, email)).find((one) => one.entity === entity);
    const found = record ? { id: record.id, by: phone ? 'phone' : 'email' } : null;
    return { found, closedDeal: null, contactId: null };
  }
  // A deal or lead given by number alone is that of the contact with this number.
  const contactId =
    input.contactId ??
    (phone ? (await find(work, 'contact', phone, null)).find((one) => one.entity === 'contact')?.id : null) ??
    null;
  if (contactId === null) return { found: null, closedDeal: null, contactId };
  const rows = await ofContact(work, entity, contactId);
  const open = rows.find((row) => row.is_archived !== true && (entity === 'lead' || row.status === 'open'));
  const closed = entity === 'deal' ? rows.find((row) => row.status !== 'open') : undefined;
  return {
    found: open ? { id: String(open.id), by: entity === 'deal' ? 'openDeal' : 'openLead' } : null,
    closedDeal: idOf(closed?.id),
    contactId,
  };
}

/** Values given by hand for a record that is there; its phones stay as they are. */
async function change(work: Work, entity: Entity, id: string, input: RecordInput): Promise<void> {
  const { name, ownerId, email, pipeline, stage, fields = {} } = input;
  const title = hangs(entity) ? { title: name } : { name };
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
  const person = await api.get('persons', id, 'reading the contact');
  const old = (person?.emails ?? []) as Json[];
  const there = old.some(
    ({ value }) => typeof value === 'string' && value.toLowerCase() === email.toLowerCase(),
  );
  return there ? null : [...old, { value: email, primary: old.length === 0, label: 'work' }];
}

/** As CrmProvider.createOrUpdate. A found record keeps its phone and what is not given. Throws CrmError. */
export async function createOrUpdate(
  work: Work,
  entity: Entity,
  input: RecordInput,
  phone: PhoneForms | null,
): Promise<ByHand> {
  const known = await match(work, entity, input, phone);
  const update = async (id: string, matchedBy: string): Promise<ByHand> => {
    await change(work, entity, id, input);
    return { id, url: work.links.url(entity, id), created: false, matchedBy };
  };
  if (known.found) return update(known.found.id, known.found.by);
  const step = stepByHand(entity, input, phone, { ...known, ...(hangs(entity) ? { key: '' } : {}) });
  const contact = hangs(entity) ? known.contactId : entity === 'company' ? (input.contactId ?? null) : null;
  const targets: Target[] = contact === null ? [] : [{ entity: 'contact', id: contact }];
  const written = await createRecord(work, step, targets, false);
  if (written.status === 'alreadyThere') return update(written.id, 'key');
  return { id: written.id, url: work.links.url(entity, written.id), created: true, matchedBy: null };
}

/** As CrmProvider.get: id, link and fields, custom ones by name; null when there is none. Throws CrmError. */
export async function getRecord(
  work: Work,
  entity: Entity,
  by: { id: string } | { phone: PhoneForms },
): Promise<Record<string, unknown> | null> {
  const { collection, fields } = KINDS[entity];
  const found = 'phone' in by ? await find(work, entity, by.phone, null) : [];
  const id = 'id' in by ? by.id : found.find((record) => record.entity === entity && record.open)?.id;
  const record = id === undefined ? null : await work.api.get(collection, id, `reading the ${entity}`);
  if (!record) return null;
  const names = new Map(
    (await fieldList(work.api, fields)).map((field) => [field.field_code, field.field_name]),
  );
  const custom = Object.entries({ ...record, ...record.custom_fields }).filter(([code]) =>
    /^[0-9a-f]{40}$/.test(code),
  );
  const own = Object.entries(record).filter(
    ([name]) => name !== 'custom_fields' && !/^[0-9a-f]{40}$/.test(name),
  );
  return {
    ...Object.fromEntries(own),
    ...Object.fromEntries(custom.map(([code, value]) => [names.get(code) ?? code, value])),
    id: String(record.id),
    url: work.links.url(entity, String(record.id)),
  };
}
