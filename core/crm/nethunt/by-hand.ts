/** The operation "create or update": finds a record by number or e-mail and updates it, else creates it. */
import type { FindQuery, RecordInput } from '../port';
import { stepByHand, type ByHand } from '../shared/by-hand';
import type { Entity } from '../../model/plan';
import type { PhoneForms } from '../../phone/types';
import { createRecord, type Target } from './create';
import { noLeads } from './errors';
import { dealsOf, findRecords } from './find';
import type { FieldAction } from './port';
import { kindOf, type FieldKey } from './kinds';
import type { Layout } from './layout';
import { readFields } from './remedies';
import { startWork } from './work';
import { CrmError } from '../../http/errors';

type Own = 'contact' | 'company' | 'deal';

const queryFor = (entity: Entity, phone: PhoneForms | null, email: string | null): FindQuery => ({
  phone,
  email,
  googleClientId: null,
  entities: [entity],
  closedDeals: false,
  recent: {},
});

async function clientId(
  layout: Layout,
  kind: 'contact' | 'company',
  phone: PhoneForms | null,
  email: string | null,
) {
  if (!phone && !email) return null;
  const found = await findRecords(layout, queryFor(kind, phone, email));
  return found.find(({ entity }) => entity === kind)?.id ?? null;
}
async function dealMatch(
  layout: Layout,
  contactId: string | null,
): Promise<{ open: string | null; closed: string | null }> {
  const folder = await layout.place('contact');
  const contact = contactId === null ? null : await layout.api.read(folder, contactId, 'reading the contact');
  const deals = contact ? await dealsOf(layout, [contact], []) : [];
  const newest = deals.sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''));
  const idOf = (open: boolean): string | null => newest.find((deal) => deal.open === open)?.id ?? null;
  return { open: idOf(true), closed: idOf(false) };
}

/** Gives a found record what was typed; its number stays. */
async function change(layout: Layout, kind: Own, id: string, input: RecordInput): Promise<void> {
  const { name, email, ownerId, pipeline, stage, fields = {} } = input;
  const typed: [FieldKey, unknown][] = [
    ['name', name],
    ['email', email],
    ['owner', ownerId ? [ownerId] : null],
    ['pipeline', pipeline],
    ['stage', stage],
  ];
  const actions = (): Record<string, FieldAction> => {
    const known = typed.flatMap(([key, add]): [string, FieldAction][] => {
      const field = layout.nameOf(kind, key);
      // A further e-mail joins the others.
      return add && field !== null ? [[field, { overwrite: key !== 'email', add }]] : [];
    });
    const mapped = Object.entries(fields).map(([field, add]): [string, FieldAction] => [
      field,
      { overwrite: true, add },
    ]);
    return Object.fromEntries([...known, ...mapped]);
  };
  const send = async (): Promise<void> => {
    const wanted = actions();
    if (Object.keys(wanted).length > 0)
      await layout.api.update(await layout.place(kind), id, wanted, `updating the ${kind}`);
  };
  try {
    await send();
  } catch (error) {
    if (!(error instanceof CrmError) || error.kind !== 'invalidField') throw error;
    const record = { kind, values: {}, extra: fields, key: null };
    const refused = { record, said: error.code ?? '', error, sent: Object.keys(actions()) };
    const read = await readFields(startWork(layout, [], []), refused);
    if (!read) throw error;
    await send();
  }
}

/** As CrmProvider.createOrUpdate. A found record keeps its phone and what is not given. Throws CrmError. */
export async function createOrUpdate(
  layout: Layout,
  entity: Entity,
  input: RecordInput,
  phone: PhoneForms | null,
): Promise<ByHand> {
  const kind = kindOf(entity);
  if (!kind || entity === 'lead') throw noLeads();
  const { email = null } = input;
  const contactId =
    input.contactId ?? (entity === 'deal' ? await clientId(layout, 'contact', phone, null) : null);
  const deals = entity === 'deal' ? await dealMatch(layout, contactId) : null;
  const known =
    entity === 'deal'
      ? (deals?.open ?? null)
      : await clientId(layout, entity, phone, entity === 'contact' ? email : null);
  if (known !== null) {
    await change(layout, kind, known, input);
    const matchedBy = entity === 'deal' ? 'openDeal' : phone ? 'phone' : 'email';
    return { id: known, url: layout.api.links.of(known), created: false, matchedBy };
  }
  const key = phone?.digits ?? email ?? `${layout.clock.now()}`;
  const step = stepByHand(entity, input, phone, {
    closedDeal: deals?.closed ?? null,
    key: entity === 'deal' ? `${key} ${layout.clock.now()}` : key,
  });
  const targets: Target[] = contactId && entity !== 'contact' ? [{ kind: 'contact', id: contactId }] : [];
  const written = await createRecord(startWork(layout, [step], []), step, targets);
  const created = written.status === 'created';
  if (!created) await change(layout, kind, written.id, input);
  return { id: written.id, url: layout.api.links.of(written.id), created, matchedBy: created ? null : 'key' };
}

/** As CrmProvider.get: id, link and fields by display name; null when there is none. Throws CrmError. */
export async function getRecord(
  layout: Layout,
  entity: Entity,
  by: { id: string } | { phone: PhoneForms },
): Promise<Record<string, unknown> | null> {
  const kind = kindOf(entity);
  if (!kind || entity === 'lead') throw noLeads();
  let id = 'id' in by ? by.id : null;
  if ('phone' in by) {
    const contact = entity === 'company' ? null : await clientId(layout, 'contact', by.phone, null);
    id =
      entity === 'company'
        ? await clientId(layout, 'company', by.phone, null)
        : entity === 'deal'
          ? (await dealMatch(layout, contact)).open
          : contact;
  }
  const record =
    id === null ? null : await layout.api.read(await layout.place(kind), id, `reading the ${kind}`);
  return record ? { id: record.id, url: record.link, ...record.fields } : null;
}
