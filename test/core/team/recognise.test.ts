import {
  dialable,
  employeeOfUser,
  isOwnDirection,
  recognise,
  recogniseBy,
  seniorOf,
  standIn,
} from '../../../core/team';
import { employee, noSigns } from '../routing/make';

const olena = employee({
  id: '1001',
  name: 'Olena Koval',
  email: 'Olena@Example.com',
  extension: '101',
  main: ['proj_olena', '067 111 22 33'],
  additional: ['+380 50 999 88 77'],
});
const ivan = employee({ id: '1002', name: 'Ivan Bondar', extension: '102', main: ['ivan@sip.example.com'] });
const twin = employee({ id: '1003', name: 'ivan  bondar' });
const team = { employees: [olena, ivan, twin], senior: 'crm-1002' };
const by = (signs: Partial<typeof noSigns>): string | null => {
  const result = recogniseBy({ ...noSigns, ...signs }, team, 'UA');
  return result && `${result.employee.id} ${result.sign}`;
};

describe('recogniseBy', () => {
  it.each([
    [{ id: '1001' }, '1001 id'],
    [{ email: ' olena@EXAMPLE.com' }, '1001 email'],
    [{ extension: '102' }, '1002 extension'],
    [{ direction: 'PROJ_Olena' }, '1001 direction'],
    [{ direction: 'SIP/proj_olena' }, '1001 direction'],
    [{ direction: '380671112233' }, '1001 direction'],
    [{ direction: '+38 (067) 111-22-33' }, '1001 direction'],
    [{ direction: '80671112233' }, '1001 direction'],
    [{ direction: '0509998877' }, '1001 direction'],
    [{ direction: 'sip:Ivan@sip.example.com' }, '1002 direction'],
    [{ direction: '101' }, '1001 direction'],
    [{ name: ' olena koval ' }, '1001 name'],
  ])('%j is %s', (signs, expected) => {
    expect(by(signs)).toBe(expected);
  });

  it.each([
    [{}],
    [{ id: '' }],
    [{ id: '9' }],
    [{ direction: 'ivan' }],
    [{ direction: 'ivan@other.example.com' }],
    [{ direction: '380671112234' }],
    [{ name: 'Ivan Bondar' }],
    [{ name: 'Olena' }],
  ])('%j is nobody: unknown, or not unique', (signs) => {
    expect(by(signs)).toBeNull();
  });

  it('asks id, e-mail, extension, direction, name in this order, and passes over an unknown sign', () => {
    expect(by({ id: '1002', email: 'olena@example.com' })).toBe('1002 id');
    expect(by({ id: '9', email: 'olena@example.com', extension: '102' })).toBe('1001 email');
    expect(by({ extension: '102', direction: 'proj_olena' })).toBe('1002 extension');
    expect(by({ extension: '999', direction: 'proj_olena', name: 'x' })).toBe('1001 direction');
    expect(recognise({ ...noSigns, id: '1001' }, team)).toBe(olena);
  });

  it('reads local numbers by the country', () => {
    const polish = { employees: [employee({ id: '1', main: ['22 123 45 67'] })], senior: null };
    expect(recognise({ ...noSigns, direction: '48221234567' }, polish, 'PL')?.id).toBe('1');
    expect(recognise({ ...noSigns, direction: '48221234567' }, polish, 'UA')).toBeNull();
  });
});

