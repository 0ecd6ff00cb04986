import type { Node, NodeAPI, NodeDef } from '../../../adapters/node-red/red';
import type { Project } from '../ringostat-project/runtime';
import { describe } from '../shared/handle';
import { migrate } from '../shared/migrate';
import {
  listen,
  NodeError,
  routePath,
  type HostApp,
  type RouteHandler,
  type TriggerSettings,
} from '../shared/product';
import { configNode } from '../shared/registry';
import { Status } from '../shared/status';
import { migrations } from './migrations';
import { webhookHandler } from './handler';
import { reply } from './reply';
import { triggerSettings } from './settings';
import type { TriggerNodeSettings } from './types';

/** Path → id of the trigger that listens there: two on one path would share events at random. */
const taken = new Map<string, string>();

/** Throws NodeError when the trigger must not start. */
function readySettings(RED: NodeAPI, node: TriggerNodeSettings): TriggerSettings {
  const project = configNode<Project>(RED, node.project, 'project');
  const settings = triggerSettings(node, project.settings, project.secrets);
  if (settings.secrets.length === 0 && !settings.acceptWithoutSecret)
    throw new NodeError('noSecret', {}, 'noSecret');
  return settings;
}

export default (RED: NodeAPI): void => {
  function TriggerNode(this: Node, saved: NodeDef & TriggerNodeSettings): void {
    RED.nodes.createNode(this, saved);
    const status = new Status(this);
    const node = migrate(saved, migrations);
    const path = routePath(node.path);
    const refuse = (error: unknown): string => {
      const told = describe(RED, error);
      status.failed(told.status);
      this.error(told.message);
      return told.message;
    };
    if (taken.has(path)) {
      refuse(new NodeError('pathTaken', { path }, 'pathTaken'));
      return;
    }

    let handler: RouteHandler;
    try {
      handler = webhookHandler(RED, this, status, node, readySettings(RED, node));
      status.waiting(path);
    } catch (error) {
      // The address answers, so that Ringostat lists the event as failed and it can be sent again.
      const message = refuse(error);
      handler = (_request, response) => reply(response, 503, { error: message });
    }
    taken.set(path, this.id);
    const unlisten = listen(RED.httpNode as unknown as HostApp, path, handler);
    this.on('close', () => {
      unlisten();
      taken.delete(path);
    });
  }
  RED.nodes.registerType('ringostat-trigger', TriggerNode);
};
