/** What the page says would happen is what the core decides: a few situations through the whole way. */
import { presets } from '../../../core/matrix/presets';
import type { PresetId } from '../../../core/matrix/types';
import { LANGUAGES } from '../../../core/text/text';
import { nameOf } from '../../../sandbox/page/matrix/people';
import {
  cardOf,
  MOMENTS,
  planOf,
  type MomentOfCall,
  type Situation,
} from '../../../sandbox/page/matrix/situation';

const usual: Situation = {
  moment: 'missed',
  number: '067 765 43 21',
  talker: 'olena',
  records: {},
  distribute: false,
};
async function decided(change: Partial<Situation>, preset: PresetId = 'hubspot') {
  const situation = { ...usual, ...change };
  const found = await cardOf(situation, 'en');
  const plan = planOf(found, { table: presets[preset].rows, preset }, 'en', situation.distribute);
  const steps = plan.steps.map((step) => {
    const owner = 'ownerId' in step.values ? nameOf(step.values.ownerId) : '';
    return `${step.id} ${owner ?? 'nobody'}`.trim();
  });
  return { row: plan.row, steps, number: found.event.clientNumber };
}

test.each<[MomentOfCall, string]>([
  ['ringing', 'R1'],
  ['answered', 'R2'],
  ['talked', 'R5'],
  ['missed', 'R3'],
  ['voicemail', 'R3'],
  ['outgoing', 'R6'],
  ['outgoingMissed', 'R8'],
  ['form', 'R10'],
])('%s of a new client is %s', async (moment, row) => {
  expect((await decided({ moment })).row).toBe(row);
});

test('the number is read in any notation; a hidden one makes a client without it', async () => {
  for (const number of ['067 765 43 21', '+380677654321', '80677654321', '(067) 765-43-21'])
    expect((await decided({ number })).number).toBe('+380677654321');
  expect((await decided({ number: ' ' })).number).toBeNull();
});

test('a missed call of a new client goes to the senior, or to whom it is spread', async () => {
  const steps = ['contact', 'deal', 'callRecord', 'task.responsible'];
  const all = (name: string): string[] => steps.map((id) => `${id} ${id === 'callRecord' ? 'nobody' : name}`);
  expect((await decided({})).steps).toEqual(all('Sofia Shevchenko'));
  expect((await decided({ distribute: true })).steps).toEqual(all('Ivan Bondar'));
});

test('owners of records decide who is responsible; a stranger is nobody of the team', async () => {
  const records = { contact: 'olena', deal: 'ivan' } as const;
  expect((await decided({ records })).steps).toContain('task.responsible Ivan Bondar');
  expect((await decided({ records, moment: 'talked' })).row).toBe('R4');
  expect((await decided({ records, moment: 'talked', talker: 'ivan' })).row).toBe('R5');
  expect((await decided({ records: { contact: 'stranger', deal: 'stranger' } })).steps).toContain(
    'task.responsible Sofia Shevchenko',
  );
});

test('an employee without CRM user, and one whom Ringostat does not tell, are R9', async () => {
  for (const talker of ['petro', 'untold'] as const)
    expect((await decided({ moment: 'talked', talker })).row).toBe('R9');
});

test('habits of the CRM count: in Pipedrive the call record is the done task', async () => {
  const { steps } = await decided(
    { moment: 'talked', records: { contact: 'olena', deal: 'olena' } },
    'pipedrive',
  );
  expect(steps.filter((step) => !step.startsWith('attribution'))).toEqual(['callRecord Olena Koval']);
});

test('every moment is said in every language', async () => {
  for (const language of LANGUAGES)
    for (const moment of MOMENTS) {
      const found = await cardOf({ ...usual, moment }, language);
      const { notes } = planOf(found, { table: presets.zoho.rows, preset: 'zoho' }, language, false);
      expect(notes[0]?.text).not.toMatch(/^$|undefined|\{/);
    }
});
