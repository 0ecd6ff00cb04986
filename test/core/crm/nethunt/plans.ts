/** Steps as the matrix makes them, with NetHunt's ids. */
import type { CallRecordStep, CreateStep, PlanStep, RecordRef, TaskStep } from '../../../../core/model/plan';
import { callStep, contactStep, dealStep, taskStep, utm } from '../hubspot/kit';

export const OWNER = 'olena@example.com';
export const contact = (change: Partial<CreateStep['values']> = {}): CreateStep =>
  contactStep({ ownerId: OWNER, ...change });
export const deal = (
  change: Partial<CreateStep['values']> = {},
  more: Partial<CreateStep> = {},
): CreateStep => dealStep({ ownerId: OWNER, ...change }, more);
export function call(
  change: Partial<CallRecordStep['values']> = {},
  links: RecordRef[] = callStep().links,
): CallRecordStep {
  const step = callStep({ links });
  return { ...step, values: { ...step.values, ownerId: OWNER, ...change } };
}
export function task(state: 'open' | 'done' = 'open', links?: RecordRef[]): TaskStep {
  const step = taskStep('responsible', state, links) as TaskStep;
  return { ...step, values: { ...step.values, ownerId: OWNER } };
}
export const newClient = (): PlanStep[] => [contact(), deal(), call(), task()];
export const toContact = (id: string): RecordRef[] => [{ entity: 'contact', id }];
export const attribution = (id: string): PlanStep => ({
  id: 'attribution.contact',
  kind: 'attribution',
  key: 'p_call1_attribution_contact',
  reason: contactStep().reason,
  target: { entity: 'contact', id },
  values: utm({ utm_source: 'google', utm_medium: 'cpc' }),
});
export const owner = (id: string, ownerId: string): PlanStep => ({
  id: 'owner.contact',
  kind: 'owner',
  key: 'p_call1_owner_contact',
  reason: contactStep().reason,
  target: { entity: 'contact', id },
  values: { ownerId },
});
