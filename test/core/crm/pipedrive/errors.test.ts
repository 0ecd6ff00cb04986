import { pipedrive } from '../../../../core/crm/pipedrive';
import { ACCOUNTS } from '../../../../core/crm/pipedrive/accounts';
import { callStep, contactStep, dealStep, query, startKit, statuses, taskStep, type Kit } from './kit';

const refusal = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  pipedrive.classify({ status, headers, body }, 'creating the deal');

test.each([
  [400, { success: false, error: 'Validation failed: stage_id' }, 'invalidField', 'stage_id'],
  [401, { success: false, error: 'unauthorized access' }, 'credentialRefused', 'API token'],
  [402, { success: false, error: 'payment required' }, 'notPermitted', 'billing'],
  [403, { success: false, error: 'Scope and URL mismatch' }, 'notPermitted', 'deals:full'],
  [404, { success: false, error: 'Deal not found' }, 'notFound', 'Deal not found'],
  [410, { success: false, error: 'Gone' }, 'notFound', 'Gone'],
  [429, { success: false, error: 'request over limit' }, 'rateLimited', 'over limit'],
  [403, '<html>Cloudflare</html>', 'rateLimited', 'wait a few minutes'],
  [500, '<html>oops</html>', 'temporary', 'a page instead of data'],
])('%s %j is %s', (status, body, kind, text) => {
  const error = refusal(status, body);
  expect(error.kind).toBe(kind);
  expect(`${error.message} ${error.advice}`).toContain(text);
  expect(error.message).toMatch(/^Pipedrive: creating the deal was refused/);
});

test("the day's budget used up is no short wait; secrets do not show", () => {
  const error = refusal(
    429,
    { success: false, error: 'over', error_info: 'api_token=0123456789abcdef' },
    { 'x-daily-requests-left': '0', 'x-ratelimit-reset': '2' },
  );
  expect(error).toMatchObject({ kind: 'rateLimited', waitMs: 3_600_000 });
  expect(error.advice).toContain('tomorrow');
  expect(error.message).not.toContain('0123456789abcdef');
});

test('two ways to sign in; OAuth2 asks with Basic and goes where the answer says', () => {
  const [token, oauth] = ACCOUNTS;
  expect(token!.sign!({ apiToken: ' abc ' })).toEqual({ 'x-api-token': 'abc' });
  expect(oauth!.token!({ clientId: 'id', clientSecret: 's:é' }, 'refresh', 0)).toEqual({
    url: 'https://oauth.pipedrive.com/oauth/token',
    form: { grant_type: 'refresh_token', refresh_token: 'refresh' },
    scheme: 'Bearer',
    headers: { authorization: `Basic ${Buffer.from('id:s:é').toString('base64')}` },
  });
  expect(oauth!.baseUrlIn!({ api_domain: 'https://acme.pipedrive.com' }, {})).toBe(
    'https://acme.pipedrive.com',
  );
  expect(() => oauth!.baseUrlIn!({ api_domain: 'javascript:1' }, {})).toThrow(/not its own/);
});

