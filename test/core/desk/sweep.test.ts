/** The sweep in every CRM: the ladder (M-04), and what it makes right whatever was lost (M-05). */
import type { CrmId, TaskStep } from '../../../core/model/plan';
import { labs } from '../../../sandbox/labs';
import { attempt, BEGIN, call, MINUTE, openDesk, talked, type Desk } from './kit';

/** The task of another call of the same client, as another process writes it. */
const doubleOf = (key: string, subject: string, contact: string, ownerId: string): TaskStep => ({
  id: 'task.responsible',
  kind: 'task',
  key,
  reason: { code: 'test', params: {}, text: 'another process' },
  links: [{ entity: 'contact', id: contact }],
  values: {
    role: 'responsible',
    state: 'open',
    subject,
    body: 'The client called and nobody answered. Call back.\nClient: +380 67 123 4567',
    dueAt: '2026-11-16T16:00:00+02:00',
    ownerId,
    fields: {},
  },
});

describe.each(Object.keys(labs) as CrmId[])('%s', (crm) => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk(crm);
    desk.lab.seed('contact', { name: 'Anna', ownerId: desk.people.ivan.crmUserId });
  });
  afterEach(() => desk.close());

  test('M-04 the ladder: handed on once per rung with the reason, the overdue are listed', async () => {
    const missed = call(BEGIN);
    const log = [missed, attempt(BEGIN + 3 * MINUTE), call(BEGIN + 5 * MINUTE)];
    for (const one of log) await desk.record(one);
    const { ivan, maksym, sofia } = desk.people;
    const [task] = await desk.tasks();
    expect(task).toMatchObject({ state: 'open', ownerId: ivan.crmUserId });

    const early = await desk.sweep(log, BEGIN + 14 * MINUTE);
    expect(early).toMatchObject({
      closed: [],
      merged: [],
      handedOn: [],
      overdue: [],
      lost: [],
      open: 1,
      text: '',
    });

    // A dry run says it and writes nothing.
    const writes = desk.lab.writes().length;
    const dry = await desk.sweep(log, BEGIN + 16 * MINUTE, {}, true);
    expect(dry.handedOn).toHaveLength(1);
    expect(desk.lab.writes()).toHaveLength(writes);

    const first = await desk.sweep(log, BEGIN + 16 * MINUTE);
    expect(first.handedOn).toMatchObject([{ number: '+380671234567', error: null }]);
    expect(first.overdue).toMatchObject([
      {
        number: '+380671234567',
        owner: 'Maksym Tkach',
        waitedMinutes: 16,
        missed: 2,
        attempts: 1,
        handedOnAt: 1,
        escalated: false,
        since: new Date(BEGIN).toISOString(),
      },
    ]);
    expect(first.text).toContain('Missed calls that wait for a call back: 1\n1. Anna');
    const [handed] = await desk.tasks();
    expect(handed).toMatchObject({
      id: task!.id,
      ownerId: maksym.crmUserId,
      dueAt: task!.dueAt,
      state: 'open',
    });
    expect(handed!.text).toContain(
      'Step 1 of the ladder: handed on to Maksym Tkach, no conversation for 16 min',
    );

    // Again: nothing more; whoever hands it back keeps it.
    expect((await desk.sweep(log, BEGIN + 20 * MINUTE)).handedOn).toEqual([]);
    const last = await desk.sweep(log, BEGIN + 61 * MINUTE);
    expect(last.overdue).toMatchObject([{ owner: 'Sofia Melnyk', handedOnAt: 2, escalated: true }]);
    const after = await desk.sweep(log, BEGIN + 90 * MINUTE);
    expect(after.overdue).toMatchObject([{ owner: 'Sofia Melnyk', handedOnAt: null, escalated: false }]);
    expect(await desk.tasks()).toMatchObject([{ ownerId: sofia.crmUserId, state: 'open' }]);
  });

  test('M-05 talked to since: closed; missed without a task: to be recorded; several tasks: one', async () => {
    const missed = call(BEGIN);
    const second = call(BEGIN + 2 * MINUTE);
    await desk.record(missed);
    // The conversation's event was lost.
    const talk = talked(BEGIN + 30 * MINUTE, {
      employee: {
        id: desk.people.olena.id,
        name: 'Olena Koval',
        email: null,
        extension: null,
        direction: null,
        department: null,
      },
    });
    const swept = await desk.sweep([missed, second, talk], BEGIN + 40 * MINUTE);
    expect(swept).toMatchObject({ lost: [], open: 0, overdue: [] });
    expect(swept.closed).toHaveLength(1);
    const [closed] = await desk.tasks();
    expect(closed).toMatchObject({ state: 'done' });
    expect(closed!.text).toContain('Olena Koval talked with the client');
    expect(closed!.text).toContain('After the missed call: 30 min 0 s');

    // The event of a call in vain was lost, and that of a client nobody knows.
    const lost = call(BEGIN + 60 * MINUTE);
    const stranger = call(BEGIN + 61 * MINUTE, {
      clientNumber: '+380501112233',
      clientNumberInternational: '+380 50 111 2233',
      clientNumberAsSent: '380501112233',
    });
    const log = [missed, second, talk, lost, stranger];
    desk.restart();
    const found = await desk.sweep(log, BEGIN + 70 * MINUTE);
    expect(found.lost.map(({ callId }) => callId)).toEqual([lost.callId, stranger.callId]);
    for (const one of found.lost) await desk.record(one);
    desk.restart();
    const again = await desk.sweep(log, BEGIN + 70 * MINUTE);
    expect(again).toMatchObject({ lost: [], closed: [], merged: [], open: 2 });
    expect((await desk.tasks()).filter(({ state }) => state === 'open')).toHaveLength(2);
    // What two processes made at the same moment: the older one stays.
    const double = call(BEGIN + 62 * MINUTE);
    const other = await openDesk(crm);
    await other.record(double);
    const [made] = (await other.provider.tasks!.open()).map(({ key, title, text }) => ({ key, title, text }));
    await other.close();
    const contact = desk.lab.seed('contact', { name: 'Anna', phone: null });
    await desk.provider.apply([doubleOf(made!.key, made!.title, contact, desk.people.olena.crmUserId)], []);
    const merged = await desk.sweep([...log, double], BEGIN + 70 * MINUTE);
    expect(merged).toMatchObject({ closed: [], open: 2, merged: [{ number: '+380671234567', error: null }] });
    const left = (await desk.tasks()).filter(({ state }) => state === 'open');
    expect(left.map(({ key }) => key)).not.toContain(made!.key);
    expect(left).toHaveLength(2);
  });
});
