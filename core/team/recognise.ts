/** Which employee a call's signs point to. */
import type { EmployeeSigns } from '../event/types';
import { directionKey, HOME_COUNTRY } from './directions';
import type { Employee, Team } from './types';

export type Sign = 'id' | 'email' | 'extension' | 'direction' | 'name';
export interface Recognised {
  employee: Employee;
  /** The sign that decided. */
  sign: Sign;
}

const fold = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase();

function byDirection(direction: string, team: Team, country: string): Employee | undefined {
  const key = directionKey(direction, country);
  if (key === '') return undefined;
  return (
    team.employees.find(({ main, additional }) =>
      [...main, ...additional].some((own) => directionKey(own, country) === key),
    ) ?? byExtension(direction, team)
  );
}
function byExtension(extension: string, team: Team): Employee | undefined {
  const wanted = fold(extension);
  return wanted === ''
    ? undefined
    : team.employees.find((employee) => employee.extension !== null && fold(employee.extension) === wanted);
}
/** A name decides only when one employee has it. */
function byName(name: string, team: Team): Employee | undefined {
  const same = team.employees.filter((employee) => fold(employee.name) === fold(name));
  return same.length === 1 ? same[0] : undefined;
}

/** In this order; the first sign that points to an employee decides. */
const SIGNS: { sign: Sign; find(text: string, team: Team, country: string): Employee | undefined }[] = [
  { sign: 'id', find: (id, team) => team.employees.find((employee) => employee.id === id.trim()) },
  {
    sign: 'email',
    find: (email, team) =>
      team.employees.find((employee) => employee.email !== null && fold(employee.email) === fold(email)),
  },
  { sign: 'extension', find: byExtension },
  { sign: 'direction', find: byDirection },
  { sign: 'name', find: byName },
];

/**
 * Takes what a payload says of the employee and the ISO country of local numbers.
 * Returns the employee and the sign that decided, or null when no sign points to anybody.
 */
export function recogniseBy(
  signs: EmployeeSigns,
  team: Team,
  country: string = HOME_COUNTRY,
): Recognised | null {
  for (const { sign, find } of SIGNS) {
    const text = signs[sign]?.trim();
    const employee = text ? find(text, team, country) : undefined;
    if (employee) return { employee, sign };
  }
  return null;
}

/** As recogniseBy, without the sign. */
export function recognise(signs: EmployeeSigns, team: Team, country: string = HOME_COUNTRY): Employee | null {
  return recogniseBy(signs, team, country)?.employee ?? null;
}

/** Takes a number or SIP login in any notation; true when it is a direction or an extension of the team. */
export function isOwnDirection(number: string, team: Team, country: string = HOME_COUNTRY): boolean {
  const text = number.trim();
  return text !== '' && byDirection(text, team, country) !== undefined;
}
