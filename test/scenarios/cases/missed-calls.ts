/** The missed-call desk: one open task a client, closed by the conversation (docs/missed-calls.md). In every CRM. */
import { DateTime } from 'luxon';
import type { LabTask } from '../../../sandbox/common/lab';
import type { MatrixTable } from '../../../core/matrix/types';
import { COMMON_ROWS } from '../common-rows';
import { MISSED } from '../look';
import { ROW_IDS } from '../../../core/matrix/types';
import type { Call, Scenario, World } from '../types';

/** Every row keeps the missed tasks. */
export const DESK: MatrixTable = Object.fromEntries(
  ROW_IDS.map((row) => [row, { ...COMMON_ROWS[row], closeMissed: true as const }]),
);
const PROJECT = '11111';
/** 20 November 2026, 10:00 in Kyiv. */
const BEGIN = Date.UTC(2026, 10, 20, 8) / 1000;

/** A call `minutes` after the first one; its id tells its time, as Ringostat's do. */
export function callAt(world: World, minutes: number, change: Partial<Call> = {}): Call {
  const at = BEGIN + minutes * 60;
  return world.call({
    id: `ua0_-${at}.${minutes}`,
    at: DateTime.fromSeconds(at, { zone: 'Europe/Kyiv' }).toFormat('yyyy-MM-dd HH:mm:ss'),
    ...change,
  });
}
const missed = (world: World, minutes: number): Call => callAt(world, minutes, MISSED);
const out = (world: World, minutes: number, change: Partial<Call>): Call =>
  callAt(world, minutes, { direction: 'out', type: 'out', ...change });
const NO_TALK = { status: 'NO ANSWER', talk: 0 } as const;

const isMissedTask = ({ subject }: LabTask): boolean => subject.startsWith('Call back');
export async function missedTasks(world: World): Promise<LabTask[]> {
  return (await world.view()).tasks.filter(isMissedTask);
}
/** How often a sentence stands in the text. */
const times = ({ text }: LabTask, sentence: string): number => text.split(sentence).length - 1;

async function begin(world: World, known = true): Promise<void> {
  await world.setup({ projectId: PROJECT, rows: DESK });
  if (known) world.lab.seed('contact', { ownerId: world.people.ivan.crmUserId });
}
async function send(world: World, ...calls: Call[]): Promise<void> {
  for (const call of calls) {
    const { result } = await world.send(call, 'ended');
    expect(result?.error ?? null).toBeNull();
  }
}

export const missedCalls: Scenario[] = [
  {
    id: 'M-01',
    title: 'missed again: no second task, the open one gets a line and keeps its deadline',
    async run(world) {
      for (const known of [true, false]) {
        await begin(world, known);
        await send(world, missed(world, 0));
        const [first] = await missedTasks(world);
        expect(first).toMatchObject({ state: 'open' });
        const again = missed(world, 7);
        await send(world, again, missed(world, 20), again, missed(world, 0));
        const after = await missedTasks(world);
        expect(after).toHaveLength(1);
        expect(after[0]).toMatchObject({
          id: first!.id,
          state: 'open',
          dueAt: first!.dueAt,
          ownerId: first!.ownerId,
        });
        expect(times(after[0]!, 'Called again in vain')).toBe(2);
        for (const part of [
          '20 Nov 2026, 10:07:00',
          '20 Nov 2026, 10:20:00',
          '+380441234567',
          'nobody answered',
        ])
          expect(after[0]!.text).toContain(part);
      }
      // A dry run says so and writes nothing.
      await world.change({ dryRun: true });
      const writes = world.lab.writes().length;
      const { result } = await world.send(missed(world, 40), 'ended');
      expect(world.lab.writes()).toHaveLength(writes);
      const steps = result?.outcome?.steps ?? [];
      expect(steps.find(({ kind }) => kind === 'missed')).toMatchObject({
        status: 'updated',
        reason: { text: expect.stringContaining('keeps its deadline') as string },
      });
      expect(steps.find(({ kind }) => kind === 'task')).toMatchObject({ status: 'skipped' });
    },
  },
  {
    id: 'M-02',
    title: 'a conversation of at least ten seconds, either direction, by anybody, completes the task',
    async run(world) {
      const { olena, petro } = world.people;
      const ends: [Call, string][] = [
        [callAt(world, 12, { by: olena }), 'Olena Koval'],
        [out(world, 12, { by: olena }), 'Olena Koval'],
        [callAt(world, 12, { by: petro }), 'Petro Rudenko'],
      ];
      for (const [end, name] of ends) {
        await begin(world);
        await send(world, missed(world, 0), { ...end, talk: 9, total: 15, id: `ua0_-${BEGIN + 600}.9` });
        expect(await missedTasks(world)).toMatchObject([{ state: 'open' }]);
        await send(world, end, end);
        const [task, ...more] = await missedTasks(world);
        expect(more).toEqual([]);
        expect(task).toMatchObject({ state: 'done' });
        expect(times(task!, 'After the missed call: 12 min 0 s')).toBe(1);
        expect(times(task!, `${name} talked with the client`)).toBe(1);
        if (end !== ends[0]?.[0]) continue;
        // What comes late or twice opens nothing; a new call in vain is a new task.
        await send(world, missed(world, 0), end);
        expect(await missedTasks(world)).toHaveLength(1);
        await send(world, missed(world, 30));
        expect((await missedTasks(world)).map(({ state }) => state).sort()).toEqual(['done', 'open']);
        // A conversation from before that call closes nothing.
        await send(world, end);
        expect((await missedTasks(world)).map(({ state }) => state).sort()).toEqual(['done', 'open']);
      }
      // The conversation is told first, the call in vain before it late: nobody is to be called back.
      await begin(world);
      await send(world, callAt(world, 12, { by: olena }), missed(world, 0));
      expect((await missedTasks(world)).filter(({ state }) => state === 'open')).toEqual([]);
      // A row that does not tick it leaves the task alone.
      await world.setup({ projectId: PROJECT });
      world.lab.seed('contact', { ownerId: world.people.ivan.crmUserId });
      await send(world, missed(world, 0), callAt(world, 12, { by: olena }));
      expect(await missedTasks(world)).toMatchObject([{ state: 'open' }]);
    },
  },
  {
    id: 'M-03',
    title: 'an outgoing attempt without conversation is a line with its time and number',
    async run(world) {
      await begin(world);
      const { olena } = world.people;
      const attempt = (minutes: number): Call => out(world, minutes, { ...NO_TALK, by: olena });
      await send(world, missed(world, 0), attempt(5), attempt(9), attempt(5));
      const [task, ...more] = await missedTasks(world);
      expect(more).toEqual([]);
      expect(task).toMatchObject({ state: 'open' });
      expect(times(task!, 'Call attempt')).toBe(2);
      for (const line of [
        'Call attempt 1: Olena Koval, 20 Nov 2026, 10:05:00. No conversation.',
        'Call attempt 2: Olena Koval, 20 Nov 2026, 10:09:00. No conversation.',
      ])
        expect(task!.text).toContain(line);
      await send(world, out(world, 15, { by: olena }));
      expect(await missedTasks(world)).toMatchObject([{ state: 'done' }]);
    },
  },
];
