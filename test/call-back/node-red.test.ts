/** "Call back" in a real Node-RED. */
import { NodeRed, type FlowNode } from '../node-red/node-red';
import type { FakeRingostat } from '../../sandbox/ringostat/types';
import { openNodeRed } from '../scenarios/hosts/node-red';
import { callBackTests, type Order } from './check';

const flowOf = (ringostat: FakeRingostat, { direction }: Order): FlowNode[] => [
  { id: 'tab', type: 'tab', label: 'call back' },
  {
    id: 'project',
    type: 'ringostat-project',
    version: 1,
    name: '',
    projectId: ringostat.projectId,
    baseUrl: ringostat.url,
    timeZone: 'Europe/Kyiv',
    defaultCountry: 'UA',
    credentials: { authKey: ringostat.authKey },
  },
  { id: 'in', type: 'http in', z: 'tab', url: '/order', method: 'post', wires: [['node', 'out']] },
  { id: 'out', type: 'http response', z: 'tab', wires: [] },
  {
    id: 'node',
    type: 'ringostat',
    z: 'tab',
    version: 1,
    name: '',
    project: 'project',
    operation: 'callBack',
    callBackMethod: 'extended',
    employeeDirection: 'payload.employee',
    employeeDirectionType: 'msg',
    clientNumber: 'payload.client',
    clientNumberType: 'msg',
    callBackDirection: direction,
    managerDst: '0',
    wires: [['probe']],
  },
];

callBackTests(async () => {
  const red = await NodeRed.start();
  return {
    driver: await openNodeRed(red),
    async callBack(ringostat, order) {
      await red.deploy(flowOf(ringostat, order));
      await red.forget();
      await fetch(`${red.url}/order`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(order),
      });
      const [seen] = await red.until(1, 20_000);
      return (seen?.msg['error'] as { message?: string } | undefined)?.message ?? null;
    },
  };
});
