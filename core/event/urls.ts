/** What to enter in Ringostat for each event; shown by the trigger's panel. */
import guide from './guide.json';
import type { SecretIn } from './secret';
import type { EventName } from '../model/event';

export interface GuideParameter {
  /** What the cabinet's list of variables means by it. */
  variable: string;
  /** Name to type beside it. */
  name: string;
}
export interface GuideRow {
  event: EventName;
  /** Where in the cabinet. */
  cabinet: string;
  url: string;
  method: 'POST' | 'GET';
  parameters: GuideParameter[];
}
export interface GuideOptions {
  /** Where the trigger expects the secret; default query. */
  secretIn?: SecretIn;
  /** Shown in the URL; default the placeholder YOUR_SECRET, because a panel is no place for a secret. Null: none. */
  secret?: string | null;
  /** Ringostat variable → the name the user typed; shown in place of ours. */
  keyMap?: Record<string, string>;
  method?: 'POST' | 'GET';
}

const PLACEHOLDER = 'YOUR_SECRET';
const EVENTS: Record<EventName, { cabinet: string; parameters: string[]; groups: string[] }> = guide.events;
const GROUPS: Record<string, string[]> = guide.groups;
const WORDS: Record<string, string> = guide.parameters;

function urlOf(baseUrl: string, event: EventName, options: GuideOptions): string {
  const secret = options.secret === undefined ? PLACEHOLDER : options.secret;
  const place = options.secretIn ?? 'query';
  const [address = '', query = ''] = baseUrl.split('?');
  const parameters = [query, `event=${event}`].filter(Boolean);
  let base = address;
  if (secret !== null) {
    const written = encodeURIComponent(secret);
    if (place === 'path') base = `${address.replace(/\/+$/, '')}/${written}`;
    else if (place === 'basic')
      base = address.replace(/^(https?:\/\/)/i, `$1ringostat:${written.replace(/\$/g, '$$$$')}@`);
    else parameters.push(`token=${written}`);
  }
  return `${base}?${parameters.join('&')}`;
}

/**
 * Takes the trigger's URL, the chosen events and where the secret goes; returns a row per event: where in the
 * cabinet, URL to paste, method, parameters to tick with the names to type (names the trigger reads by itself).
 */
export function setupGuide(baseUrl: string, events: EventName[], options: GuideOptions = {}): GuideRow[] {
  return events.map((event) => {
    const entry = EVENTS[event];
    const names = [...entry.parameters, ...entry.groups.flatMap((group) => GROUPS[group] ?? [])];
    const parameters = names.map((name) => ({
      variable: WORDS[name] ?? name,
      name: options.keyMap?.[name] || name,
    }));
    return {
      event,
      cabinet: entry.cabinet,
      url: urlOf(baseUrl, event, options),
      method: options.method ?? 'POST',
      parameters,
    };
  });
}
