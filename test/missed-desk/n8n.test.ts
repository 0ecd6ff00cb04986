/** The sweep of n8n's template, run by n8n's real engine in this process. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runWorkflow, type EngineSetup, type WorkflowJson } from '../engines/n8n-core';
import { credentialTypes, nodeTypes } from '../engines/n8n-pack';
import { team } from '../replay/calls';
import { deskTests, type DeskHost } from './check';

const TEMPLATE = join(__dirname, '../../workflows-templates/n8n/hubspot/missed-call-desk.json');

function start(): Promise<DeskHost> {
  let setup: EngineSetup | null = null;
  return Promise.resolve({
    deploy(hubspot, ringostat) {
      const workflow = JSON.parse(readFileSync(TEMPLATE, 'utf8')) as WorkflowJson;
      const senior = { __rl: true, mode: 'id', value: team.senior ?? '' };
      const entered: Record<string, object> = {
        'Find Responsible Manager': {
          teamSource: 'json',
          teamJson: JSON.stringify(team.employees),
          senior,
        },
        'Sweep Missed Calls': { teamJson: JSON.stringify(team.employees), senior: team.senior ?? '' },
      };
      for (const node of workflow.nodes) Object.assign(node.parameters, entered[node.name]);
      const { authKey, projectId, url } = ringostat;
      setup = {
        workflow,
        nodeTypes,
        credentialTypes,
        credentials: {
          ringostatApi: { authKey, projectId, webhookSecret: '', previousWebhookSecret: '', baseUrl: url },
          ringostatHubSpotApi: { serviceKey: hubspot.token, baseUrl: hubspot.url },
        },
      };
      return Promise.resolve();
    },
    async sweep(through) {
      if (!setup) throw new Error('deploy() first');
      const run = await runWorkflow({ ...setup, startNode: 'Every Five Minutes', mode: 'manual' });
      if (run.error) throw run.error;
      expect(run.items('HubSpot Upsert')).toHaveLength(through);
      const [report] = run.items('Sweep Missed Calls');
      return (report?.['sweep'] as { text: string }).text;
    },
    close: () => Promise.resolve(),
  });
}
deskTests(start);
