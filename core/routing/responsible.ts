/** Who owns the client: the first entity of the order whose owner is a mapped, active employee (F-01, F-02). */
import type { FoundRecord } from '../model/record';
import type { Entity, Language, Reason } from '../model/plan';
import { employeeOfUser, standIn, toPerson } from '../team';
import type { Employee, Team } from '../model/team';
import { because, type RoutingCode } from './reasons';
import type { Client, ClientCard } from '../model/client';

/** Order of the client card (docs/reference/product.md#words): deal, else lead, else contact. */
export const CARD_ORDER: readonly Entity[] = ['deal', 'lead', 'contact'];

export interface Responsible {
  responsible: ClientCard['responsible'];
  /** Whom to ring: the responsible's row of the team. */
  employee: Employee | null;
  reasons: Reason[];
}

/**
 * Takes the client, the order and the team. `canTake` refuses employees who cannot do what is wanted (routing: no
 * direction to dial). Returns the responsible and a reason for every entity passed over.
 */
export function responsibleOf(
  client: Client,
  order: readonly Entity[],
  team: Team,
  language: Language,
  canTake: (employee: Employee) => boolean = () => true,
): Responsible {
  const reasons: Reason[] = [];
  const say = (code: RoutingCode, params: Record<string, string>): void => {
    reasons.push(because(language, code, params));
  };
  for (const entity of order) {
    const record: FoundRecord | null = client[entity];
    if (!record) {
      say('routing.noRecord', { entity });
      continue;
    }
    const params = { entity, record: record.name ?? record.id };
    if (!record.ownerId) {
      say('routing.noOwner', params);
      continue;
    }
    const owner = employeeOfUser(record.ownerId, team);
    if (!owner) {
      say('routing.ownerNotMapped', { ...params, owner: record.ownerId });
      continue;
    }
    const employee = standIn(owner, team);
    if (!employee) {
      say('routing.ownerAway', { ...params, owner: owner.name });
      continue;
    }
    if (!canTake(employee)) {
      say('routing.notDialable', { ...params, owner: employee.name });
      continue;
    }
    const code = employee === owner ? 'routing.responsible' : 'routing.responsibleSubstitute';
    say(code, { ...params, employee: employee.name, owner: owner.name });
    return { responsible: { ...toPerson(employee), entity, recordId: record.id }, employee, reasons };
  }
  say('routing.noResponsible', {});
  return { responsible: null, employee: null, reasons };
}
