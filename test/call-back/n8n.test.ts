/** "Call back" in n8n's real engine. */
import { runWorkflow } from '../engines/n8n-core';
import { oneNode } from '../n8n/pack';
import { openN8n } from '../scenarios/hosts/n8n';
import { callBackTests } from './check';

callBackTests(async () => ({
  driver: await openN8n(),
  async callBack(ringostat, { employee, client, direction }) {
    const parameters = { resource: 'call', operation: 'callBack', employee, clientNumber: client, direction };
    const done = await runWorkflow({ ...oneNode('ringostat', parameters, { ringostat }), startNode: 'Node' });
    return done.error?.message ?? null;
  },
}));
