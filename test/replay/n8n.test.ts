/** The replay template of n8n, run by n8n's real engine in this process. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { runWorkflow, type EngineSetup, type WorkflowJson } from '../engines/n8n-core';
import { credentialTypes, nodeTypes } from '../engines/n8n-pack';
import { team } from './calls';
import { replayTests, type ReplayHost } from './check';

const TEMPLATE = join(__dirname, '../../workflows-templates/n8n/hubspot/replay.json');

function start(): Promise<ReplayHost> {
  let setup: EngineSetup | null = null;
  return Promise.resolve({
    deploy(hubspot, ringostat) {
      const workflow = JSON.parse(readFileSync(TEMPLATE, 'utf8')) as WorkflowJson;
      const find = workflow.nodes.find(({ name }) => name === 'Find Responsible Manager');
      Object.assign(find?.parameters ?? {}, {
        teamSource: 'json',
        teamJson: JSON.stringify(team.employees),
        senior: { __rl: true, mode: 'id', value: team.senior ?? '' },
      } satisfies INodeParameters);
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
    async run(calls) {
      if (!setup) throw new Error('deploy() first');
      const run = await runWorkflow({ ...setup, startNode: 'Run by Hand', mode: 'manual' });
      if (run.error) throw run.error;
      expect(run.items('Ringostat')).toHaveLength(calls);
      // Each call comes back to the loop, so all of them leave it together.
      expect(run.nodes['Done']?.tasks).toHaveLength(1);
      expect(run.items('Done')).toHaveLength(calls);
      return run.items('Failed').map(({ error }) => String(error));
    },
    close: () => Promise.resolve(),
  });
}
replayTests(start);
