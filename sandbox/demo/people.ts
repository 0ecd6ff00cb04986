/** The invented company of the demonstration: three employees of Ringostat, each mapped to an owner of the fake HubSpot. */
import type { Employee, Team } from '../../core/team/types';

const employee = (id: string, name: string, login: string, extension: string, owner: string): Employee => ({
  id,
  name,
  email: `${login}@example.com`,
  extension,
  main: [`shop_${login}`],
  additional: [],
  crmUserId: owner,
  active: true,
  distributeMissed: false,
  substitute: null,
});

export const demoTeam: Team = {
  employees: [
    employee('1111', 'Olena Koval', 'olena', '101', '81234'),
    employee('1112', 'Petro Bondar', 'petro', '102', '81235'),
    employee('1113', 'Iryna Shevchenko', 'senior', '103', '81236'),
  ],
  senior: '81236',
};
export const SECRET = 'demo-secret-change-me';
