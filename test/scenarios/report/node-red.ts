import { byHandFlow, send } from '../../node-red/by-hand-flow';
import { NodeRed, type FlowNode } from '../../node-red/node-red';
import type { Forms, ReportHost, Row } from './host';

const OPERATION = { perEmployee: 'reportEmployees', perGroup: 'reportGroups' };

export async function openNodeRed(): Promise<ReportHost> {
  const host = await NodeRed.start();
  return {
    host: 'node-red',
    async report({ kind, from, to, ...fields }, ringostat) {
      const node: FlowNode = {
        id: 'node',
        type: 'ringostat',
        z: 'tab',
        version: 1,
        name: '',
        project: 'project',
        operation: OPERATION[kind],
        from: 'body.from',
        fromType: 'msg',
        to: 'body.to',
        toType: 'msg',
        wires: [['probe']],
        ...fields,
      };
      const project: FlowNode = {
        id: 'project',
        type: 'ringostat-project',
        version: 1,
        name: '',
        projectId: ringostat.projectId,
        baseUrl: ringostat.url,
        timeZone: 'Europe/Kyiv',
        defaultCountry: 'UA',
        credentials: { authKey: ringostat.authKey },
      };
      const flow = byHandFlow({}, {}).filter(({ id }) => !['node', 'account'].includes(id));
      await host.deploy([...flow, node, project]);
      await host.forget();
      const { msg, error } = await send(host, { from, to });
      if (error) throw new Error(error.message);
      return { given: msg['payload'] as Row[] | Forms, warned: [] };
    },
    close: () => host.close(),
  };
}
