export { checkTeam, type TeamFinding } from './check-team';
export { directionKey, HOME_COUNTRY, isSip, toDial } from './directions';
export { distribute, takesMissed } from './distribute';
export { matchTeam, type UnmatchedEmployee } from './match-team';
export { parseTeam } from './parse-team';
export { dialable, employeeOfUser, seniorOf, standIn, toPerson } from './person';
export { isOwnDirection, recognise, recogniseBy, type Recognised, type Sign } from './recognise';
export { TeamError } from './team-error';
export type { Employee, Person, Team } from './types';
