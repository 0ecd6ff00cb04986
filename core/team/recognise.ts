/** Recognises the employee of a call by what the event says (id, number, extension, e-mail, name …). */
import type { EmployeeSigns } from '../model/event';
import { HOME_COUNTRY } from '../phone/home';
import { directionKey } from './directions';
import type { Employee, Team } from '../model/team';

/** Characters of a name that are compared. */
const MAX_NAME = 200;

export type Sign = 'id' | 'email' | 'extension' | 'direction' | 'name';
export interface Recognised {
  employee: Employee;
  /** The sign that decided. */
  sign: Sign;
}

const fold = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase();

/** Words of a name: letters composed, apostrophes of every kind (’ ʼ ' ` ′) left out, as each system writes its own. */
function wordsOf(name: string): string[] {
  return name
    .slice(0, MAX_NAME)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['\u2019\u2018\u02bc\u02b9\u0060\u00b4\u2032]/g, '')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean);
}

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
/** True when one name is the other, in any order of words, one of them perhaps with a patronymic more. */
function sameName(one: string[], other: string[]): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length === 0 || (short.length < 2 && long.length > short.length)) return false;
  const left = [...long];
  for (const word of short) {
    const at = left.indexOf(word);
    if (at < 0) return false;
    left.splice(at, 1);
  }
  return left.length <= 1;
}

/** A name decides only when one employee has it; the very same words go before a name with a patronymic more. */
function byName(name: string, team: Team): Employee | undefined {
  const wanted = wordsOf(name);
  const named = team.employees
    .map((employee) => ({ employee, words: wordsOf(employee.name) }))
    .filter(({ words }) => sameName(words, wanted));
  const exact = named.filter(({ words }) => words.length === wanted.length);
  const same = exact.length > 0 ? exact : named;
  return same.length === 1 ? same[0]?.employee : undefined;
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
