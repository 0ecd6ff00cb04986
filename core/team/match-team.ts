import type { CrmUser } from '../crm/port';
import { isActiveUser, type CrmUsers } from './crm-users';
import type { Employee } from '../model/team';

/** What is known of an employee before he is matched: his row of Ringostat's staff export. */
export type UnmatchedEmployee = Pick<Employee, 'id' | 'name'> & Partial<Omit<Employee, 'id' | 'name'>>;

/** Users by lower-case e-mail; of several with one e-mail an active one, then the lowest id. */
function usersByEmail(users: readonly CrmUser[]): Map<string, CrmUser> {
  const byEmail = new Map<string, CrmUser>();
  const ranked = [...users].sort(
    (a, b) => Number(b.active) - Number(a.active) || a.id.localeCompare(b.id, 'en', { numeric: true }),
  );
  for (const user of ranked) {
    const email = user.email?.trim().toLowerCase();
    if (email && !byEmail.has(email)) byEmail.set(email, user);
  }
  return byEmail;
}

/**
 * Takes Ringostat's employees, the CRM's users (a bare list counts as one that may lack some), and rows set by hand (by
 * employee id; what they say wins, null included). Returns the rows of the team. An employee whose CRM user is switched off
 * is not active, also where he was mapped by hand.
 */
export function matchTeam(
  employees: UnmatchedEmployee[],
  users: CrmUser[] | CrmUsers,
  byHand: (Partial<Employee> & { id: string })[] = [],
): Employee[] {
  const list: CrmUsers = Array.isArray(users) ? { users, complete: false } : users;
  const byEmail = usersByEmail(list.users);
  const manual = new Map(byHand.map((row) => [row.id, row]));
  const known = new Set(employees.map(({ id }) => id));
  const onlyByHand = byHand
    .filter(({ id }) => !known.has(id))
    .map((row) => ({ name: row.name ?? row.id, ...row }));
  return [...employees, ...onlyByHand].map((employee) => {
    const own: Partial<Employee> = manual.get(employee.id) ?? {};
    const row = { ...employee, ...own };
    const email = row.email?.trim().toLowerCase();
    const listed = email ? byEmail.get(email)?.id : undefined;
    const matched = listed ?? (list.knownByEmail && email ? email : null);
    // Null in a row of Ringostat means not mapped yet; null set by hand means nobody.
    const crmUserId = own.crmUserId === undefined ? (employee.crmUserId ?? matched) : own.crmUserId;
    const userIsOn = crmUserId === null || isActiveUser(crmUserId, list);
    return {
      id: row.id,
      name: row.name ?? row.id,
      email: row.email ?? null,
      extension: row.extension ?? null,
      main: row.main ?? [],
      additional: row.additional ?? [],
      crmUserId,
      active: (row.active ?? true) && userIsOn,
      distributeMissed: row.distributeMissed ?? false,
      substitute: row.substitute ?? null,
    };
  });
}
