/** What a call that is in the CRM already costs the reconciler, measured against each vendor's fake. */
import { beginRun } from '../../../core/replay/checkpoint';
import { reconcile } from '../../../core/replay/reconcile';
import type { ReplayBatch } from '../../../core/replay/types';
import { callKey } from '../../../core/plan/keys';
import type { CallRecordStep, CrmId } from '../../../core/model/plan';
import type { CrmProvider } from '../../../core/crm/port';
import { providers } from '../../../core/crm/registry';
import { createHttpClient } from '../../../core/http/client';
import { accountAuth } from '../../../node-red/host/auth';
import { clock } from '../../../node-red/host/clock';
import type { Lab } from '../../../sandbox/common/lab';
import { labs } from '../../../sandbox/labs';
import { fakeLog, idAt, ZONE, type LogCall } from './log';

const PROJECT = '11111';
const CALLS = 100;
const LACKING = [3, 50, 97];
const BUDGET = 0.05;
const MINUTE_MS = 60_000;
let accounts = 0;

/** A provider as another process would have it: nothing remembered. */
function open(lab: Lab, settings: Record<string, unknown> = lab.settings): CrmProvider {
  const factory = providers[lab.crm]!;
  const { baseUrl, kind, values } = lab.access;
  const http = createHttpClient({
    transport: accountAuth(factory, { kind, values: { ...values, baseUrl } }),
    clock,
    random: Math.random,
    system: factory.label,
    baseUrl,
    classify: factory.classify,
    limits: { accountKey: `cost ${++accounts}` },
  });
  return factory.create({ http, clock, baseUrl, settings });
}
const record = ({ id, at }: LogCall): CallRecordStep => ({
  kind: 'callRecord',
  key: callKey(PROJECT, id),
  id: 'call',
  reason: { code: 'R3', params: {}, text: '' },
  links: [],
  values: {
    title: 'Call',
    body: 'Missed call',
    direction: 'incoming',
    status: 'missed',
    startedAt: new Date(at).toISOString(),
    endedAt: new Date(at + 20_000).toISOString(),
    talk: 0,
    from: '380671234567',
    to: '380440000002',
    recordings: [],
    ownerId: null,
    callId: callKey(PROJECT, id),
    fields: {},
  },
});

async function run(log: LogCall[], provider: CrmProvider): Promise<ReplayBatch[]> {
  const span = { from: new Date(log[0]!.at).toISOString(), to: new Date().toISOString() };
  const start = beginRun(span, { projectId: PROJECT, timeZone: ZONE }, { earlier: null, kind: 'between' });
  const { ringostat } = fakeLog(() => log);
  const event = { timeZone: ZONE, defaultCountry: 'UA', projectId: PROJECT };
  const batches: ReplayBatch[] = [];
  for await (const batch of reconcile(start, { ringostat, provider, clock, event })) batches.push(batch);
  return batches;
}

const crms = Object.keys(labs) as CrmId[];
const opened = new Map<CrmId, Lab>();
const written = new Map<CrmId, number>();
const now = Date.now();
const log = Array.from({ length: CALLS }, (_, n): LogCall => {
  const at = now - (CALLS - n) * 10 * MINUTE_MS;
  return { id: idAt(at, n), at };
});

/** A lab with the calls recorded, all but the lacking ones. The fakes keep the vendors' pace, so all at once. */
async function fill(crm: CrmId): Promise<void> {
  const lab = await labs[crm]!.start();
  opened.set(crm, lab);
  const provider = open(lab);
  for (const [n, call] of log.entries()) {
    if (LACKING.includes(n)) continue;
    const [outcome] = await provider.apply([record(call)], []);
    expect(outcome).toMatchObject({ status: 'created', error: null });
  }
  written.set(crm, lab.writes().length);
}
beforeAll(() => Promise.all(crms.map(fill)), 120_000);
afterAll(() => Promise.all([...opened.values()].map((lab) => lab.close())));

test.each(crms)(
  `%s has 97 of ${CALLS} calls: the 3 others come out, and a call costs at most ${BUDGET} requests`,
  async (crm) => {
    const lab = opened.get(crm)!;
    const before = lab.spent();
    const batches = await run(log, open(lab));
    const spent = lab.spent() - before;
    expect(batches.flatMap(({ events }) => events.map(({ callId }) => callId))).toEqual(
      LACKING.map((n) => log[n]!.id),
    );
    expect(spent).toBeGreaterThan(0);
    expect(spent / CALLS).toBeLessThanOrEqual(BUDGET);
    expect(lab.writes().length).toBe(written.get(crm));
  },
);
