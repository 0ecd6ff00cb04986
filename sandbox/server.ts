import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from './common/server';
import type { SandboxAnswer, SandboxRequest } from './common/types';
import { startFakeHubSpot } from './hubspot/server';
import type { FakeHubSpot, FakeHubSpotOptions } from './hubspot/types';
import { startFakeRingostat } from './ringostat/server';
import type { FakeRingostat, FakeRingostatOptions } from './ringostat/types';

export interface Sandbox {
  /** The page that shows the records of the CRM. */
  pageUrl: string;
  hubspot: FakeHubSpot;
  ringostat: FakeRingostat;
  close(): Promise<void>;
}
export interface SandboxOptions {
  /** Port of the page; 0 or absent = a free one. The fakes take free ports unless their options say otherwise. */
  port?: number;
  hubspot?: FakeHubSpotOptions;
  ringostat?: FakeRingostatOptions;
}

const FILES: Record<string, [string, string]> = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/page.js': ['page.js', 'text/javascript; charset=utf-8'],
};

/** Starts both fakes and the page on 127.0.0.1. Throws when the given port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const hubspot = await startFakeHubSpot(options.hubspot);
  const ringostat = await startFakeRingostat(options.ringostat);
  const answer = async ({ path }: SandboxRequest): Promise<SandboxAnswer> => {
    if (path === '/sandbox/state') {
      const state = await fetch(`${hubspot.url}/sandbox/state`);
      return { status: 200, body: await state.json() };
    }
    const file = FILES[path];
    if (!file) return { status: 404, body: 'Not found' };
    const [name, type] = file;
    return {
      status: 200,
      headers: { 'content-type': type },
      body: readFileSync(join(__dirname, 'page', name)),
    };
  };
  const page = await startServer(answer, { port: options.port, silent: () => true });
  const close = async (): Promise<void> => {
    await Promise.all([page.close(), hubspot.close(), ringostat.close()]);
  };
  return { pageUrl: page.url, hubspot, ringostat, close };
}
