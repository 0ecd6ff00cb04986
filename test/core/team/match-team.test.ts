import type { CrmUser } from '../../../core/crm/port';
import { matchTeam } from '../../../core/team';

const user = (id: string, email: string | null, active = true): CrmUser => ({
  id,
  name: `User ${id}`,
  email,
  active,
});

describe('matchTeam', () => {
  const employees = [
    { id: '1', name: 'Olena', email: 'Olena@Example.com', main: ['proj_olena'], extension: '101' },
    { id: '2', name: 'Ivan', email: 'ivan@example.com' },
    { id: '3', name: 'Petro', email: null },
  ];
  const users = [
    user('81', 'olena@example.com '),
    user('82', 'IVAN@example.com', false),
    user('83', 'boss@example.com'),
  ];

  it('matches by e-mail without regard to case; a switched-off user makes the employee inactive', () => {
    const rows = matchTeam(employees, users);
    expect(rows.map(({ id, crmUserId, active }) => [id, crmUserId, active])).toEqual([
      ['1', '81', true],
      ['2', '82', false],
      ['3', null, true],
    ]);
    expect(rows[0]).toEqual({
      id: '1',
      name: 'Olena',
      email: 'Olena@Example.com',
      extension: '101',
      main: ['proj_olena'],
      additional: [],
      crmUserId: '81',
      active: true,
      distributeMissed: false,
      substitute: null,
    });
  });

  it('takes null in a row of Ringostat as not mapped yet', () => {
    const rows = matchTeam([{ ...employees[0]!, crmUserId: null }], users);
    expect(rows[0]?.crmUserId).toBe('81');
  });

  it('keeps what was set by hand, null included, and rows that are only by hand', () => {
    const rows = matchTeam(employees, users, [
      { id: '1', crmUserId: null },
      { id: '3', crmUserId: '83', distributeMissed: true, substitute: '1' },
      { id: '9', name: 'Freelancer', email: 'boss@example.com' },
    ]);
    expect(rows.map(({ id, crmUserId }) => [id, crmUserId])).toEqual([
      ['1', null],
      ['2', '82'],
      ['3', '83'],
      ['9', '83'],
    ]);
    expect(rows[2]).toMatchObject({ name: 'Petro', distributeMissed: true, substitute: '1' });
  });

  it('maps by the e-mail itself where users are known by it, also who is not in the list', () => {
    const list = {
      users: [user('Olena@example.com', 'olena@example.com')],
      complete: false,
      knownByEmail: true,
    };
    expect(matchTeam(employees, list).map(({ crmUserId, active }) => [crmUserId, active])).toEqual([
      ['Olena@example.com', true],
      ['ivan@example.com', true],
      [null, true],
    ]);
  });

  it('takes the active one, then the lowest id, of users with one e-mail', () => {
    const twins = [user('10', 'a@x.com'), user('9', 'a@x.com'), user('1', 'a@x.com', false)];
    expect(matchTeam([{ id: '1', name: 'A', email: 'a@x.com' }], twins)[0]?.crmUserId).toBe('9');
  });
});
