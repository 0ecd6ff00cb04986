/** Item 8 of issue 4: calls of the call log are masked as those of the trigger are, in both hosts. */
import type * as N8nCore from '../engines/n8n-core';
import type { Host } from '../scenarios/types';
import { MISSED } from '../scenarios/look';
import { CRMS, worldsIn } from './kit';
import { NUMBER, refusals, secretsOf } from './secrets-kit';

/** The switch of the node Ringostat; the template for Node-RED has it on, in n8n it is chosen. */
let mockMask = true;
jest.mock('../engines/n8n-core', () => {
  const actual = jest.requireActual<typeof N8nCore>('../engines/n8n-core');
  return {
    ...actual,
    runWorkflow: (run: Parameters<typeof actual.runWorkflow>[0]) => {
      for (const node of run.workflow.nodes)
        if (node.name === 'Ringostat') node.parameters['options'] = { maskNumbers: mockMask };
      return actual.runWorkflow(run);
    },
  };
});
/** What the nodes behind tell of a replayed call whose writes the CRM refuses, repeating the number. */
async function toldIn(
  inWorld: ReturnType<typeof worldsIn>['inWorld'],
  crm: (typeof CRMS)[number],
): Promise<string> {
  let told = '';
  await inWorld(crm, async (world) => {
    await world.setup({ projectId: '11111' });
    const answer = refusals(crm, secretsOf(world.lab))['400 that repeats the values']!;
    const call = world.call({ client: NUMBER, ...MISSED });
    // The question which calls the CRM has is answered, save where it is a POST as any other (Salesforce): n8n stops there.
    const match = ({ method, path }: { method: string; path: string }): boolean =>
      method !== 'GET' && !/oauth|search|read|query|coql|count/i.test(path);
    world.lab.faults.next({ match, answer }, 1000);
    const replay = world.replay([{ ...call, hoursAgo: 5 }], 1);
    told = (await replay.catch(({ message }: Error) => [message])).join('\n');
    const { contacts, leads, calls } = await world.view();
    expect([contacts, leads, calls]).toEqual([[], [], []]);
  });
  return told;
}

describe.each<Host>(['n8n', 'node-red'])('a replayed call that %s cannot write', (host) => {
  const { inWorld } = worldsIn(host);
  test.each(CRMS)(
    '%s: the fault is told without the number',
    async (crm) => {
      mockMask = true;
      const told = await toldIn(inWorld, crm);
      expect(told).toContain(`${NUMBER.slice(0, 5)}•••${NUMBER.slice(-4)}`);
      expect(told).not.toContain(NUMBER);
    },
    60_000,
  );
});

describe('where it is off', () => {
  const { inWorld } = worldsIn('n8n');
  test('the fault tells the number', async () => {
    mockMask = false;
    expect(await toldIn(inWorld, 'hubspot')).toContain(NUMBER);
  });
});
