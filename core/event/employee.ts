/** What the payload says about the employee, or about several when the call was transferred (G-05). */
import { asRecord } from './records';
import { isCallback } from './names';
import { readParty, type Party } from './party';
import { hasSigns } from './signs';
import { decodedText, secondsOf } from './text';
import { recordingList } from './recordings';
import { readVariables, type Variable, type Variables } from './variables';
import type { CallLeg, Direction, EmployeeSigns } from '../model/event';

export const NO_EMPLOYEE: EmployeeSigns = {
  id: null,
  name: null,
  email: null,
  extension: null,
  direction: null,
  department: null,
};

/** Tells that an address is not the employee's. */
export type Whose = (party: Party) => 'client' | 'line' | null;

const MAX_LEGS = 20;
/** Staff ids are counters; a longer run of digits in that place is a phone number. */
const STAFF_ID = /^[1-9]\d{0,8}$/;
/** "-1" and "0" stand for "none". */
const NONE = new Set(['-1', '0']);
/** Characters: an e-mail or SIP address has at most 254, a name is shorter than a line. */
const MAX_SIGN = 300;
const MAX_NAME = 200;
/** Of a list in one text nothing behind this is read. */
const MAX_LIST = MAX_LEGS * MAX_SIGN;

function list(value: unknown, separator: RegExp): (string | null)[] {
  const items: (string | null)[] = Array.isArray(value)
    ? value.slice(0, MAX_LEGS).map((item) => decodedText(item))
    : (decodedText(value) ?? '').slice(0, MAX_LIST).split(separator, MAX_LEGS);
  return items.map((item) => {
    const text = item?.slice(0, MAX_SIGN).trim() ?? '';
    return text && !NONE.has(text) ? text : null;
  });
}

const isPhoneLike = (text: string): boolean => /^\+?[\d\s()-]+$/.test(text);
/** One word with an underscore or an at sign in it. */
const isLogin = (text: string): boolean => !/\s/.test(text) && /[_@]/.test(text);

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
    if (isPhoneLike(parts.name) || isLogin(parts.name)) signs.direction ??= parts.name;
    else signs.name = parts.name.slice(0, MAX_NAME);
  }
  return signs;
}

/** On an outgoing call the employee is the calling side, on an incoming one the side that took the call. */
const DIRECTION: Record<Direction, Variable[]> = {
  incoming: ['connected_with'],
  outgoing: ['caller', 'connected_with'],
};
/** A login in these places is the employee's: the company's own click called him (docs/reference/ringostat.md#sides-of-a-call). */
const CLICKED: Variable[] = ['caller', 'dst', 'callee'];

function directions(
  variables: Variables,
  direction: Direction,
  country: string,
  whose: Whose,
): (string | null)[] {
  const read = (value: unknown, fits: (party: Party) => boolean): (string | null)[] =>
    list(value, /[,;|]/).map((text) => {
      const party = readParty(text, country);
      return !party || party.kind === 'hidden' || whose(party) !== null || !fits(party)
        ? null
        : party.address;
    });
  const isLoginSide = (party: Party): boolean => party.kind === 'word' && !/\s/.test(party.address);
  const tries: (() => (string | null)[])[] = [
    ...DIRECTION[direction].flatMap((name) => [
      () => read(variables.value(name), () => true),
      () => (name === 'caller' ? read(variables.nested(name), () => true) : []),
    ]),
    ...(direction === 'outgoing' || isCallback(variables) ? CLICKED : []).map(
      (name) => () => read(variables.value(name), isLoginSide),
    ),
  ];
  for (const attempt of tries) {
    const found = attempt();
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
    const employee = columnsOf(inner, direction, country, () => null).employee;
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
 * Takes the variables, the direction and what tells addresses of the client and the line (never the employee's). Returns the employee (of a transferred call: the last talker) and the legs; legs are empty unless
 * several employees talked.
 */
export function readEmployees(
  variables: Variables,
  direction: Direction,
  country: string,
  whose: Whose,
): { employee: EmployeeSigns; legs: CallLeg[] } {
  const written = writtenLegs(variables, direction, country);
  if (written.length > 1) return { employee: written[written.length - 1]!.employee, legs: written };
  return columnsOf(variables, direction, country, whose);
}

/** The employees as columns: lists of ids, names, extensions side by side, or one of each. */
function columnsOf(
  variables: Variables,
  direction: Direction,
  country: string,
  whose: Whose,
): { employee: EmployeeSigns; legs: CallLeg[] } {
  const columns = {
    id: list(variables.value('employee_number'), /[,;|]/),
    email: list(variables.value('employee_email'), /[,;|]/),
    extension: list(variables.value('extension_number'), /[,;|]/),
    direction: directions(variables, direction, country, whose),
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
    const caller = readParty(variables.text('caller'), country);
    employee.name = caller && whose(caller) !== 'client' ? caller.displayName : null;
  }
  return { employee, legs: legs.length > 1 ? legs : [] };
}