describe('bad input', () => {
  let kit: Kit;
  const start = async (options: Parameters<typeof startKit>[0] = {}): Promise<void> => {
    kit = await startKit(options);
  };
  afterEach(async () => {
    expect(kit.contract.violations).toEqual([]);
    await kit.fake.close();
  });
  const plan = (): Parameters<Kit['provider']['apply']>[0] => [
    contactStep(),
    dealStep(),
    callStep(),
    taskStep('manager'),
  ];

  test('a revoked token: one error for all', async () => {
    await start();
    kit.fake.endToken('revoked');
    await expect(kit.provider.apply(plan(), [])).rejects.toMatchObject({ kind: 'credentialRefused' });
  });

  test('an inactive owner: the senior gets the record, else the user of the token, with a note', async () => {
    await start();
    kit.fake.deactivate(81235);
    const owner = { ownerId: '81235', fallbackOwnerId: '81236' };
    const task = taskStep('manager');
    const outcomes = await kit.provider.apply(
      [
        contactStep(owner),
        dealStep({ ownerId: 'nobody at all' }),
        callStep({ values: { ...callStep().values, ownerId: '81235' } }),
        { ...task, values: { ...task.values, ...owner } },
      ],
      [],
    );
    expect(outcomes.map(({ error }) => error)).toEqual([null, null, null, null]);
    expect(outcomes[0]!.reason.text).toContain('81235 (not active), so the senior 81236 got it');
    expect(kit.fake.records('person')[0]!.values['owner_id']).toBe(81236);
    const open = kit.fake.records('activity').find(({ values }) => values['done'] !== true);
    expect(open!.values['owner_id']).toBe(81236);
    expect(kit.fake.records('callLog')[0]!.values['user_id']).toBe(81234);
  });

  test("a token that is no admin's writes others' calls as its own, and says so", async () => {
    await start();
    kit.fake.setAdmin(81234, false);
    const values = { ...callStep().values, ownerId: '81235' };
    const [outcome] = await kit.provider.apply([callStep({ links: [], values })], []);
    expect(outcome).toMatchObject({ status: 'created' });
    expect(outcome!.reason.text).toContain('use the token of an admin');
    expect(kit.fake.records('callLog')[0]!.values['user_id']).toBe(81234);
  });

  test('deleted stage, foreign pipeline: named, with those that are there', async () => {
    await start();
    const [deal] = await kit.provider.apply([dealStep({ stage: '999' }, { links: [] })], []);
    expect(deal!.error).toMatchObject({ kind: 'invalidField' });
    expect(deal!.error!.message).toContain('the stage 999 does not exist');
    const [first] = await kit.provider.pipelines();
    expect(deal!.error!.advice).toContain(first!.stages[0]!.name);
    const [other] = await kit.provider.apply([dealStep({ pipeline: '77' }, { links: [] })], []);
    expect(other!.error!.message).toContain('the pipeline 77 does not exist');
  });

  test('a field of ours that was deleted is made again; one of the mapping is named', async () => {
    await start();
    await kit.provider.apply([contactStep()], []);
    kit.fake.removeField('person', 'utm_source');
    const other = contactStep({ phone: '+380671110002' });
    const [made] = await kit.provider.apply([{ ...other, key: '2' }], []);
    expect(made).toMatchObject({ status: 'created', error: null });
    expect(kit.own('person')[1]).toMatchObject({ utm_source: 'google' });
    const code = kit.fake.addField('person', { name: 'Branch' });
    await kit.provider.fields('contact');
    kit.fake.removeField('person', 'Branch');
    const mapped = contactStep({ phone: '+380671110003', fields: { [code]: 'Kyiv' } });
    const [failed] = await kit.provider.apply([{ ...mapped, key: '3' }], []);
    expect(failed!.error).toMatchObject({ kind: 'invalidField' });
    expect(failed!.error!.message).toContain('Branch');
  });

  test('fields that may not be made: records are written without them, and the note names them; asked once an hour', async () => {
    await start({ bare: true });
    kit.fake.setAdmin(81234, false);
    const outcomes = await kit.provider.apply(plan(), []);
    expect(statuses(outcomes)).toEqual({
      contact: 'created',
      deal: 'created',
      callRecord: 'created',
      'task.manager': 'created',
    });
    expect(outcomes[1]!.reason.text).toContain(
      'Pipedrive lacks the fields Ringostat call id, Ringostat key, utm_source',
    );
    const tries = (): number => kit.log().filter((line) => /^POST .*Fields$/.test(line)).length;
    const before = tries();
    const found = await kit.provider.find(query());
    expect(found.map(({ entity }) => entity).sort()).toEqual(['contact', 'deal']);
    const other = contactStep({ phone: '+380671110002' });
    await kit.provider.apply([{ ...other, key: '2' }], []);
    expect(tries()).toBe(before);
  });

  test('a mistyped e-mail does not cost the client', async () => {
    await start();
    const answer = { status: 400, body: { success: false, error: 'Invalid email format' } };
    kit.fake.faults.next({
      match: ({ method, path }) => method === 'POST' && path.endsWith('/persons'),
      answer,
    });
    const [outcome] = await kit.provider.apply([contactStep({ email: 'olha@' })], []);
    expect(outcome).toMatchObject({ status: 'created' });
    expect(outcome!.reason.text).toContain('refused the e-mail');
    expect(kit.fake.records('person')[0]!.values['emails'] ?? []).toEqual([]);
  });

  test('a deal deleted since: the call goes to the contact; a remembered one makes the plan be tried anew', async () => {
    await start();
    const contact = kit.fake.seed.person({ name: 'Olha' });
    const deal = kit.fake.seed.deal({ title: 'Gone', person_id: Number(contact) });
    kit.fake.remove('deal', deal);
    const on = (more: object): ReturnType<typeof callStep> =>
      callStep({
        links: [
          { entity: 'deal', id: deal, ...more },
          { entity: 'contact', id: contact },
        ],
      });
    const [outcome] = await kit.provider.apply([on({})], []);
    expect(outcome!.reason.text).toContain(`No longer in Pipedrive and therefore not linked: deal ${deal}`);
    expect(kit.fake.records('callLog')[0]!.values['person_id']).toBe(Number(contact));
    const [failed] = await kit.provider.apply([{ ...on({ remembered: true }), key: 'p_call2' }], []);
    expect(failed!.error).toMatchObject({ kind: 'notFound' });
  });

  test('a lead without anybody is refused with what to do', async () => {
    await start();
    const lead = { ...dealStep({}, { links: [] }), id: 'lead', kind: 'lead' as const };
    const [outcome] = await kit.provider.apply([lead, callStep({ links: [] })], []);
    expect(outcome!.error!.advice).toBe('Tick the contact beside the lead in the matrix.');
  });
});
