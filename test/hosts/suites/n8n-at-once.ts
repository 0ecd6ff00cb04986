/** n8n's trigger that answers "whom to ring?" itself, over HTTP. */
import { providers } from '../../../core/crm/registry';
import { filled, publish } from '../../../sandbox/demo/n8n';
import type { Sandbox } from '../../../sandbox/server';
import type { N8nHost } from '../kit/n8n-host';
import { startCompany } from '../kit/stage';
import { ask } from '../kit/webhook';

const FIRST = providers['hubspot']?.routingOrder[0] ?? 'contact';

export function n8nAtOnceTests(host: () => N8nHost): void {
  describe('a trigger that answers "whom to ring?" itself', () => {
    let sandbox: Sandbox;
    let routing = '';
    beforeAll(async () => {
      sandbox = await startCompany('hubspot');
      const { n8n, connect } = host();
      const to = await connect(sandbox);
      const workflow = filled('smart-forwarding', to);
      for (const node of workflow.nodes) {
        if (!node.type.endsWith('ringostatTrigger')) continue;
        node.parameters = {
          ...node.parameters,
          ...(to.account.inOthers as typeof node.parameters),
          ...(to.team as typeof node.parameters),
          answerIn: 'trigger',
          runAfter: false,
          reserve: 'shop_reserve',
        };
        node.credentials = to.credentials;
      }
      routing = await publish(n8n, workflow);
    }, 120_000);
    afterAll(() => sandbox?.close());
    afterEach(() => sandbox.lab.faults.clear());

    test('at once F-01, F-03, F-04: the owner, the reserve, and the owner remembered while the CRM hangs', async () => {
      const { lab } = sandbox;
      lab.seed(FIRST, { phone: '+380677650320', ownerId: lab.users.ivan });
      const tries: string[] = [];
      while (tries.length < 5 && tries.at(-1) !== 'shop_ivan')
        tries.push((await ask(routing, '380677650320')).body);
      expect(tries).toContain('shop_ivan');
      expect((await ask(routing, '380677650321')).body).toBe('shop_reserve');
      lab.faults.next({ answer: 'hang' }, 1000);
      expect((await ask(routing, '380677650320')).body).toBe('shop_ivan');
    }, 60_000);
  });
}
