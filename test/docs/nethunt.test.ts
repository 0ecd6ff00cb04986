/** docs/nethunt.md: fields, names and settings from the data, errors as the provider tells them. UPDATE_DOCS=1 writes it. */
import { FIELD_TYPES } from '../../core/crm/nethunt/ensure-fields';
import { keysOf, OWN_KEYS, usualFolders, usualNames, type Kind } from '../../core/crm/nethunt/kinds';
import { expectErrors, expectSettings, expectTable, type Answer } from './crm-page';

const KINDS: Kind[] = ['contact', 'company', 'deal', 'callRecord', 'task'];
const folder = (kind: Kind): string => usualFolders(kind)[0] ?? kind;

test('docs/nethunt.md: fields to make', () => {
  const rows = KINDS.flatMap((kind) =>
    OWN_KEYS[kind].map((key) => [folder(kind), usualNames(kind, key)[0] ?? key, FIELD_TYPES[key] ?? 'text']),
  );
  expect(rows.length).toBeGreaterThan(20);
  expectTable('nethunt', 'fields', ['folder', 'field', 'type'], rows);
});

test('docs/nethunt.md: usual names', () => {
  const rows = KINDS.flatMap((kind) => [
    [`**${folder(kind)}** (folder)`, usualFolders(kind).join(', ')],
    ...keysOf(kind)
      .filter((key) => usualNames(kind, key).length > 1 && !key.startsWith('utm_') && key !== 'callId')
      .map((key) => [usualNames(kind, key)[0] ?? key, usualNames(kind, key).join(', ')]),
  ]);
  expectTable('nethunt', 'names', ['folder or field', 'usual names'], rows);
});

test('docs/nethunt.md: settings', () => expectSettings('nethunt'));

const ANSWERS: Answer[] = [
  ['401, the key or e-mail is wrong', 401, 'Your email address or API key does not appear to be valid'],
  ['403, the folder may not be used', 403, 'You do not have permission to access folder "Deals"'],
  ['404, the folder is gone', 404, 'Folder not found'],
  ['404, the record is gone', 404, 'Record not found'],
  ['400, a field or value is wrong', 400, 'Field "Region" is required'],
  ['429', 429, 'Too many requests'],
  ['5xx', 503, 'Service Unavailable'],
  ['a page of the proxy, whatever its status', 403, '<html><body>Forbidden</body></html>'],
];

test('docs/nethunt.md: errors', () => {
  expect(expectErrors('nethunt', ANSWERS, 'writing').size).toBe(6);
});
