/**
 * The sweep of the template of the missed-call desk, from its schedule to the CRM: a call whose webhook was lost gets its task, later
 * calls of the client are lines in it, and a conversation that only the log knows completes it.
 */
import { startFakeHubSpot } from '../../sandbox/hubspot/server';
import type { FakeHubSpot, FakeRecord } from '../../sandbox/hubspot/types';
import { startFakeRingostat } from '../../sandbox/ringostat/server';
import type { FakeCall, FakeRingostat } from '../../sandbox/ringostat/types';
import { OURS } from '../core/crm/hubspot/kit';

export interface DeskHost {
  /** Enters the accounts and the team in the template. */
  deploy(hubspot: FakeHubSpot, ringostat: FakeRingostat): Promise<void>;
  /** What the schedule starts, once, to its end; `through`: lost calls that come back. Returns the text for a messenger. */
  sweep(through: number): Promise<string>;
  close(): Promise<void>;
}

const MINUTE_MS = 60_000;
const CLIENT = '380671119901';
/** An incoming call that nobody took. */
const logged = (minutesAgo: number, more: Partial<FakeCall> = {}): FakeCall => {
  const startedAt = Date.now() - minutesAgo * MINUTE_MS;
  return {
    id: `ua0_-${Math.floor(startedAt / 1000)}.7`,
    direction: 'in',
    clientNumber: CLIENT,
    companyNumber: '380441234567',
    status: 'NO ANSWER',
    billsec: 0,
    duration: 20,
    waittime: 20,
    startedAt,
    ...more,
  };
};

export function deskTests(start: () => Promise<DeskHost>): void {
  let host: DeskHost;
  let hubspot: FakeHubSpot;
  let ringostat: FakeRingostat;
  beforeAll(async () => {
    [host, hubspot, ringostat] = await Promise.all([
      start(),
      startFakeHubSpot({ limits: false, properties: OURS }),
      startFakeRingostat(),
    ]);
    await host.deploy(hubspot, ringostat);
  }, 90_000);
  afterAll(() => Promise.all([host?.close(), hubspot?.close(), ringostat?.close()]));

  const tasks = (): FakeRecord[] => hubspot.records('tasks');

  test('a lost call gets its task; the sweep after it changes nothing and lists who waits', async () => {
    ringostat.calls.push(logged(40));
    await host.sweep(1);
    expect(tasks().map(({ properties }) => properties['hs_task_status'])).toEqual(['NOT_STARTED']);
    expect(hubspot.records('contacts')).toHaveLength(1);
    const text = await host.sweep(0);
    expect(text).toContain('+380 67 111 9901');
    expect(tasks()).toHaveLength(1);
  }, 60_000);

  test('a conversation of which only the log knows completes the task', async () => {
    ringostat.calls.push(logged(12, { status: 'ANSWERED', billsec: 45, duration: 50, direction: 'out' }));
    await host.sweep(0);
    expect(tasks()).toHaveLength(1);
    expect(tasks()[0]?.properties['hs_task_status']).toBe('COMPLETED');
  }, 60_000);
}
