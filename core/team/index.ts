export { checkTeam, type TeamFinding } from './check-team';
export { isActiveUser, withoutLeft, type CrmUsers } from './crm-users';
export { directionKey, isSip, toDial } from './directions';
export { distribute, takesMissed } from './distribute';
export {
  createKeptLists,
  LIST_FRESH_MS,
  type KeptList,
  type KeptLists,
  type ListTrouble,
} from './kept-lists';
export { matchTeam, type UnmatchedEmployee } from './match-team';
export { parseTeam } from './parse-team';
export { dialable, employeeOfUser, seniorOf, standIn, toPerson } from './person';
export { readTeam, type TeamSources } from './read-team';
export { isOwnDirection, recognise, recogniseBy, type Recognised, type Sign } from './recognise';
export { TeamError } from './team-error';
export type { Employee, Person, Team, TeamNote } from '../model/team';
