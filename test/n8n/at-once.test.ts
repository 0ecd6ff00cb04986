/** A trigger that answers "whom to ring?" itself: what runs afterwards, what a fault of the set-up does, how often keys are read. */
import { callWebhook } from '../engines/n8n-core';
import { MemoryCredentials } from '../engines/n8n-credentials';
import { peopleOf, teamOf } from '../scenarios/people';
import { openLab, type Opened } from './labs';
import { oneNode, SECRET } from './pack';

describe('Ringostat Trigger that answers at once', () => {
  let opened: Opened;
  beforeEach(async () => {
    opened = await openLab('hubspot');
  });
  afterEach(() => opened.lab.close());

  const trigger = (more: Record<string, unknown> = {}) => {
    const { lab, account } = opened;
    const people = peopleOf(lab.users);
    const parameters = {
      receive: 'routing',
      answerIn: 'trigger',
      ...account.inOthers,
      teamSource: 'json',
      teamJson: JSON.stringify(teamOf(people, people.sofia.crmUserId).employees),
      order: 'contact,deal',
      reserve: 'shop_reserve',
      // Long: these tests are of what is answered, not of when.
      budgetMs: 20_000,
      ...more,
    };
    return oneNode('ringostatTrigger', parameters as never, { account });
  };
  const ask = (setup: ReturnType<typeof trigger>) =>
    callWebhook({
      ...setup,
      triggerName: 'Node',
      request: {
        method: 'POST',
        query: { token: SECRET },
        headers: {},
        contentType: 'application/json',
        rawBody: JSON.stringify({ call_id: 'q.1', caller_number: '380671234567' }),
      },
    });

  test('the answer comes with its reason in an execution, or without any', async () => {
    const { lab } = opened;
    lab.seed('contact', { phone: '+380671234567', ownerId: lab.users.ivan });
    const shown = await ask(trigger());
    expect([shown.response.status, shown.response.body]).toEqual([200, 'proj_ivan']);
    expect(shown.run?.items('Node')).toMatchObject([
      {
        event: { clientNumber: '+380671234567' },
        client: { known: true },
        routing: { direction: 'proj_ivan', decidedBy: 'found', reason: { text: expect.any(String) } },
      },
    ]);
    const silent = await ask(trigger({ runAfter: false }));
    expect([silent.response.body, silent.executed]).toEqual(['proj_ivan', false]);
  });

  test('a fault of the set-up: the reserve goes out, and an execution tells the fault, wanted or not', async () => {
    const { response, run } = await ask(trigger({ runAfter: false, teamJson: '[{"id":' }));
    expect([response.status, response.body]).toEqual([200, 'shop_reserve']);
    expect(run?.items('Node')).toMatchObject([{ error: expect.stringMatching(/./) }]);
  });

  test('many questions read a key once, with every request to the CRM', async () => {
    const setup = trigger({ runAfter: false });
    const reads = jest.spyOn(MemoryCredentials.prototype, 'getDecrypted');
    try {
      const before = opened.lab.requests.length;
      for (let n = 0; n < 4; n += 1) expect((await ask(setup)).response.body).toBe('shop_reserve');
      expect(opened.lab.requests.length - before).toBeGreaterThan(3);
      const types = reads.mock.calls.map((call) => call.find((each) => typeof each === 'string'));
      expect([...types].sort()).toEqual([...new Set(types)].sort());
      expect(types).toContain(opened.account.type);
    } finally {
      reads.mockRestore();
    }
  });
});
