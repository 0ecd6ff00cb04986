import type { NodeAPI, NodeDef } from '../../../adapters/node-red/red';
import type { FindSettings } from '../ringostat-find-responsible/types';
import type { TeamSettings } from '../ringostat-team/types';
import type { FlowUses } from '../shared/product';
import type { UpsertSettings } from './types';

type Saved<T> = NodeDef & T & { d?: boolean };

/** What all flows of this Node-RED that work with an account rely on: its teams, pipelines, mapped fields. */
export function flowUses(RED: NodeAPI, account: string): FlowUses {
  const nodes: Saved<unknown>[] = [];
  RED.nodes.eachNode((node) => void nodes.push(node));
  const of = <T>(type: string): Saved<T>[] =>
    (nodes as Saved<T>[]).filter((node) => node.type === type && node.d !== true);
  const plans = of<UpsertSettings>('ringostat-hubspot').filter(
    (node) => node.account === account && node.resource === 'plan',
  );
  const teams = new Set(
    of<FindSettings>('ringostat-find-responsible')
      .filter((node) => node.account === account && node.teamFrom === 'node')
      .map(({ team }) => team),
  );
  const users = of<TeamSettings>('ringostat-team')
    .filter(({ id }) => teams.has(id))
    .flatMap(({ employees, senior }) => [
      ...employees.filter(({ active }) => active).map(({ crmUserId }) => crmUserId ?? ''),
      senior,
    ]);
  return {
    users,
    stages: plans.flatMap(({ pipelineRules, pipeline, stage }) => [...pipelineRules, { pipeline, stage }]),
    fields: plans.flatMap(({ mapping }) => mapping),
  };
}
