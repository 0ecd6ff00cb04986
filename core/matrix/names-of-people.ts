/** The name under which a person appears in texts and reasons. */
import type { EmployeeSigns, RingostatEvent } from '../model/event';
import type { Language } from '../model/plan';
import type { ClientCard } from '../model/client';
import type { Person } from '../model/team';
import { say, type TextCode } from '../text/text';
import { oneLine } from './one-line';

/** Name of a person, else e-mail, else the ids by which he is known. */
export function personName(person: Person): string {
  return oneLine(person.name ?? person.email ?? person.crmUserId ?? person.employeeId ?? '–');
}

/** Shortest name for what the payload says of an employee; null when it says nothing. */
export function signName(signs: EmployeeSigns): string | null {
  const name = signs.name ?? signs.direction ?? signs.email ?? signs.extension ?? signs.id;
  return name ? oneLine(name) : null;
}

/** Who took or made the call: the manager, else what Ringostat says of the employee; "nobody" when it was missed. */
export function employeeName(event: RingostatEvent, card: ClientCard, language: Language): string {
  const ended = event.moment === 'ended' && event.direction === 'incoming';
  if (ended && event.status !== 'answered' && !((event.durations.talk ?? 0) > 0))
    return say(language, 'nobody');
  const manager = card.manager && (card.manager.name ?? card.manager.email);
  return manager ? oneLine(manager) : (signName(event.employee) ?? say(language, 'nobody'));
}

const SIGNS = ['name', 'direction', 'extension', 'email', 'id'] as const;

/** Everything by which an unmapped employee can be found in the team table: login or number, extension, e-mail, id. */
export function signList(signs: EmployeeSigns, language: Language): string[] {
  return SIGNS.flatMap((sign) => {
    const value = signs[sign];
    const code: TextCode = `sign.${sign}`;
    return value ? [say(language, code, { value: oneLine(value) })] : [];
  });
}
