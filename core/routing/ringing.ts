/** Who is responsible, and for a question: who can be rung. */
import type { FoundRecord } from '../model/record';
import { beforeThisCall } from '../matrix/this-call';
import type { Entity } from '../model/plan';
import type { Employee, Team } from '../model/team';
import { toClient } from './client';
import type { FindInput } from './find-input';
import { responsibleOf, type Responsible } from './responsible';
import type { Client } from '../model/client';

/** What a routing question asks of an owner beyond being in the team. */
export interface Ringing {
  /** Refuses employees who have no direction to dial. */
  canTake(employee: Employee): boolean;
  /** The team without those who have left the CRM, as far as anybody knows; asked once somebody would be rung. */
  present(team: Team): Promise<Team>;
}

/** A deal that pick-up made a moment ago must not hide who was responsible before the call (docs/decisions/0003). */
export function ownerOf(
  { event, language }: FindInput,
  client: Client,
  order: readonly Entity[],
  team: Team,
  canTake?: Ringing['canTake'],
): Responsible {
  const earlier = responsibleOf(beforeThisCall(event, client), order, team, language, canTake);
  return earlier.responsible ? earlier : responsibleOf(client, order, team, language, canTake);
}

/** The same for a question: who is rung has to be still there. */
export async function ownerToRing(
  input: FindInput,
  client: Client,
  order: readonly Entity[],
  { canTake, present }: Ringing,
): Promise<Responsible> {
  const owner = ownerOf(input, client, order, input.team, canTake);
  if (!owner.responsible) return owner;
  return ownerOf(input, client, order, await present(input.team), canTake);
}

/** Whether what is found decides, as FindQuery.enough. */
export async function decided(
  input: FindInput,
  found: FoundRecord[],
  pending: Entity[],
  ringing: Ringing,
): Promise<boolean> {
  const { order, several, language } = input;
  const contacts = found.filter(({ entity }) => entity === 'contact').length;
  // Which of several contacts is the client hangs on their deals.
  if (several === 'withOpenDeal' && contacts > 1 && pending.includes('deal')) return false;
  const at = order.findIndex((entity) => pending.includes(entity));
  const sure = at < 0 ? order : order.slice(0, at);
  if (sure.length === 0) return false;
  const { client } = toClient(found, several, '', language);
  return (await ownerToRing(input, client, sure, ringing)).responsible !== null;
}
