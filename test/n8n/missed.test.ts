/** The missed-call desk of the Upsert nodes in n8n's engine: tasks by hand, and the sweep over the items. */
import { MINUTE, BEGIN, call, talked } from '../core/desk/kit';
import { runWorkflow } from '../engines/n8n-core';
import { CRMS, openLab, upsertType, type Opened } from './labs';
import { oneNode } from './pack';

const OTHER = {
  clientNumber: '+380501112233',
  clientNumberInternational: '+380 50 111 2233',
  clientNumberAsSent: '380501112233',
};

describe.each(CRMS)('%s Upsert, missed calls', (crm) => {
  let opened: Opened;
  beforeEach(async () => {
    opened = await openLab(crm);
  });
  afterEach(() => opened.lab.close());

  const run = (parameters: Record<string, unknown>, items: object[] = [{}]) =>
    runWorkflow({
      ...oneNode(upsertType(crm), { ...opened.parameters, ...parameters } as never, {
        account: opened.account,
      }),
      startNode: 'Node',
      triggerItems: items as never,
    });
  /** A task as the flow makes it, of a call of the log. */
  const missedTask = (at: number, ownerId: string) =>
    run({
      resource: 'task',
      operation: 'create',
      key: `p_ua0_-${at / 1000}_1_responsible`,
      subject: 'Call back: Anna, +380 67 123 4567',
      body: 'The client called and nobody answered. Call back.\nClient: Anna, +380 67 123 4567',
      ownerId,
    });

  test('task: get many, reassign, complete', async () => {
    const { olena, ivan } = opened.lab.users;
    await missedTask(BEGIN, ivan);
    const many = await run({ resource: 'task', operation: 'getMany' });
    expect(many.error).toBeUndefined();
    const rows = many.items('Node').map((item) => item['task'] as { taskId: string });
    expect(rows).toMatchObject([
      { missed: true, client: 'Anna, +380 67 123 4567', number: '+380671234567', ownerId: ivan },
    ]);
    const recordId = rows[0]!.taskId;
    const given = await run({
      resource: 'task',
      operation: 'reassign',
      recordId,
      ownerId: olena,
      body: 'Ivan is ill.',
    });
    expect(given.error).toBeUndefined();
    expect((await opened.lab.view()).tasks).toMatchObject([{ state: 'open', ownerId: olena }]);
    const done = await run({ resource: 'task', operation: 'complete', recordId, body: 'Talked on Viber.' });
    expect(done.error).toBeUndefined();
    const [task] = (await opened.lab.view()).tasks;
    expect(task).toMatchObject({ state: 'done', ownerId: olena });
    for (const line of ['Ivan is ill.', 'Talked on Viber.']) expect(task!.text).toContain(line);
    expect((await run({ resource: 'task', operation: 'getMany' })).items('Node')).toEqual([]);
    const again = await run({ resource: 'task', operation: 'complete', recordId });
    expect(again.error?.message).toContain('no open task');
  });

  test('missed: sweep closes, hands on, lists and gives back what is lost', async () => {
    const { ivan, sofia, maksym } = opened.lab.users;
    await missedTask(BEGIN, ivan);
    const team = [
      { id: '1002', name: 'Ivan Bondar', crmUserId: ivan, substitute: '1006', main: ['proj_ivan'] },
      { id: '1006', name: 'Maksym Tkach', crmUserId: maksym, main: ['proj_maksym'] },
    ];
    const sweep = { resource: 'missed', operation: 'sweep', teamJson: JSON.stringify(team), senior: sofia };
    const log = [call(BEGIN), call(BEGIN + MINUTE, OTHER)].map((event) => ({ event }));
    const first = await run({ ...sweep, ladder: '15 substitute' }, log);
    expect(first.error).toBeUndefined();
    const [report, ...lost] = first.items('Node');
    expect(report).toMatchObject({
      sweep: {
        open: 1,
        closed: [],
        handedOn: [{ number: '+380671234567' }],
        overdue: [{ owner: 'Maksym Tkach' }],
      },
    });
    // Neither call is in the CRM; of the first client a task by hand stands, so his becomes a line in it.
    expect(lost).toMatchObject([{ event: { clientNumber: '+380671234567' } }, { event: OTHER }]);
    expect((await opened.lab.view()).tasks).toMatchObject([{ state: 'open', ownerId: maksym }]);
    const talk = { event: talked(BEGIN + 30 * MINUTE) };
    const second = await run(sweep, [...log, talk]);
    expect(second.items('Node')[0]).toMatchObject({
      sweep: { open: 0, closed: [{ error: null }], text: '' },
    });
    expect((await opened.lab.view()).tasks).toMatchObject([{ state: 'done' }]);
    const bad = await run({ ...sweep, ladder: '15 boss' }, log);
    expect(bad.error?.message).toContain('15 boss');
  });
});
