/** G-33: the file of the recording is not there yet at the event; the same event again, in the same process, uploads it, once. */
import { applyPlan } from '../../../../core/apply/apply-plan';
import type { RecordingFile } from '../../../../core/crm/port';
import type { PlanStep } from '../../../../core/model/plan';
import { input } from '../../apply/kit';
import { callStep, startKit, type Kit } from './kit';

const LINK = 'https://app.ringostat.com/recordings/1.wav?token=a';
const FILE: RecordingFile = { bytes: new Uint8Array([1, 2, 3]), contentType: 'audio/wav', name: '1.wav' };
const EMPTY: RecordingFile = { ...FILE, bytes: new Uint8Array() };

let kit: Kit;
beforeEach(async () => {
  kit = await startKit();
});
afterEach(() => kit.fake.close());

const uploads = (): number => kit.fake.requests.filter(({ path }) => path.endsWith('/recordings')).length;

test.each<[string, () => Promise<RecordingFile | null>]>([
  ['not there (404, an HTML page)', () => Promise.resolve(null)],
  ['an empty body (202)', () => Promise.resolve(EMPTY)],
  ['no answer', () => Promise.reject(new Error('reset'))],
])('%s at first: uploaded by the same event again, once', async (_what, early) => {
  let ready = false;
  const { provider } = kit.connect({ download: () => (ready ? Promise.resolve(FILE) : early()) });
  const made = callStep({ links: [] });
  const step: PlanStep = { ...made, values: { ...made.values, recordings: [LINK] } };
  const first = input([step]);
  const outcome = await applyPlan(first, provider, kit.clock);
  expect(outcome.complete).toBe(true);
  expect(uploads()).toBe(0);
  ready = true;
  await applyPlan(first, provider, kit.clock);
  expect(uploads()).toBe(1);
  const spent = kit.fake.requests.length;
  await applyPlan(first, provider, kit.clock);
  expect(kit.fake.requests.length).toBe(spent);
});
