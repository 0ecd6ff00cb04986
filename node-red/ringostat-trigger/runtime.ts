import type { Node, NodeAPI, NodeDef } from '../host/red';
import type { Project } from '../ringostat-project/runtime';
import { describe } from '../host/handle';
import { migrate } from '../host/migrate';
import {
  journalOf,
  listen,
  MIN_SECRET_LENGTH,
  NodeError,
  routePath,
  secretFault,
  type HostApp,
  type RouteHandler,
  type TriggerSettings,
  withSummary,
} from '../host/product';
import { configNode } from '../host/registry';
import { Status } from '../host/status';
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
  const fault = secretFault(settings);
  if (fault) throw new NodeError(fault, { least: String(MIN_SECRET_LENGTH) }, fault);
  return settings;
}

const journalClosed = (error: unknown): NodeError =>
  new NodeError('journalClosed', { code: String((error as { code?: unknown }).code) }, 'notWritten');

/** Enters the trigger in the journal. Throws NodeError when that can be neither read nor written for now. */
function attach(RED: NodeAPI, node: Node, path: string): void {
  const journal = journalOf(RED);
  journal.attach({
    id: node.id,
    path,
    send: (event, messageId) => node.send({ _msgid: messageId, payload: withSummary({ event }) }),
    giveUp: ({ event }, why) =>
      node.error(RED._(`shared.error.${why}`, { event: event.name, call: event.callId ?? '–' }), {
        payload: { event },
      }),
  });
  try {
    journal.load();
  } catch (error) {
    throw journalClosed(error);
  }
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
      const lasting = node.receive === 'routing' || journalOf(RED).lasting;
      status.waiting(lasting ? path : `${path}: ${RED._('shared.status.inMemory')}`);
    } catch (error) {
      // The address answers, so that Ringostat lists the event as failed and it can be sent again.
      const message = refuse(error);
      handler = (_request, response) => reply(response, 503, { error: message });
    }
    taken.set(path, this.id);
    const events = node.receive === 'events';
    try {
      if (events) attach(RED, this, path);
    } catch (error) {
      refuse(error);
    }
    const unlisten = listen(RED.httpNode as unknown as HostApp, path, handler);
    this.on('close', (done: () => void) => {
      unlisten();
      taken.delete(path);
      if (events) void journalOf(RED).detach(this.id).then(done);
      else done();
    });
  }
  RED.nodes.registerType('ringostat-trigger', TriggerNode);
};
