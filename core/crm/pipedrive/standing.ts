/**
 * Records that stand for the one a step wants, read consistently: lists by id are strong, searches are not. Pipedrive has
 * no unique keys, so this is what settles a race and what tells after a request of unknown outcome.
 */
import type { CreateStep } from '../../model/plan';
import { phoneForms } from '../../phone/phone';
import { carriesNumber } from '../engine/carries';
import type { Query } from './api';
import { KINDS } from './entities';
import { customText, idOf, type Codes } from './found';
import { CALL_ID, KEY } from './own-fields';
import { readOwnKey } from './own-key';
import type { Target } from '../engine/run';
import type { ApiRecord } from './types';
import { ownCodes, type Work } from './work';
import { said } from '../../text/said';

/** Newest records of an account that are looked through: a race is a matter of seconds. */
const NEWEST: Query = { sort_by: 'id', sort_direction: 'desc', limit: '100' };
const OPEN_DEALS: Query = { status: 'open', sort_by: 'id', sort_direction: 'asc', limit: '100' };

type Match = (record: ApiRecord) => boolean;

function clientMatch({ kind, values, key }: CreateStep, codes: Codes): Match {
  const { phone, email, callId, home = '' } = values;
  const forms = phone === null ? null : phoneForms(phone, home);
  return (record) => {
    const texts = (list: ApiRecord['phones']): string[] => (list ?? []).map(({ value }) => value ?? '');
    if (forms && kind === 'contact' && carriesNumber(texts(record.phones), forms)) return true;
    if (!forms && email && kind === 'contact')
      return texts(record.emails).some((stored) => stored.toLowerCase() === email.toLowerCase());
    const own = readOwnKey(customText(record, codes.get(KEY)));
    if (own && own.state === key) return true;
    return callId !== null && customText(record, codes.get(CALL_ID)) === callId;
  };
}
function dealMatch({ stateKey, values, key }: CreateStep, codes: Codes): Match {
  return (record) => {
    const own = readOwnKey(customText(record, codes.get(KEY)));
    if (own && stateKey !== null && own.state === stateKey) return true;
    const call = values.callId ?? (key || null);
    return call !== null && (customText(record, codes.get(CALL_ID)) === call || record.origin_id === call);
  };
}

/** Where to look and what counts. A client's open deal or lead counts whoever made it: he gets no second one. */
function lookFor(step: CreateStep, targets: Target[], codes: Codes): { query: Query; match: Match } {
  const contact = targets.find(({ entity }) => entity === 'contact')?.id;
  const company = targets.find(({ entity }) => entity === 'company')?.id;
  if (step.kind === 'contact' || step.kind === 'company')
    return { query: NEWEST, match: clientMatch(step, codes) };
  if (step.kind === 'lead') {
    const query: Query = contact ? { person_id: contact } : company ? { organization_id: company } : {};
    return {
      query: { ...query, limit: '100' },
      match: (lead) => lead.is_archived !== true && (!!contact || dealMatch(step, codes)(lead)),
    };
  }
  if (contact) return { query: { ...OPEN_DEALS, person_id: contact }, match: () => true };
  return { query: NEWEST, match: (deal) => deal.status === 'open' && dealMatch(step, codes)(deal) };
}

/** Lowest id first; ids of leads are no numbers, so their time comes first. */
function older(a: ApiRecord, b: ApiRecord): number {
  if (typeof a.id === 'number' && typeof b.id === 'number') return a.id - b.id;
  const byTime = (a.add_time ?? '').localeCompare(b.add_time ?? '', 'en');
  return byTime !== 0 ? byTime : String(a.id).localeCompare(String(b.id), 'en');
}

export interface Standing {
  id: string;
  ownerId: string | null;
  /** ISO 8601, as Pipedrive gives it. */
  createdAt: string | null;
  /** Made for this very call. */
  ours: boolean;
}
/** Records that stand for the step's, the one that stays first. One request. Throws CrmError. */
export async function standing(work: Work, step: CreateStep, targets: Target[]): Promise<Standing[]> {
  const { codes } = await ownCodes(work, step.kind);
  const { query, match } = lookFor(step, targets, codes);
  const rows = await work.api.list(
    KINDS[step.kind].collection,
    query,
    said('doing.lookForDoubles', { kind: said(`of.${step.kind}`) }),
  );
  return rows
    .filter(match)
    .sort(older)
    .map((record) => ({
      id: String(record.id),
      ownerId: idOf(record.owner_id),
      createdAt: record.add_time ?? null,
      ours:
        step.values.callId !== null &&
        (customText(record, codes.get(CALL_ID)) ?? record.origin_id) === step.values.callId,
    }));
}
