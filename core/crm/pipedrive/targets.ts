/** Records that others hang on. */
import type { Entity } from '../../model/plan';
import type { FoundRecord } from '../../model/record';
import type { Target } from '../engine/run';
import type { Parents } from './bodies';

export interface LinkIds extends Parents {
  deal: string | null;
  lead: string | null;
}
const of = (targets: Target[], entity: Entity): string | null =>
  targets.find((target) => target.entity === entity)?.id ?? null;

/** The targets, and the organisation that linkIds would take from the contact or deal among them: it may be gone too. */
export function withCompany(targets: Target[], existing: FoundRecord[]): Target[] {
  const { company } = linkIds(targets, existing);
  const named = company === null || targets.some(({ entity }) => entity === 'company');
  return named ? targets : [...targets, { entity: 'company', id: company }];
}

/** Ids of the targets; the organisation of the contact or deal when none is named, so that it plays from there too (PD-19). */
export function linkIds(targets: Target[], existing: FoundRecord[]): LinkIds {
  const ids = {
    contact: of(targets, 'contact'),
    deal: of(targets, 'deal'),
    lead: of(targets, 'lead'),
    company: of(targets, 'company'),
  };
  const parent = (entity: Entity, id: string | null): string | null =>
    existing.find((record) => record.entity === entity && record.id === id)?.companyIds[0] ?? null;
  const company = ids.company ?? parent('contact', ids.contact) ?? parent('deal', ids.deal);
  // An activity or call log hangs on a deal or a lead, not on both.
  return { ...ids, company, lead: ids.deal === null ? ids.lead : null };
}
