import type { Node, NodeAPI, NodeDef } from '../../../adapters/node-red/red';
import { adminGet, pathPart } from '../shared/admin';
import { migrate } from '../shared/migrate';
import { NodeError, openRingostat, type Ringostat } from '../shared/product';
import { configNode } from '../shared/registry';
import { migrations } from './migrations';
import type { ProjectCredentials, ProjectSettings } from './types';

export interface Project {
  settings: ProjectSettings;
  /** Current and previous webhook secret; empty when none is set. */
  secrets: string[];
  /** Client of Ringostat's API; hosts beside its own may hold recordings. Throws NodeError without Auth-key. */
  ringostat(recordingHosts?: string[]): Ringostat;
}
type ProjectNode = Node<ProjectCredentials> & Project;
/** Nothing of it goes into settings.js. */
type Sets = Record<string, never>;

export default (RED: NodeAPI): void => {
  function Constructor(this: ProjectNode, saved: NodeDef & ProjectSettings): void {
    RED.nodes.createNode(this, saved);
    this.settings = migrate(saved, migrations);
    this.secrets = [this.credentials.secret, this.credentials.previousSecret].filter(
      (secret): secret is string => typeof secret === 'string' && secret !== '',
    );
    const clients = new Map<string, Ringostat>();
    this.ringostat = (recordingHosts = []) => {
      const { authKey } = this.credentials;
      if (!authKey) throw new NodeError('noAuthKey', {}, 'setUp');
      const { baseUrl, projectId, timeZone } = this.settings;
      const key = recordingHosts.join();
      const project = { authKey, baseUrl, projectId: projectId || null, timeZone, recordingHosts };
      const client = clients.get(key) ?? openRingostat(project);
      clients.set(key, client);
      return client;
    };
  }
  RED.nodes.registerType<ProjectNode, NodeDef & ProjectSettings, Sets, ProjectCredentials>(
    'ringostat-project',
    Constructor,
    {
      credentials: {
        authKey: { type: 'password' },
        secret: { type: 'password' },
        previousSecret: { type: 'password' },
      },
    },
  );
  adminGet(RED, '/ringostat/project/:id/employees', (request) =>
    configNode<Project>(RED, pathPart(request, 'id'), 'project').ringostat().employees(),
  );
};
