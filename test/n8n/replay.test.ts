/** The replay templates, driven: call log → missing calls → the three nodes, one call at a time (G-16's happy path). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startFakeRingostat } from '../../sandbox/ringostat/server';
import type { FakeCall, FakeRingostat } from '../../sandbox/ringostat/types';
import { runWorkflow, type WorkflowJson } from '../engines/n8n-core';
import { withAccount } from './account-in-template';
import { CRMS, openLab, type Opened } from './labs';
import { oneNode } from './pack';

const HOUR_MS = 3_600_000;

describe.each(CRMS)('replay into %s', (crm) => {
  const template = JSON.parse(
    readFileSync(join(__dirname, `../../workflows-templates/n8n/${crm}/replay.json`), 'utf8'),
  ) as WorkflowJson;
  let opened: Opened;
  let ringostat: FakeRingostat;
  beforeEach(async () => {
    opened = await openLab(crm);
    ringostat = await startFakeRingostat();
  });
  afterEach(() => Promise.all([opened.lab.close(), ringostat.close()]));

  function call(id: string, hoursAgo: number, change: Partial<FakeCall> = {}): FakeCall {
    return {
      id,
      direction: 'in',
      clientNumber: '380671234567',
      companyNumber: '380441234567',
      employee: ringostat.employees[0],
      status: 'ANSWERED',
      billsec: 20,
      duration: 30,
      waittime: 10,
      startedAt: Date.now() - hoursAgo * HOUR_MS,
      ...change,
    } as FakeCall;
  }
  const replay = () =>
    runWorkflow({
      ...oneNode('ringostat', {}, { account: opened.account, ringostat }),
      workflow: withAccount(template, opened),
      startNode: 'Run by Hand',
    });
  /** Everything the calls left: records of calls, and tasks where the preset makes no call record. */
  const written = async (): Promise<number> => {
    const { calls, tasks } = await opened.lab.view();
    return calls.length + tasks.length;
  };

  test('every call of the span is in the CRM once; a second run has nothing to do', async () => {
    ringostat.calls.push(
      call('c.1', 5),
      call('c.2', 4),
      call('c.3', 3, { clientNumber: '380509998877' }),
      call('c.old', 100),
    );
    const first = await replay();
    expect(first.error).toBeUndefined();
    expect(first.items('Ringostat')).toHaveLength(3);
    expect(first.items('Failed')).toEqual([]);
    const { contacts, leads } = await opened.lab.view();
    expect(contacts.length + leads.length).toBe(2);
    const before = await written();
    expect(before).toBeGreaterThanOrEqual(3);
    const again = await replay();
    expect(again.items('Ringostat')).toEqual([]);
    expect(await written()).toBe(before);
  });

  test('a call that fails goes to Failed with its event, the others are recorded', async () => {
    ringostat.calls.push(call('c.1', 5), call('c.2', 4, { clientNumber: '380509998877' }));
    // Looking for the client is the first request that tells the number.
    opened.lab.faults.next({
      match: ({ query, body }) => `${query.toString()} ${JSON.stringify(body)}`.includes('671234567'),
      answer: { status: 403, body: { message: 'no' } },
    });
    const result = await replay();
    const failed = result.items('Failed');
    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatchObject({ error: expect.any(String), event: { callId: 'c.1' } });
    const events = result.items('Done').map(({ event }) => (event as { callId: string }).callId);
    expect(events.sort()).toEqual(['c.1', 'c.2']);
  });
});
