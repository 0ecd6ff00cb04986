/** What the sandbox tells, as it happens. */
import { useEffect, useState } from 'preact/hooks';
import type { PageState, Refusal, Setup, Story } from '../../api/types';

export interface Live {
  state: PageState | null;
  setup: Setup | null;
  stories: Story[];
  /** False: the sandbox does not answer any more. */
  connected: boolean;
}
const MAX_STORIES = 50;

export function useLive(): Live {
  const [live, setLive] = useState<Live>({ state: null, setup: null, stories: [], connected: true });
  useEffect(() => {
    const source = new EventSource('/sandbox/events');
    const on = <T>(name: string, take: (data: T, before: Live) => Partial<Live>): void =>
      source.addEventListener(name, ({ data }: MessageEvent<string>) => {
        const told = JSON.parse(data) as T;
        setLive((before) => ({ ...before, ...take(told, before), connected: true }));
      });
    on<PageState>('state', (state) => ({ state }));
    on<Setup>('setup', (setup) => ({ setup }));
    on<Story[]>('stories', (stories) => ({ stories }));
    on<Story>('story', (story, { stories }) => {
      const at = stories.findIndex(({ id }) => id === story.id);
      return {
        stories:
          at < 0
            ? [story, ...stories].slice(0, MAX_STORIES)
            : stories.map((one, index) => (index === at ? story : one)),
      };
    });
    source.onerror = () => setLive((before) => ({ ...before, connected: false }));
    return () => source.close();
  }, []);
  return live;
}

/** Asks the sandbox for something: what it answers, or the field and sentence of what is wrong. */
export async function ask<T>(path: string, body: unknown): Promise<{ good: T } | { refusal: Refusal }> {
  try {
    const response = await fetch(`/sandbox/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (response.status === 422) return { refusal: (await response.json()) as Refusal };
    if (response.status >= 400) return { refusal: { field: 'order', code: 'badOrder' } };
    const text = await response.text();
    return { good: (text === '' ? null : JSON.parse(text)) as T };
  } catch {
    return { refusal: { field: 'order', code: 'unreachable' } };
  }
}
