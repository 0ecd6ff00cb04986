import words from './words.json';
import type { Attribution } from '../model/attribution';
import type { Variable, Variables } from './variables';

/** Beside what counts as nothing everywhere: words that say so here only. Stored, they would look like attribution. */
const EMPTY = new Set<string>(words.emptyAttribution);

function real(text: string | null): string | null {
  return text === null || EMPTY.has(text.toLowerCase()) ? null : text;
}

/**
 * Takes the variables; returns the six fields, null where absent or a placeholder. "(direct)" is a source and
 * stays. A Google client id taken from the cookie loses the cookie's prefix (GA1.2.).
 */
export function readAttribution(variables: Variables): Attribution {
  const field = (name: Variable): string | null => real(variables.text(name));
  return {
    utm_source: field('utm_source'),
    utm_medium: field('utm_medium'),
    utm_campaign: field('utm_campaign'),
    utm_term: field('utm_term'),
    utm_content: field('utm_content'),
    google_client_id: field('client_id')?.replace(/^GA\d\.\d\./i, '') ?? null,
  };
}
