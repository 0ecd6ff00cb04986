/** What the payload says of the employee, and of several when the call was transferred (G-05). */
import { asRecord } from './records';
import { readParty, type Party } from './party';
import { hasSigns } from './signs';
import { decodeEntities, secondsOf, textOf } from './text';
import { recordingList } from './recordings';
import { readVariables, type Variable, type Variables } from './variables';
import type { CallLeg, Direction, EmployeeSigns } from './types';

export const NO_EMPLOYEE: EmployeeSigns = {
  id: null,
  name: null,
  email: null,
  extension: null,
  direction: null,
  department: null,
};

const MAX_LEGS = 20;
/** Staff ids are counters; a longer run of digits in that place is a phone number. */
const STAFF_ID = /^[1-9]\d{0,8}$/;
/** "-1" and "0" stand for "none". */
const NONE = new Set(['-1', '0', 'null', 'undefined', '-']);

function list(value: unknown, separator: RegExp): (string | null)[] {
  const items: (string | null)[] = Array.isArray(value)
    ? value.map(textOf)
    : decodeEntities(textOf(value) ?? '').split(separator);
  return items.slice(0, MAX_LEGS).map((item) => {
    const text = item === null ? '' : decodeEntities(item).trim();
    return text && !NONE.has(text) ? text : null;
  });
}

/** Puts each part where it belongs by its shape: an "employee" may be a name or a login, an id may be a number. */
function signsOf(
  parts: Record<'id' | 'name' | 'email' | 'extension' | 'direction' | 'department', string | null>,
): EmployeeSigns {
  const signs = {
    ...NO_EMPLOYEE,
    email: parts.email,
    extension: parts.extension,
    department: parts.department,
  };
  const direction = parts.direction;
  if (direction !== null && /\s/.test(direction) && /\p{L}/u.test(direction)) signs.name = direction;
  else signs.direction = direction;
  // An external SIP address and an e-mail look the same: it may be either.
  if (direction?.includes('@')) signs.email ??= direction.toLowerCase();
  if (parts.id !== null) {
    if (STAFF_ID.test(parts.id)) signs.id = parts.id;
    else if (/^\+?\d{10,}$|[\p{L}_@]/u.test(parts.id)) signs.direction ??= parts.id;
  }
  if (parts.name !== null) {
    if (/^\+?[\d\s()-]+$/.test(parts.name) || /^\S*[_@]\S*$/.test(parts.name)) signs.direction ??= parts.name;
    else signs.name = parts.name;
  }
  return signs;
}

/** On an outgoing call the employee is the calling side, on an incoming one the side that took the call. */
const DIRECTION: Record<Direction, Variable[]> = {
  incoming: ['connected_with'],
  outgoing: ['caller', 'connected_with'],
};

function directions(
  variables: Variables,
  direction: Direction,
  country: string,
  taken: (party: Party) => boolean,
): (string | null)[] {
  for (const name of DIRECTION[direction]) {
    const found = list(variables.value(name), /[,;|]/).map((text) => {
      const party = readParty(text, country);
      if (!party || party.kind === 'hidden')
        return /\s/.test(text ?? '') && /\p{L}/u.test(text ?? '') ? text : null;
      return taken(party) ? null : party.address;
    });
    if (found.some((item) => item !== null)) return found;
  }
  return [];
}

/** Legs given as objects: each is read like a payload of its own. */
function writtenLegs(variables: Variables, direction: Direction, country: string): CallLeg[] {
  const value = variables.value('legs');
  if (!Array.isArray(value)) return [];
  return value.slice(0, MAX_LEGS).flatMap((item) => {
    const record = asRecord(item);
    if (!record) return [];
    const inner = readVariables(record);
    const employee = readEmployees(inner, direction, country, () => false).employee;
    return hasSigns(employee)
      ? [
          {
            employee,
            talk: secondsOf(inner.value('billsec') ?? inner.value('duration')),
            recording: recordingList(inner)[0] ?? null,
          },
        ]
      : [];
  });
}

/**
 * Takes the variables, the direction and a test for addresses that are the client's or the line's (never the
 * employee's). Returns the employee (of a transferred call: the last talker) and the legs; legs are empty unless
 * several employees talked.
 */
export function readEmployees(
  variables: Variables,
  direction: Direction,
  country: string,
  taken: (party: Party) => boolean,
): { employee: EmployeeSigns; legs: CallLeg[] } {
  const written = writtenLegs(variables, direction, country);
  if (written.length > 1) return { employee: written[written.length - 1]!.employee, legs: written };
  const columns = {
    id: list(variables.value('employee_number'), /[,;|]/),
    email: list(variables.value('employee_email'), /[,;|]/),
    extension: list(variables.value('extension_number'), /[,;|]/),
    direction: directions(variables, direction, country, taken),
  };
  const count = Math.max(
    1,
    ...Object.values(columns).map((column) => column.length),
    Array.isArray(variables.value('employee_fio')) ? list(variables.value('employee_fio'), /,/).length : 0,
  );
  // A name may hold a comma of its own: split only when it gives as many names as there are employees.
  const split = list(variables.value('employee_fio'), /[,;|]/);
  const names = split.length === count ? split : list(variables.value('employee_fio'), /$^/);
  const talks = list(variables.value('billsec'), /[,;|]/);
  const recordings = recordingList(variables);
  const legs = Array.from({ length: count }, (_, index): CallLeg => ({
    employee: signsOf({
      id: columns.id[index] ?? null,
      name: (names.length === 1 && count > 1 ? null : names[index]) ?? null,
      email: columns.email[index]?.includes('@') ? columns.email[index]!.toLowerCase() : null,
      extension: columns.extension[index] ?? null,
      direction: columns.direction[index] ?? null,
      department: variables.text('department'),
    }),
    talk: talks.length === count && count > 1 ? secondsOf(talks[index]) : null,
    recording: recordings.length === count ? (recordings[index] ?? null) : null,
  })).filter((leg) => hasSigns(leg.employee));
  const employee = legs[legs.length - 1]?.employee ?? {
    ...NO_EMPLOYEE,
    department: variables.text('department'),
  };
  // The calling side's display name is the employee's, where nothing better names him.
  if (direction === 'outgoing' && employee.name === null) {
    employee.name = readParty(variables.text('caller'), country)?.displayName ?? null;
  }
  return { employee, legs: legs.length > 1 ? legs : [] };
}
