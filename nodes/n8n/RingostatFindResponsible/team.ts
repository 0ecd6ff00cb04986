import type { IExecuteFunctions } from 'n8n-workflow';
import {
  HOME_TIME_ZONE,
  knownStaff,
  LIST_FRESH_MS,
  openRingostat,
  parseTeam,
  readTeam,
  staffRead,
  userLists,
  type Account,
  type Employee,
  type Team,
} from '../shared/product';

interface Rows {
  employees?: Record<string, unknown>[];
}
type Correction = Partial<Employee> & { id: string };

const MINUTE_MS = 60_000;

function corrections(context: IExecuteFunctions, itemIndex: number): Correction[] {
  const { employees = [] } = context.getNodeParameter('corrections', itemIndex, {}) as Rows;
  return employees
    .filter((row) => typeof row['id'] === 'string' && row['id'] !== '')
    .map((row) => {
      const { crmUserId, substitute, ...rest } = row as unknown as Correction;
      // An empty choice means "as matched", which the key's absence says.
      return { ...rest, ...(crmUserId ? { crmUserId } : {}), ...(substitute ? { substitute } : {}) };
    });
}

/** Matched by e-mail, from the lists this process knows. Throws for a credential that is not chosen, not for a system's fault. */
async function matched(
  context: IExecuteFunctions,
  itemIndex: number,
  account: Account,
  senior: string | null,
): Promise<Team> {
  const read = <T>(name: string, fallback: T): T => context.getNodeParameter(name, itemIndex, fallback) as T;
  const freshMs = read('options.teamMinutes', LIST_FRESH_MS / MINUTE_MS) * MINUTE_MS;
  const ringostat = await openRingostat(context, read('options.timeZone', HOME_TIME_ZONE));
  const { project } = ringostat;
  const key = `${project.key} ${project.baseUrl} ${project.projectId ?? ''}`;
  return readTeam({
    staff: () => knownStaff(account.key, key, () => ringostat.employees(), freshMs),
    users: () => account.knownUsers(freshMs),
    completeUsers: !account.provider.unknownUsers,
    knownByEmail: account.provider.knownByEmail === true,
    crm: account.factory.label,
    byHand: corrections(context, itemIndex),
    senior,
  });
}

/** True when the team has to be read from the two systems. */
export const isMatched = (context: IExecuteFunctions, itemIndex: number): boolean =>
  context.getNodeParameter('teamSource', itemIndex) === 'matched';

/** n8n ends what an execution needs to send requests with the execution: lists that are read beside are waited for. */
export async function listsRead(): Promise<void> {
  await Promise.all([staffRead(), userLists.idle()]);
}

/** The team the node's fields speak of. Throws TeamError for a table that cannot be used. */
export async function teamOf(
  context: IExecuteFunctions,
  itemIndex: number,
  account: Account,
  country: string,
): Promise<Team> {
  const senior =
    String(context.getNodeParameter('senior', itemIndex, '', { extractValue: true }) ?? '') || null;
  const source = context.getNodeParameter('teamSource', itemIndex) as string;
  if (source === 'matched') return matched(context, itemIndex, account, senior);
  if (source === 'table') {
    const { employees = [] } = context.getNodeParameter('team', itemIndex, {}) as Rows;
    return parseTeam(employees, senior, country);
  }
  const rows: unknown = context.getNodeParameter(source === 'json' ? 'teamJson' : 'teamInput', itemIndex);
  return parseTeam(rows, senior, country);
}
