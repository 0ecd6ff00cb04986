/** The users every lab has, and small things all labs share. */
import type { Person } from './lab';

export interface LabUser {
  person: Person;
  name: string;
  email: string;
  active: boolean;
}
const user = (person: Person, name: string, active = true): LabUser => ({
  person,
  name,
  email: `${person}@example.com`,
  active,
});
export const labPeople: LabUser[] = [
  user('olena', 'Olena'),
  user('ivan', 'Ivan'),
  user('sofia', 'Sofia'),
  user('lev', 'Lev', false),
  user('maksym', 'Maksym'),
  user('stranger', 'Stranger'),
];

/** Stage of the first pipeline for records that ended that way, where won and lost are stages named `<pipeline>_<how>`. */
export const labClosed = (pipelines: { id: string }[], how: 'won' | 'lost'): string =>
  `${pipelines[0]?.id ?? ''}_${how}`;
