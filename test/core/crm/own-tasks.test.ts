/** Tasks of ours as each CRM lists them: of the whole account, of records, and what handing on and completing changes. */
import { createHttpClient } from '../../../core/http/client';
import { providers } from '../../../core/crm/registry';
import type { CrmProvider, OwnTask } from '../../../core/crm/port';
import type { CrmId, TaskStep } from '../../../core/model/plan';
import { taskKey } from '../../../core/plan/keys';
import { accountAuth } from '../../../node-red/host/auth';
import { clock } from '../../../node-red/host/clock';
import type { Lab } from '../../../sandbox/common/lab';
import { labs } from '../../../sandbox/labs';
import { attachContract } from '../../contract/attach-contract';
import { because } from './hubspot/kit';

function open(lab: Lab, account: string): CrmProvider {
  const factory = providers[lab.crm]!;
  const { baseUrl, kind, values } = lab.access;
  const http = createHttpClient({
    transport: accountAuth(factory, { kind, values: { ...values, baseUrl } }),
    clock,
    random: Math.random,
    system: factory.label,
    baseUrl,
    classify: factory.classify,
    limits: { ...factory.limits, accountKey: account },
  });
  return factory.create({ http, clock, account: kind, baseUrl, settings: lab.settings });
}

const call = (number: number): string => `p_ua0_-${Math.floor(Date.now() / 1000) - number * 60}_${number}`;
const step = (number: number, contactId: string, ownerId: string, change: object = {}): TaskStep => ({
  id: 'task.responsible',
  kind: 'task',
  key: taskKey(call(number), 'responsible'),
  reason: because,
  links: [{ entity: 'contact', id: contactId }],
  values: {
    role: 'responsible',
    state: 'open',
    subject: 'Call back: Anna <3, +380 67 123 4567',
    body: 'The client called and nobody answered. Call back.\nClient: Anna <3, +380 67 123 4567',
    dueAt: '2026-11-20T16:00:00+02:00',
    ownerId,
    fields: {},
    ...change,
  },
});

describe.each(Object.keys(labs) as CrmId[])('%s', (crm) => {
  let lab: Lab;
  let provider: CrmProvider;
  let violations: { violations: string[] };
  beforeEach(async () => {
    lab = await labs[crm]!.start();
    violations = attachContract(lab, crm);
    provider = open(lab, `own tasks ${crm} ${Math.random()}`);
  });
  afterEach(async () => {
    await lab.close();
    expect(violations.violations).toEqual([]);
  });
  const shown = (tasks: OwnTask[]): object[] =>
    tasks
      .map(({ key, open: isOpen, title, ownerId }) => ({ key, isOpen, title, ownerId }))
      .sort((a, b) => a.key.localeCompare(b.key));

  test('all open ones of the account, with owner, due time and text; those of a record are open and done', async () => {
    const { olena, ivan } = lab.users;
    const [anna, borys] = [
      lab.seed('contact', { name: 'Anna' }),
      lab.seed('contact', { name: 'Borys', phone: '+380501112233' }),
    ];
    const [first, second, done] = [
      step(1, anna, olena),
      step(2, borys, ivan),
      step(3, anna, olena, { state: 'done', subject: 'Incoming call: Anna' }),
    ];
    for (const one of [first, second, done]) await provider.apply([one], []);
    const all = await provider.tasks!.open();
    expect(shown(all)).toEqual(
      shown([
        { ...all[0]!, key: first.key, open: true, title: first.values.subject, ownerId: olena },
        { ...all[0]!, key: second.key, open: true, title: second.values.subject, ownerId: ivan },
      ]),
    );
    for (const { dueAt, createdAt, text } of all) {
      expect(Date.parse(dueAt ?? '')).toBeGreaterThan(Date.parse('2026-11-19T23:00:00Z'));
      expect(Math.abs(Date.parse(createdAt ?? '') - Date.now())).toBeLessThan(3_600_000);
      expect(text).toContain('nobody answered');
    }
    const before = lab.spent();
    const ofAnna = await provider.tasks!.ofRecords([{ entity: 'contact', id: anna }]);
    expect(lab.spent() - before).toBe(crm === 'zoho' ? 2 : 1);
    expect(ofAnna.map(({ key, open: isOpen }) => ({ key, isOpen })).sort()).toEqual(
      expect.arrayContaining([
        { key: first.key, isOpen: true },
        { key: done.key, isOpen: false },
      ]),
    );
    expect(ofAnna).toHaveLength(2);
    expect(await provider.tasks!.ofRecords([])).toEqual([]);
  });

  test('handed on with a line, completed with another: nothing else changes', async () => {
    const { olena, ivan } = lab.users;
    const anna = lab.seed('contact', { name: 'Anna' });
    await provider.apply([step(1, anna, olena)], []);
    const [task] = await provider.tasks!.open();
    await provider.earlier!.amend(task!, { lines: ['Handed on.'], done: false, ownerId: ivan }, task!.links);
    const [handed] = await provider.tasks!.open();
    expect(handed).toMatchObject({ ...task, ownerId: ivan, text: expect.stringContaining('Handed on.') });
    await provider.earlier!.amend(handed!, { lines: [], done: false, ownerId: olena }, handed!.links);
    expect(await provider.tasks!.open()).toEqual([{ ...handed, ownerId: olena }]);
    await provider.earlier!.amend({ ...handed! }, { lines: ['Talked to.'], done: true }, handed!.links);
    expect(await provider.tasks!.open()).toEqual([]);
    const { tasks } = await lab.view();
    expect(tasks).toHaveLength(1);
    expect(tasks[0]).toMatchObject({ state: 'done', ownerId: olena });
    for (const line of ['Handed on.', 'Talked to.']) expect(tasks[0]!.text.split(line)).toHaveLength(2);
  });

  test('an account without our fields has none', async () => {
    lab.bare();
    expect(await provider.tasks!.open()).toEqual([]);
    const contact = lab.seed('contact', { name: 'Anna' });
    expect(await provider.tasks!.ofRecords([{ entity: 'contact', id: contact }])).toEqual([]);
  });
});
