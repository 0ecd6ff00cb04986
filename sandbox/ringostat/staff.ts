import type { FakeEmployee } from './types';

/** Two people with SIP logins, one of them with a mobile number too; invented. */
export const DEFAULT_EMPLOYEES: FakeEmployee[] = [
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
    name: 'Petro Bondar',
    email: 'petro@example.com',
    extension: '102',
    sip: 'shop_petro',
    mobile: '380501112233',
    department: 'Sales',
  },
];

/** Result of getProjectStaffListAndDirections: an object keyed by staff id. */
export function staffList(employees: FakeEmployee[], online: Set<string>): Record<string, unknown> {
  const departments = [...new Set(employees.map(({ department }) => department ?? ''))].filter(
    (name) => name !== '',
  );
  const rows = employees.map(({ id, name, email, extension, sip, mobile, department }) => {
    const sipRow = { direction: sip, type: 'sip', online: online.has(sip) };
    const main = mobile ? [sipRow, { direction: mobile, type: 'phone' }] : [sipRow];
    const inDepartments = department ? [departments.indexOf(department) + 1] : [];
    const row = { id, staffId: id, fio: name, email, phone: mobile ?? '', extensionNumber: extension };
    return [
      String(id),
      { ...row, departments: inDepartments, directions: { main, additional: [] } },
    ] as const;
  });
  return Object.fromEntries(rows);
}
