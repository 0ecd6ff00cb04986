/** The packed package in a real n8n 2.41: every template from its file, driven by webhooks. */
import type { N8nHost } from './kit/n8n-host';
import { startN8nHost } from './kit/n8n-host';
import { startStage } from './kit/stage';
import type { Stage } from './kit/types';
import { missedCall, sendCall } from './kit/webhook';
import { callsTests } from './suites/calls';
import { attributionTests, forwardingTests, replayTests, secretsTests } from './suites/others';

let host: N8nHost;
let stage: Stage;
beforeAll(async () => {
  stage = await startStage(async (sandbox) => (host = await startN8nHost(sandbox)));
}, 240_000);
afterAll(() => stage?.end(), 30_000);

callsTests(() => stage);
forwardingTests(() => stage);
attributionTests(() => stage);
replayTests(() => stage);

test('a trigger whose credential has no secret refuses to publish', async () => {
  const { ringostat } = stage.sandbox;
  const credential = await host.n8n.rest.addCredential('ringostatApi', {
    authKey: ringostat.authKey,
    projectId: ringostat.projectId,
    webhookSecret: '',
    baseUrl: ringostat.url,
  });
  const { workflow } = await host.importTemplate('calls');
  for (const node of workflow.nodes)
    if (node.credentials?.['ringostatApi']) node.credentials = { ringostatApi: credential };
  const id = await host.n8n.rest.importWorkflow(workflow);
  // Only partly: the template's morning check has a trigger of its own.
  await expect(host.n8n.rest.activate(id)).rejects.toThrow('(partial): No webhook secret is set');
  const trigger = workflow.nodes.find(({ type }) => type.endsWith('ringostatTrigger'));
  const url = await host.n8n.rest.webhookUrl(trigger!);
  expect((await sendCall(url, missedCall('380677650050'), '')).status).toBe(404);
}, 60_000);

secretsTests(() => stage);
