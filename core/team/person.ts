import { isSip, toDial } from './directions';
import type { Employee, Person, Team } from '../model/team';

/** Takes an employee; returns the person who can own records (crmUserId null: not mapped). */
export function toPerson(employee: Employee): Person {
  return {
    crmUserId: employee.crmUserId,
    employeeId: employee.id,
    name: employee.name,
    email: employee.email,
  };
}

/** Takes the team; returns the senior with his name where he is in the team, null when none is set. */
export function seniorOf(team: Team): Person | null {
  if (!team.senior) return null;
  const employee = employeeOfUser(team.senior, team);
  return employee
    ? toPerson(employee)
    : { crmUserId: team.senior, employeeId: null, name: null, email: null };
}

/** Takes a CRM user id; returns the employee mapped to it, an active one first, or null. */
export function employeeOfUser(crmUserId: string, team: Team): Employee | null {
  const mapped = team.employees.filter((employee) => employee.crmUserId === crmUserId);
  return mapped.find((employee) => employee.active) ?? mapped[0] ?? null;
}

/**
 * Takes an employee; returns who does his work now: himself while active and mapped, else the first substitute in
 * the chain who is, else null. A circle of substitutes ends in null.
 */
export function standIn(employee: Employee, team: Team): Employee | null {
  const passed = new Set<string>();
  let current: Employee | undefined = employee;
  while (current && !passed.has(current.id)) {
    if (current.active) return current.crmUserId ? current : null;
    passed.add(current.id);
    const next: string | null = current.substitute;
    current = next ? team.employees.find((other) => other.id === next) : undefined;
  }
  return null;
}

/**
 * Takes an employee; returns the directions to dial, first choice first, in Ringostat's notation. Main directions
 * only: additional ones are never dialled (F-05). `onlySip` leaves numbers out (NetHunt, F-06).
 */
export function dialable(
  employee: Employee,
  options: { onlySip?: boolean; country?: string } = {},
): string[] {
  const main = options.onlySip ? employee.main.filter(isSip) : employee.main;
  return [
    ...new Set(main.map((direction) => toDial(direction, options.country)).filter((text) => text !== '')),
  ];
}
