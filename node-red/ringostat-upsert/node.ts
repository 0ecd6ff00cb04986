import type { Node, NodeAPI, NodeDef } from '../host/red';
import { CRM_NAMES } from '../../core/model/crm-names';
import type { CrmId } from '../../core/model/plan';
import type { Account } from '../ringostat-crm-account/runtime';
import { evaluate } from '../host/evaluate';
import { onInput } from '../host/handle';
import { migrate } from '../host/migrate';
import { payloadOf } from '../host/payload';
import { checkFlow, journalOf, NodeError, withSummary, type FlowUses, type Team } from '../host/product';
import { configNode } from '../host/registry';
import type { TeamHolder } from '../ringostat-team/runtime';
import { Status } from '../host/status';
import { runPlan } from './apply';
import { logCall, createTask } from './by-hand';
import { chosenSettings, flowUses } from './flow-uses';
import { migrations } from './migrations';
import { getRecord, upsertRecord } from './record';
import { sweepCalls } from './sweep';
import { completeTask, getManyTasks, reassignTask } from './tasks';
import type { Operation, UpsertSettings, ValueField } from './types';
import type { Run } from './run';

/** Adds `payload.account`: findings of the health check, with `payload.healthy` false when one is a problem. */
async function checkAccount(run: Run, uses: FlowUses): Promise<void> {
  const findings = await checkFlow(run.account.provider, uses);
  const healthy = findings.every(({ level }) => level !== 'problem');
  run.finish({ ...run.payload, account: findings, healthy }, run.text(healthy ? 'done' : 'unhealthy'));
}

const TASKS: Readonly<Partial<Record<Operation, (run: Run) => Promise<void>>>> = {
  getMany: getManyTasks,
  complete: completeTask,
  reassign: reassignTask,
};

/** One line per operation of the surface. `team`: of the sweep; `given`: the payload as it came. */
async function carryOut(run: Run, uses: () => FlowUses, given: unknown, team: () => Team): Promise<void> {
  const { resource, operation } = run.settings;
  const { provider } = run.account;
  if (resource === 'plan') return runPlan(run, operation === 'preview' || run.settings.dryRun);
  if (resource === 'task') return TASKS[operation]?.(run) ?? createTask(run);
  if (resource === 'call') return logCall(run);
  if (resource === 'missed') return sweepCalls(run, given, team());
  if (resource === 'account') {
    if (operation === 'health') return checkAccount(run, uses());
    run.finish({ ...run.payload, account: await provider.ensureFields() }, run.text('done'));
    return;
  }
  return operation === 'get' ? getRecord(run, resource) : upsertRecord(run, resource);
}

/** The team of the config node; without one nobody is known by name and nothing can be handed on. */
const teamOf = (RED: NodeAPI, id: string | undefined): Team =>
  id ? configNode<TeamHolder>(RED, id, 'team').team() : { employees: [], senior: null };

/** The node of one CRM; its folder names it and nothing more. */
export const upsertNode =
  (crm: CrmId) =>
  (RED: NodeAPI): void => {
    function UpsertNode(this: Node, saved: NodeDef & UpsertSettings): void {
      RED.nodes.createNode(this, saved);
      const status = new Status(this);
      const settings = migrate(saved, migrations);
      onInput(RED, this, status, (message, send) => {
        const opened = configNode<Account>(RED, settings.account, 'account').open();
        if (opened.provider.crm !== crm) {
          const params = { crm: opened.provider.label, wanted: CRM_NAMES[crm] };
          throw new NodeError('wrongCrm', params, 'setUp');
        }
        const account = {
          ...opened,
          provider: opened.with(chosenSettings(RED, settings.account, settings.crmSettings)),
        };
        const text = (key: string): string => RED._(`shared.status.${key}`);
        status.working(text('working'));
        const run: Run = {
          settings,
          account,
          status,
          text,
          payload: payloadOf(message),
          messageId: message._msgid,
          nodeId: this.id,
          value: (field: ValueField) =>
            evaluate(RED, this, message, settings.values[field] ?? { value: '', type: 'str' }),
          typed: (typed) => evaluate(RED, this, message, typed),
          finish: (payload, done) => {
            message.payload = withSummary(payload);
            journalOf(RED).settle(message);
            status.done(done);
            send(message);
          },
          more: (payload) => send({ ...RED.util.cloneMessage(message), payload }),
        };
        const uses = (): FlowUses => flowUses(RED, settings.account, opened);
        return carryOut(run, uses, message.payload, () => teamOf(RED, settings.team));
      });
    }
    RED.nodes.registerType(`ringostat-${crm}`, UpsertNode);
  };
