/** What every Upsert node does by hand, against the fake of its CRM. */
import type { CrmId } from '../../core/model/plan';
import { providers } from '../../core/crm/registry';
import { callLoadOptions, runWorkflow } from '../engines/n8n-core';
import { CRMS, openLab, upsertType, type Opened } from './labs';
import { oneNode } from './pack';

/** The record a call of a new client makes first with this CRM. */
const clientOf = (crm: CrmId): 'contact' | 'lead' =>
  providers[crm]?.entities.includes('contact') ? 'contact' : 'lead';

describe.each(CRMS)('%s Upsert by hand', (crm) => {
  let opened: Opened;
  beforeEach(async () => {
    opened = await openLab(crm);
  });
  afterEach(() => opened.lab.close());

  const label = providers[crm]?.label ?? crm;
  const client = clientOf(crm);
  const node = (parameters: Record<string, unknown>, more = {}) =>
    oneNode(
      upsertType(crm),
      { ...opened.parameters, ...parameters } as never,
      { account: opened.account },
      more,
    );
  const run = (parameters: Record<string, unknown>, items: Record<string, unknown>[] = [{}], more = {}) =>
    runWorkflow({ ...node(parameters, more), startNode: 'Node', triggerItems: items as never });
  const options = (method: string, parameters: Record<string, unknown> = {}) =>
    callLoadOptions({ ...node(parameters), node: 'Node', method });
  const clients = async () => (await opened.lab.view())[client === 'contact' ? 'contacts' : 'leads'];
  const get = (recordId: string) => ({ resource: client, operation: 'get', findBy: 'id', recordId });

  test('client: created, found again by number in another notation, updated', async () => {
    const { olena } = opened.lab.users;
    const first = await run({
      resource: client,
      operation: 'upsert',
      phone: '067 123 45 67',
      recordName: 'Olena K',
      email: 'o@example.com',
    });
    expect(first.error).toBeUndefined();
    const created = first.items('Node')[0]?.['record'] as { id: string; created: boolean };
    expect(created.created).toBe(true);
    const again = await run({
      resource: client,
      operation: 'upsert',
      phone: '+380671234567',
      ownerId: olena,
    });
    expect(again.error).toBeUndefined();
    expect(again.items('Node')[0]?.['record']).toMatchObject({ id: created.id, created: false });
    const [only, ...others] = await clients();
    expect(others).toEqual([]);
    expect(only).toMatchObject({ id: created.id, ownerId: olena });
    if (client === 'contact') expect(only?.email).toBe('o@example.com');
    const read = await run({ resource: client, operation: 'get', findBy: 'phone', phone: '0671234567' });
    expect(JSON.stringify(read.items('Node')[0]?.['record'])).toContain(created.id);
  });

  test('task: made once per key, open, with the owner', async () => {
    const { ivan } = opened.lab.users;
    const id = opened.lab.seed(client);
    const linked = client === 'contact' ? { contactId: id } : {};
    const task = { resource: 'task', operation: 'create', subject: 'Call back', ownerId: ivan, ...linked };
    await run({ ...task, key: 'order-17' });
    const second = await run({ ...task, key: 'order-17' });
    expect(second.error).toBeUndefined();
    const { tasks } = await opened.lab.view();
    expect(tasks).toHaveLength(1);
    expect(tasks[0]).toMatchObject({ subject: 'Call back', state: 'open', ownerId: ivan });
    if (client === 'contact') expect(tasks[0]?.links).toContainEqual({ entity: 'contact', id });
  });

  test('call: logged with direction and subject', async () => {
    const linked = client === 'contact' ? { contactId: opened.lab.seed('contact') } : {};
    const result = await run({
      resource: 'call',
      operation: 'log',
      subject: 'Call',
      callDirection: 'outgoing',
      callStatus: 'missed',
      clientNumber: '+380671234567',
      startedAt: '2026-11-20T12:00:00Z',
      ...linked,
    });
    expect(result.error).toBeUndefined();
    const { calls } = await opened.lab.view();
    expect(calls).toHaveLength(1);
    expect(calls[0]?.direction).toBe('outgoing');
  });

  test('account: the health check writes nothing and says whether all is well', async () => {
    const good = await run({ resource: 'account', operation: 'health' });
    expect(good.error).toBeUndefined();
    expect(good.items('Node')[0]).toMatchObject({ healthy: true });
    opened.lab.revoke();
    const bad = await run({ resource: 'account', operation: 'health' });
    expect(bad.items('Node')[0]).toMatchObject({ healthy: false });
    expect(opened.lab.writes()).toEqual([]);
  });

  test('account: the health check looks at what the table writes, the preset or one given as JSON', async () => {
    opened.lab.forbidCreation('deal');
    const problems = async (table: string): Promise<string> => {
      const { items } = await run({ resource: 'account', operation: 'health', table });
      return JSON.stringify(items('Node')[0]?.['account']);
    };
    const rights = /creating deals|changing deals|Opportunity|creating Deals|not write to it/;
    expect(await problems('{ "R5": { "deal": true } }')).toMatch(rights);
    const broken = await run({ resource: 'account', operation: 'health', table: '{ "R5": ' });
    expect(broken.error?.message).toContain('The table is not valid JSON');
    expect(opened.lab.writes()).toEqual([]);
  });

  test('a fault names the item, says what to do and holds no secret', async () => {
    opened.lab.revoke();
    const { error } = await run(get('1'));
    expect(error?.message).toContain(label);
    expect(error?.description).toMatch(/key|credential|token|connect/i);
    expect(error?.context).toMatchObject({ itemIndex: 0, kind: 'credentialRefused' });
    const told = JSON.stringify([error?.message, error?.description, error?.context]);
    for (const { name } of providers[crm]?.accounts[0]?.fields.filter(({ secret }) => secret) ?? []) {
      const secret = opened.lab.access.values[name];
      if (secret) expect(told).not.toContain(secret);
    }
  });

  test('with "continue on fail" the other items go on, each paired with its own', async () => {
    const id = opened.lab.seed(client, { phone: '+380671234567' });
    const parameters = { resource: client, operation: 'get', findBy: 'phone', phone: '={{ $json.phone }}' };
    const items = [{ phone: '' }, { phone: '+380671234567' }];
    const result = await run(parameters, items, { onError: 'continueRegularOutput' });
    const [first, second] = result.nodes['Node']?.outputs[0] ?? [];
    expect(first?.json).toMatchObject({
      phone: '',
      error: 'Nothing to look for',
      details: { advice: expect.stringContaining('Fill') },
    });
    expect(JSON.stringify(second?.json['record'])).toContain(id);
    expect([first?.pairedItem, second?.pairedItem]).toEqual([{ item: 0 }, { item: 1 }]);
  });

  test('a plan asked for without the nodes before it says which node is missing', async () => {
    const { error } = await run({ resource: 'plan', operation: 'apply' });
    expect(error?.message).toBe('The item has no plan');
    expect(error?.description).toContain('Apply Matrix');
  });

  test('drop-downs: users by name, writable fields', async () => {
    const { olena } = opened.lab.users;
    // NetHunt has no list of users: they are read from the records they own.
    opened.lab.seed(client, { ownerId: olena });
    const users = await options('getUsers');
    const shown = users.find(({ value }) => value === olena);
    expect(shown?.name.toLowerCase()).toContain('olena');
    expect(users[0]).toEqual({ name: '(Not Set)', value: '' });
    const fields = await options('getFields', { resource: client });
    const text = opened.lab.textField[client];
    expect(fields.map(({ value }) => value)).toEqual(expect.arrayContaining(text ? [text] : []));
    expect(fields.length).toBeGreaterThan(3);
  });

  test('drop-downs: pipelines and the stages of the chosen one', async () => {
    if (!providers[crm]?.entities.includes('deal')) {
      expect((await options('getPipelines')).length).toBeGreaterThan(0);
      return;
    }
    const [first, second] = opened.lab.pipelines;
    expect(await options('getPipelines')).toContainEqual({ name: second?.name, value: second?.id });
    const stages = await options('getStages', { resource: 'plan', pipeline: second?.id });
    const ids = stages.map(({ value }) => value);
    expect(ids).toEqual(expect.arrayContaining(['', ...(second?.open ?? [])]));
    // Pipelines of Salesforce share stages, but not all; Pipedrive's have none for closed deals.
    const own = [...(first?.open ?? []), first?.closed].filter(
      (stage) => stage && !second?.open.includes(stage),
    );
    expect(own.filter((stage) => !ids.includes(stage ?? '')).length).toBeGreaterThan(0);
  });

  test('drop-downs: lists that only this CRM has are filled', async () => {
    const lists = (providers[crm]?.settings ?? []).flatMap(({ list }) => list ?? []);
    for (const list of new Set(lists)) {
      const choices = await options(`choices_${list}`);
      expect(choices[0]).toEqual({ name: '(Found by Itself)', value: '' });
      expect({ list, filled: choices.length > 1 }).toEqual({ list, filled: true });
    }
  });

  test('drop-downs: a fault is told in words', async () => {
    opened.lab.revoke();
    await expect(options('getUsers')).rejects.toThrow(new RegExp(label));
  });
});
