/** The fields of an event that only calls have: client and line, employee, times, result. */
import { DateTime } from 'luxon';
import { readEmployees } from './employee';
import { syntheticId } from './ids';
import { isCallback } from './names';
import type { NormaliseOptions } from './options';
import { recordingList } from './recordings';
import { readSides, sameParty, type Sides } from './sides';
import { endedStatus, statusClass } from './status';
import { hasSigns } from './signs';
import { secondsOf } from './text';
import { callTimes } from './times';
import type { Direction, EventKind, Moment, RingostatEvent } from '../model/event';
import type { Variables } from './variables';

type Durations = RingostatEvent['durations'];

/** A transferred call may list a talk time per leg; the call's talk is their sum. */
function talkOf(value: unknown): number | null {
  const whole = secondsOf(value);
  if (whole !== null) return whole;
  const items = Array.isArray(value)
    ? value
    : typeof value === 'string' && value.includes(',')
      ? value.split(',')
      : [];
  const seconds = items.map(secondsOf).filter((item): item is number => item !== null);
  return seconds.length ? seconds.reduce((sum, item) => sum + item, 0) : null;
}

function durationsOf(variables: Variables): Durations {
  const talk = talkOf(variables.value('billsec'));
  const wait = secondsOf(variables.value('waittime'));
  const milliseconds = secondsOf(variables.value('duration_ms'));
  const sent =
    secondsOf(variables.value('duration')) ??
    (milliseconds === null ? null : Math.round(milliseconds / 1000));
  const total = sent ?? (talk !== null && wait !== null ? talk + wait : null);
  return {
    total,
    talk,
    wait: wait ?? (total !== null && talk !== null && total >= talk ? total - talk : null),
  };
}

/** By what the payload names the employee, whoever talked: his extension, and where he was reached. */
function ownAddresses(variables: Variables, direction: Direction, country: string): string[] {
  const { employee, legs } = readEmployees(variables, direction, country, () => null);
  const reached =
    direction === 'incoming' ? [employee.direction, ...legs.map((leg) => leg.employee.direction)] : [];
  return [employee.extension, ...legs.map((leg) => leg.employee.extension), ...reached].filter(
    (address) => address !== null,
  );
}

/** Of an answered call whose talk was not sent: the whole call without the waiting. Never 0, for somebody did talk. */
function talkOfTotal({ total, wait }: Durations): number | null {
  if (total === null) return null;
  return wait !== null && wait < total ? total - wait : total;
}

/** The same for every moment and delivery of one call; the whole payload when the call has no start. */
function idOf(
  event: RingostatEvent,
  direction: Direction | null,
  sides: Sides | null,
  startedAt: string | null,
  payload: Record<string, unknown>,
): string {
  const start = startedAt === null ? null : String(DateTime.fromISO(startedAt).toSeconds());
  const whole =
    start === null ? JSON.stringify(Object.entries(payload).sort(([a], [b]) => (a < b ? -1 : 1))) : null;
  const line = sides?.line;
  return syntheticId([
    event.projectId,
    direction,
    sides?.client?.address ?? null,
    line?.forms?.e164 ?? line?.address ?? null,
    start,
    whole,
  ]);
}

const KIND: Partial<Record<Moment, EventKind>> = { routing: 'routing', analysed: 'analysis' };

/**
 * Takes the event's frame, its variables, the payload and which moment it is; returns what a call adds. Pushes what
 * is odd to the frame's warnings.
 */
export function callParts(
  event: RingostatEvent,
  variables: Variables,
  payload: Record<string, unknown>,
  what: { moment: Moment; direction: Direction | null },
  options: NormaliseOptions,
): Partial<RingostatEvent> {
  const { moment, direction } = what;
  const country = options.defaultCountry;
  const side = direction ?? 'incoming';
  const callback = isCallback(variables);
  const sides = readSides(variables, side, country, callback, ownAddresses(variables, side, country));
  const { employee, legs } = readEmployees(variables, side, country, (party) => {
    if (sameParty(party, sides.client)) return 'client';
    return side === 'outgoing' && sameParty(party, sides.line) ? 'line' : null;
  });
  const durations = durationsOf(variables);
  const ended = moment === 'ended';
  const recordings = [
    ...new Set([...recordingList(variables), ...legs.flatMap((leg) => leg.recording ?? [])]),
  ];
  const result = ended
    ? endedStatus({
        disposition: event.statusAsSent,
        talk: durations.talk,
        hasEmployee: hasSigns(employee),
        hasRecording: recordings.length > 0,
      })
    : { status: statusClass(event.statusAsSent), warning: null };
  if (result.status === 'answered' && ended) durations.talk ??= talkOfTotal(durations);
  const { times, warnings } = callTimes(
    {
      start: variables.text('calldate'),
      answer: variables.text('answer_date'),
      end: variables.text('end_date'),
      callId: event.callId,
      durations,
      ended,
    },
    options.timeZone,
  );
  event.warnings.push(...warnings);
  if (result.warning) event.warnings.push(result.warning);
  // An analysis may come without the sides; then nobody is anonymous, the call id is enough.
  const known = sides.client !== null || moment !== 'analysed';
  const forms = sides.internal ? null : (sides.client?.forms ?? null);
  return {
    kind: KIND[moment] ?? 'call',
    callId: event.callId ?? idOf(event, direction, sides, times.startedAt, payload),
    direction,
    callback,
    internal: sides.internal,
    clientNumber: forms?.e164 ?? null,
    clientNumberInternational: forms?.international ?? null,
    clientNumberAsSent: sides.client?.sent ?? null,
    anonymous: known && sides.anonymous,
    clientName: event.clientName ?? sides.client?.displayName ?? null,
    ownLine: sides.line ? (sides.line.forms?.e164 ?? sides.line.address) : null,
    employee,
    status: result.status,
    durations,
    times,
    recordings,
    legs,
  };
}
