/** A fake CRM, the flow that records events in it, and the sweep over a call log: what the desk's tests share. */
import { DateTime } from 'luxon';
import { applyPlan } from '../../../core/apply/apply-plan';
import { createRecentMemory } from '../../../core/apply/recent';
import type { CrmProvider } from '../../../core/crm/port';
import { providers } from '../../../core/crm/registry';
import { sweepMissed } from '../../../core/desk/sweep';
import type { DeskSettings, Sweep } from '../../../core/desk/types';
import { createHttpClient } from '../../../core/http/client';
import { applyMatrix } from '../../../core/matrix/apply-matrix';
import { DEFAULT_OPTIONS, presets } from '../../../core/matrix/presets';
import type { MatrixTable } from '../../../core/matrix/types';
import { ROW_IDS } from '../../../core/matrix/types';
import type { RingostatEvent } from '../../../core/model/event';
import type { CrmId } from '../../../core/model/plan';
import type { Outcome } from '../../../core/model/outcome';
import { CARD_ORDER, findResponsible } from '../../../core/routing/find-responsible';
import { accountAuth } from '../../../node-red/host/auth';
import { clock } from '../../../node-red/host/clock';
import type { Lab, LabTask } from '../../../sandbox/common/lab';
import { labs } from '../../../sandbox/labs';
import { attachContract } from '../../contract/attach-contract';
import { peopleOf, teamOf, type People } from '../../scenarios/people';
import { event } from '../apply/kit';

/** Monday, 16 November 2026, 10:00 in Kyiv. */
export const BEGIN = Date.UTC(2026, 10, 16, 8);
export const MINUTE = 60_000;

const TABLE: MatrixTable = Object.fromEntries(
  ROW_IDS.map((row) => [row, { ...presets.hubspot.rows[row], closeMissed: true as const }]),
);

/** A call `at` ms, whose id tells the second, as Ringostat's do. */
export function call(at: number, change: Partial<RingostatEvent> = {}): RingostatEvent {
  const seconds = Math.floor(at / 1000);
  const direction = change.direction ?? 'incoming';
  const talk = change.durations?.talk ?? 0;
  return event({
    eventKey: `p:ua0_-${seconds}.1:${direction}.ended`,
    callId: `ua0_-${seconds}.1`,
    name: `${direction}.ended`,
    direction,
    status: talk > 0 ? 'answered' : 'missed',
    statusAsSent: talk > 0 ? 'ANSWERED' : 'NO ANSWER',
    times: {
      startedAt: DateTime.fromMillis(at, { zone: 'Europe/Kyiv' }).toISO({ suppressMilliseconds: true }),
      answeredAt: null,
      endedAt: null,
    },
    durations: { total: talk + 10, talk, wait: 10 },
    ...change,
  });
}
export const talked = (at: number, change: Partial<RingostatEvent> = {}): RingostatEvent =>
  call(at, { durations: { total: 60, talk: 50, wait: 10 }, ...change });
export const attempt = (at: number, change: Partial<RingostatEvent> = {}): RingostatEvent =>
  call(at, { direction: 'outgoing', ...change });

export interface Desk {
  lab: Lab;
  people: People;
  provider: CrmProvider;
  /** Sends an event through the flow. */
  record(one: RingostatEvent): Promise<Outcome>;
  /** Forgets what the process knows, as a restart does. */
  restart(): void;
  sweep(log: RingostatEvent[], now: number, change?: Partial<DeskSettings>, dryRun?: boolean): Promise<Sweep>;
  /** Missed tasks, by the CRM's own API. */
  tasks(): Promise<LabTask[]>;
  close(): Promise<void>;
}

export const SETTINGS: DeskSettings = {
  language: 'en',
  ladder: [
    { afterMinutes: 15, to: 'substitute' },
    { afterMinutes: 60, to: 'senior' },
  ],
  workingHours: null,
  closeMissedAfter: 10,
  timeZone: 'Europe/Kyiv',
  defaultCountry: 'UA',
};

let count = 0;
export async function openDesk(crm: CrmId): Promise<Desk> {
  const lab = await labs[crm]!.start();
  const contract = attachContract(lab, crm);
  const factory = providers[crm]!;
  const { baseUrl, kind, values } = lab.access;
  const accountKey = `desk ${crm} ${++count}`;
  const http = createHttpClient({
    transport: accountAuth(factory, { kind, values: { ...values, baseUrl } }),
    clock,
    random: Math.random,
    system: factory.label,
    baseUrl,
    classify: factory.classify,
    limits: { ...factory.limits, accountKey },
  });
  const provider = factory.create({ http, clock, account: kind, baseUrl, settings: lab.settings });
  let memory = createRecentMemory(clock);
  const people = peopleOf(lab.users);
  const all = teamOf(people, people.sofia.crmUserId);
  // Maksym stands in for Ivan.
  const team = {
    ...all,
    employees: all.employees.map((one) =>
      one.id === people.ivan.id ? { ...one, substitute: people.maksym.id } : one,
    ),
  };
  return {
    lab,
    people,
    provider,
    async record(one) {
      const common = { event: one, team, several: 'newestActivity' as const, language: 'en' as const };
      const card = await findResponsible(
        { ...common, memory, accountKey, order: CARD_ORDER, closedDeals: true },
        provider,
      );
      const plan = applyMatrix({
        event: one,
        card,
        table: TABLE,
        preset: crm,
        callRecordIsTask: presets[crm].callRecordIsTask,
        options: DEFAULT_OPTIONS,
      });
      const settings = {
        mapping: [],
        pipelineRules: [],
        defaultPipeline: { pipeline: null, stage: null },
        names: {},
      };
      const work = { plan, event: one, client: card.client, settings, dryRun: false, memory, accountKey };
      return applyPlan({ ...work, senior: team.senior }, provider, clock);
    },
    restart() {
      memory = createRecentMemory(clock);
    },
    sweep: (log, now, change = {}, dryRun = false) =>
      sweepMissed({ events: log, team, settings: { ...SETTINGS, ...change }, dryRun }, provider, {
        now: () => now,
      }),
    tasks: async () =>
      (await lab.view()).tasks.filter(({ text }) => text.includes('called and nobody answered')),
    async close() {
      await lab.close();
      expect(contract.violations).toEqual([]);
    },
  };
}
