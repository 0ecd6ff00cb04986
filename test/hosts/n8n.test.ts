/**
 * The packed package in a real n8n 2.41: every template from its file, driven by webhooks. Whom to ring: n8n-ringing.test.ts; its
 * editor: n8n-editor.test.ts.
 */
import { filled } from '../../sandbox/demo/n8n';
import type { N8nHost } from './kit/n8n-host';
import { startN8nHost } from './kit/n8n-host';
import { startCompany } from './kit/stage';
import { n8nWays } from './kit/ways-host';
import { missedCall, sendCall } from './kit/webhook';
import { secretsTest, templateTests } from './suites';
import { nethuntV2Tests } from './suites/nethunt-v2';
import { waysTests } from './suites/ways';
import { n8nWaysTests } from './suites/ways-n8n';

let host: N8nHost;
beforeAll(async () => {
  // The address n8n shows; webhooks are sent to the real one.
  host = await startN8nHost({ WEBHOOK_URL: 'https://n8n.example.com/' });
}, 240_000);
afterAll(() => host?.stop(), 30_000);

templateTests(() => host, 'n8n', 'others');
nethuntV2Tests(() => host);

test('a trigger whose credential has no secret refuses to publish', async () => {
  const sandbox = await startCompany('hubspot');
  try {
    const { authKey, projectId, url: baseUrl } = sandbox.ringostat;
    const data = { authKey, projectId, webhookSecret: '', baseUrl };
    const credential = await host.n8n.rest.addCredential('ringostatApi', data);
    const workflow = filled('calls', await host.connect(sandbox));
    for (const node of workflow.nodes)
      if (node.credentials?.['ringostatApi']) node.credentials = { ringostatApi: credential };
    const id = await host.n8n.rest.importWorkflow(workflow);
    // Only partly: the template's morning check has a trigger of its own.
    await expect(host.n8n.rest.activate(id)).rejects.toThrow('(partial): No webhook secret is set');
    const trigger = workflow.nodes.find(({ type }) => type.endsWith('ringostatTrigger'));
    const url = await host.n8n.rest.webhookUrl(trigger!);
    expect((await sendCall(url, missedCall('380677650110'), '')).status).toBe(404);
  } finally {
    await sandbox.close();
  }
}, 60_000);

test('the execution of a call keeps the client, the row, the result and the call id, by which it is found', async () => {
  const sandbox = await startCompany('hubspot');
  try {
    const workflow = filled('calls', await host.connect(sandbox));
    const id = await host.n8n.rest.importWorkflow(workflow);
    await host.n8n.rest.activate(id);
    const trigger = workflow.nodes.find(({ type }) => type.endsWith('ringostatTrigger'));
    const call = missedCall('380677650112');
    expect((await sendCall(await host.n8n.rest.webhookUrl(trigger!), call)).status).toBe(200);
    const [execution] = await host.n8n.rest.untilExecuted(id, 1, 30_000);
    expect(execution?.status).toBe('success');
    expect(execution?.customData).toMatchObject({ client: '+380677650112', row: 'R3', call: call.id });
    expect(execution?.customData?.['result']).toMatch(/^Missed call: .*Created: contact/);
  } finally {
    await sandbox.close();
  }
}, 60_000);

waysTests(() => n8nWays(() => host));
n8nWaysTests(() => host);
secretsTest(() => host);
