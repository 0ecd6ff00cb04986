/** The template of the missed-call desk: one open task a client, a line for each further call, done by a conversation. */
import { EMPLOYEES } from '../../../sandbox/demo/people';
import type { LabTask } from '../../../sandbox/common/lab';
import type { FakeCall } from '../../../sandbox/ringostat/types';
import { fakeCall, missedCall, sendCall } from '../kit/webhook';
import type { Published, Stage } from '../kit/types';

const [OLENA] = EMPLOYEES;
const CLIENT = '380677650063';

export function missedDeskTests(stage: () => Stage): void {
  test('the template "missed-call-desk": one open task however often a client calls in vain, done when somebody talks to him', async () => {
    const flow: Published = await stage().publish('missed-call-desk');
    await stage().mark();
    let runs = 0;
    const sent = async (call: FakeCall): Promise<LabTask[]> => {
      expect((await sendCall(flow.url, call)).status).toBe(200);
      await flow.ended((runs += 1));
      return (await stage().fresh()).tasks;
    };
    const [first, ...others] = await sent(missedCall(CLIENT));
    expect(others).toEqual([]);
    expect(first).toMatchObject({ state: 'open' });
    const again = (await sent(missedCall(CLIENT))).filter(({ state }) => state === 'open');
    expect(again).toMatchObject([{ id: first!.id, dueAt: first!.dueAt }]);
    expect(again[0]!.text).toContain('Called again in vain');
    const talked = await sent(fakeCall(CLIENT, { employee: OLENA }));
    expect(talked.find(({ id }) => id === first!.id)).toMatchObject({ state: 'done' });
  }, 60_000);
}
