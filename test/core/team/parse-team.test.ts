import { checkTeam, parseTeam, TeamError } from '../../../core/team';
import { peopleOf, teamOf } from '../../scenarios/people';

const users = { olena: '1', ivan: '2', sofia: '3', lev: '5', maksym: '6', stranger: '9' };
const people = teamOf(peopleOf(users), users.sofia);
import { employee } from '../routing/make';

const faultOf = (rows: unknown): string => {
  try {
    parseTeam(rows, null);
  } catch (error) {
    expect(error).toBeInstanceOf(TeamError);
    return (error as Error).message;
  }
  throw new Error('the team was taken');
};

describe('parseTeam', () => {
  it('takes a full team unchanged, as object and as JSON text', () => {
    expect(parseTeam(people, people.senior)).toEqual(people);
    expect(parseTeam(JSON.stringify(people.employees), people.senior)).toEqual(people);
  });

  it('reads a row of a spreadsheet: other column names, lists in a cell, words for yes and no', () => {
    const row = {
      'Staff ID': 1001,
      'Full name': ' Olena Koval ',
      'E-mail': 'olena@example.com',
      ext: 101,
      'Main directions': 'proj_olena, 067 123 45 67',
      'Other contacts': '',
      'CRM user': 81001,
      Active: 'так',
      Distribute: 'no',
    };
    expect(parseTeam([row], null).employees).toEqual([
      {
        id: '1001',
        name: 'Olena Koval',
        email: 'olena@example.com',
        extension: '101',
        main: ['proj_olena', '067 123 45 67'],
        additional: [],
        crmUserId: '81001',
        active: true,
        distributeMissed: false,
        substitute: null,
      },
    ]);
  });

  it('has an empty team for nothing, and no senior for an empty one', () => {
    for (const nothing of [null, undefined, '', [], '[]']) {
      expect(parseTeam(nothing, '')).toEqual({ employees: [], senior: null });
    }
  });

  it('uses the e-mail as id when there is none', () => {
    expect(parseTeam([{ email: 'Olena@Example.com' }], null).employees[0]).toMatchObject({
      id: 'olena@example.com',
      name: 'Olena@Example.com',
    });
  });

  it.each([
    ['no JSON', '{"a"', /not valid JSON/],
    ['no list', { team: 1 }, /not a list/],
    ['a row that is no object', ['olena'], /Row 1 is not an employee/],
    ['neither id nor e-mail', [{ name: 'Olena' }], /Row 1 has neither id nor e-mail/],
    ['a flag in other words', [{ id: '1', active: 'maybe' }], /Row 1: active is "maybe"/],
    ['one id twice', [{ id: '1' }, { id: '1' }], /same id 1/],
    [
      'one e-mail twice',
      [
        { id: '1', email: 'a@x.com' },
        { id: '2', email: 'A@x.com' },
      ],
      /same e-mail A@x\.com/,
    ],
    [
      'one extension twice',
      [
        { id: '1', extension: '101' },
        { id: '2', extension: 101 },
      ],
      /same extension 101/,
    ],
    [
      'one number in two notations, main and additional',
      [
        { id: '1', main: ['067 123 45 67'] },
        { id: '2', additional: ['+380671234567'] },
      ],
      /same direction \+380671234567/,
    ],
    [
      'one SIP login twice',
      [
        { id: '1', main: 'proj_a' },
        { id: '2', main: 'SIP/Proj_A' },
      ],
      /same direction SIP\/Proj_A/,
    ],
  ])('refuses %s', (_what, rows, message) => {
    expect(faultOf(rows)).toMatch(message);
  });

  it('names all faults at once and both employees of a shared sign', () => {
    const rows = [{ id: '1', name: 'Olena', main: 'a' }, { id: '2', name: 'Ivan', main: 'a' }, { name: 'x' }];
    const message = faultOf(rows);
    expect(message).toContain('Olena (1) and Ivan (2) have the same direction a: leave it with one of them.');
    expect(message).toContain('Row 3 has neither id nor e-mail');
  });

  it('lets one employee have a direction twice', () => {
    expect(parseTeam([{ id: '1', main: ['a', 'A'], additional: ['a'] }], null).employees).toHaveLength(1);
  });
});

describe('checkTeam', () => {
  const codes = (employees: Parameters<typeof employee>[0][], senior: string | null): string[] =>
    checkTeam({ employees: employees.map(employee), senior }).map(({ level, code }) => `${level} ${code}`);

  it('has nothing to say of a good team', () => {
    expect(codes([{ id: '1', main: ['a'] }], 'crm-1')).toEqual([]);
  });
  it('warns, without an error, of what only loses comfort', () => {
    expect(codes([], null)).toEqual(['warning emptyTeam', 'warning noSenior']);
    expect(codes([{ id: '1', main: ['a'] }], 'crm-9')).toEqual(['warning seniorOutside']);
    expect(codes([{ id: '1', active: false }], 'crm-1')).toEqual(['warning seniorAway']);
    expect(codes([{ id: '1', main: [], crmUserId: null, distributeMissed: true }], 'crm-1')).toEqual([
      'warning unmapped',
      'warning notDialable',
      'warning cannotTakeMissed',
      'warning seniorOutside',
    ]);
    expect(codes([{ id: '1', main: ['a'], substitute: '7' }], 'crm-1')).toEqual([
      'warning unknownSubstitute',
    ]);
    const circle = [
      { id: '1', active: false, substitute: '2' },
      { id: '2', active: false, substitute: '1' },
      { id: '3', main: ['c'] },
    ];
    expect(codes(circle, 'crm-3')).toEqual(['warning substituteAway', 'warning substituteAway']);
  });
});
