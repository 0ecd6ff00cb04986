import type { CrmUser } from '../crm/port';
import type { Employee } from './types';

/** What is known of an employee before he is matched: his row of Ringostat's staff export. */
export type UnmatchedEmployee = Pick<Employee, 'id' | 'name'> & Partial<Omit<Employee, 'id' | 'name'>>;

/** Users by lower-case e-mail; of several with one e-mail an active one, then the lowest id. */
function usersByEmail(users: CrmUser[]): Map<string, CrmUser> {
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
 * Takes Ringostat's employees, the CRM's users, and rows set by hand (by employee id; what they say wins, null
 * included). Returns the rows of the team. An employee whose CRM user is switched off is not active.
 */
export function matchTeam(
  employees: UnmatchedEmployee[],
  users: CrmUser[],
  byHand: (Partial<Employee> & { id: string })[] = [],
): Employee[] {
  const byEmail = usersByEmail(users);
  const byId = new Map(users.map((user) => [user.id, user]));
  const manual = new Map(byHand.map((row) => [row.id, row]));
  const known = new Set(employees.map(({ id }) => id));
  const onlyByHand = byHand
    .filter(({ id }) => !known.has(id))
    .map((row) => ({ name: row.name ?? row.id, ...row }));
  return [...employees, ...onlyByHand].map((employee) => {
    const own: Partial<Employee> = manual.get(employee.id) ?? {};
    const row = { ...employee, ...own };
    const email = row.email?.trim().toLowerCase();
    const matched = (email ? byEmail.get(email)?.id : undefined) ?? null;
    // Null in a row of Ringostat means not mapped yet; null set by hand means nobody.
    const crmUserId = own.crmUserId === undefined ? (employee.crmUserId ?? matched) : own.crmUserId;
    const userIsOn = crmUserId === null || (byId.get(crmUserId)?.active ?? true);
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
