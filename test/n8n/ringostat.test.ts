import { startFakeRingostat } from '../../sandbox/ringostat/server';
import type { FakeRingostat } from '../../sandbox/ringostat/types';
import { runWorkflow } from '../engines/n8n-core';
import { oneNode } from './pack';

let ringostat: FakeRingostat;
beforeEach(async () => {
  ringostat = await startFakeRingostat();
});
afterEach(() => ringostat.close());

const run = (parameters: Record<string, unknown>, credential: Record<string, string> = {}) =>
  runWorkflow({ ...oneNode('ringostat', parameters as never, { ringostat, credential }), startNode: 'Node' });

describe('Ringostat', () => {
  test.each([
    [{ defaultCountry: '' }, /^Empty or unknown: "Default Country"/],
    [{ timeZone: 'Mars' }, /^Empty or unknown: "Time Zone"/],
  ])('the log is not read with %j: said before anything is asked', async (set, why) => {
    const before = ringostat.requests.length;
    const { error } = await run({ resource: 'call', operation: 'getAll', ...set });
    expect(error?.message).toMatch(why);
    expect(ringostat.requests.length).toBe(before);
  });

  test('employees, with a limit', async () => {
    const all = await run({ resource: 'employee', operation: 'getAll' });
    expect(all.items('Node').map(({ name }) => name)).toEqual(ringostat.employees.map(({ name }) => name));
    const one = await run({ resource: 'employee', operation: 'getAll', returnAll: false, limit: 1 });
    expect(one.items('Node')).toHaveLength(1);
  });

  test('who is online and who speaks', async () => {
    const [login = ''] = ringostat.employees.map(({ sip }) => sip);
    ringostat.online.add(login);
    ringostat.speaking.add(login);
    const online = await run({ resource: 'sip', operation: 'getOnline' });
    expect(online.items('Node')).toContainEqual({ login });
    const speaking = await run({ resource: 'sip', operation: 'getSpeaking' });
    expect(speaking.items('Node')).toEqual([{ login }]);
  });

  test('call back: once, with employee and client', async () => {
    const done = await run({
      resource: 'call',
      operation: 'callBack',
      employee: 'company_olena',
      clientNumber: '380671234567',
    });
    expect(done.error).toBeUndefined();
    expect(ringostat.callbacks).toHaveLength(1);
    expect(JSON.stringify(ringostat.callbacks[0])).toContain('company_olena');
  });

  test('a contact is pushed to the Smart Phone', async () => {
    const done = await run({
      resource: 'contact',
      operation: 'push',
      contactName: 'Olena',
      contactId: '7',
      phones: '380671234567, 380509998877',
    });
    expect(done.error).toBeUndefined();
    expect(JSON.stringify(ringostat.contacts)).toContain('380509998877');
  });

  test('a recording from elsewhere than Ringostat is not fetched', async () => {
    const { error } = await run({
      resource: 'recording',
      operation: 'download',
      recordingUrl: `${ringostat.url}/recordings/x.wav`,
    });
    expect(error?.message).toContain('Ringostat');
    expect(error?.description).toContain('allowed recording hosts');
    expect(ringostat.requests).toEqual([]);
  });

  test('a wrong Auth-key is told in words, without the key', async () => {
    const { error } = await run(
      { resource: 'employee', operation: 'getAll' },
      { authKey: 'wrong-key-wrong-key' },
    );
    expect(error?.message).toContain('Ringostat');
    expect(JSON.stringify([error?.message, error?.description])).not.toContain('wrong-key');
  });
});
