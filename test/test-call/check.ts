/** "Try it" of the template of calls: every node says what it would do, the CRM is only read; with records, the texts say "test". */
import type { Outcome } from '../../core/model/outcome';
import type { Summary } from '../../core/model/summary';
import { startFakeHubSpot } from '../../sandbox/hubspot/server';
import type { FakeHubSpot } from '../../sandbox/hubspot/types';

export interface TestCallHost {
  /** Enters the account in the template; `write`: the field of the node that makes the call up. */
  deploy(hubspot: FakeHubSpot, write: boolean): Promise<void>;
  /** Presses the button; returns what leaves the last node. */
  run(): Promise<{ summary: Summary; outcome: Outcome; event: { test?: string } }>;
  close(): Promise<void>;
}

const writes = (hubspot: FakeHubSpot): string[] =>
  hubspot.requests
    .filter(({ method, path }) => method !== 'GET' && !/\/(search|batch\/read)$/.test(path))
    .map(({ method, path }) => `${method} ${path}`);

export function testCallTests(start: () => Promise<TestCallHost>): void {
  let host: TestCallHost;
  let hubspot: FakeHubSpot;
  beforeAll(async () => {
    host = await start();
  }, 90_000);
  afterAll(() => host?.close());
  beforeEach(async () => {
    hubspot = await startFakeHubSpot({ limits: false });
  });
  afterEach(() => hubspot.close());

  test('dry: what would be created is told, nothing is written', async () => {
    await host.deploy(hubspot, false);
    const { summary, outcome, event } = await host.run();
    expect(event.test).toBe('dry');
    expect(outcome).toMatchObject({ row: 'R3', dryRun: true, complete: true });
    expect(summary.text).toMatch(
      /^Test\. Dry run, nothing is written: Missed call: .* Would create: contact/,
    );
    expect(summary.client).toBe('+12025550123');
    expect(writes(hubspot)).toEqual([]);
  }, 60_000);

  test('with records: they are written, and their texts say that it is a test', async () => {
    await host.deploy(hubspot, true);
    const { summary, outcome } = await host.run();
    expect(outcome).toMatchObject({ row: 'R3', dryRun: false, complete: true });
    expect(summary.text).toMatch(/^Test\. Missed call: .* Created: contact/);
    const [task] = hubspot.records('tasks');
    expect(task?.properties['hs_task_body']).toContain('This is a test call');
    expect(hubspot.records('contacts')).toHaveLength(1);
  }, 60_000);
}
