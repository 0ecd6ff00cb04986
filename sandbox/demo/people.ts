/** The invented company of the demonstration: three employees of Ringostat, each mapped to a user of the CRM. */
import type { Employee, Team } from '../../core/model/team';
import type { Lab } from '../common/lab';
import type { FakeEmployee } from '../ringostat/types';

export const SECRET = 'demo-secret-change-me';

/** As Ringostat lists them; their e-mails are those of the lab's users, so that "match by e-mail" finds them. */
export const EMPLOYEES: FakeEmployee[] = [
  {
    id: 1111,
    name: 'Olena Koval',
    email: 'olena@example.com',
    extension: '101',
    sip: 'shop_olena',
    department: 'Sales',
  },
  {
    id: 1112,
    name: 'Ivan Bondar',
    email: 'ivan@example.com',
    extension: '102',
    sip: 'shop_ivan',
    department: 'Sales',
  },
  { id: 1113, name: 'Sofia Shevchenko', email: 'sofia@example.com', extension: '103', sip: 'shop_sofia' },
];

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

/** The company over the users of a lab; Sofia is the senior. */
export const teamOf = ({ olena, ivan, sofia }: Lab['users']): Team => ({
  employees: [
    employee('1111', 'Olena Koval', 'olena', '101', olena),
    employee('1112', 'Ivan Bondar', 'ivan', '102', ivan),
    employee('1113', 'Sofia Shevchenko', 'sofia', '103', sofia),
  ],
  senior: sofia,
});

/** A company over the owners a fake HubSpot has when nobody prepares it, for tests of that fake alone. */
export const demoTeam: Team = {
  employees: [
    employee('1111', 'Olena Koval', 'olena', '101', '81234'),
    employee('1112', 'Petro Bondar', 'petro', '102', '81235'),
    employee('1113', 'Iryna Shevchenko', 'senior', '103', '81236'),
  ],
  senior: '81236',
};
