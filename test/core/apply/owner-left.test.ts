import { applyPlan } from '../../../core/apply/apply-plan';
import { callStep, contactStep, dealStep, startKit, taskStep, type Kit } from '../crm/hubspot/kit';
import { input } from './kit';

let kit: Kit;
beforeEach(async () => {
  kit = await startKit();
});
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.close();
});
const ownersOf = (type: 'contacts' | 'deals' | 'calls' | 'tasks'): (string | undefined)[] =>
  kit.fake.records(type).map(({ properties }) => properties.hubspot_owner_id);
const plan = [contactStep(), dealStep(), callStep(), taskStep('responsible'), taskStep('manager', 'done')];

test('an owner deactivated in HubSpot: records and tasks go to the senior, with the reason; the call stays without owner', async () => {
  kit.fake.archiveOwner('81234');
  const outcome = await applyPlan(input(plan, { senior: '81236' }), kit.provider, kit.clock);
  expect(outcome.complete).toBe(true);
  expect([ownersOf('contacts'), ownersOf('deals')]).toEqual([['81236'], ['81236']]);
  expect(ownersOf('tasks')).toEqual(['81236', '81236']);
  // Who talked is a fact: the senior did not.
  expect(ownersOf('calls')).toEqual([undefined]);
  const task = outcome.steps.find(({ id }) => id === 'task.responsible');
  expect(task?.reason.text).toContain('refused the owner 81234');
  expect(task?.reason.text).toContain('the senior 81236 got it');
});

test('the senior left too, or nobody is senior: written without owner, with the reason', async () => {
  kit.fake.archiveOwner('81234');
  kit.fake.archiveOwner('81236');
  const outcome = await applyPlan(input(plan, { senior: '81236' }), kit.provider, kit.clock);
  expect(outcome.complete).toBe(true);
  expect([ownersOf('contacts'), ownersOf('tasks')]).toEqual([[undefined], [undefined, undefined]]);
  expect(outcome.steps[0]?.reason.text).toContain('so there is no owner');
});
