/** The facts of an event as lines of text, for tasks and call records. Plain text: the provider escapes it. */
import type { CallLeg, RingostatEvent } from '../model/event';
import type { Language } from '../model/plan';
import type { ClientCard } from '../model/client';
import { formatDuration, formatTime, say, type TextCode } from '../text/text';
import { clientText, timeOf, whyMissedText } from './names';
import { employeeName, signList, signName } from './names-of-people';
import { oneLine } from './one-line';

/** All that the trigger reads of a form; a CRM's own limit cuts the text (Salesforce 32 000). */
const MAX_FORM_FIELDS = 200;
const MAX_FORM_VALUE = 1000;

interface Subject {
  event: RingostatEvent;
  card: ClientCard;
  language: Language;
}

/** Every recording known, each once: those of the legs too. */
export function allRecordings(event: RingostatEvent): string[] {
  const fromLegs = event.legs.flatMap((leg) => (leg.recording ? [leg.recording] : []));
  return [...new Set([...event.recordings, ...fromLegs])];
}

function legLine({ language }: Subject, leg: CallLeg, index: number): string {
  const talk = leg.talk === null ? '' : formatDuration(leg.talk, language);
  const employee = signName(leg.employee) ?? say(language, 'nobody');
  const parts = { number: index + 1, employee, talk, recording: leg.recording ?? '' };
  return say(language, 'line.leg', parts).trim().replace(/:$/, '');
}

function source(event: RingostatEvent): string | null {
  const { utm_source, utm_medium, utm_campaign, utm_term, utm_content } = event.attribution;
  return [utm_source, utm_medium, utm_campaign, utm_term, utm_content].filter(Boolean).join(' / ') || null;
}

type Line = [code: TextCode, value: string | null];

function callLines(subject: Subject, unmapped: boolean): Line[] {
  const { event, card, language } = subject;
  const ended = event.moment === 'ended';
  const { talk, wait } = event.durations;
  const signs = unmapped ? signList(event.employee, language).join(', ') : '';
  return [
    ['line.employee', event.moment === 'ringing' ? null : employeeName(event, card, language)],
    ['line.toMap', signs || null],
    ['line.time', formatTime(timeOf(event), event.timeZone, language)],
    ['line.talk', ended && talk ? formatDuration(talk, language) : null],
    ['line.wait', wait ? formatDuration(wait, language) : null],
    ['line.whyMissed', whyMissedText(event, language) || null],
    ['line.ownLine', event.ownLine],
  ];
}

function formLines({ event, language }: Subject): string[] {
  return Object.entries(event.form ?? {})
    .filter(([, value]) => value.trim() !== '')
    .slice(0, MAX_FORM_FIELDS)
    .map(([field, value]) =>
      say(language, 'line.form', { field: oneLine(field), value: oneLine(value, MAX_FORM_VALUE) }),
    );
}

/**
 * Takes the event, the card and the language. Returns the lines, without empty ones; with `unmapped` also what has
 * to be mapped.
 */
export function factLines(subject: Subject, unmapped = false): string[] {
  const { event, card, language } = subject;
  const isCall = event.kind !== 'form';
  const recordingCode = event.status === 'voicemail' ? 'line.voicemail' : 'line.recording';
  // The call's record has them, and they come to it late too.
  const known = event.kind === 'analysis' ? [] : allRecordings(event);
  const recordings = known.map((link): Line => [recordingCode, link]);
  const lines: Line[] = [
    ['line.client', clientText(event, language, card.client.contact?.name ?? card.client.lead?.name)],
    ['line.email', event.clientEmail],
    ...(isCall
      ? callLines(subject, unmapped)
      : [['line.time', formatTime(timeOf(event), event.timeZone, language)] as Line]),
    ['line.source', source(event)],
    ['line.pool', event.pool],
    ['line.landing', event.landing],
    ...recordings,
    ['line.card', event.callCard],
  ];
  const written = lines.flatMap(([code, value]) =>
    value ? [say(language, code, { value: oneLine(value, MAX_FORM_VALUE) })] : [],
  );
  const legs =
    event.legs.length > 1
      ? [say(language, 'line.legs'), ...event.legs.map((leg, index) => legLine(subject, leg, index))]
      : [];
  const test = event.test ? [say(language, 'line.test')] : [];
  return [...test, ...written, ...legs, ...formLines(subject)];
}
