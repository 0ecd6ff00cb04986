import { checkFlow, type CrmId, type Entity } from '../../../../../core';
import { openAccount } from '../../accounts';
import { chosenFor } from '../../choice';
import type { ItemResult } from '../../items';
import { createTask, logCall } from './activity';
import { runPlan, settingsOf } from './plan';
import { getRecord, upsertRecord } from './record';
import { valueOf, type Run } from './run';

/** Adds `account`: findings of the health check, with `healthy` false when one is a problem. */
async function checkAccount(run: Run): Promise<ItemResult> {
  const { account, json } = run;
  const { mapping, pipelineRules, defaultPipeline } = settingsOf(run);
  const findings = await checkFlow(account.provider, {
    users: valueOf<string[]>(run, 'users', []),
    stages: [...pipelineRules, defaultPipeline],
    fields: mapping,
  });
  return {
    json: { ...json, account: findings, healthy: findings.every(({ level }) => level !== 'problem') },
  };
}

/** One line per operation of the surface. `crm`: of the node. */
export async function carryOut(
  crm: CrmId,
  context: Run['context'],
  itemIndex: number,
  json: Run['json'],
): Promise<ItemResult> {
  const account = await openAccount(context, chosenFor(context, itemIndex, crm));
  const run: Run = { context, itemIndex, json, account };
  const resource = context.getNodeParameter('resource', itemIndex) as string;
  const operation = context.getNodeParameter('operation', itemIndex) as string;
  switch (resource) {
    case 'plan':
      return runPlan(run, operation === 'preview' || valueOf(run, 'dryRun', false));
    case 'task':
      return createTask(run);
    case 'call':
      return logCall(run);
    case 'account':
      if (operation === 'health') return checkAccount(run);
      return { json: { ...json, account: await run.account.provider.ensureFields() } };
    default:
      return operation === 'get' ? getRecord(run, resource as Entity) : upsertRecord(run, resource as Entity);
  }
}
