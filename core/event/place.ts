/** Time zone and country of the project, which are needed to read its dates and local numbers. */
import { IANAZone } from 'luxon';
import { isSupportedCountry } from 'libphonenumber-js/max';

/**
 * Takes the settings as they were saved, or typed by hand into a file; returns the names of those that are empty or not
 * usable: an IANA zone and an ISO 3166 country in capitals are wanted.
 */
export function placeFaults(saved: {
  timeZone?: unknown;
  defaultCountry?: unknown;
}): ('timeZone' | 'defaultCountry')[] {
  const { timeZone, defaultCountry } = saved;
  const zone = typeof timeZone === 'string' && IANAZone.isValidZone(timeZone);
  const country = typeof defaultCountry === 'string' && isSupportedCountry(defaultCountry);
  return [...(zone ? [] : (['timeZone'] as const)), ...(country ? [] : (['defaultCountry'] as const))];
}
