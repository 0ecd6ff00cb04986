/** "try it" of Node-RED's template in a real Node-RED. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeRed, type FlowNode } from '../node-red/node-red';
import { team } from '../replay/calls';
import { testCallTests, type TestCallHost } from './check';

const TEMPLATE = join(__dirname, '../../workflows-templates/node-red/hubspot/calls.json');

async function start(): Promise<TestCallHost> {
  const red = await NodeRed.start();
  let button = '';
  return {
    async deploy(hubspot, write) {
      const entered: Record<string, Record<string, unknown>> = {
        // A test asks nothing of Ringostat, so no key is there.
        'ringostat-project': { projectId: '11111', credentials: {} },
        'ringostat-crm-account': { baseUrl: hubspot.url, credentials: { serviceKey: hubspot.token } },
        'ringostat-team': { employees: team.employees, senior: team.senior },
        'ringostat-trigger': { acceptWithoutSecret: true },
        ringostat: { writeTest: write },
      };
      const flow = JSON.parse(readFileSync(TEMPLATE, 'utf8')) as FlowNode[];
      button =
        flow.find(({ type, name }) => type === 'inject' && String(name).startsWith('try it'))?.id ?? '';
      const nodes = flow.map((node) => ({ ...node, ...entered[node.type] }));
      for (const { type, operation, wires } of nodes as (FlowNode & { wires: string[][] })[])
        if (type === 'ringostat-hubspot' && operation === 'apply') wires[0]?.push('probe');
      await red.deploy(nodes);
    },
    async run() {
      await red.forget();
      expect((await fetch(`${red.url}/inject/${button}`, { method: 'POST' })).status).toBe(200);
      const [seen] = await red.until(1, 30_000);
      return seen?.msg['payload'] as Awaited<ReturnType<TestCallHost['run']>>;
    },
    close: () => red.close(),
  };
}
testCallTests(start);
