/** The operation "create or update": finds a record by number or e-mail and updates it, else creates it. */
import type { FindQuery, RecordInput } from '../port';
import { stepByHand, type ByHand } from '../shared/by-hand';
import type { CreateStep, Entity } from '../../model/plan';
import type { PhoneForms } from '../../phone/types';
import { CrmError } from '../../http/errors';
import { applySteps } from './apply';
import { findRecords, type Session } from './find';
import { recordModule } from './modules';
import { readRecord } from './read-back';
import { ask } from './ask';
import { dealsOf } from './queries';
import { SYSTEM } from './errors';
import { closedDeals } from './stages';
import { writeUpdate } from './update-by-hand';

interface Match {
  found: { id: string; by: string } | null;
  /** Newest of the contact's closed deals: part of a new deal's key. */
  closedDeal: string | null;
}
const NO_MATCH: Match = { found: null, closedDeal: null };

function queryFor(entity: Entity, phone: PhoneForms | null, email: string | null): FindQuery {
  return { phone, email, googleClientId: null, entities: [entity], closedDeals: false, recent: {} };
}

async function match(
  session: Session,
  entity: Entity,
  input: RecordInput,
  phone: PhoneForms | null,
): Promise<Match> {
  if (entity === 'deal') {
    const { contactId } = input;
    if (!contactId) return NO_MATCH;
    const { http, book } = session;
    const deals = [...(await ask(http, book, () => [dealsOf(book, [contactId])])).values()].flat();
    const closed = await closedDeals(http, book, deals);
    const open = deals.find(({ id }) => closed.get(id) !== true);
    const over = deals.find(({ id }) => closed.get(id) === true);
    return { found: open ? { id: open.id, by: 'openDeal' } : null, closedDeal: over?.id ?? null };
  }
  const email = entity === 'company' ? null : (input.email ?? null);
  if (!phone && !email) return NO_MATCH;
  const found = await findRecords(session, queryFor(entity, phone, email));
  const record = found.find((one) => one.entity === entity && one.open);
  return { ...NO_MATCH, found: record ? { id: record.id, by: phone ? 'phone' : 'email' } : null };
}

/** A deal given by number alone is that of the contact with this number. */
async function withContact(
  session: Session,
  input: RecordInput,
  phone: PhoneForms | null,
): Promise<RecordInput> {
  if (input.contactId || !phone) return input;
  const found = await findRecords(session, queryFor('contact', phone, null));
  return { ...input, contactId: found.find(({ entity }) => entity === 'contact')?.id ?? null };
}

function stepOf(entity: Entity, input: RecordInput, phone: PhoneForms | null, match_: Match): CreateStep {
  const hangs = Boolean(input.contactId) && entity !== 'contact' && entity !== 'company';
  const links = hangs ? [{ entity: 'contact' as const, id: input.contactId ?? '' }] : [];
  return stepByHand(entity, input, phone, { closedDeal: match_.closedDeal, links });
}

/** As CrmProvider.createOrUpdate. A found record keeps its phone and what is not given. Throws CrmError. */
export async function createOrUpdate(
  session: Session,
  entity: Entity,
  typed: RecordInput,
  phone: PhoneForms | null,
): Promise<ByHand> {
  const input = entity === 'deal' ? await withContact(session, typed, phone) : typed;
  const known = await match(session, entity, input, phone);
  const module = recordModule(entity);
  const update = async (id: string, matchedBy: string): Promise<ByHand> => {
    await writeUpdate(session, entity, id, input);
    return { id, url: session.links(module, id), created: false, matchedBy };
  };
  if (known.found) return update(known.found.id, known.found.by);
  const [outcome] = await applySteps(session, [stepOf(entity, input, phone, known)], []);
  if (!outcome?.recordId || outcome.error) {
    const {
      kind = 'permanent',
      message = `${SYSTEM}: nothing was written.`,
      advice = '',
    } = outcome?.error ?? {};
    throw new CrmError({ kind, system: SYSTEM, message, advice });
  }
  if (outcome.status === 'alreadyThere') return update(outcome.recordId, 'key');
  return { id: outcome.recordId, url: outcome.url, created: true, matchedBy: null };
}

/** As CrmProvider.get: id, link and fields; null when there is none. Throws CrmError. */
export async function getRecord(
  session: Session,
  entity: Entity,
  by: { id: string } | { phone: PhoneForms },
): Promise<Record<string, unknown> | null> {
  let id = 'id' in by ? by.id : null;
  if ('phone' in by) {
    const found = await findRecords(session, queryFor(entity, by.phone, null));
    id = found.find((record) => record.entity === entity && record.open)?.id ?? null;
  }
  const module = recordModule(entity);
  const record = id === null ? null : await readRecord(session.http, module, id);
  return record ? { ...record, url: session.links(module, record.id) } : null;
}
