/** The table "pipedriveLeads": leads in place of deals. */
import { applyPlan } from '../../../../core/apply/apply-plan';
import { createRecentMemory } from '../../../../core/apply/recent';
import type { RingostatEvent } from '../../../../core/model/event';
import { applyMatrix } from '../../../../core/matrix/apply-matrix';
import { DEFAULT_OPTIONS, presets } from '../../../../core/matrix/presets';
import type { Outcome } from '../../../../core/model/outcome';
import { findResponsible } from '../../../../core/routing/find-responsible';
import { signs, team } from '../../apply/chain';
import { event, noSettings } from '../../apply/kit';
import { startKit, type Kit } from './kit';

let kit: Kit;
beforeEach(async () => {
  kit = await startKit();
});
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.fake.close();
});

/** Each call at a process of its own, so that nothing is remembered. */
async function call(change: Partial<RingostatEvent>): Promise<Outcome> {
  const { provider } = kit.connect();
  const one = event({ ...change, eventKey: `p/${change.callId}/incoming.ended` });
  const shared = {
    event: one,
    team,
    language: 'en',
    memory: createRecentMemory(kit.clock),
    accountKey: String(Math.random()),
  } as const;
  const card = await findResponsible(
    { ...shared, order: ['lead', 'contact'], several: 'newestActivity', closedDeals: false },
    provider,
  );
  const { rows, callRecordIsTask } = presets.pipedriveLeads;
  const plan = applyMatrix({
    event: one,
    card,
    table: rows,
    preset: 'pipedriveLeads',
    callRecordIsTask,
    options: DEFAULT_OPTIONS,
  });
  return applyPlan(
    { ...shared, plan, client: card.client, senior: team.senior, settings: noSettings, dryRun: false },
    provider,
    kit.clock,
  );
}

test('missed by all: organisation, contact, lead and a task on it; the next call goes to that lead', async () => {
  const missed = await call({ callId: 'c1', status: 'missed', durations: { total: 30, talk: 0, wait: 30 } });
  expect(missed.steps.map(({ kind, status, error }) => [kind, error?.message ?? status])).toEqual([
    ['company', 'created'],
    ['contact', 'created'],
    ['lead', 'created'],
    ['task', 'created'],
  ]);
  const [lead] = kit.fake.records('lead');
  const [person] = kit.fake.records('person');
  expect(lead!.values).toMatchObject({ person_id: person!.id, owner_id: 81236, origin_id: 'p_c1' });
  expect(Object.values(lead!.custom)).toContain('google');
  expect(kit.fake.records('activity')[0]!.values).toMatchObject({ lead_id: lead!.id, owner_id: 81236 });
  const talked = await call({ callId: 'c2', employee: signs('103') });
  // Search does not tell attribution: it is read before it would be filled, and it is there.
  expect(talked.steps.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
    ...Array<string>(3).fill('attribution skipped'),
    'callRecord created',
  ]);
  expect(kit.fake.records('callLog')[0]!.values).toMatchObject({ lead_id: lead!.id, user_id: 81236 });
  expect(kit.fake.records('lead')).toHaveLength(1);
  expect(kit.fake.records('deal')).toEqual([]);
});

test('an archived lead is no open one: the next call makes another', async () => {
  await call({ callId: 'c1', employee: signs('101') });
  const [lead] = kit.fake.records('lead');
  kit.fake.edit('lead', String(lead!.id), { is_archived: true });
  await call({ callId: 'c2', employee: signs('101') });
  expect(kit.fake.records('lead')).toHaveLength(2);
  expect(kit.fake.records('person')).toHaveLength(1);
  expect(kit.fake.records('organization')).toHaveLength(1);
});
