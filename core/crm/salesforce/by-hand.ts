/** One record by hand: found by number or e-mail and changed, else made. */
import { CrmError } from '../../http/errors';
import type { PhoneForms } from '../../phone/types';
import type { CreateStep, Entity } from '../../model/plan';
import type { FindQuery, RecordInput } from '../port';
import type { FoundRecord } from '../../model/record';
import { stepByHand, type ByHand } from '../shared/by-hand';
import { without } from '../shared/text';
import { applySteps } from './apply';
import { WANTED } from './columns';
import { paths, RECORD_OF } from './endpoints';
import { SYSTEM } from './errors';
import { findRecords } from './find';
import { text } from './records';
import { quoted } from './soql';
import { filled, ONLY_PIPELINE } from './values';
import type { Values } from './types';
import type { Work } from './work';

function queryFor(entities: Entity[], phone: PhoneForms | null, email: string | null): FindQuery {
  return { phone, email, googleClientId: null, entities, closedDeals: true, recent: {} };
}
const newest = (records: FoundRecord[]): FoundRecord | undefined =>
  [...records].sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''))[0];

interface Match {
  found: { id: string; by: string } | null;
  contactId: string | null;
  /** Newest of the contact's closed deals: part of a new deal's key. */
  closedDeal: string | null;
}

/** Deals that a contact has a role in, newest first. */
async function dealsOfContact(work: Work, contactId: string): Promise<{ id: string; open: boolean }[]> {
  const soql = `SELECT Opportunity.Id,Opportunity.IsClosed FROM OpportunityContactRole WHERE ContactId = ${quoted(contactId)} ORDER BY Opportunity.CreatedDate DESC LIMIT 200`;
  const { roles = [] } = await work.api.rows({ roles: soql }, 'reading the deals of the contact');
  return roles.map(({ Opportunity }) => {
    const deal = (Opportunity ?? {}) as Record<string, unknown>;
    return { id: text(deal, 'Id') ?? '', open: deal.IsClosed !== true };
  });
}

async function matchDeal(work: Work, input: RecordInput, phone: PhoneForms | null): Promise<Match> {
  if (input.contactId) {
    const deals = await dealsOfContact(work, input.contactId);
    const open = deals.find((deal) => deal.open);
    const closed = deals.find((deal) => !deal.open);
    const found = open ? { id: open.id, by: 'openDeal' } : null;
    return { found, contactId: input.contactId, closedDeal: closed?.id ?? null };
  }
  if (!phone) return { found: null, contactId: null, closedDeal: null };
  const found = await findRecords(work, queryFor(['contact', 'deal'], phone, null));
  const of = (open: boolean): FoundRecord | undefined =>
    newest(found.filter((record) => record.entity === 'deal' && record.open === open));
  const open = of(true);
  return {
    found: open ? { id: open.id, by: 'openDeal' } : null,
    contactId: newest(found.filter(({ entity }) => entity === 'contact'))?.id ?? null,
    closedDeal: of(false)?.id ?? null,
  };
}

async function match(
  work: Work,
  entity: Entity,
  input: RecordInput,
  phone: PhoneForms | null,
): Promise<Match> {
  if (entity === 'deal') return matchDeal(work, input, phone);
  const none: Match = { found: null, contactId: input.contactId ?? null, closedDeal: null };
  const email = entity === 'company' ? null : (input.email ?? null);
  if (!phone && !email) return none;
  const found = await findRecords(work, queryFor([entity], phone, email));
  const record = newest(found.filter((one) => one.entity === entity && one.open));
  return { ...none, found: record ? { id: record.id, by: phone ? 'phone' : 'email' } : null };
}

/** Values given by hand, by field name. */
function valuesOf(entity: Entity, input: RecordInput): Values {
  const { phone, email, name, ownerId, pipeline, stage, fields = {} } = input;
  const type = pipeline === ONLY_PIPELINE ? null : pipeline;
  const own: Record<Entity, Record<string, string | null | undefined>> = {
    lead: { LastName: name, Phone: phone, Email: email },
    contact: { LastName: name, Phone: phone, Email: email },
    company: { Name: name, Phone: phone },
    deal: { Name: name, RecordTypeId: type, StageName: stage },
  };
  return filled({ ...own[entity], OwnerId: ownerId, ...fields });
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
    const values = without(valuesOf(entity, input), 'Phone');
    const request = { method: 'PATCH', path: paths.record(RECORD_OF[entity], id), json: values } as const;
    if (Object.keys(values).length > 0)
      await work.api.http.request(request, { action: `updating the ${entity}`, idempotent: true });
    return { id, url: work.url(entity, id), created: false, matchedBy };
  };
  if (known.found) return update(known.found.id, known.found.by);
  const [outcome] = await applySteps(work, [stepOf(entity, input, phone, known)], []);
  if (outcome?.error) throw new CrmError({ ...outcome.error, system: SYSTEM });
  const id = outcome?.recordId ?? '';
  if (outcome?.status === 'alreadyThere') return update(id, 'key');
  return { id, url: work.url(entity, id), created: true, matchedBy: null };
}

function stepOf(entity: Entity, input: RecordInput, phone: PhoneForms | null, known: Match): CreateStep {
  const { contactId, closedDeal } = known;
  const links = contactId && entity === 'deal' ? [{ entity: 'contact' as const, id: contactId }] : [];
  return stepByHand(entity, input, phone, { closedDeal, links });
}

/** As CrmProvider.get: id, link and fields; null when there is none. Throws CrmError. */
export async function getRecord(
  work: Work,
  entity: Entity,
  by: { id: string } | { phone: PhoneForms },
): Promise<Record<string, unknown> | null> {
  let id = 'id' in by ? by.id : null;
  if ('phone' in by) {
    const found = await findRecords(work, queryFor([entity], by.phone, null));
    id = newest(found.filter((record) => record.entity === entity && record.open))?.id ?? null;
  }
  if (id === null) return null;
  const object = RECORD_OF[entity];
  const wanted = id;
  const { record = [] } = await work.schema.reading(() => {
    const columns = work.schema.visible(object, WANTED[object]).join(',');
    const soql = `SELECT ${columns} FROM ${object} WHERE Id = ${quoted(wanted)}`;
    return work.api.rows({ record: soql }, `reading one ${entity}`);
  });
  const [row] = record;
  if (!row) return null;
  const { Id, ...values } = row;
  return { id: Id, url: work.url(entity, wanted), ...without(values, 'attributes') };
}
