import type { Node, NodeAPI, NodeDef } from '../host/red';
import { adminGet, pathPart } from '../host/admin';
import { describe } from '../host/handle';
import { migrate } from '../host/migrate';
import { NodeError, openRingostat, placeFaults, type Ringostat } from '../host/product';
import { configNode, type Faulty } from '../host/registry';
import { migrations } from './migrations';
import type { ProjectCredentials, ProjectSettings } from './types';

export interface Project {
  settings: ProjectSettings;
  /** Current and previous webhook secret; empty when none is set. */
  secrets: string[];
  /** Client of Ringostat's API; hosts beside its own may hold recordings. Throws NodeError without Auth-key. */
  ringostat(recordingHosts?: string[]): Ringostat;
}
type ProjectNode = Node<ProjectCredentials> & Project & Faulty;
/** Nothing of it goes into settings.js. */
type Sets = Record<string, never>;

/** What keeps events from being read, with the fields as the dialog calls them; undefined: nothing. */
function faultOf(RED: NodeAPI, settings: ProjectSettings): NodeError | undefined {
  const fields = placeFaults(settings).map((name) => `"${RED._(`ringostat-project.label.${name}`)}"`);
  if (fields.length === 0) return undefined;
  const node = settings.name || RED._('shared.node.project');
  return new NodeError('emptySettings', { node, fields: fields.join(', ') }, 'setUp');
}
/** Settings as the dialog would have saved them: a flow may come from a file. */
function cleaned(settings: ProjectSettings): ProjectSettings {
  const { timeZone, defaultCountry } = settings as Partial<ProjectSettings>;
  return {
    ...settings,
    timeZone: (timeZone ?? '').trim(),
    defaultCountry: (defaultCountry ?? '').trim().toUpperCase(),
  };
}

export default (RED: NodeAPI): void => {
  function Constructor(this: ProjectNode, saved: NodeDef & ProjectSettings): void {
    RED.nodes.createNode(this, saved);
    this.settings = cleaned(migrate(saved, migrations));
    this.fault = faultOf(RED, this.settings);
    if (this.fault) this.error(describe(RED, this.fault).message);
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
