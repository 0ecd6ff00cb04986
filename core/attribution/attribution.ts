import type { RingostatEvent } from '../model/event';
import { ATTRIBUTION_FIELDS, type Attribution } from '../model/attribution';

/** An attribution with nothing in it. */
export function emptyAttribution(): Attribution {
  return {
    utm_source: null,
    utm_medium: null,
    utm_campaign: null,
    utm_term: null,
    utm_content: null,
    google_client_id: null,
  };
}

/** True when all six fields are empty or blank: only then may a record's attribution be written. */
export function isEmptyAttribution(attribution: Attribution): boolean {
  return ATTRIBUTION_FIELDS.every((field) => !attribution[field]?.trim());
}

/** Takes an event; returns its six fields, trimmed, blank ones as null. */
export function pickAttribution(event: RingostatEvent): Attribution {
  const picked = emptyAttribution();
  for (const field of ATTRIBUTION_FIELDS) picked[field] = event.attribution[field]?.trim() || null;
  return picked;
}
