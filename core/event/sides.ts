/** Who is the client, which is the company's line (reference ringostat.md §1.8, points 4 and 5). */
import { readParty, type Party } from './party';
import type { Direction } from './types';
import type { Variable, Variables } from './variables';

const CLIENT: Record<Direction, Variable[]> = {
  incoming: ['e164', 'client_number', 'userfield', 'caller_number', 'caller'],
  outgoing: ['client_number', 'callee', 'dst', 'e164', 'userfield'],
};
const LINE: Record<Direction, Variable[]> = {
  incoming: ['dst', 'callee', 'outbound_number', 'n_alias'],
  outgoing: ['outbound_number', 'caller_number', 'caller', 'n_alias'],
};

export interface Sides {
  client: Party | null;
  line: Party | null;
  internal: boolean;
  anonymous: boolean;
}

const company = (party: Party | null): boolean => party?.kind === 'login' || party?.kind === 'short';

function parties(names: Variable[], variables: Variables, country: string): Party[] {
  return names.flatMap((name) => readParty(variables.text(name), country) ?? []);
}

/**
 * Takes the variables of a call, its direction, the default country and whether the payload names an employee.
 * Returns client and own line. Internal: the client's place holds an extension or SIP login and the other side is
 * the company's too; a hidden number is anonymous and never internal.
 */
export function readSides(
  variables: Variables,
  direction: Direction,
  country: string,
  hasEmployee: boolean,
): Sides {
  const candidates = parties(CLIENT[direction], variables, country);
  const lines = parties(LINE[direction], variables, country).filter((party) => party.kind !== 'hidden');
  const numbers = candidates.filter((party) => party.kind === 'number');
  // One observed transit row has the client's number as the dialled one too: the line gives way.
  const client = numbers[0] ?? candidates.find(company) ?? candidates[0] ?? null;
  // A SIP login is somebody's, never a line.
  const line =
    lines.find((party) => party.kind === 'number' && party.forms?.e164 !== client?.forms?.e164) ??
    lines.find((party) => party.kind === 'short') ??
    null;
  const named =
    client && !client.displayName
      ? candidates.find(
          (party) =>
            party.displayName && party.address.replace(/\D/g, '') === client.address.replace(/\D/g, ''),
        )
      : null;
  const other =
    direction === 'incoming'
      ? [...parties(['connected_with'], variables, country), ...lines]
      : parties(['caller', 'connected_with'], variables, country);
  // An outgoing call is an employee's by nature; an incoming one needs a sign of him.
  const internal = company(client) && (direction === 'outgoing' || hasEmployee || other.some(company));
  return {
    client: client && named ? { ...client, displayName: named.displayName } : client,
    line,
    internal,
    anonymous: !internal && (client === null || client.kind === 'hidden' || client.kind === 'login'),
  };
}
