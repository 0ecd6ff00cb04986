/** The replay template from the button to the CRM, the same for both hosts (G-16). */
import type { FakeHubSpot, FakeRecord } from '../../sandbox/hubspot/types';
import { startFakeHubSpot } from '../../sandbox/hubspot/server';
import { startFakeRingostat } from '../../sandbox/ringostat/server';
import type { FakeRingostat } from '../../sandbox/ringostat/types';
import { OURS } from '../core/crm/hubspot/kit';
import { addLate, fillLog, fillPortal, keyOf, LEFT_OUT, NAMES, THERE, type CallName } from './calls';

export interface ReplayHost {
  /** Sets the template up against these accounts. */
  deploy(hubspot: FakeHubSpot, ringostat: FakeRingostat): Promise<void>;
  /** Starts it by hand and waits until `calls` items have gone through; returns the messages of faults. */
  run(calls: number): Promise<string[]>;
  close(): Promise<void>;
}

/** Requests that change something: what is neither a GET, a search nor a batch read. */
const writes = ({ requests }: FakeHubSpot): string[] =>
  requests
    .filter(({ method, path }) => method !== 'GET' && !/\/(search|batch\/read)$/.test(path))
    .map(({ method, path }) => `${method} ${path}`);
const KINDS = ['contacts', 'companies', 'deals', 'calls', 'tasks'] as const;
const all = (hubspot: FakeHubSpot): FakeRecord[] => KINDS.flatMap((kind) => hubspot.records(kind));

export function replayTests(start: () => Promise<ReplayHost>): void {
  let host: ReplayHost;
  let hubspot: FakeHubSpot;
  let ringostat: FakeRingostat;
  const recordOf = (name: CallName): FakeRecord[] => {
    const key = keyOf(ringostat, name);
    return hubspot.records('calls').filter(({ properties }) => properties['ringostat_call_id'] === key);
  };
  const contactOf = (digits: string): FakeRecord | undefined =>
    hubspot.records('contacts').find(({ properties }) => properties['phone'] === `+${digits}`);

  beforeAll(async () => {
    [host, hubspot, ringostat] = await Promise.all([
      start(),
      startFakeHubSpot({ limits: false, properties: OURS }),
      startFakeRingostat(),
    ]);
    fillLog(ringostat);
    fillPortal(hubspot, ringostat);
    await host.deploy(hubspot, ringostat);
  }, 90_000);
  afterAll(() => Promise.all([host?.close(), hubspot?.close(), ringostat?.close()]));

  test('every finished call of the log is in HubSpot once, those already there are left alone', async () => {
    const before = THERE.flatMap(recordOf);
    expect(before).toHaveLength(3);
    // Nine are missing; the running one does not come out of the log.
    expect(await host.run(8)).toEqual([]);

    const times = Object.fromEntries(NAMES.map((name) => [name, recordOf(name).length]));
    const wanted = NAMES.map((name) => [name, LEFT_OUT.includes(name) ? 0 : 1]);
    expect(times).toEqual(Object.fromEntries(wanted));
    expect(hubspot.records('calls')).toHaveLength(10);
    // What a person or the webhook wrote before is the same to the last field and date.
    expect(THERE.flatMap(recordOf)).toEqual(before);
  }, 60_000);

  test('clients and deals are made as the calls themselves would have made them', () => {
    expect(hubspot.records('contacts').map(({ properties }) => properties['phone'])).toEqual(
      expect.arrayContaining(['067 111 00 00', '+380671110001', '+380671110002', '+380671110003']),
    );
    // Nobody for the anonymous, the running and the one between employees.
    expect(hubspot.records('contacts')).toHaveLength(4);
    expect(hubspot.records('deals')).toHaveLength(4);

    const twice = contactOf('380671110001');
    const calls = ['firstMissed', 'thenAnswered'].flatMap(recordOf);
    expect(calls.map(({ links }) => links.contacts)).toEqual([[twice?.id], [twice?.id]]);
    expect(calls.map(({ links }) => links.deals)).toEqual([twice?.links.deals, twice?.links.deals]);
    expect(twice?.links.deals).toHaveLength(1);
    // The client was the senior's when Olena talked to him: the calls of one client come in their order.
    const key = keyOf(ringostat, 'thenAnswered');
    const tasks = hubspot.records('tasks').map(({ properties }) => properties['ringostat_task_key'] ?? '');
    expect(tasks.filter((task) => task.startsWith(key)).sort()).toEqual([
      `${key}_manager`,
      `${key}_responsible`,
    ]);

    const known = hubspot.records('contacts').find(({ properties }) => properties['firstname'] === 'Known');
    const theirs = ['outgoing', 'missedOfKnown'].flatMap(recordOf);
    expect(theirs.map(({ links }) => links.contacts)).toEqual([[known?.id], [known?.id]]);
    expect(recordOf('anonymous')[0]?.links.contacts ?? []).toEqual([]);
  });

  test('the second replay writes nothing', async () => {
    const before = all(hubspot);
    hubspot.requests.length = 0;
    // The call between employees is never in the CRM, so it comes again and ends without a plan.
    expect(await host.run(1)).toEqual([]);
    expect(hubspot.requests.length).toBeGreaterThan(0);
    expect(writes(hubspot)).toEqual([]);
    expect(all(hubspot)).toEqual(before);
  }, 60_000);

  test('a call that fails stops no other, and the next replay records it', async () => {
    const again = THERE.flatMap(recordOf);
    const late = addLate(ringostat);
    hubspot.faults.next({
      match: ({ path, body }) => path.endsWith('/search') && JSON.stringify(body).includes(late.national),
      answer: { status: 403, body: { status: 'error', category: 'MISSING_SCOPES', message: 'no' } },
    });
    const [fault, ...others] = await host.run(2);
    expect(fault).toContain('HubSpot');
    expect(others).toEqual([]);
    expect(hubspot.records('calls')).toHaveLength(10);

    expect(await host.run(2)).toEqual([]);
    expect(hubspot.records('calls').at(-1)?.properties['ringostat_call_id']).toBe(late.key);
    expect(hubspot.records('calls')).toHaveLength(11);
    expect(THERE.flatMap(recordOf)).toEqual(again);
  }, 60_000);
}
