/**
 * M-06: random histories of calls, tasks closed by hand, restarts, lost, late and repeated events, and sweeps. At the end each
 * client who called in vain was talked to and his task is done, or has exactly one open task on exactly one person, or somebody
 * completed it by hand after his last call.
 */
import fc from 'fast-check';
import type { RingostatEvent } from '../../../core/model/event';
import { attempt, BEGIN, call, MINUTE, openDesk, talked, type Desk } from './kit';

const RUNS = 25;
const CLIENTS = ['671234567', '501112233'];

type Happening =
  | { what: 'missed' | 'talked' | 'attempt'; client: number; told: 'now' | 'late' | 'never' | 'twice' }
  | { what: 'byHand'; client: number }
  | { what: 'restart' }
  | { what: 'sweep' };

const client = fc.nat({ max: CLIENTS.length - 1 });
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      what: fc.constantFrom('missed' as const, 'missed' as const, 'talked' as const, 'attempt' as const),
      client,
      told: fc.constantFrom(
        'now' as const,
        'now' as const,
        'late' as const,
        'never' as const,
        'twice' as const,
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('byHand' as const), client }) },
  { weight: 1, arbitrary: fc.constantFrom<Happening>({ what: 'restart' }, { what: 'sweep' }) },
);

const number = (index: number): Partial<RingostatEvent> => {
  const national = CLIENTS[index]!;
  return {
    clientNumber: `+380${national}`,
    clientNumberInternational: `+380 ${national.slice(0, 2)} ${national.slice(2, 5)} ${national.slice(5)}`,
    clientNumberAsSent: `380${national}`,
  };
};
const MAKE = { missed: call, talked, attempt };

/** The sweep as the template runs it: what it calls lost goes through the flow. */
async function sweepAll(desk: Desk, log: RingostatEvent[], now: number): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    const { lost } = await desk.sweep(log, now);
    for (const one of lost) await desk.record(one);
  }
}

async function live(desk: Desk, history: Happening[]): Promise<Map<number, number>> {
  const [log, late]: [RingostatEvent[], RingostatEvent[]] = [[], []];
  const byHand = new Map<number, number>();
  let at = BEGIN;
  for (const one of history) {
    at += 7 * MINUTE;
    if (one.what === 'restart') desk.restart();
    else if (one.what === 'sweep') await sweepAll(desk, log, at);
    else if (one.what === 'byHand') {
      for (const task of await desk.provider.tasks!.open())
        if (task.text.includes(number(one.client).clientNumberInternational!)) {
          await desk.provider.earlier!.amend(
            task,
            { lines: ['Called him from my own phone.'], done: true },
            task.links,
          );
          byHand.set(one.client, at);
        }
    } else {
      const told = MAKE[one.what](at, number(one.client));
      log.push(told);
      if (one.told === 'now' || one.told === 'twice') await desk.record(told);
      if (one.told === 'twice' || one.told === 'late') late.unshift(told);
      if (late.length > 2) await desk.record(late.pop()!);
    }
  }
  for (const one of late) await desk.record(one);
  desk.restart();
  await sweepAll(desk, log, at + 7 * MINUTE);
  const before = await desk.tasks();
  await sweepAll(desk, log, at + 7 * MINUTE);
  expect(await desk.tasks()).toEqual(before);
  return byHand;
}

test.each(['salesforce', 'nethunt'] as const)(
  'M-06 %s: each client talked to and closed, or one open task on one person',
  async (crm) => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 14 }), async (history) => {
        const desk = await openDesk(crm);
        try {
          desk.lab.seed('contact', { name: 'Anna', ownerId: desk.people.ivan.crmUserId });
          const byHand = await live(desk, history);
          const times = history.map((one, index) => ({ ...one, at: BEGIN + (index + 1) * 7 * MINUTE }));
          const open = (await desk.tasks()).filter(({ state }) => state === 'open');
          for (const index of CLIENTS.keys()) {
            const last = (what: string): number =>
              Math.max(
                0,
                ...times
                  .filter((one) => 'client' in one && one.client === index && one.what === what)
                  .map(({ at }) => at),
              );
            const own = open.filter(({ text }) => text.includes(number(index).clientNumberInternational!));
            const waits = last('missed') > last('talked');
            // Completed by hand after his last call: whether that call was told or lost, there may be one, never two.
            const free = waits && (byHand.get(index) ?? 0) > last('missed');
            const wanted = free ? Math.min(own.length, 1) : waits ? 1 : 0;
            expect({ history, index, open: own.length }).toEqual({ history, index, open: wanted });
            for (const { ownerId } of own) expect(ownerId).toBeTruthy();
          }
        } finally {
          await desk.close();
        }
      }),
      { numRuns: RUNS, seed: 6 },
    );
  },
  240_000,
);
