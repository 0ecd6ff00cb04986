import type { Node, NodeAPI, NodeDef } from '../host/red';
import { onInput } from '../host/handle';
import { migrate } from '../host/migrate';
import { payloadOf, requireCard, requireEvent } from '../host/payload';
import { applyMatrix, journalOf, presets, withSummary } from '../host/product';
import { Status } from '../host/status';
import { migrations } from './migrations';
import type { MatrixSettings } from './types';
import { usedTableOf } from './used-table';

export default (RED: NodeAPI): void => {
  function MatrixNode(this: Node, saved: NodeDef & MatrixSettings): void {
    RED.nodes.createNode(this, saved);
    const status = new Status(this);
    const settings = migrate(saved, migrations);
    const { preset, table, options } = usedTableOf(settings);

    onInput(RED, this, status, (message, send) => {
      const payload = payloadOf(message);
      const event = requireEvent(payload);
      const plan = applyMatrix({
        event,
        card: requireCard(payload),
        table,
        preset,
        callRecordIsTask: presets[preset].callRecordIsTask,
        options,
      });
      if (!settings.keepReasons) plan.notes = [];
      message.payload = withSummary({ ...payload, plan });
      if (plan.steps.length > 0) {
        status.done(`${plan.row ?? ''}: ${plan.steps.map((step) => step.id).join(', ')}`);
        send([message, null]);
      } else {
        journalOf(RED).settle(message);
        status.waiting(`${plan.row ?? '–'}: ${RED._('shared.status.nothingToDo')}`);
        send([null, message]);
      }
      return Promise.resolve();
    });
  }
  RED.nodes.registerType('ringostat-apply-matrix', MatrixNode);
};
