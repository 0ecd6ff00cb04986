/** The note with the analysis of a call, and the same facts as lines of a task. Texts stay text: the provider escapes them. */
import type { CallAnalysis, RingostatEvent } from '../model/event';
import type { Language, NoteStep, RecordRef } from '../model/plan';
import type { ClientCard } from '../model/client';
import { noteKey } from '../plan/keys';
import { formatDuration, formatTime, say, type TextCode } from '../text/text';
import { because, note, type Draft } from './draft';
import { badnessOf } from './judge';
import { employeeName } from './names-of-people';
import { clientText, sentNumber, timeOf } from './names';
import { oneLine } from './one-line';

/** Of a mood, a topic or an action; the texts themselves are as long as sent. */
const MAX_VALUE = 1000;

interface Told {
  event: RingostatEvent;
  card: ClientCard;
  language: Language;
}

/** Which call: enough to find its record beside the note. */
function callLine({ event, card, language }: Told): string {
  const { talk } = event.durations;
  const direction = say(language, event.direction === 'outgoing' ? 'analysis.outgoing' : 'analysis.incoming');
  const parts = [
    formatTime(timeOf(event), event.timeZone, language),
    event.direction === null ? null : direction,
    sentNumber(event),
    employeeName(event, card, language),
    talk ? formatDuration(talk, language) : null,
  ];
  return say(language, 'analysis.call', { value: parts.filter(Boolean).join(', ') });
}

type Value = [code: TextCode, value: string | null];
const short = (analysis: CallAnalysis): Value[] => [
  ['analysis.clientMood', analysis.clientMood],
  ['analysis.employeeMood', analysis.employeeMood],
  ['analysis.mood', analysis.mood],
  ['analysis.score', analysis.scoreAsSent],
  ['analysis.topics', analysis.topics.join(', ') || null],
];

function numbered(code: TextCode, items: readonly string[], language: Language): string[] {
  if (items.length === 0) return [];
  return [say(language, code), ...items.map((item, at) => `${at + 1}. ${oneLine(item, MAX_VALUE)}`)];
}

/** Summary, moods, topics and next steps, without empty lines; why it went badly comes first. */
export function analysisLines({ event, language }: Omit<Told, 'card'>, options: Draft['options']): string[] {
  const { analysis } = event;
  if (!analysis) return [];
  const bad = badnessOf(event, language, options.analysis).map((why) =>
    say(language, 'analysis.bad', { value: why }),
  );
  const values = short(analysis).flatMap(([code, value]) =>
    value ? [say(language, code, { value: oneLine(value, MAX_VALUE) })] : [],
  );
  return [
    ...bad,
    ...(analysis.summary ? [say(language, 'analysis.summary', { value: analysis.summary })] : []),
    ...values,
    ...numbered('analysis.actions', analysis.actions, language),
  ];
}

/** Links first, so that a transcript that is too long for the CRM takes none of them away. */
function transcriptLines({ event: { analysis, callCard, callId }, language }: Told): string[] {
  const links = (analysis?.transcriptLinks ?? []).map((value) =>
    say(language, 'analysis.transcriptLink', { value }),
  );
  return [
    ...links,
    ...(callCard ? [say(language, 'line.card', { value: callCard })] : []),
    ...(callId ? [say(language, 'analysis.callId', { value: oneLine(callId) })] : []),
    ...(analysis?.transcript ? [say(language, 'analysis.transcript'), analysis.transcript] : []),
  ];
}

/** Deal (or lead) and contact; beside them the company, when there is nothing else. */
export function linksOfAnalysis({ refs }: Draft): RecordRef[] {
  const client = [refs.deal ?? refs.lead, refs.contact].filter((ref) => ref !== undefined);
  return client.length > 0 ? client : [refs.company].filter((ref) => ref !== undefined);
}

/** Adds the note when it is ticked and the analysis says anything. */
export function addAnalysis(draft: Draft): void {
  const { event, actions, card, options, row } = draft;
  if (!actions.analysis || actions.attributionOnly) return;
  if (event.kind !== 'analysis') return note(draft, 'note.analysis.none');
  const told = { event, card, language: options.language };
  const said = analysisLines(told, options);
  const transcript = transcriptLines(told);
  if (said.length === 0 && !event.analysis?.transcript && !event.analysis?.transcriptLinks.length)
    return note(draft, 'note.analysis.empty');
  const step: NoteStep = {
    id: 'analysis',
    kind: 'note',
    key: noteKey(draft.callKey),
    reason: because(draft, 'why.analysis', { row }),
    values: {
      title: oneLine(
        say(options.language, 'analysis.title', {
          client:
            sentNumber(event) ??
            clientText(event, options.language, card.client.contact?.name ?? card.client.lead?.name),
        }),
      ),
      body: [callLine(told), ...said, ...transcript].join('\n'),
      at: timeOf(event),
      ownerId: draft.manager?.crmUserId ?? null,
      fields: {},
    },
    links: linksOfAnalysis(draft),
  };
  draft.steps.push(step);
}
