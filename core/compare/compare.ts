/**
 * What would be different with another table: each call is planned with both, over the client as the calls before would have
 * left him under that table. Nothing is written.
 */
import type { CrmProvider } from '../crm/port';
import { keyOfCall } from '../matrix/this-call';
import { applyMatrix } from '../matrix/apply-matrix';
import { ROW_IDS } from '../matrix/types';
import type { RingostatEvent } from '../model/event';
import type { Entity } from '../model/plan';
import { maskNumber, maskNumbers } from '../phone/mask';
import { clientPhone, findResponsible } from '../routing/client-card';
import type { RecentMemory } from '../routing/memory';
import { differencesOf } from './differences';
import { ImaginedClient } from './imagined-client';
import { missedOf, recordedOf, recordsOf } from './known-clients';
import type { ComparedCall, Comparison, Difference, Finding, Side, Verdict } from './types';

export interface CompareInput {
  /** Ended calls, in any order; running ones and forms are left out. */
  events: RingostatEvent[];
  a: Side;
  b: Side;
  finding: Finding;
  /** Kinds of records this CRM has. */
  creatable: readonly Entity[];
  maskNumbers: boolean;
}
type Reader = Pick<CrmProvider, 'find' | 'findMany' | 'seen' | 'tasks' | 'requests'>;

/** The plans are of now, all at once: nothing was written moments ago. */
const NOTHING_RECENT: RecentMemory = { recall: () => ({}), forgetGone: () => undefined };

const startOf = ({ times, receivedAt }: RingostatEvent): number => Date.parse(times.startedAt ?? receivedAt);
const inOrder = (a: RingostatEvent, b: RingostatEvent): number =>
  startOf(a) - startOf(b) || (a.eventKey < b.eventKey ? -1 : 1);

const shownCall = (event: RingostatEvent, masked: boolean): ComparedCall => {
  const number = event.clientNumber;
  return {
    id: event.callId ?? event.eventKey,
    number: number !== null && masked ? maskNumber(number) : number,
    startedAt: event.times.startedAt,
  };
};

const shownReasons = (one: Difference, masked: boolean): Difference =>
  masked ? { ...one, reasonA: maskNumbers(one.reasonA), reasonB: maskNumbers(one.reasonB) } : one;

const closesMissed = ({ table }: Side): boolean => ROW_IDS.some((row) => table[row]?.closeMissed === true);

/** One table over all calls: what it makes of the next one of a client. */
class Run {
  private readonly clients = new Map<string, ImaginedClient>();

  constructor(
    private readonly side: Side,
    private readonly input: CompareInput,
    private readonly start: (event: RingostatEvent) => ImaginedClient,
    private readonly recorded: ReadonlySet<string>,
  ) {}

  async next(event: RingostatEvent): Promise<Verdict> {
    const { table, preset, callRecordIsTask, options } = this.side;
    const key = clientPhone(event)?.digits ?? event.eventKey;
    const client = this.clients.get(key) ?? this.start(event);
    this.clients.set(key, client);
    const { finding } = this.input;
    const card = await findResponsible(
      {
        event,
        ...finding,
        closedDeals: true,
        language: options.language,
        memory: NOTHING_RECENT,
        accountKey: 'compare',
      },
      {
        find: (query) => Promise.resolve(client.find(query)),
        // Of analyses only; a comparison has none.
        recordsOfCall: () => Promise.resolve([]),
        seen: (keys) => Promise.resolve(new Set(keys.filter((one) => this.recorded.has(one)))),
      },
    );
    const plan = applyMatrix({ event, card, table, preset, callRecordIsTask, options });
    const left = client.write(plan, event.times.startedAt, this.recorded.has(keyOfCall(event)));
    return { left, notes: plan.notes.map(({ text }) => text) };
  }
}

/** Takes calls, two tables and the CRM; returns the differences in the order of the calls. Throws CrmError. */
export async function compareTables(input: CompareInput, provider: Reader): Promise<Comparison> {
  const before = provider.requests?.() ?? 0;
  const events = input.events
    .filter(({ kind, moment, status }) => kind === 'call' && moment === 'ended' && status !== 'running')
    .sort(inOrder);
  const entities = [...new Set<Entity>([...input.finding.order, ...input.finding.entities])];
  if (input.finding.several === 'withOpenDeal' && !entities.includes('deal')) entities.push('deal');
  const home = events[0]?.defaultCountry ?? '';
  const phones = events.flatMap((event) => clientPhone(event) ?? []);
  const records = await recordsOf(phones, entities, provider);
  const recorded = await recordedOf(events, provider);
  const missed = [input.a, input.b].some(closesMissed)
    ? await missedOf(home, provider)
    : new Map<string, never>();
  const start = (event: RingostatEvent): ImaginedClient => {
    const phone = clientPhone(event);
    return new ImaginedClient(
      phone ? (records.get(phone.digits) ?? []) : [],
      phone ? [...(missed.get(phone.e164) ?? [])] : [],
      input.creatable,
      home,
    );
  };
  const [runA, runB] = [input.a, input.b].map((side) => new Run(side, input, start, recorded)) as [Run, Run];
  const differences: Difference[] = [];
  const nothing = { a: 0, b: 0 };
  let differing = 0;
  for (const event of events) {
    const [a, b] = [await runA.next(event), await runB.next(event)];
    if (a.left.length === 0) nothing.a += 1;
    if (b.left.length === 0) nothing.b += 1;
    const found = differencesOf(shownCall(event, input.maskNumbers), a, b);
    if (found.length > 0) differing += 1;
    differences.push(...found.map((one) => shownReasons(one, input.maskNumbers)));
  }
  return {
    calls: events.length,
    differing,
    nothing,
    recorded: events.filter((event) => recorded.has(keyOfCall(event))).length,
    differences,
    requests: (provider.requests?.() ?? 0) - before,
  };
}
