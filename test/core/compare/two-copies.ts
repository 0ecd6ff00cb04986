/** Two copies of a CRM to which two tables are applied, and what a comparison says of them before. */
import { applyPlan } from '../../../core/apply/apply-plan';
import { createRecentMemory } from '../../../core/apply/recent';
import { compareTables } from '../../../core/compare/compare';
import type { Left, Side } from '../../../core/compare/types';
import type { CrmProvider } from '../../../core/crm/port';
import { providers } from '../../../core/crm/registry';
import { createHttpClient } from '../../../core/http/client';
import type { Clock } from '../../../core/http/types';
import { applyMatrix } from '../../../core/matrix/apply-matrix';
import { DEFAULT_OPTIONS, presets } from '../../../core/matrix/presets';
import { keyOfCall } from '../../../core/matrix/this-call';
import type { MatrixTable } from '../../../core/matrix/types';
import type { RingostatEvent } from '../../../core/model/event';
import type { CrmId, Entity } from '../../../core/model/plan';
import { findResponsible } from '../../../core/routing/find-responsible';
import { accountAuth } from '../../../node-red/host/auth';
import type { Lab, LabRecord } from '../../../sandbox/common/lab';
import { ManualClock } from '../../../sandbox/common/types';
import { labs } from '../../../sandbox/labs';
import { noSettings } from '../apply/kit';
import { callsOf, seedClients, teamIn } from './calls';

const ENTITIES: Entity[] = ['contact', 'lead', 'deal'];
let opened = 0;

interface World {
  lab: Lab;
  clock: Clock;
  provider: CrmProvider;
  accountKey: string;
}
/** A CRM whose time passes only while somebody waits for its pace. */
async function worldOf(crm: CrmId, clients: number): Promise<World> {
  const manual = new ManualClock(Date.parse('2026-11-20T10:00:00Z'));
  const lab = await labs[crm]!.start({ clock: manual });
  lab.searchLag(0);
  const factory = providers[crm]!;
  seedClients(lab, clients, factory.entities.includes('lead'));
  const clock: Clock = {
    now: () => manual.now(),
    sleep: (ms) => {
      manual.advance(ms);
      return Promise.resolve();
    },
  };
  const { baseUrl, kind, values } = lab.access;
  const accountKey = `compare ${++opened}`;
  const http = createHttpClient({
    transport: accountAuth(factory, { kind, values: { ...values, baseUrl } }),
    clock,
    random: () => 0.5,
    system: factory.label,
    baseUrl,
    classify: factory.classify,
    limits: { ...factory.limits, accountKey },
  });
  return {
    lab,
    clock,
    accountKey,
    provider: factory.create({ http, clock, baseUrl, settings: lab.settings }),
  };
}

async function applyAll(
  world: World,
  events: RingostatEvent[],
  { table, preset, callRecordIsTask, options }: Side,
): Promise<void> {
  const { provider, clock, accountKey, lab } = world;
  const team = teamIn(lab);

  for (const event of events) {
    // Between two calls of a client lie hours: the process remembers nothing of the one before.
    const memory = createRecentMemory(clock);
    const card = await findResponsible(
      {
        event,
        team,
        order: ['deal', 'lead', 'contact'],
        several: 'newestActivity',
        closedDeals: true,
        language: 'en',
        memory,
        accountKey,
        entities: ENTITIES,
      },
      provider,
    );
    const plan = applyMatrix({ event, card, table, preset, callRecordIsTask, options });
    const outcome = await applyPlan(
      { plan, event, client: card.client, settings: noSettings, dryRun: false, memory, accountKey },
      provider,
      clock,
    );
    if (!outcome.complete)
      throw new Error(JSON.stringify(outcome.steps.filter(({ status }) => status === 'failed')));
  }
}

