import {
  checkFlow,
  DEFAULT_OPTIONS,
  presets,
  type CrmId,
  type Entity,
  type UsedTable,
} from '../../../../core';
import { openAccount } from '../../accounts';
import { chosenFor } from '../../choice';
import type { ItemResult } from '../../items';
import { staffTrouble } from '../../staff-lists';
import { tableFromJson } from '../../table-json';
import { createTask, logCall } from './activity';
import { completeTask } from './complete-task';
import { getManyTasks } from './get-many-tasks';
import { runPlan, settingsOf } from './plan';
import { reassignTask } from './reassign-task';
import { getRecord, upsertRecord } from './record';
import { valueOf, type Run } from './run';
import { sweepItems } from './sweep-missed';

/** The table that makes the plans: the one given, else the preset of the CRM. Throws MatrixError or SetUpError. */
function tableOf(run: Run): UsedTable {
  const preset = run.account.provider.crm;
  const given = valueOf<unknown>(run, 'table', '');
  const isEmpty = typeof given === 'string' && given.trim() === '';
  if (isEmpty) return { preset, table: presets[preset].rows, options: DEFAULT_OPTIONS };
  const file = tableFromJson(given);
  return { preset: file.preset ?? preset, table: file.table, options: DEFAULT_OPTIONS };
}

/** Adds `account`: findings of the health check, with `healthy` false when one is a problem. */
async function checkAccount(run: Run): Promise<ItemResult> {
  const { account, json } = run;
  const findings = await checkFlow(account.provider, {
    users: valueOf<string[]>(run, 'users', []),
    tables: [tableOf(run)],
    settings: [settingsOf(run)],
    usersTrouble: account.usersTrouble(),
    staffTrouble: staffTrouble(account.key),
  });
  return {
    json: { ...json, account: findings, healthy: findings.every(({ level }) => level !== 'problem') },
  };
}

const TASKS: Readonly<Record<string, (run: Run) => Promise<ItemResult | ItemResult[]>>> = {
  getMany: getManyTasks,
  complete: completeTask,
  reassign: reassignTask,
};

/** One line per operation of the surface. `crm`: of the node. */
export async function carryOut(
  crm: CrmId,
  context: Run['context'],
  itemIndex: number,
  json: Run['json'],
): Promise<ItemResult | ItemResult[]> {
  const account = await openAccount(context, chosenFor(context, itemIndex, crm));
  const run: Run = { context, itemIndex, json, account };
  const resource = context.getNodeParameter('resource', itemIndex) as string;
  const operation = context.getNodeParameter('operation', itemIndex) as string;
  switch (resource) {
    case 'plan':
      return runPlan(run, operation === 'preview' || valueOf(run, 'dryRun', false));
    case 'missed':
      return sweepItems(run);
    case 'task':
      return TASKS[operation]?.(run) ?? createTask(run);
    case 'call':
      return logCall(run);
    case 'account':
      if (operation === 'health') return checkAccount(run);
      return { json: { ...json, account: await run.account.provider.ensureFields() } };
    default:
      return operation === 'get' ? getRecord(run, resource as Entity) : upsertRecord(run, resource as Entity);
  }
}
