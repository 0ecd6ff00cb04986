import type { Node, NodeAPI, NodeDef, NodeMessage } from '../../../adapters/node-red/red';
import type { Account } from '../ringostat-crm-account/runtime';
import type { Project } from '../ringostat-project/runtime';
import { chosenSettings } from '../ringostat-upsert/flow-uses';
import { evaluate } from '../shared/evaluate';
import { onInput } from '../shared/handle';
import { migrate } from '../shared/migrate';
import { payloadOf } from '../shared/payload';
import { NodeError } from '../shared/product';
import { configNode } from '../shared/registry';
import { Status } from '../shared/status';
import { answer, type TypedField } from './answer';
import { readEvents } from './calls';
import { migrations } from './migrations';
import type { RingostatSettings } from './types';

export default (RED: NodeAPI): void => {
  function RingostatNode(this: Node, saved: NodeDef & RingostatSettings): void {
    RED.nodes.createNode(this, saved);
    const status = new Status(this);
    const settings = migrate(saved, migrations);

    const value = async (message: NodeMessage, field: TypedField): Promise<string> => {
      const found = await evaluate(RED, this, message, {
        value: settings[field],
        type: settings[`${field}Type`],
      });
      if (found === null) throw new NodeError('missingValue', { field: RED._(`ringostat.label.${field}`) });
      return found;
    };
    const contact = (message: NodeMessage): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const { contact: from, contactType: type } = settings;
        RED.util.evaluateNodeProperty(from, type, this, message, (error, found: unknown) => {
          if (error) reject(error);
          else resolve(found);
        });
      });

    onInput(RED, this, status, async (message, send) => {
      status.working(RED._('shared.status.working'));
      const project = configNode<Project>(RED, settings.project, 'project');
      if (settings.operation !== 'calls') {
        message.payload = await answer({
          settings,
          project,
          message,
          value: (field) => value(message, field),
          contact: () => contact(message),
        });
        status.done(RED._('shared.status.done'));
        send(message);
        return;
      }
      const events = await readEvents({
        settings,
        project,
        span:
          settings.span === 'last'
            ? null
            : { from: await value(message, 'from'), to: await value(message, 'to') },
        provider: settings.onlyMissing
          ? configNode<Account>(RED, settings.account, 'account')
              .open()
              .with(chosenSettings(RED, settings.account))
          : null,
        warn: (text) => this.warn(text),
      });
      const parts = { id: RED.util.generateId(), count: events.length };
      status.done(String(events.length));
      for (const [index, event] of events.entries()) {
        const base = index === events.length - 1 ? message : RED.util.cloneMessage(message);
        send({ ...base, payload: { ...payloadOf(message), event }, parts: { ...parts, index } });
      }
    });
  }
  RED.nodes.registerType('ringostat', RingostatNode);
};
