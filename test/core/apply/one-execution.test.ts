/** n8n runs a node over all items before the next node starts: fifty events are planned before the first is applied. */
import { applyPlan } from '../../../core/apply/apply-plan';
import { createRecentMemory } from '../../../core/apply/recent';
import { applyMatrix } from '../../../core/matrix/apply-matrix';
import { presets } from '../../../core/matrix/presets';
import { findResponsible } from '../../../core/routing/find-responsible';
import { startKit, type Kit } from '../crm/hubspot/kit';
import { signs, team } from './chain';
import { event, noSettings } from './kit';

let kit: Kit;
beforeEach(async () => {
  kit = await startKit({ searchLagMs: 60_000 });
});
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.close();
});

test('fifty calls of one new number in one execution, of two employees: one contact, one deal, fifty call records', async () => {
  const memory = createRecentMemory(kit.clock);
  const accountKey = 'one execution';
  const events = Array.from({ length: 50 }, (_, index) => {
    const missed = index % 5 === 4;
    return event({
      callId: `c${index}`,
      eventKey: `p/c${index}/incoming.ended`,
      employee: signs(missed ? '' : index % 2 ? '102' : '101'),
      status: missed ? 'missed' : 'answered',
      durations: { total: 60, talk: missed ? 0 : 50, wait: 10 },
    });
  });
  const cards = await Promise.all(
    events.map((one) =>
      findResponsible(
        {
          event: one,
          team,
          order: ['deal', 'contact'],
          several: 'newestActivity',
          closedDeals: true,
          language: 'en',
          memory,
          accountKey,
        },
        kit.provider,
      ),
    ),
  );
  for (const [index, one] of events.entries()) {
    const card = cards[index]!;
    const options = {
      language: 'en' as const,
      distribute: false,
      mergeDoneTask: false,
      contactsFor: [],
      workingHours: null,
      names: {},
    };
    const plan = applyMatrix({
      event: one,
      card,
      table: presets.hubspot.rows,
      preset: 'hubspot',
      callRecordIsTask: false,
      options,
    });
    const outcome = await applyPlan(
      { plan, event: one, client: card.client, settings: noSettings, dryRun: false, memory, accountKey },
      kit.provider,
      kit.clock,
    );
    expect(outcome.complete).toBe(true);
  }
  const of = (type: 'contacts' | 'deals' | 'calls' | 'tasks') => kit.fake.records(type);
  expect([of('contacts').length, of('deals').length, of('calls').length]).toEqual([1, 1, 50]);
  // A done task for each of the forty talks, an open one for each missed call, all on the one deal.
  expect(of('tasks').filter(({ properties }) => properties.hs_task_status === 'COMPLETED')).toHaveLength(40);
  expect(of('tasks').filter(({ properties }) => properties.hs_task_status === 'NOT_STARTED')).toHaveLength(
    10,
  );
  const deal = of('deals')[0]?.id;
  expect([...of('calls'), ...of('tasks')].every(({ links }) => links.deals?.join() === deal)).toBe(true);
});
