/** The template "replay": calls of Ringostat's log, once. */
import { EMPLOYEES } from '../../../sandbox/demo/people';
import { fakeCall, missedCall } from '../kit/webhook';
import type { Stage } from '../kit/types';
import { countsOf, EXPECTED, LISTS } from './expected';

const HOUR_MS = 3_600_000;
const [OLENA] = EMPLOYEES;

export function replayTests(stage: () => Stage): void {
  test('the template "replay": calls of the log come into the CRM once, however often it is run', async () => {
    const { lab, sandbox, publish, crm } = stage();
    const { client, replayed } = EXPECTED[crm];
    await stage().mark();
    const ago = (hours: number) => ({ startedAt: Date.now() - hours * HOUR_MS });
    sandbox.ringostat.calls.push(
      { ...missedCall('380677650041'), ...ago(3) },
      fakeCall('380677650042', { employee: OLENA, ...ago(5) }),
      fakeCall('380677650041', { employee: OLENA, ...ago(2) }),
      fakeCall('380677650043', { employee: OLENA, ...ago(100) }),
    );
    const flow = await publish('replay');
    await flow.runByHand(3);
    const once = await stage().fresh();
    expect(countsOf(once)).toEqual(replayed);
    const phones = once[LISTS[client]].map(({ phone }) => phone);
    expect(phones).toEqual(['+380677650042', '+380677650041']);
    for (const one of once.calls.filter(({ answered }) => answered))
      expect(one).toMatchObject({ seconds: 94, ownerId: lab.users.olena });
    const writes = lab.writes().length;
    await flow.runByHand(0);
    expect(await stage().fresh()).toEqual(once);
    expect(lab.writes().slice(writes)).toEqual([]);
  }, 90_000);
}
