/** The known CRM users, and which of them are no longer active. */
import type { CrmUser } from '../crm/port';
import type { Team } from '../model/team';

export interface CrmUsers {
  users: readonly CrmUser[];
  /** The API lists everybody, so that who lacks in it is not active; false: it lists those it has met (NetHunt). */
  complete: boolean;
  /** The CRM knows its users by their e-mail (NetHunt), so that an e-mail maps also who lacks in the list. */
  knownByEmail?: boolean;
}

/** Takes a CRM user id and the list (null: nobody could read it); returns whether he counts as active. */
export function isActiveUser(id: string, list: CrmUsers | null): boolean {
  // An account always has a user: an empty list tells nothing.
  if (!list || list.users.length === 0) return true;
  return list.users.find((user) => user.id === id)?.active ?? !list.complete;
}

/** Takes a team and the CRM's users; returns it with those employees switched off whose CRM user is not active. */
export function withoutLeft(team: Team, list: CrmUsers | null): Team {
  const employees = team.employees.map((one) =>
    one.active && one.crmUserId !== null && !isActiveUser(one.crmUserId, list)
      ? { ...one, active: false }
      : one,
  );
  return { ...team, employees };
}
