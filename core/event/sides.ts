/**
 * Decides which side is the client and which the company's line (docs/reference/ringostat.md#sides-of-a-call). A payload
 * alone often does not say whose a short number or a SIP login is; the team decides that later (core/routing/client-card).
 */
import { addressOf, readParty, type Party } from './party';
import type { Direction } from '../model/event';
import type { Variable, Variables } from './variables';

const CLIENT: Record<Direction, Variable[]> = {
  incoming: ['e164', 'client_number', 'userfield', 'caller_number', 'caller'],
  // The number dialled may be the project's own; what is called the client's number comes first.
  outgoing: ['client_number', 'e164', 'userfield', 'callee', 'dst'],
};
const LINE: Record<Direction, Variable[]> = {
  incoming: ['dst', 'callee', 'outbound_number', 'n_alias'],
  outgoing: ['outbound_number', 'caller_number', 'caller', 'n_alias', 'dst'],
};
/** Places that only ever hold a number of the company. */
const OURS: Variable[] = ['outbound_number', 'n_alias'];
/** Where the client stands when the company's own click rang him: the places of the calling side. */
const CLICKED: Record<'outgoing' | 'callback', Variable[]> = {
  outgoing: ['caller', 'caller_number'],
  callback: ['dst', 'callee'],
};

export interface Sides {
  client: Party | null;
  line: Party | null;
  internal: boolean;
  anonymous: boolean;
}

/** Sides that were read: each stands in several lists, and reading a number costs. */
const read = new WeakMap<Variables, Map<Variable, Party | null>>();

function parties(names: Variable[], variables: Variables, country: string): Party[] {
  const known = read.get(variables) ?? new Map<Variable, Party | null>();
  read.set(variables, known);
  return names.flatMap((name) => {
    const party = known.has(name) ? known.get(name) : readParty(variables.text(name), country);
    known.set(name, party ?? null);
    return party ?? [];
  });
}

/** True when both are the same number, or the same word or digits. */
export function sameParty(one: Party, other: Party | null | undefined): boolean {
  if (!other) return false;
  if (one.forms ?? other.forms) return one.forms?.e164 === other.forms?.e164;
  return one.address.toLowerCase() === other.address.toLowerCase();
}

/** Of an outgoing call to a login (an extension named as the employee's) nobody outside was dialled: the click rang him. */
function wasClicked(candidates: Party[], variables: Variables, country: string): boolean {
  const [extension] = parties(['extension_number'], variables, country);
  return candidates.some(
    (party) => party.kind === 'word' || (party.kind === 'digits' && sameParty(party, extension)),
  );
}

/**
 * Takes the variables of a call, its direction, the default country, whether it is a callback, and the addresses by which
 * the payload names the employee. Returns client and own line. Internal: what stands in the client's place is no full
 * number, and is named as the employee's own; anonymous: nothing stands there, or a word for a hidden number.
 */
export function readSides(
  variables: Variables,
  direction: Direction,
  country: string,
  callback: boolean,
  employees: readonly string[],
): Sides {
  const candidates = parties(CLIENT[direction], variables, country);
  const lines = parties(LINE[direction], variables, country);
  const ours = parties(OURS, variables, country);
  const isOurs = (party: Party): boolean => ours.some((line) => sameParty(party, line));
  const dialled = candidates.filter((party) => party.kind === 'number');
  let numbers = dialled.filter((party) => !isOurs(party));
  // The calling side of an outgoing call is ours too, unless nothing else is left.
  const calling = direction === 'outgoing' ? parties(CLICKED.outgoing, variables, country) : [];
  const outside = numbers.filter((party) => !calling.some((side) => sameParty(party, side)));
  if (outside.length > 0) numbers = outside;
  const clicked =
    callback ||
    (direction === 'outgoing' && numbers.length === 0 && wasClicked(candidates, variables, country));
  if (numbers.length === 0 && clicked)
    numbers = parties(CLICKED[callback ? 'callback' : 'outgoing'], variables, country).filter(
      (party) => party.kind === 'number' && !isOurs(party),
    );
  const client =
    numbers[0] ??
    // One observed transit row has the client's number as the dialled one too: the line gives way.
    dialled[0] ??
    candidates.find(({ kind }) => kind !== 'hidden') ??
    candidates[0] ??
    null;
  const others = lines.filter((party) => client === null || !sameParty(party, client));
  // A word is somebody's login, never a line.
  const line =
    others.find(({ kind }) => kind === 'number') ?? others.find(({ kind }) => kind === 'digits') ?? null;
  const named =
    client && !client.displayName
      ? candidates.find((party) => party.displayName && sameParty(party, client))
      : null;
  return {
    client: client && named ? { ...client, displayName: named.displayName } : client,
    line,
    internal: client !== null && client.forms === null && isNamed(client, employees),
    anonymous: client === null || client.kind === 'hidden',
  };
}

function isNamed({ kind, address }: Party, employees: readonly string[]): boolean {
  const own = address.toLowerCase();
  return kind !== 'hidden' && employees.some((one) => addressOf(one)?.toLowerCase() === own);
}
