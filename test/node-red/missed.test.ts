/** The missed-call desk of an Upsert node through a real Node-RED: tasks by hand, and the sweep over a list of payloads. */
import { attachContract } from '../contract/attach-contract';
import { startFakeHubSpot } from '../../sandbox/hubspot/server';
import type { FakeHubSpot } from '../../sandbox/hubspot/types';
import { BEGIN, call, MINUTE, talked } from '../core/desk/kit';
import { byHandFlow, send } from './by-hand-flow';
import { NodeRed } from './node-red';

let host: NodeRed;
let hubspot: FakeHubSpot;
let violations: string[];
beforeAll(async () => {
  [host, hubspot] = await Promise.all([NodeRed.start(), startFakeHubSpot({ limits: false })]);
  ({ violations } = attachContract(hubspot));
}, 90_000);
afterAll(async () => {
  await Promise.all([host?.close(), hubspot?.close()]);
});
beforeEach(() => hubspot.reset());
afterEach(() => expect(violations).toEqual([]));

const TEAM = {
  id: 'team',
  type: 'ringostat-team',
  version: 1,
  name: '',
  senior: '81236',
  employees: [
    {
      id: '101',
      name: 'Olena',
      email: '',
      extension: '101',
      main: 'sip101',
      additional: '',
      crmUserId: '81234',
      active: true,
      distributeMissed: false,
      substitute: '102',
    },
    {
      id: '102',
      name: 'Petro',
      email: '',
      extension: '102',
      main: 'sip102',
      additional: '',
      crmUserId: '81235',
      active: true,
      distributeMissed: false,
      substitute: '',
    },
  ],
};
const use = async (
  resource: string,
  operation: string,
  more: Record<string, unknown> = {},
): Promise<void> => {
  const flow = byHandFlow(
    { resource, operation, ...more },
    { baseUrl: hubspot.url, credentials: { serviceKey: hubspot.token } },
  );
  const taken = flow.map((node) =>
    node.id === 'take' && resource === 'missed'
      ? { ...node, func: 'return { payload: msg.payload.log };' }
      : node,
  );
  await host.deploy([...taken, TEAM as never]);
};
const seedTask = async (): Promise<void> => {
  await use('task', 'create');
  await send(host, {
    key: `p_ua0_-${BEGIN / 1000}_1_responsible`,
    subject: 'Call back: Anna, +380 67 123 4567',
    body: 'The client called and nobody answered. Call back.\nClient: Anna, +380 67 123 4567',
    ownerId: '81234',
  });
};

test('task: get many, reassign, complete', async () => {
  await seedTask();
  await use('task', 'getMany');
  const { payload } = await send(host, {});
  const rows = payload['tasks'] as { taskId: string }[];
  expect(rows).toMatchObject([{ missed: true, number: '+380671234567', ownerId: '81234' }]);
  const recordId = rows[0]!.taskId;
  await use('task', 'reassign');
  expect((await send(host, { recordId, body: 'Olena is ill.' })).error?.message).toContain('Choose who');
  await send(host, { recordId, ownerId: '81235', body: 'Olena is ill.' });
  expect(hubspot.records('tasks')[0]?.properties).toMatchObject({ hubspot_owner_id: '81235' });
  await use('task', 'complete');
  await send(host, { recordId });
  expect(hubspot.records('tasks')[0]?.properties).toMatchObject({ hs_task_status: 'COMPLETED' });
  expect((await send(host, { recordId })).error?.message).toContain('no open task');
});

test('missed: sweep hands on, lists, gives back what is lost, closes', async () => {
  await seedTask();
  const other = {
    clientNumber: '+380501112233',
    clientNumberInternational: '+380 50 111 2233',
    clientNumberAsSent: '380501112233',
  };
  const log = [call(BEGIN), call(BEGIN + MINUTE, other)].map((event) => ({ event }));
  await use('missed', 'sweep', { team: 'team', ladder: '15 substitute', language: 'uk' });
  const before = (await host.seen()).length;
  const { payload } = await send(host, { log });
  expect(payload['sweep']).toMatchObject({
    open: 1,
    handedOn: [{ number: '+380671234567', error: null }],
    overdue: [{ owner: 'Petro', escalated: true }],
  });
  // Neither call is in the CRM.
  const all = (await host.until(before + 3, 20_000)).slice(before + 1).map(({ msg }) => msg['payload']);
  expect(all).toMatchObject([{ event: { clientNumber: '+380671234567' } }, { event: other }]);
  const [task] = hubspot.records('tasks');
  expect(task?.properties).toMatchObject({ hubspot_owner_id: '81235', hs_task_status: 'NOT_STARTED' });
  expect(task?.properties['hs_task_body']).toContain('Крок 1 драбини: передано Petro');
  const closed = await send(host, { log: [...log, { event: talked(BEGIN + 30 * MINUTE) }] });
  expect(closed.payload['sweep']).toMatchObject({ open: 0, closed: [{ error: null }], text: '' });
  expect(hubspot.records('tasks')[0]?.properties).toMatchObject({ hs_task_status: 'COMPLETED' });
});
