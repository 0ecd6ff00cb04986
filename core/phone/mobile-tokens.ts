/** Digits that mark a mobile number in some countries and are often left out, so that one subscriber has two spellings. */
import tokens from './mobile-tokens.json';
import type { PhoneForms } from './types';

interface TokenPlan {
  /** National number with the token, and what is left without it. */
  token: string;
  bare: string;
  /** How the number is dialled today; `either`: both spellings are numbers in use. */
  dialled: string;
  /** National number that lacks the token, and what it is with it. */
  lacking?: string;
  whole?: string;
  /**
   * Digits at the end that every spelling shows together: how many, or those behind the area code. Absent: all but the
   * token.
   */
  shared?: number | string;
}
const PLANS: Record<string, TokenPlan | undefined> = tokens.plans;

/** Takes calling code and national number; returns it without the token: equal for all spellings of one subscriber. */
export function withoutToken(countryCode: string, national: string): string {
  const plan = PLANS[countryCode];
  return plan ? national.replace(new RegExp(plan.token), plan.bare) : national;
}

/** Takes calling code and national number; returns it as it is dialled today. */
export function asDialled(countryCode: string, national: string): string {
  const plan = PLANS[countryCode];
  if (plan?.dialled === 'bare') return withoutToken(countryCode, national);
  if (plan?.lacking && plan.whole) return national.replace(new RegExp(plan.lacking), plan.whole);
  return national;
}

type Number = Pick<PhoneForms, 'countryCode' | 'national' | 'international'>;

/** All digits that every spelling of the number has in this order; others may stand between. */
export const orderedDigits = ({ countryCode, national }: Number): string =>
  withoutToken(countryCode, national);

/** Digits at the end of the number that stand together in every spelling; what a search by part is asked for. */
export function sharedDigits(number: Number): string {
  const shared = PLANS[number.countryCode]?.shared;
  const all = orderedDigits(number);
  if (typeof shared === 'number') return all.slice(-shared);
  // "+54 9 11 2345 6789": the last two groups are the subscriber's.
  return shared ? number.international.split(/\D+/).slice(-2).join('') : all;
}
