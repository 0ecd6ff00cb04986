import type { FakeHubSpot } from '../../sandbox/hubspot/types';
import { callLoadOptions, runWorkflow } from '../engines/n8n-core';
import { startPrepared } from '../../sandbox/hubspot/lab';
import { oneNode } from './pack';

let hubspot: FakeHubSpot;
beforeEach(async () => {
  hubspot = await startPrepared();
});
afterEach(() => hubspot.close());

const node = (parameters: Record<string, unknown>, more = {}) =>
  oneNode('ringostatHubSpot', parameters as never, { hubspot }, more);
const run = (parameters: Record<string, unknown>, items: Record<string, unknown>[] = [{}], more = {}) =>
  runWorkflow({ ...node(parameters, more), startNode: 'Node', triggerItems: items as never });
const options = (method: string, parameters: Record<string, unknown> = {}) =>
  callLoadOptions({ ...node(parameters), node: 'Node', method });

describe('HubSpot Upsert by hand', () => {
  test('contact: created, found again by number in another notation, updated', async () => {
    const first = await run({
      resource: 'contact',
      operation: 'upsert',
      phone: '067 123 45 67',
      recordName: 'Olena K',
      email: 'o@example.com',
    });
    expect(first.error).toBeUndefined();
    const created = first.items('Node')[0]?.['record'] as { id: string; created: boolean };
    expect(created.created).toBe(true);
    const again = await run({
      resource: 'contact',
      operation: 'upsert',
      phone: '+380671234567',
      ownerId: '81001',
    });
    expect(again.items('Node')[0]?.['record']).toMatchObject({ id: created.id, created: false });
    expect(hubspot.records('contacts')).toHaveLength(1);
    expect(hubspot.records('contacts')[0]?.properties).toMatchObject({
      email: 'o@example.com',
      hubspot_owner_id: '81001',
    });
    const read = await run({ resource: 'contact', operation: 'get', findBy: 'phone', phone: '0671234567' });
    expect(JSON.stringify(read.items('Node')[0]?.['record'])).toContain(created.id);
  });

  test('task: made once per key, open, linked, with the owner', async () => {
    const contact = hubspot.seed.contact({ phone: '+380671234567' });
    const task = {
      resource: 'task',
      operation: 'create',
      subject: 'Call back',
      ownerId: '81002',
      contactId: contact,
      key: 'order-17',
    };
    await run(task);
    const second = await run(task);
    expect(second.error).toBeUndefined();
    const [made, ...others] = hubspot.records('tasks');
    expect(others).toEqual([]);
    expect(made?.properties).toMatchObject({
      hs_task_subject: 'Call back',
      hs_task_status: 'NOT_STARTED',
      hubspot_owner_id: '81002',
    });
    expect(made?.links.contacts).toEqual([contact]);
  });

  test('call: logged with direction, status and length', async () => {
    const result = await run({
      resource: 'call',
      operation: 'log',
      subject: 'Call',
      callDirection: 'outgoing',
      callStatus: 'missed',
      clientNumber: '+380671234567',
      startedAt: '2026-11-20T12:00:00Z',
    });
    expect(result.error).toBeUndefined();
    expect(hubspot.records('calls')[0]?.properties).toMatchObject({
      hs_call_direction: 'OUTBOUND',
      hs_call_title: 'Call',
    });
  });

  test('account: the health check writes nothing and says whether all is well', async () => {
    const good = await run({ resource: 'account', operation: 'health' });
    expect(good.items('Node')[0]).toMatchObject({ healthy: true });
    hubspot.endToken('revoked');
    const bad = await run({ resource: 'account', operation: 'health' });
    expect(bad.items('Node')[0]).toMatchObject({ healthy: false });
    expect(
      hubspot.requests.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/search')),
    ).toEqual([]);
  });

  test('a fault names the item, says what to do and holds no key', async () => {
    hubspot.endToken('revoked');
    const { error } = await run({ resource: 'contact', operation: 'get', findBy: 'id', recordId: '1' });
    expect(error?.message).toContain('HubSpot');
    expect(error?.description).toMatch(/service key|credential/i);
    expect(error?.context).toMatchObject({ itemIndex: 0, kind: 'credentialRefused' });
    expect(JSON.stringify([error?.message, error?.description, error?.context])).not.toContain(hubspot.token);
  });

  test('with "continue on fail" the other items go on, each paired with its own', async () => {
    const contact = hubspot.seed.contact({ phone: '+380671234567' });
    const parameters = {
      resource: 'contact',
      operation: 'get',
      findBy: 'phone',
      phone: '={{ $json.phone }}',
    };
    const result = await run(parameters, [{ phone: '' }, { phone: '+380671234567' }], {
      onError: 'continueRegularOutput',
    });
    const [first, second] = result.nodes['Node']?.outputs[0] ?? [];
    expect(first?.json).toMatchObject({
      phone: '',
      error: 'Nothing to look for',
      details: { advice: expect.stringContaining('Fill') },
    });
    expect(JSON.stringify(second?.json['record'])).toContain(contact);
    expect([first?.pairedItem, second?.pairedItem]).toEqual([{ item: 0 }, { item: 1 }]);
  });

  test('a plan asked for without the nodes before it says which node is missing', async () => {
    const { error } = await run({ resource: 'plan', operation: 'apply' });
    expect(error?.message).toBe('The item has no plan');
    expect(error?.description).toContain('Apply Matrix');
  });
});

describe('drop-downs of HubSpot Upsert', () => {
  test('owners by name, pipelines, stages of the chosen pipeline, writable properties', async () => {
    expect(await options('getUsers')).toContainEqual({
      name: 'Olena Test (olena@example.com)',
      value: '81001',
    });
    expect(await options('getPipelines')).toContainEqual({ name: 'Partners', value: 'partners' });
    const stages = await options('getStages', { resource: 'plan', pipeline: 'partners' });
    expect(stages.map(({ value }) => value)).toEqual(['', 'partner_new', 'partners_won', 'partners_lost']);
    const fields = await options('getFields', { resource: 'contact' });
    expect(fields.map(({ value }) => value)).toEqual(expect.arrayContaining(['email', 'utm_source']));
  });

  test('a fault is told in words', async () => {
    hubspot.endToken('revoked');
    await expect(options('getPipelines')).rejects.toThrow(/HubSpot/);
  });
});
