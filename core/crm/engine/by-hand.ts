/** One record by hand, the same in every CRM: "create or update" looks for it and changes it, else makes it; "get" reads it. */
import { emptyAttribution } from '../../attribution/attribution';
import { said } from '../../text/said';
import { CrmError } from '../../http/errors';
import type { CreateStep, Entity } from '../../model/plan';
import type { StepOutcome } from '../../model/outcome';
import type { FoundRecord } from '../../model/record';
import type { PhoneForms } from '../../phone/types';
import { dealStateKey, phoneKey } from '../../plan/keys';
import type { CrmProvider, FindQuery, RecordInput } from '../port';

/** A contact, null when there is none, and the deals or leads that hang on him, the newest first. */
export interface Hanging {
  contactId: string | null;
  records: { id: string; open: boolean }[];
}

/** What a CRM gives for it. Every function throws CrmError. */
export interface ByHand {
  /** Throws when the CRM has no such records. */
  check?: (entity: Entity) => void;
  /** Kinds that are found by e-mail where no number is given. */
  mailed: readonly Entity[];
  /** Kinds that are found through the contact they hang on. */
  hanging: readonly Entity[];
  /** Kinds of which a new record is linked to the contact. */
  linked: readonly Entity[];
  /** Records that match, the best first. */
  find(query: FindQuery): Promise<FoundRecord[]>;
  ofContact(entity: Entity, contactId: string): Promise<Hanging['records']>;
  /** For a CRM that finds the contact of a number and what hangs on him in one request. */
  ofNumber?: (entity: Entity, phone: PhoneForms) => Promise<Hanging>;
  /** Key of a new record, where it is not the number. */
  keyOf?: (entity: Entity, input: RecordInput, phone: PhoneForms | null) => string | undefined;
  create(step: CreateStep): Promise<{ id: string; created: boolean }>;
  /** Sets what is given; the record's phone stays as it is. */
  update(entity: Entity, id: string, input: RecordInput): Promise<void>;
  /** Values by field; null: there is no such record. */
  read(entity: Entity, id: string): Promise<{ id: string; values: Record<string, unknown> } | null>;
  url(entity: Entity, id: string): string | null;
}

interface Match {
  found: { id: string; by: string } | null;
  contactId: string | null;
  /** Newest of the contact's closed deals: part of a new deal's key. */
  closedDeal: string | null;
}

export function queryFor(entities: Entity[], phone: PhoneForms | null, email: string | null): FindQuery {
  return { phone, email, googleClientId: null, entities, closedDeals: false, recent: {} };
}

export const newestFirst = (records: FoundRecord[]): FoundRecord[] =>
  [...records].sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''));

/** Takes what became of the one step of a record. Throws CrmError when nothing was written. */
export function writtenBy(system: string, [outcome]: StepOutcome[]): { id: string; created: boolean } {
  const { recordId = null, error = null, status } = outcome ?? {};
  if (recordId !== null && error === null) return { id: recordId, created: status !== 'alreadyThere' };
  const nothing = { kind: 'permanent' as const, message: said('write.nothing', { system }), advice: '' };
  throw new CrmError({ ...nothing, ...error, ...error?.words, system });
}

/** Records of this kind that are open, by number or e-mail. */
async function first(
  { find }: ByHand,
  entity: Entity,
  phone: PhoneForms | null,
  email: string | null,
): Promise<string | null> {
  const found = await find(queryFor([entity], phone, email));
  return found.find((one) => one.entity === entity && one.open)?.id ?? null;
}

/** A deal given by number alone is that of the contact with this number. */
async function hangingOn(
  crm: ByHand,
  entity: Entity,
  { contactId }: RecordInput,
  phone: PhoneForms | null,
): Promise<Hanging> {
  if (!contactId && phone && crm.ofNumber) return crm.ofNumber(entity, phone);
  const contact = contactId || (phone ? await first(crm, 'contact', phone, null) : null);
  return { contactId: contact, records: contact ? await crm.ofContact(entity, contact) : [] };
}

async function match(
  crm: ByHand,
  entity: Entity,
  input: RecordInput,
  phone: PhoneForms | null,
): Promise<Match> {
  if (crm.hanging.includes(entity)) {
    const { contactId, records } = await hangingOn(crm, entity, input, phone);
    const open = records.find((record) => record.open);
    const closed = entity === 'deal' ? records.find((record) => !record.open) : undefined;
    const by = entity === 'deal' ? 'openDeal' : 'openLead';
    return { found: open ? { id: open.id, by } : null, contactId, closedDeal: closed?.id ?? null };
  }
  const email = crm.mailed.includes(entity) ? (input.email ?? null) : null;
  const id = phone || email ? await first(crm, entity, phone, email) : null;
  const found = id === null ? null : { id, by: phone ? 'phone' : 'email' };
  return { found, contactId: input.contactId || null, closedDeal: null };
}

/** Deals and leads: a client may have several, one after another, so a number is no key of them. */
const hasState = (entity: Entity): boolean => entity === 'deal' || entity === 'lead';

/** The step that makes the record. */
function stepOf(
  { keyOf, linked }: ByHand,
  entity: Entity,
  input: RecordInput,
  phone: PhoneForms | null,
  { contactId, closedDeal }: Match,
): CreateStep {
  const number = phone?.e164 ?? input.phone ?? null;
  const key = entity === 'deal' || !phone ? '' : phoneKey(phone.digits);
  return {
    id: entity,
    kind: entity,
    key: keyOf?.(entity, input, phone) ?? key,
    reason: { code: 'byHand', params: {}, text: '' },
    links: contactId && linked.includes(entity) ? [{ entity: 'contact', id: contactId }] : [],
    stateKey: hasState(entity) && phone ? dealStateKey(phone.digits, closedDeal) : null,
    values: {
      name: input.name?.trim() || input.email || phone?.international || number || '',
      phone: number,
      email: input.email ?? null,
      ownerId: input.ownerId ?? null,
      attribution: emptyAttribution(),
      callId: null,
      pipeline: input.pipeline ?? null,
      stage: input.stage ?? null,
      fields: input.fields ?? {},
      whole: true,
      ...(phone?.home ? { home: phone.home } : {}),
    },
  };
}

/** Takes what a CRM gives, anew for each operation; returns both as CrmProvider has them. */
export function oneByHand(start: () => ByHand): Pick<CrmProvider, 'createOrUpdate' | 'get'> {
  return {
    async createOrUpdate(entity, input, phone) {
      const crm = start();
      crm.check?.(entity);
      const known = await match(crm, entity, input, phone);
      const { id, created } = known.found
        ? { id: known.found.id, created: false }
        : await crm.create(stepOf(crm, entity, input, phone, known));
      if (!created) await crm.update(entity, id, input);
      const matchedBy = created ? null : (known.found?.by ?? 'key');
      return { id, url: crm.url(entity, id), created, matchedBy };
    },
    async get(entity, by) {
      const crm = start();
      crm.check?.(entity);
      const id = 'id' in by ? by.id : await first(crm, entity, by.phone, null);
      const record = id === null ? null : await crm.read(entity, id);
      if (record === null) return null;
      // First to be seen, and ours, whatever a field of the CRM is called.
      const own = { id: record.id, url: crm.url(entity, record.id) };
      return { ...own, ...record.values, ...own };
    },
  };
}
