/** Searches over-match (tokens, suffixes): every hit is checked here against the number (crm-apis.md §0.1 rule 3). */
import { sameNumber } from '../../phone/phone';
import type { PhoneForms } from '../../phone/types';
import { carriesNumber } from '../shared/carries';
import { PHONE_KEY } from './properties';
import type { ApiRecord } from './records';

/** Portals with the sensitive-data setting show part of the digits as stars. */
const MASKED = /[*•]/;

function carries(
  shown: string | null | undefined,
  searchable: string | null | undefined,
  phone: PhoneForms,
): boolean {
  if (shown && !MASKED.test(shown)) {
    if (carriesNumber([shown], phone)) return true;
    // The shown number has a country code, the searchable one has not: the shown one decides.
    if (shown.includes('+')) return false;
  }
  return Boolean(searchable) && sameNumber(searchable ?? '', phone);
}

/** True when a contact or company really has the number in one of its phone fields. */
export function hasNumber({ properties }: ApiRecord, phone: PhoneForms): boolean {
  return (
    carries(properties.phone, properties.hs_searchable_calculated_phone_number, phone) ||
    carries(properties.mobilephone, properties.hs_searchable_calculated_mobile_number, phone) ||
    // Masked and not searchable: our own key is left.
    (MASKED.test(properties.phone ?? '') && properties[PHONE_KEY] === phone.digits)
  );
}

/** True when a contact has the e-mail or the Google client id. */
export function hasSign(
  { properties }: ApiRecord,
  email: string | null,
  googleClientId: string | null,
): boolean {
  const same = email !== null && properties.email?.toLowerCase() === email.toLowerCase();
  return same || (googleClientId !== null && properties.google_client_id === googleClientId);
}
