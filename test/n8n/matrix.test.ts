import type { RingostatEvent } from '../../core/model/event';
import { toEvent } from '../../core/event/normalise';
import type { Plan } from '../../core/model/plan';
import { runWorkflow } from '../engines/n8n-core';
import { oneNode } from './pack';

const event: RingostatEvent = toEvent(
  {
    uniqueid: 'c.1',
    call_type: 'in',
    caller_number: '380671234567',
    e164: '380671234567',
    dst: '380441234567',
    calldate: '2026-11-20 14:00:00',
    disposition: 'NO ANSWER',
    billsec: '0',
    duration: '30',
  },
  {
    event: 'incoming.ended',
    timeZone: 'Europe/Kyiv',
    defaultCountry: 'UA',
    projectId: '1',
    receivedAt: Date.UTC(2026, 10, 20, 12),
  },
);
const senior = { crmUserId: '9', employeeId: '1', name: 'Sofia', email: null };
const card = {
  client: {
    known: false,
    contact: null,
    lead: null,
    company: null,
    deal: null,
    closedDeal: null,
    candidates: [],
    decidedBy: { code: '', params: {}, text: '' },
  },
  manager: null,
  responsible: null,
  senior,
};
const run = (parameters: Record<string, unknown>, item: object = { event, ...card, own: 'kept' }) =>
  runWorkflow({
    ...oneNode('ringostatApplyMatrix', parameters as never),
    startNode: 'Node',
    triggerItems: [item as never],
  });
const planOf = (result: Awaited<ReturnType<typeof run>>): Plan =>
  result.items('Node', 0)[0]?.['plan'] as unknown as Plan;

describe('Apply Matrix', () => {
  test('starts from the preset, and leaves the rest of the item', async () => {
    const result = await run({});
    expect(result.items('Node', 0)[0]).toMatchObject({ own: 'kept' });
    expect(planOf(result).steps.map(({ id }) => id)).toEqual([
      'contact',
      'deal',
      'callRecord',
      'task.responsible',
    ]);
  });

  test('ticks of the node replace those of the preset in that row', async () => {
    expect(planOf(await run({ hubspot_R3: ['contact'] })).steps.map(({ id }) => id)).toEqual(['contact']);
  });

  test('a row without ticks leads to "nothing to do"', async () => {
    const result = await run({ hubspot_R3: [] });
    expect(result.items('Node', 0)).toEqual([]);
    expect(result.items('Node', 1)).toHaveLength(1);
  });

  test('task settings change deadline and text where they hold', async () => {
    const settings = [
      { rows: ['R3'], task: 'taskResponsible', deadlineHours: 1, workingHours: false, subject: 'Ring back' },
    ];
    const task = planOf(await run({ taskSettings: { settings } })).steps.find(({ kind }) => kind === 'task');
    expect(task).toMatchObject({
      values: { subject: 'Ring back', dueAt: expect.stringContaining('15:00:30') },
    });
  });

  test('a table as JSON works, and a wrong one names every fault', async () => {
    const table = JSON.stringify({ R3: { callRecord: true } });
    expect(planOf(await run({ preset: 'file', table })).steps.map(({ id }) => id)).toEqual(['callRecord']);
    const wrong = await run({ preset: 'file', table: JSON.stringify({ R3: { fly: true }, R77: {} }) });
    expect(wrong.error?.message).toMatch(/R3\.fly.*R77/);
    // The preset a file names brings its CRM's habits: in Pipedrive call record and done task are one.
    const talk = { ...event, status: 'answered', durations: { total: 40, talk: 30, wait: 10 } };
    const talked = { event: talk, ...card, manager: senior };
    const rows = { R5: { callRecord: true, taskManager: 'done' } };
    const steps = async (given: unknown): Promise<string[]> =>
      planOf(await run({ preset: 'file', table: JSON.stringify(given) }, talked)).steps.map(({ id }) => id);
    expect(await steps(rows)).toEqual(['callRecord', 'task.manager']);
    expect(await steps({ preset: 'pipedrive', rows })).toEqual(['callRecord']);
    expect((await run({ preset: 'file', table: '{' })).error?.message).toContain('not valid JSON');
  });

  test('a task ticked both open and done is refused', async () => {
    const { error } = await run({ hubspot_R3: ['taskSenior.open', 'taskSenior.done'] });
    expect(error?.message).toContain('both open and done');
  });

  test('without a client it says which node is missing', async () => {
    const { error } = await run({}, { event });
    expect(error?.description).toContain('Find Responsible Manager');
  });
});