describe('an employee known by name only', () => {
  const maria = employee({ id: '1', name: 'Мар’яна Степанівна Дем’янюк' });
  const andrii = employee({ id: '2', name: 'Андрій Йовенко' });
  const people = { employees: [maria, andrii, employee({ id: '3', name: 'Олена' })], senior: null };
  it.each([
    ['Мар’яна Степанівна Дем’янюк', '1'],
    ['Дем’янюк Мар’яна Степанівна', '1'],
    ['Дем’янюк Мар’яна', '1'],
    ["Мар'яна Дем'янюк", '1'],
    ['Марʼяна Демʼянюк', '1'],
    ['МАР`ЯНА  ДЕМ`ЯНЮК', '1'],
    ['Дем’янюк, Мар’яна', '1'],
    ['Йовенко Андрій Петрович', '2'],
    ['Йовенко Андрій'.normalize('NFD'), '2'],
    ['Олена', '3'],
    ['Андрій', null],
    ['Мар’яна Йовенко', null],
    ['Андрій Йовенко Петрович Іванович', null],
    ['', null],
  ])('%s', (name, id) => {
    expect(recognise({ ...noSigns, name }, people)?.id ?? null).toBe(id);
  });
  it('is nobody where two fit, and the one whose words are the very same where one does', () => {
    const short = employee({ id: '1', name: 'Ivan Koval' });
    const long = employee({ id: '2', name: 'Ivan Petrovych Koval' });
    const other = employee({ id: '3', name: 'Ivan Olehovych Koval' });
    const by = (name: string, ...employees: (typeof short)[]): string | null =>
      recognise({ ...noSigns, name }, { employees, senior: null })?.id ?? null;
    expect(by('Koval Ivan', short, long)).toBe('1');
    expect(by('Koval Ivan', long, other)).toBeNull();
    expect(by('Koval Ivan Petrovych', long, other)).toBe('2');
  });
});

describe('isOwnDirection', () => {
  it('knows main and additional directions and extensions, nothing else', () => {
    for (const own of ['+380671112233', '0509998877', 'proj_olena', '102'])
      expect(isOwnDirection(own, team)).toBe(true);
    for (const other of ['+380671112234', '103', 'proj', '', ' '])
      expect(isOwnDirection(other, team)).toBe(false);
  });
});

describe('persons', () => {
  it('dials main directions only, numbers as international digits without plus, SIP as it is', () => {
    expect(dialable(olena)).toEqual(['proj_olena', '380671112233']);
    expect(dialable(olena, { onlySip: true })).toEqual(['proj_olena']);
    expect(dialable(ivan)).toEqual(['ivan@sip.example.com']);
    expect(
      dialable(employee({ id: '1', main: ['22 123 45 67', '101', 'a', 'a'] }), { country: 'PL' }),
    ).toEqual(['48221234567', '101', 'a']);
    expect(dialable(employee({ id: '1', additional: ['b'] }))).toEqual([]);
  });

  it('names the senior where the team knows him', () => {
    expect(seniorOf(team)).toEqual({
      crmUserId: 'crm-1002',
      employeeId: '1002',
      name: 'Ivan Bondar',
      email: null,
    });
    expect(seniorOf({ ...team, senior: 'x' })).toEqual({
      crmUserId: 'x',
      employeeId: null,
      name: null,
      email: null,
    });
    expect(seniorOf({ ...team, senior: null })).toBeNull();
  });

  it('prefers the active one of two employees with one CRM user', () => {
    const off = employee({ id: '1', crmUserId: 'u', active: false });
    const on = employee({ id: '2', crmUserId: 'u' });
    expect(employeeOfUser('u', { employees: [off, on], senior: null })?.id).toBe('2');
    expect(employeeOfUser('v', { employees: [off, on], senior: null })).toBeNull();
  });

  it('follows substitutes of inactive employees to an active, mapped one; a circle ends in nobody', () => {
    const a = employee({ id: 'a', active: false, substitute: 'b' });
    const b = employee({ id: 'b', active: false, substitute: 'c' });
    const c = employee({ id: 'c' });
    expect(standIn(a, { employees: [a, b, c], senior: null })).toBe(c);
    expect(standIn(c, { employees: [a, b, c], senior: null })).toBe(c);
    const back = { ...c, active: false, substitute: 'a' };
    expect(standIn(a, { employees: [a, b, back], senior: null })).toBeNull();
    const unmapped = { ...c, crmUserId: null };
    expect(standIn(a, { employees: [a, b, unmapped], senior: null })).toBeNull();
    expect(standIn({ ...a, substitute: 'zz' }, { employees: [a], senior: null })).toBeNull();
  });
});
