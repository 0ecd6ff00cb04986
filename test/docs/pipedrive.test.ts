/** docs/pipedrive.md: fields, scopes and settings from the data, errors as the provider tells them. UPDATE_DOCS=1 writes it. */
import { LIMITS } from '../../core/crm/pipedrive/limits';
import { OWN_FIELDS } from '../../core/crm/pipedrive/own-fields';
import scopes from '../../core/crm/pipedrive/scopes.json';
import { code, expectErrors, expectList, expectSettings, expectTable, type Answer } from './crm-page';
import { readPart } from './parts';

test('docs/pipedrive.md: settings', () => expectSettings('pipedrive'));

test('docs/pipedrive.md: scopes of an app', () => {
  const list = [...new Set(scopes.map(({ scope }) => scope))];
  expectList('pipedrive', 'scopes', ['base', ...list]);
});

test('docs/pipedrive.md: fields', () => {
  const rows = OWN_FIELDS.flatMap(({ entity, fields }) =>
    fields.map(({ name, type, description }) => [entity, code(name), type, description]),
  );
  expect(rows.length).toBeGreaterThan(20);
  expectTable('pipedrive', 'fields', ['of', 'name', 'type', 'what for'], rows);
});

test('docs/pipedrive.md: the limits told are those kept', () => {
  const told = readPart('pipedrive.md', 'limits');
  const { max = 0, windowMs = 0 } = LIMITS.burst ?? {};
  expect(told).toContain(`${max} requests in ${windowMs / 1000} seconds`);
  expect(told).toContain(`${(LIMITS.searchPerSecond ?? 0) * (windowMs / 1000)} searches`);
});

const refusal = (error: string, more: Record<string, unknown> = {}): unknown => ({
  success: false,
  error,
  ...more,
});
const ANSWERS: Answer[] = [
  ['401, the token is revoked or mistyped', 401, refusal('unauthorized access')],
  ['402, the plan does not allow it', 402, refusal('payment required')],
  ['403, the user may not do this, or a scope is missing', 403, refusal('forbidden')],
  [
    '403, a limit of the plan: open deals, custom fields',
    403,
    refusal('Open deals limit reached.', { code: 'feature_capping_deals_limit' }),
  ],
  ['403 with a page, after limits were passed', 403, '<html>'],
  ['400, a value or field that does not fit', 400, refusal('Validation failed')],
  ['404 or 410, the record is gone', 410, refusal('gone')],
  ['409, it is there already (a recording)', 409, refusal('conflict')],
  ['429, too many in two seconds', 429, refusal('rate limit exceeded')],
  [
    "429, the day's tokens are used up",
    429,
    refusal('rate limit exceeded'),
    { 'x-daily-requests-left': '0' },
  ],
  ['5xx', 503, '<html>'],
];

test('docs/pipedrive.md: errors', () => {
  expect(expectErrors('pipedrive', ANSWERS).size).toBe(8);
});
