/** Who may own what earlier moments of this call made, because he talked before the last talker (G-32). */
import type { RingostatEvent } from '../model/event';
import { isBefore, keyOfCall } from '../matrix/this-call';
import type { Language } from '../model/plan';
import type { Team } from '../model/team';
import { managerOf } from './manager';
import type { RecentMemory } from './memory';

/**
 * Takes the event, the team and the memory. Returns CRM user ids of the employees of the legs but the last talker, and of
 * those whom earlier events of the call in this process named; each once.
 */
export function takersOf(
  event: RingostatEvent,
  team: Team,
  language: Language,
  memory: RecentMemory,
  accountKey: string,
): string[] {
  if (event.kind !== 'call') return [];
  const ofLegs = event.legs.map(
    ({ employee }) => managerOf({ ...event, employee, legs: [] }, team, language).manager?.crmUserId ?? null,
  );
  const earlier = (memory.ownersOfCall?.(accountKey, keyOfCall(event)) ?? [])
    .filter(({ moment }) => isBefore(moment, event.moment))
    .map(({ to }) => to);
  const last = managerOf(event, team, language).manager?.crmUserId ?? null;
  const all = [...ofLegs, ...earlier].filter((id): id is string => id !== null && id !== last);
  return [...new Set(all)];
}
