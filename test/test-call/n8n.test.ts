/** "Try It" of n8n's template, run by n8n's real engine in this process. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runWorkflow, type EngineSetup, type WorkflowJson } from '../engines/n8n-core';
import { credentialTypes, nodeTypes } from '../engines/n8n-pack';
import { team } from '../replay/calls';
import { testCallTests, type TestCallHost } from './check';

const TEMPLATE = join(__dirname, '../../workflows-templates/n8n/hubspot/calls.json');

function start(): Promise<TestCallHost> {
  let setup: EngineSetup | null = null;
  return Promise.resolve({
    deploy(hubspot, write) {
      const workflow = JSON.parse(readFileSync(TEMPLATE, 'utf8')) as WorkflowJson;
      const entered: Record<string, object> = {
        'Find Responsible Manager': {
          teamSource: 'json',
          teamJson: JSON.stringify(team.employees),
          senior: { __rl: true, mode: 'id', value: team.senior ?? '' },
        },
        'Test Call': { writeTest: write },
      };
      for (const node of workflow.nodes) Object.assign(node.parameters, entered[node.name]);
      setup = {
        workflow,
        nodeTypes,
        credentialTypes,
        credentials: {
          ringostatApi: {
            authKey: 'key',
            projectId: '11111',
            webhookSecret: '',
            previousWebhookSecret: '',
            baseUrl: '',
          },
          ringostatHubSpotApi: { serviceKey: hubspot.token, baseUrl: hubspot.url },
        },
      };
      return Promise.resolve();
    },
    async run() {
      if (!setup) throw new Error('deploy() first');
      const run = await runWorkflow({ ...setup, startNode: 'Try It', mode: 'manual' });
      if (run.error) throw run.error;
      return run.items('HubSpot Upsert')[0] as unknown as Awaited<ReturnType<TestCallHost['run']>>;
    },
    close: () => Promise.resolve(),
  });
}
testCallTests(start);
