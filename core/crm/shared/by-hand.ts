/** Turns the operation "create" of a single record into a step of a plan. */
import { emptyAttribution } from '../../attribution/attribution';
import type { PhoneForms } from '../../phone/types';
import { dealStateKey, phoneKey } from '../../plan/keys';
import type { CreateStep, Entity, RecordRef } from '../../model/plan';
import type { RecordInput } from '../port';

export interface ByHand {
  id: string;
  url: string | null;
  created: boolean;
  /** How the record that was there was found: phone, email, openDeal, key. */
  matchedBy: string | null;
}

/** Deals and leads: a client may have several, one after another, so a number is no key of them. */
const hasState = (entity: Entity): boolean => entity === 'deal' || entity === 'lead';

/**
 * Takes what a person gave and what is known: the newest closed deal of the client (part of a new deal's key) and the
 * links. Returns the step that creates the record.
 */
export function stepByHand(
  entity: Entity,
  input: RecordInput,
  phone: PhoneForms | null,
  { closedDeal, links = [], key }: { closedDeal: string | null; links?: RecordRef[]; key?: string },
): CreateStep {
  const number = phone?.e164 ?? input.phone ?? null;
  return {
    id: entity,
    kind: entity,
    key: key ?? (entity === 'deal' || !phone ? '' : phoneKey(phone.digits)),
    reason: { code: 'byHand', params: {}, text: '' },
    links,
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
