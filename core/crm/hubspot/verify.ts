/** A search returns too much (tokens, suffixes), so every result is compared with the number here. */
import { phoneForms } from '../../phone/phone';
import type { PhoneForms } from '../../phone/types';
import { carriesNumber } from '../engine/carries';
import { PHONE_KEY } from './properties';
import { WHATSAPP, type ApiRecord } from './records';

/** Portals with the sensitive-data setting show part of the digits as stars. */
const MASKED = /[*•]/;

interface Stored {
  /** As typed. */
  shown: string | null | undefined;
  /** HubSpot's searchable forms of it: without country code; with it, where HubSpot could read the number. */
  national?: string | null | undefined;
  international?: string | null | undefined;
}

function carries({ shown, national, international }: Stored, phone: PhoneForms): boolean {
  if (shown && !MASKED.test(shown)) {
    if (carriesNumber([shown], phone)) return true;
    // It is a number of somebody else; without its country code the searchable one looks like many.
    if (phoneForms(shown, phone.home) !== null) return false;
  }
  if (international) return carriesNumber([`+${international}`], phone);
  return carriesNumber([national], phone);
}

/** True when a contact or company really has the number in one of its phone fields. */
export function hasNumber({ properties }: ApiRecord, phone: PhoneForms): boolean {
  const stored: Stored[] = [
    {
      shown: properties.phone,
      national: properties.hs_searchable_calculated_phone_number,
      international: properties.hs_searchable_calculated_international_phone_number,
    },
    {
      shown: properties.mobilephone,
      national: properties.hs_searchable_calculated_mobile_number,
      international: properties.hs_searchable_calculated_international_mobile_number,
    },
    { shown: properties[WHATSAPP] },
  ];
  return (
    stored.some((one) => carries(one, phone)) ||
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
