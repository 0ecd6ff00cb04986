/** The invented company of the page: two employees with CRM users, one without, and a senior. */
import type { Team } from '../../../core/model/team';
import type { FakeEmployee } from '../../ringostat/types';

/** Who talked. `untold`: Ringostat does not say. */
export const TALKERS = ['olena', 'ivan', 'petro', 'untold'] as const;
export type Talker = (typeof TALKERS)[number];
/** Whose a record is. `stranger`: a CRM user who is nobody of the team. */
export const OWNERS = ['olena', 'ivan', 'nobody', 'stranger'] as const;
export type Owner = (typeof OWNERS)[number];

export const NAMES: Record<'olena' | 'ivan' | 'petro' | 'sofia', string> = {
  olena: 'Olena Koval',
  ivan: 'Ivan Bondar',
  petro: 'Petro Rudenko',
  sofia: 'Sofia Shevchenko',
};
type Known = keyof typeof NAMES;
const IDS = Object.keys(NAMES) as Known[];
const extensionOf = (id: Known): string => String(101 + IDS.indexOf(id));

/** Null: nobody is named. */
export function employeeOf(talker: Talker): FakeEmployee | null {
  if (talker === 'untold') return null;
  return {
    id: 1111 + IDS.indexOf(talker),
    name: NAMES[talker],
    email: `${talker}@example.com`,
    extension: extensionOf(talker),
    sip: `shop_${talker}`,
  };
}

/** Id of a CRM user; null: the record has no owner. */
export const userOf = (owner: Owner | 'sofia'): string | null =>
  owner === 'nobody' ? null : `user-${owner}`;

/** Name of a CRM user by its id. */
export function nameOf(userId: string | null): string | null {
  const id = IDS.find((one) => userId === `user-${one}`);
  return id ? NAMES[id] : null;
}

export const TEAM: Team = {
  employees: IDS.map((id) => ({
    id: String(1111 + IDS.indexOf(id)),
    name: NAMES[id],
    email: `${id}@example.com`,
    extension: extensionOf(id),
    main: [`shop_${id}`],
    additional: [],
    crmUserId: id === 'petro' ? null : `user-${id}`,
    active: true,
    distributeMissed: id === 'ivan',
    substitute: null,
  })),
  senior: userOf('sofia'),
};
