/** docs/zoho.md: fields, scopes and data centres from the data, errors as the provider tells them. UPDATE_DOCS=1 writes it. */
import { DATA_CENTRES } from '../../core/crm/zoho/data-centres';
import { LIMITS } from '../../core/crm/zoho/limits';
import { OWN_FIELDS } from '../../core/crm/zoho/own-fields';
import { STANDARD } from '../../core/crm/zoho/records';
import { SCOPE_LIST } from '../../core/crm/zoho/scopes';
import { code, expectErrors, expectTable, type Answer } from './crm-page';
import { expectPart, readPart } from './parts';

test('docs/zoho.md: scopes, as the API console wants them', () => {
  expectPart('zoho.md', 'scopes', `\`\`\`text\n${SCOPE_LIST}\n\`\`\``);
});

test('docs/zoho.md: data centres', () => {
  const rows = DATA_CENTRES.map(({ label, pages, accounts, api }) => [label, pages, accounts, api]);
  expectTable('zoho', 'centres', ['data centre', 'Zoho CRM', 'sign-in', 'API'], rows);
});

test('docs/zoho.md: fields', () => {
  const rows = OWN_FIELDS.flatMap(({ module, fields }) =>
    fields.map(({ name, unique }) => [module, code(name), unique ? 'yes' : '']),
  );
  expect(rows.length).toBeGreaterThan(30);
  expectTable('zoho', 'fields', ['module', 'label and API name', 'no duplicates'], rows);
});

test('docs/zoho.md: fields read', () => {
  const rows = Object.entries(STANDARD).map(([module, names]) => [module, names.map(code).join(', ')]);
  expectTable('zoho', 'read', ['module', 'fields'], rows);
});

test('docs/zoho.md: the limit told is the one kept', () => {
  expect(LIMITS.concurrent).toBe(2);
  expect(readPart('zoho.md', 'limits')).toContain('two requests at once');
});

const refusal = (text: string, details: Record<string, unknown> = {}): unknown => ({
  data: [{ status: 'error', code: text, message: 'x', details }],
});
const ANSWERS: Answer[] = [
  ['401, the grant was taken back, or of another data centre', 401, { code: 'INVALID_TOKEN', message: 'x' }],
  ['401, a scope is missing', 401, { code: 'OAUTH_SCOPE_MISMATCH', message: 'x' }],
  ['403, the right is missing', 403, { code: 'NO_PERMISSION', message: 'x' }],
  ['the layout requires a field', 202, refusal('MANDATORY_NOT_FOUND', { api_name: 'Industry' })],
  ['a value that does not fit', 202, refusal('INVALID_DATA', { api_name: 'Lead_Source' })],
  [
    'the owner is not active',
    202,
    refusal('INVALID_DATA', { json_path: '$.data[0].Owner.id', api_name: 'id' }),
  ],
  ['a value that must not occur twice', 202, refusal('DUPLICATE_DATA', { api_name: 'rs_call_id' })],
  ['the record is gone', 400, { code: 'INVALID_DATA', message: 'x', details: { id: '7' } }],
  ['429, or the credits of 24 hours are used up', 429, { code: 'TOO_MANY_REQUESTS', message: 'x' }],
  ['somebody or a rule locked the record', 202, refusal('RECORD_LOCKED')],
  ['5xx', 500, '<html>'],
];

test('docs/zoho.md: errors', () => {
  expect(expectErrors('zoho', ANSWERS).size).toBe(8);
});
