/** A refused field of the call log, told in each way: the log is read with the common fields, or the run ends in an error. */
import { beginRun } from '../../../core/replay/checkpoint';
import { reconcile } from '../../../core/replay/reconcile';
import { createRingostat } from '../../../core/ringostat/client';
import fields from '../../../core/ringostat/fields.json';
import { startFakeRingostat } from '../../../sandbox/ringostat/server';
import type { FakeRingostat, FieldRefusal } from '../../../sandbox/ringostat/types';
import type { ReplayBatch } from '../../../core/replay/types';
import { openRingostat } from '../../../node-red/host/accounts';
import { fakeHttp, faultOf } from './fake';

const NOW = Math.floor(Date.now() / 1000) * 1000;
const clock = { now: () => NOW };
let fake: FakeRingostat;

beforeAll(async () => {
  fake = await startFakeRingostat({ projectId: '11111', timeZone: 'Europe/Kyiv' });
  fake.calls.push({
    id: `ua0_-${NOW / 1000 - 7200}.1`,
    direction: 'in',
    clientNumber: '380671234567',
    companyNumber: '380441234567',
    status: 'ANSWERED',
    billsec: 30,
    duration: 40,
    waittime: 10,
    startedAt: NOW - 7_200_000,
  });
});
afterAll(() => fake.close());

const SPAN = { from: new Date(NOW - 86_400_000).toISOString(), to: new Date(NOW).toISOString() };

function run(kept: ReplayBatch[]): Promise<void> {
  const start = beginRun(
    SPAN,
    { projectId: '11111', timeZone: 'Europe/Kyiv' },
    { earlier: null, kind: 'last' },
  );
  const batches = reconcile(start, {
    ringostat: openRingostat({
      baseUrl: fake.url,
      authKey: fake.authKey,
      projectId: '11111',
      timeZone: 'Europe/Kyiv',
    }),
    provider: null,
    clock,
    event: { timeZone: 'Europe/Kyiv', defaultCountry: 'UA', projectId: '11111' },
  });
  return (async () => {
    for await (const batch of batches) kept.push(batch);
  })();
}

const WAYS: FieldRefusal['how'][] = ['status', 'text', 'error'];
describe.each(WAYS)('refused by %s', (how) => {
  test.each(['recording_wav', 'n_alias'])(
    '%s: every call is read with the common fields, and told',
    async (field) => {
      fake.set({ refused: { fields: [field], how } });
      const kept: ReplayBatch[] = [];
      await run(kept);
      expect(kept.flatMap(({ events }) => events)).toHaveLength(1);
      expect(kept.flatMap(({ warnings }) => warnings)).toEqual([
        expect.stringContaining('refused one of the fields'),
      ]);
      expect(kept.at(-1)?.checkpoint.complete).toBe(true);
    },
  );
  test('a common field: an error that names it, no empty log, no checkpoint', async () => {
    fake.set({ refused: { fields: ['billsec'], how } });
    const kept: ReplayBatch[] = [];
    const fault = await faultOf(run(kept));
    expect(fault).toMatchObject({ kind: 'invalidField', system: 'Ringostat' });
    expect(fault.message).toContain('billsec');
    expect(kept).toEqual([]);
  });
});

const answers: [string, unknown, string][] = [
  ['a text', 'Incorrect field name: userfield', 'invalidField'],
  ['a JSON text', '"Incorrect field name"', 'invalidField'],
  ['an object with error', { error: { message: 'Incorrect field name' } }, 'invalidField'],
  ['an object with errors', { errors: ['bad column'] }, 'invalidField'],
  ['a text about the key', 'Unauthorized', 'credentialRefused'],
  ['an error without words', { error: true }, 'permanent'],
  ['a CSV of something else', 'code;message\n5;nothing', 'permanent'],
  ['nothing', '', 'permanent'],
  ['null', null, 'temporary'],
];
test.each(answers)('%s with HTTP 200 is no log, whatever was asked', async (_what, body, kind) => {
  for (const format of ['json', 'csv'] as const) {
    const { http, asked } = fakeHttp(() => body);
    const files = (): Promise<never> => Promise.reject(new Error('no files'));
    const ringostat = createRingostat({ http, files, projectId: '1', timeZone: 'Europe/Kyiv' });
    expect(await faultOf(ringostat.calls(SPAN, { format }))).toMatchObject({ kind, system: 'Ringostat' });
    expect(asked.at(-1)?.query?.fields === fields.safe.join(',')).toBe(kind !== 'temporary');
  }
});
test('an empty log is one where Ringostat says so', async () => {
  for (const body of [[], { data: [] }, 'uniqueid;calldate\n']) {
    const { http } = fakeHttp(() => body);
    const files = (): Promise<never> => Promise.reject(new Error('no files'));
    const ringostat = createRingostat({ http, files, projectId: '1', timeZone: 'Europe/Kyiv' });
    expect((await ringostat.calls(SPAN)).rows).toEqual([]);
  }
});
