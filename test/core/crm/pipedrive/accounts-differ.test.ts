/** Accounts that differ from a new one: records the token's user may not see, types and endpoints that are switched off. */
import { startKit, taskStep, callStep, wholePlan, type Kit } from './kit';

let kit: Kit;
afterEach(async () => {
  expect(kit.contract.violations).toEqual([]);
  await kit.fake.close();
});

/** A contact of an organisation; the call record goes to both. */
function client(): { contact: string; company: string } {
  const company = kit.fake.seed.organization({ name: 'Windows Ltd' });
  const contact = kit.fake.seed.person({ name: 'Olha', org_id: Number(company) });
  return { contact, company };
}
const links = (contact: string, company: string) => [
  { entity: 'contact' as const, id: contact },
  { entity: 'company' as const, id: company },
];

test.each([403, 404] as const)(
  'an organisation that the token may not see (%i): the call record keeps its owner and is linked to the contact alone',
  async (hiddenStatus) => {
    kit = await startKit();
    const { contact, company } = client();
    kit.fake.set({ rules: { hidden: [`organization ${company}`], hiddenStatus } });
    const [outcome] = await kit.provider.apply([callStep({ links: links(contact, company) })], []);
    expect(outcome).toMatchObject({ status: 'created', error: null });
    const [log] = kit.fake.records('callLog');
    expect(log!.values).toMatchObject({ user_id: 81234, person_id: Number(contact) });
    expect(log!.values['org_id']).toBeUndefined();
    expect(outcome!.reason.text).toContain(`company ${company}`);
    expect(outcome!.reason.text).not.toContain('81234');
    if (hiddenStatus === 403) expect(outcome!.reason.text).toContain('may not see it');
  },
);

test('a token that is no admin’s and an organisation it may not see: both are told, the call is written', async () => {
  kit = await startKit({ tokenUser: 81235 });
  kit.fake.setAdmin(81235, false);
  const { contact, company } = client();
  kit.fake.set({ rules: { hidden: [`organization ${company}`] } });
  const [outcome] = await kit.provider.apply([callStep({ links: links(contact, company) })], []);
  expect(outcome).toMatchObject({ status: 'created', error: null });
  expect(kit.fake.records('callLog')[0]!.values).toMatchObject({
    user_id: 81235,
    person_id: Number(contact),
  });
  expect(outcome!.reason.text).toContain('may not see it');
  expect(outcome!.reason.text).toContain('may not write call records of the user 81234');
});

test.each([
  ['call', ['call'], 'meeting'],
  ['lunch', ['lunch'], 'call'],
  ['lunch', ['lunch', 'call', 'meeting'], 'task'],
] as const)('the type %s is switched off (%j): the task is of the type %s', async (taskType, off, taken) => {
  kit = await startKit({ settings: { taskType }, rules: { inactiveTypes: [...off] } });
  const contact = kit.fake.seed.person({ name: 'Olha' });
  const task = taskStep('responsible', 'open', [{ entity: 'contact', id: contact }]);
  const [outcome] = await kit.provider.apply([task], []);
  expect(outcome).toMatchObject({ status: 'created', error: null });
  expect(kit.fake.records('activity').map(({ values }) => values['type'])).toEqual([taken]);
  expect(outcome!.reason.text).toContain(`no activity type ${taskType}`);
  expect(outcome!.reason.text).toContain(`of the type ${taken}`);
});

test.each([
  ['switched off', { rules: { retired: ['callLogs'] } }, 'api/v1/callLogs is switched off (410)'],
  [
    'not allowed to this app',
    {
      scopes: [
        'base',
        'contacts:full',
        'deals:full',
        'leads:full',
        'activities:full',
        'search:read',
        'users:read',
      ],
    },
    '(403)',
  ],
])(
  'call logs are %s: the call record is an activity of the type call, once, and the note says why',
  async (_, change, why) => {
    kit = await startKit();
    kit.fake.set(change);
    const outcomes = await kit.provider.apply(wholePlan(), []);
    expect(outcomes.filter(({ error }) => error !== null)).toEqual([]);
    const call = outcomes.find(({ kind }) => kind === 'callRecord')!;
    expect(call.reason.text).toContain(why);
    expect(call.reason.text).toContain('an activity of the type call');
    const [person] = kit.fake.records('person');
    const written = kit.fake.records('activity').filter(({ id }) => String(id) === call.recordId);
    expect(written.map(({ values }) => values)).toMatchObject([
      { type: 'call', done: true, owner_id: 81234, participants: [{ person_id: person!.id }] },
    ]);
    const before = kit.fake.records('activity').length;
    // The same event again, in this process and in a new one, finds it.
    const again = await kit.provider.apply(wholePlan(), []);
    expect(again.find(({ kind }) => kind === 'callRecord')?.status).toBe('alreadyThere');
    expect(kit.fake.records('activity')).toHaveLength(before);
    expect(kit.fake.records('callLog')).toEqual([]);
    expect(kit.contract.violations).toEqual([]);
  },
);

test('call logs and the type call are switched off: the call record is an activity of another type', async () => {
  kit = await startKit({ rules: { retired: ['callLogs'], inactiveTypes: ['call'] } });
  const outcomes = await kit.provider.apply(wholePlan(), []);
  expect(outcomes.filter(({ error }) => error !== null)).toEqual([]);
  const call = outcomes.find(({ kind }) => kind === 'callRecord')!;
  expect(call.reason.text).toContain('no activity type call (any more), so it is of the type meeting');
  const written = kit.fake.records('activity').filter(({ id }) => String(id) === call.recordId);
  expect(written.map(({ values }) => [values['type'], values['done']])).toEqual([['meeting', true]]);
  expect(kit.contract.violations).toEqual([]);
});

test.each(['callLogs', 'leads', 'users', 'activityTypes'])(
  'health names the endpoint %s of version 1 that answers 410',
  async (name) => {
    kit = await startKit({ rules: { retired: [name] } });
    const told = (await kit.provider.health()).filter(({ level }) => level === 'problem');
    const asked = name === 'activityTypes' ? [] : [expect.stringContaining(`api/v1/${name}`)];
    expect(told.map(({ message }) => message)).toEqual(expect.arrayContaining(asked));
    if (name === 'activityTypes')
      await expect(kit.provider.choices?.('activityTypes')).rejects.toThrow('410');
  },
);
