/** The sweep of Node-RED's template in a real Node-RED. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeRed, type FlowNode } from '../node-red/node-red';
import { team } from '../replay/calls';
import { deskTests, type DeskHost } from './check';

const TEMPLATE = join(__dirname, '../../workflows-templates/node-red/hubspot/missed-call-desk.json');

async function start(): Promise<DeskHost> {
  const red = await NodeRed.start();
  let button = '';
  return {
    async deploy(hubspot, ringostat) {
      const { url, projectId, authKey } = ringostat;
      const entered: Record<string, Record<string, unknown>> = {
        'ringostat-project': { baseUrl: url, projectId, credentials: { authKey } },
        'ringostat-crm-account': { baseUrl: hubspot.url, credentials: { serviceKey: hubspot.token } },
        'ringostat-team': { employees: team.employees, senior: team.senior },
        'ringostat-trigger': { acceptWithoutSecret: true },
      };
      const flow = JSON.parse(readFileSync(TEMPLATE, 'utf8')) as FlowNode[];
      button = flow.find(({ type, name }) => type === 'inject' && name === 'every five minutes')?.id ?? '';
      const nodes = flow.map((node) => ({ ...node, ...entered[node.type] }));
      // The report of the sweep and what the Upsert did with a lost call are seen by the probe.
      for (const { type, operation, wires } of nodes as (FlowNode & { wires: string[][] })[])
        if (type === 'ringostat-hubspot' && (operation === 'sweep' || operation === 'apply'))
          wires[0]?.push('probe');
      await red.deploy(nodes);
    },
    async sweep(through) {
      await red.forget();
      expect((await fetch(`${red.url}/inject/${button}`, { method: 'POST' })).status).toBe(200);
      // A lost call is seen as it leaves the sweep and as it leaves the Upsert.
      const seen = await red.until(1 + 2 * through, 30_000);
      const payloads = seen.map(({ msg }) => msg['payload'] as Record<string, unknown>);
      expect(payloads.filter(({ outcome }) => outcome !== undefined)).toHaveLength(through);
      const report = payloads.find(({ sweep }) => sweep !== undefined);
      return (report?.['sweep'] as { text: string }).text;
    },
    close: () => red.close(),
  };
}
deskTests(start);
