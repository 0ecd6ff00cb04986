/** A call of the log as the report counts it. */
import { addressOf } from '../event/party';
import { hasSigns } from '../event/signs';
import type { EmployeeSigns, RingostatEvent } from '../model/event';
import type { Team } from '../model/team';
import { recognise } from '../team';
import type { CountedCall, Talker, Whose } from './types';

const NOBODY: Whose = { key: '', name: null };

/** An employee of the team by his id; one it does not know by what the log calls him; nobody without any sign. */
function whose(signs: EmployeeSigns, team: Team, country: string): Whose {
  if (!hasSigns(signs)) return NOBODY;
  const employee = recognise(signs, team, country);
  if (employee) return { key: `id ${employee.id}`, name: employee.name };
  const name = signs.name ?? signs.direction ?? signs.extension ?? signs.email ?? signs.id ?? '';
  return { key: `as sent ${name.toLowerCase()}`, name };
}

/**
 * Talkers of a conversation in order, each once where he stood in the line last. Seconds of a leg are his as far as the call's
 * talk goes; what no leg tells is the last talker's, so that the rows of a report add up to its total.
 */
function talkersOf(event: RingostatEvent, team: Team, talk: number): Talker[] {
  const country = event.defaultCountry;
  const last = whose(event.employee, team, country);
  const parts = new Map<string, Talker>();
  let left = talk;
  for (const leg of event.legs.slice(0, -1)) {
    const one = whose(leg.employee, team, country);
    if (one.key === last.key) continue;
    const seconds = Math.min(left, leg.talk ?? 0);
    left -= seconds;
    parts.set(one.key, { whose: one, talk: (parts.get(one.key)?.talk ?? 0) + seconds });
  }
  return [...parts.values(), { whose: last, talk: left }];
}

/** Takes an ended call as an event, and the team; returns what is counted of it, null for a call without a direction or a start. */
export function countedCall(event: RingostatEvent, team: Team): CountedCall | null {
  const { direction, times, durations, attribution } = event;
  const startedAt = Date.parse(times.startedAt ?? '');
  if (!direction || Number.isNaN(startedAt)) return null;
  const talked = event.status === 'answered';
  const talk = talked ? (durations.talk ?? 0) : 0;
  const endedAt = Date.parse(times.endedAt ?? '');
  return {
    id: event.callId ?? event.eventKey,
    startedAt,
    endedAt: Number.isNaN(endedAt) ? startedAt : endedAt,
    direction,
    talked,
    talk,
    wait: durations.wait,
    client: event.anonymous
      ? null
      : (event.clientNumber ?? addressOf(event.clientNumberAsSent)?.toLowerCase() ?? null),
    talkers: talked
      ? talkersOf(event, team, talk)
      : [{ whose: whose(event.employee, team, event.defaultCountry), talk: 0 }],
    department: event.employee.department,
    pool: event.pool,
    utmSource: attribution.utm_source,
  };
}
