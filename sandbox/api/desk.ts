/** The desk behind the page: makes calls, keeps their stories, and tells pages what comes of them. */
import { readTableFile, type TableFile } from '../../core/matrix/table-file';
import type { Lab } from '../common/lab';
import { labPeople } from '../common/lab-people';
import { askRouting, sendWebhook } from '../ringostat/send';
import type { FakeRingostat } from '../ringostat/types';
import { deliveriesOf, numberAsSent, type Due } from './deliveries';
import { readOrder, readTrouble, refuse } from './check-order';
import type { Hub } from './hub';
import { readTold } from './told';
import { stateOf } from './page-state';
import { setTrouble } from './trouble';
import { watch } from './watch';
import type { Delivery, PageState, Rung, Setup, Story, Target } from './types';

export interface Desk {
  state(): Promise<PageState>;
  setup(): Setup;
  stories(): Story[];
  /** `apply`: gives the running flow a table. */
  aim(target: Target, apply?: ApplyTable): void;
  apply(body: unknown): Promise<void>;
  call(body: unknown): Story;
  paste(payload: Record<string, unknown>, event: string | null): Story;
  ring(number: string): Promise<Rung>;
  trouble(body: unknown): void;
  /** False: it was no item of ours. */
  told(body: unknown): boolean;
  close(): void;
}

/** Gives a flow a table, where that can be done. */
export type ApplyTable = (file: TableFile) => Promise<void>;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const withEvent = (address: string, event: string | null): string => {
  const url = new URL(address);
  if (event) url.searchParams.set('event', event);
  return url.href;
};

export function openDesk(lab: Lab, ringostat: FakeRingostat, hub: Hub): Desk {
  const watched = watch(lab, hub);
  const { stories, begin, tell } = watched;
  let target: Target | null = null;
  let applyTable: ApplyTable | null = null;
  let trouble: Setup['trouble'] = 'none';

  const setup = (): Setup => ({
    target,
    trouble,
    canApply: applyTable !== null,
    employees: ringostat.employees.map(({ email, name }) => ({
      email,
      name,
      mapped: labPeople.some((person) => person.email === email),
    })),
  });
  const send = async (
    story: Story,
    address: string,
    { event, payload }: Omit<Due, 'afterMs'>,
  ): Promise<void> => {
    const delivery: Delivery = { event, at: Date.now(), status: null, ms: 0, answer: '', payload };
    story.deliveries.push(delivery);
    tell(story);
    try {
      const { status, body, elapsedMs } = await sendWebhook(withEvent(address, event || null), payload);
      Object.assign(delivery, { status, ms: Math.round(elapsedMs), answer: body.slice(0, 500) });
    } catch (error) {
      Object.assign(delivery, { status: 0, ms: Date.now() - delivery.at, answer: String(error) });
    }
    tell(story);
  };
  const aimed = (): Target => target ?? refuse('target', 'noTarget');

  return {
    state: () => stateOf(lab),
    setup,
    stories: () => stories,
    aim(next, apply) {
      target = next;
      applyTable = apply ?? null;
      hub.tell('setup', setup());
    },
    call(body) {
      const order = readOrder(body);
      const { calls } = aimed();
      const id = `ua0_-${Math.floor(Date.now() / 1000)}.${Math.floor(Math.random() * 1e6)}`;
      const { employees } = ringostat;
      const due = deliveriesOf(order, { id, now: Date.now(), employees, recording: ringostat.recording });
      const story = begin(id, order);
      for (const one of due) void pause(one.afterMs).then(() => send(story, calls, one));
      return story;
    },
    paste(payload, event) {
      const { calls } = aimed();
      const story = begin(`pasted-${Date.now()}`, null);
      void send(story, calls, { event: event ?? '', payload });
      return story;
    },
    async ring(number) {
      const { routing } = aimed();
      if (!/\d/.test(number)) refuse('number', 'badNumber');
      try {
        const call = { id: `ua0_-${Date.now()}`, clientNumber: numberAsSent(number) };
        const { status, body, elapsedMs } = await askRouting(routing, call);
        return { status, answer: body.slice(0, 500), ms: Math.round(elapsedMs) };
      } catch {
        return refuse('target', 'unreachable');
      }
    },
    trouble(body) {
      trouble = readTrouble(body);
      setTrouble(lab, trouble);
      hub.tell('setup', setup());
    },
    async apply(body) {
      let file: TableFile;
      try {
        file = readTableFile(body);
      } catch {
        return refuse('table', 'badTable');
      }
      try {
        if (!applyTable) throw new Error('no flow takes a table');
        await applyTable(file);
      } catch {
        refuse('table', 'notApplied');
      }
    },
    told(body) {
      const told = readTold(body);
      if (!told) return false;
      const known =
        stories.find(
          ({ id, callKey }) =>
            callKey === told.callKey || told.callKey.endsWith(id.replace(/[^A-Za-z0-9_-]/g, '_')),
        ) ??
        stories.find(({ callKey, order }) => callKey === null && (order === null || order.story === 'form'));
      // A call that came to the flow by another way has a story too.
      const story = known ?? begin(told.callKey, null);
      story.callKey = told.callKey;
      story.told = [
        ...story.told.filter(({ event, outcome }) => event.eventKey !== told.event.eventKey || outcome),
        told,
      ];
      watched.touch();
      tell(story);
      return true;
    },
    close: () => watched.close(),
  };
}
