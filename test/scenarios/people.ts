/** The people every scenario knows: four mapped employees, one without CRM user, one who left. */
import type { Employee, Team } from '../../core/model/team';
import type { Person } from '../../sandbox/common/lab';

const person = (id: string, name: string, login: string): Employee => ({
  id,
  name,
  email: `${login}@example.com`,
  extension: id.slice(-3),
  main: [`proj_${login}`, `38050111${id}`],
  additional: [`38050222${id}`],
  crmUserId: null,
  active: true,
  distributeMissed: false,
  substitute: null,
});

export type EmployeeName = 'olena' | 'ivan' | 'sofia' | 'maksym' | 'petro' | 'lev';
export type People = Record<EmployeeName, Employee & { crmUserId: string }>;

const all: Record<EmployeeName, Employee> = {
  olena: person('1001', 'Olena Koval', 'olena'),
  ivan: person('1002', 'Ivan Bondar', 'ivan'),
  sofia: person('1003', 'Sofia Melnyk', 'sofia'),
  maksym: person('1006', 'Maksym Tkach', 'maksym'),
  petro: person('1004', 'Petro Rudenko', 'petro'),
  lev: { ...person('1005', 'Lev Hnatiuk', 'lev'), active: false },
};

/** Takes the CRM's users; returns the employees mapped to them. Petro has no user (his crmUserId is empty). */
export function peopleOf(users: Record<Person, string>): People {
  const mapped = (name: EmployeeName): Employee & { crmUserId: string } => ({
    ...all[name],
    crmUserId: name === 'petro' ? '' : users[name],
  });
  return {
    olena: mapped('olena'),
    ivan: mapped('ivan'),
    sofia: mapped('sofia'),
    maksym: mapped('maksym'),
    petro: mapped('petro'),
    lev: mapped('lev'),
  };
}

/** Sofia is the senior; who has no CRM user is mapped to none. */
export function teamOf(people: Partial<People>, senior: string): Team {
  const employees = Object.values(people).map((one) => ({ ...one, crmUserId: one.crmUserId || null }));
  return { employees, senior };
}

export const ownLine = '380441234567';
