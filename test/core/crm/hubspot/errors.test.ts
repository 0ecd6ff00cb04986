import { classify, type HubSpotError } from '../../../../core/crm/hubspot/errors';
import { isRingostatLink, toHtml } from '../../../../core/crm/engine/html';

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): HubSpotError =>
  classify({ status, headers, body }, 'creating the contact') as HubSpotError;
const values = (list: unknown[]): string => `Property values were not valid: ${JSON.stringify(list)}`;

test('a unique value that is taken, as text and as errors[]', () => {
  const taken = {
    isValid: false,
    message: '33001 already has that value.',
    error: 'CONFLICTING_UNIQUE_VALUE',
    name: 'ringostat_call_id',
  };
  const text = answer(400, { category: 'VALIDATION_ERROR', message: values([taken]) });
  expect(text).toMatchObject({
    kind: 'alreadyExists',
    existingId: '33001',
    subject: 'ringostat_call_id',
    code: 'CONFLICTING_UNIQUE_VALUE',
  });
  const listed = answer(400, {
    category: 'VALIDATION_ERROR',
    message: 'bad',
    errors: [
      { code: 'CONFLICTING_UNIQUE_VALUE', message: 'x', context: { propertyName: ['ringostat_deal_key'] } },
    ],
  });
  expect(listed).toMatchObject({ kind: 'alreadyExists', subject: 'ringostat_deal_key' });
});

test.each(['requiredScopes', 'requiredGranularScopes', 'missingScopes'])(
  'the scope is named wherever HubSpot tells it: %s, of the answer or of one of its errors',
  (name) => {
    const context = { [name]: ['crm.objects.deals.write'] };
    for (const body of [{ context }, { errors: [{ message: 'x', context }] }]) {
      const error = answer(403, { category: 'MISSING_SCOPES', message: 'x', ...body });
      expect(error.kind).toBe('notPermitted');
      expect(error.advice).toContain('crm.objects.deals.write');
    }
  },
);

test('an e-mail that is taken names the record', () => {
  const error = answer(409, { category: 'CONFLICT', message: 'Contact already exists. Existing ID: 70151' });
  expect(error).toMatchObject({ kind: 'alreadyExists', existingId: '70151' });
});

test('unknown properties are all named', () => {
  const bad = ['a', 'b'].map((name) => ({
    isValid: false,
    message: 'no',
    error: 'PROPERTY_DOESNT_EXIST',
    name,
  }));
  const error = answer(400, { message: values(bad), category: 'VALIDATION_ERROR' });
  expect(error).toMatchObject({
    kind: 'invalidField',
    subject: 'a, b',
    advice: expect.stringContaining('a, b'),
  });
});

test('a vendor text that ends with a full stop does not get a second one', () => {
  const body = { status: 'error', message: 'No such thing.', category: 'OBJECT_NOT_FOUND' };
  expect(classify({ status: 404, headers: {}, body }, 'reading').message).toBe(
    'HubSpot: reading was refused (404): No such thing.',
  );
});

test('a missing scope is named in message and advice', () => {
  const error = answer(403, {
    category: 'MISSING_SCOPES',
    message: 'no',
    errors: [{ message: 'x', context: { requiredGranularScopes: ['crm.objects.deals.write'] } }],
  });
  expect(error).toMatchObject({ kind: 'notPermitted', subject: 'crm.objects.deals.write' });
  expect(error.message).toBe(
    'HubSpot: creating the contact was refused (403): the scope crm.objects.deals.write is missing.',
  );
  expect(answer(400, { message: 'USER_DOES_NOT_HAVE_PERMISSIONS' }).kind).toBe('notPermitted');
});

test.each([
  [401, { category: 'EXPIRED_AUTHENTICATION' }, 'credentialRefused'],
  [404, { category: 'OBJECT_NOT_FOUND' }, 'notFound'],
  [423, {}, 'temporary'],
  [477, {}, 'temporary'],
  [502, '<html><body>Bad Gateway</body></html>', 'temporary'],
  [504, null, 'temporary'],
  [429, { policyName: 'TEN_SECONDLY_ROLLING' }, 'rateLimited'],
] as const)('%p is classified', (status, body, kind) => {
  const error = answer(status, body);
  expect(error.kind).toBe(kind);
  expect(error.message).not.toContain('<');
});

test('waits by the name of the limit, unless the vendor says one', () => {
  expect(answer(429, { policyName: 'TEN_SECONDLY_ROLLING' }).waitMs).toBe(10_000);
  expect(answer(429, { policyName: 'SECONDLY' }, { 'retry-after': '3' }).waitMs).toBeNull();
});

test('HTML: everything is escaped, only known https links to Ringostat become links', () => {
  const link = 'https://app.ringostat.com/recordings/a?b="c"&d';
  expect(toHtml('<img src=x onerror=alert(1)>\nA & "B"')).toBe(
    '&lt;img src=x onerror=alert(1)&gt;<br>A &amp; &quot;B&quot;',
  );
  expect(toHtml(`x ${link}`, [link])).not.toContain('"c"');
  expect(toHtml('https://evil.example/', ['https://evil.example/'])).toBe('https://evil.example/');
  for (const bad of [
    'http://app.ringostat.com/x',
    'javascript:alert(1)',
    'https://ringostat.com.evil.example/',
    'https://u:p@app.ringostat.com/',
    'https://evilringostat.com/',
  ])
    expect(isRingostatLink(bad)).toBe(false);
  expect(isRingostatLink('https://app.ringostat.com/recordings/a')).toBe(true);
});
