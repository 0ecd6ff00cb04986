import type { Node, NodeAPI, NodeDef, NodeMessage } from '../host/red';
import type { Account } from '../ringostat-crm-account/runtime';
import type { Project } from '../ringostat-project/runtime';
import { chosenSettings } from '../ringostat-upsert/flow-uses';
import { evaluate } from '../host/evaluate';
import { onInput } from '../host/handle';
import { migrate } from '../host/migrate';
import { payloadOf } from '../host/payload';
import {
  NodeError,
  readCheckpoint,
  withSummary,
  type Checkpoint,
  type Compared,
  type Progress,
} from '../host/product';
import { configNode } from '../host/registry';
import { Status } from '../host/status';
import { answer } from './answer';
import type { TypedField } from './asked';
import { sendCalls } from './calls';
import { keptCheckpoint } from './kept';
import { migrations } from './migrations';
import type { RingostatSettings } from './types';

export default (RED: NodeAPI): void => {
  function RingostatNode(this: Node, saved: NodeDef & RingostatSettings): void {
    RED.nodes.createNode(this, saved);
    const status = new Status(this);
    const settings = migrate(saved, migrations);
    const kept = keptCheckpoint(this);

    const shown = ({ read, total, percent }: Omit<Progress, 'compared'>): string =>
      RED._('ringostat.status.progress', { read, total, percent });
    const compared = (read: number, counts: Compared): string =>
      RED._(`ringostat.status.${counts.otherwise > 0 ? 'otherwise' : 'lacking'}`, { read, ...counts });
    const show = ({ read, total, complete, compared: counts }: Checkpoint): void => {
      const percent = complete ? 100 : Math.floor((read / Math.max(1, total ?? 0)) * 100);
      const text = shown({ read, total: total ?? read, percent });
      if (complete) status.done(counts ? compared(read, counts) : text);
      else status.working(text);
    };

    const optional = async (message: NodeMessage, field: TypedField): Promise<string> => {
      const given = { value: settings[field] ?? '', type: settings[`${field}Type`] ?? 'str' };
      return (await evaluate(RED, this, message, given)) ?? '';
    };
    const value = async (message: NodeMessage, field: TypedField): Promise<string> => {
      const found = await optional(message, field);
      if (found === '') throw new NodeError('missingValue', { field: RED._(`ringostat.label.${field}`) });
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
          optional: (field) => optional(message, field),
          warn: (text) => this.warn(text),
          contact: () => contact(message),
        });
        status.done(RED._('shared.status.done'));
        send(message);
        return;
      }
      const given = readCheckpoint(message['checkpoint']);
      if (given) {
        // What the flow gives back is dealt with.
        await kept.write(given);
        show(given);
      }
      if (given?.complete) return;
      const last = settings.span === 'last';
      const parts = { id: RED.util.generateId() };
      let comesBack = false;
      const reached = await sendCalls({
        settings,
        project,
        span: last ? null : { from: await value(message, 'from'), to: await value(message, 'to') },
        given,
        // Without a CRM the last hours are the last hours, whatever was read before.
        kept: last && !settings.onlyMissing ? null : await kept.read(),
        provider: settings.onlyMissing
          ? configNode<Account>(RED, settings.account, 'account')
              .open()
              .with(chosenSettings(RED, settings.account))
          : null,
        warn: (text) => this.warn(text),
        show: (progress) => status.working(shown(progress)),
        send(event, { index, count, progress, checkpoint }) {
          const base: NodeMessage & { checkpoint?: unknown } = RED.util.cloneMessage(message);
          delete base.checkpoint;
          send({
            ...base,
            payload: withSummary({ ...payloadOf(message), event }),
            parts: { ...parts, index, ...(count === undefined ? {} : { count }) },
            progress,
            ...(checkpoint ? { checkpoint } : {}),
          });
          comesBack ||= checkpoint !== undefined;
        },
      });
      // A batch is dealt with when the flow gives its checkpoint back; what nothing was sent for is dealt with now.
      if (!reached) return;
      if (!comesBack) await kept.write(reached);
      if (reached.complete) show(reached);
    });
  }
  RED.nodes.registerType('ringostat', RingostatNode);
};
