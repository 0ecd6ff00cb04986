/** Many calls of one number, in any order, at several workers, over a CRM that breaks off. */
import fc from 'fast-check';
import { createRecentMemory } from '../../../core/apply/recent';
import type { CrmProvider } from '../../../core/crm/port';
import type { RingostatEvent } from '../../../core/model/event';
import type { Clock } from '../../../core/http/types';
import type { FaultAnswer, Faults } from '../../../sandbox/common/types';
import { chain, signs, type World } from './chain';
import { event } from './kit';

type Kind = 'ringing' | 'answered' | 'talk' | 'missed' | 'unmapped';
const MOMENT = {
  ringing: 'ringing',
  answered: 'answered',
  talk: 'ended',
  missed: 'ended',
  unmapped: 'ended',
} as const;
const END: Kind[] = ['talk', 'missed', 'unmapped'];
/** An event that failed is sent again this often; three faults at most are put in its way. */
const TRIES = 4;

function eventOf(call: number, kind: Kind): RingostatEvent {
  const moment = MOMENT[kind];
  const ended = moment === 'ended';
  const talked = kind === 'talk' || kind === 'unmapped';
  return event({
    moment,
    name: `incoming.${moment}`,
    callId: `c${call}`,
    eventKey: `p/c${call}/incoming.${moment}`,
    status: !ended ? 'running' : talked ? 'answered' : 'missed',
    employee: signs(kind === 'unmapped' ? '999' : talked || kind === 'answered' ? `10${1 + (call % 2)}` : ''),
    durations: { total: ended ? 60 : null, talk: talked ? 50 : null, wait: null },
  });
}

export interface Delivery {
  call: number;
  /** Null: the call has ended. */
  early: Kind | null;
  worker: number;
  /** Put in its way: at which request from then on, and what. */
  faults: { at: number; what: FaultAnswer }[];
  /** The next one does not wait for it. */
  together: boolean;
}

/** Takes the faults of a vendor; returns one to seven deliveries of up to three calls, and how the calls end. */
export const storms = (faults: FaultAnswer[]): [list: fc.Arbitrary<Delivery[]>, end: fc.Arbitrary<Kind>] => [
  fc.array(
    fc.record({
      call: fc.integer({ min: 0, max: 2 }),
      early: fc.constantFrom<Kind | null>('ringing', 'answered', null),
      worker: fc.integer({ min: 0, max: 1 }),
      faults: fc.array(fc.record({ at: fc.nat(8), what: fc.constantFrom(...faults) }), { maxLength: 3 }),
      together: fc.boolean(),
    }),
    { minLength: 1, maxLength: 7 },
  ),
  fc.constantFrom(...END),
];

/** A worker with a memory of its own. */
export const workerOf = (provider: CrmProvider, clock: Clock): World => ({
  provider,
  clock,
  memory: createRecentMemory(clock),
  accountKey: `storm ${Math.random()}`,
});

/** Delivers everything until it is done; returns the keys of the calls that ended, sorted. Throws when one never is. */
export async function deliver(
  list: Delivery[],
  end: Kind,
  workers: World[],
  queue: Pick<Faults, 'next'>,
): Promise<string[]> {
  const running: Promise<unknown>[] = [];
  for (const { call, early, worker, faults, together } of list) {
    const one = eventOf(call, early ?? END[(END.indexOf(end) + call) % 3] ?? 'talk');
    for (const { at, what } of faults) {
      let seen = 0;
      queue.next({ match: () => (seen += 1) > at, answer: what });
    }
    const finish = async (): Promise<void> => {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const outcome = await chain(one, workers[worker % workers.length]!).catch(() => null);
        if (outcome?.complete) return;
      }
      throw new Error(`${one.eventKey} was not finished in ${TRIES} tries`);
    };
    const run = finish();
    running.push(run);
    if (!together) await run;
  }
  await Promise.all(running);
  const ended = list.filter(({ early }) => early === null).map(({ call }) => `p_c${call}`);
  return [...new Set(ended)].sort();
}
