/** The people every scenario knows: four mapped employees, one without CRM user, one who left. */
import type { Employee, Team } from '../../core/team/types';

const person = (id: string, name: string, login: string, crmUserId: string | null): Employee => ({
  id,
  name,
  email: `${login}@example.com`,
  extension: id.slice(-3),
  main: [`proj_${login}`, `38050111${id}`],
  additional: [`38050222${id}`],
  crmUserId,
  active: true,
  distributeMissed: false,
  substitute: null,
});

export const olena = person('1001', 'Olena Koval', 'olena', '81001');
export const ivan = person('1002', 'Ivan Bondar', 'ivan', '81002');
export const sofia = person('1003', 'Sofia Melnyk', 'sofia', '81003');
export const maksym = person('1006', 'Maksym Tkach', 'maksym', '81006');
export const petro = person('1004', 'Petro Rudenko', 'petro', null);
export const lev: Employee = { ...person('1005', 'Lev Hnatiuk', 'lev', '81005'), active: false };

/** Sofia is the senior. */
export const team: Team = { employees: [olena, ivan, sofia, maksym, petro, lev], senior: '81003' };

export const ownLine = '380441234567';
