/** Who gets the records of a call that another event of it made meanwhile, and what that costs. */
import { ownersToMend, withLaterOwner } from '../../../core/apply/hand-over';
import { createRecentMemory } from '../../../core/apply/recent';
import type { ApplyInput } from '../../../core/apply/types';
import type { FoundRecord } from '../../../core/model/record';
import type { HandOver } from '../../../core/model/plan';
import { CALL_KEY, card, client, event, plan, record } from '../matrix/world';

const handOver: HandOver = { to: 'last', from: [null, 'senior', 'first'] };
const made = { entity: 'contact', id: 'c1' } as const;

function input(change: Partial<ApplyInput> = {}): ApplyInput {
  return {
    plan: { ...plan({ card: card(client({}), null) }), handOver },
    event: event(),
    client: client({}),
    settings: { mapping: [], pipelineRules: [], defaultPipeline: { pipeline: null, stage: null }, names: {} },
    dryRun: false,
    memory: createRecentMemory({ now: () => 0 }),
    accountKey: 'a',
    ...change,
  };
}
const crm = (...records: FoundRecord[]): { find: jest.Mock<Promise<FoundRecord[]>> } => ({
  find: jest.fn(() => Promise.resolve(records)),
});
const held = (ownerId: string | null, callId: string | null = CALL_KEY): FoundRecord =>
  record('contact', { id: 'c1', ownerId, callId });

it.each([
  ['the senior', held('senior'), 'last'],
  ['nobody', held(null), 'last'],
  ['who talked first', held('first'), 'last'],
  ['the last talker', held('last'), undefined],
  ['somebody a person chose', held('chosen'), undefined],
  ['the senior, of another call', held('senior', 'p1_call_0'), undefined],
  ['the senior, made by a person', held('senior', null), undefined],
])('a record that was there and belongs to %s', async (_, there, owner) => {
  const { steps } = await ownersToMend(input(), crm(there), [made]);
  expect(steps[0]?.values.ownerId).toBe(owner);
});

it('asks nothing where this process gave the record to the last talker itself, or where nobody has a claim', async () => {
  const own = input();
  own.memory.rememberStep('a', 'owner of contact c1', 'last');
  const asked = crm(held('senior'));
  expect((await ownersToMend(own, asked, [made])).steps).toEqual([]);
  const nobody = plan({ card: card(client({}), null) });
  delete nobody.handOver;
  expect((await ownersToMend(input({ plan: nobody }), asked, [made])).steps).toEqual([]);
  expect((await ownersToMend(input(), asked, [])).steps).toEqual([]);
  expect(asked.find).not.toHaveBeenCalled();
});

it('knows the owner whom the CRM took because there was none, and the first talker whom only pick-up named', async () => {
  const byDefault = input();
  byDefault.memory.rememberStep('a', 'owner of contact c1', '');
  expect((await ownersToMend(byDefault, crm(held('api user')), [made])).steps).toHaveLength(1);
  const told = input();
  told.memory.rememberOwnerOfCall('a', CALL_KEY, { moment: 'answered', to: 'told' });
  expect((await ownersToMend(told, crm(held('told')), [made])).steps).toHaveLength(1);
});

it('what comes after the end of the call takes nothing from the last talker and makes what it makes for him', () => {
  const late = input({ event: event({ moment: 'answered', name: 'incoming.answered' }) });
  late.memory.rememberOwnerOfCall('a', CALL_KEY, { moment: 'ended', to: 'last' });
  const steps = plan({ card: card(client({}), 'olena') }).steps.filter((step) => step.kind !== 'missed');
  expect(steps.some(({ kind }) => kind === 'contact')).toBe(true);
  const changed = withLaterOwner(late, steps);
  expect(changed.late).toBe(true);
  for (const step of changed.steps)
    if (step.kind === 'contact' || step.kind === 'deal') expect(step.values.ownerId).toBe('last');
  expect(withLaterOwner(input(), steps)).toEqual({ steps, late: false });
});
