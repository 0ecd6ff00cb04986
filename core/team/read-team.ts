/** Builds the team from Ringostat's staff list and the CRM's users, even if one of them cannot be read (G-29). */
import type { CrmUser } from '../crm/port';
import { CrmError } from '../http/errors';
import type { KeptList } from './kept-lists';
import { matchTeam, type UnmatchedEmployee } from './match-team';
import type { Employee, Team, TeamNote } from '../model/team';

export interface TeamSources {
  /** Ringostat's employees. */
  staff: () => Promise<KeptList<UnmatchedEmployee>>;
  /** Users of the CRM. */
  users: () => Promise<KeptList<CrmUser>>;
  /** The CRM's list of users is complete (CrmProvider.unknownUsers is not set). */
  completeUsers: boolean;
  /** As CrmProvider.knownByEmail. */
  knownByEmail: boolean;
  /** Label of the CRM, for words. */
  crm: string;
  /** Rows set by hand, by employee id. */
  byHand: (Partial<Employee> & { id: string })[];
  senior: string | null;
}

const day = (ms: number): string => new Date(ms).toISOString().slice(0, 16).replace('T', ' ') + ' UTC';

async function listOf<T>(
  list: TeamNote['list'],
  system: string,
  read: () => Promise<KeptList<T>>,
): Promise<{ items: readonly T[]; note: TeamNote | null }> {
  try {
    const { items, readAt, fault } = await read();
    const note = fault === null ? null : { list, system, message: fault, readAt: day(readAt) };
    return { items, note };
  } catch (error) {
    const message = error instanceof CrmError ? error.message : 'unexpected fault';
    return { items: [], note: { list, system, message, readAt: null } };
  }
}

/**
 * Takes where the two lists come from. Returns the team with a note for each list that is old or lacks. Never throws: without
 * a list employees are not known or not mapped, and events are worked on as theirs are (G-20).
 */
export async function readTeam(sources: TeamSources): Promise<Team> {
  const { byHand, senior, crm, completeUsers: complete, knownByEmail } = sources;
  const [staff, users] = await Promise.all([
    listOf('staff', 'Ringostat', sources.staff),
    listOf('users', crm, sources.users),
  ]);
  const employees = matchTeam([...staff.items], { users: users.items, complete, knownByEmail }, byHand);
  const notes = [staff.note, users.note].filter((note) => note !== null);
  return { employees, senior, ...(notes.length > 0 ? { notes } : {}) };
}
