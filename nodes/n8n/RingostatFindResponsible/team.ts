import type { IExecuteFunctions } from 'n8n-workflow';
import {
  CACHE_MS,
  createCache,
  matchTeam,
  openRingostat,
  parseTeam,
  type Account,
  type Employee,
  type Team,
} from '../shared/product';

interface Rows {
  employees?: Record<string, unknown>[];
}
type Correction = Partial<Employee> & { id: string };

const staff = createCache<Employee[]>();
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

async function matched(
  context: IExecuteFunctions,
  itemIndex: number,
  account: Account,
  keepMs: number,
): Promise<Employee[]> {
  const timeZone = context.getNodeParameter('options.timeZone', itemIndex, 'Europe/Kyiv') as string;
  const ringostat = await openRingostat(context, timeZone);
  const { project } = ringostat;
  const read = (): Promise<Employee[]> => ringostat.employees();
  const employees = await staff(`${project.key} ${project.baseUrl} ${project.projectId ?? ''}`, read, keepMs);
  return matchTeam(employees, await account.users(), corrections(context, itemIndex));
}

/** The team the node's fields speak of. Throws TeamError for a table that cannot be used, CrmError for a source. */
export async function readTeam(
  context: IExecuteFunctions,
  itemIndex: number,
  account: Account,
  country: string,
): Promise<Team> {
  const senior =
    String(context.getNodeParameter('senior', itemIndex, '', { extractValue: true }) ?? '') || null;
  const source = context.getNodeParameter('teamSource', itemIndex) as string;
  if (source === 'matched') {
    const minutes = context.getNodeParameter(
      'options.teamMinutes',
      itemIndex,
      CACHE_MS / MINUTE_MS,
    ) as number;
    return { employees: await matched(context, itemIndex, account, minutes * MINUTE_MS), senior };
  }
  if (source === 'table') {
    const { employees = [] } = context.getNodeParameter('team', itemIndex, {}) as Rows;
    return parseTeam(employees, senior, country);
  }
  const rows: unknown = context.getNodeParameter(source === 'json' ? 'teamJson' : 'teamInput', itemIndex);
  return parseTeam(rows, senior, country);
}
