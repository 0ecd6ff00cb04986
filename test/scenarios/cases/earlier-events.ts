/** G-33 and calls that read as missed while they ran: what a later event of the same call changes. In every CRM. */
import { escapeHtml } from '../../../core/text/html';
import { counts, linked, MISSED, openTasks, REC } from '../look';
import type { Call, Scenario, World } from '../types';

/** The fake Ringostat's: keys of calls carry it, so that webhook and replay meet. */
const PROJECT = '11111';
const occurrences = (text: string, part: string): number => text.split(part).length - 1;

/** How often each activity tells the recording (a link of HTML twice); in the tasks where the table writes no call record. */
async function told(world: World): Promise<number[]> {
  const { calls, tasks } = await world.view();
  const shown = calls.length > 0 ? calls : tasks.filter(({ state }) => state === 'done');
  return shown.map(({ text, ...rest }) => {
    const links = 'recordings' in rest ? rest.recordings : [];
    const inText = Math.max(occurrences(text, REC), occurrences(text, escapeHtml(REC)));
    return Math.max(inText, links.filter((link) => link === REC).length);
  });
}

/** Both tables: the one all CRMs share, and the CRM's own, which may write tasks only. */
const tables = (world: World): (() => Promise<void>)[] => [
  () => world.setup({ projectId: PROJECT }),
  () => world.setup({ projectId: PROJECT, preset: world.crm, rows: {} }),
];

const answered = (world: World, change: Partial<Call> = {}): Call =>
  world.call({ recording: REC, ...change });

/** A contact with an owner, and what a call of his leads to is his owner's. */
function known(world: World, owner: 'olena' | 'ivan'): void {
  const ownerId = world.people[owner].crmUserId;
  const contactId = world.lab.seed('contact', { ownerId });
  if (world.crm !== 'nethunt') world.lab.seed('deal', { ownerId, contactId });
}

/** What must hold after a call that read as missed and was a conversation with Olena. */
async function expectTalked(world: World): Promise<void> {
  const view = await world.view();
  const olena = world.people.olena.crmUserId;
  for (const call of view.calls) expect(call).toMatchObject({ answered: true, ownerId: olena });
  expect(view.calls.length).toBeLessThan(2);
  expect(openTasks(view).filter(({ subject }) => /missed|call back/i.test(subject))).toEqual([]);
  const keys = [...view.calls, ...view.tasks].map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(Math.max(...(await told(world)))).toBeGreaterThan(0);
}

export const earlierEvents: Scenario[] = [
  {
    id: 'G-33',
    title: 'the recording is not there yet: the same event again, or the replay, adds it once',
    async run(world) {
      for (const setup of tables(world)) {
        await setup();
        const call = world.call();
        await world.send(call, 'ended');
        expect((await told(world)).filter((times) => times > 0)).toEqual([]);
        const before = counts(await world.view());
        const { result } = await world.send({ ...call, recording: REC }, 'ended');
        expect(result?.error ?? null).toBeNull();
        const once = await told(world);
        expect(Math.max(...once)).toBeGreaterThan(0);
        expect(Math.max(...once)).toBeLessThan(3);
        const after = await world.view();
        for (let again = 0; again < 2; again += 1) await world.send({ ...call, recording: REC }, 'ended');
        expect(await world.view()).toEqual(after);
        expect(counts(await world.view())).toEqual(before);
      }
      // The replay is another process, and the log may tell other links to the same sound.
      await world.setup({ projectId: PROJECT });
      const call = world.call({ id: `ua0_-${Math.floor(Date.now() / 1000) - 7200}.33` });
      await world.send(call, 'ended');
      const log = [{ ...call, recording: REC, hoursAgo: 2 }];
      expect(await world.replay(log, 1)).toEqual([]);
      expect(Math.max(...(await told(world)))).toBeGreaterThan(0);
      expect(counts(await world.view())).toMatchObject({ contacts: 1, deals: 1, calls: 1 });
      const writes = world.lab.writes().length;
      expect(await world.replay(log, 0)).toEqual([]);
      expect(world.lab.writes()).toHaveLength(writes);
    },
  },
  {
    id: 'B-20',
    title: 'a call that read as missed while it ran: the conversation makes it what it was, its task is done',
    async run(world) {
      for (const setup of tables(world))
        for (const owner of ['olena', 'ivan', null] as const) {
          await setup();
          if (owner) known(world, owner);
          await world.send(world.call(MISSED), 'ended');
          const todo = openTasks(await world.view());
          const { result } = await world.send(answered(world), 'ended');
          expect(result?.error ?? null).toBeNull();
          await expectTalked(world);
          const after = await world.view();
          const closed = after.tasks.filter(
            ({ state, text }) => state === 'done' && text.includes('answered after all'),
          );
          const check = openTasks(after).length;
          expect(closed.length + check).toBe(todo.length);
          for (const { text } of closed) expect(text).toContain(world.people.olena.name);
          // Told as missed once more, and as it was: nothing changes any more.
          for (const again of [world.call(MISSED), answered(world), world.call(MISSED)])
            await world.send(again, 'ended');
          expect(await world.view()).toEqual(after);
        }
    },
  },
  {
    id: 'B-21',
    title: 'told as missed after the conversation: no task, the record stays a conversation',
    async run(world) {
      for (const setup of tables(world)) {
        await setup();
        known(world, 'ivan');
        await world.send(answered(world), 'ended');
        const before = await world.view();
        await world.send(world.call(MISSED), 'ended');
        expect(await world.view()).toEqual(before);
      }
    },
  },
  {
    id: 'B-22',
    title: 'a replay finds a call written as missed that was a conversation, and mends it once',
    async run(world) {
      for (const setup of tables(world)) {
        await setup();
        known(world, 'olena');
        const call = world.call({ id: `ua0_-${Math.floor(Date.now() / 1000) - 10_800}.22` });
        await world.send({ ...call, ...MISSED }, 'ended');
        const log = [{ ...call, recording: REC, talk: 700, total: 720, hoursAgo: 3 }];
        expect(await world.replay(log, 1)).toEqual([]);
        await expectTalked(world);
        const after = await world.view();
        expect(await world.replay(log, 0)).toEqual([]);
        expect(await world.view()).toEqual(after);
        for (const one of after.calls)
          expect(linked(one, 'contact')).toHaveLength(
            world.crm === 'salesforce' && after.leads.length > 0 ? 0 : 1,
          );
      }
    },
  },
];