/** What stands in the CRM, by call: "c7 deal" with owner and state. */
async function standing({ lab }: World, events: RingostatEvent[]): Promise<Map<string, string>> {
  const view = await lab.view();
  const all = new Map<string, string>();
  const callOf = new Map(events.map((event) => [keyOfCall(event), event.callId!]));
  const records: [Entity, LabRecord[]][] = [
    ['contact', view.contacts],
    ['lead', view.leads],
    ['company', view.companies],
    ['deal', view.deals],
  ];
  for (const [entity, list] of records)
    for (const { callId, ownerId, attribution } of list) {
      const call = callId === null ? null : (callOf.get(callId) ?? null);
      if (call !== null) all.set(`${call} ${entity}`, `${ownerId}`);
      const by = attribution.utm_campaign;
      if (by && by !== call) all.set(`${by} attribution.${entity}`, 'null');
    }
  for (const { key, ownerId } of view.calls)
    all.set(`${callOf.get(key ?? '') ?? key} callRecord`, `${ownerId}`);
  for (const { key, ownerId, state } of view.tasks) {
    const [, call = '', role = ''] = /^(.*)_(senior|manager|responsible)$/.exec(key ?? '') ?? [];
    all.set(`${callOf.get(call)} task.${role}`, `${ownerId} ${state}`);
  }
  return all;
}

const side = (crm: CrmId, table: MatrixTable): Side => ({
  table,
  preset: crm,
  callRecordIsTask: presets[crm].callRecordIsTask,
  options: { ...DEFAULT_OPTIONS, distribute: true },
});
/** Another owner of the task, a done task open, deals only for the new, no record of calls in vain. */
function changed(table: MatrixTable): MatrixTable {
  const missed = { ...table.R3 };
  delete missed.taskResponsible;
  delete missed.callRecord;
  const talked = { ...table.R4 };
  delete talked.deal;
  return {
    ...table,
    R3: { ...missed, taskSenior: { state: 'open' } },
    R4: { ...talked, dealIfNone: true, taskResponsible: { state: 'open' } },
  };
}

/** Takes a CRM and how many calls; applies both tables to a copy of the CRM each. */
export async function twoCopies(crm: CrmId, count: number, reads: number): Promise<void> {
  const clients = Math.ceil(count / 7);
  const [a, b] = await Promise.all([worldOf(crm, clients), worldOf(crm, clients)]);
  try {
    const events = callsOf(count, clients, 7);
    const tables = { a: side(crm, presets[crm].rows), b: side(crm, changed(presets[crm].rows)) };
    const reported = await compareTables(
      {
        events,
        ...tables,
        finding: {
          team: teamIn(a.lab),
          order: ['deal', 'lead', 'contact'],
          several: 'newestActivity',
          entities: ENTITIES,
        },
        creatable: providers[crm]!.entities,
        maskNumbers: true,
      },
      a.provider,
    );
    expect(a.lab.writes()).toEqual([]);
    expect(reported.requests).toBe(a.lab.spent());
    expect(reported.requests / count).toBeLessThanOrEqual(reads);
    await applyAll(a, events, tables.a);
    await applyAll(b, events, tables.b);
    const [underA, underB] = [await standing(a, events), await standing(b, events)];
    const wanted = [...new Set([...underA.keys(), ...underB.keys()])].flatMap((thing) => {
      const [left, right] = [underA.get(thing) ?? '-', underB.get(thing) ?? '-'];
      return left === right ? [] : [`${thing}: ${left} | ${right}`];
    });
    const shown = (one: Left | null): string => {
      if (one === null) return '-';
      return one.thing.startsWith('task') ? `${one.owner} ${one.state}` : `${one.owner}`;
    };
    const told = reported.differences.map(
      (one) => `${one.call.id} ${one.thing}: ${shown(one.a)} | ${shown(one.b)}`,
    );
    expect(told.sort()).toEqual(wanted.sort());
    expect(told.length).toBeGreaterThan(count / 20);
  } finally {
    await Promise.all([a.lab.close(), b.lab.close()]);
  }
}
