/** The replay template of Node-RED in a real Node-RED. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeRed, type FlowNode } from '../node-red/node-red';
import { team } from './calls';
import { replayTests, type ReplayHost } from './check';

const TEMPLATE = join(__dirname, '../../workflows-templates/node-red/hubspot/replay.json');

async function start(): Promise<ReplayHost> {
  const red = await NodeRed.start();
  let button = '';
  return {
    async deploy(hubspot, ringostat) {
      const { url, projectId, authKey } = ringostat;
      const entered: Record<string, Record<string, unknown>> = {
        'ringostat-project': { baseUrl: url, projectId, credentials: { authKey } },
        'ringostat-crm-account': { baseUrl: hubspot.url, credentials: { serviceKey: hubspot.token } },
        'ringostat-team': { employees: team.employees, senior: team.senior },
      };
      const flow = JSON.parse(readFileSync(TEMPLATE, 'utf8')) as FlowNode[];
      button = flow.find(({ type, name }) => type === 'inject' && name === 'the last 3 days')?.id ?? '';
      const nodes = flow.map((node) => ({ ...node, ...entered[node.type] }));
      // Both ends of the flow are seen by the probe beside what they lead to.
      for (const { type, wires } of nodes as (FlowNode & { wires: string[][] })[])
        if (type === 'ringostat-hubspot' || type === 'ringostat-apply-matrix') wires.at(-1)?.push('probe');
      await red.deploy(nodes);
    },
    async run(calls) {
      await red.forget();
      expect((await fetch(`${red.url}/inject/${button}`, { method: 'POST' })).status).toBe(200);
      const seen = await red.until(calls, 30_000);
      // One more would come at once.
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(await red.seen()).toHaveLength(calls);
      return seen.flatMap(({ msg }) => (msg['error'] ? [JSON.stringify(msg['error'])] : []));
    },
    close: () => red.close(),
  };
}
replayTests(start);
