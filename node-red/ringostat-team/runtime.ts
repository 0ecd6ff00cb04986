import type { Node, NodeAPI, NodeDef } from '../host/red';
import type { Account } from '../ringostat-crm-account/runtime';
import type { Project } from '../ringostat-project/runtime';
import { adminGet, pathPart } from '../host/admin';
import { describe } from '../host/handle';
import { migrate } from '../host/migrate';
import { matchTeam, parseTeam, type Team } from '../host/product';
import { configNode } from '../host/registry';
import { migrations } from './migrations';
import type { TeamSettings } from './types';

export interface TeamHolder {
  /** Throws a sentence that names the row and the cell when the table cannot be used. */
  team(): Team;
}

export default (RED: NodeAPI): void => {
  function TeamNode(this: Node & TeamHolder, saved: NodeDef & TeamSettings): void {
    RED.nodes.createNode(this, saved);
    const settings = migrate(saved, migrations);
    let parsed: Team | null = null;
    this.team = () => {
      parsed ??= parseTeam(settings.employees, settings.senior || null);
      return parsed;
    };
    try {
      this.team();
    } catch (error) {
      this.error(describe(RED, error).message);
    }
  }
  RED.nodes.registerType('ringostat-team', TeamNode);

  adminGet(RED, '/ringostat/team/fill/:project/:account', async (request) => {
    const project = configNode<Project>(RED, pathPart(request, 'project'), 'project');
    const account = configNode<Account>(RED, pathPart(request, 'account'), 'account');
    const { provider } = account.open();
    const [employees, users] = await Promise.all([project.ringostat().employees(), provider.users()]);
    const knownByEmail = provider.knownByEmail === true;
    return { employees: matchTeam(employees, { users, complete: false, knownByEmail }), users };
  });
};
