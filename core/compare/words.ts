/** A comparison in words. */
import type { Entity, Language, TaskRole } from '../model/plan';
import type { Team } from '../model/team';
import { say } from '../text/text';
import type { DifferenceKind, Left, Thing } from './types';

/** What a call leaves, as a person calls it. */
export function thingLabel(thing: Thing, language: Language): string {
  if (thing === 'missed.close') return say(language, 'compare.missedClose');
  if (thing === 'missed.note') return say(language, 'compare.missedNote');
  const [kind, of] = thing.split('.') as [string, string | undefined];
  if (kind === 'task')
    return say(language, 'compare.task', { role: say(language, `role.${of as TaskRole}`) });
  if (kind === 'attribution')
    return say(language, 'compare.attribution', { entity: say(language, `entity.${of as Entity}`) });
  return say(language, `entity.${thing as Entity | 'callRecord'}`);
}

export const groupLabel = (kind: DifferenceKind, thing: Thing, language: Language): string =>
  say(language, `compare.kind.${kind}`, { what: thingLabel(thing, language) });

/** Name of a CRM user as the team has it, else his id. */
function personLabel(owner: string | null, { employees }: Team, language: Language): string {
  if (owner === null) return say(language, 'report.nobody');
  return employees.find(({ crmUserId }) => crmUserId === owner)?.name ?? owner;
}

/** "Olena, open"; what has no owner by its nature is told by its reason alone. */
export function leftLabel(left: Left | null, team: Team, language: Language): string {
  if (left === null) return say(language, 'compare.notLeft');
  if (left.thing.startsWith('attribution') || left.thing.startsWith('missed')) return '';
  const person = personLabel(left.owner, team, language);
  return left.state === null ? person : `${person}, ${say(language, `compare.${left.state}`)}`;
}
