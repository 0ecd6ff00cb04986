import { runWorkflow } from '../../engines/n8n-core';
import { oneNode } from '../../n8n/pack';
import type { Forms, ReportHost, Row } from './host';

export const openN8n = (): Promise<ReportHost> =>
  Promise.resolve({
    host: 'n8n',
    async report({ kind, neverRecord = '', ...fields }, ringostat) {
      const parameters = { resource: 'report', operation: kind, options: { neverRecord }, ...fields };
      const done = await runWorkflow({
        ...oneNode('ringostat', parameters, { ringostat }),
        startNode: 'Node',
      });
      if (done.error) throw new Error(done.error.message);
      const items = done.items('Node');
      const hints = (done.nodes['Node']?.tasks ?? []).flatMap((task) => task.hints ?? []);
      const given =
        fields.result === 'report' ? (items[0]?.['report'] as unknown as Forms) : (items as Row[]);
      return { given, warned: hints.map(({ message }) => message) };
    },
    close: () => Promise.resolve(),
  });
