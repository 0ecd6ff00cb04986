/** Time zone and country of the project, which are needed to read its dates and local numbers. */
import { IANAZone } from 'luxon';
import { isSupportedCountry } from 'libphonenumber-js/max';

type Place = { timeZone?: unknown; defaultCountry?: unknown };

const FIELDS = {
  timeZone: '"Time Zone" (an IANA name, e.g. Europe/Kyiv)',
  defaultCountry: '"Default Country" (a two-letter ISO code, e.g. UA)',
};

/**
 * Takes the settings as they were saved, or typed by hand into a file; returns the names of those that are empty or not
 * usable: an IANA zone and an ISO 3166 country in capitals are wanted.
 */
export function placeFaults(saved: Place): ('timeZone' | 'defaultCountry')[] {
  const { timeZone, defaultCountry } = saved;
  // luxon keeps the zones it made; isValidZone() would make one anew for each request.
  const zone = typeof timeZone === 'string' && IANAZone.create(timeZone).isValid;
  const country = typeof defaultCountry === 'string' && isSupportedCountry(defaultCountry);
  return [...(zone ? [] : (['timeZone'] as const)), ...(country ? [] : (['defaultCountry'] as const))];
}

/** Why dates and local numbers cannot be read with these settings, and what to fill in; null when they can. */
export function placeRefusal(settings: Place): string | null {
  const faults = placeFaults(settings);
  if (faults.length === 0) return null;
  return `Empty or unknown: ${faults.map((name) => FIELDS[name]).join(' and ')}. Without it dates and local numbers of calls cannot be read. Fill it in.`;
}
