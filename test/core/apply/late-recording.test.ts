import { applyPlan } from '../../../core/apply/apply-plan';
import { createRecentMemory } from '../../../core/apply/recent';
import type { PlanStep } from '../../../core/model/plan';
import { callStep, startKit, type Kit } from '../crm/hubspot/kit';
import { input } from './kit';

let kit: Kit;
beforeEach(async () => {
  kit = await startKit();
});
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.close();
});
const PLAYABLE = 'https://app.ringostat.com/recordings/1.mp3';
const PAGE = 'https://app.ringostat.com/recordings/1';
const call = (recordings: string[]): PlanStep => {
  const step = callStep({ links: [] });
  return { ...step, values: { ...step.values, recordings } };
};
const record = () => kit.fake.records('calls')[0]?.properties ?? {};

test.each(['the same process', 'another process'])(
  'the recording comes with a later delivery, to %s: it is added, what a person wrote stays',
  async (where) => {
    const first = input([call([])]);
    await applyPlan(first, kit.provider, kit.clock);
    const [made] = kit.fake.records('calls');
    kit.fake.edit('calls', made?.id ?? '', { hs_call_title: 'Mine', hs_call_body: 'My notes' });
    const memory = where === 'another process' ? createRecentMemory(kit.clock) : first.memory;
    const later = { ...first, memory, plan: { ...first.plan, steps: [call([PLAYABLE])] } };
    const outcome = await applyPlan(later, kit.provider, kit.clock);
    expect(outcome.steps[0]).toMatchObject({ status: 'alreadyThere', recordId: made?.id });
    expect(outcome.steps[0]?.reason.text).toContain('recording was added');
    expect(record()).toMatchObject({
      hs_call_recording_url: PLAYABLE,
      hs_call_title: 'Mine',
      hs_call_body: 'My notes',
    });
    const before = kit.fake.requests.length;
    await applyPlan(later, kit.provider, kit.clock);
    expect(kit.fake.requests.length).toBe(before);
  },
);

test('a link that no player takes is added below the text, once', async () => {
  const steps = [call([PAGE])];
  await applyPlan(input([call([])]), kit.provider, kit.clock);
  for (let times = 0; times < 2; times += 1) await applyPlan(input(steps), kit.provider, kit.clock);
  const body = record().hs_call_body ?? '';
  expect(body.startsWith('Client: &lt;b&gt;Olena&lt;/b&gt;<br>Pool: main<br>')).toBe(true);
  expect(body.split(`href="${PAGE}"`)).toHaveLength(2);
});

test('a recording that is there is left alone', async () => {
  await applyPlan(input([call([PLAYABLE])]), kit.provider, kit.clock);
  const [made] = kit.fake.records('calls');
  kit.fake.edit('calls', made?.id ?? '', { hs_call_recording_url: 'https://archive.example/kept.mp3' });
  await applyPlan(input([call([PLAYABLE])]), kit.provider, kit.clock);
  expect(record().hs_call_recording_url).toBe('https://archive.example/kept.mp3');
  expect(kit.log().some((line) => line.startsWith('PATCH'))).toBe(false);
});
