/** The step that keeps the client's missed tasks: one of them a client, closed by a conversation (docs/missed-calls.md). */
import type { RingostatEvent } from '../model/event';
import type { MissedStep } from '../model/plan';
import { formatDuration, formatMoment, say } from '../text/text';
import { callResult } from './decide';
import { because, note, type Draft } from './draft';
import { sentNumber, timeOf, whyMissedText } from './names';
import { employeeName } from './names-of-people';
import { isMissed } from './rows';
import { LEAST_TALK } from './types';

type Does = MissedStep['values']['does'];

/** Line of a further call in vain: when, which line of ours, why. */
function againLine({ event, options: { language } }: Draft): string {
  const why = whyMissedText(event, language) || say(language, 'whyMissed.noAnswer');
  return say(language, 'line.missed.again', {
    time: formatMoment(timeOf(event), event.timeZone, language),
    ownLine: event.ownLine ?? '–',
    why: say(language, 'line.whyMissed', { value: why }),
  });
}

/** Placeholders of the line that only the task tells stay as they are. */
function lineOf(draft: Draft, does: Does): string {
  const { event, card, options } = draft;
  const { language } = options;
  if (does === 'again') return againLine(draft);
  return say(language, does === 'close' ? 'line.missed.talked' : 'line.missed.attempt', {
    employee: employeeName(event, card, language),
    time: formatMoment(timeOf(event), event.timeZone, language),
    talk: formatDuration(event.durations.talk ?? 0, language),
    after: '{after}',
    number: '{number}',
  });
}

/** Seconds of talk; a call that Ringostat calls answered without telling how long counts as long enough. */
function talkOf({ durations, status }: RingostatEvent): number {
  return durations.talk ?? (status === 'answered' ? Infinity : 0);
}

function whatFor(draft: Draft): Does | null {
  const { event, row, options } = draft;
  const { language } = options;
  if (isMissed(row)) return 'again';
  if (callResult(event) !== 'talked') return 'attempt';
  const least = options.closeMissedAfter ?? LEAST_TALK;
  const talk = talkOf(event);
  if (talk >= least) return 'close';
  note(draft, 'note.closeMissed.short', {
    talk: formatDuration(talk, language),
    least: formatDuration(least, language),
  });
  return event.direction === 'outgoing' ? 'attempt' : null;
}

/** Adds the step when it is ticked and the call has ended; notes why not. */
export function addMissed(draft: Draft): void {
  const { event, actions, row, callKey } = draft;
  if (!actions.closeMissed || actions.attributionOnly) return;
  if (event.kind !== 'call' || event.moment !== 'ended') return note(draft, 'note.closeMissed.early');
  if (event.clientNumber === null) return note(draft, 'note.closeMissed.hidden');
  const does = whatFor(draft);
  if (does === null) return;
  draft.steps.push({
    id: 'missed',
    kind: 'missed',
    key: callKey,
    reason: because(draft, `why.missed.${does}`, { row, number: sentNumber(event) ?? '' }),
    values: { does, at: timeOf(event), line: lineOf(draft, does) },
  });
}
