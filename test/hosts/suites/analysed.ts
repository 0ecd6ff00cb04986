/** The template for analysed calls: the note and the tasks that the CRM holds when its runs have ended. */
import type { LabTask } from '../../../sandbox/common/lab';
import { EMPLOYEES, SECRET } from '../../../sandbox/demo/people';
import { buildPayload } from '../../../sandbox/ringostat/payloads';
import type { FakeCall } from '../../../sandbox/ringostat/types';
import { fakeCall, post, sendCall } from '../kit/webhook';
import type { Published, Stage } from '../kit/types';

const [OLENA] = EMPLOYEES;
const AI = {
  ai_summary: 'Asks for a price list.',
  ai_client_mood: 'calm',
  ai_recommendations: ['Send the price list', 'Call back on Monday'],
};

export function analysedTests(stage: () => Stage): void {
  test('the template "analysed-calls": a note and a task for each recommended action, once; a bad call is the senior’s', async () => {
    const flow: Published = await stage().publish('analysed-calls');
    await stage().mark();
    let runs = 0;
    const analysed = async (call: FakeCall, more: Record<string, unknown> = {}): Promise<void> => {
      const payload = { ...buildPayload('P3', call, 'answered'), ...AI, ...more };
      expect((await post(flow.url, { event: 'call.analysed', token: SECRET }, payload)).status).toBe(200);
      await flow.ended((runs += 1));
    };
    const tasks = async (key: RegExp): Promise<LabTask[]> =>
      (await stage().fresh()).tasks.filter((task) => key.test(task.key ?? ''));

    const call = fakeCall('380677650064', { employee: OLENA });
    expect((await sendCall(flow.url, call)).status).toBe(200);
    await flow.ended((runs += 1));
    for (let again = 0; again < 2; again += 1) await analysed(call);
    const [note, ...others] = await tasks(/_analysis_note$/);
    expect(others).toEqual([]);
    expect(note).toMatchObject({ state: 'done', ownerId: stage().lab.users.olena });
    expect(note!.text).toContain(AI.ai_summary);
    expect(note!.links.length).toBeGreaterThan(0);
    const asked = await tasks(/_analysis_responsible_\d$/);
    expect(asked.map(({ state, subject }) => [state, subject.split(':')[0]])).toEqual(
      AI.ai_recommendations.map((action) => ['open', action]),
    );

    await analysed(fakeCall('380677650064', { employee: OLENA }), { ai_client_mood: 'angry' });
    const [bad] = await tasks(/_analysis_senior$/);
    expect(bad).toMatchObject({ state: 'open' });
    expect(bad!.text).toContain('angry');
  }, 60_000);
}
