/** Whom to ring, in a real n8n 2.41: answers are timed, so this file runs alone (scripts/test-hosts.mjs). */
import { startN8nHost, type N8nHost } from './kit/n8n-host';
import { secretsTest, templateTests } from './suites';
import { n8nAtOnceTests } from './suites/n8n-at-once';

let host: N8nHost;
beforeAll(async () => {
  host = await startN8nHost();
}, 240_000);
afterAll(() => host?.stop(), 30_000);

templateTests(() => host, 'n8n', 'ringing');
n8nAtOnceTests(() => host);
secretsTest(() => host, '380677650020');
