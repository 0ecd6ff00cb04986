import { eventsOfLog } from '../../../core/replay/log-events';
import { notInCrm } from '../../../core/replay/not-in-crm';
import { callKey } from '../../../core/plan/keys';
import type { CallRow } from '../../../core/ringostat/types';
import { CALL } from '../event/settings';

const OPTIONS = {
  timeZone: 'Europe/Kyiv',
  defaultCountry: 'UA',
  projectId: '11111',
  receivedAt: Date.UTC(2026, 10, 20, 12),
};
const row = (id: string, change: CallRow = {}): CallRow => ({ ...CALL, uniqueid: id, ...change });
const missed = { disposition: 'NO ANSWER', billsec: '0' };
const outgoing = { call_type: 'out', caller: '380440000002', dst: '380671234567' };

describe('the log as events', () => {
  const rows = [row('a'), row('b', missed), row('c', outgoing), row('d', { ...outgoing, ...missed })];
  test.each<[string, Parameters<typeof eventsOfLog>[2], string]>([
    ['all', undefined, 'a b c d'],
    ['incoming', { direction: 'incoming' }, 'a b'],
    ['outgoing', { direction: 'outgoing', status: 'any' }, 'c d'],
    ['answered', { status: 'answered' }, 'a c'],
    ['missed outgoing', { direction: 'outgoing', status: 'missed' }, 'd'],
  ])('%s', (_, filter, wanted) => {
    const { events } = eventsOfLog({ rows, warnings: [] }, OPTIONS, filter);
    expect(events.map(({ callId }) => callId).join(' ')).toBe(wanted);
    expect(events.every(({ moment, projectId }) => moment === 'ended' && projectId === '11111')).toBe(true);
  });

  test('a row that cannot be read is left out and told once', () => {
    const bad = { uniqueid: 'x' };
    const log = { rows: [row('a'), bad, bad], warnings: ['A field was refused.'] };
    const { events, warnings } = eventsOfLog(log, OPTIONS);
    expect(events.map(({ callId }) => callId)).toEqual(['a']);
    expect(warnings).toEqual(['A field was refused.', expect.stringMatching(/^A call was left out\. ./)]);
  });
});

describe('calls the CRM lacks', () => {
  const { events } = eventsOfLog(
    { rows: Array.from({ length: 1250 }, (_, n) => row(`c.${n}`)), warnings: [] },
    OPTIONS,
  );

  test('are asked for five hundred at once and keep their order', async () => {
    const asked: number[] = [];
    const there = new Set(['c.0', 'c.120', 'c.1249'].map((id) => callKey('11111', id)));
    const left = await notInCrm(events, {
      seen: (keys) => {
        asked.push(keys.length);
        return Promise.resolve(new Set(keys.filter((key) => there.has(key))));
      },
    });
    expect(asked).toEqual([500, 500, 250]);
    expect(left).toHaveLength(1247);
    expect([left[0]?.callId, left[119]?.callId, left.at(-1)?.callId]).toEqual(['c.1', 'c.121', 'c.1248']);
  });

  test('a fault of the CRM is not taken for "nothing is there"', async () => {
    const seen = (): Promise<Set<string>> => Promise.reject(new Error('HubSpot: no'));
    await expect(notInCrm(events, { seen })).rejects.toThrow('HubSpot: no');
  });
});
