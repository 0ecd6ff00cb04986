/** Numbers in what the reconciler tells, masked when its switch is on; the data keep them. */
import { beginRun } from '../../../core/replay/checkpoint';
import { reconcile } from '../../../core/replay/reconcile';
import type { ReplayBatch, ReplayDeps } from '../../../core/replay/types';
import { CrmError } from '../../../core/http/errors';
import type { CallRow, DatedRow } from '../../../core/ringostat/types';
import { CALL } from '../event/settings';

const NOW = Date.UTC(2026, 10, 20, 12);
const ZONE = 'Europe/Kyiv';
const iso = (ms: number): string => new Date(ms).toISOString();
const start = beginRun(
  { from: iso(NOW - 3_600_000), to: iso(NOW) },
  { projectId: '11111', timeZone: ZONE },
  { earlier: null, kind: 'between' },
);
/** A call, a row that cannot be read and a word of Ringostat. */
const rows: CallRow[] = [{ ...CALL, uniqueid: 'a' }, { uniqueid: 'b' }];
const ringostat: ReplayDeps['ringostat'] = {
  count: () => Promise.resolve(rows.length),
  async *windows() {
    const dated = rows.map((row, n): DatedRow => ({ id: String(row.uniqueid), at: NOW - 60_000 * n, row }));
    yield { rows: dated, warnings: ['The number 380671234567 was left out.'] } as never;
  },
};
const read = async (
  maskNumbers: boolean,
  provider: ReplayDeps['provider'] = null,
): Promise<ReplayBatch[]> => {
  const event = { timeZone: ZONE, defaultCountry: 'UA', projectId: '11111', maskNumbers };
  const batches: ReplayBatch[] = [];
  for await (const batch of reconcile(start, { ringostat, provider, clock: { now: () => NOW }, event }))
    batches.push(batch);
  return batches;
};
const refused: ReplayDeps['provider'] = {
  seen: () =>
    Promise.reject(
      new CrmError({
        kind: 'invalidField',
        system: 'HubSpot',
        message: 'HubSpot: +380671234567 is no key.',
        advice: 'Correct 0671234567.',
      }),
    ),
};

test.each([true, false])('masked %s: warnings, and what the nodes behind are told', async (on) => {
  const batches = await read(on);
  const warnings = batches.flatMap((batch) => batch.warnings).join('\n');
  expect(warnings).toContain(on ? 'The number 38067•••4567 was left out.' : 'The number 380671234567');
  const [event] = batches.flatMap(({ events }) => events);
  expect([event?.callId, event?.maskNumbers]).toEqual(['a', on ? true : undefined]);
  expect(event?.clientNumber).toMatch(/^\+\d{11,}$/);
});

test.each([true, false])('masked %s: the refusal of a CRM', async (on) => {
  const fault = await read(on, refused).then(
    () => null,
    (error: CrmError) => error,
  );
  const [message, advice] = on ? ['+38067•••4567', '06712•••4567'] : ['+380671234567', '0671234567'];
  expect(fault).toMatchObject({
    kind: 'invalidField',
    message: `HubSpot: ${message} is no key.`,
    advice: `Correct ${advice}.`,
  });
});
