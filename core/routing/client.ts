/** Turns the records a provider found into what is known of the client. */
import type { FoundRecord } from '../model/record';
import type { Entity, Language, Reason } from '../model/plan';
import { choose, newestMade, type Choice } from './choose';
import { because } from './reasons';
import type { Client, SeveralPolicy } from '../model/client';

const NAMES_MAX = 10;
const nameOf = (record: FoundRecord): string => (record.name ? `${record.name} (${record.id})` : record.id);

function decidedBy(
  records: FoundRecord[],
  { record, rule }: Choice,
  number: string,
  language: Language,
): Reason {
  const others = records.filter((other) => other !== record);
  return because(language, `routing.several.${rule ?? 'lowestId'}`, {
    entity: record.entity,
    number,
    chosen: nameOf(record),
    others: others.slice(0, NAMES_MAX).map(nameOf).join(', ') + (others.length > NAMES_MAX ? ', …' : ''),
  });
}

/** A client nobody looked for; `reason` says why. */
export function noClient(reason: Reason): Client {
  const none = { contact: null, lead: null, company: null, deal: null, closedDeal: null };
  return { known: false, ...none, candidates: [], decidedBy: reason };
}

/**
 * Takes the found records, the policy, the number (or e-mail) for words, and the language. Returns the client and
 * one reason per kind of which there were several.
 */
export function toClient(
  found: FoundRecord[],
  several: SeveralPolicy,
  number: string,
  language: Language,
): { client: Client; reasons: Reason[] } {
  const unique = [...new Map(found.map((record) => [`${record.entity} ${record.id}`, record])).values()];
  const openOf = (entity: Entity): FoundRecord[] =>
    unique.filter(
      (record) => record.entity === entity && (record.open || entity === 'contact' || entity === 'company'),
    );
  const openDeals = openOf('deal');
  const candidates: FoundRecord[] = [];
  const reasons: Reason[] = [];
  const pick = (entity: Entity, contactId: string | null): FoundRecord | null => {
    const records = openOf(entity);
    const choice = choose(records, several, { openDeals, contactId });
    if (!choice) return null;
    if (records.length > 1) {
      candidates.push(...records);
      reasons.push(decidedBy(records, choice, number, language));
    }
    return choice.record;
  };
  const contact = pick('contact', null);
  const contactId = contact?.id ?? null;
  const deal = pick('deal', contactId);
  const lead = pick('lead', contactId);
  const company = pick('company', null);
  const closedDeal = newestMade(unique.filter((record) => record.entity === 'deal' && !record.open));
  const alone = because(language, unique.length > 0 ? 'routing.only' : 'routing.nothingFound', { number });
  return {
    client: {
      known: unique.length > 0,
      contact,
      lead,
      company,
      deal,
      closedDeal,
      candidates,
      decidedBy: reasons[0] ?? alone,
      ...(reasons.length > 1 ? { alsoDecided: reasons.slice(1) } : {}),
    },
    reasons: reasons.length > 0 ? reasons : [alone],
  };
}
