/** What happened, as a headline: "Missed call: Taras, +380 67 123 4567, nobody answered". */
import { clientText, whyMissedText } from '../matrix/names';
import { employeeName } from '../matrix/names-of-people';
import type { ClientCard } from '../model/client';
import type { RingostatEvent } from '../model/event';
import type { Language } from '../model/plan';
import { formatDuration, say, type TextCode } from '../text/text';

/** Moments without a result of their own. */
const MOMENTS: Partial<Record<RingostatEvent['moment'], TextCode>> = {
  ringing: 'summary.ringing',
  answered: 'summary.pickedUp',
  started: 'summary.started',
  submitted: 'task.subject.formDone',
  analysed: 'summary.analysed',
  routing: 'summary.routing',
};

function titleCode({ moment, direction, status }: RingostatEvent): TextCode {
  const ended = status === null || status === 'running' ? 'answered' : status;
  return MOMENTS[moment] ?? `call.title.${direction ?? 'incoming'}.${ended}`;
}

/** Who talked and how long; empty while nobody did. */
function talked(event: RingostatEvent, card: ClientCard | null, language: Language): string {
  const talk = event.durations.talk ?? 0;
  if (event.moment !== 'ended' || talk <= 0) return '';
  const lasted = formatDuration(talk, language);
  const known = card?.manager ?? event.employee;
  if (!known.name && !known.email && !card) return say(language, 'summary.talked', { lasted });
  const employee = card
    ? employeeName(event, card, language)
    : (event.employee.name ?? event.employee.email ?? '');
  return say(language, 'summary.talkedWith', { employee, lasted });
}

/** Why nobody talked, where the title does not say it. */
function why(event: RingostatEvent, language: Language): string {
  const told =
    event.status === 'voicemail' || (event.direction === 'outgoing' && event.whyMissed === 'noAnswer');
  return told ? '' : whyMissedText(event, language);
}

/** Takes an event and, once it is known, who is who; returns the headline without a full stop. */
export function headline(event: RingostatEvent, card: ClientCard | null, language: Language): string {
  const known = card?.client.contact?.name ?? card?.client.lead?.name ?? null;
  const title = say(language, titleCode(event), { client: clientText(event, language, known) });
  return [title, why(event, language), talked(event, card, language)].filter(Boolean).join(', ');
}
