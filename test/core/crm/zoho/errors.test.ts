import { classify, PartsError, toError, ZohoError } from '../../../../core/crm/zoho/errors';
import { readPart } from '../../../../core/crm/zoho/composite';

const row = (code: string, details: object = {}, message = 'refused'): object => ({
  data: [{ code, details, message, status: 'error' }],
});

test.each([
  [
    401,
    { code: 'INVALID_TOKEN', details: {}, message: 'invalid oauth token', status: 'error' },
    'credentialRefused',
  ],
  [401, { code: 'OAUTH_SCOPE_MISMATCH', details: {}, message: 'scope', status: 'error' }, 'notPermitted'],
  [403, row('NO_PERMISSION'), 'notPermitted'],
  [429, { code: 'TOO_MANY_REQUESTS', details: {}, message: 'too many', status: 'error' }, 'rateLimited'],
  [404, { code: 'INVALID_URL_PATTERN', details: {}, message: 'url', status: 'error' }, 'notFound'],
  [400, row('MANDATORY_NOT_FOUND', { api_name: 'Company', json_path: '$.data[0].Company' }), 'invalidField'],
  [400, row('INVALID_DATA', { api_name: 'id', json_path: '$.data[0].Owner.id' }), 'invalidField'],
  [400, row('INVALID_DATA', { id: '1' }), 'notFound'],
  [
    202,
    row('DUPLICATE_DATA', { api_name: 'rs_call_id', json_path: '$.data[0].rs_call_id' }),
    'alreadyExists',
  ],
  [500, { code: 'INTERNAL_ERROR', details: {}, message: 'oops', status: 'error' }, 'temporary'],
  [502, '<html><body>Bad gateway</body></html>', 'temporary'],
  [423, row('RECORD_LOCKED'), 'permanent'],
  [200, row('NEW_CODE_OF_TOMORROW'), 'permanent'],
])('status %i %j is %s', (status, body, kind) => {
  const error = toError(status, body, 'creating the lead');
  expect(error).toBeInstanceOf(ZohoError);
  expect([error.kind, error.system]).toEqual([kind, 'Zoho CRM']);
  expect(error.message).toMatch(/^Zoho CRM: creating the lead was refused/);
  expect(error.message).not.toContain('<');
  expect(error.advice.length).toBeGreaterThan(10);
});

test('the field, the type it wants and the record in the way are read from the details', () => {
  const owner = toError(400, row('INVALID_DATA', { api_name: 'id', json_path: '$.data[0].Owner.id' }), 'x');
  expect(owner.field).toBe('Owner');
  const typed = toError(
    400,
    row('INVALID_DATA', { api_name: 'Age', expected_data_type: 'integer', json_path: '$.data[0].Age' }),
    'x',
  );
  expect([typed.field, typed.expectedType]).toEqual(['Age', 'integer']);
  const byId = toError(400, row('DUPLICATE_DATA', { api_name: 'rs_call_id', id: '7' }), 'x');
  const byRecord = toError(400, row('DUPLICATE_DATA', { api_name: 'k', duplicate_record: { id: '8' } }), 'x');
  expect([byId.existingId, byRecord.existingId]).toEqual(['7', '8']);
  const column = {
    code: 'INVALID_QUERY',
    details: { column_name: 'rs_call_id' },
    message: 'q',
    status: 'error',
  };
  expect(toError(400, column, 'x').field).toBe('rs_call_id');
  expect(toError(401, { code: 'OAUTH_SCOPE_MISMATCH' }, 'x').advice).toContain('ZohoCRM.coql.READ');
});

test('a secret in a vendor text does not reach the message', () => {
  const error = toError(400, row('INVALID_DATA', {}, 'Zoho-oauthtoken 1000.canary0123456789 is bad'), 'x');
  expect(error.message).not.toContain('canary');
});

test('a composite part: refused by status, by a row inside a 2xx, by its own code, or held back', () => {
  const response = (status_code: number, body: unknown): unknown => ({
    code: 'SUCCESS',
    status: 'success',
    details: { response: { status_code, headers: {}, body } },
  });
  expect(readPart(response(200, { data: [{ id: '1' }] }), 'x')).toEqual({
    kind: 'ok',
    body: { data: [{ id: '1' }] },
  });
  expect(readPart(response(204, {}), 'x')).toEqual({ kind: 'ok', body: {} });
  expect(readPart(response(202, row('DUPLICATE_DATA')), 'x')).toMatchObject({
    kind: 'refused',
    error: { kind: 'alreadyExists' },
  });
  expect(readPart(response(401, { code: 'OAUTH_SCOPE_MISMATCH' }), 'x')).toMatchObject({
    error: { kind: 'notPermitted' },
  });
  expect(readPart({ code: 'INVALID_DATA', details: { api_name: 'uri' } }, 'x')).toMatchObject({
    kind: 'refused',
    error: { kind: 'invalidField' },
  });
  for (const code of ['ROLLBACK_PERFORMED', 'PROCESSING_STOPPED', 'INVALID_REFERENCE'])
    expect(readPart({ code, details: {} }, 'x')).toEqual({ kind: 'held' });
});

test('a 400 that still tells of each part keeps its body', () => {
  const body = { __composite_requests: [{ code: 'ROLLBACK_PERFORMED', status: 'error', details: {} }] };
  const error = classify({ status: 400, headers: {}, body }, 'writing');
  expect(error).toBeInstanceOf(PartsError);
  expect((error as PartsError).body).toBe(body);
  expect(
    classify({ status: 400, headers: {}, body: { code: 'INVALID_DATA' } }, 'writing'),
  ).not.toBeInstanceOf(PartsError);
});

test('several refusals of one record are each named; beside one that is there already nothing else counts', () => {
  const one = (code: string, field: string, message: string): object => ({
    code,
    message,
    status: 'error',
    details: { api_name: field, json_path: `$.data[0].${field}` },
  });
  const said = [
    one('MANDATORY_NOT_FOUND', 'Closing_Date', 'required field not found'),
    one('INVALID_DATA', 'Amount', 'invalid data'),
  ];
  const error = toError(400, row('MULTIPLE_OR_MULTI_ERRORS', { errors: said }), 'creating the deal');
  expect(error.message).toBe(
    'Zoho CRM: creating the deal was refused (MANDATORY_NOT_FOUND): the field Closing_Date is required and has no value; invalid data, field Amount.',
  );
  expect(error.subject).toBe('Closing_Date, Amount');
  const there = one('DUPLICATE_DATA', 'rs_call_id', 'duplicate data');
  const double = toError(400, row('MULTIPLE_OR_MULTI_ERRORS', { errors: [...said, there] }), 'x');
  expect([double.kind, double.subject]).toEqual(['alreadyExists', 'rs_call_id']);
  expect(double.message).not.toContain('Amount');
});
