export { checkTeam } from './check-team';
export { withoutLeft, type CrmUsers } from './crm-users';
export { toDial } from './directions';
export { distribute } from './distribute';
export {
  createKeptLists,
  LIST_FRESH_MS,
  type KeptList,
  type KeptLists,
  type ListTrouble,
} from './kept-lists';
export { matchTeam } from './match-team';
export { parseTeam } from './parse-team';
export { dialable, employeeOfUser, seniorOf, standIn, toPerson } from './person';
export { readTeam } from './read-team';
export { isOwnDirection, recognise, recogniseBy } from './recognise';
export { TeamError } from './team-error';
export type { Employee, Team } from '../model/team';
