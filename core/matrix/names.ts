/** Names of new records: the user's template, else the CRM's habit, else the text catalogue's. */
import { addressOf } from '../event/party';
import type { RingostatEvent } from '../model/event';
import type { Entity, Language } from '../model/plan';
import { fill, type TextParams } from '../text/fill';
import { formatTime, say } from '../text/text';
import companyFields from './company-fields.json';
import type { Draft } from './draft';
import { employeeName } from './names-of-people';
import { oneLine } from './one-line';
import type { NameTemplates } from './types';

/** Moment the event speaks of: start of the call, else when the trigger got it. */
export function timeOf(event: RingostatEvent): string {
  return event.times.startedAt ?? event.times.answeredAt ?? event.times.endedAt ?? event.receivedAt;
}

/** What there is to call the client back by: his number, else what was sent instead of one; null when he hid it. */
export function sentNumber(event: RingostatEvent): string | null {
  const sent = event.anonymous ? null : addressOf(event.clientNumberAsSent);
  return event.clientNumberInternational ?? event.clientNumber ?? (sent && (oneLine(sent) || null));
}

/** The client's number as people read it, else what was sent, else his e-mail; in words when there is nothing. */
export function numberText(event: RingostatEvent, language: Language): string {
  const known = event.kind === 'analysis' && !event.anonymous ? 'client.notSent' : 'client.hidden';
  const nothing = event.kind === 'form' ? 'client.unreachable' : known;
  return sentNumber(event) ?? event.clientEmail ?? say(language, nothing);
}

/** "Name, +380 67 123 4567", or only the number. */
export function clientText(
  event: RingostatEvent,
  language: Language,
  knownName: string | null = null,
): string {
  const number = numberText(event, language);
  const name = oneLine(event.clientName ?? knownName ?? '', 100);
  // An analysis that names its call only is of the client who was found.
  if (name && event.kind === 'analysis' && sentNumber(event) === null) return name;
  return name && name.replace(/\D/g, '') !== number.replace(/\D/g, '')
    ? `${name}, ${number}`
    : name || number;
}

/** Name of the company as a form or Ringostat gives it; null when they do not. */
export function companyName(event: RingostatEvent): string | null {
  const form = Object.entries(event.form ?? {}).find(
    ([field, value]) => companyFields.includes(field.toLowerCase()) && value.trim(),
  );
  const name = oneLine(form?.[1] ?? event.variables['client_company'] ?? '');
  return name || null;
}

/** Why nobody talked, in words; empty when somebody did or the status does not say. */
export const whyMissedText = ({ whyMissed }: RingostatEvent, language: Language): string =>
  whyMissed ? say(language, `whyMissed.${whyMissed}`) : '';

/** Values for {placeholders} of name and subject templates. */
export function templateValues(event: RingostatEvent, language: Language, employee: string): TextParams {
  const { utm_source, utm_medium, utm_campaign } = event.attribution;
  return {
    client: oneLine(event.clientName ?? numberText(event, language)),
    name: oneLine(event.clientName ?? ''),
    number: sentNumber(event) ?? '',
    email: event.clientEmail ?? '',
    company: companyName(event) ?? '',
    employee,
    time: formatTime(timeOf(event), event.timeZone, language),
    whyMissed: whyMissedText(event, language),
    recommended: '',
    pool: oneLine(event.pool ?? ''),
    ownLine: event.ownLine ?? '',
    source: oneLine(utm_source ?? ''),
    medium: oneLine(utm_medium ?? ''),
    campaign: oneLine(utm_campaign ?? ''),
  };
}

/**
 * Name of a new record. Takes the entity, templates (the user's over the preset's) and the values of
 * `templateValues`. Returns null for a company whose name nobody gave.
 */
export function newRecordName(
  entity: Entity,
  templates: NameTemplates,
  values: TextParams,
  language: Language,
  kind: RingostatEvent['kind'],
): string | null {
  const template = templates[entity];
  const company = entity === 'company' ? String(values['company'] ?? '') : '';
  const name = company || (template ? oneLine(fill(template, values)) : '');
  if (name || entity === 'company') return name || null;
  const code =
    entity === 'deal' ? (kind === 'form' ? 'name.deal.form' : 'name.deal.call') : (`name.${entity}` as const);
  return oneLine(say(language, code, values));
}

/** The same for a plan: a deal or company of a known contact takes his name. */
export function nameOfNew(draft: Draft, entity: Entity): string | null {
  const { event, card, options, preset } = draft;
  const values = templateValues(event, options.language, employeeName(event, card, options.language));
  const known = card.client.contact?.name ?? card.client.lead?.name;
  const client = event.clientName ?? known;
  const named = client ? { ...values, client: oneLine(client), name: oneLine(client) } : values;
  const templates = { ...preset.names };
  for (const [key, template] of Object.entries(options.names))
    if (template) templates[key as Entity] = template;
  return newRecordName(entity, templates, named, options.language, event.kind);
}
