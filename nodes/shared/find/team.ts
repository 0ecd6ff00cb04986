import { knownStaff, staffRead } from '../staff-lists';
import { LIST_FRESH_MS, parseTeam, readTeam, type Employee, type Team } from '../../../core/team';
import { userLists, type Account } from '../accounts';
import { openRingostat } from '../ringostat';
import type { Asker } from './asker';

interface Rows {
  employees?: Record<string, unknown>[];
}
type Correction = Partial<Employee> & { id: string };

const MINUTE_MS = 60_000;

function corrections({ read }: Asker): Correction[] {
  const { employees = [] } = read<Rows>('corrections', {});
  return employees
    .filter((row) => typeof row['id'] === 'string' && row['id'] !== '')
    .map((row) => {
      const { crmUserId, substitute, ...rest } = row as unknown as Correction;
      // An empty choice means "as matched", which the key's absence says.
      return { ...rest, ...(crmUserId ? { crmUserId } : {}), ...(substitute ? { substitute } : {}) };
    });
}

/** Matched by e-mail, from the lists this process knows. Throws for a credential that is not chosen, not for a system's fault. */
async function matched(asker: Asker, account: Account): Promise<Team> {
  const freshMs = asker.read('options.teamMinutes', LIST_FRESH_MS / MINUTE_MS) * MINUTE_MS;
  const ringostat = await openRingostat(asker.context, asker.timeZone());
  const { project } = ringostat;
  const key = `${project.key} ${project.baseUrl} ${project.projectId ?? ''}`;
  return readTeam({
    staff: () => knownStaff(account.key, key, () => ringostat.employees(), freshMs),
    users: () => account.knownUsers(freshMs),
    completeUsers: !account.provider.unknownUsers,
    knownByEmail: account.provider.knownByEmail === true,
    crm: account.factory.label,
    byHand: corrections(asker),
    senior: asker.senior(),
  });
}

/** True when the team has to be read from the two systems. */
export const isMatched = ({ read }: Asker): boolean => read('teamSource') === 'matched';

/** n8n ends what a run needs to send requests with the run: lists that are read beside are waited for. */
export async function listsRead(): Promise<void> {
  await Promise.all([staffRead(), userLists.idle()]);
}

/** The team the node's fields speak of. Throws TeamError for a table that cannot be used. */
export async function teamOf(asker: Asker, account: Account, country: string): Promise<Team> {
  const { read } = asker;
  const source = read<string>('teamSource');
  if (source === 'matched') return matched(asker, account);
  if (source === 'table') {
    const { employees = [] } = read<Rows>('team', {});
    return parseTeam(employees, asker.senior(), country);
  }
  return parseTeam(read<unknown>(source === 'json' ? 'teamJson' : 'teamInput'), asker.senior(), country);
}
