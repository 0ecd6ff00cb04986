import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';

/**
 * Value of HubSpot's hidden searchable phone property: area code and local number, no country code, no leading zeros.
 * A number with plus is parsed; one without plus only when the portal's country is given and makes it valid. What
 * cannot be parsed keeps all its digits but the leading zeros (so `380…` keeps its country code). Null without digits.
 */
export function searchablePhone(stored: string | undefined, country?: CountryCode): string | null {
  if (!stored) return null;
  const parsed = parsePhoneNumberFromString(stored, country);
  const digits = parsed?.isValid() ? parsed.nationalNumber : stored.replace(/\D/g, '');
  const bare = digits.replace(/^0+/, '');
  return bare === '' ? null : bare;
}

/** The international variant: digits with country code, only when the number could be parsed. */
export function internationalPhone(stored: string | undefined, country?: CountryCode): string | null {
  const parsed = stored ? parsePhoneNumberFromString(stored, country) : undefined;
  return parsed?.isValid() ? parsed.number.slice(1) : null;
}
