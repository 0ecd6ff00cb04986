import type { RingostatEvent } from '../../../core/model/event';
import { noClient } from '../../../core/routing/client';
import type { ApplyInput, ApplySettings } from '../../../core/apply/types';
import { createRecentMemory } from '../../../core/apply/recent';
import type { Plan, PlanStep } from '../../../core/model/plan';
import { because, utm } from '../crm/hubspot/kit';

export const noSettings: ApplySettings = {
  mapping: [],
  pipelineRules: [],
  defaultPipeline: { pipeline: null, stage: null },
  names: {},
};

export function event(change: Partial<RingostatEvent> = {}): RingostatEvent {
  return {
    version: 1,
    kind: 'call',
    moment: 'ended',
    name: 'incoming.ended',
    eventKey: 'p/call1/incoming.ended',
    projectId: 'p',
    callId: 'call1',
    direction: 'incoming',
    callback: false,
    internal: false,
    clientNumber: '+380671234567',
    clientNumberInternational: '+380 67 123 4567',
    clientNumberAsSent: '380671234567',
    anonymous: false,
    clientName: null,
    clientEmail: null,
    ownLine: '+380441112233',
    employee: { id: null, name: 'Petro', email: null, extension: null, direction: null, department: null },
    status: 'answered',
    statusAsSent: 'ANSWERED',
    durations: { total: 100, talk: 94, wait: 6 },
    times: { startedAt: '2026-11-20T14:00:00+02:00', answeredAt: null, endedAt: null },
    recordings: [],
    legs: [],
    attribution: utm({ utm_source: 'google' }),
    pool: 'Main pool',
    scheme: null,
    callCard: null,
    landing: null,
    form: null,
    variables: { utm_source: 'google', pool_name: 'Main pool' },
    timeZone: 'Europe/Kyiv',
    defaultCountry: 'UA',
    receivedAt: '2026-11-20T12:02:00.000Z',
    answer: null,
    warnings: [],
    raw: null,
    ...change,
  };
}
export const planOf = (steps: PlanStep[], change: Partial<Plan> = {}): Plan => ({
  version: 1,
  eventKey: 'p/call1/incoming.ended',
  lockKey: '+380671234567',
  row: 'R4',
  language: 'en',
  preset: 'hubspot',
  steps,
  notes: [],
  ...change,
});
export const nobody = noClient(because);

export function input(steps: PlanStep[], change: Partial<ApplyInput> = {}): ApplyInput {
  return {
    plan: planOf(steps),
    event: event(),
    client: nobody,
    settings: noSettings,
    dryRun: false,
    memory: createRecentMemory({ now: () => Date.now() }),
    accountKey: `apply ${Math.random()}`,
    ...change,
  };
}
