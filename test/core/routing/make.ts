/** Events, records, a provider in memory and a clock for the tests of team, routing and attribution. */
import { emptyAttribution } from '../../../core/attribution/attribution';
import type { CrmProvider, FindQuery } from '../../../core/crm/port';
import type { FoundRecord } from '../../../core/model/record';
import type { EmployeeSigns, RingostatEvent } from '../../../core/model/event';
import type { Clock } from '../../../core/http/types';
import type { Entity } from '../../../core/model/plan';
import type { Employee } from '../../../core/model/team';

export const noSigns: EmployeeSigns = {
  id: null,
  name: null,
  email: null,
  extension: null,
  direction: null,
  department: null,
};

export function employee(change: Partial<Employee> & { id: string }): Employee {
  return {
    name: `Name ${change.id}`,
    email: null,
    extension: null,
    main: [],
    additional: [],
    crmUserId: `crm-${change.id}`,
    active: true,
    distributeMissed: false,
    substitute: null,
    ...change,
  };
}

/** An answered incoming call from +380671234567, seen when it has ended. */
export function event(change: Partial<RingostatEvent> = {}): RingostatEvent {
  return {
    version: 1,
    kind: 'call',
    moment: 'ended',
    name: 'incoming.ended',
    eventKey: 'p1:c1:incoming.ended',
    projectId: 'p1',
    callId: 'c1',
    direction: 'incoming',
    callback: false,
    internal: false,
    clientNumber: '+380671234567',
    clientNumberInternational: '+380 67 123 4567',
    clientNumberAsSent: '380671234567',
    anonymous: false,
    clientName: null,
    clientEmail: null,
    ownLine: '+380441234567',
    employee: noSigns,
    status: 'answered',
    statusAsSent: 'ANSWERED',
    durations: { total: 30, talk: 20, wait: 10 },
    times: { startedAt: null, answeredAt: null, endedAt: null },
    recordings: [],
    legs: [],
    attribution: emptyAttribution(),
    pool: null,
    scheme: null,
    callCard: null,
    landing: null,
    form: null,
    variables: {},
    timeZone: 'Europe/Kyiv',
    defaultCountry: 'UA',
    receivedAt: '2026-11-20T12:00:00.000Z',
    answer: null,
    warnings: [],
    raw: null,
    ...change,
  };
}

export function found(entity: Entity, id: string, change: Partial<FoundRecord> = {}): FoundRecord {
  return {
    entity,
    id,
    name: null,
    ownerId: null,
    open: true,
    url: null,
    createdAt: null,
    updatedAt: null,
    attribution: emptyAttribution(),
    callId: null,
    contactIds: [],
    companyIds: [],
    ...change,
  };
}

/** A provider that only finds; every question is kept. */
export function finder(
  answer: (query: FindQuery) => Promise<FoundRecord[]>,
): CrmProvider & { asked: FindQuery[] } {
  const asked: FindQuery[] = [];
  const unused = (): never => {
    throw new Error('only find is wanted here');
  };
  return {
    crm: 'hubspot',
    label: 'Memory',
    asked,
    find: (query) => {
      asked.push(query);
      return answer(query);
    },
    apply: unused,
    preview: unused,
    seen: unused,
    recordsOfCall: unused,
    users: unused,
    pipelines: unused,
    fields: unused,
    describe: unused,
    ensureFields: unused,
    health: unused,
    createOrUpdate: unused,
    get: unused,
  };
}

export interface TestMemory {
  owners: Map<string, string>;
  recall(accountKey: string, digits: string): Partial<Record<Entity, string>>;
  forgetGone(accountKey: string, digits: string, entity: Entity, id: string): void;
  rememberOwner(accountKey: string, digits: string, direction: string): void;
  recallOwner(accountKey: string, digits: string): string | null;
}
export function memory(recent: Record<string, Partial<Record<Entity, string>>> = {}): TestMemory {
  const owners = new Map<string, string>();
  return {
    owners,
    recall: (accountKey, digits) => ({ ...recent[`${accountKey} ${digits}`] }),
    forgetGone: (accountKey, digits, entity, id) => {
      const known = recent[`${accountKey} ${digits}`];
      if (known?.[entity] === id) delete known[entity];
    },
    rememberOwner: (accountKey, digits, direction) => void owners.set(`${accountKey} ${digits}`, direction),
    recallOwner: (accountKey, digits) => owners.get(`${accountKey} ${digits}`) ?? null,
  };
}

/** Time that passes only by `pass`; sleeps end in order, or at once when broken off. */
export class TestClock implements Clock {
  #now = 1_000_000;
  #sleepers: { at: number; wake: () => void }[] = [];
  now(): number {
    return this.#now;
  }
  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const sleeper = { at: this.#now + ms, wake: resolve };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(new Error('broken off'));
      });
    });
  }
  get sleeping(): number {
    return this.#sleepers.length;
  }
  async pass(ms: number): Promise<void> {
    // Work that is under way gets to its next wait before and after time moves.
    await settle();
    this.#now += ms;
    const due = this.#sleepers.filter(({ at }) => at <= this.#now).sort((a, b) => a.at - b.at);
    this.#sleepers = this.#sleepers.filter(({ at }) => at > this.#now);
    for (const { wake } of due) wake();
    await settle();
  }
}
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
