/** The desk behind the page: makes calls, keeps their stories, and tells pages what comes of them. */
import { providers } from '../../core/crm/registry';
import { CRM_NAMES } from '../../core/model/crm-names';
import type { Lab } from '../common/lab';
import { labPeople } from '../common/lab-people';
import { askRouting, sendWebhook } from '../ringostat/send';
import type { FakeRingostat } from '../ringostat/types';
import { deliveriesOf, numberAsSent, type Due } from './deliveries';
import { readOrder, readTrouble, refuse } from './check-order';
import type { Hub } from './hub';
import { readTold } from './told';
import { setTrouble } from './trouble';
import type { CallOrder, Delivery, PageState, Request, Rung, Setup, Story, Target } from './types';

/** Stories that are kept; older ones are forgotten. */
const MAX_STORIES = 50;
/** How often the CRM is looked at while a page is open, ms. */
const LOOK_MS = 80;

export interface Desk {
  state(): Promise<PageState>;
  setup(): Setup;
  stories(): Story[];
  aim(target: Target): void;
  call(body: unknown): Story;
  paste(payload: Record<string, unknown>, event: string | null): Story;
  ring(number: string): Promise<Rung>;
  trouble(body: unknown): void;
  /** False: it was no item of ours. */
  told(body: unknown): boolean;
  close(): void;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const withEvent = (address: string, event: string | null): string => {
  const url = new URL(address);
  if (event) url.searchParams.set('event', event);
  return url.href;
};

export function openDesk(lab: Lab, ringostat: FakeRingostat, hub: Hub): Desk {
  const stories: Story[] = [];
  let target: Target | null = null;
  let trouble: Setup['trouble'] = 'none';
  /** First request of the call that was made last, and how many of its requests are known. */
  let from = 0;
  let seen = { began: 0, over: 0 };
  let dirty = false;
  let looking = false;

  const state = async (): Promise<PageState> => ({
    crm: CRM_NAMES[lab.crm],
    crmId: lab.crm,
    entities: providers[lab.crm]?.entities ?? ['contact', 'company', 'lead', 'deal'],
    people: Object.fromEntries(labPeople.map(({ person, name }) => [lab.users[person], name])),
    pipelines: Object.fromEntries(lab.pipelines.map(({ id, name }) => [id, name])),
    view: await lab.view(),
    spent: lab.spent(),
  });
  const setup = (): Setup => ({
    target,
    trouble,
    employees: ringostat.employees.map(({ email, name }) => ({
      email,
      name,
      mapped: labPeople.some((person) => person.email === email),
    })),
  });
  const tell = (story: Story): void => hub.tell('story', story);

  /** Requests since a call was made belong to it, until the next one is made. Returns whether any began or was answered. */
  const take = (): boolean => {
    const own = lab.requests.slice(from);
    const [began, over] = [own.length, own.filter(({ finishedAt }) => finishedAt !== null).length];
    if (began === seen.began && over === seen.over) return false;
    seen = { began, over };
    if (stories[0]) stories[0].requests = own.map(requestOf);
    return true;
  };
  const look = async (): Promise<void> => {
    if (looking || hub.listeners === 0) return;
    looking = true;
    try {
      if (take()) {
        dirty = true;
        if (stories[0]) tell(stories[0]);
      }
      if (dirty) {
        dirty = false;
        hub.tell('state', await state());
      }
    } catch {
      // A fake that cannot be read is about to end; the next look tells the rest.
    } finally {
      looking = false;
    }
  };
  const timer = setInterval(() => void look(), LOOK_MS);
  timer.unref();

  const begin = (id: string, order: CallOrder | null): Story => {
    take();
    from = lab.requests.length;
    seen = { began: 0, over: 0 };
    const story: Story = { id, at: Date.now(), order, callKey: null, deliveries: [], requests: [], told: [] };
    stories.unshift(story);
    stories.length = Math.min(stories.length, MAX_STORIES);
    return story;
  };
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
    state,
    setup,
    stories: () => stories,
    aim(next) {
      target = next;
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
    told(body) {
      const told = readTold(body);
      if (!told) return false;
      const story =
        stories.find(
          ({ id, callKey }) =>
            callKey === told.callKey || told.callKey.endsWith(id.replace(/[^A-Za-z0-9_-]/g, '_')),
        ) ??
        stories.find(({ callKey, order }) => callKey === null && (order === null || order.story === 'form'));
      if (!story) return true;
      story.callKey = told.callKey;
      story.told = [
        ...story.told.filter(({ eventKey, outcome }) => eventKey !== told.eventKey || outcome),
        told,
      ];
      dirty = true;
      tell(story);
      return true;
    },
    close: () => clearInterval(timer),
  };
}

const requestOf = (one: Lab['requests'][number]): Request => ({
  method: one.method,
  path: one.path,
  status: one.status,
  ms: one.finishedAt === null ? null : one.finishedAt - one.startedAt,
  at: one.startedAt,
  body: one.body,
  answer: one.answer,
});
