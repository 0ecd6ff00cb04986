/** Parse + decide per event, µs: the webhook body to a plan, without any network. Median of rounds. */
import { receiveWebhook } from '../core/event/receive';
import { applyMatrix } from '../core/matrix/apply-matrix';
import { presets } from '../core/matrix/presets';
import type { ClientCard } from '../core/model/client';
import { callPayload } from '../test/scenarios/payload';
import { peopleOf } from '../test/scenarios/people';
import { requestOf, triggerSettings } from './settings';

const { olena } = peopleOf({ olena: '1', ivan: '2', sofia: '3', lev: '5', maksym: '6', stranger: '9' });
const ROUNDS = 9;
const EVENTS = 2000;

const nobody: ClientCard = {
  client: {
    known: false,
    contact: null,
    lead: null,
    company: null,
    deal: null,
    closedDeal: null,
    candidates: [],
    decidedBy: { code: 'bench', params: {}, text: '' },
  },
  manager: { crmUserId: olena.crmUserId, employeeId: olena.id, name: olena.name, email: olena.email },
  responsible: null,
  senior: { crmUserId: '81003', employeeId: '1003', name: 'Sofia', email: null },
  distributed: null,
  internal: false,
  reasons: [],
  requests: 0,
};

/** Returns the median over rounds: µs per event for parsing alone and for parsing and deciding. */
export function parseAndDecide(): { parse: number; parseAndDecide: number; steps: number } {
  const bodies = Array.from({ length: EVENTS }, (_, n) =>
    JSON.stringify(
      callPayload(
        {
          id: `ua0_-1763700000.${n}`,
          direction: 'in',
          type: 'in',
          client: `38067${String(1_000_000 + n)}`,
          by: olena,
          status: 'ANSWERED',
          talk: 20,
          total: 30,
          at: '2026-11-20 14:00:00',
          recording: 'https://app.ringostat.com/recordings/x.wav?token=abc',
          utm: { utm_source: 'google' },
          pool: 'Main',
          more: {},
        },
        'ended',
      ),
    ),
  );
  const options = {
    language: 'en' as const,
    distribute: false,
    mergeDoneTask: false,
    contactsFor: [],
    workingHours: null,
    names: {},
  };
  let steps = 0;
  const round = (decide: boolean): number => {
    const started = process.hrtime.bigint();
    for (const body of bodies) {
      const { event } = receiveWebhook(requestOf(body), triggerSettings, 1_763_700_000_000);
      if (!event) throw new Error('The bench payload was not accepted.');
      if (!decide) continue;
      const plan = applyMatrix({
        event,
        card: nobody,
        table: presets.hubspot.rows,
        preset: 'hubspot',
        callRecordIsTask: false,
        options,
      });
      steps = plan.steps.length;
    }
    return Number(process.hrtime.bigint() - started) / 1000 / EVENTS;
  };
  const median = (decide: boolean): number =>
    Array.from({ length: ROUNDS }, () => round(decide)).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]!;
  round(true);
  return { parse: median(false), parseAndDecide: median(true), steps };
}
