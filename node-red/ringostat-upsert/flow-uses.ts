import type { NodeAPI, NodeDef } from '../host/red';
import { CRM_NAMES } from '../../core/model/crm-names';
import type { CrmId } from '../../core/model/plan';
import { usedTableOf } from '../ringostat-apply-matrix/used-table';
import type { MatrixSettings } from '../ringostat-apply-matrix/types';
import type { FindSettings } from '../ringostat-find-responsible/types';
import type { TeamSettings } from '../ringostat-team/types';
import { presets, type FlowUses, type OpenAccount, type UsedTable } from '../host/product';
import { applySettingsOf } from './apply-settings';
import type { UpsertSettings } from './types';

const UPSERT_TYPES = Object.keys(CRM_NAMES).map((crm) => `ringostat-${crm}`);
type Saved<T> = NodeDef & T & { d?: boolean };

function nodesOf<T>(RED: NodeAPI, types: string[]): Saved<T>[] {
  const nodes: Saved<T>[] = [];
  RED.nodes.eachNode((node) => {
    const saved = node as Saved<T>;
    if (types.includes(saved.type) && saved.d !== true) nodes.push(saved);
  });
  return nodes;
}

const plansOf = (RED: NodeAPI, account: string): Saved<UpsertSettings>[] =>
  nodesOf<UpsertSettings>(RED, UPSERT_TYPES).filter(
    (node) => node.account === account && node.resource === 'plan',
  );

type Chosen = UpsertSettings['crmSettings'];
/**
 * Settings of the CRM are chosen once, in the Upsert node that carries plans out; the other nodes of the account follow
 * it unless they have their own.
 */
export function chosenSettings(RED: NodeAPI, account: string, own: Chosen = {}): Chosen {
  return Object.keys(own).length > 0 ? own : (plansOf(RED, account)[0]?.crmSettings ?? {});
}

/** Tables of this Node-RED that started from a preset of the CRM or from none of any CRM. */
const tablesOf = (RED: NodeAPI, crm: CrmId): UsedTable[] =>
  nodesOf<MatrixSettings>(RED, ['ringostat-apply-matrix'])
    .map(usedTableOf)
    .filter(({ preset }) => [crm, null].includes(presets[preset].crm));

/** What all flows of this Node-RED that work with an account rely on: its teams, pipelines, mapped fields. */
export function flowUses(
  RED: NodeAPI,
  account: string,
  { provider, usersTrouble }: Pick<OpenAccount, 'provider' | 'usersTrouble'>,
): FlowUses {
  const plans = plansOf(RED, account);
  const teams = new Set(
    nodesOf<FindSettings>(RED, ['ringostat-find-responsible'])
      .filter((node) => node.account === account && node.teamFrom === 'node')
      .map(({ team }) => team),
  );
  const users = nodesOf<TeamSettings>(RED, ['ringostat-team'])
    .filter(({ id }) => teams.has(id))
    .flatMap(({ employees, senior }) => [
      ...employees.filter(({ active }) => active).map(({ crmUserId }) => crmUserId ?? ''),
      senior,
    ]);
  return {
    users,
    tables: tablesOf(RED, provider.crm),
    settings: plans.map(applySettingsOf),
    usersTrouble: usersTrouble(),
    // Teams are typed here; Ringostat is asked in the dialog only.
    staffTrouble: null,
  };
}
