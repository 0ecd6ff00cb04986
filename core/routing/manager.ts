/** Who took or made this call. */
import type { EmployeeSigns, RingostatEvent } from '../model/event';
import type { Language, Reason } from '../model/plan';
import { hasSigns } from '../event/signs';
import { recogniseBy, standIn, toPerson } from '../team';
import type { Person, Team } from '../model/team';
import { because } from './reasons';

/** Signs of the employee who talked: a ringing or missed incoming call was taken by nobody, whoever was rung. */
export function signsOf(event: RingostatEvent): EmployeeSigns | null {
  if (event.kind !== 'call' && event.kind !== 'analysis') return null;
  const taken = event.kind === 'analysis' || event.moment === 'answered' || event.status === 'answered';
  if (event.direction === 'incoming' && !taken) return null;
  // After a transfer the last talker is the manager (G-05).
  const signs = hasSigns(event.employee) ? event.employee : event.legs.at(-1)?.employee;
  return signs && hasSigns(signs) ? signs : null;
}

function unknown(signs: EmployeeSigns): Person {
  const name = signs.name ?? signs.direction ?? signs.extension ?? signs.email ?? signs.id;
  return { crmUserId: null, employeeId: signs.id, name, email: signs.email };
}

/**
 * Takes the event and the team; returns the manager and why. A manager the team does not know, or who has no CRM
 * user, comes with crmUserId null (G-20); one who is switched off, with the CRM user of his substitute.
 */
export function managerOf(
  event: RingostatEvent,
  team: Team,
  language: Language,
): { manager: Person | null; reason: Reason } {
  const signs = signsOf(event);
  if (!signs) return { manager: null, reason: because(language, 'routing.nobody') };
  const recognised = recogniseBy(signs, team, event.defaultCountry);
  if (!recognised) {
    const manager = unknown(signs);
    return { manager, reason: because(language, 'routing.managerUnknown', { employee: manager.name ?? '' }) };
  }
  const { employee, sign } = recognised;
  const params = { employee: employee.name, sign };
  if (employee.active) {
    const code = employee.crmUserId ? 'routing.manager' : 'routing.managerUnmapped';
    return { manager: toPerson(employee), reason: because(language, code, params) };
  }
  const substitute = standIn(employee, team);
  // He did talk: without a substitute his own CRM user is still the truth.
  const crmUserId = substitute?.crmUserId ?? employee.crmUserId;
  const code = substitute ? 'routing.managerAway' : crmUserId ? 'routing.manager' : 'routing.managerUnmapped';
  return { manager: { ...toPerson(employee), crmUserId }, reason: because(language, code, params) };
}
