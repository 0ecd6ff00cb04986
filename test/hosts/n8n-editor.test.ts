/** n8n's editor in Chromium: the dialogs all CRMs share, and those of each. */
import { startN8nHost, type N8nHost } from './kit/n8n-host';
import { n8nCrmTests } from './suites/n8n-crms';
import { n8nEditorTests } from './suites/n8n-editor';

let host: N8nHost;
beforeAll(async () => {
  // The address n8n shows.
  host = await startN8nHost({ WEBHOOK_URL: 'https://n8n.example.com/' });
}, 240_000);
afterAll(() => host?.stop(), 30_000);

n8nEditorTests(() => host);
n8nCrmTests(() => host);
