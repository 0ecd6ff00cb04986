/** Stories and the CRM's requests: whose call each request is of, and pages are told of whatever changes. */
import type { Lab } from '../common/lab';
import type { Hub } from './hub';
import { stateOf } from './page-state';
import type { CallOrder, Request, Story } from './types';

/** Stories that are kept; older ones are forgotten. */
const MAX_STORIES = 50;
/** How often the CRM is looked at while a page is open, ms. */
const LOOK_MS = 80;

export interface Watch {
  /** Newest first. */
  readonly stories: Story[];
  begin(id: string, order: CallOrder | null): Story;
  tell(story: Story): void;
  /** The CRM may hold other records. */
  touch(): void;
  close(): void;
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

export function watch(lab: Lab, hub: Hub): Watch {
  const stories: Story[] = [];
  /** First request of the call that was made last, and how many of its requests are known. */
  let from = 0;
  let seen = { began: 0, over: 0 };
  let dirty = false;
  let looking = false;
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
        hub.tell('state', await stateOf(lab));
      }
    } catch {
      // A fake that cannot be read is about to end; the next look tells the rest.
    } finally {
      looking = false;
    }
  };
  const timer = setInterval(() => void look(), LOOK_MS);
  timer.unref();
  return {
    stories,
    tell,
    begin(id, order) {
      take();
      from = lab.requests.length;
      seen = { began: 0, over: 0 };
      const story: Story = {
        id,
        at: Date.now(),
        order,
        callKey: null,
        deliveries: [],
        requests: [],
        told: [],
      };
      stories.unshift(story);
      stories.length = Math.min(stories.length, MAX_STORIES);
      return story;
    },
    touch: () => {
      dirty = true;
    },
    close: () => clearInterval(timer),
  };
}
